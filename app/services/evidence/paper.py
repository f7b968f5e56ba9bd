"""The index of evidence: line, points, evidence, reason, page. As a paper of its own, and as a block of the dossier.

Its page numbers are those of the dossier as it is laid out, see ``app.exports.layout.shown``: every page on
which a record begins to be printed. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.fields import Option, Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Atom, Run, Runs, plain
from app.exports.spec import SHOWN, Block, Column, DocumentSpec, Paragraph, Table
from app.models.catalogue import catalogue
from app.models.evidence import STRENGTHS
from app.services.evidence.targets import EVIDENCE_LINES, EVIDENCE_SHEETS, Target, group_of, stage_of
from app.services.evidence.views import Coverage, Piece, date_of
from app.services.figures.words import chosen
from app.services.live_kinds import LiveKind, LiveOption, Shown, list_mark
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

TITLE = N_("Index of evidence")
NO_EVIDENCE = N_("No evidence yet")
STAGE = LiveOption(
    "stage",
    N_("Which lines"),
    (
        Option("all", N_("All of them")),
        Option("written", N_("Of the written review")),
        Option("site", N_("Of the site visit")),
        Option("self", N_("Of our own sheet")),
    ),
)
NO_DOSSIER = N_("There is no dossier yet, so there are no pages.")


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence as a reader may see it: its words, its day, why, how strong, and its page."""

    what: str
    date: str
    reason: str
    strength: str
    page: Atom


def index_spec(
    shown: ShownRecords, setting: ListSetting, sheets: Sequence[Coverage], note: Label | None = None
) -> DocumentSpec:
    """Return the index as a paper, turned, its pages still open; see :func:`app.exports.layout.with_pages`.

    Args:
        shown: the records as the audience may see them.
        setting: paper, dates, community.
        sheets: with what proves their lines.
        note: remark about the pages.
    """
    parts = (setting.community, setting.date_text)
    blocks: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
    if note is not None:
        blocks.append(Paragraph("pages", plain(shown.text(note)), "note"))
    blocks += [_sheet(shown, coverage) for coverage in sheets]
    return list_document(shown, TITLE, tuple(blocks), setting, landscape=True)


def _sheet(shown: ShownRecords, coverage: Coverage) -> Table:
    """Return a sheet's table; how strong the evidence is, is told where anybody said it."""
    weighed = any(piece.strength for line in coverage.lines for piece in line.pieces)
    labels = [N_("Evidence"), N_("Date"), N_("Why this proves it"), N_("Page")]
    columns = [Column(9), Column(4), Column(9), Column(3, "right")]
    if weighed:
        labels.insert(3, N_("How strong it is"))
        columns.insert(3, Column(4))
    body: list[tuple[Runs, ...]] = []
    for line in coverage.lines:
        none = () if line.pieces else (Run(f" · {shown.text(NO_EVIDENCE)}"),)
        body.append(((*_heading(shown, line.target), *none), *((),) * (len(columns) - 1)))
        for piece in line.pieces:
            cited = _cited(shown, piece)
            said = (plain(cited.what), plain(cited.date), plain(cited.reason))
            strength = (plain(cited.strength),) if weighed else ()
            body.append((*said, *strength, (cited.page,)))
    head = tuple(plain(shown.text(one)) for one in labels)
    title = plain(shown.text(coverage.sheet.title))
    return Table(f"sheet-{coverage.sheet.key}", tuple(columns), (head, *body), caption=title, numbered=False)


def _heading(shown: ShownRecords, target: Target) -> Runs:
    """Return a line of the sheet with its points, as the head of what proves it."""
    words = shown.text(target.words)
    if target.points is not None:
        words = shown.text(NP_("{line} · {n} point", "{line} · {n} points", target.points, line=words))
    return (Run(words, (BOLD,)),)


def _cited(shown: ShownRecords, piece: Piece) -> Cited:
    row = shown.row(piece.type, piece.record) if piece.record else None
    date = date_of(shown.record_type(piece.type), row) if row is not None else ""
    return _words(shown, piece.type, piece.record, piece.reason, piece.strength, date, piece.count)


def _words(shown: Shown, type_name: str, record: str, reason: str, strength: str, date: str, count: int) -> Cited:
    one = shown.record_type(type_name)
    if not record:
        many = NP_("{kind}: {n} record", "{kind}: {n} records", count, kind=one.plural)
        what, mark = shown.text(many), list_mark(type_name)
    else:
        title, mark = shown.title(type_name, record), record
        said = (
            N_("{kind}: {title}", kind=one.label, title=title) if title else N_("{kind}, counted only", kind=one.label)
        )
        what = shown.text(said)
    strong = next((shown.text(each.label) for each in STRENGTHS if each.key == strength), "")
    return Cited(what, shown.date(date) if date else "", reason, strong, Atom("page", SHOWN + mark))


def _block(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Print the index within the dossier: a table for each sheet whose lines have evidence."""
    lines = {one.key: one.label for one in shown.options(EVIDENCE_LINES)}
    titles = {one.key: one.label for one in shown.options(EVIDENCE_SHEETS)}
    stage = chosen(settings, STAGE)
    groups: dict[str, dict[str, list[Row]]] = {}
    tags = [row for row in shown.rows("evidence") if not row.get("declined") and str(row.get("target")) in lines]
    there = _there(shown, {str(row.get("record_type") or "") for row in tags})
    for key in lines:
        found = [
            row for row in tags if str(row.get("target")) == key and str(row.get("record") or "") in there[_type(row)]
        ]
        if found and stage in ("all", stage_of(key)):
            groups.setdefault(group_of(key), {})[key] = found
    out: list[Block] = []
    for number, (group, by_line) in enumerate(groups.items()):
        head = tuple(plain(shown.text(one)) for one in (N_("Line"), N_("Evidence"), N_("Page")))
        body = [row for key, found in by_line.items() for row in _lines(shown, lines[key], found)]
        title = plain(
            str(settings.get("caption") or "")
            or shown.text(N_("{title}: {sheet}", title=TITLE, sheet=titles.get(group, TITLE)))
        )
        block = block_id if number == 0 else f"{block_id}/{number}"
        columns = (Column(5), Column(8), Column(2.4, "right"))
        out.append(Table(block, columns, (head, *body), header=1, caption=title))
    return tuple(out)


def _lines(shown: Shown, words: Label, found: Iterable[Row]) -> Iterable[tuple[Runs, ...]]:
    for place, tag in enumerate(found):
        type_name, record = str(tag.get("record_type")), str(tag.get("record") or "")
        cited = _words(shown, type_name, record, shown.cell(tag, "reason"), "", "", shown.count(type_name))
        said = N_("{what}. {reason}", what=cited.what, reason=cited.reason) if cited.reason else None
        first = plain(shown.text(words)) if place == 0 else ()
        yield first, plain(shown.text(said) if said else cited.what), (cited.page,)


def _there(shown: Shown, types: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return each type to the keys that may be cited of it; "" is the whole list, where it has any record."""
    found: dict[str, frozenset[str]] = {}
    for name in types:
        known = name in catalogue()
        ids = frozenset(row.id for row in shown.tally(name)) if known else frozenset()
        found[name] = ids | {""} if ids else ids
    return found


def _type(tag: Row) -> str:
    return str(tag.get("record_type") or "")


BLOCK = LiveKind(
    TITLE,
    "evidence",
    make=_block,
    options=(STAGE,),
    help=N_("Which line is proven by what, with the page in this dossier"),
)
"""The live block."""
