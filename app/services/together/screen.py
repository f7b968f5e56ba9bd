"""How a team begins together, as a screen needs it, in the words of the screen. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import N_, Label
from app.exports.spec import Audience
from app.programmes.beginning import PAGE
from app.services.masking import Reader, ShownRecords
from app.services.together.desk import TogetherView, next_meetings, together_view
from app.services.together.papers import CLAUSES
from app.services.together.words import met_words

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TogetherScreen:
    """Everything that the page shows.

    Args:
        view: how the team stands.
        meetings: id and words of the next meetings.
        more: meetings to come beyond those.
        clauses: of the newest agreement: label and what was agreed, "" where it is open.
        agreed_on: date of it in words, "" before there is one.
        agreement: its id, "" before there is one.
        hands: how many agreed.
    """

    view: TogetherView
    meetings: tuple[tuple[str, str], ...]
    more: int
    clauses: tuple[tuple[str, str], ...]
    agreed_on: str
    agreement: str
    hands: int


def together_screen(ws: Workspace, translator: Translator) -> TogetherScreen:
    """Return everything in the words of *translator*."""
    shown, view = ShownRecords(ws.records, translator, Reader(Audience.TEAM)), together_view(ws)
    row, one = view.agreement, shown.record_type("team_agreement")
    near = next_meetings(view)
    meetings = []
    for meeting in near:
        parts = (shown.cell(meeting, "date"), shown.cell(meeting, "time"), shown.cell(meeting, "place"), meeting.title)
        meetings.append((meeting.id, " · ".join(part for part in parts if part)))
    people = row.get("people") if row is not None else None
    return TogetherScreen(
        view,
        tuple(meetings),
        len(view.coming) - len(near),
        tuple((translator.text(one.field(name).label), shown.cell(row, name)) for name in CLAUSES) if row else (),
        shown.cell(row, "agreed_on") if row else "",
        row.id if row else "",
        len(people) if isinstance(people, tuple) else 0,
    )


def step_met(ws: Workspace, tools: Iterable[str]) -> tuple[bool | None, Label] | None:
    """Return whether the whole team has met, for a step that leads to beginning together; ``None`` for any other.

    Args:
        ws: the open document.
        tools: routes of the step and of its tasks.
    """
    if PAGE not in {tool.partition(":")[0] for tool in tools}:
        return None
    met, said = met_words(together_view(ws).met)
    return met, N_("Has the whole team met? {said}", said=said)
