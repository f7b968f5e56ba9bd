"""The implementation plan, the progress report and the closing report.

Names are masked by the reader; the list of what is still open stays with the team. Source: ``mvp2.md`` 4 (steps 8
to 10), 11; ``community_path.md`` D1 to D3, G2. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.richtext import plain
from app.exports.spec import Audience, Block, DocumentSpec, Heading, ListItem, Paragraph, Table
from app.services.delivery import tables
from app.services.delivery.dues import dues_blocks
from app.services.delivery.months import months_between
from app.services.delivery.view import Stand, WorkView
from app.services.delivery.words import (
    NOTICE,
    advisor_words,
    done_words,
    length_words,
    limit_words,
    pot_words,
    reminders,
    second_year_words,
    spent_words,
)
from app.services.figures.people_blocks import CHANGES as BEFORE_AFTER
from app.services.masking import ShownRecords
from app.services.plan.hours import people_hours
from app.services.printing_lists import ListSetting, list_document

PLAN = N_("Implementation plan")
PROGRESS = N_("Progress report")
CLOSING = N_("Closing report")
MOST_CHECK_INS = 24


class WorkPaper:
    """The parts of the papers.

    Args:
        shown: the records as the reader may see them.
        setting: paper, dates, community.
        view: the project.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting, view: WorkView) -> None:
        self._shown, self._setting, self._view = shown, setting, view
        self._team = shown.reader.audience is Audience.TEAM

    def plan(self) -> DocumentSpec:
        """Return the implementation plan."""
        blocks = [
            *self._opening(), *self._open_points(), *self._whom(), *self._tasks(), *self._budget(spent=False),
            *self._listed("vendors", N_("Vendors and advisors"), self._view.vendors, tables.VENDORS), *self._liaisons(),
            *self._listed("permissions", N_("Permissions"), self._view.permissions, tables.PERMISSIONS),
            *self._listed("risks", N_("What may go wrong"), self._view.risks, tables.RISKS),
            *self._measures(ways=True),
            *self._said("report-back", N_("How people are kept informed"), "report_back"),
            *self._said("upkeep", N_("Who keeps it up after the grant"), "upkeep"),
        ]  # fmt: skip
        return self._paper(PLAN, blocks)

    def progress(self) -> DocumentSpec:
        """Return the progress report: check-ins, tasks, money, measures, before and after, changes."""
        blocks = [
            *self._opening(), *self._open_points(), *self._check_ins(), *self._tasks(), *self._budget(spent=True),
            *self._measures(), *self._before_after(),
            *self._listed("changes", N_("Changes of the plan"), [one.row for one in self._view.changes],
                          tables.CHANGES),
            *self._hours(), *dues_blocks(self._shown),
        ]  # fmt: skip
        return self._paper(PROGRESS, blocks)

    def closing(self) -> DocumentSpec:
        """Return the closing report: plan against what became of it, what was learned, thanks, next steps."""
        blocks = [
            *self._opening(), *self._against_plan(), *self._looked_back(), *self._measures(), *self._before_after(),
            *self._tasks(actual=True), *self._budget(spent=True), *self._thanks(), *self._next(),
        ]  # fmt: skip
        return self._paper(CLOSING, blocks)

    # -- parts

    def _opening(self) -> list[Block]:
        view, say = self._view, self._shown.text
        parts = (self._setting.community, self._setting.date_text)
        out: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
        name = view.project.title if view.project else view.idea.title if view.idea else ""
        if name:
            out.append(Paragraph("name", plain(name), "lead"))
        what = (self._shown.cell(view.project, "purpose") if view.project else "") or (
            self._shown.cell(view.idea, "what") if view.idea else ""
        )
        if what:
            out.append(Paragraph("what", plain(what), "plain"))
        facts: list[tuple[str, Label]] = []
        if term := tables.months_line(view.first, view.last, self._shown):
            facts.append(("term", N_("From {months}.", months=term)))
        length = length_words(view)
        facts += [("length", length)] if length is not None else []
        if view.tasks:
            facts.append(("done", done_words(view)))
        if name := self._shown.title("person", view.manager) if view.manager else "":
            facts.append(("manager", N_("Project manager: {name}", name=name)))
        if view.decision and (day := self._shown.cell(view.decision, "approved_on")):
            facts.append(("approved", N_("The choice was approved on {day}.", day=day)))
        return [*out, *(ListItem(f"fact-{key}", plain(say(said))) for key, said in facts)]

    def _open_points(self) -> list[Block]:
        found = reminders(self._view) if self._team else ()
        if not found:
            return []
        mark = {True: "▲", False: "○"}
        items = [
            ListItem(f"open-{at}", plain(f"{mark[one.shape == NOTICE]} {self._shown.text(one.said)}"))
            for at, one in enumerate(found)
        ]
        return [self._heading("open", N_("Still to see to")), *items]

    def _whom(self) -> list[Block]:
        view, shown = self._view, self._shown
        rows: list[tuple[Label, str]] = []
        if view.idea:
            rows += [
                (N_("Priorities it serves"), shown.cell(view.idea, "priorities")),
                (N_("Groups that gain"), shown.cell(view.idea, "groups")),
            ]
        if view.project:
            rows += [
                (N_("Led by"), shown.cell(view.project, "leader")),
                (N_("Problem, and what shows it"), shown.cell(view.project, "problem")),
                (N_("Handed over on"), shown.cell(view.project, "handed_over")),
            ]
        return self._pairs("whom", N_("Whom and what it serves"), rows)

    def _tasks(self, *, actual: bool = False) -> list[Block]:
        out: list[Block] = [self._heading("tasks", N_("Tasks and milestones"))]
        chart = None if actual else tables.timeline("timeline", self._view, self._shown)
        table = tables.tasks_table("tasks-table", self._view, self._shown, actual=actual)
        out += [one for one in (chart, table) if one is not None]
        return out if table is not None else [*out, tables.nothing("no-tasks", self._shown)]

    def _budget(self, *, spent: bool) -> list[Block]:
        money, say = self._view.money, self._shown.text
        out: list[Block] = [self._heading("money", N_("Money"))]
        table = tables.budget_table("money-table", money, self._shown, spent=spent)
        if table is None:
            return [*out, tables.nothing("no-money", self._shown)]
        said: list[Label | None] = [limit_words(money), pot_words(self._view), advisor_words(money)]
        said += [spent_words(money)] if spent else []
        if money.unknown:
            said.append(NP_("{n} line has no amount yet.", "{n} lines have no amount yet.", money.unknown))
        out += [ListItem(f"money-{at}", plain(say(one))) for at, one in enumerate(said) if one is not None]
        return [*out, table]

    def _liaisons(self) -> list[Block]:
        year = self._view.second_year
        if not year.liaisons:
            return []
        said: Message = N_("Nothing is decided yet.")
        if year.hours_open < year.liaisons:
            hours = self._shown.number(year.hours // 10) if year.hours % 10 == 0 else self._shown.number(year.hours, 1)
            said = N_("{hours} hours are agreed for {n} of {all} liaisons.", hours=hours,
                      n=year.liaisons - year.hours_open, all=year.liaisons)  # fmt: skip
        title = N_("Liaisons in the second year")
        out: list[Block] = [self._heading("liaisons", title)]
        out.append(Paragraph("second-year", plain(self._shown.text(said)), "plain"))
        if self._team and not year.hours_open and (pay := second_year_words(year)) is not None:
            out.append(Paragraph("second-pay", plain(self._shown.text(pay)), "plain"))
        return out

    def _measures(self, *, ways: bool = False) -> list[Block]:
        table = tables.measures_table("measures-table", self._view, self._shown)
        out: list[Block] = [self._heading("measures", N_("Who gains, who carries, who decides"))]
        if table is None:
            return [*out, tables.nothing("no-measures", self._shown)]
        out.append(table)
        how = tables.ways_table("ways-table", self._view, self._shown) if ways else None
        if how is not None:
            out += [self._heading("ways", N_("How it is measured"), 2), how]
        said = tables.meanings("meaning", self._view, self._shown)
        return [*out, self._heading("meanings", N_("What came of it"), 2), *said] if said else out

    def _before_after(self) -> list[Block]:
        make = BEFORE_AFTER.make
        found = make("before-after", {"show": "both"}, self._shown) if make is not None else ()
        if not found:
            return []
        plain_ones = [replace(one, numbered=False) if isinstance(one, Table) else one for one in found]
        return [self._heading("before", N_("Before and after")), *plain_ones]

    def _check_ins(self) -> list[Block]:
        out: list[Block] = [self._heading("check-ins", N_("Month by month"))]
        rows = self._view.check_ins[:MOST_CHECK_INS]
        for row in rows:
            out.append(self._heading(f"month-{row.id}", own_words(self._shown.cell(row, "month")), 2))
            table = tables.check_in_table(f"check-{row.id}", row, self._shown)
            out += [table] if table is not None else []
        return out if rows else [*out, tables.nothing("no-check-ins", self._shown)]

    def _hours(self) -> list[Block]:
        given = sum(one.total for one in people_hours(self._shown, None))
        if not given:
            return []
        said = N_("Hours given so far: {hours}.", hours=self._shown.number(given // 100))
        return [
            self._heading("hours", N_("Hours given")),
            Paragraph("hours-said", plain(self._shown.text(said)), "plain"),
        ]

    def _against_plan(self) -> list[Block]:
        view, shown = self._view, self._shown
        rows: list[tuple[Label, str]] = []
        if view.tasks:
            dropped = len(view.standing(Stand.DROPPED))
            words = [shown.text(done_words(view))]
            if dropped:
                words.append(shown.text(NP_("{n} was dropped.", "{n} were dropped.", dropped)))
            rows.append((N_("Tasks"), "\n".join(words)))
        if view.months and view.first is not None:
            planned = NP_("Planned: {n} month.", "Planned: {n} months.", view.months)
            ended = tables.finished_last(view)
            words = [shown.text(planned)]
            if view.standing(Stand.OPEN, Stand.DOING, Stand.STUCK, Stand.LATE):
                words.append(shown.text(N_("It is still going on.")))
            elif ended is not None and ended >= view.first:
                took = NP_("It took {n} month.", "It took {n} months.", months_between(view.first, ended))
                words.append(shown.text(took))
            rows.append((N_("Time"), "\n".join(words)))
        if view.money.heads:
            rows.append((N_("Money"), shown.text(spent_words(view.money))))
        if made := sum(bool(one.row.get("made_on")) for one in view.changes):
            rows.append(
                (N_("Changes of the plan"), shown.text(NP_("{n} change was made.", "{n} changes were made.", made)))
            )
        return self._pairs("against", N_("What was planned, and what became of it"), rows)

    def _looked_back(self) -> list[Block]:
        out: list[Block] = []
        for key, title, kinds in (
            ("worked", N_("What we learned"), tables.LOOKED_BACK),
            ("kcs", N_("Keep, change, stop"), tables.KEEP_CHANGE_STOP),
        ):
            table = tables.learned(f"{key}-table", self._view.reflections, kinds, self._shown)
            out += [self._heading(key, title), table] if table is not None else []
        return out

    def _thanks(self) -> list[Block]:
        rows = [row for row in self._view.reflections if row.get("kind") == "thanks"]
        if not rows:
            return []
        items = [ListItem(f"thanks-{row.id}", plain(self._thanked(row))) for row in rows]
        return [self._heading("thanks", N_("Thanks")), *items]

    def _thanked(self, row: Row) -> str:
        whom, why = self._shown.cell(row, "text"), self._shown.cell(row, "evidence")
        return self._shown.text(N_("{whom}: {why}", whom=whom, why=why)) if whom and why else whom or why

    def _next(self) -> list[Block]:
        rows = self._view.next_steps
        grants = [row for row in rows if row.get("kind") == "grant"]
        return [
            *self._listed("next", N_("Next steps"), [row for row in rows if row not in grants], tables.STEPS),
            *self._listed("grants", N_("Ideas for a larger grant"), grants, tables.GRANTS),
        ]

    # -- shapes

    def _listed(self, key: str, title: Label, rows: Sequence[Row], names: Sequence[tuple[str, float]]) -> list[Block]:
        table = tables.records_table(f"{key}-table", rows, names, self._shown)
        return [self._heading(key, title), table] if table is not None else []

    def _said(self, key: str, title: Label, field: str) -> list[Block]:
        words = self._shown.cell(self._view.project, field) if self._view.project else ""
        return [self._heading(key, title), Paragraph(f"{key}-said", plain(words), "plain")] if words else []

    def _pairs(self, key: str, title: Label, rows: Sequence[tuple[Label, str]]) -> list[Block]:
        made = tables.pairs(f"{key}-table", [(self._shown.text(label), said) for label, said in rows if said])
        return [self._heading(key, title), made] if made is not None else []

    def _heading(self, key: str, said: Label, level: int = 1) -> Heading:
        return Heading(key, level, plain(self._shown.text(said)), numbered=False)

    def _paper(self, title: Message, blocks: Sequence[Block]) -> DocumentSpec:
        return list_document(self._shown, title, tuple(blocks), self._setting)
