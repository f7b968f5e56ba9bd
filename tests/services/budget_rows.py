"""Rows of a small budget, as the records service hands them over."""

from __future__ import annotations

from app.core.fields import Row
from app.core.messages import zh_en
from app.services.budget import Head

HEADS = (
    Head("office", zh_en("事務費", "Office"), zh_en("紙張、郵資。", "Paper and postage.")),
    Head("gear", zh_en("裝備費", "Equipment"), ceiling=30_000, whom_to_ask=zh_en("縣府承辦", "The county")),
    Head("meeting", zh_en("防災推廣會議", "Meetings*"), whom_to_ask=zh_en("縣府承辦", "The county")),
)


def source(id: str, agency: str, amount: int | None, **more: object) -> Row:
    return Row("funding_source", id, {"agency": agency, "year": 114, "amount": amount, "kind": "central", **more})


def line(id: str, head: str | None, item: str, qty: int | None, price: int | None, **more: object) -> Row:
    values = {"head": head, "item": item, "qty": qty, "unit": "支", "unit_price": price, **more}
    return Row("budget_line", id, values)


def paid(id: str, amount: int | None, *, line: str | None = None, **more: object) -> Row:
    return Row("expense", id, {"date": "2025-04-15", "item": "x", "amount": amount, "budget_line": line, **more})


SOURCES = (
    source("s1", "消防署", 150_000, programme="114年維運"),
    source("s2", "=1+1 基金會*", 20_000),
    source("s3", "同名", None),
    source("s4", "同名", 1_000),
)
LINES = (
    line("l1", "gear", "手提擴音器", 200, 12_500, funding_source="s1"),
    line("l2", "office", "=1+1", 150, 333, funding_source="s2"),
    line("l3", "meeting", "便當", 4000, 100, funding_source="s1"),
    line("l4", None, "尚未歸類", None, 50),
    line("l5", "gear", "美國製", 100, 5_000, currency="USD"),
    line("l6", "old-head", "舊科目", 100, 700, funding_source="s4"),
)
PAYMENTS = (
    paid("e1", 24_000, line="l1"),
    paid("e2", 500, line="l2"),
    paid("e3", 1_500, line="l6", head="old-head"),
    paid("e4", 80, head="office", date="2025-04"),
    paid("e5", None, line="l3"),
)
