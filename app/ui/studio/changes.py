"""What the person changes in the text and the outline, handed on to be kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.ui.studio.chapter.column import TextColumn
from app.ui.studio.outline import Outline
from app.ui.studio.presenter import StudioPresenter


class Changes(QObject):
    """Hears the text and the outline, and tells the presenter.

    Signals:
        moved: id of a block that stands in another place now.
        part_added: id of a new appendix.

    Args:
        presenter: gives and changes the dossier.
        text: the column in which is written.
        outline: moves, takes out and adds.
    """

    moved = Signal(str)
    part_added = Signal(str)

    def __init__(self, presenter: StudioPresenter, text: TextColumn, outline: Outline) -> None:
        super().__init__(presenter)
        self._presenter, self._text = presenter, text
        text.editor.edited.connect(self._on_edited)
        text.titled.connect(self._on_titled)
        text.keep_asked.connect(self._on_keep)
        outline.move_asked.connect(self._on_move)
        outline.take_out_asked.connect(self._on_take_out)
        outline.leave_out_asked.connect(self._on_leave_out)
        outline.appendix_asked.connect(self._on_appendix)

    def _on_edited(self, blocks: object, visit: str) -> None:
        self._presenter.save_part(self._text.part, blocks, visit)  # type: ignore[arg-type]

    def _on_titled(self, part: str, title: str) -> None:
        gathered = self._presenter.gathered
        view = gathered.view.part(part) if gathered is not None else None
        if gathered is None or view is None or title.strip() == view.title.best(gathered.spec.language):
            return
        self._presenter.set_part(part, title=title.strip())

    def _on_keep(self, block: str, kept: bool) -> None:
        from app.services.dossier.headings import KEPT

        settings = {**self._text.editor.settings_of(block), KEPT: kept}
        self._presenter.change(block, settings)
        self._presenter.refresh(own=True)

    def _on_move(self, block: str, by: int) -> None:
        self._text.editor.edits.move(by, block)
        self._text.editor.flush()
        self.moved.emit(block)

    def _on_take_out(self, block: str) -> None:
        self._text.editor.edits.take_out(block)
        self._text.editor.flush()

    def _on_leave_out(self, part: str, out: bool) -> None:
        self._text.flush()
        self._presenter.set_part(part, left_out=out)

    def _on_appendix(self) -> None:
        self._text.flush()
        self._presenter.add_appendix("", self.part_added.emit)
