"""The one question before the one act without undo: the word to type, and what becomes of older backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.errors import AppError
from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.shapes import NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.backups.types import Point
    from app.services.workspace import Workspace

ERASE = {"zh_TW": "永久刪除", "en": "erase"}
"""The word that is typed, by language; the service takes either."""
ERASABLE = frozenset({"person", "photo"})
"""Record types that are erased from their own page too, without the way through the bin."""
NAMED = 3


class EraseQuestion(QFrame):
    """Asks for the word, names the backups of before, and erases.

    Signals:
        erased: how many backups were dropped.
        kept: the record stays.

    Args:
        context: lane, words, theme.
        type_name: record type.
        row_id: the record.
        keep: words of the button that leaves everything as it is.
    """

    erased = Signal(int)
    kept = Signal()

    def __init__(self, context: UiContext, type_name: str, row_id: str, keep: Message) -> None:
        super().__init__()
        self._context, self._key, self._binder = context, (type_name, row_id), Binder(context)
        binder, layout = self._binder, QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(0.5))
        warning = N_("This is the only step that cannot be undone. The history forgets it too.")
        layout.addWidget(StatusWord(context, NOTICE, warning, wrap=True))
        self.backups = binder.label(None, "caption")
        self.drop = CheckBox(context.theme)
        self.drop.setObjectName("erase_backups")
        layout.addWidget(self.backups)
        layout.addWidget(self.drop)
        self.backups.hide()
        self.drop.hide()
        word = N_("To erase it, type: {word}", word=ERASE.get(context.translator.language, ERASE["en"]))
        label = binder.label(word, "strong")
        layout.addWidget(label)
        self.input = LineEdit()
        self.input.setObjectName("erase_word")
        self.input.setMaximumWidth(context.theme.metrics.em(16))
        self.input.setAccessibleName(context.text(word))
        self.input.returnPressed.connect(self._on_sure)
        label.setBuddy(self.input)
        layout.addWidget(self.input)
        self.said = StatusWord(context, PROBLEM, "", wrap=True)
        self.said.setObjectName("erase_said")
        layout.addWidget(self.said)
        self.said.hide()
        sure = binder.button(N_("Erase it for good"), self._on_sure, icon="trash-2", name="erase_sure")
        stay = binder.button(keep, self.kept.emit, kind="primary", name="erase_keep")
        layout.addLayout(button_row(stay, sure))
        context.lane.submit(_points, self._on_points)

    def ask(self) -> None:
        """Put the keyboard where the word is typed."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_points(self, points: tuple[Point, ...]) -> None:
        """Name the backups that were made before this moment: every one of them may hold the record."""
        if not points:
            return
        count, newest = len(points), tuple(point.at.astimezone().date() for point in points[:NAMED])
        days = tuple(dict.fromkeys(newest))
        said = NP_(
            "{n} backup of before may hold it, the newest of {days}.",
            "{n} backups of before may hold it, the newest of {days}.",
            count,
            days=days,
        )
        self._binder.text(self.backups.setText, said)
        words = NP_("Drop this backup too; a new one is made", "Drop these {n} backups too; a new one is made", count)
        self.drop.setText(self._context.text(words))
        self.backups.show()
        self.drop.show()

    def _on_sure(self) -> None:
        self.input.commit_composition()
        typed, drop, key = self.input.text(), self.drop.isChecked(), self._key
        self._context.lane.submit(
            lambda workspace: _erase(workspace, key, typed, drop), self._on_erased, self._on_refused
        )

    def _on_erased(self, dropped: int) -> None:
        self.erased.emit(dropped)

    def _on_refused(self, error: AppError) -> None:
        self.said.say(PROBLEM, N_("{what} {todo}", what=error.what, todo=error.todo))
        self.said.show()


def erased_words(title: str, dropped: int) -> Message:
    """Return what is said once a record is gone."""
    if dropped:
        return NP_(
            "“{title}” is erased for good, and {n} older backup is dropped.",
            "“{title}” is erased for good, and {n} older backups are dropped.",
            dropped,
            title=title,
        )
    return N_("“{title}” is erased for good. Older backups still hold it.", title=title)


def _points(workspace: Workspace) -> tuple[Point, ...]:
    return workspace.backups.points()


def _erase(workspace: Workspace, key: tuple[str, str], typed: str, drop: bool) -> int:
    workspace.history.erase(*key, typed)
    return workspace.backups.drop_older_than_erasing() if drop else 0
