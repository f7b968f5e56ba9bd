"""For whom a paper is, its sheet, and the sizes of its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CM = 72 / 2.54
"""Points in a centimetre."""
SHOWN = "shown:"
"""Begins the target of a ``page`` atom that asks for the pages on which a record is printed."""


class Audience(StrEnum):
    """Who an output is for; masking happened before the spec was made."""

    TEAM = "team"
    AUTHORITY = "authority"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Paper and margins, in points."""

    width: float = 595.276
    height: float = 841.89
    top: float = 2.5 * CM
    bottom: float = 2.5 * CM
    left: float = 2.5 * CM
    right: float = 2.5 * CM

    def turned(self) -> PageFormat:
        """Return the same sheet lying on its long side, with the same margins."""
        return PageFormat(self.height, self.width, self.top, self.bottom, self.left, self.right)


A4 = PageFormat()
LETTER = PageFormat(width=612.0, height=792.0)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Sizes of a document's text, in points.

    Args:
        size: body, headings, captions, cells, marks: everything off the cover.
        leading: pitch of the lines.
        cover_title, cover_body: sizes on the cover.
        indent_em: first-line indent of body paragraphs, in em.
        face: ``kai`` (body in Kai, the default for dossiers) or ``sans`` (lists, manuals, cards).
    """

    size: float = 14.0
    leading: float = 22.0
    cover_title: float = 16.0
    cover_body: float = 14.0
    indent_em: float = 2.0
    face: str = "kai"
