"""What Undo takes back and Redo does again: one entry for each press, the visit of a field joined into one."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.messages import Message


@dataclass(slots=True)
class Press:
    """One press of Undo.

    Attributes:
        label: what it takes back.
        step: joins the change sets of one visit.
        sets: keys of these, in the order in which they happened.
    """

    label: Message
    step: str
    sets: list[str] = field(default_factory=list)


class UndoStack:
    """The presses of this session, back to the last barrier. Thread: the document's own."""

    def __init__(self) -> None:
        self.undo: list[Press] = []
        self.redo: list[Press] = []
        self._void: Press | None = None

    def clear(self) -> None:
        """Forget everything."""
        self.undo.clear()
        self.redo.clear()
        self._void = None

    def open(self, step: str) -> Press | None:
        """Return the press that *step* goes on with, also where it has come to nothing so far."""
        known = (self._void, self.undo[-1] if self.undo else None)
        return next((one for one in known if one is not None and one.step == step), None)

    def did(self, label: Message, step: str, set_id: str, *, kept: bool, void: bool) -> Press:
        """Take over what a unit of work did.

        Args:
            label: what it did.
            step: that it belongs to.
            set_id: change set that it wrote into.
            kept: whether anything of that change set is left.
            void: whether the whole step left everything as it was: there is nothing to take back then.
        """
        press = self.open(step) or Press(label, step)
        press.label = label
        press.sets = [one for one in press.sets if one != set_id] + ([set_id] if kept else [])
        if self.undo and self.undo[-1] is press:
            self.undo.pop()
        self._void = press if void or not press.sets else None
        if self._void is None:
            self.undo.append(press)
        self.redo.clear()
        return press

    def turn(self, source: list[Press], target: list[Press], done: Press | None) -> None:
        """Take the last press off *source*; *done*, which takes it back in its turn, goes onto *target*."""
        source.pop()
        if done is not None:
            target.append(done)
        self._void = None
