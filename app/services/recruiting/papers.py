"""The notice of a position as a page and as a poster. Source: ``mvp2.md`` 8.

Pure, given a notice whose places are filled; any thread.
"""

from __future__ import annotations

import re

from app.core.messages import N_
from app.core.richtext import BOLD, Run, plain
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
from app.services.masking import ShownRecords
from app.services.papers.flyer import Flyer
from app.services.printing_lists import PAGE_WORDS, ListSetting, page_of
from app.services.recruiting.notice import HEADING, ITEM, Notice

STYLE = TextStyle(size=12.0, leading=19.0, cover_title=18.0, cover_body=12.0, indent_em=0.0, face="sans")
MARGIN = 2.2 * CM
OFFERED = 5
"""Lines of a list that a poster in a further language shows, at most."""


def notice_spec(notice: Notice, shown: ShownRecords, setting: ListSetting, language: str) -> DocumentSpec:
    """Return the notice as a paper, for print and for .docx."""
    blocks: list[Block] = []
    if notice.facts:
        rows = tuple(((Run(label, (BOLD,)),), plain(value)) for label, value in notice.facts)
        blocks.append(Table("facts", (Column(3), Column(9)), rows, header=0, numbered=False))
    for at, one in enumerate(notice.lines):
        if one.kind == HEADING:
            blocks.append(Heading(f"head-{at}", 1, plain(one.text), numbered=False))
        elif one.kind == ITEM:
            blocks.append(ListItem(f"item-{at}", plain(one.text)))
        else:
            blocks.append(Paragraph(f"text-{at}", plain(one.text), "plain"))
    page = page_of(setting.paper, landscape=False)
    return DocumentSpec(
        title=_title(notice, setting),
        language="zh_TW" if language == "zh_TW" else "en",
        parts=(Part("notice", "plain", plain(notice.headline), tuple(blocks)),),
        page=PageFormat(page.width, page.height, MARGIN, MARGIN, MARGIN, MARGIN),
        style=STYLE,
        footer=setting.community,
        author=setting.community,
        date_iso=setting.date_iso,
        watermark=setting.watermark,
        words=setting.words,
        page_words=shown.text(PAGE_WORDS) if notice.facts else "{page} / {pages}",  # in no language but its own
    )


def poster(notice: Notice, shown: ShownRecords, community: str) -> Flyer:
    """Return what the poster of a position says: the shortest words, large."""
    if not notice.facts:
        return _own_poster(notice, community)
    heads = (N_("How long"), N_("Where"), N_("What you get"), N_("We look for people who speak"), N_("How to apply"))
    when, where, there, speak, ask = (shown.text(one) for one in heads)
    facts = [value for _label, value in notice.facts]
    term, time, pay = (facts[3], facts[4], facts[5]) if len(facts) > 5 else ("", "", "")
    return Flyer(
        title=notice.title,
        community=community or notice.place,
        day=term,
        time="",
        place=notice.place,
        words=notice.call,
        offers=tuple(one for one in (pay, time) if one),
        languages=notice.languages,
        contact=_whole_numbers(notice.contact),
        heads=(when, where, there, speak, ask),
    )


def _own_poster(notice: Notice, community: str) -> Flyer:
    """Return the poster of a text in a further language: its own first words and list, no heads in another one."""
    texts = [one.text for one in notice.lines if one.kind not in (HEADING, ITEM)]
    ask = texts[-1] if len(texts) > 1 and _reaches(texts[-1]) else notice.contact
    place = notice.place if notice.place != community else ""
    return Flyer(
        title=notice.headline,
        community=community or notice.place,
        day="",
        time="",
        place=place,
        words=texts[0] if texts else "",
        offers=tuple(one.text for one in notice.lines if one.kind == ITEM)[:OFFERED],
        languages="",
        contact=_whole_numbers(ask),
        heads=("", "", "", "", ""),
    )


def _reaches(words: str) -> bool:
    """Say whether words tell how to reach somebody: by a number or an address."""
    return "@" in words or any(one.isdigit() for one in words)


def _whole_numbers(contact: str) -> str:
    """Return words in which no line ends within a telephone number."""
    return re.sub(r"(?<=[\d)]) (?=[\d(])", "\u00a0", contact)


def _title(notice: Notice, setting: ListSetting) -> str:
    return " · ".join(one for one in (notice.title, notice.place or setting.community) if one)
