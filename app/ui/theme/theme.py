"""One theme object for the whole program: scheme, text size, fonts, icons and the style sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from app.ui.theme.focus import FocusFollower
from app.ui.theme.fonts import interface_font, register_fonts
from app.ui.theme.icons import IconSet
from app.ui.theme.metrics import Metrics, nearest_size
from app.ui.theme.palette import palette_of
from app.ui.theme.sheet import style_sheet
from app.ui.theme.tokens import DARK, LIGHT, Tokens

SCHEMES = ("system", "light", "dark")


class Theme(QObject):
    """Dresses the application and tells widgets when the dress changed.

    Args:
        app: the one application object.
        resources: folder with ``fonts`` and ``icons``.
        scheme: ``system``, ``light`` or ``dark``; an unknown system scheme counts as light.
        text_size: 100 to 200 per cent.
        language: interface language; Chinese text is one point larger than Latin.

    Thread: UI thread only.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        *,
        scheme: str = "system",
        text_size: int = 100,
        language: str = "zh_TW",
    ) -> None:
        super().__init__(app)
        self._app, self._scheme, self._text_size, self._language = app, scheme, nearest_size(text_size), language
        self._families = register_fonts(resources / "fonts")
        self._icons = IconSet(resources / "icons")
        app.setStyle("Fusion")
        self._ring = FocusFollower(app, self.tokens.focus)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        self._dress()

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are worn."""
        if self._scheme != "system":
            return self._scheme == "dark"
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def _latin(self) -> bool:
        return not self._language.startswith("zh")

    @property
    def language(self) -> str:
        """The interface language that it is worn with."""
        return self._language

    @property
    def tokens(self) -> Tokens:
        """The colours of the scheme that is worn."""
        return DARK if self.dark else LIGHT

    @property
    def metrics(self) -> Metrics:
        """The sizes for the language, the text size and the first screen."""
        return Metrics.of(self._language, self._text_size, self._app.primaryScreen().logicalDotsPerInch())

    @property
    def scheme(self) -> str:
        """The setting: ``system``, ``light`` or ``dark``."""
        return self._scheme

    @property
    def text_size(self) -> int:
        """The setting: 100 to 200 per cent, in steps of ten."""
        return self._text_size

    def wear(self, *, scheme: str = "", text_size: int = 0, language: str = "") -> None:
        """Change what is given and dress everything anew; nothing happens where nothing changed."""
        before = (self._scheme, self._text_size, self._language)
        self._scheme = scheme or self._scheme
        self._text_size = nearest_size(text_size) if text_size else self._text_size
        self._language = language or self._language
        if before != (self._scheme, self._text_size, self._language):
            self._dress()

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """Return the font of ``title``, ``section``, ``body`` or ``caption`` for own painting."""
        font = interface_font(self._families, self.metrics.pt(role), latin=self._latin)
        font.setBold(bold or role in ("title", "section"))
        return font

    def icon(self, name: str, tone: str = "ink", size_em: float = 1.3) -> QIcon:
        """Return an icon tinted with the token *tone*, *size_em* times the body text high."""
        tokens = self.tokens
        return self._icons.icon(name, tokens.tone(tone), tokens.line, self.metrics.em(size_em), self.icon_gap)

    @property
    def icon_gap(self) -> int:
        """Space between a button's icon and its words, in logical pixels, besides Qt's own."""
        return self.metrics.em(0.25)

    def pixmap(self, name: str, tone: str = "ink", size_em: float = 1.3) -> QPixmap:
        """Return a picture of an icon tinted with the token *tone*."""
        return self._icons.pixmap(name, self.tokens.tone(tone), self.metrics.em(size_em))

    def colour(self, tone: str) -> QColor:
        """Return the token called *tone* as a Qt colour."""
        return QColor(self.tokens.tone(tone))

    def retire(self) -> None:
        """Leave the application to another theme."""
        self._ring.stop()
        self._app.styleHints().colorSchemeChanged.disconnect(self._on_system_scheme)

    def _on_system_scheme(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme == "system":
            self._dress()

    def _dress(self) -> None:
        self._icons.forget()
        tokens, metrics = self.tokens, self.metrics
        self._app.setFont(interface_font(self._families, metrics.body_pt, latin=self._latin))
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(style_sheet(tokens, metrics))
        self._ring.set_colour(tokens.focus)
        self.changed.emit()
