"""Priorities as tables: the crosswalk, what stands now, what residents changed. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.core.fields import Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Column, Table
from app.services.live_kinds import Shown
from app.services.priorities.crosswalk import MERGE, SPLIT, Crosswalk, Line
from app.services.priorities.words import answer_word
from app.services.roadmap.views import keys_of
from app.services.seed.words import DASH

MOST_WORDS = 3
"""Statements whose words stand in a cell; of the others the number is told."""


def crosswalk_table(key: str, walk: Crosswalk, shown: Shown) -> Table | None:
    """Return every earlier priority beside what it became, then what is new; ``None`` before the first one."""
    if not walk.lines:
        return None
    rows: list[tuple[str | Runs, ...]] = []
    ids = []
    there = frozenset(row.id for row in shown.tally("statement"))
    below = {part.id for one in walk.earlier if one.disposition == SPLIT for part in one.parts}
    for one in walk.earlier:
        rows.append((one.was, _answer(one, shown), _now(one, shown), *_shows(_goes_on(one), shown, there)))
        ids.append(one.id)
    for one in walk.new:
        if one.id not in below:
            rows.append((DASH, _answer(one, shown), _told((one.row,), shown), *_shows((one.row,), shown, there)))
            ids.append(one.id)
    head = (
        N_("Earlier"), N_("What becomes of it, and why"), N_("Now"), N_("What shows that it matters"),
        N_("Potential actions"),
    )  # fmt: skip
    columns = (Column(4), Column(4.5), Column(5.5), Column(9), Column(4.5))
    return _table(key, shown, columns, head, rows, ids)


def standing_table(key: str, walk: Crosswalk, shown: Shown) -> Table | None:
    """Return what stands now: priority, who gains, potential actions; ``None`` where nothing does."""
    if not walk.standing:
        return None
    rows = [
        (str(number), one.row.title, gains(one.row, shown) or DASH, actions(one.row) or DASH)
        for number, one in enumerate(walk.standing, 1)
    ]
    head = (N_("No."), N_("Priority"), N_("Who gains"), N_("Potential actions"))
    columns = (Column(1.4, "centre"), Column(6), Column(5), Column(7))
    return _table(key, shown, columns, head, rows, [one.id for one in walk.standing])


def changes_table(key: str, walk: Crosswalk, shown: Shown) -> Table | None:
    """Return what residents said about each priority and what changed; ``None`` where nobody said anything."""
    found = [one for one in walk.lines if shown.cell(one.row, "feedback") or shown.cell(one.row, "changed")]
    if not found:
        return None
    rows = [
        (one.row.title, shown.cell(one.row, "feedback") or DASH, shown.cell(one.row, "changed") or DASH)
        for one in found
    ]
    head = (N_("Priority"), N_("What residents said about it"), N_("What changed because of it"))
    return _table(key, shown, (Column(6), Column(9), Column(9)), head, rows, [one.id for one in found])


def gains(row: Row, shown: Shown) -> str:
    """Return who gains: the groups, then what is said in words."""
    names = [name for key in keys_of(row, "groups") if (name := shown.title("population_group", key))]
    words = shown.cell(row, "benefits")
    return "\n".join(part for part in (shown.listed(names), words) if part)


def actions(row: Row) -> str:
    """Return what could be done, one to a line."""
    return "\n".join(one.title for one in row.below("actions") if one.title)


def evidence(row: Row, shown: Shown, there: Collection[str]) -> str:
    """Return the statements that show that a priority matters; of those that stay with the team, the number.

    Args:
        row: the priority.
        shown: the records as the reader may see them.
        there: ids of all statements; one that was deleted since counts no more.
    """
    keys = [key for key in keys_of(row, "statements") if key in there]
    words = [words for key in keys if (words := " ".join(shown.title("statement", key).split()))][:MOST_WORDS]
    more = len(keys) - len(words)
    if more > 0:
        said = NP_("{n} more statement", "{n} more statements", more) if words else NP_(
            "{n} statement", "{n} statements", more)  # fmt: skip
        words.append(shown.text(said))
    return "\n".join(words)


def _goes_on(one: Line) -> Sequence[Row]:
    return one.parts if one.disposition == SPLIT and one.parts else (one.row,)


def _answer(one: Line, shown: Shown) -> Runs:
    why = shown.cell(one.row, "reason")
    return (Run(shown.text(answer_word(one.disposition)), (BOLD,)), *((Run(f"\n{why}"),) if why else ()))


def _now(one: Line, shown: Shown) -> str | Runs:
    found = one.now()
    if one.disposition == MERGE and found:
        return shown.text(N_("In: {title}", title=found[0].title))
    return _told(found, shown) or DASH


def _told(rows: Sequence[Row], shown: Shown) -> Runs:
    """Return priorities one below the other, each with who gains."""
    out: list[Run] = []
    for row in rows:
        who = shown.listed(gains(row, shown).split("\n")) if gains(row, shown) else ""
        out += [Run("\n")] if out else []
        out.append(Run(row.title, (BOLD,)))
        out += [Run("\n" + shown.text(N_("Gains: {names}", names=who)))] if who else []
    return tuple(out)


def _shows(rows: Sequence[Row], shown: Shown, there: Collection[str]) -> tuple[str, str]:
    """Return evidence and actions of one or several priorities, each line once."""
    lines = dict.fromkeys(line for row in rows for line in evidence(row, shown, there).split("\n") if line)
    todo = dict.fromkeys(line for row in rows for line in actions(row).split("\n") if line)
    return _points(lines) or DASH, _points(todo) or DASH


def _points(lines: Collection[str]) -> str:
    """Return lines one below the other, each behind a point where there are several."""
    return "\n".join(f"• {one}" for one in lines) if len(lines) > 1 else "".join(lines)


def _table(
    key: str, shown: Shown, columns: tuple[Column, ...], head: Sequence[Label], rows: Sequence[Sequence[str | Runs]],
    ids: Sequence[str],
) -> Table:  # fmt: skip
    titles: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in head)
    body = tuple(tuple(plain(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Table(key, columns, (titles, *body), header=1, numbered=False, row_shows=("", *ids))
