"""A dry run in words, for the page and the command line alike. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.fields import Field, Option
from app.core.messages import N_, Message
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.services.formatting import Writing, format_value, is_empty
from app.services.importing.rows import BOTH, JOIN, LEAVE, FieldChange, ImportPlan, RowKind, RowPlan, Twin

KIND_WORDS: Mapping[RowKind, Message] = {
    RowKind.NEW: N_("New"),
    RowKind.CHANGED: N_("Changed"),
    RowKind.SAME: N_("The same"),
    RowKind.DOUBTFUL: N_("Worth a look"),
    RowKind.REFUSED: N_("Refused"),
}
EMPTY = N_("(empty)")
MOST_CHARACTERS = 80
"""Longest part of a value that a line shows."""


class Report:
    """Says what a plan would do.

    Args:
        plan: the dry run.
        translator: language and calendar.
        choices: lists of the programme, by id.
    """

    def __init__(
        self, plan: ImportPlan, translator: Translator, choices: Mapping[str, tuple[Option, ...]] | None = None
    ) -> None:
        self._plan, self._words = plan, translator
        known = choices or {}
        self._how = Writing(
            translator,
            title=lambda name, key: plan.titles.get((name, key), ""),
            options=lambda list_id: known.get(list_id, ()),
        )

    def where(self, row: RowPlan) -> str:
        """Return the place of a row: sheet and number."""
        return self._words.text(row.place.message())

    def kind(self, row: RowPlan) -> str:
        """Return what will become of a row, in a word."""
        return self._words.text(KIND_WORDS[row.kind])

    def title(self, row: RowPlan) -> str:
        """Return what the record is called; its type where it has no title."""
        label = catalogue()[row.type].label
        return self._words.text(N_("{label}: {title}", label=label, title=row.title) if row.title else label)

    def what(self, row: RowPlan, decision: str = "") -> str:
        """Return everything about a row in one line."""
        return " · ".join(self.details(row, decision))

    def details(self, row: RowPlan, decision: str = "") -> list[str]:
        """Return everything about a row, a sentence each."""
        said = [self._words.text(self.twin(one)) for one in row.twins]
        if row.twins:
            said.append(self._words.text(self.decided(row, decision)))
        said += [self.change(one) for one in row.changes]
        for note in row.notes:
            column = note.place.column
            said.append(
                self._words.text(N_("{column}: {said}", column=column, said=note.said) if column else note.said)
            )
        fields = {one.name: one for one in catalogue()[row.type].fields}
        for name, text in row.pending.items():
            kept = N_("{field}: “{typed}” is kept as typed.", field=fields[name].label, typed=_short(text))
            said.append(self._words.text(kept))
        return said

    def twin(self, twin: Twin) -> Message:
        """Return why a row may be the double of a record."""
        if twin.row:
            return N_("May be the same as “{title}” in row {row}: {why}.", title=twin.title, row=twin.row, why=twin.why)
        return N_("May be the same as “{title}”: {why}.", title=twin.title, why=twin.why)

    def decided(self, row: RowPlan, decision: str) -> Message:
        """Return what was decided about a row with twins."""
        if decision == BOTH:
            return N_("Both are kept.")
        if decision.startswith(JOIN):
            title = next((one.title for one in row.twins if one.id == decision.removeprefix(JOIN)), "")
            return N_("It is joined to “{title}”; what is filled in there stays.", title=title)
        return N_("It is left out.") if decision == LEAVE else N_("Not decided yet: it is left out.")

    def change(self, change: FieldChange) -> str:
        """Return a field with its old and new value."""
        words = N_(
            "{field}: {old} → {new}",
            field=change.field.label,
            old=self._value(change.field, change.old),
            new=self._value(change.field, change.new),
        )
        return self._words.text(words)

    def counts(self) -> str:
        """Return how many rows there are of each kind, in one line."""
        counted = self._plan.counts()
        return " · ".join(
            f"{self._words.text(KIND_WORDS[kind])}: {self._words.number(count)}" for kind, count in counted.items()
        )

    def lines(self, decisions: Mapping[int, str]) -> list[str]:
        """Return the report of the command line: every row but those that stay the same, then the sums."""
        said = [
            "\t".join(
                (
                    self.kind(row),
                    self.where(row),
                    self.title(row),
                    self.what(row, decisions.get(row.key, "")).replace("\n", " "),
                )
            ).rstrip()
            for row in self._plan.rows
            if row.kind is not RowKind.SAME
        ]
        said += [self._words.text(one) for one in self._plan.notes]
        return [*said, self.counts()]

    def _value(self, field: Field, value: object) -> str:
        text = "" if is_empty(value) else format_value(field, value, self._words, self._how)
        return _short(text) or self._words.text(EMPTY)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"
