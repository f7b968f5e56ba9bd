"""Turns messages into words of one language; the only thing that does.

A translator never changes: switching the language makes a new one and hands it round. It may be used
from any thread.
"""

from __future__ import annotations

import gettext
import logging
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path

from app.core import collation
from app.core.dates import PartialDate, format_date, format_datetime, format_time, format_time_range
from app.core.messages import LocalText, Message
from app.core.money import Money, format_money
from app.i18n.catalogues import LOCALES, load
from app.i18n.languages import PSEUDO
from app.i18n.placeholders import agree
from app.i18n.pseudo import pseudo

log = logging.getLogger(__name__)


class Translator:
    """Words, numbers, dates and money of one language.

    Args:
        language: ``"zh_TW"``, ``"en"`` or the pretended ``"qps"``.
        calendar: how dates are shown, ``"roc"`` or ``"gregorian"``.
        currency: ISO 4217 code of amounts that name none.
        locales: folder of the catalogues.
    """

    def __init__(
        self, language: str, calendar: str = "gregorian", currency: str = "TWD", locales: Path = LOCALES
    ) -> None:
        self.language, self.calendar, self.currency = language, calendar, currency
        self._words = "en" if language == PSEUDO else language
        self._catalogue: gettext.NullTranslations = load(self._words, locales)
        self._checked: dict[tuple[str, int], str] = {}

    def text(self, label: Message | LocalText | str | None) -> str:
        """Return what is shown for *label*; a plain text is itself, nothing is "".

        A translation whose places differ from the source's is refused: the source is shown and the
        fault is logged once.
        """
        if label is None:
            return ""
        if isinstance(label, str):
            return label
        if isinstance(label, LocalText):
            return self._local(label)
        template = self._template(label)
        if not label.params and "{" not in template:
            return template
        shown = _Places({name: self._shown(value) for name, value in label.params.items()})
        try:
            return template.format_map(shown)
        except (ValueError, IndexError, AttributeError, KeyError):
            log.warning("a wording cannot be filled in: %r", label.id)
            return template

    def _local(self, label: LocalText) -> str:
        text = label.best(self._words)
        return pseudo(text) if self.language == PSEUDO else text

    def _template(self, message: Message) -> str:
        """Return the wording with its places, checked once per message and form."""
        key = (message.id, message.count if message.plural else 0)
        found = self._checked.get(key)
        if found is None:
            found = self._checked[key] = self._looked_up(message)
            if len(self._checked) > 20_000:
                self._checked.clear()
        return found

    def _looked_up(self, message: Message) -> str:
        source = message.id if not message.plural or message.count == 1 else message.plural
        if self.language == PSEUDO:
            return pseudo(source)
        if message.plural:
            text = self._catalogue.ngettext(message.id, message.plural, message.count)
        else:
            text = self._catalogue.gettext(message.id) if message.id else ""
        if not text or text == source:
            return source
        if not agree((message.id, message.plural) if message.plural else (message.id,), text):
            log.warning("%s: the places of a translation differ from its source: %r", self.language, message.id)
            return source
        return text

    def _shown(self, value: object) -> str:
        """Return a parameter in words of this language."""
        match value:
            case None:
                return ""
            case Enum():
                return str(value.value)
            case str():
                return value
            case Message() | LocalText():
                return self.text(value)
            case bool():
                return str(value)
            case int():
                return self.number(value)
            case Money():
                return self.money(value.minor, value.currency)
            case PartialDate() | date() | time():
                return self._shown_time(value)
            case tuple() | list():
                return self.listed([self._shown(one) for one in value])
            case _:
                return str(value)

    def _shown_time(self, value: PartialDate | date | time) -> str:
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, time):
            return self.time(f"{value:%H:%M}")
        return self.date(value if isinstance(value, PartialDate) else PartialDate.from_date(value))

    def number(self, n: int, scale: int = 0) -> str:
        """Return a number with grouped digits: 1,234 or, scaled by 10 ** *scale*, 12.34."""
        whole, part = divmod(abs(n), 10**scale)
        return ("-" if n < 0 else "") + f"{whole:,}" + (f".{part:0{scale}d}" if scale else "")

    def date(self, value: str | PartialDate, style: str = "normal") -> str:
        """Return a date in this language and calendar.

        Args:
            value: a partial date or its stored form; a text that is no date is returned as it is.
            style: see ``app.core.date_format.format_date``.
        """
        try:
            day = PartialDate.from_iso(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        return format_date(day, self.calendar, style, self._words)

    def moment(self, value: str | datetime, style: str = "normal") -> str:
        """Return a day with its time: 114年4月15日 14:30; a text that is none is returned as it is."""
        text = value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value
        try:
            return format_datetime(text, self.calendar, style, self._words)
        except ValueError:
            return text

    def time(self, value: str, style: str = "table") -> str:
        """Return ``HH:MM`` as tables (14:30) or ``"text"`` (下午2時30分, 2:30 pm) write it."""
        return format_time(value, style, self._words)

    def time_range(self, value: str, style: str = "table") -> str:
        """Return ``09:00/10:30`` as 09:00 – 10:30."""
        return format_time_range(value, style, self._words)

    def money(self, minor: int, currency: str = "", style: str = "grouped") -> str:
        """Return an amount: 新臺幣1,200元, NT$1,200; see ``app.core.money.format_money``."""
        return format_money(minor, currency or self.currency, style, self._words)

    def listed(self, words: list[str]) -> str:
        """Return several words in a row: 甲、乙 or A, B."""
        return ("、" if self._words == "zh_TW" else ", ").join(words)

    def sort_key(self, text: str) -> collation.SortKey:
        """Return what *text* is sorted by in lists."""
        return collation.key(text, self._words)


class _Places(dict[str, str]):
    """Parameters; one that is missing shows its name in braces instead of failing."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
