"""Reads and writes the upkeep plan of the open document. Document lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, LocalText, own_words, zh_en
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import Pack
from app.programmes.ways import way_of
from app.services.budget import BudgetService
from app.services.records import RecordService
from app.services.upkeep.results import ResultsView, results_of
from app.services.upkeep.view import DEMO, DONE, UPKEEP, UpkeepView, made

GONE = N_("This record is gone.")
AGAIN = N_("Look at the list again.")
DEMO_TOOL = "demo"
"""Step of a way that asks for the demonstration plan."""
TITLES: dict[str, LocalText] = {
    UPKEEP: zh_en("{round}年度維運計畫", "Upkeep plan {round}"),
    DEMO: zh_en("{round}年度示範維運計畫", "Demonstration upkeep plan {round}"),
}


@dataclass(frozen=True, slots=True)
class Starter:
    """An activity to begin with: what is done, in which month of the year, from which head."""

    key: str
    title: LocalText
    month: int
    head: str


STARTERS = (
    Starter("kick", zh_en("年度工作說明會", "Opening meeting"), 3, "meetings"),
    Starter("gear", zh_en("裝備盤點與補充", "Stock-taking of gear"), 4, "equipment"),
    Starter("rains", zh_en("汛期前疏散演練", "Drill before the rains"), 5, "meetings"),
    Starter("homes", zh_en("弱勢住戶逐戶訪視", "Visits to homes"), 6, "office"),
    Starter("refresh", zh_en("防災士與志工回訓", "Refresher course"), 8, "meetings"),
    Starter("quake", zh_en("國家防災日地震避難演練", "Earthquake drill"), 9, "meetings"),
    Starter("share", zh_en("成果分享與經驗交流", "Sharing results"), 10, "meetings"),
)
"""Seven activities to begin with, in our words."""


class UpkeepService:
    """Each method that writes is one Undo.

    Args:
        document: the open document.
        records: its records.
        budget: the budget in use.
        pack: gives the round whose plan is worked on by the id that was chosen, ``None`` for none.
        currency: of the community.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        budget: BudgetService,
        pack: Callable[[str], Pack | None],
        currency: Callable[[], str],
    ) -> None:
        self._document, self._records, self._budget = document, records, budget
        self._pack, self._currency = pack, currency

    def kind(self, programme: str = "") -> str:
        """Return which plan the way through the round asks for; "" where it asks for none."""
        pack = self._pack(programme)
        steps = {one.id for one in pack.steps} if pack is not None else set()
        if DEMO_TOOL in steps and "upkeep" not in steps:
            return DEMO
        return UPKEEP if "upkeep" in steps or pack is None or pack.family != "nfa" else ""

    def find(self, programme: str = "") -> Row | None:
        """Return the plan of a round and its way, ``None`` where it was not begun; one without a year is any's."""
        pack, kind = self._pack(programme), self.kind(programme)
        wanted = pack.round if pack is not None else ""
        rows = [row for row in self._records.load("upkeep_plan") if (row.get("kind") or UPKEEP) == kind]
        own = [row for row in rows if not wanted or row.get("round") == wanted]
        return next(iter([*own, *(row for row in rows if not row.get("round"))]), None)

    def view(self, rows: Callable[[str], Sequence[Row]] | None = None, programme: str = "") -> UpkeepView:
        """Return the plan.

        Args:
            rows: reads the records of a type as a reader may see them; the team's own where ``None``.
            programme: id of the round that was chosen.
        """
        read = rows or self._records.load
        found = self.find(programme)
        plan = next((row for row in read("upkeep_plan") if found is not None and row.id == found.id), None)
        budget = self._budget.view(found.text("budget") if found is not None else "")
        return made(
            plan,
            read("upkeep_aim"),
            read("upkeep_activity"),
            budget if budget.lines else None,
            self._records.today(),
            grant=self._grant(programme),
            currency=budget.currency or self._currency(),
            kind=self.kind(programme) or UPKEEP,
        )

    def results(self, programme: str = "") -> ResultsView:
        """Return what became of the plan of a round, as the team sees it."""
        return results_of(self.view(programme=programme), self._records.load)

    def begin(self, language: str, programme: str = "") -> str:
        """Return the plan of a round, made where there is none."""
        found = self.find(programme)
        if found is not None:
            return found.id
        pack, kind = self._pack(programme), self.kind(programme) or UPKEEP
        number = pack.round if pack is not None and pack.round else self._records.today()[:4]
        title = TITLES[kind].best(language).replace("{round}", number)
        values = {"title": title, "kind": kind, "round": number, "settle_by": _settle_by(pack) or None}
        return self._records.create("upkeep_plan", values)[0].id

    def take(self, key: str, language: str, programme: str = "") -> str:
        """Make an activity of a starter; return its id. Raises KeyError for none such."""
        one = next((each for each in STARTERS if each.key == key), None)
        if one is None:
            raise KeyError(key)
        pack, plan = self._pack(programme), self.find(programme)
        year = int(pack.round) + pack.round_offset if pack and pack.round.isdigit() else int(self._records.today()[:4])
        heads = {head.id for head in pack.heads} if pack is not None else set()
        values = {
            "title": one.title.best(language),
            "start": f"{year:04d}-{one.month:02d}",
            "head": one.head if one.head in heads else None,
            "plan": plan.id if plan is not None else None,
        }
        return self._records.create("upkeep_activity", values)[0].id

    def finish(self, activity: str) -> ChangeSet | None:
        """Say that an activity was done today, unless a day is written. Raises InputError where it is gone."""
        return self._set(activity, DONE)

    def start(self, activity: str) -> ChangeSet | None:
        """Say that an activity is being done. Raises InputError where it is gone."""
        return self._set(activity, "doing")

    def _set(self, activity: str, status: str) -> ChangeSet | None:
        row = self._records.get("upkeep_activity", activity)
        if row is None:
            raise InputError(GONE, AGAIN)
        values: dict[str, object] = {"status": status}
        if status == DONE and not row.get("done_on"):
            values["done_on"] = self._records.today()
        label = N_("Mark “{title}” as done", title=own_words(row.title))
        if status != DONE:
            label = N_("Begin “{title}”", title=own_words(row.title))
        with self._document.unit_of_work(label) as work:
            self._records.write(work.session, "upkeep_activity", activity, values)
        return work.changes

    def _grant(self, programme: str) -> int | None:
        """Return the grant of the way where it is one amount, else ``None``."""
        pack = self._pack(programme)
        way = way_of(pack) if pack is not None else None
        if pack is None or way is None:
            return None
        amounts = {one.amount for one in pack.categories if one.id in way.categories}
        return next(iter(amounts)) if len(amounts) == 1 else None


def _settle_by(pack: Pack | None) -> str:
    """Return the day that the county set for the settlement, "" where nobody wrote it down."""
    days = (one.date for one in (pack.deadlines if pack is not None else ()) if one.kind == "county")
    return next((day for day in days if day), "")
