"""The lint of wordings: what it finds and what it leaves alone."""

from __future__ import annotations

import pytest

from app.i18n.wording import MAINLAND, faults_of_chinese, faults_of_pair, faults_of_wording, is_simplified


@pytest.mark.parametrize(
    "text",
    [
        "儲存檔案", "導入防災教育", "寬 1,280 像素", "共{n}頁，第{page}頁", "比例 1:3", "寫成 09:00 – 10:30",
        "例如 1,200 元", "文件",
        "請輸入電子郵件（例如 a@b.tw）。", "妥善保存",
        "約 7.5 公分", "Excel 檔（.xlsx）", "王大明、堃𡋾喆", "「{name}」已在另一個視窗開啟", "A：B", "{a}, {b}",
        "http://x.tw/?a=b;c", "保存期限",
        "單位：公分。", "臺北市中正區3.2公頃",
    ],
)  # fmt: skip
def test_good_chinese(text: str) -> None:
    assert faults_of_chinese(text) == []
    assert faults_of_wording(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("打印文檔", "列印"), ("保存", "儲存"), ("您好,請稍候", "half-width"), ("完成!", "half-width"),
        ("確定嗎?", "half-width"),
        ("名稱: {name}", "half-width"), ("好;再見", "half-width"), ("完成.", "half-width"), ("「甲」,乙", "half-width"),
        ("{name}，默认", "Traditional"), ("软件", "Traditional"), ("新台幣", "臺幣"), ("4萬億", "兆"),
        ("甲, 乙", "half-width"),
    ],
)  # fmt: skip
def test_bad_chinese(text: str, fault: str) -> None:
    assert any(fault in one for one in faults_of_chinese(text))


@pytest.mark.parametrize("word", MAINLAND)
def test_every_word_of_the_list_is_found(word: str) -> None:
    assert any(word in one for one in faults_of_chinese(f"請按「{word}」。"))


@pytest.mark.parametrize("text", ["%s files", "%(name)s", "{}", "{0}", "{a.b}", "{a", "Tom &amp; Ann", "&#39;", "%d"])
def test_bad_wordings(text: str) -> None:
    assert faults_of_wording(text)


@pytest.mark.parametrize("text", ["50 % done", "100% safe", "Tom & Ann", "{{literal}}", "{n} photos", "5 %"])
def test_good_wordings(text: str) -> None:
    assert faults_of_wording(text) == []


def test_pairs() -> None:
    assert faults_of_pair(["Save {n}"], ["儲存{n}"], "zh_TW") == []
    assert faults_of_pair(["{n} photo", "{n} photos"], ["{n}張照片"], "zh_TW") == []
    assert "no zh_TW text" in faults_of_pair(["Save"], [""], "zh_TW")
    assert any("places" in fault for fault in faults_of_pair(["Save {n}"], ["儲存"], "zh_TW"))
    assert faults_of_pair(["One", "{n}"], ["One", "{n}"], "en") == []


def test_simplified() -> None:
    assert is_simplified("说")
    assert not any(map(is_simplified, "說A。堃榕𡋾"))
