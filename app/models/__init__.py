"""The records and the document that keeps them; the only room besides services that knows SQLAlchemy."""

from __future__ import annotations

from functools import cache
from importlib import import_module

RECORD_MODULES = (
    "setting",
    "community",
    "person",
    "response_group",
    "certificate",
    "organisation",
    "event",
    "attendance",
    "funding_source",
    "project",
    "budget",
    "budget_line",
    "expense",
    "photo",
    "file",
    "disaster_event",
    "hazard_potential",
    "risk",
    "population_stat",
    "industry_stat",
    "protected_person",
    "supply",
    "equipment",
    "agreement",
    "warning",
    "recovery",
    "training",
    "indicator",
    "special_practice",
    "visit",
    "trip_report",
    "continuity",
    "shelter",
    "route",
    "voucher",
    "settlement",
    "meeting",
    "letter",
    "pending_input",
    "drawer",
    "participation",
    "dossier",
    "scoring",
    "population_group",
    "liaison",
    "evidence",
    "questionnaire",
    "position",
    "candidate",
    "roadmap",
    "engagement",
    "priority",
    "seed",
    "lived",
    "together",
    "work",
    "measure",
    "reflection",
    "procurement",
    "member_community",
    "applying",
    "upkeep",
    "own_fact",
)
"""Every module that declares stored records; a new one is one line here."""


@cache
def load_records() -> None:
    """Import every record module, so that the metadata knows the whole schema. Thread: any."""
    for name in RECORD_MODULES:
        import_module(f"{__name__}.{name}")
