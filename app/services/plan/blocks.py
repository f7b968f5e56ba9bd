"""The plan of the whole programme as a live block of any dossier: its months under both clocks, and its steps.

Roles lead the steps here; who holds them stands on the roster. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.messages import N_
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Chart, Column, Table
from app.services.figures.words import CHART_FIRST, caption, chosen
from app.services.live_kinds import LiveKind, Shown
from app.services.plan.plan_paper import calendar_words, how_far, name_of, plan_charts
from app.services.plan.timeline import Timeline

WHOLE = 999
"""More rows than any plan has: in a dossier the chart is parted by the pages alone."""


def _plan(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    found, how = shown.plan(), chosen(settings, CHART_FIRST)
    if found is None or not found.steps():
        return ()
    title = caption(settings, shown.text(N_("Plan of {n} months", n=found.months)))
    out: list[Chart | Table] = []
    if how != "table":
        out += plan_charts(block_id, shown, found, said=False, most=WHOLE)
    if how != "chart":
        out.append(_steps(f"{block_id}/table" if out else block_id, shown, found))
    return tuple(replace(one, caption=title, numbered=True) for one in out)


def _steps(key: str, shown: Shown, found: Timeline) -> Table:
    heads = (N_("Step"), N_("Calendar month"), N_("Who leads"), N_("How far"))
    rows: list[tuple[Runs, ...]] = [tuple(plain(shown.text(one)) for one in heads)]
    for phase in found.phases:
        rows.append(((Run(shown.text(phase.title), (BOLD,)),), (), (), ()))
        for one in phase.steps:
            leads = shown.listed([shown.text(each.title) for each in one.leads])
            cells = (name_of(shown, one), calendar_words(shown, one), leads, how_far(shown, one))
            rows.append(tuple(plain(each) for each in cells))
    columns = (Column(6.5), Column(4.2), Column(4.6), Column(3.6))
    return Table(key, columns, tuple(rows), header=1, numbered=False)


PLAN = LiveKind(
    N_("Timeline of the whole plan"),
    "member_community",
    make=_plan,
    options=(CHART_FIRST,),
    help=N_("All steps along both clocks, with who leads and how far it is"),
)
