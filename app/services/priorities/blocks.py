"""Live blocks of priorities and rounds, in any dossier. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.messages import N_, Label
from app.exports.spec import Block, Table
from app.services.engagement.rounds import gather_rounds
from app.services.engagement.tables import rounds_table
from app.services.figures.words import caption
from app.services.live_kinds import LiveKind, Shown
from app.services.priorities.crosswalk import crosswalk
from app.services.priorities.tables import changes_table, crosswalk_table, standing_table


def _captioned(table: Table | None, settings: Mapping[str, object], said: Label, shown: Shown) -> tuple[Block, ...]:
    return (replace(table, caption=caption(settings, shown.text(said)), numbered=True),) if table else ()


def _priorities(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    table = standing_table(block_id, crosswalk(shown.rows("priority")), shown)
    return _captioned(table, settings, N_("Priorities and potential actions"), shown)


def _crosswalk(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    walk = crosswalk(shown.rows("priority"))
    first = _captioned(crosswalk_table(block_id, walk, shown), settings, N_("Earlier and present priorities"), shown)
    said = N_("What residents said, and what changed")
    return first + _captioned(changes_table(f"{block_id}-changes", walk, shown), {}, said, shown)


def _rounds(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    table = rounds_table(block_id, gather_rounds(shown), shown)
    return _captioned(table, settings, N_("Engagement rounds"), shown)


PRIORITIES = LiveKind(
    N_("Priorities and potential actions"), "priority", make=_priorities, also=("priority_action", "population_group"),
    help=N_("What stands now, who gains, what could be done"),
)  # fmt: skip
CROSSWALK = LiveKind(
    N_("Earlier and present priorities"), "priority", make=_crosswalk,
    also=("priority_action", "population_group", "statement"),
    help=N_("What became of each earlier priority, and why"),
)  # fmt: skip
ROUNDS = LiveKind(
    N_("Engagement rounds"), "engagement_round", make=_rounds,
    also=("event", "event_count", "population_group", "statement", "questionnaire_sheet"),
    help=N_("Events, people and groups of each round, and whether residents were told"),
)  # fmt: skip
