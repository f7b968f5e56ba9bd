"""What the manual is made of: chapters of short sections, each text in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import Label


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that can be looked up.

    Args:
        id: unique within the manual; the screen and the PDF use it as target.
        title: a question or an action.
        texts: paragraphs.
        steps: numbered actions, in order.
        after: paragraphs below the steps.
    """

    id: str
    title: Label
    texts: tuple[Label, ...] = ()
    steps: tuple[Label, ...] = ()
    after: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that belong together."""

    id: str
    title: Label
    sections: tuple[Section, ...]
