"""An attached PDF: what it is called, which of its pages are printed, and who may see them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.studio.panel import ObjectPanel
from app.ui.studio.radio_words import RadioWords
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView

READERS: tuple[tuple[str, Message], ...] = (
    ("closed", N_("Authority and team")),
    ("open", N_("Everybody")),
)


class AttachedPanel(ObjectPanel):
    """Edits an attached PDF: ``title``, ``first``, ``last`` and ``open`` of its settings."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Attached PDF"), N_("Back to the text"))
        self._settings: dict[str, object] = {}
        binder = self.binder
        self.facts = binder.label("")
        self.title = LineEdit()
        self.title.setObjectName("attached_title")
        label = binder.label(N_("Title in the contents"), "strong")
        label.setBuddy(self.title)
        self.title.edited.connect(self._on_title)
        self.title.left.connect(self.end_visit)
        self.first, self.last = self._number("attached_first"), self._number("attached_last")
        first, last = (binder.label(one, wrap=False) for one in (N_("From its page"), N_("to page")))
        first.setBuddy(self.first)
        last.setBuddy(self.last)
        binder.text(self.first.setAccessibleName, N_("From its page"))
        binder.text(self.last.setAccessibleName, N_("to page"))
        self.readers = RadioWords(context, READERS)
        self.readers.chosen.connect(self._on_readers)
        binder.text(self.readers.setAccessibleName, N_("Who may see these pages"))
        self.body.addWidget(self.facts)
        self.body.addWidget(label)
        self.body.addWidget(self.title)
        self.body.addWidget(binder.label(N_("Pages that are printed"), "strong"))
        row = FlowLayout(gap=8)
        for widget in (first, self.first, last, self.last):
            row.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(binder.label(N_("Who may see these pages"), "strong"))
        self.body.addWidget(self.readers)
        said = N_("Names on a scan cannot be masked. Choose “Everybody” only where none stand on it.")
        self.body.addWidget(binder.label(said, "caption"))
        said = N_("Other readers get a sheet that says so; no page number moves.")
        self.body.addWidget(binder.label(said, "caption"))
        binder.also(self.readers.refresh)

    def show_block(self, block: BlockView, gathered: Gathered, pressed: Pressed | None, *, own: bool) -> None:
        """See :class:`ObjectPanel`."""
        from app.services.dossier.attached import Pages

        self.block_id, self._settings = block.id, dict(block.settings)
        pages = Pages.of(block.settings)
        whole = pages.whole if pages is not None else 0
        name = str(block.settings.get("name") or "")
        said = NP_("The file “{name}” has {n} page.", "The file “{name}” has {n} pages.", whole, name=name)
        self.binder.text(self.facts.setText, said)
        self.title.show_text(pages.title if pages is not None else "", own=own)
        self.title.setAccessibleName(self.context.text(N_("Title in the contents")))
        self.first.show_text(str(pages.first if pages is not None else 1), own=own)
        self.last.show_text(str(pages.last if pages is not None else 1), own=own)
        self.readers.set_value("open" if pages is not None and pages.open else "closed")

    def focus_first(self) -> None:
        """Put the keyboard into the title."""
        self.title.setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        for line in (self.first, self.last):
            line.setFixedWidth(self.context.theme.metrics.em(4))

    def _number(self, name: str) -> LineEdit:
        line = LineEdit()
        line.setObjectName(name)
        line.setFixedWidth(self.context.theme.metrics.em(4))
        line.left.connect(self._on_pages)
        line.returnPressed.connect(self._on_pages)
        return line

    def _on_title(self, text: str) -> None:
        self._settings = {**self._settings, "title": text.strip()}
        self.changed.emit(self.block_id, dict(self._settings), True, self.visit("title"))

    def _on_pages(self) -> None:
        wide = self._settings.get("wide")
        whole = len(wide) if isinstance(wide, (list, tuple)) else 1
        first = min(max(_digits(self.first.text(), 1), 1), whole)
        last = min(max(_digits(self.last.text(), whole), first), whole)
        self.first.show_text(str(first), own=True)
        self.last.show_text(str(last), own=True)
        if (first, last) != (self._settings.get("first"), self._settings.get("last")):
            self._tell(first=first, last=last)

    def _on_readers(self, key: str) -> None:
        self._tell(open=key == "open")

    def _tell(self, **values: object) -> None:
        self._settings = {**self._settings, **values}
        self.changed.emit(self.block_id, dict(self._settings), False, "")


def _digits(text: str, default: int) -> int:
    """Return the number that somebody typed, full-width digits too; *default* where there is none."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", text) if char in "0123456789")[:6]
    return int(digits) if digits else default
