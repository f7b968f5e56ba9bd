"""Search folding, masks and file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import fold, mask_email, mask_name, mask_phone, mask_text, safe_file_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("台北", "臺北"), ("ＡＢＣ１２３", "abc123"), ("裡面", "裏面"), ("Straße", "STRASSE"), ("（一）", "(一)"),
        ("ｶﾞ", "ガ"),
        ("CAFÉ", "cafe\u0301"),
    ],
)  # fmt: skip
def test_fold_makes_spellings_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("陳小美", "陳○○"), ("陳美", "陳○"), ("歐陽小美", "歐陽○○"), ("歐陽", "歐○"), ("陳", "○"),
        ("Maria Lopez", "M. L."), ("maria", "M."),
        ("瓦歷斯・諾幹", "瓦○○・諾○"), ("堃𡋾喆", "堃○○"), ("", ""), ("  ", ""), (" 王大明 ", "王○○"),
        ("伊斯坦大勒芬安", "伊○○○"),
    ],
)  # fmt: skip
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("0912345678", "0912-***-678"), ("0912-345-678", "0912-***-678"), ("０９１２３４５６７８", "0912-***-678"),
        ("+886 912 345 678", "0912-***-678"), ("(02) 2345-6789", "02-***-789"), ("03-8222111#123", "03-***-111"),
        ("415-555-0123", "415-***-123"), ("119", "***"), ("unknown", "***"), ("", ""),
    ],
)  # fmt: skip
def test_phones(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_addresses() -> None:
    assert mask_email("maria@example.org") == "m***@example.org"
    assert mask_email("nobody") == "***"
    assert mask_email("@x") == "***"
    assert mask_email("") == ""
    assert mask_text("花蓮縣○○鎮中正路1號") == "○○○"
    assert mask_text(" ") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("安和社區 成果報告.pdf", "安和社區 成果報告.pdf"), ("a/b\\c:d", "a_b_c_d"), ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("COM¹.pdf", "_COM¹.pdf"), ("console", "console"), ("name. . .", "name"), ("..", "file"), ("", "file"),
        (".hidden", "hidden"),
        ("a\u202egpj.exe", "agpj.exe"), ("一\n二\t三", "一 二 三"), ("what?*", "what__"),
        ("圖1_說明.jpg", "圖1_說明.jpg"),
        ("𡋾.pdf", "𡋾.pdf"), ("版本 1.2", "版本 1.2"), ("nul ", "_nul"),
    ],
)  # fmt: skip
def test_file_names(text: str, name: str) -> None:
    assert safe_file_name(text) == name


def test_long_names_keep_their_ending() -> None:
    name = safe_file_name("榕" * 300 + ".banyan")
    assert name.endswith("榕.banyan")
    assert len(name.encode()) <= 200
    assert len(safe_file_name("x" * 300)) <= 80


@given(st.text())
def test_any_text_gives_a_name_that_every_system_takes(text: str) -> None:
    name = safe_file_name(text)
    assert name
    assert len(name) <= 80
    assert len(name.encode("utf-8")) <= 200
    assert not set(name) & set('<>:"/\\|?*\0\n\r')
    assert name.strip(" .") == name
    assert name.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
