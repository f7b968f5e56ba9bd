"""Live blocks of a project that is carried out, in any dossier. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.messages import N_
from app.exports.spec import Block
from app.services.delivery import tables
from app.services.delivery.gather import gather
from app.services.delivery.view import Sources, WorkView
from app.services.figures.words import CHART_FIRST, caption, chosen
from app.services.live_kinds import LiveKind, Shown

READS = ("project", "seed_decision", "idea", "person")


def _view(shown: Shown) -> WorkView:
    return gather(Sources(shown.rows, shown.today(), ""))


def _timeline(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    view, how = _view(shown), chosen(settings, CHART_FIRST)
    title = caption(settings, shown.text(N_("Tasks and milestones")))
    chart = tables.timeline(block_id, view, shown) if how != "table" else None
    told = tables.tasks_table(f"{block_id}/table" if chart else block_id, view, shown) if how != "chart" else None
    if chart is None and told is None:
        told = tables.tasks_table(block_id, view, shown)
    return tuple(tables.titled(one, title) for one in (chart, told) if one is not None)


def _measures(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    view = _view(shown)
    table = tables.measures_table(block_id, view, shown)
    if table is None:
        return ()
    title = caption(settings, shown.text(N_("Who gains, who carries, who decides")))
    return (tables.titled(table, title), *tables.meanings(f"{block_id}-said", view, shown))


def _learned(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    table = tables.learned(block_id, shown.rows("reflection"), (*tables.LOOKED_BACK, *tables.KEEP_CHANGE_STOP), shown)
    return (tables.titled(table, caption(settings, shown.text(N_("What we learned")))),) if table else ()


def _changes(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    table = tables.records_table(block_id, shown.rows("change_request"), tables.CHANGES, shown)
    return (tables.titled(table, caption(settings, shown.text(N_("Changes of the plan")))),) if table else ()


def _check_in(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    rows = sorted(shown.rows("check_in"), key=lambda row: str(row.get("month") or ""), reverse=True)
    wanted = str(settings.get("record") or "")
    row = next((one for one in rows if one.id == wanted), rows[0] if rows else None)
    if row is None:
        return ()
    said = shown.text(N_("Check-in of {month}", month=shown.cell(row, "month")))
    table = tables.check_in_table(block_id, row, shown)
    return (tables.titled(table, caption(settings, said)),) if table is not None else ()


TIMELINE = LiveKind(
    N_("Timeline of the project"),
    "plan_task",
    make=_timeline,
    options=(CHART_FIRST,),
    also=READS,
    help=N_("Tasks and milestones along the months, with what is late"),
)
MEASURES = LiveKind(
    N_("Equity measures with their readings"),
    "equity_measure",
    make=_measures,
    also=("measure_reading", "population_group", *READS),
    help=N_("Before, target, last reading, and what the group says it means"),
)
LEARNED = LiveKind(
    N_("Keep, change, stop"), "reflection", make=_learned, help=N_("What worked and what to change, with what shows it")
)
CHANGES = LiveKind(
    N_("Changes of the plan"), "change_request", make=_changes, help=N_("What changed, why, and who agreed when")
)
CHECK_IN = LiveKind(
    N_("Check-in of a month"), "check_in", make=_check_in, record="check_in", help=N_("What was done in one month")
)
