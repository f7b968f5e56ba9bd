"""Numbers in the text against the facts that the records hold. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.core.messages import N_
from app.core.numerals import parse_chinese_number
from app.services.dossier.finding import CELL
from app.services.dossier.slip import Book, Place, Rule, Slip, around, slip
from app.services.fact_register import CERTIFIED, Fact

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered

NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+(?!\d)|\d+|[一二三四五六七八九十百千兩〇]{2,})"
WHOLE = r"(?:全[里村社區鄰]+|本[里村社區]+|社區|里內|村內|總|共有?|合計)"
PATTERNS: Mapping[str, tuple[str, ...]] = {
    "stat.households": (
        rf"{WHOLE}[^。；\n]{{0,14}}?{NUMBER}\s*戶",
        rf"戶數[^。；\n\d]{{0,4}}{NUMBER}",
        rf"\b(?:all|total of|has|have)\s+(?:\w+\s+){{0,2}}{NUMBER}\s+households",
    ),
    "stat.total": (
        rf"(?:居民|人口|住民|里民|村民)[^。；，\n\d]{{0,6}}{NUMBER}\s*(?:人|名|位)",
        rf"(?:全[里村社區鄰]+|本[里村社區]+)(?:共|有|總共|現有|目前)?\s*{NUMBER}\s*人",
        rf"{NUMBER}\s*(?:名|位)(?:居民|里民|住民|村民)",
        rf"戶[、，]\s*{NUMBER}\s*人",
        rf"{NUMBER}\s+residents",
    ),
    CERTIFIED: (
        rf"防災士[^。；，\n\d]{{0,5}}{NUMBER}\s*(?:人|名|位)",
        rf"{NUMBER}\s*(?:名|位|個)防災士",
        rf"{NUMBER}\s+certified volunteers",
    ),
    "count.training": (
        rf"(?:共|總共|一共|合計)[^。；，\n\d]{{0,6}}(?:演練|訓練)[^。；，\n\d]{{0,4}}{NUMBER}\s*(?:場|次)",
        rf"(?:共|總共|一共|合計)[^。；，\n\d]{{0,4}}{NUMBER}\s*(?:場次|場|次)(?:的)?(?:演練|訓練)",
        rf"\ba total of {NUMBER} (?:drills|trainings)",
    ),
    "stat.live_alone_65": (rf"獨居(?:長者|老人)[^。；，\n\d]{{0,5}}{NUMBER}\s*(?:人|名|位)",),
    "stat.age_65p": (rf"(?:六十五|65)歲以上[^。；，\n\d]{{0,6}}{NUMBER}\s*(?:人|名|位)",),
}
"""Fact to the ways in which Chinese and English sentences say it; the number is called n."""
PARTS = re.compile(
    r"訪|淹|受災|受損|受影響|影響|損|補助|送|發放|圈|低窪|保全|弱勢|其中|占|佔|範圍|潛勢|參加|到場|出席|動員|志工|隊員"
    r"|多了|增加|減少|少了|降|升|成長|差|新增|外籍|幼|長者|六十五|65"
)
"""Words in a sentence whose number tells of a part, or of a change, not of the whole."""
OTHER_TIMES = re.compile(r"前|before|then|\d{2,4}\s*年", re.IGNORECASE)
"""Heads of a table that sets two times side by side; its cells are not compared."""
YEAR = re.compile(r"(?<!\d)(\d{2,4})\s*年")
_COMPILED = {fact: tuple(re.compile(one) for one in found) for fact, found in PATTERNS.items()}


def disagreeing(places: Sequence[Place], book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield the numbers that a sentence says otherwise than the records do."""
    facts = {one.id: one for one in book.facts if one.number is not None}
    known = [(facts[key], found) for key, found in _COMPILED.items() if key in facts]
    known += [(one, patterns_of(one)) for one in facts.values() if one.words]
    compared = {
        one.spot.block
        for one in places
        if one.kind == CELL and (one.spot.row == 0 or one.spot.column == 0) and OTHER_TIMES.search(one.text)
    }
    for place in places:
        if place.kind == "live" or (place.kind == CELL and place.spot.block in compared):
            continue
        seen: set[int] = set()
        for fact, patterns in known:
            yield from _in_text(place, fact, patterns, book, seen)


def patterns_of(fact: Fact) -> tuple[re.Pattern[str], ...]:
    """Return the ways in which sentences say a fact of the team's own: its words beside a number with its unit.

    Without a unit only "words, number" counts, and never a year, a month or a day.
    """
    words = "|".join(sorted(map(re.escape, fact.words), key=len, reverse=True))
    unit = rf"(?P<u>\s*{re.escape(fact.unit)})" if fact.unit else r"(?!\s*[年月日時分,.\d])"
    found = [rf"(?:{words})[^。；，;.\n\d]{{0,8}}?{NUMBER}{unit}"]
    if fact.unit:
        found.append(rf"{NUMBER}{unit}\s*(?:的|of\s+)?\s*(?:{words})")
    else:
        found.append(rf"(?<![\d,]){NUMBER}\s*(?:{words})")
    return tuple(re.compile(one, re.IGNORECASE) for one in found)


def _in_text(
    place: Place, fact: Fact, patterns: Sequence[re.Pattern[str]], book: Book, seen: set[int]
) -> Iterator[Slip]:
    for pattern in patterns:
        for found in pattern.finditer(place.text):
            start, end = found.span("n")
            value = parse_chinese_number(found["n"])
            if value is None or value == fact.number or start in seen or _another(place.text, found, fact, book):
                continue
            seen.add(start)
            end = found.end("u") if fact.unit else end  # the fact prints its unit
            said = N_(
                "“{quote}”: {label} is {value} in the records.",
                quote=around(place.text, start, end),
                label=fact.label,
                value=fact.text,
            )
            yield slip("F1", place, said, start, end, fact=fact.id, instead=fact.text)


def _another(text: str, found: re.Match[str], fact: Fact, book: Book) -> bool:
    """Say whether a number tells of a part of the whole, or of another year."""
    if fact.words:
        return _another_of_own(text, found, fact)
    own = {"stat.age_65p", "stat.live_alone_65"}
    told = found.group(0) if fact.id not in own else found.group(0).replace("六十五", "").replace("長者", "")
    if PARTS.search(told.replace("65歲", "")):
        return True
    begin = max(text.rfind(mark, 0, found.start()) for mark in "。；！？\n") + 1
    years = {int(one) for one in YEAR.findall(text[begin : found.end()])}
    if not years:
        return False
    if not fact.id.startswith("stat.") or not book.stat_year:
        return True
    year = int(book.stat_year)
    return not years & {year, year - 1911}


def _another_of_own(text: str, found: re.Match[str], fact: Fact) -> bool:
    """Say the same of a fact of the team's own, whose words may themselves be words for parts."""
    told = found.group(0)
    for one in fact.words:
        told = told.replace(one, "")
    begin = max(text.rfind(mark, 0, found.start()) for mark in "。；！？\n") + 1
    years = {int(one) for one in YEAR.findall(text[begin : found.end()])}
    known = {int(fact.year), int(fact.year) - 1911} if fact.year else set()
    return bool(PARTS.search(told)) or bool(years - known)


def disagreeing_records(_places: Sequence[Place], book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield where the community's page and the latest population record differ."""
    facts = {one.id: one for one in book.facts}
    page, stat = facts.get("community.population"), facts.get("stat.total")
    if page is not None and stat is not None and page.number != stat.number:
        said = N_(
            "The community's page says {page} residents, the latest population figures {stat}.",
            page=page.text,
            stat=stat.text,
        )
        yield Slip("F2", said, "record:community", 0, page.text)


NUMBER_RULES: tuple[Rule, ...] = (disagreeing, disagreeing_records)
