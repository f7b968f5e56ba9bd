"""How a team begins together, as data: team-building sheets, and the check of the four core concepts.

All wordings are the program's own. Source: ``mvp2.md`` 4 (step 4) and 6. Thread: any.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from app.core.errors import ProgrammeError
from app.core.messages import N_, LocalText
from app.programmes.parsed import MEND_IT
from app.programmes.schema_parts import Datum
from app.programmes.texts import resolve
from app.programmes.yaml_core import parse_file

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "team"
PAGE = "together"
"""First word of the route of its page, as the tasks of a programme name it."""
CONCEPTS = ("ej", "priority", "equity", "lived")
"""The four core concepts; the counts of a learning check are fields of these names."""


class TeamSheet(Datum, frozen=True, kw_only=True):
    """One thing that a team does to get to know each other.

    Args:
        minutes: how long it takes.
        purpose: what it is good for.
        material: what to bring.
        steps: in order.
        talk: questions afterwards.
    """

    id: str
    title: LocalText
    minutes: int
    purpose: LocalText
    material: tuple[LocalText, ...]
    steps: tuple[LocalText, ...]
    talk: tuple[LocalText, ...]


class CheckQuestion(Datum, frozen=True, kw_only=True):
    """A question on one of the four core concepts.

    Args:
        concept: one of ``CONCEPTS``.
        right: place of the right choice, from 1.
        why: the answer in a sentence.
    """

    id: str
    concept: str
    ask: LocalText
    choices: tuple[LocalText, ...]
    right: int
    why: LocalText


_Kind = TypeVar("_Kind")
_One = TypeVar("_One", TeamSheet, CheckQuestion)


class _Sheets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sheets: tuple[TeamSheet, ...]


class _Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    questions: tuple[CheckQuestion, ...]


@cache
def team_sheets() -> tuple[TeamSheet, ...]:
    """Return the team-building sheets in order. Raises ProgrammeError where the program's own file is damaged."""
    return load_sheets(FOLDER / "sheets.yaml")


@cache
def check_questions() -> tuple[CheckQuestion, ...]:
    """Return the questions in order. Raises ProgrammeError where the program's own file is damaged."""
    return load_check(FOLDER / "check.yaml")


def load_sheets(path: Path) -> tuple[TeamSheet, ...]:
    """Return the sheets of a file. Raises ProgrammeError: it cannot be read, or two have one name."""
    return _once(_read(path, _Sheets).sheets)


def load_check(path: Path) -> tuple[CheckQuestion, ...]:
    """Return the questions of a file.

    Raises:
        ProgrammeError: it cannot be read, two have one name, or one has no concept or no right choice.
    """
    found = _once(_read(path, _Check).questions)
    if any(one.concept not in CONCEPTS or not 0 < one.right <= len(one.choices) for one in found):
        raise _damaged()
    return found


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.convert(resolve(parse_file(path).value), kind, strict=True)
    except msgspec.ValidationError as error:
        raise _damaged() from error


def _once(found: tuple[_One, ...]) -> tuple[_One, ...]:
    if len({one.id for one in found}) < len(found):
        raise _damaged()
    return found


def _damaged() -> ProgrammeError:
    return ProgrammeError(N_("The sheets for the team cannot be read."), MEND_IT)
