"""Drafts of the summary table: leading sentences of a chapter's sections, to be edited. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from app.core.richtext import Run, Runs, text_of
from app.programmes.schema import DossierTemplate
from app.services.dossier.views import BlockView, DossierView, PartView

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered

MOST = 240
"""Characters of a draft: five of them still stand on two pages."""
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
ENGLISH = re.compile(r"[^\n]+?(?:[.!?](?=\s|$)|$)")
UNKNOWN = "\ufffc"
"""Stands for a reference, whose number means nothing outside the chapter."""


def chapter_for(view: DossierView, template: DossierTemplate, row: str) -> PartView | None:
    """Return the chapter that a row of the summary tells of, ``None`` where it is gone or left out."""
    aspect = row.rpartition("-")[2]
    item = next((one.id for one in template.chapters if one.aspect and one.aspect == aspect), "")
    return next((one for one in view.parts if one.kind == "chapter" and one.item == item and not one.left_out), None)


def draft_of(gathered: Gathered, row: str) -> str:
    """Return a draft for a row of the summary: one sentence of each section of its chapter, "" where none is written.

    Args:
        gathered: the dossier as it is.
        row: id of the row, such as ``aspect-3``.
    """
    chapter = chapter_for(gathered.view, gathered.template, row)
    if chapter is None:
        return ""
    chinese = gathered.spec.language.startswith("zh")
    said, room = [], MOST if chinese else 3 * MOST
    for lead in leads_of(chapter, gathered.facts, chinese=chinese):
        if len(lead) <= room:
            said.append(lead)
            room -= len(lead)
    return ("" if chinese else " ").join(said)


def leads_of(chapter: PartView, facts: Mapping[str, str], *, chinese: bool = True) -> Iterator[str]:
    """Yield the first whole sentence below each first-level heading of a chapter, and before the first one."""
    wanted = True
    for block in chapter.blocks:
        if block.kind == "heading" and block.level <= 1:
            wanted = True
        elif wanted and block.kind in ("paragraph", "list_item"):
            lead = _lead(block, facts, chinese=chinese)
            if lead:
                wanted = False
                yield lead


def _lead(block: BlockView, facts: Mapping[str, str], *, chinese: bool) -> str:
    text = _text(block.runs, facts)
    for found in (SENTENCE if chinese else ENGLISH).finditer(text):
        sentence = found.group(0).strip()
        if sentence and UNKNOWN not in sentence:
            return sentence if not chinese or sentence[-1] in "。！？" else sentence + "。"
    return ""


def _text(runs: Runs, facts: Mapping[str, str]) -> str:
    return "".join(
        one.text if isinstance(one, Run) else facts.get(one.target, UNKNOWN) if one.kind == "fact" else UNKNOWN
        for one in runs
    )


def length_of(runs: Runs) -> int:
    """Return how many characters a row has, without white space."""
    return len("".join(text_of(runs).split()))
