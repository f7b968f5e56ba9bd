"""What evidence can prove: the scored lines of the programmes, aspects of the dossier, topics and outcomes.

A target is a text that never changes within a programme: ``nfa-114/site/1.1``, ``aspect:2``,
``topic:water``, ``outcome:…``. Which record types can prove it is the programme's map. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.messages import N_, Label, LocalText, Message
from app.programmes.roadmap import PAGE
from app.programmes.schema import EvidenceLink, Pack, RubricItem
from app.programmes.schema_parts import NO_TEXT

ASPECT, TOPIC, OUTCOME = "aspect", "topic", "outcome"
LISTS: Mapping[str, str] = {"topics": TOPIC, "outcomes": OUTCOME}
"""Lists of a pack whose items can be proven, and the word before their keys."""
EVIDENCE_LINES, EVIDENCE_SHEETS = "evidence_lines", "evidence_sheets"
"""Lists that programmes provide: every line by its key, every sheet by what its lines have in common."""


@dataclass(frozen=True, slots=True)
class Target:
    """One line that evidence can prove.

    Args:
        key: as stored with the evidence.
        number: as the programme counts it, "" for none.
        title: what is asked.
        points: what it is worth, ``None`` where it has no points.
        part: heading above it, ``None`` for none.
        criterion: what a good answer looks like.
        aspect: of the dossier to which it belongs, "" for none.
        links: what the programme's map says can prove it.
    """

    key: str
    number: str
    title: LocalText
    points: int | None = None
    part: LocalText | None = None
    criterion: LocalText | None = None
    aspect: str = ""
    links: tuple[EvidenceLink, ...] = ()

    @property
    def words(self) -> LocalText:
        """Its number and title."""
        return _numbered(self.number, self.title)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines that belong together: a rubric, the aspects of a dossier, a list of topics.

    Args:
        key: such as ``nfa-114/site``.
        pack: id of the programme.
        title: what people call it.
        source: where it comes from.
        follows: record types that are suggested where a record that shows them is cited.
    """

    key: str
    pack: str
    title: Label
    targets: tuple[Target, ...]
    source: str = ""
    follows: tuple[EvidenceLink, ...] = field(default=(), hash=False)

    def target(self, key: str) -> Target | None:
        """Return the line called *key*, ``None`` where there is none."""
        return next((one for one in self.targets if one.key == key), None)


def sheets_of(packs: Iterable[Pack]) -> tuple[Sheet, ...]:
    """Return every sheet of *packs*, in their order."""
    return tuple(sheet for pack in packs for sheet in _of_pack(pack))


def topic_sheet(packs: Iterable[Pack], topics: Sequence[tuple[str, LocalText]]) -> Sheet | None:
    """Return the topics of the Roadmap as lines, where a programme leads to it; ``None`` elsewhere.

    Args:
        packs: programmes of the file, the main one first.
        topics: key and title of each topic, the team's own among them.
    """
    pack = next((one for one in packs if any(_leads_to_roadmap(task.tool) for task in one.tasks)), None)
    if pack is None or not topics:
        return None
    targets = tuple(Target(f"{TOPIC}:{key}", "", title, links=_links(pack, f"{TOPIC}:{key}")) for key, title in topics)
    title = N_("{programme}, topics of the Roadmap", programme=pack.short if pack.short.values else pack.name)
    return Sheet(f"{pack.id}/{TOPIC}", pack.id, title, targets, "mvp2.md 7")


def words_of(sheets: Sequence[Sheet]) -> Mapping[str, LocalText]:
    """Return the key of every line to its words."""
    return {target.key: target.words for sheet in sheets for target in sheet.targets}


def stage_of(key: str) -> str:
    """Return the rubric that a target belongs to, or the word before its key."""
    parts = key.split("/")
    return parts[1] if len(parts) == 3 else key.partition(":")[0]


def group_of(key: str) -> str:
    """Return what the lines of one sheet have in common: ``nfa-114/site``, ``aspect``."""
    return key.rpartition("/")[0] or key.partition(":")[0]


def line_words(target: Target) -> Label:
    """Return a line's words with its points behind them."""
    if target.points is None:
        return target.words
    return N_("{line} ({points} points)", line=target.words, points=target.points)


def _leads_to_roadmap(tool: str) -> bool:
    return tool.partition(":")[0] == PAGE


def _of_pack(pack: Pack) -> Iterator[Sheet]:
    short = pack.short if pack.short.values else pack.name
    follows = tuple(link for link in pack.evidence_map if link.follows)
    aspects = {one.aspect for one in pack.dossier.chapters} if pack.dossier else set()
    rubrics = [
        Sheet(f"{pack.id}/{one.id}", pack.id, _both(short, one.title),
              tuple(_lines(pack, one.id, one.items, aspects)), one.source, follows)
        for one in pack.rubrics
    ]  # fmt: skip
    yield from rubrics
    if pack.dossier and not any(one.aspect for sheet in rubrics for one in sheet.targets):
        chapters = tuple(
            Target(f"{ASPECT}:{one.aspect}", one.aspect, one.title, aspect=one.aspect,
                   links=_links(pack, f"{ASPECT}:{one.aspect}"))
            for one in pack.dossier.chapters if one.aspect
        )  # fmt: skip
        if chapters:
            title = N_("{programme}, chapters of the dossier", programme=short)
            yield Sheet(f"{pack.id}/{ASPECT}", pack.id, title, chapters, "", follows)
    for one in pack.lists:
        if one.id in LISTS:
            word = LISTS[one.id]
            items = tuple(
                Target(f"{word}:{item.id}", "", item.title, links=_links(pack, f"{word}:{item.id}"))
                for item in one.items
            )
            yield Sheet(f"{pack.id}/{word}", pack.id, _both(short, one.title), items, one.source, follows)


def _lines(
    pack: Pack, rubric: str, items: Sequence[RubricItem], aspects: set[str], part: LocalText | None = None
) -> Iterator[Target]:
    for item in items:
        if item.items:
            yield from _lines(pack, rubric, item.items, aspects, item.title)
        else:
            first = item.id.partition(".")[0]
            yield Target(
                f"{pack.id}/{rubric}/{item.id}",
                item.id,
                item.title,
                item.points,
                part,
                item.criterion if item.criterion.values else None,
                first if first in aspects else "",
                _links(pack, f"{rubric}/{item.id}"),
            )


def _links(pack: Pack, line: str) -> tuple[EvidenceLink, ...]:
    return tuple(one for one in pack.evidence_map if line in one.lines)


def _both(pack: LocalText, title: LocalText) -> Message:
    return N_("{programme}, {sheet}", programme=pack, sheet=title)


def _numbered(number: str, title: LocalText) -> LocalText:
    if not number:
        return title if title.values else NO_TEXT
    return LocalText({language: f"{number} {text}" for language, text in title.values.items()})
