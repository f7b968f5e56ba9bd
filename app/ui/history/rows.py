"""What was done, line by line: a step that opens to what it changed, and what changed in one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, Message
from app.ui.widgets.binder import Binder, Dress, Said
from app.ui.widgets.card import WrapButton
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.history.lines import FieldChange, RecordChange, StepLine

WHAT: dict[str, Message] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "deleted": N_("Deleted"),
    "erased": N_("Erased for good"),
}
NOBODY = N_("Someone else")
NARROW_EM = 30.0


class StepRow(QFrame):
    """One step: time, what, by whom. Pressed, it shows what it changed and offers to put it back.

    Args:
        dress: words and theme.
        line: of the history.
        ask: called with the step's key when its changes are wanted; answer with :meth:`show_changes`.
        put_back: called with the step's key; ``None`` where nothing may be changed.
    """

    def __init__(
        self, dress: Dress, line: StepLine, ask: Callable[[str], object], put_back: Callable[[str], object] | None
    ) -> None:
        super().__init__()
        self.line, self._dress, self._binder = line, dress, Binder(dress)
        self._ask, self._put_back = ask, put_back
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.head = WrapButton("row")
        self.head.setCheckable(True)
        self.head.setObjectName(f"step_{line.id}")
        self._fill_head()
        self.head.clicked.connect(self._on_pressed)
        self._box.addWidget(self.head)
        self.details = QFrame(self)
        self.details.setProperty("ground", "surface")
        self._inner = QVBoxLayout(self.details)
        self._box.addWidget(self.details)
        self.details.hide()

    def show_changes(self, changes: Sequence[RecordChange]) -> None:
        """Show what the step changed."""
        clear(self._inner)
        metrics = self._dress.theme.metrics
        self._inner.setContentsMargins(metrics.u(2), metrics.u(0.5), metrics.u(1), metrics.u(1))
        self._inner.setSpacing(metrics.u(0.75))
        if not changes:
            self._inner.addWidget(self._binder.label(N_("It changed nothing that has a name."), tone="ink_2"))
        for one in changes[:50]:
            self._inner.addWidget(ChangeBlock(self._dress, one))
        if self._put_back is not None:
            row = QHBoxLayout()
            button = self._binder.button(
                N_("Put this step back"),
                partial(self._put_back, self.line.id),
                icon="rotate-ccw",
                name=f"put_back_{self.line.id}",
            )
            row.addWidget(button)
            row.addStretch(1)
            self._inner.addLayout(row)
        self.details.show()

    def _fill_head(self) -> None:
        line, metrics, binder = self.line, self._dress.theme.metrics, self._binder
        self.head.inside.setContentsMargins(metrics.u(0.75), metrics.u(0.5), metrics.u(0.75), metrics.u(0.5))
        self.head.inside.setSpacing(metrics.u(1))
        at = binder.label(f"{line.at:%H:%M}", "strong", wrap=False)
        at.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        at.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.head.put(at)
        middle = QWidget()
        texts = QVBoxLayout(middle)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addWidget(binder.label(line.label, "strong" if not line.undo else "body"))
        if line.about:
            texts.addWidget(binder.label(self._about()))
        who = N_("{person} on {device}", person=line.person or NOBODY, device=line.device)
        texts.addWidget(binder.label(who if line.device else (line.person or NOBODY), "caption"))
        self.head.put(middle, 1)
        mark = QLabel()
        binder.pixmap(mark.setPixmap, "chevron-down", "ink", 1.1)
        self.head.put(mark)
        words = (
            self._dress.text(line.label),
            self._dress.text(self._about()) if line.about else "",
            f"{line.at:%H:%M}",
        )
        self.head.setAccessibleName(" · ".join(word for word in words if word))

    def _about(self) -> Message | str:
        names = "、".join(self.line.about) if self._is_chinese() else ", ".join(self.line.about)
        return N_("{names} and {n} more", names=names, n=self.line.more) if self.line.more else names

    def _is_chinese(self) -> bool:
        translator = getattr(self._dress, "translator", None)
        return getattr(translator, "language", "") == "zh_TW"

    def _on_pressed(self) -> None:
        if self.head.isChecked():
            self._ask(self.line.id)
        else:
            self.details.hide()


class ChangeBlock(QFrame):
    """What happened to one record: its kind and title, and each field before and after.

    Args:
        dress: words and theme.
        change: of one record.
        then: heading of the column with the earlier value.
        now: heading of the column with the later value.
        buttons: shown at the end of the heading.
    """

    def __init__(
        self,
        dress: Dress,
        change: RecordChange,
        *,
        then: Message | None = None,
        now: Message | None = None,
        buttons: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__()
        self._binder = Binder(dress)
        metrics = dress.theme.metrics
        box, head = QVBoxLayout(self), QHBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(metrics.u(0.4))
        said = N_("{what}: {kind} “{title}”", what=WHAT[change.what], kind=change.kind, title=change.title)
        bare = N_("{what}: {kind}", what=WHAT[change.what], kind=change.kind)
        head.addWidget(self._binder.label(said if change.title else bare, "strong"), 1)
        for button in buttons:
            head.addWidget(button)
        box.addLayout(head)
        if change.who:
            box.addWidget(self._binder.label(N_("By {people}", people=change.who), "caption"))
        if change.fields:
            box.addLayout(fields_grid(dress, self._binder, change.fields, then, now))


def fields_grid(
    dress: Dress,
    binder: Binder,
    fields: Sequence[FieldChange],
    then: Message | None = None,
    now: Message | None = None,
) -> QGridLayout:
    """Return fields with their earlier and later values in three columns; an empty value is a dash."""
    grid = QGridLayout()
    metrics = dress.theme.metrics
    grid.setHorizontalSpacing(metrics.u(1.5))
    grid.setVerticalSpacing(metrics.u(0.25))
    heads = (N_("Field"), then or N_("Before"), now or N_("After"))
    for column, said in enumerate(heads):
        grid.addWidget(binder.label(said, "caption"), 0, column)
        grid.setColumnStretch(column, 2 if column == 0 else 3)
    for row, one in enumerate(fields, 1):
        cells: tuple[Said, ...] = (one.label, one.before or "–", one.after or "–")
        for column, text in enumerate(cells):
            label = binder.label(text)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, column)
    return grid
