"""The live blocks that are figures: each with its options, drawn and told from the records as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pkgutil import resolve_name
from types import MappingProxyType

from app.exports.spec import Block, Chart, Table
from app.services.live_kinds import LiveKind, Shown

_HOMES: Mapping[str, str] = MappingProxyType(
    {
        "hazard_shares": "app.services.figures.hazard_blocks:KIND",
        "risk_matrix": "app.services.figures.team_blocks:RISKS",
        "pyramid": "app.services.figures.people_blocks:PYRAMID",
        "population_trend": "app.services.figures.people_blocks:TREND",
        "industry_shares": "app.services.figures.people_blocks:INDUSTRY",
        "before_after": "app.services.figures.people_blocks:CHANGES",
        "supply_days": "app.services.figures.readiness_blocks:SUPPLIES",
        "shelter_coverage": "app.services.figures.readiness_blocks:SHELTERS",
        "organisation_chart": "app.services.figures.team_blocks:CHART",
        "organisation_figures": "app.services.figures.team_blocks:FIGURES",
        "alert_timeline": "app.services.figures.alert_blocks:KIND",
        "roadmap_coverage": "app.services.figures.roadmap_blocks:COVERAGE",
        "roadmap_kinds": "app.services.figures.roadmap_blocks:KIND_COUNTS",
        "roadmap_statements": "app.services.figures.roadmap_blocks:STATEMENTS",
        "roadmap_summaries": "app.services.figures.roadmap_blocks:SUMMARIES",
        "rounds": "app.services.priorities.blocks:ROUNDS",
        "priorities": "app.services.priorities.blocks:PRIORITIES",
        "crosswalk": "app.services.priorities.blocks:CROSSWALK",
        "seed_ideas": "app.services.seed.blocks:IDEAS",
        "seed_scores": "app.services.seed.blocks:SCORES",
        "seed_decision": "app.services.seed.blocks:DECISION",
        "project_timeline": "app.services.delivery.blocks:TIMELINE",
        "equity_measures": "app.services.delivery.blocks:MEASURES",
        "keep_change_stop": "app.services.delivery.blocks:LEARNED",
        "plan_changes": "app.services.delivery.blocks:CHANGES",
        "month_check_in": "app.services.delivery.blocks:CHECK_IN",
    }
)
"""Key of a live block to where it is declared."""


class _Figures(Mapping[str, LiveKind]):
    """The figures by their keys; the room of one is imported when it is asked for, so that a dossier costs its own."""

    def __getitem__(self, key: str) -> LiveKind:
        return _figure(key)

    def __contains__(self, key: object) -> bool:
        return key in _HOMES

    def __iter__(self) -> Iterator[str]:
        return iter(_HOMES)

    def __len__(self) -> int:
        return len(_HOMES)


FIGURES: Mapping[str, LiveKind] = _Figures()
"""Key of a live block to what it prints; ``dossier.live.LIVE`` takes them all."""


@cache
def _figure(key: str) -> LiveKind:
    """Return the kind with blocks that name the records they tell of, so that they count as evidence."""
    kind: LiveKind = resolve_name(_HOMES[key])
    made = kind.make
    assert made is not None  # every figure makes its own blocks

    def make(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        ids = tuple(row.id for row in shown.rows(kind.type))
        return tuple(
            replace(one, shows=one.shows or ids) if isinstance(one, Chart | Table) else one
            for one in made(block_id, settings, shown)
        )

    return replace(kind, make=make)
