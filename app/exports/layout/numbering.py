"""Numbers the whole tree and gives references their text.

Chinese: 第一章, 一、, (一), 1., (1); 附錄一; 圖1, 表1. English: Chapter 1, A., 1., a., (1); Appendix 1;
Figure 1, Table 1. Nobody types a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.core.headings import heading_number
from app.core.numerals import chinese_number
from app.core.richtext import Atom, Inline, Run, Runs, plain
from app.exports.layout.items import Unresolved
from app.exports.layout.words import standard_words
from app.exports.spec import SHOWN, AttachedPdf, Chart, DocumentSpec, Heading, ListItem, Part, Photos, Table, records_in

LEVELS = 4


@dataclass(slots=True)
class Numbering:
    """What the walk through the tree found.

    Args:
        printed: id to the number as it stands before a title or item, such as ``一、`` or ``圖3、``.
        labels: id to the number as a reference names it, such as ``第二章一、(三)`` or ``圖3``.
        titles: id of a part or heading to its words without number, for contents and bookmarks.
        unresolved: references that lead nowhere, filled while resolving.
    """

    printed: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Runs] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    unresolved: list[Unresolved] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wording:
    """A spec's words over the standard ones."""

    chinese: bool
    language: str
    full_width: bool
    words: Mapping[str, str]

    @classmethod
    def of(cls, spec: DocumentSpec) -> Wording:
        """Return the wording of *spec*."""
        words = {**standard_words(spec.language), **spec.words}
        return cls(spec.language.startswith("zh"), spec.language, spec.full_width_parens, words)

    def number(self, word: str, n: int, *, counted: bool = False) -> str:
        """Return such as 第三章 or Figure 3; *counted* figures keep Arabic digits in Chinese too."""
        shown = str(n) if counted or not self.chinese else chinese_number(n)
        return self.words[word].replace("{n}", shown)


def number(spec: DocumentSpec) -> Numbering:
    """Number parts, headings, list items, figures and tables of *spec*."""
    wording, out = Wording.of(spec), Numbering()
    counts = {"chapter": 0, "appendix": 0, "figure": 0, "table": 0}
    for part in spec.parts:
        out.known.add(part.id)
        out.titles[part.id] = part.title
        if part.kind in ("chapter", "appendix"):
            counts[part.kind] += 1
            label = wording.number(part.kind, counts[part.kind])
            out.labels[part.id] = label
            out.printed[part.id] = label + wording.words["title"]
        _number_blocks(part, wording, counts, out)
    return out


def _number_blocks(part: Part, wording: Wording, counts: dict[str, int], out: Numbering) -> None:
    levels = [0] * (LEVELS + 1)
    items: list[int] = []
    for block in part.blocks:
        out.known.add(block.id)
        out.known.update(SHOWN + one for one in records_in(block))
        if isinstance(block, ListItem):
            del items[block.level + 1 :]
            items.extend([0] * (block.level + 1 - len(items)))
            if block.marker == "number":
                items[block.level] += 1
                out.printed[block.id] = f"{items[block.level]}."
            continue
        items.clear()
        if isinstance(block, Heading):
            _number_heading(block, part, wording, levels, out)
        elif isinstance(block, AttachedPdf):
            out.titles[block.id] = plain(block.title)
        elif isinstance(block, Table) and block.numbered and block.caption:
            _count("table", block.id, wording, counts, out)
        elif isinstance(block, Chart) and block.numbered and block.caption:
            _count("figure", block.id, wording, counts, out)
        elif isinstance(block, Photos):
            for photo in block.items:
                out.known.add(photo.id)
                if block.numbered:
                    _count("figure", photo.id, wording, counts, out)


def _count(word: str, block_id: str, wording: Wording, counts: dict[str, int], out: Numbering) -> None:
    counts[word] += 1
    label = wording.number(word, counts[word], counted=True)
    out.labels[block_id] = label
    out.printed[block_id] = label + wording.words["caption"]


def _number_heading(block: Heading, part: Part, wording: Wording, levels: list[int], out: Numbering) -> None:
    out.titles[block.id] = block.runs
    if not block.numbered:
        return
    level = min(max(block.level, 1), LEVELS)
    levels[level] += 1
    levels[level + 1 :] = [0] * (LEVELS - level)
    numbers = [
        heading_number(one, levels[one], wording.language, wording.full_width)
        for one in range(1, level + 1)
        if levels[one]
    ]
    out.printed[block.id] = numbers[-1]
    above, chain = out.labels.get(part.id, ""), "".join(numbers).rstrip("、.")
    out.labels[block.id] = above + ("" if wording.chinese or not above else ", ") + chain


@dataclass(frozen=True, slots=True)
class PageOf:
    """A resolved ``page`` atom: the page number of *target*, filled in while drawing."""

    target: str
    marks: tuple[str, ...] = ()


Resolved = tuple[Run | PageOf, ...]


def resolve(runs: Iterable[Inline], block_id: str, numbering: Numbering, wording: Wording) -> Resolved:
    """Give atoms their text; one that leads nowhere becomes a question mark and is noted."""
    out: list[Run | PageOf] = []
    for one in runs:
        if isinstance(one, Run):
            out.append(one)
        elif one.kind == "page" and one.target in numbering.known:
            out.append(PageOf(one.target))
        else:
            out.append(Run(_text_of(one, block_id, numbering, wording)))
    return tuple(out)


def _text_of(atom: Atom, block_id: str, numbering: Numbering, wording: Wording) -> str:
    if atom.kind == "ref":
        label = numbering.labels.get(atom.target)
        if label:
            return label
        if atom.target in numbering.titles:
            return "".join(run.text for run in numbering.titles[atom.target] if isinstance(run, Run))
    if atom.target.startswith(SHOWN):
        return wording.words["nowhere"]
    numbering.unresolved.append(Unresolved(atom.kind, atom.target, block_id))
    return wording.words["unresolved"]
