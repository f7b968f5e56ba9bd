"""Sheets to put beside the screen: the quick-start card of two pages, and the list of keyboard shortcuts.

Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.messages import N_, Label, zh_en
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import (
    CM,
    Block,
    Column,
    DocumentSpec,
    Heading,
    ListItem,
    PageFormat,
    Paragraph,
    Part,
    Table,
    TextStyle,
)
from app.services.manual import ManualSetting, Words, document
from app.services.printing_lists import page_of

CARD_STYLE = TextStyle(size=14.0, leading=22.5, cover_title=20.0, cover_body=14.0, indent_em=0.0, face="sans")
LIST_STYLE = TextStyle(size=11.0, leading=15.5, cover_title=16.0, cover_body=11.0, indent_em=0.0, face="sans")
MARGIN = 1.8 * CM
CARD = N_("Quick-start card")
SHORTCUTS = N_("Keyboard shortcuts")


@dataclass(frozen=True, slots=True)
class ShortcutLine:
    """One shortcut, as the interface's registry has it.

    Args:
        keys: as this system writes them.
        label: what they do.
        group: where they work.
    """

    keys: str
    label: Label
    group: Label


@dataclass(frozen=True, slots=True)
class CardPart:
    """One block of the card: a heading, then numbered or ticked lines."""

    title: Label
    lines: tuple[Label, ...]
    marker: str = "number"


FIRST_PAGE = (
    CardPart(
        zh_en("第一次打開", "The first time"),
        (
            zh_en(
                "選擇語言，按「開始」。想先試，按「先練習看看」。",
                "Choose a language and press “Start”, or “Practise first”.",
            ),
            zh_en("回答三個問題：社區、所在地、計畫。", "Answer three questions: community, place, programme."),
            zh_en(
                "在「社區」填上基本資料；不知道的先空著。",
                "Fill in the “Community” page; leave empty what you do not know.",
            ),
            zh_en("在「人員」新增夥伴和他們的角色。", "Add people and their roles under “People”."),
        ),
    ),
    CardPart(
        zh_en("每次活動後", "After each event"),
        (
            zh_en(
                "打開「活動」，按「新增活動」，填名稱、日期、人數。",
                "Open “Events”, press “Add event”; write its title, date and how many came.",
            ),
            zh_en("新增照片：用按鈕、拖進來，或貼上。", "Add photos by the button, by dragging or by pasting."),
            zh_en(
                "每張照片寫一句說明，按 Enter 到下一張。", "Write a sentence for each photo; Enter goes to the next."
            ),
            zh_en("把簽到表也附上。", "Attach the sign-in sheet too."),
        ),
    ),
    CardPart(
        zh_en("寫書面資料", "Write the dossier"),
        (
            zh_en("打開「書面資料」，選一章，開始打字。", "Open “Dossier”, choose a chapter and type."),
            zh_en(
                "從「插入」加上照片、表格和即時區塊。",
                "Add photos, tables and live blocks from “Insert”.",
            ),
            zh_en("看下方的頁數，再按「檢查」。", "Watch the page count below, then press “Check”."),
            zh_en("按「匯出 PDF」。", "Press “Export PDF”."),
        ),
    ),
)
SECOND_PAGE = (
    CardPart(
        zh_en("保管好", "Keep it safe"),
        (
            zh_en("不必存檔，一直都存好了。", "There is nothing to save; it is always saved."),
            zh_en(
                "做錯了按「復原」（Ctrl+Z）。刪掉的在「回收桶」。",
                "Press “Undo” (Ctrl+Z) after a slip. What was deleted is in the bin.",
            ),
            zh_en(
                "在「備份與複本」選第二個地點，例如隨身碟。",
                "Choose a second place, such as a stick, under “Backups and copies”.",
            ),
            zh_en("畫面說可以拔，才拔隨身碟。", "Pull the stick out only when the screen says so."),
        ),
        "bullet",
    ),
    CardPart(
        zh_en("看得清楚、打得順", "See well, type well"),
        (
            zh_en("A+ 把字放大，A− 縮小。", "A+ makes the text larger, A− smaller."),
            zh_en("「中」「EN」切換語言。", "“中” and “EN” change the language."),
            zh_en("按 F1 看這一欄的說明，裡面有例子。", "F1 shows help for the field, with an example."),
            zh_en("按 Ctrl+F 搜尋全部，兩個字就找得到。", "Ctrl+F searches everything; two characters are enough."),
        ),
        "bullet",
    ),
    CardPart(
        zh_en("遇到問題時", "When something is in the way"),
        (
            zh_en(
                "訊息都有三行：發生什麼事、工作安不安全、現在怎麼做。",
                "Messages have three lines: what happened, is my work safe, what to do now.",
            ),
            zh_en(
                "檔案正被別人打開：先看，等他關掉再改。",
                "Someone else has the file open: read now, change it when they have closed it.",
            ),
            zh_en("照片太小：向拍的人要原檔。", "A photo is too small: ask the sender for the original."),
            zh_en(
                "要交的 Excel 正開著：按一下存成另一個名字。",
                "The Excel file is open elsewhere: one click saves it under another name.",
            ),
        ),
        "bullet",
    ),
    CardPart(
        zh_en("交出去以前", "Before you hand it over"),
        (
            zh_en("「檢查」沒有錯誤。", "“Check” shows no error."),
            zh_en("印一份紙本，請沒參加的人讀一次。", "Print it and let somebody read it who was not involved."),
            zh_en("整份複製到隨身碟，放在別的地方。", "Copy everything to a stick and keep it elsewhere."),
        ),
        "box",
    ),
)


def quick_start_spec(setting: ManualSetting) -> DocumentSpec:
    """Return the quick-start card: exactly two pages, to be printed on both sides of one sheet."""
    words = setting.words
    front = Part("card-1", "plain", plain(words(CARD)), tuple(_card_blocks("a", FIRST_PAGE, words)), listed=False)
    back = Part("card-2", "plain", (), tuple(_card_blocks("b", SECOND_PAGE, words)), listed=False, show_title=False)
    page = _framed(page_of(setting.paper, landscape=False))
    return document(words(CARD), (front, back), setting, footer=words(N_("Banyan")), style=CARD_STYLE, page=page)


def shortcuts_spec(shortcuts: Iterable[ShortcutLine], setting: ManualSetting) -> DocumentSpec:
    """Return the list of shortcuts, a table for each place where they work."""
    words = setting.words
    groups: dict[Label, list[ShortcutLine]] = {}
    for one in shortcuts:
        groups.setdefault(one.group, []).append(one)
    blocks: list[Block] = []
    for number, (group, lines) in enumerate(groups.items()):
        blocks.append(Heading(f"group-{number}", 1, plain(words(group)), numbered=False))
        head: tuple[Runs, ...] = (plain(words(N_("Keys"))), plain(words(N_("What they do"))))
        rows = tuple(((Run(one.keys, (BOLD,)),), plain(words(one.label))) for one in lines)
        whole = rows if number else (head, *rows)  # said once: the list stands on one sheet, both sides
        blocks.append(Table(f"keys-{number}", (Column(3), Column(7)), whole, header=int(not number), numbered=False))
    title = words(SHORTCUTS)
    part = Part("shortcuts", "plain", plain(title), tuple(blocks))
    page = _framed(page_of(setting.paper, landscape=False))
    return document(title, (part,), setting, footer=words(N_("Banyan")), style=LIST_STYLE, page=page)


def _card_blocks(key: str, parts: Iterable[CardPart], words: Words) -> Iterable[Block]:
    for number, part in enumerate(parts):
        yield Heading(f"{key}{number}", 1, plain(words(part.title)), numbered=False)
        for line, one in enumerate(part.lines):
            yield ListItem(f"{key}{number}.{line}", plain(words(one)), part.marker)
    if key == "b":
        yield Paragraph("card-more", plain(words(N_("More stands in the manual, which is in the program."))), "note")


def _framed(page: PageFormat) -> PageFormat:
    return replace(page, top=MARGIN, bottom=MARGIN, left=MARGIN, right=MARGIN)
