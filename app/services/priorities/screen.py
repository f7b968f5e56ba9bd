"""Priorities as a page needs them: the crosswalk, its tables, and what can be chosen. Thread: document lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.fields import Option
from app.core.messages import N_
from app.exports.spec import Audience
from app.services.engagement.screen import figure
from app.services.figures.view import FigureView
from app.services.masking import Reader, ShownRecords
from app.services.priorities.crosswalk import Crosswalk
from app.services.priorities.tables import changes_table, gains, standing_table

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PriorityScreen:
    """Everything that the page shows.

    Args:
        walk: the crosswalk.
        standing, changes: tables, ``None`` where there is nothing to tell.
        gains: id of a priority to who gains, on one line.
        options: choices of the fields ``statements`` and ``groups``.
    """

    walk: Crosswalk
    standing: FigureView | None
    changes: FigureView | None
    gains: Mapping[str, str] = field(hash=False)
    options: Mapping[str, tuple[Option, ...]] = field(hash=False)


def priority_screen(ws: Workspace, translator: Translator) -> PriorityScreen:
    """Return the priorities in the words of *translator*."""
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    walk = ws.priorities.crosswalk(shown.rows)
    return PriorityScreen(
        walk,
        figure(standing_table("standing", walk, shown), shown, N_("Priorities and potential actions")),
        figure(changes_table("changes", walk, shown), shown, N_("What residents said, and what changed")),
        {one.id: " · ".join(gains(one.row, shown).split("\n")) for one in walk.lines},
        {name: ws.records.options("priority", name) for name in ("statements", "groups")},
    )
