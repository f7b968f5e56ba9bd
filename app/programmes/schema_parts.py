"""The small structures that every part of a pack is made of."""

from __future__ import annotations

import msgspec

from app.core.messages import LocalText

NO_TEXT = LocalText()
"""An absent text; nothing to translate."""


class Datum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a pack states, with where it comes from.

    Args:
        source: fact sheet section, seed section or address; a nested entry without one has its
            parent's.
        inferred: whether it is our reading and not the programme's own word.
        note: what a reader should know besides.
        told_by: who told the group, once somebody set it up for their own round.
    """

    source: str = ""
    inferred: bool = False
    note: LocalText = NO_TEXT
    told_by: str = ""


class PackSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document that the pack draws on."""

    id: str
    title: LocalText
    note: LocalText = NO_TEXT
    address: str = ""


class Setting(Datum, frozen=True, kw_only=True):
    """A value that changes from round to round or that a group may set.

    Args:
        kind: ``integer``, ``money`` (minor units), ``date`` (ISO), ``month`` (YYYY-MM) or ``text``.
        group: ``dates``, ``amounts``, ``pages``, ``sizes``, ``weights``, ``visit`` or ``other``.
    """

    id: str
    label: LocalText
    kind: str
    value: str | int | None = None
    unit: LocalText = NO_TEXT
    group: str = "other"


class OptionItem(Datum, frozen=True, kw_only=True):
    """One choice of a list that record fields offer."""

    id: str
    title: LocalText


class OptionList(Datum, frozen=True, kw_only=True):
    """Choices for fields declared with ``FromPack(id)``."""

    id: str
    title: LocalText
    items: tuple[OptionItem, ...]
