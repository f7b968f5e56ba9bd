"""The budget workbook."""

from __future__ import annotations

from app.core.messages import N_
from app.exports.spec import Audience
from app.services.budget_book import BookSetting, budget_book
from app.services.budget_book_plan import PlanInput
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, book_work, shown_to
from app.services.workspace import Workspace


def _budget(ws: Workspace, setting: Setting) -> Work:
    shown, view, custom = (
        shown_to(ws, setting),
        ws.budget.view(setting.ids[0] if setting.ids else ""),
        ws.settings.custom(),
    )
    plan, today = ws.plans.plan(setting.ids[0] if setting.ids else ""), ws.today()
    pack = (ws.programmes.pack(plan.budget.programme) if plan.budget.programme else None) or ws.main_pack()
    kinds = {option.key: option.label for option in ws.records.options("funding_source", "kind")}
    money = tuple((rule.title, rule.fix) for rule in pack.rules if rule.subject == "money") if pack else ()
    spec = budget_book(
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
    )
    return book_work(spec)


KINDS: tuple[OutputKind, ...] = (OutputKind("budget", N_("Budget workbook"), ".xlsx", ALL, _budget),)
