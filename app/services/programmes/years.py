"""Another year of a programme: set up from what one was told, filled in further, compared. Document lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core.errors import InputError
from app.core.fields import Finding
from app.core.messages import N_, Label
from app.models.document.changes import ChangeSet
from app.models.participation import Participation, StoredPack
from app.programmes.loader import load_pack
from app.programmes.rounds import RoundField, RoundValue, difference, make_round, round_fields
from app.programmes.schema import Pack
from app.services.programmes.base import CHOOSE, ProgrammeBase, month_of
from app.services.programmes.store import participation

ROUND_SOURCE = "set up by the team"


@dataclass(frozen=True, slots=True)
class RoundSetUp:
    """What came of setting up a year: findings and no change, or the change and the new pack's id."""

    findings: tuple[Finding, ...]
    changes: ChangeSet | None = None
    pack_id: str = ""


class ProgrammeYears(ProgrammeBase):
    """Rounds that the team sets up."""

    def round_fields(self, pack_id: str) -> tuple[RoundField, ...]:
        """Return the fields of the form "Set up our year", filled from a pack."""
        pack = self.pack(pack_id)
        return round_fields(pack) if pack else ()

    def set_up_round(self, pack_id: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
        """Make another round of a programme, store it beside the old one and join it.

        Args:
            pack_id: the round to start from.
            values: field id to value and teller; ``round`` is needed.

        Returns:
            Findings where the values do not fit together (nothing is stored then), else the change.

        Raises:
            InputError: the year is missing, or that round is there already.
        """
        with self._document.read() as session:
            data = self._store.data(session, pack_id)
        if data is None:
            raise InputError(N_("There is no programme called “{pack}”.", pack=pack_id), CHOOSE)
        try:
            fresh = make_round(data, values, source=ROUND_SOURCE)
        except ValueError as error:
            raise InputError(N_("The new round needs its year."), N_("Write the year, such as 116.")) from error
        pack = load_pack(fresh)
        findings = _faults(pack)
        if findings:
            return RoundSetUp(findings)
        if pack.id in self._store.installed or any(one.id == pack.id for one in self.joined()):
            raise InputError(N_("“{pack}” is there already.", pack=pack.name), N_("Open it, or choose another year."))
        with self._document.unit_of_work(N_("Set up “{pack}”", pack=pack.name)) as work:
            self._add(work.session, pack, fresh, pack.start_month, {})
        return RoundSetUp((), work.changes, pack.id)

    def change_round(self, pack_id: str, values: Mapping[str, RoundValue]) -> RoundSetUp:
        """Change a round that was set up here: its stored pack is replaced, ticks and notes stay.

        Args:
            pack_id: the round.
            values: as for :meth:`set_up_round`; its year stays. A date that is left out is empty.

        Returns:
            Findings where the values do not fit together (nothing is stored then), else the change.

        Raises:
            InputError: there is no such round, or it came with the program.
        """
        with self._document.read() as session:
            data = self._store.data(session, pack_id) if participation(session, pack_id) is not None else None
        if data is None or pack_id in self._store.installed:
            raise InputError(N_("There is no programme called “{pack}”.", pack=pack_id), CHOOSE)
        before = load_pack(data)
        fresh = make_round(data, {**values, "round": RoundValue(before.round)}, source=ROUND_SOURCE)
        pack = load_pack(fresh)
        findings = _faults(pack)
        if findings:
            return RoundSetUp(findings)

        def write(session: Session, row: Participation) -> None:
            old = session.get(StoredPack, str(row.pack_hash))
            row.pack_hash = self._store.keep(session, fresh, pack.name)
            if old is not None and old.hash != row.pack_hash:
                session.delete(old)
            if pack.start_month != before.start_month:
                row.start_month = month_of(pack.start_month)

        return RoundSetUp((), self._change(pack_id, N_("Change “{pack}”", pack=pack.name), write), pack.id)

    def compare(self, older: str, newer: str) -> tuple[tuple[Label, object, object], ...]:
        """Return what changed between two rounds: label, value then, value now."""
        first, second = self.pack(older), self.pack(newer)
        return difference(first, second) if first and second else ()


def _faults(pack: Pack) -> tuple[Finding, ...]:
    from app.programmes.validate import validate  # late: only a round that is set up is judged by all the rules

    return validate(pack)
