"""The budget workbook."""

from __future__ import annotations

from app.core.messages import N_
from app.exports.spec import Audience
from app.services.budget_book import BookSetting, budget_book
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, book_work, shown_to
from app.services.workspace import Workspace


def _budget(ws: Workspace, setting: Setting) -> Work:
    shown, view, custom = shown_to(ws, setting), ws.budget.view(), ws.settings.custom()
    pack, today = ws.main_pack(), ws.today()
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
    )
    return book_work(spec)


KINDS: tuple[OutputKind, ...] = (OutputKind("budget", N_("Budget workbook"), ".xlsx", ALL, _budget),)
