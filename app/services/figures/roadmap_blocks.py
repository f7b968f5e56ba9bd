"""What the Roadmap says as figures and live blocks: who was heard, what is told by whom, statements, summaries.

Counts take in every statement; words are printed only of those that may leave the team. Thread: document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.core.fields import Option
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.drawings import ROUND, Bar, Bars, Heat, Whole
from app.exports.spec import Block, Chart, Column, Heading, ListItem, Paragraph, Table
from app.models.roadmap import KINDS, PASSES, PROVENANCES
from app.programmes.roadmap import given_roadmap
from app.services.figures.words import caption, sentences
from app.services.live_kinds import LiveKind, LiveOption, Shown
from app.services.roadmap.gather import shown_roadmap
from app.services.roadmap.views import UNKNOWN, Cell, RoadmapView, StatementView, TopicView
from app.services.roadmap.words_of import MARKS, heard_words, kind_word, provenance_word

MANY, FEW = 5, 3
"""Groups side by side in one table of a report and of a dossier, whose type is larger; more follow below."""
ALL, OWN = "all", "own"
READS = ("statement", "roadmap_topic", "roadmap_question", "population_group", "event", "questionnaire")


def cell_words(shown: Shown, cell: Cell) -> str:
    """Return what a field of the coverage table says, its shape first."""
    return f"{MARKS[cell.state]} {shown.text(heard_words(cell))}"


def coverage_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the table of groups and topics: heard, only told about, nothing; the darker, the more was heard."""
    view = shown_roadmap(shown).counted
    if not view.groups or not view.statements:
        return ()
    return tuple(coverage_charts(block_id, settings, shown, view, FEW))


def coverage_charts(
    block_id: str, settings: Mapping[str, object], shown: Shown, view: RoadmapView, across: int
) -> Iterator[Block]:
    """Yield a chart for every *across* groups, and what the words in it mean below the last."""
    parts = [view.groups[at : at + across] for at in range(0, len(view.groups), across)]
    means = N_("Heard: residents said so themselves. Told: others say it of them. The number counts statements.")
    title = shown.text(N_("Who was heard on which topic"))
    for number, groups in enumerate(parts):
        rows = tuple(
            (
                shown.text(one.topic.title),
                tuple(_field(shown, view.cell(group, one.topic.key)) for group, _ in groups),
            )
            for one in view.topics
        )
        drawing = Heat(tuple(name for _, name in groups), rows, shown.text(N_("Topic of the Roadmap")))
        last = number == len(parts) - 1
        named = (
            caption(settings, title) if number == 0 else plain(shown.text(N_("{title}, further groups", title=title)))
        )
        note = plain(sentences(shown, means, _silent(shown, view))) if last else ()
        yield Chart(block_id if number == 0 else f"{block_id}-{number}", drawing, named, note)


def _field(shown: Shown, cell: Cell) -> tuple[str, int]:
    level = min(3, 1 + cell.voices) if cell.voices else 1 if cell.others else 0
    return cell_words(shown, cell), level


def _silent(shown: Shown, view: RoadmapView) -> Label | None:
    names = [view.name(one) for one in view.silent]
    return N_("Heard on no topic yet: {groups}.", groups=shown.listed(names)) if names else None


def kind_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return how many statements there are by topic, by kind, and by who says so."""
    view = shown_roadmap(shown).counted
    return tuple(kind_charts(block_id, settings, shown, view)) if view.statements else ()


def kind_charts(
    block_id: str, settings: Mapping[str, object], shown: Shown, view: RoadmapView, *, crossed: bool = False
) -> Iterator[Block]:
    """Yield statements by topic and by kind, and who says so as one parted bar.

    Args:
        block_id: of the live block.
        settings: of the live block.
        shown: words of the output.
        view: the Roadmap, every statement in it.
        crossed: whether topics and kinds stand in one table on grounds, which needs small type.
    """
    whole = shown.text(NP_("{n} statement in all.", "{n} statements in all.", view.statements))
    title = caption(settings, shown.text(N_("Statements by topic")))
    if crossed:
        rows = [
            (shown.text(one.topic.title), tuple(_number(shown, one.kinds.get(kind.key, 0)) for kind in KINDS))
            for one in view.topics
        ]
        sums = tuple((shown.number(_of_kind(view, kind.key)), 0) for kind in KINDS)
        rows.append((shown.text(N_("All topics")), sums))
        heads = tuple(shown.text(kind_word(one.key)) for one in KINDS)
        yield Chart(block_id, Heat(heads, tuple(rows), shown.text(N_("Topic of the Roadmap"))), title, plain(whole))
    else:
        topics = [(shown.text(one.topic.title), len(one.statements)) for one in view.topics if one.statements]
        yield Chart(block_id, _bars(shown, topics), title, plain(whole))
        kinds = [(shown.text(kind_word(one.key)), _of_kind(view, one.key)) for one in KINDS]
        yield Chart(f"{block_id}-kinds", _bars(shown, kinds), plain(shown.text(N_("Statements by kind"))))
    counts = [(one.key, sum(topic.provenances.get(one.key, 0) for topic in view.topics)) for one in PROVENANCES]
    total = sum(number for _, number in counts)
    if not total:
        return
    bars = tuple(
        Bar(shown.text(provenance_word(key)), number, shown.number(number), fill)
        for (key, number), fill in zip(counts, ROUND, strict=False)
        if number
    )
    said = N_("Questions that nobody can answer yet are not counted.")
    yield Chart(f"{block_id}-said", Whole(bars), plain(shown.text(N_("Who says so"))), plain(shown.text(said)))


def _bars(shown: Shown, counts: Sequence[tuple[str, int]]) -> Bars:
    return Bars(tuple(Bar(label, number, shown.number(number)) for label, number in counts))


def _of_kind(view: RoadmapView, kind: str) -> int:
    return sum(one.kinds.get(kind, 0) for one in view.topics)


def _number(shown: Shown, value: int) -> tuple[str, int]:
    return (shown.number(value) if value else "", min(3, -(-value // 2)))


def statement_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the statements of one topic, or of all, that may be printed: a table each, and what is not known yet."""
    wanted = str(settings.get("topic") or ALL)
    found = shown_roadmap(shown).printed
    topics = [one for one in found.topics if one.statements and _wanted(one, wanted)]
    blocks: list[Block] = []
    for number, one in enumerate(topics):
        key = block_id if number == 0 else f"{block_id}-{one.topic.key}"
        heading = shown.text(one.topic.title) if len(topics) > 1 else ""
        written = settings if number == 0 else {}
        blocks += topic_blocks(key, shown, found, one, heading=heading, settings=written)
    return _first_named(block_id, blocks)


def _first_named(block_id: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return *blocks* of which one has the id of the live block, so that its place is found."""
    if not blocks or any(one.id == block_id for one in blocks):
        return tuple(blocks)
    return (replace(blocks[0], id=block_id), *blocks[1:])


def _wanted(one: TopicView, wanted: str) -> bool:
    return wanted == ALL or (one.topic.own if wanted == OWN else one.topic.key == wanted)


def topic_blocks(
    key: str,
    shown: Shown,
    view: RoadmapView,
    one: TopicView,
    *,
    heading: str = "",
    summary: bool = False,
    settings: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[Block]:
    """Yield what may be printed of a topic: a heading, its summary, its statements, what is not known yet."""
    title = shown.text(one.topic.title)
    if heading:
        yield Heading(f"{key}-head", 1, plain(heading), numbered=False)
    if summary and one.topic.summary.strip():
        for number, words in enumerate(line for line in one.topic.summary.splitlines() if line.strip()):
            yield Paragraph(f"{key}-sum-{number}", plain(words.strip()))
    known = [each for each in one.statements if each.kind != UNKNOWN]
    if known:
        usual = shown.text(N_("What is known: {topic}", topic=title))
        yield _table(key, shown, view, known, caption(settings, usual))
    unknown = [each for each in one.statements if each.open]
    if unknown:
        lead = shown.text(N_("Not known yet"))
        yield Paragraph(f"{key}-open", plain(lead), "lead")
        for each in unknown:
            yield ListItem(f"{key}-open-{each.id}", plain(_flat(each.text)), shows=(each.id,))


def _table(key: str, shown: Shown, view: RoadmapView, known: Sequence[StatementView], title: Runs) -> Table:
    heads = (N_("Statement"), N_("What it tells"), N_("Who says so"))
    rows = [tuple(plain(shown.text(one)) for one in heads)]
    rows += [
        (plain(_flat(each.text)), plain(shown.text(kind_word(each.kind))), plain(said_words(shown, view, each)))
        for each in known
    ]
    shows = ("", *(each.id for each in known))
    return Table(key, (Column(5.2), Column(1.8), Column(4.2)), tuple(rows), caption=title, row_shows=shows)


def said_words(shown: Shown, view: RoadmapView, one: StatementView) -> str:
    """Return who says so, where, of whom, in which pass."""
    groups = [name for group in one.groups if (name := view.name(group))]
    number = next((at for at, each in enumerate(PASSES, 1) if each.key == one.pass_no), 0)
    parts = [shown.text(provenance_word(one.provenance)), one.said_at, shown.listed(groups) if groups else ""]
    parts.append(shown.text(N_("pass {n}", n=number)).replace(" ", "\N{NO-BREAK SPACE}") if number else "")
    return " · ".join(part for part in parts if part)


def summary_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return what the team wrote about each topic as a table; of one topic, its words alone."""
    wanted = str(settings.get("topic") or ALL)
    found = [one for one in shown_roadmap(shown).printed.topics if one.topic.summary.strip() and _wanted(one, wanted)]
    if wanted not in (ALL, OWN) and found:
        return (Paragraph(block_id, plain(_flat(found[0].topic.summary))),)
    if not found:
        return ()
    heads = tuple(plain(shown.text(one)) for one in (N_("Topic of the Roadmap"), N_("Summary of the topic")))
    rows = [((Run(shown.text(one.topic.title), (BOLD,)),), plain(_flat(one.topic.summary))) for one in found]
    named = caption(settings, shown.text(N_("Summaries of the topics")))
    shows = ("", *(one.topic.row for one in found))
    return (Table(block_id, (Column(2.4), Column(7.6)), (heads, *rows), caption=named, row_shows=shows),)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _topics() -> tuple[Option, ...]:
    given = tuple(Option(one.id, one.title) for one in given_roadmap().topics)
    return (Option(ALL, N_("All topics")), *given, Option(OWN, N_("Our own topics")))


WHICH = LiveOption("topic", N_("Which topic"), later=_topics)
COVERAGE = LiveKind(
    N_("Who was heard on which topic"),
    "statement",
    make=coverage_blocks,
    also=READS,
    help=N_("Groups and topics: heard, only told about, or nothing yet"),
)
KIND_COUNTS = LiveKind(
    N_("Statements by topic"),
    "statement",
    make=kind_blocks,
    also=READS,
    help=N_("How many statements of each kind, and who says so"),
)
STATEMENTS = LiveKind(
    N_("Statements of a topic"),
    "statement",
    make=statement_blocks,
    also=READS,
    options=(WHICH,),
    help=N_("What may be published of one topic, or of all"),
)
SUMMARIES = LiveKind(
    N_("Summaries of the topics"),
    "roadmap_topic",
    make=summary_blocks,
    also=READS,
    options=(WHICH,),
    help=N_("What the team wrote about each topic"),
)
