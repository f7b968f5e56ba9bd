"""The plan on paper: where we stand, aims, activities by month, money by head, settlement. Thread: document lane.

The parts are ours, and the paper says so. Names of people are masked by the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from app.core.messages import N_, Label
from app.core.money import Money as Amount
from app.core.richtext import Runs, plain
from app.exports.drawings import Fill, Span, Spans
from app.exports.spec import Block, Chart, Column, DocumentSpec, Heading, Paragraph, Table
from app.services.delivery.months import index, place
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.upkeep.view import DEMO, ActivityFacts, UpkeepView

TITLE, DEMO_TITLE = N_("Upkeep plan"), N_("Demonstration upkeep plan")
OURS = N_("The parts of this plan are ours: no format was published. Follow the county's own where it has one.")
DASH = "－"
FILLS = {"done": Fill.SOLID, "doing": Fill.SLANT, "stuck": Fill.DOTS, "dropped": Fill.PALE}


def plan_spec(shown: ShownRecords, how: ListSetting, view: UpkeepView) -> DocumentSpec:
    """Return the plan as a paper.

    Args:
        shown: the records as the reader may see them.
        how: paper, dates, community.
        view: the plan, read through *shown*.
    """
    made = _Plan(shown, how, view)
    title = DEMO_TITLE if view.kind == DEMO else TITLE
    return list_document(shown, title, tuple(made.blocks()), how, landscape=False)


class UpkeepPaper:
    """What the plan and the report of its results share: words, tables, amounts, the place to sign."""

    def __init__(self, shown: ShownRecords, how: ListSetting, view: UpkeepView) -> None:
        self._shown, self._how, self._view, self._say = shown, how, view, shown.text

    def opening(self, ours: Label = OURS) -> Iterator[Block]:
        """Yield whose paper it is, the name of the plan, and that the parts are *ours*."""
        plan = self._view.plan
        parts = (self._how.community, self._how.date_text)
        yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
        if plan is not None and plan.title:
            yield Paragraph("name", plain(plan.title), "lead")
        yield Paragraph("ours", plain(self._say(ours)), "note")

    def place_words(self) -> str:
        """Return county, township and village of the community."""
        rows = self._shown.rows("community")
        names = ("county", "township", "village")
        return "".join(self._shown.cell(rows[0], name) for name in names) if rows else ""

    def pairs(self, key: str, pairs: Sequence[tuple[Label, str]]) -> Table:
        """Return labels beside what they stand for, two pairs to a row."""
        cells: list[Runs] = []
        for label, words in pairs:
            cells += [plain(self._say(label)), plain(words or DASH)]
        cells += [()] * (-len(cells) % 4)
        body = tuple(tuple(cells[at : at + 4]) for at in range(0, len(cells), 4))
        return Table(key, (Column(3), Column(5), Column(3), Column(5)), body, header=0, numbered=False)

    def said(self, name: str, title: Label) -> Iterator[Block]:
        """Yield a heading and what the plan says under it."""
        plan = self._view.plan
        yield self.heading(name, title)
        words = self._shown.cell(plan, name) if plan is not None else ""
        yield Paragraph(f"{name}-words", plain(words or DASH), "plain")

    def signatures(self) -> Iterator[Block]:
        """Yield the places to sign."""
        names = (N_("Made by"), N_("Accounts"), N_("Person in charge"))
        body = (tuple(plain(self._say(one)) for one in names), tuple(plain("\n\n") for _ in names))
        yield Table("signatures", (Column(1), Column(1), Column(1)), body, header=1, numbered=False, whole=True)

    def heading(self, key: str, title: Label) -> Heading:
        """Return a heading of the first level."""
        return Heading(key, 1, plain(self._say(title)), numbered=False)

    def table(
        self,
        key: str,
        heads: Sequence[Label],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        right: tuple[int, ...] = (),
    ) -> Block:
        """Return a table, or the sentence that there is nothing yet; *right* are columns of numbers."""
        if not rows:
            return Paragraph(key, plain(self._say(N_("Nothing has been recorded here yet."))), "plain")
        head = tuple(plain(self._say(one)) for one in heads)
        body = tuple(tuple(plain(cell or DASH) for cell in row) for row in rows)
        columns = tuple(Column(one, "right" if at in right else "left") for at, one in enumerate(widths))
        return Table(key, columns, (head, *body), header=1, numbered=False)

    def amount(self, minor: int) -> str:
        """Return money as printed, from minor units."""
        return self._say(N_("{amount}", amount=Amount(minor, self._view.currency)))


class _Plan(UpkeepPaper):
    def blocks(self) -> Iterator[Block]:
        yield from self.opening()
        yield self._basics()
        yield from self.said("situation", N_("Where we stand"))
        yield from self._aims()
        yield from self._activities()
        yield from self._money()
        yield from self.said("carries_on", N_("How it goes on afterwards"))
        yield from self.signatures()

    def _basics(self) -> Table:
        view, plan, shown = self._view, self._view.plan, self._shown
        done, of = view.counted
        pairs: list[tuple[Label, str]] = [
            (N_("Community"), self._how.community),
            (N_("Place"), self.place_words()),
            (N_("Who answers for the plan"), shown.cell(plan, "manager") if plan else ""),
            (N_("Grant"), self.amount(view.grant) if view.grant is not None else ""),
            (N_("Money planned"), self.amount(view.planned) if view.planned else ""),
            (N_("Activities done"), self._say(N_("{n} of {all}", n=done, all=of)) if of else ""),
            (N_("To be settled by"), shown.cell(plan, "settle_by") if plan else ""),
        ]
        return self.pairs("basics", pairs)

    def _aims(self) -> Iterator[Block]:
        shown = self._shown
        yield self.heading("aims", N_("Aims and expected results"))
        heads = (N_("Aim"), N_("Expected result"), N_("How we see it"), N_("Result"))
        rows = []
        for row in self._view.aims:
            how = [one for name in ("measure", "target") if (one := shown.cell(row, name))]
            rows.append((row.title, shown.cell(row, "expected"), "\n".join(how), shown.cell(row, "result")))
        yield self.table("aims-table", heads, rows, (3.2, 4, 3.2, 3))

    def _activities(self) -> Iterator[Block]:
        shown, view = self._shown, self._view
        yield self.heading("activities", N_("Activities by month"))
        heads = (N_("When"), N_("What we do, and who"), N_("Where, for how many"), N_("Budget head"))
        rows = []
        for one in view.activities:
            people = shown.cell(one.row, "people", units=True)
            where = [part for part in (shown.cell(one.row, "place"), people) if part]
            what = [part for part in (one.row.title, shown.cell(one.row, "owner")) if part]
            rows.append((term(one, shown), "\n".join(what), "\n".join(where), shown.cell(one.row, "head")))
        yield self.table("activity-table", heads, rows, (4.3, 3.6, 3.2, 4.9))
        chart = timeline("months", view, shown)  # below: a page that has no room for it is filled by the table
        if chart is not None:
            yield chart

    def _money(self) -> Iterator[Block]:
        view = self._view
        yield self.heading("money", N_("Money by head"))
        heads = [one for one in (view.budget.heads if view.budget else ()) if one.planned or one.spent or one.committed]
        rows: list[tuple[str, ...]] = [
            (self._say(one.head.title), self.amount(one.planned), self.amount(one.spent), self.amount(one.left))
            for one in heads
        ]
        if rows and view.budget is not None:
            spent, left = view.budget.spent, view.planned - view.budget.spent - view.budget.committed
            rows.append((self._say(N_("Total")), *(self.amount(one) for one in (view.planned, spent, left))))
        names = (N_("Budget head"), N_("Planned"), N_("Spent"), N_("Left"))
        yield self.table("money-table", names, rows, (4, 3, 3, 3), right=(1, 2, 3))
        if view.grant is not None and view.planned > view.grant:
            over = N_("{amount} more than the grant are planned; say who pays them.",
                      amount=Amount(view.planned - view.grant, view.currency))  # fmt: skip
            yield Paragraph("over", plain(self._say(over)), "plain")


def term(one: ActivityFacts, shown: ShownRecords) -> str:
    """Return the months of an activity as printed, "" where none is known."""
    start, end = shown.cell(one.row, "start"), shown.cell(one.row, "end")
    if not end or start == end:
        return start
    return shown.text(N_("{start} to {end}", start=start, end=end)) if start else end


def timeline(key: str, view: UpkeepView, shown: ShownRecords) -> Chart | None:
    """Return the activities along the months, ``None`` where none has one."""
    if not view.months:
        return None
    base, count = _number(view.months[0]), len(view.months)
    columns = tuple(str((base + at) % 12 + 1) for at in range(count))
    years = tuple((at, shown.date(f"{(base + at) // 12:04d}")) for at in range(count) if not at or not (base + at) % 12)
    spans = tuple(_span(one, base, count, shown) for one in view.activities)
    alt = " ".join(f"{one.label}: {one.words}." for one in spans)
    return Chart(key, Spans(columns, spans, years), numbered=False, alt=alt)


def _span(one: ActivityFacts, base: int, count: int, shown: ShownRecords) -> Span:
    words = " · ".join(part for part in (shown.cell(one.row, "owner"), term(one, shown)) if part)
    if one.first is None or index(one.first) - base >= count:
        return Span(one.row.title, words, None, None)
    last = one.last or one.first
    end = min(place(last, base, end=True), Fraction(count))
    fill = FILLS.get(str(one.row.get("status") or ""), Fill.EMPTY)
    return Span(one.row.title, words, place(one.first, base), end, fill)


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1
