"""The plan of the open document: read whole, set up, moved. Each method that writes is one Undo.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.errors import InputError
from app.core.messages import N_, LocalText
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.journey import JourneyView
from app.programmes.schema import Pack
from app.services.plan.pots import TITLES, Member, Pot, members, pots
from app.services.plan.team import Read, TeamView, team
from app.services.plan.timeline import Timeline, timeline
from app.services.programmes.service import CHOOSE, ProgrammeService
from app.services.programmes.store import COMMUNITIES
from app.services.records import RecordService

NUMBERS = ("planning_money", "planning_times", "seed_money", COMMUNITIES, "setup")
"""Settings of the round that the set-up asks for."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything about the plan of one programme.

    Args:
        pack: its id.
        settings: of the set-up, by id; only those that the pack has.
        joined: programmes taken part in: id and name, to choose from.
        currency: of the money.
    """

    pack: str
    timeline: Timeline
    team: TeamView
    pots: tuple[Pot, ...]
    members: tuple[Member, ...]
    settings: Mapping[str, str | int | None]
    joined: tuple[tuple[str, LocalText], ...]
    currency: str

    @property
    def listed(self) -> bool:
        """Whether the communities are listed one by one, so that their number follows from the list."""
        return bool(self.members)


class PlanService:
    """Reads the plan and changes it.

    Args:
        document: the open document.
        records: its records.
        programmes: whose journey and settings these are.
        currency: of the file's own money.
    """

    def __init__(
        self, document: Document, records: RecordService, programmes: ProgrammeService, currency: Callable[[], str]
    ) -> None:
        self._document, self._records, self._programmes, self._currency = document, records, programmes, currency

    # -- reading

    def view(self, pack_id: str = "", read: Read | None = None) -> PlanView | None:
        """Return the plan of a programme.

        Args:
            pack_id: one that is joined; "" takes the first.
            read: the records of a type as a reader may see them; the team's own where ``None``.

        Returns:
            ``None`` where the file takes part in no programme, or not in that one.
        """
        joined = self._programmes.joined()
        one = next((each for each in joined if each.id == (pack_id or each.id)), None)
        journey = self._programmes.journey(one.id) if one is not None else None
        if one is None or journey is None:
            return None
        reader: Read = read or self._records.load
        today = self._records.today()
        left = {row.id: str(row.get("left_on") or "") for row in self._records.load("person")}
        people = team(journey, reader, today, {one for one, day in left.items() if day and day <= today})
        listed = members(self._records.load("member_community"), today)
        money = self._money(one.pack)
        return PlanView(
            one.id,
            timeline(journey, one.start_month, one.baselines, date.fromisoformat(today), people.holders(today)),
            people,
            pots(one.pack, self._records.load("funding_source"), listed, money),
            listed,
            {each.id: each.value for each in one.pack.settings if each.id in NUMBERS},
            tuple((each.id, each.pack.name) for each in joined),
            money,
        )

    def journey(self, pack_id: str = "") -> JourneyView | None:
        """Return the journey behind the plan, ``None`` where there is none."""
        found = self.view(pack_id)
        return self._programmes.journey(found.pack) if found else None

    def _money(self, pack: Pack) -> str:
        own = self._currency()
        return own if pack.family == "community" else pack.currency or own

    # -- writing

    def move(self, pack_id: str, by: int, reason: str = "") -> ChangeSet | None:
        """Move what is open by some months; see :meth:`ProgrammeService.move_plan`."""
        return self._programmes.move_plan(pack_id, by, reason)

    def begin(self, pack_id: str, month: str, reason: str = "") -> ChangeSet | None:
        """Let the whole plan begin in another month; see :meth:`ProgrammeService.rebaseline`."""
        return self._programmes.rebaseline(pack_id, month, reason)

    def have(self, pack_id: str, step_id: str, *, have: bool) -> ChangeSet | None:
        """Say that a step was there already, or take that back."""
        return self._programmes.already_have(pack_id, step_id, have=have)

    def set_number(self, pack_id: str, name: str, value: str | int | None) -> ChangeSet | None:
        """Set one of ``NUMBERS`` for the round. Raises KeyError for any other."""
        if name not in NUMBERS:
            raise KeyError(name)
        return self._programmes.choose(pack_id, {name: value})

    def keep_pots(self, pack_id: str) -> ChangeSet | None:
        """Write the pots into the funding sources: those that are missing are added, those that differ follow.

        A pot that several sources share is left to the team. Nothing is written for a pot that nobody knows.

        Raises:
            InputError: the file takes part in no such programme, or no pot has a known sum.
        """
        found = self.view(pack_id)
        if found is None:
            raise InputError(N_("You do not take part in that programme."), CHOOSE)
        known = [one for one in found.pots if one.total is not None]
        if not known:
            raise InputError(N_("No sum is known yet."), N_("Write how much it is, then keep it."))
        with self._document.unit_of_work(N_("Keep the pots among the funding sources")) as work:
            for one in known:
                if not one.sources:
                    self._records.insert(work.session, "funding_source", self._source(one))
                elif len(one.sources) == 1 and one.differs:
                    self._records.write(work.session, "funding_source", one.sources[0], {"amount": one.total})
        return work.changes

    def _source(self, pot: Pot) -> dict[str, object]:
        words = self._records.translator.text(TITLES[pot.id])
        return {"agency": words, "pot": pot.id, "amount": pot.total, "currency": pot.currency}
