"""Values as the words of a workbook, such that reading them gives the same value back. Thread: any.

What people read comes first: a date in their calendar, a choice in their language. Where those words
would not be understood as the same value (two choices of one name, a date before the Republic), the
exact form stands instead: an ISO date, the key of a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from app.core.fields import Field, FromPack, Kind, Option
from app.core.messages import N_
from app.core.richtext import Atom, Run, text_of
from app.i18n import Translator
from app.services.formatting import Writing, format_value
from app.services.parsing import Reading, parse_value

NO_TITLE = N_("(no title)")
Titles = Callable[[str, str], str]
Choices = Callable[[str], tuple[Option, ...]]


class Words:
    """Writes values in one language and calendar.

    Args:
        translator: language and calendar.
        choices: lists that the programme provides, by id.
    """

    def __init__(self, translator: Translator, choices: Choices) -> None:
        self._translator, self._choices = translator, choices
        self._how = Writing(translator, options=choices)
        self._known: dict[tuple[int, object], str] = {}

    def text(self, field: Field, value: object, titles: Titles) -> str:
        """Return a value that is not empty in words; amounts and numbers have no currency and no unit."""
        match field.kind:
            case Kind.TEXT | Kind.LONG_TEXT | Kind.CODE:
                return str(value)
            case Kind.RICH_TEXT:
                return text_of(one for one in value if isinstance(one, Run | Atom)) if isinstance(value, tuple) else ""
            case Kind.REFERENCE | Kind.FILE:
                return self.title(titles(field.target, str(value)))
            case Kind.REFERENCES:
                keys = value if isinstance(value, tuple) else ()
                return self._translator.listed([self.title(titles(field.target, str(one))) for one in keys])
            case Kind.PHOTOS | Kind.COMPUTED:
                return format_value(field, value, self._translator, self._how)
            case Kind.INTEGER | Kind.DECIMAL | Kind.MONEY | Kind.DURATION:
                return f"{Decimal(value).scaleb(-field.scale):f}" if isinstance(value, int) else str(value)
            case _:
                return self._checked(field, value)

    def title(self, text: str) -> str:
        """Return what stands for a record that is referred to, also where it has no title."""
        return text or self._translator.text(NO_TITLE)

    def choice(self, field: Field, key: str) -> str:
        """Return a choice in words that lead back to it."""
        if field.kind is Kind.TRISTATE:
            return self.text(field, key == "yes", lambda _type, _key: "")
        return self._checked(field, key)

    def _checked(self, field: Field, value: object) -> str:
        key = (id(field), value)
        if key not in self._known:
            text = format_value(field, value, self._translator, self._how)
            self._known[key] = text if self._leads_back(field, text, value) else exact_words(field, value)
        return self._known[key]

    def _leads_back(self, field: Field, text: str, value: object) -> bool:
        options = self._choices(field.options.list_id) if isinstance(field.options, FromPack) else ()
        both = self._both if field.kind in (Kind.ENUM, Kind.SET) else None
        how = Reading(self._translator.calendar, False, options=options, wordings=both)
        read = parse_value(field, text, how)
        if isinstance(value, tuple):
            return read.problem is None and read.value == tuple(sorted(value))
        return read.problem is None and read.value == value

    def _both(self, label: object) -> tuple[str, ...]:
        return (self._translator.text(label),)  # type: ignore[arg-type]


def exact_words(field: Field, value: object) -> str:
    """Return the exact form of a value: keys, ISO dates, degrees."""
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    if field.kind is Kind.COORDINATES:
        return ", ".join(f"{Decimal(part).scaleb(-7):f}" for part in str(value).split(","))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
