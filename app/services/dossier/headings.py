"""Headings that a template suggests: each is printed once something is printed below it, or on the team's word.

An empty section would cost a heading, a line of the contents and a number. A heading that the team worded
itself, refers to, or keeps on purpose is printed as it is. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.core.richtext import Atom, text_of
from app.exports.spec import Block, Heading
from app.programmes.schema import DossierTemplate
from app.services.dossier.views import BlockView, DossierView

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered

TEMPLATE, KEPT = "template", "kept"
"""Settings of a heading: id in the template that suggested it; whether it prints although nothing is below."""
DEEPEST = 9


def suggested(view: DossierView, template: DossierTemplate) -> frozenset[str]:
    """Return the ids of the headings that stand there as the template wrote them, with nobody's word on them."""
    titles = {one.id: one.title.values.values() for chapter in template.chapters for one in chapter.headings}
    cited = {one.target for block in _blocks(view) for one in block.runs if isinstance(one, Atom)}
    return frozenset(block.id for block in _blocks(view) if block.id not in cited and _untouched(block, titles))


def _blocks(view: DossierView) -> Iterator[BlockView]:
    return (block for part in view.parts for block in part.blocks)


def _untouched(block: BlockView, titles: Mapping[str, Collection[str]]) -> bool:
    wrote = titles.get(str(block.settings.get(TEMPLATE) or ""), ())
    return block.kind == "heading" and block.settings.get(KEPT) is not True and text_of(block.runs).strip() in wrote


def with_content(blocks: Sequence[Block], ids: Collection[str]) -> tuple[Block, ...]:
    """Return *blocks* without those headings of *ids* below which nothing is printed.

    A heading of a deeper level that is printed counts as content.
    """
    below = [False] * (DEEPEST + 1)
    kept: list[Block] = []
    for block in reversed(blocks):
        if not isinstance(block, Heading):
            below = [True] * (DEEPEST + 1)
            kept.append(block)
            continue
        level = min(block.level, DEEPEST)
        if printed := block.id not in ids or below[level]:
            kept.append(block)
        below = [(has or printed) if at < level else False for at, has in enumerate(below)]
    return tuple(reversed(kept))


def waiting(gathered: Gathered) -> frozenset[str]:
    """Return the ids of the headings that are not printed yet because nothing stands below them."""
    printed = {block.id for part in gathered.spec.parts for block in part.blocks if isinstance(block, Heading)}
    return suggested(gathered.view, gathered.template) - printed


def kept_empty(gathered: Gathered) -> frozenset[str]:
    """Return the ids of the headings that print on the team's word although nothing stands below them."""
    kept = {block.id for block in _blocks(gathered.view) if block.settings.get(KEPT) is True}
    full = {one.id for part in gathered.spec.parts for one in with_content(part.blocks, kept)}
    return frozenset(one.id for part in gathered.spec.parts for one in part.blocks if one.id in kept - full)
