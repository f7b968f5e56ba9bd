"""Rich text: a tuple of inline runs, never HTML; equal text is equal bytes.

Stored as JSON: ``{"t": text, "m": ["b", "e"]}`` for a run, ``{"ref": id}``, ``{"page": id}`` or
``{"fact": id}`` for an atom whose text is filled in when a document is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BOLD, EMPHASIS = "b", "e"
ATOMS = ("ref", "page", "fact")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their marks.

    Args:
        text: any characters; ``\\n`` is a line break inside the paragraph.
        marks: sorted, of ``"b"`` (bold) and ``"e"`` (emphasis).
    """

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """A place whose text follows something else.

    Args:
        kind: ``ref`` (the number of a figure, table or heading), ``page`` (the page it stands on)
            or ``fact`` (a value of the fact register).
        target: id of the block, or of the fact.
    """

    kind: str
    target: str


Inline = Run | Atom
Runs = tuple[Inline, ...]


def plain(text: str) -> Runs:
    """Return *text* as runs without marks; an empty text is an empty tuple."""
    return (Run(text),) if text else ()


def normalise(runs: Iterable[Inline]) -> Runs:
    """Drop empty runs, sort marks and join neighbours with the same marks."""
    out: list[Inline] = []
    for one in runs:
        if isinstance(one, Run):
            if not one.text:
                continue
            one = Run(one.text, tuple(sorted(set(one.marks))))
            last = out[-1] if out else None
            if isinstance(last, Run) and last.marks == one.marks:
                out[-1] = Run(last.text + one.text, one.marks)
                continue
        out.append(one)
    return tuple(out)


def text_of(runs: Iterable[Inline]) -> str:
    """Return the characters alone; atoms count as nothing."""
    return "".join(one.text for one in runs if isinstance(one, Run))


def to_json(runs: Iterable[Inline]) -> list[dict[str, object]]:
    """Return the stored form of *runs*, normalised."""
    out: list[dict[str, object]] = []
    for one in normalise(runs):
        if isinstance(one, Atom):
            out.append({one.kind: one.target})
        else:
            out.append({"t": one.text, "m": list(one.marks)} if one.marks else {"t": one.text})
    return out


def from_json(value: object) -> Runs:
    """Read the stored form; what is not of that form is left out, text never raises."""
    out: list[Inline] = []
    items: Sequence[object] = value if isinstance(value, (list, tuple)) else ()
    for item in items:
        if not isinstance(item, dict):
            continue
        text = item.get("t")
        if isinstance(text, str):
            marks = item.get("m")
            chosen = [mark for mark in marks if mark in (BOLD, EMPHASIS)] if isinstance(marks, (list, tuple)) else []
            out.append(Run(text, tuple(chosen)))
            continue
        out.extend(Atom(kind, str(item[kind])) for kind in ATOMS if isinstance(item.get(kind), str))
    return normalise(out)
