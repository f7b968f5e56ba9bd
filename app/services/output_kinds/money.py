"""Money: the budget workbook, its rules, the settlement of a grant and the receipt to claim it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.errors import UsageError
from app.core.messages import N_
from app.exports.spec import Audience, DocumentSpec
from app.exports.xlsx.spec import WorkbookSpec
from app.services.budget import Head
from app.services.budget.book import BookSetting, budget_book
from app.services.budget.book_plan import PlanInput
from app.services.budget.book_pots import PotInput
from app.services.budget.papers import (
    RECEIPT_LABELS,
    SETTLEMENT_COLUMNS,
    SettlementInput,
    gather_settlement,
    receipt_paper,
    rules_paper,
    settlement_paper,
)
from app.services.masking import ShownRecords
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, book_work, list_setting, paged, shown_to
from app.services.printing_lists import ListSetting
from app.services.workspace import Workspace

Prepare = Callable[[Workspace, Setting], Work]


def budget_spec(ws: Workspace, setting: Setting, pots: Sequence[PotInput] = ()) -> WorkbookSpec:
    """Return the budget workbook for an audience; *pots* of money have a sheet of their own. Thread: document lane."""
    chosen = setting.ids[0] if setting.ids else ""
    shown, custom, plan, today = shown_to(ws, setting), ws.settings.custom(), ws.plans.plan(chosen), ws.today()
    pack = ws.plans.pack_of(plan.budget)
    view = ws.budget.view(chosen, tuple(Head.of(one) for one in pack.heads) if pack else ())
    kinds = {option.key: option.label for option in ws.records.options("funding_source", "kind")}
    money = tuple((rule.title, rule.fix) for rule in pack.rules if rule.subject == "money") if pack else ()
    return budget_book(
        view,
        BookSetting(
            words=shown.translator.text,
            language=setting.language,
            community=custom.community,
            date_iso=today,
            date_text=shown.translator.date(today),
            kinds=kinds,
            rules=money,
            paper=custom.paper,
            marking=shown.text(N_("For the team only")) if setting.audience is Audience.TEAM else "",
        ),
        PlanInput(plan, pack),
        pots,
    )


def _budget(ws: Workspace, setting: Setting) -> Work:
    return book_work(budget_spec(ws, setting))


def _rules(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    plan = ws.plans.whole(setting.ids[0] if setting.ids else "")
    return paged(rules_paper(shown, plan, list_setting(ws, shown)))


def _settled(paper: Callable[[ShownRecords, SettlementInput, ListSetting], DocumentSpec], list_id: str) -> Prepare:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown, plan = shown_to(ws, setting), ws.plans.plan()
        pack = ws.plans.pack_of(plan.budget)
        if pack is None or not any(one.id == list_id for one in pack.lists):
            raise UsageError(
                N_("The programme of this budget asks for no such paper."),
                N_("Print the list of expenses instead: export list --type expense"),
            )
        return paged(paper(shown, gather_settlement(shown, plan, pack), list_setting(ws, shown)))

    return prepared


KINDS: tuple[OutputKind, ...] = (
    OutputKind("budget", N_("Budget workbook"), ".xlsx", ALL, _budget),
    OutputKind("budget-rules", N_("Money rules of the budget"), ".pdf", ALL, _rules),
    OutputKind("settlement", N_("Settlement table"), ".pdf", ALL, _settled(settlement_paper, SETTLEMENT_COLUMNS)),
    OutputKind("grant-receipt", N_("Receipt for the grant"), ".pdf", ALL, _settled(receipt_paper, RECEIPT_LABELS)),
)
