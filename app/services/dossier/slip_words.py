"""Names, codes and letters in the text: one spelling each, nothing typed that numbers itself. Pure; any thread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.core.messages import N_, NP_
from app.core.text import fold
from app.services.dossier.finding import CAPTION, PHOTO, RUNS, Hit, Query, matches
from app.services.dossier.slip import Book, Place, Rule, Slip, around, count_of, hits_of, same, slip

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered

CODE_TITLE = re.compile(r"^\s*[（(]?(?P<code>[A-Za-z]\d{1,2})[)）.、:：\s]+(?P<title>[^。；，\n]{2,30})$")
CODE = re.compile(r"(?<![A-Za-z0-9])(?P<code>[A-Za-z]\d{1,2})(?![A-Za-z0-9])")
ABBREVIATION = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,16})\s*[（(](?P<short>[A-Z]{3,8})[)）]")
TYPED_CAPTION = re.compile(r"^\s*(?:圖|表|照片|相片|Figure|Table|Fig\.|Photo)\s*\d+[、.:：\s]", re.IGNORECASE)
TYPED_REFERENCE = re.compile(r"(?<![地附列版構插海代報年月])(?:圖|表)\s*\d+(?![\d月日年人戶])|\b(?:Figure|Table)\s+\d+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。；、）)」]+", re.IGNORECASE)
PERCENT = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
BASED = re.compile(
    r"[\d一二三四五六七八九十百千兩][\d,]*\s*(?:人|戶|場|次|件|組|名|位|元|張|份|題|間|處|筆|分|households|people|residents)|n\s*=\s*\d|分之"
)
STRAY = re.compile(
    r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u04ff](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u04ff]"
    r"|萬億|(?<=[\u4e00-\u9fff])\$(?!\d)"
)
SIMPLIFIED = frozenset(
    "国们这说对时发样经过还进从开关问题间见长门区计记录报导统联络环练习员众护应预备级业务园营设险风学历场队组织动义费资产购买卖"
)
"""Characters that Chinese as written in Taiwan never has; those that it has in another sense are left out."""
OFFICIAL = ("壹拾", "書面評鑑報名資料", "書面評鑑資料")
"""Spellings that official papers print both ways. Source: ``nfa_114.md`` 18, INC-04; rule L12."""
SENTENCE = re.compile(r"[^。！？；\n]+")


def _typed(places: Sequence[Place], *kinds: str) -> Iterator[Place]:
    yield from (one for one in places if one.kind != "live" and (not kinds or one.kind in kinds))


def two_titles(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield a code that heads two different titles (L4)."""
    first: dict[str, str] = {}
    for place in places:
        found = CODE_TITLE.match(place.text)
        if found is None:
            continue
        code, title = found["code"].upper(), found["title"].strip()
        known = first.setdefault(code, title)
        if not (same(known, title) or fold(known) in fold(title) or fold(title) in fold(known)):
            said = N_("{code} is “{title}” here and “{other}” before.", code=code, title=title, other=known)
            yield slip("L4", place, said, *found.span("title"))


def spelled_two_ways(places: Sequence[Place], _book: Book, gathered: Gathered) -> Iterator[Slip]:
    """Yield names that the programme spells one way and the text another, or both (L5, L12)."""
    for family in gathered.template.spellings:
        right = family[0]
        for other in family[1:]:
            hits = _hits(places, other)
            both = count_of(places, right)
            if not hits or (other in OFFICIAL and not both):
                continue
            said = NP_(
                "“{other}” stands in {n} place, “{right}” in {both}.",
                "“{other}” stands in {n} places, “{right}” in {both}.",
                len(hits),
                other=other,
                right=right,
                both=both,
            )
            rule = "L12" if other in OFFICIAL else "L5"
            yield Slip(rule, said, f"block:{hits[0].spot.block}", hits[0].page, other, hits, right)


def not_as_recorded(places: Sequence[Place], book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield names of people's own records that are written with other characters (L5)."""
    for name in book.names:
        wrong: dict[str, list[Hit]] = {}
        for place in _typed(places):
            for start, end in matches(place.text, Query(name)):
                quote = place.text[start:end]
                if quote != name and fold(quote) == fold(name) and not quote.isascii():
                    wrong.setdefault(quote, []).extend(hits_of(place, start, end))
        for quote, hits in wrong.items():
            said = NP_(
                "“{quote}” is recorded as “{name}”. It stands in {n} place.",
                "“{quote}” is recorded as “{name}”. It stands in {n} places.",
                len(hits),
                quote=quote,
                name=name,
            )
            yield Slip("L5", said, f"block:{hits[0].spot.block}", hits[0].page, quote, tuple(hits), name)


def named_two_ways(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield abbreviations that stand behind two different names (L5)."""
    first: dict[str, str] = {}
    for place in _typed(places):
        for found in ABBREVIATION.finditer(place.text):
            name, known = found["name"], first.setdefault(found["short"], found["name"])
            if not (name.endswith(known) or known.endswith(name)):
                said = N_(
                    "{short} is “{name}” here and “{other}” before.", short=found["short"], name=name, other=known
                )
                yield slip("L5", place, said, *found.span("name"))


def codes_in_two_cases(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield codes in small letters where the same stands in capitals (L6)."""
    found = [(place, one) for place in _typed(places) for one in CODE.finditer(place.text)]
    counts = Counter(one["code"] for _place, one in found)
    for place, one in found:
        code = one["code"]
        if code != code.upper() and counts[code.upper()]:
            said = N_("{code} here, {other} elsewhere.", code=code, other=code.upper())
            yield slip("L6", place, said, *one.span("code"), instead=code.upper())


def typed_numbers(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield numbers of figures and tables that were typed: captions number themselves, references follow (L7)."""
    for place in _typed(places, CAPTION, PHOTO):
        found = TYPED_CAPTION.match(place.text)
        if found is not None:
            said = N_("“{quote}”: the caption gets its number by itself.", quote=found.group(0).strip())
            yield slip("L7", place, said, *found.span())
    for place in _typed(places, RUNS):
        for found in TYPED_REFERENCE.finditer(place.text):
            said = N_("“{quote}” is typed. Insert a reference: it follows when things move.", quote=found.group(0))
            yield slip("L7", place, said, *found.span())


def stray_letters(places: Sequence[Place], _book: Book, gathered: Gathered) -> Iterator[Slip]:
    """Yield letters and words that do not belong into Chinese as written in Taiwan (L9)."""
    if not gathered.spec.language.startswith("zh"):
        return
    for place in _typed(places):
        for found in STRAY.finditer(place.text):
            quote = around(place.text, *found.span(), 3)
            said = N_("“{quote}” looks like a leftover of another text.", quote=quote)
            if found.group(0) == "萬億":
                said = N_("“{quote}”: here one writes 兆.", quote=quote)
            yield slip("L9", place, said, *found.span(), instead="兆" if found.group(0) == "萬億" else "")
        simple = [at for at, char in enumerate(place.text) if char in SIMPLIFIED]
        if simple:
            quote = "".join(dict.fromkeys(place.text[at] for at in simple))[:8]
            said = N_("“{quote}” are simplified characters.", quote=quote)
            yield slip("L9", place, said, simple[0], simple[0] + 1)


def bare_percentages(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield percentages in whose sentence nothing says of how many (L10)."""
    for place in _typed(places, RUNS):
        for sentence in SENTENCE.finditer(place.text):
            found = PERCENT.search(sentence.group(0))
            if found is not None and not BASED.search(sentence.group(0)):
                start = sentence.start() + found.start()
                said = N_("“{quote}”: of how many, and when?", quote=around(place.text, start, start + len(found[0])))
                yield slip("L10", place, said, start, start + len(found[0]))


def addresses(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield web addresses in running text (L11)."""
    for place in _typed(places, RUNS):
        for found in ADDRESS.finditer(place.text):
            said = N_("“{quote}” cannot be read on paper. Leave it out, or make it a small note.", quote=found[0][:40])
            yield slip("L11", place, said, *found.span())


WORD_RULES: tuple[Rule, ...] = (
    two_titles,
    spelled_two_ways,
    not_as_recorded,
    named_two_ways,
    codes_in_two_cases,
    typed_numbers,
    stray_letters,
    bare_percentages,
    addresses,
)


def _hits(places: Sequence[Place], words: str) -> tuple[Hit, ...]:
    """Return every typed place of some words, exactly so."""
    found: list[Hit] = []
    for place in _typed(places):
        for start, end in matches(place.text, Query(words, exact=True)):
            found += hits_of(place, start, end)
    return tuple(found)
