"""The report of results on paper: planned against done, by activity, month, head and aim. Thread: document lane.

No format was published for it: the parts are ours, and the paper says so. Names of people are masked by the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, DocumentSpec, Paragraph, PhotoItem, Photos, Table
from app.services.budget.vouchers import SettlementFigures
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.roadmap.views import keys_of
from app.services.upkeep.paper import DASH, UpkeepPaper, term
from app.services.upkeep.results import ActivityResult, Came, ResultsView
from app.services.upkeep.view import DEMO

TITLE, DEMO_TITLE = N_("Report of results"), N_("Report of results of the demonstration plan")
OURS = N_("The parts of this report are ours: no format was published. Follow the county's own where it has one.")
MOST_PHOTOS = 8
"""Photos in the report, two of each activity at most; the others stay with their records."""
STANDS: Mapping[Came, Message] = MappingProxyType(
    {
        Came.DONE: N_("● done"),
        Came.DROPPED: N_("✕ not done"),
        Came.OPEN: N_("▲ not told yet"),
        Came.AHEAD: N_("○ still ahead"),
    }
)
REACHED: Mapping[object, Message] = MappingProxyType({True: N_("● reached"), False: N_("▲ not reached")})
OPEN = N_("○ not known yet")


def results_spec(
    shown: ShownRecords, how: ListSetting, view: ResultsView, settled: SettlementFigures | None = None
) -> DocumentSpec:
    """Return the report as a paper.

    Args:
        shown: the records as the reader may see them.
        how: paper, dates, community.
        view: what came of the plan, read through *shown*.
        settled: what was approved and spent of the grant, ``None`` where the programme settles otherwise.
    """
    made = _Report(shown, how, view, settled)
    title = DEMO_TITLE if view.plan.kind == DEMO else TITLE
    return list_document(shown, title, tuple(made.blocks()), how, landscape=False)


class _Report(UpkeepPaper):
    def __init__(
        self, shown: ShownRecords, how: ListSetting, view: ResultsView, settled: SettlementFigures | None
    ) -> None:
        super().__init__(shown, how, view.plan)
        self._results, self._settled = view, settled

    def blocks(self) -> Iterator[Block]:
        yield from self.opening(OURS)
        yield self._basics()
        yield from self.said("came_of_it", N_("What came of the year"))
        yield from self._activities()
        yield from self._months()
        yield from self._money()
        yield from self._aims()
        yield from self._photos()
        yield from self.said("learned", N_("What we do otherwise next time"))
        yield from self.signatures()

    def _basics(self) -> Table:
        view, plan, shown = self._results, self._view.plan, self._shown
        kept = len(view.activities)
        done = N_("{n} of {all}", n=view.count(Came.DONE), all=kept)
        pairs: list[tuple[Label, str]] = [
            (N_("Community"), self._how.community),
            (N_("Place"), self.place_words()),
            (N_("Who answers for the plan"), shown.cell(plan, "manager") if plan else ""),
            (N_("Activities done"), self._say(done) if kept else ""),
            (N_("Money planned"), self.amount(self._view.planned) if self._view.planned else ""),
            (N_("Money spent"), self.amount(view.spent) if self._view.budget else ""),
        ]
        if self._settled is not None:
            pairs += [
                (N_("Amount approved"), self.amount(self._settled.approved)),
                (N_("To be refunded"), self.amount(self._settled.refund)),
            ]
        pairs += [
            (N_("To be settled by"), shown.cell(plan, "settle_by") if plan else ""),
            (N_("Settled on"), shown.cell(plan, "settled_on") if plan else ""),
        ]
        return self.pairs("basics", pairs)

    def _activities(self) -> Iterator[Block]:
        yield self.heading("activities", N_("Activities: planned and done"))
        heads = (N_("What we do"), N_("As planned"), N_("As it came"), N_("What came of it, and why otherwise"))
        rows = [
            (one.row.title, self._planned(one), self._done(one), result_words(one, self._shown))
            for one in self._results.activities
        ]
        yield self.table("activity-table", heads, rows, (3.2, 4.2, 3.8, 4.8))

    def _planned(self, one: ActivityResult) -> str:
        shown = self._shown
        whom = [shown.cell(one.row, name, units=True) for name in ("people", "owner")]
        cells = (term(one.facts, shown), " · ".join(filter(None, whom)))
        return "\n".join(filter(None, cells))

    def _done(self, one: ActivityResult) -> str:
        lines = [self._say(STANDS[one.came])]
        if one.came is Came.DONE:
            lines.append(self._shown.date(one.done_on) if one.done_on else self._say(N_("day not written down")))
        if one.people is not None:
            lines.append(self._say(N_("{n} people", n=one.people)))
        if one.spent is not None:
            lines.append(self.amount(one.spent))
        return "\n".join(lines)

    def _months(self) -> Iterator[Block]:
        yield self.heading("months", N_("Month by month"))
        rows = [
            (self._shown.date(one.month), self._listed(one.planned), self._listed(one.done))
            for one in self._results.months
        ]
        yield self.table("month-table", (N_("Month"), N_("As planned"), N_("As it came")), rows, (2.6, 6.7, 6.7))
        if self._results.undated:
            said = N_("Done on a day that nobody wrote down: {what}", what=self._listed(self._results.undated))
            yield Paragraph("undated", plain(self._say(said)), "plain")

    def _listed(self, titles: tuple[str, ...]) -> str:
        return self._shown.listed(list(titles)) if titles else ""

    def _money(self) -> Iterator[Block]:
        view, plan = self._results, self._view.plan
        yield self.heading("money", N_("Money by head: planned and spent"))
        rows: list[tuple[str, ...]] = [
            (self._say(one.head.title), *map(self.amount, (one.planned, one.spent, one.spent - one.planned)))
            for one in view.heads
        ]
        if rows:
            sums = (self._view.planned, view.spent, view.spent - self._view.planned)
            rows.append((self._say(N_("Total")), *map(self.amount, sums)))
        heads = (N_("Budget head"), N_("Planned"), N_("Spent"), N_("Difference"))
        yield self.table("money-table", heads, rows, (4, 3, 3, 3), right=(1, 2, 3))
        reason = self._shown.cell(plan, "money_reason") if plan is not None else ""
        if reason:
            yield Paragraph("money-reason", _led(self._say(N_("Why otherwise")), reason), "plain")
        if self._settled is not None and self._settled.refund:
            said = N_("{amount} of the grant are left and go back; the settlement table counts them.",
                      amount=self.amount(self._settled.refund))  # fmt: skip
            yield Paragraph("refund", plain(self._say(said)), "plain")

    def _aims(self) -> Iterator[Block]:
        shown = self._shown
        yield self.heading("aims", N_("Aims: expected and reached"))
        heads = (N_("Aim"), N_("Expected result"), N_("What was reached"), N_("State"))
        rows = []
        for row in self._view.aims:
            target = [shown.cell(row, name) for name in ("expected", "target")]
            stands = self._say(REACHED.get(row.get("reached"), OPEN))
            rows.append((row.title, " · ".join(filter(None, target)), reached_words(row, shown), stands))
        yield self.table("aims-table", heads, rows, (3.6, 4.6, 5, 2.8))

    def _photos(self) -> Iterator[Block]:
        items: list[PhotoItem] = []
        for one in self._results.activities:
            for key in keys_of(one.row, "photos")[:2]:
                found = self._shown.picture(key)
                if found is not None and len(items) < MOST_PHOTOS:
                    items.append(PhotoItem(key, found[0], plain(found[1] or one.row.title), shows=key))
        if items:
            yield self.heading("photos", N_("Photos as proof"))
            yield Photos("photos-row", tuple(items), min(2, len(items)), numbered=False)


def result_words(one: ActivityResult, shown: ShownRecords) -> str:
    """Return what came of an activity and, below, how and why it came otherwise."""
    said, reason = shown.cell(one.row, "result"), shown.cell(one.row, "reason")
    differs = shown.listed([shown.text(each) for each in one.differs]) if one.differs else ""
    parts = [differs, reason]
    otherwise = shown.text(N_("Otherwise: {what}", what=" · ".join(filter(None, parts)))) if any(parts) else ""
    return "\n".join(one for one in (said, otherwise) if one)


def reached_words(row: Row, shown: ShownRecords) -> str:
    """Return what was reached of an aim: its result, the figure that shows it, and why it came otherwise."""
    figure = next((one for one in shown.rows("indicator") if one.id == row.get("indicator")), None)
    lines = [shown.cell(row, "result")]
    if figure is not None:
        before, after, unit = (shown.cell(figure, name) or DASH for name in ("before_value", "after_value", "unit"))
        lines.append(shown.text(N_("{measure}: {before} → {after} {unit}", measure=shown.cell(figure, "measure"),
                                   before=before, after=after, unit=unit)))  # fmt: skip
    if reason := shown.cell(row, "reason"):
        lines.append(shown.text(N_("Otherwise: {what}", what=reason)))
    return "\n".join(one for one in lines if one)


def _led(title: str, words: str) -> Runs:
    return (Run(f"{title}  ", (BOLD,)), Run(words))
