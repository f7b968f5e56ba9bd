"""The response organisation as a chart and as figures; a risk matrix; the timeline of an alert. R04, R08, R20."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.fields import Row
from app.core.messages import N_, NP_
from app.core.richtext import plain
from app.exports.drawings import Box, Heat, Tree
from app.exports.spec import Block, Chart, Column, Table
from app.services.figures import read
from app.services.figures.organisation import Organisation
from app.services.figures.standards import standards
from app.services.figures.words import DASH, amount, caption, count, percent, sentences, table
from app.services.live_kinds import LiveKind, Shown

GRADES = range(1, 6)
"""Steps of likelihood and of impact."""


# -- the chart of the organisation


def chart_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the organisation: the command at the top, the groups below, names as the reader may see them."""
    rows = shown.rows("response_group")
    if not rows:
        return ()
    top = next((row for row in rows if row.get("is_command") is True), None)
    below = tuple(_box(row, shown) for row in rows if row is not top)
    title = shown.text(N_("Response organisation"))
    said = NP_("{n} group reports to the command.", "{n} groups report to the command.", len(below))
    drawing = Tree(_command(top, shown), below)
    return (Chart(block_id, drawing, caption(settings, title), alt=shown.text(said)),)


def _command(row: Row | None, shown: Shown) -> Box:
    if row is None:
        return Box(shown.text(N_("Command")), (shown.text(N_("Commander: not named")),))
    return Box(
        shown.cell(row, "group_name") or shown.text(N_("Command")),
        (
            shown.text(N_("Commander: {name}", name=shown.cell(row, "commander") or _open(shown))),
            shown.text(N_("Deputy commander: {name}", name=shown.cell(row, "commander_deputies") or _open(shown))),
        ),
    )


def _box(row: Row, shown: Shown) -> Box:
    members = len(read.keys(row, "members"))
    return Box(
        shown.cell(row, "group_name"),
        (
            shown.text(N_("Leader: {name}", name=shown.cell(row, "leader") or _open(shown))),
            shown.text(N_("Deputy leader: {name}", name=shown.cell(row, "deputy") or _open(shown))),
            *((shown.text(NP_("{n} member", "{n} members", members)),) if members else ()),
        ),
    )


def _open(shown: Shown) -> str:
    return shown.text(N_("not named"))


# -- figures of the organisation


def figure_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the figures of the organisation as a table."""
    if not shown.tally("response_group"):
        return ()
    found = read.organisation_figures(shown, shown.today())
    return (figure_table(block_id, found, settings, shown),)


def figure_table(block_id: str, found: Organisation, settings: Mapping[str, object], shown: Shown) -> Table:
    """Return each figure with what it is made of."""
    rules = standards()
    rows = [
        (N_("People in the groups"), count(shown, found.members), ""),
        (
            N_("Members among the residents"),
            percent(shown, found.member_share, 1),
            _made(shown, found.members, found.population),
        ),
        (N_("Certified disaster volunteers"), count(shown, found.certified), ""),
        (
            N_("Of them per 1,000 residents"),
            count(shown, found.certified_per_thousand, 1),
            _made(shown, found.certified, found.population),
        ),
        (
            N_("Leaders who are certified"),
            percent(shown, found.leader_share),
            _made(shown, found.leaders_certified, found.leaders or None),
        ),
        (N_("Groups without a deputy"), count(shown, found.without_deputy), _made_of(shown, found.groups)),
        (
            N_("Helpers for each person to protect"),
            count(shown, found.helpers_per_person, 1),
            _made(shown, found.helpers, found.protected or None),
        ),
    ]
    heads = [shown.text(one) for one in (N_("Figure"), N_("Value"), N_("Made of"))]
    cells = [heads, *([shown.text(label), value, made] for label, value, made in rows)]
    columns = (Column(4.4), Column(1.8, "right"), Column(2.6, "right"))
    title = shown.text(N_("The organisation in figures"))
    aim = N_(
        "Helpers: at least {least} for each person, better {ideal}.",
        least=amount(shown, rules.helpers_least),
        ideal=amount(shown, rules.helpers_ideal),
    )
    locked = N_("The private drawer is locked, so helpers are not counted.") if found.helpers is None else None
    return table(block_id, columns, cells, title=caption(settings, title), note=sentences(shown, aim, locked))


def _made(shown: Shown, part: int | None, whole: int | None) -> str:
    return f"{count(shown, part)} / {count(shown, whole)}" if whole is not None and part is not None else DASH


def _made_of(shown: Shown, groups: int) -> str:
    return shown.text(NP_("of {n} group", "of {n} groups", groups))


# -- risks


def risk_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return how many risks stand at each likelihood and impact; the darker, the higher likelihood × impact."""
    rows = shown.tally("risk")
    found: dict[tuple[int, int], int] = {}
    for row in rows:
        likely, impact = row.whole("likelihood"), row.whole("impact")
        if likely is not None and impact is not None and likely in GRADES and impact in GRADES:
            found[likely, impact] = found.get((likely, impact), 0) + 1
    if not found:
        return ()
    grid = tuple(
        (
            shown.number(likely),
            tuple(_cell(found.get((likely, impact), 0), likely * impact, shown) for impact in GRADES),
        )
        for likely in reversed(GRADES)
    )
    corner = shown.text(N_("Likelihood ↓ impact →"))
    drawing = Heat(tuple(shown.number(one) for one in GRADES), grid, corner)
    placed, title = sum(found.values()), shown.text(N_("Risks by likelihood and impact"))
    said = sentences(
        shown,
        N_("A number says how many risks stand there. The darker the ground, the higher likelihood × impact."),
        N_("Incomplete: {n}.", n=shown.number(len(rows) - placed)) if placed < len(rows) else None,
    )
    return (Chart(block_id, drawing, caption(settings, title), plain(said)),)


def _cell(number: int, score: int, shown: Shown) -> tuple[str, int]:
    return (shown.number(number) if number else "", min(4, score // 5))


CHART = LiveKind(
    N_("Chart of the organisation"),
    "response_group",
    make=chart_blocks,
    also=("person",),
    help=N_("The command at the top, the groups with leaders and deputies below"),
)
FIGURES = LiveKind(
    N_("The organisation in figures"),
    "response_group",
    make=figure_blocks,
    also=("person", "certificate", "population_stat", "community", "protected_person"),
    help=N_("Members, certified volunteers, deputies and helpers as figures"),
)
RISKS = LiveKind(
    N_("Risk matrix"),
    "risk",
    make=risk_blocks,
    help=N_("How many risks stand at each likelihood and impact"),
)
