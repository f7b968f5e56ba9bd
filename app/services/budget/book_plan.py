"""Sheets of the budget workbook that a programme's rules ask for: one per project, the rules, the choices.

The rules stand with live formulas where they compare sums, so that a figure changed in Excel is judged
there too; other rules stand with what came of them when the workbook was written. Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from app.core.messages import N_, Label, Message
from app.core.money import exponent
from app.exports.xlsx.formula import Cell, Expr, If, Num, Range, Round, SumIfs, Text, sum_of
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec, Validation, sheet_name
from app.programmes.rules import State
from app.programmes.schema import Pack, PackRule
from app.services.budget.book_looks import NOTHING, BookSetting, fitted, labels_of, typed
from app.services.budget.engine.views import RuleView
from app.services.budget.plan_views import PlanView

FIRST_LINE, AMOUNT = 4, 6
SPENT_BY, PROJECT, YEAR, GRANT_PAYS, KEY = 9, 10, 11, 12, 13
"""Columns of the sheet of lines beside those that every budget has."""
MORE_HEADS = (N_("Spent by"), N_("Project"), N_("Year of the term"), N_("Paid by the grant"), N_("Line key"))
MORE_WIDTHS = (22.0, 22.0, 10.0, 12.0, 26.0)
STATES: Mapping[State, Message] = {
    State.PASSED: N_("Passes"),
    State.FAILED: N_("Fails"),
    State.UNKNOWN: N_("Not evaluated"),
    State.WAIVED: N_("Waived"),
    State.OFF: N_("Does not apply"),
}
QUANTITIES: Mapping[str, Message] = {
    "direct": N_("Direct cost"),
    "contingency": N_("Contingency"),
    "direct_and_contingency": N_("Direct cost and contingency"),
    "indirect": N_("Indirect cost"),
    "total": N_("Total budget"),
    "consultants": N_("Consultants"),
    "co_applicants": N_("Co-applicants together"),
}
RATIOS: Mapping[str, str] = {"ratio_at_most": "<=", "ratio_below": "<", "ratio_at_least": ">="}
PROJECT_SHEETS = 20
"""More projects than this share the sheet of lines only."""


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What the workbook needs besides the plain budget."""

    plan: PlanView
    pack: Pack | None


def project_labels(plan: PlanView) -> dict[str, str]:
    """Return project id to its name in the workbook; no two are alike."""
    used = dict.fromkeys(one.project for one in plan.lines if one.project)
    return labels_of([(key, plan.names.get(key, "")) for key in used])


def organisation_labels(plan: PlanView) -> dict[str, str]:
    """Return organisation id to its name in the workbook, partners first; no two are alike."""
    spenders = dict.fromkeys([one.organisation for one in plan.partners])
    spenders |= dict.fromkeys(one.organisation for one in plan.lines)
    return labels_of([(key, plan.names.get(key, "")) for key in spenders if key])


class PlanSheets:
    """Names, places and formulas of the further sheets.

    Args:
        given: the plan with its programme.
        setting: language, words.
        heads: head id to its label on every sheet.
        lines: name of the sheet of lines; last_line: its last row.
        summary: name of the summary; first_head: row of the first head there.
        taken: names of sheets that are used already; grows.
        print_: paper.
    """

    def __init__(
        self,
        given: PlanInput,
        setting: BookSetting,
        heads: Mapping[str, str],
        lines: str,
        last_line: int,
        taken: set[str],
        print_: PrintSetup,
    ) -> None:
        self.given, self.plan, self.setting, self.say = given, given.plan, setting, setting.words
        self.heads, self.lines, self.last_line, self.print = heads, lines, last_line, print_
        self.digits = exponent(given.plan.currency)
        self.projects, self.organisations = project_labels(self.plan), organisation_labels(self.plan)
        self.yes, self.no = self.say(N_("Yes")), self.say(N_("No"))
        self.entries = {one.id: one for one in self.plan.lines}
        self.rules_name = self._name(N_("Rules about money"), taken)
        self.choices_name = self._name(N_("Choices"), taken)
        shown = list(self.projects.items())[:PROJECT_SHEETS]
        self.project_names = {key: self._name(label, taken) for key, label in shown}

    def _name(self, label: Label | str, taken: set[str]) -> str:
        name = sheet_name(label if isinstance(label, str) else self.say(label), taken)
        taken.add(name)
        return name

    # -- the sheet of lines

    def cells(self, line: str) -> tuple[CellValue, ...]:
        """Return the further cells of a line; a spare row has empty ones."""
        one = self.entries.get(line)
        if one is None:
            return (typed(""), typed(""), typed(None, "number"), typed(""), CellValue("", "key"))
        pays = self.no if one.ineligible else self.yes if one.eligible else ""
        return (
            typed(self.organisations.get(one.organisation, "")),
            typed(self.projects.get(one.project, "")),
            typed(None if one.year is None else Decimal(one.year), "number"),
            typed(pays),
            CellValue(one.id, "key"),
        )

    def validations(self) -> tuple[Validation, ...]:
        """Return what may be typed into the further columns."""
        out = []
        for column, place, count in (
            (SPENT_BY, 1, len(self.organisations)), (PROJECT, 2, len(self.projects)), (GRANT_PAYS, 3, 2),
        ):  # fmt: skip
            if count:
                choices = Range(self.choices_name, 2, place, 1 + count, place)
                area = Range(self.lines, FIRST_LINE, column, self.last_line, column)
                out.append(Validation(area, "list", choices, message=self.say(N_("Choose from the list."))))
        return tuple(out)

    # -- sheets

    def sheets(self) -> tuple[SheetSpec, ...]:
        """Return the sheets in order: projects, rules, choices."""
        return (*(self._project(key, name) for key, name in self.project_names.items()), self._rules(), self._choices())

    def _column(self, number: int) -> Range:
        return Range(self.lines, FIRST_LINE, number, self.last_line, number)

    def _project(self, key: str, name: str) -> SheetSpec:
        wanted = Cell(name, 1, 1)
        rows: list[tuple[CellValue, ...]] = [(CellValue(self.projects[key], "title"),)]
        rows += [(CellValue(self._note(), "note"),), self._head(N_("Budget head"), N_("Planned"))]
        known = list(self.heads)
        for row, head in enumerate(known, 4):
            where = ((self._column(1), Cell(name, row, 1)), (self._column(PROJECT), wanted))
            planned = SumIfs(self._column(AMOUNT), where)
            rows.append((CellValue(self.heads[head], "text"), CellValue(self._round(planned), "money")))
        first, last = 4, 3 + len(known)
        total = sum_of(Range(name, first, 2, last, 2)) if known else Num(Decimal(0))
        rows.append((CellValue(self.say(N_("Total")), "sum_text"), CellValue(self._round(total), "sum")))
        return self._sheet(name, rows, (44, 20))

    def _rules(self) -> SheetSpec:
        name = self.rules_name
        rows: list[tuple[CellValue, ...]] = [(CellValue(self.say(N_("Rules about money")), "title"),)]
        note = self.say(N_("Sums and shares go on being worked out here; other results are those of the day."))
        rows += [(CellValue(note, "note"),), self._head(N_("Quantity"), N_("Amount"))]
        places = {key: Cell(name, 4 + number, 2) for number, key in enumerate(QUANTITIES)}
        for key, label in QUANTITIES.items():
            rows.append((CellValue(self.say(label), "text"), CellValue(self._round(self._quantity(key)), "money")))
        never = SumIfs(self._column(AMOUNT), ((self._column(GRANT_PAYS), Text(self.no)),))
        rows.append(
            (CellValue(self.say(N_("Never paid by the grant")), "text"), CellValue(self._round(never), "money"))
        )
        if self.plan.rules:
            rows += [(), self._head(N_("Rule"), N_("Share or amount"), N_("Limit"), N_("Result"),
                                    N_("With your figures"), N_("Source"))]  # fmt: skip
        else:
            rows += [(), (CellValue(self.say(N_("This programme has no rules about money.")), "note"),)]
        known = {one.id: one for one in self.given.pack.rules} if self.given.pack else {}
        for view in self.plan.rules:
            rows.append(self._rule(view, known[view.id], places, len(rows) + 1))
        return self._sheet(name, rows, (52, 20, 18, 18, 60, 24), landscape=True)

    def _rule(self, view: RuleView, rule: PackRule, places: Mapping[str, Cell], row: int) -> tuple[CellValue, ...]:
        title = CellValue(f"{view.id}  {self.say(view.title)}", "text")
        source = CellValue(self.say(view.cited) or view.source, "text")
        said = CellValue(self.say(view.arithmetic) or self.say(view.words), "text")
        result = CellValue(self.say(STATES[view.state]), "words" if view.state is State.FAILED else "text")
        if view.state is State.OFF or (rule.applies and not self.plan.budget.grant_type):
            return (title, CellValue("", "text"), CellValue("", "text"), result, said, source)
        part, whole = rule.params.get("part"), rule.params.get("whole")
        percent = self._number(rule, "percent")
        if rule.kind in RATIOS and part in places and whole in places and percent is not None:
            share, judged = self._share(places[str(part)], places[str(whole)], percent, RATIOS[rule.kind])
            limit = CellValue(percent, "number_plain")
            return (title, CellValue(share, "percent"), limit, CellValue(judged, "text"), said, source)
        low, high = self._number(rule, "min"), self._number(rule, "max")
        if rule.kind == "range" and rule.params.get("value") == "total" and (low is not None or high is not None):
            judged = self._between(places["total"], low, high)
            bounds = " – ".join(f"{one.scaleb(-self.digits):,}" for one in (low, high) if one is not None)
            amount = CellValue(places["total"], "money")
            return (title, amount, CellValue(bounds, "text"), CellValue(judged, "text"), said, source)
        return (title, CellValue("", "text"), CellValue("", "text"), result, said, source)

    def _share(self, part: Cell, whole: Cell, percent: Decimal, sign: str) -> tuple[Expr, Expr]:
        """Return the share in percent and its verdict, compared without any division."""
        passed, failed, none = (Text(self._word(one)) for one in (State.PASSED, State.FAILED, State.UNKNOWN))
        verdict = If((part * 100).is_(sign, whole * Num(percent)), passed, failed)
        # something out of nothing is too much; nothing out of nothing, or too little of it, cannot be judged
        empty = none if sign == ">=" else If(part.is_("=", 0), none, failed)
        return (
            If(whole.is_("=", 0), Text(NOTHING), Round(part * 100 / whole, 4)),
            If(whole.is_("=", 0), empty, verdict),
        )

    def _between(self, total: Cell, low: Decimal | None, high: Decimal | None) -> Expr:
        passed, failed = Text(self._word(State.PASSED)), Text(self._word(State.FAILED))
        inner: Expr = passed
        if high is not None:
            inner = If(total.is_("<=", Num(high.scaleb(-self.digits))), inner, failed)
        if low is not None:
            inner = If(total.is_(">=", Num(low.scaleb(-self.digits))), inner, failed)
        return If(total.is_("=", 0), Text(self._word(State.UNKNOWN)), inner)

    def _word(self, state: State) -> str:
        return self.say(STATES[state])

    def _number(self, rule: PackRule, name: str) -> Decimal | None:
        """Return a threshold of a rule as the pack has it: a number, a setting or a figure of the grant type."""
        value = rule.params.get(name)
        pack, plan = self.given.pack, self.plan
        if isinstance(value, Mapping) and pack is not None:
            if "grant" in value:
                grant = next((one for one in pack.grant_types if one.id == plan.budget.grant_type), None)
                value = getattr(grant, str(value["grant"]), None)
            else:
                value = pack.setting(str(value.get("setting")))
        if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction)):
            return None
        return Decimal(int(value))

    def _quantity(self, key: str) -> Expr:
        """Return a sum over the lines as a formula."""
        if key == "total":
            return sum_of(self._column(AMOUNT))
        if key == "co_applicants":
            others = [one.organisation for one in self.plan.partners if one.role == "co_applicant"]
            labels = [self.organisations[one] for one in others if one in self.organisations]
            return self._added(SPENT_BY, labels)
        return self._added(1, [self.heads[one] for one in self._heads_of(key) if one in self.heads])

    def _heads_of(self, key: str) -> Sequence[str]:
        heads = self.given.pack.heads if self.given.pack else ()
        if key == "consultants":
            return [one.id for one in heads if "consultant" in one.asks]
        if key in ("contingency", "indirect"):
            return [one.id for one in heads if one.line_class == key]
        # a head that the programme does not know, or none at all, is direct cost
        other = {one.id for one in heads if one.line_class in ("contingency", "indirect")}
        wanted = other - {one.id for one in heads if one.line_class == "contingency"} if key != "direct" else other
        return [one for one in self.heads if one not in wanted]

    def _added(self, column: int, labels: Sequence[str]) -> Expr:
        parts = [SumIfs(self._column(AMOUNT), ((self._column(column), Text(label)),)) for label in labels]
        return sum_of(*parts) if parts else Num(Decimal(0))

    def _choices(self) -> SheetSpec:
        columns = (tuple(self.organisations.values()), tuple(self.projects.values()), (self.yes, self.no))
        rows = [self._head(N_("Spent by"), N_("Project"), N_("Paid by the grant"))]
        rows += [tuple(CellValue(one, "text") for one in row) for row in zip_longest(*columns, fillvalue="")]
        return self._sheet(self.choices_name, rows, (34, 34, 18))

    def _sheet(
        self, name: str, rows: Sequence[tuple[CellValue, ...]], widths: Sequence[float], *, landscape: bool = False
    ) -> SheetSpec:
        paper = PrintSetup(self.print.paper, landscape, (0, 0), self.print.header, self.print.footer)
        columns = tuple(ColumnSpec(width) for width in widths)
        return SheetSpec(name, columns, tuple(rows), heights=fitted(rows, widths), protect=True, print=paper)

    def _head(self, *labels: Label) -> tuple[CellValue, ...]:
        return tuple(CellValue(self.say(one), "head") for one in labels)

    def _round(self, inner: Expr) -> Expr:
        return Round(inner, self.digits)

    def _note(self) -> str:
        unit = self.say(N_("Amounts in {currency}", currency=self.plan.currency))
        return " · ".join(one for one in (self.setting.community, self.setting.date_text, unit) if one)
