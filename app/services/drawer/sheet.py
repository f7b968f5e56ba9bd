"""The recovery sheet of the private drawer: one page in both languages, shown once and kept nowhere.

It holds the code and what it is for, and no room for the passphrase: the two belong in different places.
Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.messages import N_, LocalText, zh_en
from app.core.richtext import plain
from app.exports.layout import standard_words
from app.exports.spec import Block, Display, DocumentSpec, Paragraph, Part, Space, TextStyle
from app.i18n import Translator
from app.services.output_kinds.base import Work, paged
from app.services.printing_lists import page_of
from app.services.workspace import Workspace

STYLE = TextStyle(size=14.0, leading=20.0, cover_title=22.0, cover_body=14.0, indent_em=0.0, face="sans")
CODE_PT, PER_LINE = 26.0, 4
"""Size of the code and how many of its groups stand on a line."""
TITLE = N_("Recovery sheet of the private drawer")
WORDS = (
    zh_en(
        "忘記密碼時，這組代碼可以打開抽屜，並設定新的密碼。",
        "If the passphrase is forgotten, this code opens the drawer and lets you set a new one.",
    ),
    zh_en(
        "拿到這張紙和檔案的人，就能看到抽屜裡的資料。請像存摺一樣收好，不要拍照，不要放在同一台電腦。",
        "Whoever has this sheet and the file can read what is in the drawer. Keep it like a bank book. "
        "Do not photograph it or store it on the same computer.",
    ),
    zh_en(
        "不要把密碼寫在這張紙上。",
        "Do not write the passphrase on this sheet.",
    ),
    zh_en(
        "密碼和這張紙都遺失時，沒有人能打開抽屜，我們也不能。",
        "If both the passphrase and this sheet are lost, nobody can open the drawer, not even the makers of Banyan.",
    ),
    zh_en(
        "使用方法：打開檔案，到「私密抽屜」，按「忘記密碼」，輸入代碼。大小寫和空格沒有關係。",
        "How to use it: open the file, go to “Private drawer”, press “Passphrase forgotten” and type the code. "
        "Capital letters and spaces do not matter.",
    ),
    zh_en(
        "代碼裡沒有字母 I、L、O、U：看起來像的是數字 1 和 0，或字母 V。",
        "The code has no letters I, L, O or U: what looks like one is the number 1 or 0, or the letter V.",
    ),
)


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What stands on the sheet besides its words.

    Args:
        code: the recovery code in groups.
        community: its name, "" where it has none yet.
        days: the day in both languages, such as ``{"zh_TW": "114年4月1日", "en": "April 1, 2025"}``.
        date_iso: stamped into the PDF.
        paper: ``A4`` or ``Letter``.
        language: of the title in the PDF; both stand on the page.
        layout_words: labels of the layout.
    """

    code: str = field(repr=False)
    community: str
    days: LocalText
    date_iso: str
    paper: str = "A4"
    language: str = "zh_TW"
    layout_words: Mapping[str, str] = field(default_factory=dict, hash=False)


def sheet_spec(setting: SheetSetting, title: LocalText) -> DocumentSpec:
    """Return the sheet, one page.

    Args:
        setting: code, names and dates.
        title: :data:`TITLE` in both languages.
    """
    heads = [_in(title, language) for language in ("zh_TW", "en")]
    days = " · ".join(dict.fromkeys(_in(setting.days, language) for language in ("zh_TW", "en")))
    blocks: list[Block] = [
        Display("head-zh", plain(heads[0]), 22.0, bold=True),
        Display("head-en", plain(heads[1]), 18.0, bold=True, after=8.0),
        Paragraph("whose", plain(" · ".join(part for part in (setting.community, days) if part)), "plain"),
        Space("above", 0.5),
    ]
    groups = setting.code.split("-")
    for at in range(0, len(groups), PER_LINE):
        line = "   ".join(groups[at : at + PER_LINE])
        blocks.append(Display(f"code-{at}", plain(line), CODE_PT, bold=True, align="center", after=6.0))
    blocks.append(Space("below", 0.5))
    for number, one in enumerate(WORDS):
        blocks.append(Paragraph(f"zh-{number}", plain(_in(one, "zh_TW")), "lead" if number == 1 else "ragged"))
        blocks.append(Paragraph(f"en-{number}", plain(_in(one, "en")), "ragged"))
        blocks.append(Space(f"gap-{number}", 0.25))
    return DocumentSpec(
        title=_in(title, setting.language),
        language=setting.language,
        parts=(Part("sheet", "plain", plain(_in(title, setting.language)), tuple(blocks), show_title=False),),
        page=page_of(setting.paper, landscape=False),
        style=STYLE,
        date_iso=setting.date_iso,
        words=setting.layout_words,
        outline=False,
    )


def sheet_work(ws: Workspace, code: str) -> Work:
    """Return the work that makes the sheet as a PDF. Thread: document lane.

    Args:
        ws: for the community, the day and the paper.
        code: the recovery code; nothing but the finished page holds it afterwards.
    """
    custom, today = ws.settings.custom(), ws.today()
    speak = {language: Translator(language, custom.calendar) for language in ("zh_TW", "en")}
    days = LocalText(MappingProxyType({language: one.date(today) for language, one in speak.items()}))
    title = LocalText(MappingProxyType({language: one.text(TITLE) for language, one in speak.items()}))
    language = "zh_TW" if custom.output_language == "zh_TW" else "en"
    words = standard_words(language)
    return paged(sheet_spec(SheetSetting(code, custom.community, days, today, custom.paper, language, words), title))


def _in(text: LocalText, language: str) -> str:
    return text.best(language)
