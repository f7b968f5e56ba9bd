"""Rule kinds that read text: matching, placeholders left over, and patterns that should not be there.

Patterns are named here and never written in a pack, so that no pack can bring a regular expression
that runs for ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from app.core.messages import N_, Message
from app.programmes.rules.base import PASSED, UNKNOWN, Hit, Look, Outcome, State

ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""Letters of national ID numbers in the order of their values, 10 and up."""


def squeeze(text: str) -> str:
    """Return *text* without white space and with full-width forms made narrow, for comparison."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def national_id(text: str) -> bool:
    """Say whether ten characters are a valid national ID number (its check digit is right)."""
    value = ID_LETTERS.find(text[0]) + 10
    digits = [value // 10, value % 10, *map(int, text[1:])]
    weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10 == 0


def _always(_found: str) -> bool:
    return True


PATTERNS: MappingProxyType[str, tuple[re.Pattern[str], Callable[[str], bool]]] = MappingProxyType(
    {
        "national_id": (re.compile(r"(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)"), national_id),
        "mobile": (re.compile(r"(?<!\d)09\d{2}[- ]?\d{3}[- ]?\d{3}(?!\d)"), _always),
        "us_ssn": (re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"), _always),
        "birth_date": (
            re.compile(
                r"(?:出生|生日|生於|[Bb]orn)[^\d\n]{0,6}(?:民國)?\d{2,4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}"
            ),
            _always,
        ),
        "health": (
            re.compile(
                r"(?:洗腎|精神疾病|失智|癌症|愛滋|思覺失調|HIV|dementia|dialysis)(?=[^。\n]{0,12}(?:先生|女士|小姐|君))"
            ),
            _always,
        ),
        "tai": (re.compile(r"台(?:灣|北|中|南|東)(?!電|積|塑|糖|鐵|銀)"), _always),
        "title_year": (re.compile(r"(?<!\d)(\d{2,3})(?=\s*年(?:度)?(?:一般|績優|韌性社區))"), _always),
    }
)
"""Name to pattern and second test on what it found."""


def _texts(look: Look) -> tuple[tuple[str, str], ...] | None:
    records = look.records("texts")
    if records is None:
        return None
    return tuple((str(one.get("place", "")), str(one.get("text", ""))) for one in records)


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The text ``value`` contains every text of ``contains``, white space and width aside.

    ``contains`` names a quantity that is a list of texts; an empty text among them cannot be judged.
    """

    name: str = "text_match"
    needs: tuple[str, ...] = ("value", "contains")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("The text holds everything that is asked.")

    def judge(self, look: Look) -> Outcome:
        """List what the text does not contain."""
        value, wanted = look.raw("value"), look.items("contains")
        if not isinstance(value, str) or wanted is None:
            return UNKNOWN
        text = squeeze(value)
        missing = [str(one) for one in wanted if one and squeeze(str(one)) not in text]
        if missing:
            hits = tuple(Hit(look.text("place"), {"value": one, "limit": one}) for one in missing)
            return Outcome(State.FAILED, hits)
        return PASSED if all(wanted) else UNKNOWN


@dataclass(frozen=True, slots=True)
class PlaceholderScan:
    """No text of ``texts`` still holds one of ``placeholders``; masked names are not meant."""

    name: str = "placeholder_scan"
    needs: tuple[str, ...] = ("texts", "placeholders")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("No template text is left.")

    def judge(self, look: Look) -> Outcome:
        """Find whole placeholders; 陳○○ and 陳○○縣長 are people, not placeholders."""
        texts = _texts(look)
        marks = look.items("placeholders") or look.literals("placeholders")
        if texts is None:
            return UNKNOWN
        patterns = [(str(one), re.compile(re.escape(str(one)) + r"(?![長民])")) for one in marks if one]
        hits = tuple(
            Hit(place, {"value": mark, "limit": mark})
            for place, text in texts
            for mark, pattern in patterns
            if pattern.search(text)
        )
        return Outcome(State.FAILED, hits) if hits else PASSED


@dataclass(frozen=True, slots=True)
class PatternScan:
    """No text of ``texts`` holds one of the named ``patterns``; ``expect``: the one value allowed."""

    name: str = "pattern_scan"
    needs: tuple[str, ...] = ("texts", "patterns")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Nothing of the kind stands in the text.")

    def judge(self, look: Look) -> Outcome:
        """List each place where something of the kind stands."""
        texts = _texts(look)
        if texts is None:
            return UNKNOWN
        allowed = look.raw("expect")
        hits = tuple(
            Hit(place, {"value": found, "limit": str(allowed or "")})
            for place, text in texts
            for found in self._found(text, look.literals("patterns"))
            if found != str(allowed)
        )
        return Outcome(State.FAILED, hits) if hits else PASSED

    def _found(self, text: str, names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            if name in PATTERNS:
                pattern, test = PATTERNS[name]
                yield from (match[0] for match in pattern.finditer(text) if test(match[0]))
