"""Lists that programmes bring: those that one can join, and the choices of fields. Document lane."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.core.fields import Option
from app.core.messages import Label
from app.models.budget import Budget
from app.programmes import workflow
from app.programmes.schema import Pack
from app.services.evidence.targets import EVIDENCE_LINES, EVIDENCE_SHEETS, group_of, line_words, sheets_of
from app.services.programmes.base import ProgrammeBase
from app.services.programmes.store import participations

OF_BUDGETS = frozenset({"heads", "grant_types", "head_details", "ineligible_costs", "applicant_kinds"})
"""Lists that fields of budgets and their lines offer."""


@dataclass(frozen=True, slots=True)
class PackSummary:
    """A pack in the list of those that one can join. ``over``: its hard dates are past."""

    id: str
    pack: Pack
    joined: bool
    over: bool


class ProgrammeLists(ProgrammeBase):
    """What the packs offer to choose from."""

    def available(self) -> tuple[PackSummary, ...]:
        """Return every pack that can be joined, the community's own path first."""
        with self._document.read() as session:
            own = {row.pack for row in participations(session) if row.pack}
            found = [self._store.pack(session, one) for one in sorted({*self._store.installed, *own})]
        packs = sorted((one for one in found if one), key=lambda one: (one.family != "community", one.id))
        today = self._today()
        return tuple(PackSummary(one.id, one, one.id in own, workflow.round_over(one, today)) for one in packs)

    def option_list(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of fields declared with ``FromPack(list_id)``, over all joined programmes.

        ``heads``, ``roles``, ``conditions``, ``rubrics``, ``voucher_kinds``, ``grant_types`` and what evidence can
        prove are every pack's own, ``programmes`` the packs themselves; any other id names a list of the packs. Without
        a joined programme the community's own path is asked. What budgets offer comes from every pack whose
        rules a budget follows, too.
        """
        if list_id == "programmes":
            return tuple(Option(one.id, one.pack.name) for one in self.available())
        packs = [one.pack for one in self.joined()]
        if not packs:
            packs = [pack for pack, _ in self._store.installed.values() if pack.family == "community"]
        if list_id in OF_BUDGETS:
            packs += self._followed({one.id for one in packs})
        found: dict[str, Option] = {}
        for pack in packs:
            for key, title in _options(pack, list_id):
                found.setdefault(key, Option(key, title))
        return tuple(found.values())

    def _followed(self, known: Collection[str]) -> list[Pack]:
        """Return the packs whose rules a budget of this document follows, besides those that are known."""
        with self._document.read() as session:
            ids = session.scalars(select(Budget.programme).where(Budget.programme.is_not(None)).distinct()).all()
            found = [self._store.pack(session, one) for one in sorted(str(key) for key in ids) if one not in known]
        return [one for one in found if one is not None]


def _options(pack: Pack, list_id: str) -> Iterable[tuple[str, Label]]:
    if list_id == "heads":
        return [(one.id, one.title) for one in pack.heads]
    if list_id == "voucher_kinds":
        return [(one.id, one.title) for one in pack.voucher_kinds]
    if list_id == "grant_types":
        return [(one.id, one.title) for one in pack.grant_types]
    if list_id == "conditions":
        return [(one.id, one.title) for one in pack.eligibility]
    if list_id == "roles":
        return [(one.id, one.name) for one in pack.roles]
    if list_id == "rubrics":
        return [(f"{pack.id}/{one.id}", one.title) for one in pack.rubrics]
    if list_id == EVIDENCE_LINES:
        return [(one.key, line_words(one)) for sheet in sheets_of([pack]) for one in sheet.targets]
    if list_id == EVIDENCE_SHEETS:
        return [(group_of(sheet.targets[0].key), sheet.title) for sheet in sheets_of([pack]) if sheet.targets]
    return [(item.id, item.title) for one in pack.lists if one.id == list_id for item in one.items]
