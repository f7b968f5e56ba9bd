"""The project of the open document while it is carried out: read whole, ticked, handed over. Document lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, LocalText, Message, own_words, zh_en
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import Pack
from app.services.budget import BudgetService
from app.services.delivery.gather import gather
from app.services.delivery.view import Sources, WorkView
from app.services.document_settings import DocumentSettings
from app.services.records import RecordService
from app.services.seed.desk import SeedService

GONE = N_("This record is gone.")
AGAIN = N_("Look at the list again.")
DONE = "done"
PLANNING = "planning"
"""Purpose of the purchase whose vendor manages the project until its plan stands."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A measure to begin with: the question it belongs to, and what is counted."""

    key: str
    question: str
    indicator: LocalText
    how: LocalText


STARTERS = (
    Starter("benefits", "gains", zh_en("好處落到優先群體的比例", "Share of the benefits that reaches priority groups"),
            zh_en("數受益的人，分群體算", "Count those who gain, group by group")),
    Starter("spending", "gains",
            zh_en("經費付給優先群體的人與店家的比例", "Share of the money paid to people and firms of priority groups"),
            zh_en("看採購紀錄與報酬", "Look at the vendor log and at pay")),
    Starter("decisions", "decides",
            zh_en("因聯絡員或居民的話而改變的決定", "Decisions that changed because a liaison or resident spoke up"),
            zh_en("每月進度表裡記下來", "Note them in the monthly check-in")),
    Starter("barriers", "gains", zh_en("拿掉的參與障礙", "Barriers to taking part that were removed"),
            zh_en("口譯、托育、接送、場地，一項一項數", "Interpreting, childcare, rides, places: count each")),
    Starter("burdens", "carries", zh_en("有人說出的意外負擔", "Burdens that somebody reported and nobody had foreseen"),
            zh_en("每季問一次，不記姓名", "Ask each quarter, without names")),
    Starter("satisfied", "gains",
            zh_en("最受影響的人滿意的比例，與全體相比", "Satisfied people among those hit hardest, beside everybody"),
            zh_en("同一張問卷，分群體看", "One questionnaire, read by group")),
)  # fmt: skip
"""Six measures to begin with, in our words. Source: ``mvp2.md`` 11."""


class WorkService:
    """Reads and writes what carrying a project out is made of; each method that writes is one Undo.

    Args:
        document: the open document.
        records: its records.
        budget: the budget in use.
        seed: numbers of the round.
        settings: habits of the community's place.
        packs: programmes that the file takes part in.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        budget: BudgetService,
        seed: SeedService,
        settings: DocumentSettings,
        packs: Callable[[], Sequence[Pack]],
    ) -> None:
        self._document, self._records, self._budget = document, records, budget
        self._seed, self._settings, self._packs = seed, settings, packs

    def view(self, project: str = "", rows: Callable[[str], Sequence[Row]] | None = None) -> WorkView:
        """Return everything about a project.

        Args:
            project: its id; "" for all that is planned.
            rows: reads the records of a type as a reader may see them; the team's own where ``None``.
        """
        values = (one.number("advisor_money") for one in self._packs())
        kept = next((value for value in values if value is not None), None)
        return gather(
            Sources(
                rows or self._records.load,
                self._records.today(),
                self._settings.custom().currency,
                self._seed.rules(),
                self._budget.view(),
                kept,
                project,
            )
        )

    def finish(self, type_name: str, record: str) -> ChangeSet | None:
        """Say that a task or a next step is done; a task also gets the day. Raises InputError where it is gone."""
        row = self._records.get(type_name, record)
        if row is None:
            raise InputError(GONE, AGAIN)
        values: dict[str, object] = {"status": DONE}
        if type_name == "plan_task" and not row.get("done_on"):
            values["done_on"] = self._records.today()
        with self._document.unit_of_work(_finished(row)) as work:
            self._records.write(work.session, type_name, record, values)
        return work.changes

    def begin(self, task: str) -> ChangeSet | None:
        """Say that a task is being done, also before its first day. Raises InputError where it is gone."""
        row = self._records.get("plan_task", task)
        if row is None:
            raise InputError(GONE, AGAIN)
        with self._document.unit_of_work(N_("Begin “{title}”", title=own_words(row.title))) as work:
            self._records.write(work.session, "plan_task", task, {"status": "doing"})
        return work.changes

    def hand_over(self, project: str, person: str) -> ChangeSet | None:
        """Name who manages a project from today on, also as who follows the planning vendor.

        Raises:
            InputError: the project or the person is gone.
        """
        row, named = self._records.get("project", project), self._records.get("person", person)
        if row is None or named is None:
            raise InputError(GONE, AGAIN)
        values = {"manager": person, "handed_over": row.get("handed_over") or self._records.today()}
        with self._document.unit_of_work(N_("Name the project manager")) as work:
            self._records.write(work.session, "project", project, values)
            for one in self._records.load("procurement"):
                if one.get("purpose") == PLANNING and not one.get("follows"):
                    after = {"follows": person, "handed_over": one.get("handed_over") or self._records.today()}
                    self._records.write(work.session, "procurement", one.id, after)
        return work.changes

    def take(self, key: str, language: str, project: str = "") -> str:
        """Make a measure of a starter, in the words of *language*; return its id. Raises KeyError for none such."""
        one = next((each for each in STARTERS if each.key == key), None)
        if one is None:
            raise KeyError(key)
        indicator, how = (each.best(language) for each in (one.indicator, one.how))
        values = {"question": one.question, "indicator": indicator, "how": how, "project": project or None}
        return self._records.create("equity_measure", values)[0].id


def _finished(row: Row) -> Message:
    return N_("Mark “{title}” as done", title=own_words(row.title))
