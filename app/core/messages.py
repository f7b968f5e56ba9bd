"""Text that is shown to people, before anyone decides in which language.

Nothing below ``app/services`` asks for a translation: code passes a :class:`Message` (an English
message id and its parameters) or a :class:`LocalText` (a programme pack's or a user's own text in
several languages) upwards, and ``app/i18n`` renders it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

EMPTY: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """A message id (its English wording) with named parameters.

    Args:
        id: English wording with ``{name}`` places; it is the key of the gettext catalogues.
        params: values for the places: str, int, ``Message``, ``LocalText``, ``PartialDate``,
            ``Money`` or ``datetime``; the renderer formats each in the language's way.
        plural: English plural wording, or "" where the message does not count anything.
        count: what is counted when ``plural`` is given; it is also the parameter ``n``.
    """

    id: str
    params: Mapping[str, object] = field(default_factory=lambda: EMPTY, hash=False)
    plural: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text with a value per language; user text is never machine-translated.

    Args:
        values: language code ("zh_TW", "en") to text; empty values are absent.
    """

    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def best(self, language: str) -> str:
        """Return the text in *language*, else in any other language there is, else ""."""
        return self.values.get(language) or next((text for text in self.values.values() if text), "")

    def has(self, language: str) -> bool:
        """Say whether the text was written in *language*."""
        return bool(self.values.get(language))


def own_words(text: str) -> LocalText:
    """Return what people wrote themselves as a label: the same in every language."""
    return LocalText({"zh_TW": text, "en": text})


Label = Message | LocalText
"""What a declaration calls its labels: either of the two, never a bare string."""


def N_(text: str, **params: object) -> Message:  # noqa: N802 - gettext's own name for the marker
    """Mark *text* for translation and return it as a message."""
    return Message(text, MappingProxyType(params))


def NP_(singular: str, plural: str, n: int, **params: object) -> Message:  # noqa: N802
    """Mark a message that counts *n* things; ``{n}`` is available to both wordings."""
    return Message(singular, MappingProxyType({"n": n, **params}), plural, n)


def zh_en(zh_TW: str, en: str) -> LocalText:  # noqa: N803 - the language code is the name
    """Return a text given in both languages of the product."""
    return LocalText(MappingProxyType({"zh_TW": zh_TW, "en": en}))
