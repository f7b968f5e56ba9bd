"""Two states of a dossier side by side: what is new, gone, changed or moved, block by block.

A state is the dossier as it was at the end of a day, as it is now, or that of the year before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app.core.messages import LocalText, own_words
from app.core.richtext import Run, Runs
from app.programmes.schema import DossierTemplate
from app.services.dossier.views import BlockView, DossierView, PartView, mapping_of, titles_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

NEW, GONE, CHANGED, MOVED = "new", "gone", "changed", "moved"
SAME, ADDED, REMOVED = "same", "added", "removed"
OWN_TYPES = ("dossier", "dossier_part", "dossier_block")
BRIEF = 2
"""As many characters that stayed between two changes belong to them: single ones that agree are chance."""
TOKEN = re.compile(r"[A-Za-z0-9,.]+|\s+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？.!?\n]*[。！？.!?\n]?")
LONG = 3000
"""Characters beyond which texts are compared by sentences: comparing every character would take seconds."""
ATOM_MARKS = {"ref": "【#】", "page": "【p】", "fact": "【=】"}
Stretch = tuple[str, str]
"""``same``, ``added`` or ``removed``, and the words."""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What happened to one block.

    Args:
        what: ``new``, ``gone``, ``changed`` or ``moved``.
        block: as it is now, or was where it is gone.
        words: its words with what was added and removed.
        now: whether it is there now, so that one can go to it.
        before: as it was, where it changed.
    """

    what: str
    block: BlockView
    words: tuple[Stretch, ...]
    now: bool
    before: BlockView | None = None

    @property
    def worded(self) -> bool:
        """Whether words differ, not only how the block is set."""
        return any(kind != SAME for kind, _ in self.words)


@dataclass(frozen=True, slots=True)
class PartChange:
    """The changes of one part. ``title``: of the part, "" takes that of its kind."""

    part: str
    kind: str
    title: LocalText
    changes: tuple[BlockChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes between two states, in the order of the later one."""

    parts: tuple[PartChange, ...]

    @property
    def total(self) -> int:
        """How many blocks differ."""
        return sum(len(one.changes) for one in self.parts)


def days_of(ws: Workspace) -> tuple[str, ...]:
    """Return the ISO days on which a dossier was worked on, newest first. Thread: document lane."""
    zone = ws.program.clock.now().tzinfo
    return tuple(dict.fromkeys(at.astimezone(zone).date().isoformat() for at in ws.document.hours_changed(OWN_TYPES)))


def state_at(ws: Workspace, dossier: str, day: str) -> DossierView | None:
    """Return a dossier as it was at the end of *day* (ISO), as it is now where *day* is "" .

    ``None`` where it had not begun. Thread: document lane.
    """
    if not day:
        return ws.dossier.get(dossier)
    rows = ws.document.family_as_of("dossier", dossier, ws.history.end_of(day))
    own = rows.get(("dossier", dossier))
    if own is None:
        return None
    template = ws.template_of(str(own.get("pack") or ""))
    return _view(dossier, own, rows, template)


def _view(
    dossier: str,
    own: Mapping[str, object],
    rows: Mapping[tuple[str, str], Mapping[str, object]],
    template: DossierTemplate | None,
) -> DossierView:
    titles = titles_of(template)
    parts = _sorted((key, values) for (table, key), values in rows.items() if table == "dossier_part")
    blocks: dict[str, list[tuple[str, Mapping[str, object]]]] = {}
    for (table, key), values in rows.items():
        if table == "dossier_block":
            blocks.setdefault(str(values.get("part") or ""), []).append((key, values))
    made = (_part(key, values, _sorted(blocks.get(key, ())), titles) for key, values in parts)
    return DossierView(dossier, str(own.get("pack") or ""), tuple(made), look=mapping_of(own.get("look")))


def _sorted(rows: Iterable[tuple[str, Mapping[str, object]]]) -> list[tuple[str, Mapping[str, object]]]:
    return sorted(rows, key=lambda one: (str(one[1].get("order_key") or ""), one[0]))


def _part(
    key: str,
    values: Mapping[str, object],
    blocks: Sequence[tuple[str, Mapping[str, object]]],
    titles: Mapping[str, LocalText],
) -> PartView:
    own, item = str(values.get("title") or ""), str(values.get("item") or "")
    title = own_words(own) if own else titles.get(item, LocalText())
    kind = str(values.get("kind") or "chapter")
    found = tuple(_block(block, each) for block, each in blocks)
    return PartView(key, kind, item, title, own, found, bool(values.get("left_out")))


def _block(key: str, values: Mapping[str, object]) -> BlockView:
    runs, level = values.get("runs"), values.get("level")
    return BlockView(
        key,
        str(values.get("kind") or "paragraph"),
        level if isinstance(level, int) else 0,
        str(values.get("style") or ""),
        runs if isinstance(runs, tuple) else (),
        mapping_of(values.get("settings")),
    )


def as_carried(before: DossierView, after: DossierView) -> DossierView:
    """Return last year's dossier under this year's ids, so that what was carried over can be compared."""
    blocks = {one.carried: one.id for part in after.parts for one in part.blocks if one.carried}
    parts = {(one.kind, one.item): one.id for one in reversed(after.parts)}
    return replace(
        before,
        parts=tuple(
            replace(
                part,
                id=parts.get((part.kind, part.item), part.id),
                blocks=tuple(replace(one, id=blocks.get(one.id, one.id)) for one in part.blocks),
            )
            for part in before.parts
        ),
    )


def compare(before: DossierView, after: DossierView) -> Difference:
    """Return what differs between two states of a dossier. Pure; any thread."""
    then = {one.id: (part.id, one) for part in before.parts for one in part.blocks}
    now = {one.id for part in after.parts for one in part.blocks}
    parts = {one.id: one for one in (*before.parts, *after.parts)}
    found: dict[str, list[BlockChange]] = {key: [] for key in dict.fromkeys([*_ids(after), *_ids(before)])}
    for part in after.parts:
        found[part.id] += _of_part(part, then, _staying(before, part))
    for part in before.parts:
        gone = (one for one in part.blocks if one.id not in now and _told(one))
        found[part.id] += [BlockChange(GONE, one, ((REMOVED, said_by(one)),), now=False) for one in gone]
    return Difference(
        tuple(
            PartChange(key, parts[key].kind, parts[key].title, tuple(changes))
            for key, changes in found.items()
            if changes
        )
    )


def _ids(view: DossierView) -> Iterator[str]:
    yield from (one.id for one in view.parts)


def _told(block: BlockView) -> bool:
    """Say whether a block says anything; an empty paragraph that comes or goes is no change."""
    return bool(words_of(block).strip())


def _of_part(
    part: PartView, then: Mapping[str, tuple[str, BlockView]], staying: frozenset[str]
) -> Iterator[BlockChange]:
    for one in part.blocks:
        known = then.get(one.id)
        if known is None:
            if _told(one):
                yield BlockChange(NEW, one, ((ADDED, said_by(one)),), now=True)
            continue
        old = known[1]
        if words_of(old) != words_of(one) or (old.kind, old.level, old.style) != (one.kind, one.level, one.style):
            yield BlockChange(CHANGED, one, tuple(stretches(said_by(old), said_by(one))), now=True, before=old)
        elif (known[0] != part.id or one.id not in staying) and _told(one):
            yield BlockChange(MOVED, one, ((SAME, said_by(one)),), now=True)


def _staying(before: DossierView, part: PartView) -> frozenset[str]:
    """Return the blocks of a part that stand in the order in which they stood; the others were moved."""
    old = next((one for one in before.parts if one.id == part.id), None)
    first = [one.id for one in old.blocks] if old is not None else []
    second = [one.id for one in part.blocks]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return frozenset(key for match in matcher.get_matching_blocks() for key in second[match.b : match.b + match.size])


def words_of(block: BlockView) -> str:
    """Return all of a block that can be compared: its text, or caption, cells and choices."""
    if block.kind in ("table", "photos", "live") or block.settings.get("rows"):
        return "\n".join((said_by(block), *_choices(block)))
    return _text(block.runs)


def said_by(block: BlockView) -> str:
    """Return what a reader finds in a block: its text, or caption and cells, a row to a line."""
    settings = block.settings
    if block.kind not in ("table", "photos", "live") and not settings.get("rows"):
        return _text(block.runs)
    caption, rows = str(settings.get("caption") or ""), settings.get("rows")
    given = rows if isinstance(rows, (list, tuple)) else ()
    lines = (" | ".join(str(cell) for cell in row) for row in given if isinstance(row, (list, tuple)))
    return "\n".join((caption, *lines) if caption else lines)


def _choices(block: BlockView) -> Iterator[str]:
    for key, value in sorted(block.settings.items()):
        if key not in ("caption", "rows", "template"):
            yield f"{key}: {', '.join(map(str, value)) if isinstance(value, (list, tuple)) else value}"


def _text(runs: Runs) -> str:
    return "".join(one.text if isinstance(one, Run) else ATOM_MARKS[one.kind] for one in runs)


def stretches(old: str, new: str) -> Iterator[Stretch]:
    """Yield *new* with what was added to *old* and removed from it, in order."""
    pattern = SENTENCE if max(len(old), len(new)) > LONG else TOKEN
    first, second = [one for one in pattern.findall(old) if one], [one for one in pattern.findall(new) if one]
    for gone, come in _joined(first, second):
        if gone == come:
            yield SAME, gone
            continue
        yield from ((kind, text) for kind, text in ((REMOVED, gone), (ADDED, come)) if text)


def _joined(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Return old and new words side by side, in order; changes with next to nothing between them as one."""
    found: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        gone, come = "".join(first[i:j]), "".join(second[k:m])
        last = j == len(first) and m == len(second)
        joins = tag != "equal" or (len(gone) <= BRIEF and "\n" not in gone and not last)
        if found and joins and found[-1][0] != found[-1][1]:
            found[-1] = found[-1][0] + gone, found[-1][1] + come
        else:
            found.append((gone, come))
    return found


def marked(words: Iterable[Stretch], around: int = 30) -> str:
    """Return stretches as plain text: 【−gone】【＋new】; what stays the same is shortened in its middle."""
    found = []
    for kind, text in words:
        if kind == SAME:
            short = len(text) > 2 * around + 1
            found.append(text[:around] + "…" + text[-around:] if short else text)
        else:
            found.append(f"【{'＋' if kind == ADDED else '−'}{text}】")
    return "".join(found)
