"""Live blocks of the seed project: ideas, scores and the decision, in any dossier. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.messages import N_
from app.exports.spec import Block
from app.services.figures.words import caption
from app.services.live_kinds import LiveKind, Shown
from app.services.scoring.desk import ScoringView, view_of
from app.services.seed.gates import Rules
from app.services.seed.tables import (
    criteria_table,
    decision_table,
    ideas_table,
    sentence,
    talking_aid,
    titled,
    totals_table,
)
from app.services.seed.view import SeedView, Sources, gather


def _view(shown: Shown) -> SeedView:
    return gather(Sources(shown.rows, (), _scoring(shown), Rules(), shown.today(), "USD"))


def _scoring(shown: Shown) -> ScoringView | None:
    """Return the newest scoring of ideas, as :meth:`SeedService.scoring_id` does."""
    ideas = {row.id: row.title for row in shown.rows("idea")}
    found = [row for row in shown.rows("scoring") if any(one.get("idea") for one in row.below("candidates"))]
    found.sort(key=lambda row: str(row.get("date") or ""))
    return view_of(found[-1], None, ideas) if found else None


def _ideas(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    table = ideas_table(block_id, _view(shown), shown)
    return (titled(table, caption(settings, shown.text(N_("Ideas for the seed project")))),) if table else ()


def _scores(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    view = _view(shown)
    totals = totals_table(block_id, view, shown)
    lines = criteria_table(f"{block_id}-lines", view, shown)
    if totals is None or lines is None:
        return ()
    return (
        titled(totals, caption(settings, shown.text(N_("How the ideas were scored")))),
        sentence(f"{block_id}-said", view, shown),
        titled(lines, caption({}, shown.text(N_("Criteria and weights")))),
        talking_aid(f"{block_id}-aid", shown),
    )


def _decision(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    title = caption(settings, shown.text(N_("The decision and its reasons")))
    rows = shown.rows("seed_decision")
    return tuple(
        titled(decision_table(f"{block_id}-{number}" if number else block_id, row, shown), title)
        for number, row in enumerate(rows)
    )


IDEAS = LiveKind(
    N_("Ideas for the seed project"), "idea", make=_ideas, also=("priority",), help=N_("What was compared, as a table")
)
SCORES = LiveKind(
    N_("Scores of the ideas"),
    "scoring",
    make=_scores,
    also=("idea", "score", "score_candidate", "score_criterion", "scorer"),
    help=N_("Mean, spread, and which weight would turn it"),
)
DECISION = LiveKind(
    N_("Decision on the seed project"), "seed_decision", make=_decision, also=("idea",), help=N_("What, why and when")
)
