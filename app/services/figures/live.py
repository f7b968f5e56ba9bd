"""The live blocks that are figures: each with its options, drawn and told from the records as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from app.exports.spec import Block, Chart, Table
from app.services.delivery import blocks as work_blocks
from app.services.figures import (
    alert_blocks,
    hazard_blocks,
    people_blocks,
    readiness_blocks,
    roadmap_blocks,
    team_blocks,
)
from app.services.live_kinds import LiveKind, Shown
from app.services.priorities import blocks as priority_blocks
from app.services.seed import blocks as seed_blocks


def _telling(kind: LiveKind) -> LiveKind:
    """Return the kind with blocks that name the records they tell of, so that they count as evidence."""
    made = kind.make
    assert made is not None  # every figure makes its own blocks

    def make(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
        ids = tuple(row.id for row in shown.rows(kind.type))
        return tuple(
            replace(one, shows=one.shows or ids) if isinstance(one, Chart | Table) else one
            for one in made(block_id, settings, shown)
        )

    return replace(kind, make=make)


_KINDS: Mapping[str, LiveKind] = MappingProxyType(
    {
        "hazard_shares": hazard_blocks.KIND,
        "risk_matrix": team_blocks.RISKS,
        "pyramid": people_blocks.PYRAMID,
        "population_trend": people_blocks.TREND,
        "industry_shares": people_blocks.INDUSTRY,
        "before_after": people_blocks.CHANGES,
        "supply_days": readiness_blocks.SUPPLIES,
        "shelter_coverage": readiness_blocks.SHELTERS,
        "organisation_chart": team_blocks.CHART,
        "organisation_figures": team_blocks.FIGURES,
        "alert_timeline": alert_blocks.KIND,
        "roadmap_coverage": roadmap_blocks.COVERAGE,
        "roadmap_kinds": roadmap_blocks.KIND_COUNTS,
        "roadmap_statements": roadmap_blocks.STATEMENTS,
        "roadmap_summaries": roadmap_blocks.SUMMARIES,
        "rounds": priority_blocks.ROUNDS,
        "priorities": priority_blocks.PRIORITIES,
        "crosswalk": priority_blocks.CROSSWALK,
        "seed_ideas": seed_blocks.IDEAS,
        "seed_scores": seed_blocks.SCORES,
        "seed_decision": seed_blocks.DECISION,
        "project_timeline": work_blocks.TIMELINE,
        "equity_measures": work_blocks.MEASURES,
        "keep_change_stop": work_blocks.LEARNED,
        "plan_changes": work_blocks.CHANGES,
        "month_check_in": work_blocks.CHECK_IN,
    }
)
FIGURES: Mapping[str, LiveKind] = MappingProxyType({key: _telling(kind) for key, kind in _KINDS.items()})
"""Key of a live block to what it prints; ``dossier_live.LIVE`` takes them all."""
