"""The live blocks that are figures: each with its options, drawn and told from the records as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.services.figures import alert_blocks, hazard_blocks, people_blocks, readiness_blocks, team_blocks
from app.services.live_kinds import LiveKind

FIGURES: Mapping[str, LiveKind] = MappingProxyType(
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
    }
)
"""Key of a live block to what it prints; ``dossier_live.LIVE`` takes them all."""
