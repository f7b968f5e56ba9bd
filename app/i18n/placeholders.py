"""Named places ``{name}`` in message ids and translations: which there are, and whether two texts agree."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter


def placeholders(text: str) -> frozenset[str] | None:
    """Return the names of the places in *text*.

    Args:
        text: a message id or a translation; ``{{`` and ``}}`` are braces, not places.

    Returns:
        The names, or ``None`` where the braces do not balance or a place is not a plain name
        (empty, a number, an attribute, with a conversion or a format).
    """
    names: set[str] = set()
    try:
        for _literal, name, form, conversion in Formatter().parse(text):
            if name is None:
                continue
            if not name.isidentifier() or form or conversion:
                return None
            names.add(name)
    except ValueError:
        return None
    return frozenset(names)


def agree(sources: Iterable[str], translation: str) -> bool:
    """Say whether *translation* has exactly the places of one of *sources*.

    Args:
        sources: the message id, and its plural wording where it counts something.
        translation: one form of the translation.
    """
    found = placeholders(translation)
    return found is not None and any(placeholders(source) == found for source in sources)
