"""The journey of a pack: roles, phases, steps, tasks with their guidance, deadlines, words."""

from __future__ import annotations

import msgspec

from app.core.messages import LocalText
from app.programmes.schema_parts import NO_TEXT, Datum


class Role(Datum, frozen=True, kw_only=True):
    """Who takes part.

    Args:
        core: whether the role belongs to the core team.
        paid: how the role is paid, in words.
        does: what the role does, one or two sentences.
        appears: step id from which the role is there, "" from the beginning.
        appears_at: ``start`` or ``end`` of that step.
        leaves: step id after whose end the role is gone, "" never.
    """

    id: str
    name: LocalText
    core: bool = False
    paid: LocalText = NO_TEXT
    does: LocalText = NO_TEXT
    appears: str = ""
    appears_at: str = "start"
    leaves: str = ""


class MatrixCell(Datum, frozen=True, kw_only=True):
    """A role's part in a step.

    Args:
        part: letters as the programme uses them: L leads, P takes part, F facilitates, S supports,
            A approves, H hires or pays, C is consulted.
    """

    step: str
    role: str
    part: str


class Way(Datum, frozen=True, kw_only=True):
    """One way through a round, chosen first: what is not on it is not shown, and nothing is lost by another choice.

    Args:
        for_whom: who may take it.
        asks: what has to be made on it.
        gives: what can be had.
        categories: ids of the grants that it leads to.
        usual: whether it is shown while nobody has chosen.
        hides: first words of the routes of pages that it does not need.
    """

    id: str
    title: LocalText
    for_whom: LocalText = NO_TEXT
    asks: LocalText = NO_TEXT
    gives: LocalText = NO_TEXT
    categories: tuple[str, ...] = ()
    usual: bool = False
    hides: tuple[str, ...] = ()


class Phase(Datum, frozen=True, kw_only=True):
    """A stage of the journey. ``months``: first and last programme month."""

    id: str
    title: LocalText
    purpose: LocalText = NO_TEXT
    months: tuple[int, int] | None = None


class Step(Datum, frozen=True, kw_only=True):
    """A step of a phase.

    Args:
        months: first and last programme month, ``None`` where the programme gives none.
        lead: role ids that lead.
        alongside: whether it runs all the time beside the others.
        needs: step ids whose work should be there first; missing work is said, never a bar.
        produces: what stands at the end.
        records: record types that belong here.
        tools: ``records:<type>``, ``dossier``, ``budget``, ``photos``, ``community``.
        number: what is shown before the title, such as ``A1``; "" shows none.
        ways: ids of the ways that it belongs to; empty is all.
    """

    id: str
    phase: str
    title: LocalText
    purpose: LocalText
    months: tuple[int, int] | None = None
    lead: tuple[str, ...] = ()
    alongside: bool = False
    needs: tuple[str, ...] = ()
    produces: LocalText = NO_TEXT
    records: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    number: str = ""
    ways: tuple[str, ...] = ()


class Guidance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to do a task: why it is asked, three to six actions, an example, a mistake, whom to ask."""

    why: LocalText
    how: tuple[LocalText, ...]
    example: LocalText
    mistake: LocalText
    whom: LocalText


class Task(Datum, frozen=True, kw_only=True):
    """One thing to do in a step.

    Args:
        owner: role id.
        optional: whether the step is done without it.
        tool: where it is done, as in ``Step.tools``; "" where it is done outside the program.
        deadline: deadline id that it has to meet.
        months: first and last programme month, where narrower than the step's.
        ways: as in ``Step``.
    """

    id: str
    step: str
    title: LocalText
    owner: str
    guidance: Guidance
    optional: bool = False
    tool: str = ""
    deadline: str = ""
    months: tuple[int, int] | None = None
    ways: tuple[str, ...] = ()


class Term(Datum, frozen=True, kw_only=True):
    """A word of the programme and what it means."""

    id: str
    term: LocalText
    definition: LocalText


class Deadline(Datum, frozen=True, kw_only=True):
    """A date or window of the round.

    Args:
        kind: ``hard``, ``planned`` (slips), ``county`` (the county sets it), ``unknown`` (nobody
            has said) or ``check`` (ask whether it applies).
        date: ISO date, "" for none; ``start`` and ``end`` where it is a window.
        approx: whether the programme said it only roughly.
        who: actor id, or role id.
        steps: step ids that it closes.
        words: the date as the programme printed it.
        ways: as in ``Step``.
    """

    id: str
    title: LocalText
    kind: str
    date: str = ""
    start: str = ""
    end: str = ""
    approx: bool = False
    who: str = ""
    steps: tuple[str, ...] = ()
    words: LocalText = NO_TEXT
    ways: tuple[str, ...] = ()

    def last_day(self) -> str:
        """Return the ISO day after which it is past, "" where no day is known."""
        return self.date or self.end
