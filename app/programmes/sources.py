"""Says in words which documents a datum of a pack cites: ``S4 柒; nfa_114.md 13`` means nothing to a reader."""

from __future__ import annotations

from app.core.messages import LocalText
from app.programmes.schema import Pack


def cited_in(pack: Pack | None, cited: str, joint: str = "\n") -> LocalText | None:
    """Return the documents that a datum cites, by the titles that the pack gives them, with their sections.

    Args:
        pack: names its sources.
        cited: as the pack writes it: ids with a section, parted by ``;`` or ``,``.
        joint: stands between two documents.

    Returns:
        ``None`` where the pack names none of them. Thread: any.
    """
    found: dict[str, list[str]] = {}
    named = {one.id: one.title for one in pack.sources} if pack is not None else {}
    for part in cited.replace(",", ";").split(";"):
        name, _, section = part.strip().partition(" ")
        for language, text in named[name].values.items() if name in named else ():
            found.setdefault(language, []).append(text if name.endswith(".md") else f"{text} {section}".strip())
    whole = {language: joint.join(dict.fromkeys(lines)) for language, lines in found.items()}
    return LocalText(whole) if whole else None
