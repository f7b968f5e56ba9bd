"""Money on paper, read back: rules with their sums, the settlement table, the receipt in capital numerals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import UsageError
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.models.document.document import Document
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.budget.vouchers import SettlementFigures, missing_on
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Program, Workspace
from tests.exports.pages import fonts
from tests.packs import packs
from tests.services.plan_files import evaluation, fund, line

Printed = Callable[..., str]


@pytest.fixture
def workspace(document: Document, tmp_path: Path, clock: FixedClock) -> Workspace:
    return Workspace(document, Program(packs(), tmp_path / "cache", tmp_path / "data", clock, seeded_ids(9)))


@pytest.fixture
def printed(workspace: Workspace) -> Printed:
    def read(kind: str, language: str = "zh_TW", audience: Audience | None = None) -> str:
        done = prepare(workspace, kind, Request(language, audience))(Tools(fonts(), workspace.pictures), NoProgress())
        assert done.single is not None
        return "".join("".join(one.split()) for one in page_texts(done.single))

    return read


def test_the_worked_settlement() -> None:
    figures = SettlementFigures(150_000, 18_400 + 96_250 + 31_000)
    assert (figures.balance, figures.refund, figures.capital) == (4_350, 4_350, "肆仟參佰伍拾元整")
    over = SettlementFigures(100, 150)
    assert (over.balance, over.refund, over.capital) == (-50, 0, "")


def test_the_settlement_table_lists_what_was_spent_and_what_goes_back(workspace: Workspace, printed: Printed) -> None:
    evaluation(workspace)
    workspace.records.change("expense", workspace.records.load("expense")[0].id, {"payee": "陳美玉"})
    said = printed("settlement")
    for wanted in (
        "項次", "支用項目", "品名及規格", "單據編號", "備註", "事務費", "96,250", "AB-12345678", "新臺幣145,650元",
        "新臺幣4,350元", "肆仟參佰伍拾元整",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert "陳美玉" not in said
    assert "陳美玉" in printed("settlement", audience=Audience.TEAM)
    assert "$4,350" in printed("settlement", "en")


def test_a_settlement_that_was_typed_otherwise_is_said_to_differ(workspace: Workspace, printed: Printed) -> None:
    made = evaluation(workspace)
    assert "differ" not in printed("settlement", "en")
    workspace.records.change("settlement", made["settlement"], {"spent": 145_000})
    assert "differ" in printed("settlement", "en")


def test_the_receipt_writes_the_amount_in_capital_numerals(workspace: Workspace, printed: Printed) -> None:
    evaluation(workspace)
    workspace.records.create("community", {"name": "榕樹社區", "country": "TW"})
    said = printed("grant-receipt")
    for wanted in ("受領事由", "新臺幣壹拾伍萬元整", "消防署", "榕樹社區", "匯款帳戶", "統一編號"):
        assert wanted in said, wanted


def test_the_rules_are_printed_with_their_sums_in_both_languages(workspace: Workspace, printed: Printed) -> None:
    budget = fund(workspace)
    line(workspace, "personnel", 10_000_000, budget=budget)
    line(workspace, "indirect", 5_000_000, budget=budget)
    said = printed("budget-rules", "en")
    for wanted in (
        "BUD-IND", "$50,000.00÷$150,000.00=33.33%,limit15%", "$32,352.95less", "Nootherrulebreaks", "Strictreading",
        "Notevaluated", "Round1guidelines§8.1",
    ):  # fmt: skip
        assert wanted in said, wanted
    chinese = printed("budget-rules")
    assert "間接費用不超過總預算的15%" in chinese
    assert "BUD-CON-B" in chinese


def test_a_programme_without_such_a_paper_says_so(workspace: Workspace) -> None:
    fund(workspace)
    with pytest.raises(UsageError):
        prepare(workspace, "settlement", Request("en"))


def test_each_kind_of_voucher_names_what_it_lacks(workspace: Workspace) -> None:
    made = evaluation(workspace)
    pack = workspace.programmes.pack("nfa-114")
    voucher = workspace.records.get("voucher", made["voucher"])
    assert voucher is not None
    assert missing_on(voucher, pack) == ()
    for kind, lacking in {
        "e_invoice": ("handler_signed",),
        "acknowledgement": ("purpose", "recipient", "recipient_signed"),
        "payee_list": ("purpose", "recipient_signed"),
        None: ("kind",),
    }.items():
        workspace.records.change("voucher", made["voucher"], {"kind": kind})
        held = workspace.records.get("voucher", made["voucher"])
        assert held is not None
        assert missing_on(held, pack) == lacking
    findings = workspace.records.findings("voucher", made["voucher"])
    assert [one.severity.value for one in findings if "seller_tax_id" in one.place] == []
    workspace.records.change("voucher", made["voucher"], {"seller_tax_id": "12345678"})
    wrong = [one for one in workspace.records.findings("voucher", made["voucher"]) if "seller_tax_id" in one.place]
    assert [one.severity.value for one in wrong] == ["warn"]


def test_what_the_locked_drawer_holds_is_not_missing_on_a_voucher(workspace: Workspace) -> None:
    key, pack = DataKey.random(), workspace.programmes.pack("nfa-114")
    drawer = workspace.document.drawer
    drawer.lock_up(key, [lock_with(key, PASSPHRASE, "榕樹下的約定", cost=1 << 10)])
    made = [workspace.records.create("voucher", {"kind": "acknowledgement", "recipient_id": one})[0].id
            for one in (None, "A1")]  # fmt: skip

    def lacking() -> list[bool]:
        found = [workspace.records.get("voucher", one) for one in made]
        return ["recipient_id|seller_tax_id" in missing_on(row, pack) for row in found if row is not None]

    assert lacking() == [True, False]
    drawer.drop()
    assert lacking() == [False, False], "nobody can tell now, so nothing is said"
