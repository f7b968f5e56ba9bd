"""What every use case around programmes stands on: packs as the document uses them, and rows of taking part.

Everything here runs on the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.messages import N_, Message
from app.core.order import between
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.participation import Participation
from app.programmes import workflow
from app.programmes.journey import Baseline
from app.programmes.schema import Pack
from app.services.programmes.store import PackStore, baselines_of, participation, participations

CHOOSE = N_("Choose a programme from the list.")


@dataclass(frozen=True, slots=True)
class Joined:
    """A programme that the community takes part in; ``baselines`` are earlier plans, ``ours``: set up here."""

    id: str
    pack: Pack
    start_month: str
    joined_on: str
    baselines: tuple[Baseline, ...]
    over: bool
    ours: bool = False


class ProgrammeBase:
    """Reads packs and writes rows of taking part.

    Args:
        document: the open document.
        packs: installed packs with their compiled bytes, from ``app.programmes.loader.installed``.
        clock: says what day it is.
    """

    def __init__(self, document: Document, packs: Iterable[tuple[Pack, bytes]], clock: Clock) -> None:
        self._document, self._clock = document, clock
        self._store = PackStore({pack.id: (pack, data) for pack, data in packs}, lambda: self._today().isoformat())

    def pack(self, pack_id: str) -> Pack | None:
        """Return a pack as this document uses it, ``None`` where there is none of that id."""
        with self._document.read() as session:
            return self._store.pack(session, pack_id)

    def joined(self) -> tuple[Joined, ...]:
        """Return the programmes taken part in, in the person's order."""
        out = []
        with self._document.read() as session:
            for row in participations(session):
                pack = self._store.pack(session, row.pack or "")
                if pack is not None:
                    over = workflow.round_over(pack, self._today())
                    plans = baselines_of(session, row)
                    ours = pack.id not in self._store.installed
                    out.append(Joined(pack.id, pack, row.start_month or "", row.joined_on or "", plans, over, ours))
        return tuple(out)

    def _today(self) -> date:
        return self._clock.now().date()

    def _add(self, session: Session, pack: Pack, data: bytes, start_month: str, choices: Mapping[str, object]) -> None:
        last = max((row.order_key for row in participations(session) if row.order_key), default=None)
        month = start_month or pack.start_month or self._today().strftime("%Y-%m")
        row = Participation(
            pack=pack.id,
            pack_hash=self._store.keep(session, data, pack.name),
            start_month=month_of(month),
            joined_on=self._today().isoformat(),
            order_key=between(last, None),
            choices=dict(choices),
        )
        session.add(row)

    def _change(
        self,
        pack_id: str,
        label: Message,
        write: Callable[[Session, Participation], None],
        *,
        typing: bool = False,
        step: str = "",
    ) -> ChangeSet | None:
        with self._document.unit_of_work(label, typing=typing, step=step) as work:
            row = participation(work.session, pack_id)
            if row is None:
                raise InputError(N_("You do not take part in that programme."), CHOOSE)
            write(work.session, row)
        return work.changes


def month_of(text: str) -> str:
    """Return a ``YYYY-MM``. Raises ValueError."""
    return date.fromisoformat(f"{text[:7]}-01").isoformat()[:7]
