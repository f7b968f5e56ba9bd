"""Fills a pack's own values into its texts: round, settings, amounts and dates.

Texts say ``{round}``, ``{set.max_pages}``, ``{amount.GEN}``, ``{date.T1}`` instead of the figures, so that
setting up another year changes every place at once. Other places in braces, such as ``{county}``,
are left for whoever fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from app.core.messages import LocalText
from app.core.money import Money, exponent, format_money

LANGUAGES = ("zh_TW", "en")
DOSSIER_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "max_pages": "page_limit",
        "warn_pages": "warn_pages",
        "body_pt": "body_pt",
        "cover_title_pt": "cover_title_pt",
        "min_dpi": "min_dpi",
    }
)
"""Setting ids that the dossier's template follows: a setting is the one truth of its figure."""

_PLACE = re.compile(r"\{(round|year|next_round|prev_round|gregorian_year|set\.[\w-]+|amount\.[\w-]+|date\.[\w-]+)\}")
_MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905
_RAW_KEYS = frozenset({"params"})
_UNSET = {"zh_TW": "（尚未得知）", "en": "(not yet known)"}


def is_text(value: object) -> bool:
    """Say whether a plain value is a text in languages."""
    return isinstance(value, dict) and bool(value) and set(value) <= set(LANGUAGES)


def resolve(tree: object) -> object:
    """Return a copy of a pack's plain content whose texts are filled and ready to convert."""
    if not isinstance(tree, dict):
        return tree
    fill = _Filler(tree)
    dossier = tree.get("dossier")
    if isinstance(dossier, dict):
        kept = {name: fill.settings[key].get("value") for key, name in DOSSIER_SETTINGS.items() if key in fill.settings}
        tree = {**tree, "dossier": {**dossier, **{name: one for name, one in kept.items() if one is not None}}}
    return {key: _walk(value, fill, key) for key, value in tree.items()}


def fill_text(text: LocalText, values: Mapping[str, object]) -> LocalText:
    """Return *text* with ``{name}`` places filled from *values*; unknown places stay."""

    def filled(one: str, language: str) -> str:
        def put(match: re.Match[str]) -> str:
            if match[1] not in values:
                return match[0]
            value = values[match[1]]
            if isinstance(value, Money):
                return format_money(value.minor, value.currency, language=language)
            return value.best(language) if isinstance(value, LocalText) else str(value)

        return re.sub(r"\{(\w+)\}", put, one)

    return LocalText(MappingProxyType({key: filled(one, key) for key, one in text.values.items()}))


def spoken_date(iso: str, language: str, calendar: str) -> str:
    """Return a full or partial ISO date as running text writes it."""
    parts = [int(one) for one in iso.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", iso) else []
    if not parts:
        return _UNSET[language]
    if language == "en":
        month = _MONTHS[parts[1] - 1] + " " if len(parts) > 1 and 1 <= parts[1] <= 12 else ""
        return f"{parts[2]} {month}{parts[0]}" if len(parts) == 3 else f"{month}{parts[0]}"
    year = f"{parts[0] - 1911}年" if calendar == "roc" else f"{parts[0]}年"
    return year + "".join(f"{number}{unit}" for number, unit in zip(parts[1:], "月日", strict=False))


def _walk(value: object, fill: Callable[[str, str], str], key: str = "") -> object:
    if key in _RAW_KEYS:
        return value
    if isinstance(value, dict):
        if value.keys().isdisjoint(LANGUAGES):
            return {
                name: _walk(one, fill, name) if isinstance(one, (dict, list)) else one for name, one in value.items()
            }
        if is_text(value):
            return LocalText(MappingProxyType({lang: fill(str(one), lang) for lang, one in value.items() if one}))
        return "a text with other keys beside its languages"  # refused by the conversion, with its place
    if isinstance(value, list):
        return [_walk(one, fill) if isinstance(one, (dict, list)) else one for one in value]
    return value


class _Filler:
    """Looks the figures up in a pack's plain content."""

    def __init__(self, tree: Mapping[str, object]) -> None:
        self.calendar = str(tree.get("calendar", ""))
        self.round = str(tree.get("round", ""))
        self.currency = str(tree.get("currency", ""))
        offset = tree.get("round_offset")
        self.offset = offset if isinstance(offset, int) else 0
        self.settings = {one.get("id"): one for one in _entries(tree, "settings")}
        self.amounts = {one.get("id"): one.get("amount") for one in _entries(tree, "categories")}
        self.dates = {one.get("id"): one.get("date") or one.get("end") or "" for one in _entries(tree, "deadlines")}

    def __call__(self, text: str, language: str) -> str:
        if "{" not in text:
            return text
        return _PLACE.sub(lambda match: self.look_up(match[1], language), text)

    def look_up(self, name: str, language: str) -> str:
        kind, _, rest = name.partition(".")
        if kind == "set":
            one = self.settings.get(rest, {})
            return self.spoken(one.get("value"), language, str(one.get("kind", "")))
        if kind == "amount":
            return self.spoken(self.amounts.get(rest), language, "money")
        if kind == "date":
            return spoken_date(str(self.dates.get(rest) or ""), language, self.calendar)
        return self.year(kind)

    def spoken(self, value: object, language: str, kind: str) -> str:
        if value is None or value == "":
            return _UNSET[language]
        if kind in ("date", "month"):
            return spoken_date(str(value), language, self.calendar)
        if kind == "money" and isinstance(value, int):
            digits = exponent(self.currency)
            return f"{Decimal(value).scaleb(-digits):,.{digits}f}"
        return f"{value:,}" if isinstance(value, int) else str(value)

    def year(self, kind: str) -> str:
        if not self.round.isdigit():
            return self.round
        number = int(self.round)
        moved = {
            "next_round": number + 1,
            "prev_round": number - 1,
            "year": number,
            "round": number,
            "gregorian_year": number + self.offset,
        }
        return str(moved[kind])


def _entries(tree: Mapping[str, object], key: str) -> list[dict[str, object]]:
    value = tree.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
