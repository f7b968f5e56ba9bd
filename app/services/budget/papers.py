"""Money on paper: the rules with their arithmetic, the settlement table, the receipt for a claim.

Columns of the table and labels of the receipt are data of the programme; where it has none, nothing of the
kind is printed. Sources: ``repair_lcbf.md`` 4; ``nfa_114.md`` 13. Thread: any (everything is frozen).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.core.money import format_money
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, Paragraph, Table
from app.programmes.rules import State
from app.programmes.schema import OptionItem, Pack
from app.services.budget.book_plan import STATES
from app.services.budget.engine.views import LOOSE, STRICT, RuleView
from app.services.budget.plan_views import PlanView
from app.services.budget.vouchers import SettlementFigures
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

SETTLEMENT_COLUMNS, RECEIPT_LABELS = "settlement_columns", "receipt_labels"
"""Ids of the lists of a pack that name the columns and labels."""
READINGS: Mapping[str, Message] = {STRICT: N_("Strict reading"), LOOSE: N_("Loose reading")}
LABELS = (Column(2.2), Column(7.8))
WEIGHTS: Mapping[str, float] = {"no": 1.0, "head": 2.2, "goods": 3.4, "unit": 1.2, "qty": 1.3, "price": 1.9,
                                "amount": 2.0, "voucher": 2.4, "date": 2.2, "payee": 2.2, "note": 2.2}  # fmt: skip
ROOM: Mapping[str, str] = {"seals": "\n\n\n\n"}
"""Lines left free in a field that is written or sealed by hand, where one is not enough."""
RIGHT = frozenset({"qty", "price", "amount"})


# -- rules


def rules_paper(shown: ShownRecords, plan: PlanView, how: ListSetting) -> DocumentSpec:
    """Return every money rule of a budget: first what fails, then what is open, then what passes."""
    say = shown.text
    name = plan.budget.name or say(N_("Budget"))
    version = say(N_("version {n}", n=plan.budget.version))
    head = " · ".join(
        one for one in (name, version, say(plan.programme) if plan.programme else "", how.date_text) if one
    )
    blocks: list[Block] = [Paragraph("head", plain(head), "note"), _figures(shown, plan)]
    groups = (
        ("failed", N_("What does not fit"), [one for one in plan.rules if _fails(one)]),
        ("unknown", N_("Not evaluated: something is not known yet"), _of(plan, State.UNKNOWN)),
        ("passed", N_("What passes"), [one for one in _of(plan, State.PASSED) if not _fails(one)]),
    )
    for key, title, rules in groups:
        if rules:
            blocks.append(Heading(f"group-{key}", 1, plain(say(title)), numbered=False))
            blocks += [block for one in rules for block in _rule(shown, one)]
    if not plan.rules:
        blocks.append(Paragraph("none", plain(say(N_("The programme of this budget has no money rules.")))))
    return list_document(shown, N_("Money rules of the budget"), tuple(blocks), how)


def _of(plan: PlanView, state: State) -> list[RuleView]:
    return [one for one in plan.rules if one.state is state]


def _fails(one: RuleView) -> bool:
    return one.state is State.FAILED or bool(one.findings)


def _figures(shown: ShownRecords, plan: PlanView) -> Table:
    known, currency = plan.figures, plan.currency
    rows: list[tuple[Label, int]] = [
        (N_("Direct cost"), known.direct),
        (N_("Contingency"), known.contingency),
        (N_("Indirect cost"), known.indirect),
        (N_("Total budget"), known.total),
    ]
    extra: tuple[tuple[Label, int], ...] = (
        (N_("Consultants"), known.consultants),
        (N_("Co-applicants together"), known.co_applicants),
        (N_("Never paid by the grant"), known.ineligible),
    )
    rows += [one for one in extra if one[1]]
    if known.ineligible:
        rows.append((N_("Total without it"), known.net))
    body = tuple((plain(shown.text(label)), _amount(shown, minor, currency)) for label, minor in rows)
    return Table("figures", (Column(6), Column(4, "right")), body, header=0, numbered=False)


def _rule(shown: ShownRecords, one: RuleView) -> list[Block]:
    say = shown.text
    rows: list[tuple[Label, Label | None]] = [
        (N_("Result"), STATES[one.state]),
        (READINGS.get(one.reading, N_("The rule")), one.words),
        (N_("With your figures"), one.arithmetic),
    ]
    if one.net_state is not None:
        rows.append((N_("Without what is never paid"), STATES[one.net_state]))
        rows.append((N_("With your figures"), one.net_arithmetic))
    rows += [(N_("What is wrong"), finding.message) for finding in one.findings[:5]]
    if len(one.findings) > 5:
        rows.append((N_("And more"), NP_("{n} more place", "{n} more places", len(one.findings) - 5)))
    if one.change is not None:
        rows += [(N_("Smallest change"), one.change.words), (N_("What that breaks"), one.breaks)]
    elif one.findings:
        rows.append((N_("What to do"), one.fix))
    rows.append((N_("Remark"), one.note))
    body = tuple((plain(say(label)), plain(say(words))) for label, words in rows if words is not None and say(words))
    named: Label | str = one.cited or one.source
    source = (
        N_("Source: {source} (our reading)", source=named) if one.inferred else N_("Source: {source}", source=named)
    )
    title = Heading(f"rule-{one.id}", 2, plain(f"{one.id}　{say(one.title)}"), numbered=False)
    note = plain(say(source))
    return [title, Table(f"values-{one.id}", LABELS, body, header=0, numbered=False, note=note, whole=True)]


# -- settlement


@dataclass(frozen=True, slots=True)
class SettlementInput:
    """What the settlement table and the receipt are made of.

    Args:
        pack: names the columns and labels.
        settlement: the record, or an empty row.
        lines: budget lines by id; heads: head id to its title.
        expenses: what was paid on the grant; vouchers: expense id to the voucher that proves it.
        figures: approved and spent.
    """

    pack: Pack
    settlement: Row
    source: Row | None
    lines: Mapping[str, Row]
    heads: Mapping[str, Label]
    expenses: Sequence[Row]
    vouchers: Mapping[str, Row]
    figures: SettlementFigures


def gather_settlement(shown: ShownRecords, plan: PlanView, pack: Pack) -> SettlementInput:
    """Return what was paid on the grant of a budget, masked for the reader."""
    lines = {row.id: row for row in shown.rows("budget_line")}
    own = {one.id for one in plan.lines}
    sources = {row.id: row for row in shown.rows("funding_source")}
    settled = shown.rows("settlement")
    grant = plan.grant_source or (settled[0].text("funding_source") if len(settled) == 1 else "")
    source = sources.get(grant)
    settlement = next((row for row in settled if row.text("funding_source") in ("", grant)), Row("settlement", ""))
    paid = tuple(
        row
        for row in shown.rows("expense")
        if row.text("state") != "committed" and _of_grant(row, lines, own, grant, alone=len(sources) < 2)
    )
    vouchers: dict[str, Row] = {}
    for row in shown.rows("voucher"):
        held = row.get("expenses")
        vouchers |= dict.fromkeys((str(one) for one in held), row) if isinstance(held, tuple) else {}
    approved = settlement.whole("approved")
    if approved is None:
        approved = plan.awarded if plan.awarded is not None else (source.whole("amount") or 0) if source else 0
    spent = sum(row.whole("amount") or 0 for row in paid)
    figures = SettlementFigures(approved, spent, plan.currency)
    heads = {one.key: one.label for one in plan.heads}
    return SettlementInput(pack, settlement, source, lines, heads, paid, vouchers, figures)


def _of_grant(row: Row, lines: Mapping[str, Row], own: Collection[str], source: str, *, alone: bool) -> bool:
    """Say whether something was paid from the grant: its line says so, or there is no other money at all."""
    line = lines.get(row.text("budget_line"))
    if line is None:
        return alone
    return line.id in own and (line.text("funding_source") == source or (alone and not line.text("funding_source")))


def settlement_paper(shown: ShownRecords, given: SettlementInput, how: ListSetting) -> DocumentSpec:
    """Return the table of what was spent with its footer and the places to sign."""
    items = _items(given.pack, SETTLEMENT_COLUMNS)
    columns = tuple(Column(WEIGHTS.get(one.id, 2.0), "right" if one.id in RIGHT else "left") for one in items)
    head = tuple(plain(shown.text(one.title)) for one in items)
    body = tuple(
        tuple(plain(_cell(shown, given, one.id, number, row)) for one in items)
        for number, row in enumerate(given.expenses, 1)
    )
    known = given.figures
    footer = (
        (N_("Amount approved"), known.approved),
        (N_("Amount spent"), known.spent),
        (N_("Balance"), known.balance),
        (N_("To be refunded"), known.refund),
    )
    sums = tuple((plain(shown.text(label)), _amount(shown, minor, known.currency)) for label, minor in footer)
    blocks: list[Block] = [
        Paragraph("head", plain(_source_words(shown, given, how)), "note"),
        Table("spent", columns, (head, *body), numbered=False),
        Table("sums", (Column(6), Column(4, "right")), sums, header=0, numbered=False),
    ]
    if known.refund:
        said = N_("To be paid back: {capital}", capital=_capital(shown, known.refund, known.currency))
        blocks.append(Paragraph("refund", plain(shown.text(said)), "lead"))
    written = given.settlement.whole("spent")
    if written is not None and written != known.spent:
        amount = format_money(written, known.currency, language=shown.translator.language)
        said = N_("The settlement record says {amount} spent. Find out why the two differ.", amount=amount)
        blocks.append(Paragraph("differs", plain(shown.text(said))))
    signs = (N_("Handled by"), N_("Bookkeeper"), N_("Person in charge"))
    blocks.append(
        Table(
            "signs", (Column(1), Column(1), Column(1)),
            (tuple(plain(shown.text(one)) for one in signs), tuple(plain("\n\n") for _ in signs)), numbered=False,
        )
    )  # fmt: skip
    return list_document(shown, N_("Settlement table"), tuple(blocks), how, landscape=True)


def receipt_paper(shown: ShownRecords, given: SettlementInput, how: ListSetting) -> DocumentSpec:
    """Return the receipt with which the grant is claimed: labels of the programme, the amount in capital numerals."""
    amount = given.figures.approved
    known: Mapping[str, str] = {
        "reason": _source_words(shown, given, how, dated=False),
        "amount": _capital(shown, amount, given.figures.currency),
        "agency": given.source.text("agency") if given.source else "",
        "recipient": how.community,
        "date": how.date_text,
    }
    rows = tuple(
        (plain(shown.text(one.title)), plain(known.get(one.id, "") or ROOM.get(one.id, "\n")))
        for one in _items(given.pack, RECEIPT_LABELS)
    )
    blocks: tuple[Block, ...] = (
        Table("receipt", (Column(3), Column(7)), rows, header=0, numbered=False),
        Paragraph("check", plain(shown.text(N_("Empty fields are written by hand before it is sealed."))), "note"),
    )
    return list_document(shown, N_("Receipt for the grant"), blocks, how)


def _items(pack: Pack, list_id: str) -> tuple[OptionItem, ...]:
    return next((one.items for one in pack.lists if one.id == list_id), ())


def _source_words(shown: ShownRecords, given: SettlementInput, how: ListSetting, *, dated: bool = True) -> str:
    source = given.source
    parts = [source.text("agency"), source.text("programme")] if source else [shown.text(given.pack.name)]
    return " · ".join(one for one in (*parts, how.date_text if dated else "") if one)


def _capital(shown: ShownRecords, minor: int, currency: str) -> str:
    return format_money(minor, currency, "capital", shown.translator.language)


def _amount(shown: ShownRecords, minor: int, currency: str) -> Runs:
    return plain(format_money(minor, currency, language=shown.translator.language))


def _cell(shown: ShownRecords, given: SettlementInput, column: str, number: int, row: Row) -> str:
    """Return one cell of the settlement table; a line gives what the expense itself does not say."""
    line = given.lines.get(row.text("budget_line")) or Row("budget_line", "")
    voucher = given.vouchers.get(row.id) or Row("voucher", "")
    head = given.heads.get(line.text("head") or row.text("head"))
    quantity, price, amount = line.whole("qty"), line.whole("unit_price"), row.whole("amount")
    currency = given.figures.currency
    cells: Mapping[str, str] = {
        "no": str(number),
        "head": shown.text(head) if head is not None else "",
        "goods": row.text("item"),
        "unit": line.text("unit"),
        "qty": "" if quantity is None else f"{quantity / 100:g}",
        "price": "" if price is None else format_money(price, currency, "plain"),
        "amount": "" if amount is None else format_money(amount, currency, "plain"),
        "voucher": voucher.text("no"),
        "date": shown.translator.date(voucher.text("issued_on") or row.text("date")),
        "payee": shown.cell(row, "payee"),
        "note": row.text("note"),
    }
    return cells.get(column, "")
