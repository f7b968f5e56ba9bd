"""Characters that stand in a field of the form and that no font draws: each with its field and record. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.core.errors import MissingGlyphsError
from app.core.messages import N_, Label, Message
from app.exports.preflight import shown_characters
from app.services.application.form import FormLine, FormView


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Characters of one field.

    Args:
        line: of the form.
        characters: each with its code point.
        route: field of the record in which they stand.
    """

    line: FormLine
    characters: str
    route: str

    @property
    def said(self) -> Message:
        """What is wrong, in one sentence."""
        return N_(
            "No font has {characters}. It stands in “{field}” of the application form.",
            characters=self.characters,
            field=self.line.field.label,
        )

    @property
    def fix(self) -> Message:
        """What helps."""
        return N_("Write it in words. {told}", told=self.line.told)


def unprintable(view: FormView, missing: Callable[[str], Sequence[str]]) -> tuple[Unprintable, ...]:
    """Return the fields that cannot be printed as they are, in the order of the form.

    Args:
        view: what stands in it.
        missing: returns the characters of a text that no font draws.
    """
    return tuple(_of(view, missing))


def _of(view: FormView, missing: Callable[[str], Sequence[str]]) -> Iterator[Unprintable]:
    for line in view.lines:
        for at, value in enumerate(line.values):
            if chars := missing(value):
                kind, record, name = line.sources[at] if at < len(line.sources) else ("", "", "")
                own = f"record:{kind}:{record}:{name}" if kind == "community" and record else line.route
                yield Unprintable(line, shown_characters("".join(chars)), own)


def refusal(found: Sequence[Unprintable]) -> MissingGlyphsError:
    """Return the error that names every field; *found* is not empty."""
    fields: tuple[Label, ...] = tuple(dict.fromkeys(one.line.field.label for one in found))
    characters = "、".join(dict.fromkeys(one.characters for one in found))
    return MissingGlyphsError(
        N_("No font has {characters}. It stands in the form’s fields: {fields}", characters=characters, fields=fields),
        N_("The page “Application form” leads to them. Write it in words, then print again."),
    )
