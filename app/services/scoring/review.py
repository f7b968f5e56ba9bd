"""A mock review: a programme's own sheet, time for reading, and tasks for what is low.

It predicts no award. What counts as low is the team's own choice; the share below is only where the choice begins.
Sources: ``nfa_114.md`` 10 to 12 (two sheets, no pass mark). Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.messages import N_, NP_, Label
from app.services.scoring import LineResult, Result

if TYPE_CHECKING:
    from app.services.scoring.desk import ScoringView
    from app.services.workspace import Workspace

LOW = Fraction(3, 5)
"""Share of a line's points below which it is ticked at first; our own measure, no programme publishes one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that a review can be held with: its key (pack and rubric) and what it is called."""

    key: str
    title: Label


def sheets_of(ws: Workspace) -> tuple[Sheet, ...]:
    """Return the sheets of every programme that the file takes part in."""
    return tuple(Sheet(f"{pack.id}/{one.id}", one.title) for pack in ws.own_packs() for one in pack.rubrics)


def pack_of(view: ScoringView) -> str:
    """Return the id of the programme whose sheet a scoring uses, "" for lines of our own."""
    return view.rubric.partition("/")[0]


def aspect_of(line: str) -> str:
    """Return the aspect that a line belongs to: ``1`` for line ``1.3``."""
    return line.partition(".")[0]


def begin(ws: Workspace, sheet: str, title: str, thing: str) -> str:
    """Make a review with a sheet and the one thing that is reviewed; return its id. One Undo.

    Args:
        ws: the open document.
        sheet: key of a :class:`Sheet`.
        title: what the review is called.
        thing: what is reviewed, such as "Our dossier".
    """
    with ws.document.unit_of_work(N_("Start a mock review")) as work:
        values = {"title": title, "date": ws.today(), "rubric": sheet}
        made = ws.records.insert(work.session, "scoring", values)
        ws.records.insert(work.session, "score_candidate", {"scoring": made, "title": thing})
    return made


def by_share(result: Result) -> tuple[LineResult, ...]:
    """Return the lines that somebody scored, the lowest share of their points first."""
    known = [one for one in result.lines if one.all.mean is not None and one.line.points]
    return tuple(sorted(known, key=share))


def share(one: LineResult) -> Fraction:
    """Return a line's mean as a share of its points, 0 where nobody scored."""
    return (one.all.mean or Fraction(0)) / one.line.points if one.line.points else Fraction(0)


def is_low(one: LineResult) -> bool:
    """Say whether a line is ticked at first."""
    return share(one) < LOW


def make_tasks(ws: Workspace, scoring: str, tasks: Sequence[str]) -> tuple[str, int]:
    """Write tasks into the meeting in which a review is talked about. One Undo.

    The meeting is made where there is none; a task that stands there already is not written twice. Who does it
    until when is said in the meeting.

    Args:
        ws: the open document.
        scoring: id of the review.
        tasks: what is to be done, in words.

    Returns:
        Id of the meeting, and how many tasks are new.

    Raises:
        InputError: the review is gone, or nothing was chosen.
    """
    row = ws.records.get("scoring", scoring)
    if row is None:
        raise InputError(N_("This scoring has changed meanwhile."), N_("Open it again and go on."))
    if not tasks:
        raise InputError(N_("Nothing is ticked."), N_("Tick the lines that you want to work on."))
    meeting = row.text("meeting")
    kept = ws.records.get("meeting", meeting) if meeting else None
    there = {one.title for one in kept.below("actions")} if kept is not None else set()
    fresh = [one for one in tasks if one not in there]
    with ws.document.unit_of_work(NP_("Make {n} task", "Make {n} tasks", len(fresh))) as work:
        if kept is None:
            meeting = ws.records.insert(
                work.session, "meeting", {"title": row.title, "date": ws.today(), "kind": "team"}
            )
            ws.records.write(work.session, "scoring", scoring, {"meeting": meeting})
        for one in fresh:
            ws.records.insert(work.session, "action_item", {"meeting": meeting, "content": one, "status": "open"})
    return meeting, len(fresh)


def add_minutes(ws: Workspace, scorer: str, minutes: int) -> None:
    """Add to the minutes that somebody has spent; nothing where the person is gone."""
    row = ws.records.get("scorer", scorer)
    if row is not None and minutes > 0:
        step = f"minutes/{scorer}"
        ws.records.change("scorer", scorer, {"minutes": (row.whole("minutes") or 0) + minutes}, typing=True, step=step)
