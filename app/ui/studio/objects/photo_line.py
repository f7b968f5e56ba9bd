"""One photo of a block: its picture, its caption, how wide and how sharp it prints, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.core.messages import N_, Message
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.exports.layout import PlacedPicture

POINTS_PER_CM = 72 / 2.54


class PhotoLine(QFrame):
    """One chosen photo.

    Signals:
        captioned: photo id and caption.
        moved: photo id, -1 or 1.
        removed: photo id.
        crop_asked: photo id.
        explained: photo id and the reason why it may stay as it is; "" takes it back.
        left: the caption was left.
    """

    captioned = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)
    crop_asked = Signal(str)
    explained = Signal(str, str)
    left = Signal()

    def __init__(self, context: UiContext, photo: str) -> None:
        super().__init__()
        self._context, self._binder, self.photo = context, Binder(context), photo
        self._said = ""
        self.setProperty("card", True)
        pad = context.theme.metrics.u(0.5)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(pad, pad, pad, pad)
        outer.setSpacing(pad)
        self.picture = QLabel()
        self.picture.setFixedWidth(context.theme.metrics.em(5))
        outer.addWidget(self.picture)
        self._side = QVBoxLayout()
        self._side.setSpacing(pad // 2)
        outer.addLayout(self._side, 1)
        self._add_caption()
        self._add_reason()
        self._add_buttons()

    def _add_caption(self) -> None:
        self.caption = LineEdit()
        self.caption.setObjectName(f"caption_{self.photo}")
        words = self._binder.label(N_("Caption"), "caption")
        words.setBuddy(self.caption)
        self.caption.edited.connect(self._on_caption)
        self.caption.left.connect(self.left)
        self.sharp = StatusWord(self._context, OPEN, "", wrap=True)
        for widget in (words, self.caption, self.sharp):
            self._side.addWidget(widget)

    def _add_reason(self) -> None:
        self.reason_label = self._binder.label(N_("Why it may stay as it is"), "caption")
        self.reason = LineEdit()
        self.reason.setObjectName(f"reason_{self.photo}")
        self.reason_label.setBuddy(self.reason)
        self.reason.left.connect(self._on_reason)
        self.reason.returnPressed.connect(self._on_reason)
        for widget in (self.reason_label, self.reason):
            self._side.addWidget(widget)
            widget.hide()

    def _add_buttons(self) -> None:
        buttons, binder = FlowLayout(gap=6), self._binder
        self.up = binder.button(N_("Move up"), self._on_up, icon="arrow-up", kind="small")
        self.down = binder.button(N_("Move down"), self._on_down, icon="arrow-down", kind="small")
        self.crop = binder.button(N_("Crop and turn"), self._on_crop, icon="image", kind="small")
        self.out = binder.button(N_("Take out"), self._on_out, icon="x", kind="small")
        for button in (self.up, self.down, self.crop, self.out):
            buttons.addWidget(button)
        self._side.addLayout(buttons)

    def show_photo(
        self, words: str, caption: str, placed: PlacedPicture | None, least: int, reason: str, *, own: bool
    ) -> None:
        """Show what a photo is called, its caption in the dossier's language, how it prints, and why it may stay so."""
        text = self._context.text
        self.caption.show_text(caption, own=own)
        self.caption.setAccessibleName(text(N_("Caption of {photo}", photo=words)))
        named = (
            (self.up, N_("Move up")),
            (self.down, N_("Move down")),
            (self.crop, N_("Crop and turn")),
            (self.out, N_("Take out")),
        )
        for button, said in named:
            button.setAccessibleName(f"{text(said)}: {words}")
        shape, sentence = sharpness(placed, least, reason)
        self.sharp.say(shape, sentence)
        coarse = placed is not None and int(placed.dpi + 1e-6) < least
        self._said = reason
        self.reason.show_text(reason, own=own)
        self.reason.setAccessibleName(f"{text(N_('Why it may stay as it is'))}: {words}")
        for widget in (self.reason_label, self.reason):
            widget.setVisible(coarse or bool(reason))

    def _on_reason(self) -> None:
        if self.reason.text().strip() != self._said:
            self._said = self.reason.text().strip()
            self.explained.emit(self.photo, self._said)

    def _on_caption(self, text: str) -> None:
        self.captioned.emit(self.photo, text)

    def _on_up(self) -> None:
        self.moved.emit(self.photo, -1)

    def _on_down(self) -> None:
        self.moved.emit(self.photo, 1)

    def _on_crop(self) -> None:
        self.crop_asked.emit(self.photo)

    def _on_out(self) -> None:
        self.removed.emit(self.photo)


def sharpness(placed: PlacedPicture | None, least: int, reason: str = "") -> tuple[str, Message]:
    """Return the shape and the words for how wide and how sharp a photo prints, and how wide it may print."""
    if placed is None:
        return OPEN, N_("Not on a page yet")
    from app.exports.layout.photos import shown_size

    dpi, wide = int(placed.dpi + 1e-6), placed.width_pt / POINTS_PER_CM
    tenths = int(shown_size(placed.picture)[0] / max(least, 1) * 25.4 + 1e-6)
    clean, cm = f"{tenths // 10}.{tenths % 10}", f"{wide:.1f}"
    if dpi >= least:
        return DONE, N_("{cm} cm wide, {dpi} dpi. Prints clean up to {clean} cm.", cm=cm, dpi=dpi, clean=clean)
    said = N_("{cm} cm wide, {dpi} dpi; {least} are asked for. Prints clean up to {clean} cm.",
              cm=cm, dpi=dpi, least=least, clean=clean)  # fmt: skip
    return (NOTICE if reason else PROBLEM), said
