"""``import --kind budget``: a budget workbook that was changed elsewhere becomes a version, told line by line."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from app.cli.opening import Surroundings, opened
from app.core.errors import UsageError
from app.core.messages import N_, Message
from app.core.money import Money

if TYPE_CHECKING:
    from app.services.budget.plan_views import Comparison, LineDifference

FINDINGS = 1


def take_budget_back(options: Namespace, where: Surroundings) -> int:
    """Read the workbook, make the version and say how it differs; 1 where a cell could not be read.

    Raises:
        UsageError: a trial was asked for; a version changes nothing by itself.
        InputError: the file is no budget workbook of ours.
    """
    from app.imports.workbook import read_book
    from app.services.budget.taken_back import take_back

    if options.dry_run:
        raise UsageError(
            N_("A budget comes in as a version. The budget in use does not change."),
            N_("Leave --dry-run out, and compare the two."),
        )
    book = read_book(options.source)
    with opened(options.file, where, edit=True, unlock=options.unlock) as ws:
        came = take_back(ws, book)
        for note in came.notes:
            print(where.words.text(note))
        for line in _lines(ws.plans.compare("", came.budget)):
            print(where.words.text(line))
        for place, problem in came.problems:
            said = N_("{place}: {problem}", place=place.message(), problem=problem)
            print(where.words.text(said))
        print(where.words.text(N_("The version is there. It is not in use until you put it into use.")))
    return FINDINGS if came.problems else 0


def _lines(seen: Comparison) -> list[Message]:
    out = [_line(one, seen.currency) for one in seen.lines if one.kind != "same"]
    before, after = (Money(one.total, seen.currency) for one in (seen.totals_before, seen.totals_after))
    return [*out, N_("Total: {before} → {after}", before=before, after=after)]


def _line(one: LineDifference, currency: str) -> Message:
    before, after = (None if entry is None else Money(entry.counted, currency) for entry in (one.before, one.after))
    entry = one.after or one.before
    item = entry.item if entry is not None else ""
    if after is None:
        return N_("Gone: {item}, {amount}", item=item, amount=before)
    if before is None:
        return N_("New: {item}, {amount}", item=item, amount=after)
    return N_("Changed: {item}, {before} → {after}", item=item, before=before, after=after)
