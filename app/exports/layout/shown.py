"""On which pages records are printed, read off a laid-out document, and how a reader is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from app.core.richtext import Atom, Inline, Run, Runs
from app.exports.layout.items import Laid
from app.exports.layout.words import standard_words
from app.exports.spec import SHOWN, Block, DocumentSpec, Table


def shown_pages(laid: Laid) -> Mapping[str, tuple[int, ...]]:
    """Return the id of each record that is printed to the pages on which it begins, rising. Pure; any thread."""
    found: dict[str, dict[int, None]] = {}
    for page in laid.pages:
        for placed in page.placed:
            for mark in () if placed.repeated else placed.row.starts:
                if mark.startswith(SHOWN):
                    found.setdefault(mark.removeprefix(SHOWN), {})[page.number] = None
    return MappingProxyType({record: tuple(pages) for record, pages in found.items()})


def page_words(pages: Iterable[int], between: str) -> str:
    """Return pages as an index names them, neighbours as one stretch: ``12, 15–16``."""
    stretches = (
        [page for _, page in found]
        for _, found in groupby(enumerate(sorted(set(pages))), lambda pair: pair[1] - pair[0])
    )
    return between.join(str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in stretches)


def asked_records(spec: DocumentSpec) -> frozenset[str]:
    """Return the records whose pages the tables of *spec* tell."""
    return frozenset(
        one.target.removeprefix(SHOWN)
        for part in spec.parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for one in cell
        if isinstance(one, Atom) and _asks(one)
    )


def with_pages(spec: DocumentSpec, pages: Mapping[str, Sequence[int]]) -> DocumentSpec:
    """Return *spec* with the pages of records filled into its tables. Pure; any thread.

    Args:
        spec: its tables may hold ``page`` atoms that ask for records.
        pages: id of a record to the pages on which it is printed; see :func:`shown_pages`.
    """
    between = "、" if spec.language.startswith("zh") else ", "
    nowhere = {**standard_words(spec.language), **spec.words}["nowhere"]

    def told(one: Inline) -> Inline:
        if not isinstance(one, Atom) or not _asks(one):
            return one
        return Run(page_words(pages.get(one.target.removeprefix(SHOWN), ()), between) or nowhere)

    def settled(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows: tuple[tuple[Runs, ...], ...] = tuple(
            tuple(tuple(told(one) for one in cell) for cell in row) for row in block.rows
        )
        return block if rows == block.rows else replace(block, rows=rows)

    parts = tuple(replace(part, blocks=tuple(settled(block) for block in part.blocks)) for part in spec.parts)
    return replace(spec, parts=parts)


def _asks(atom: Atom) -> bool:
    return atom.kind == "page" and atom.target.startswith(SHOWN)
