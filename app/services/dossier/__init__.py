"""Dossiers: made from a programme's template, edited block by block.

A dossier's structure (front matter, chapters, headings) comes from the pack once, when it is begun;
from then on it belongs to the team. Everything here runs on the document lane.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import order
from app.core.errors import CorruptError
from app.core.messages import N_, Message
from app.core.richtext import Runs, plain
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.dossier import Dossier, DossierBlock, DossierPart
from app.programmes.schema import ChapterHeading, DossierTemplate
from app.services.dossier.views import TEXT_KINDS, DossierView, PartView, blocks_of, part_view_of, parts_of, view_of

ADD: Mapping[str, Message] = {
    "table": N_("Add a table to the dossier"),
    "photos": N_("Add photos to the dossier"),
    "live": N_("Add records to the dossier"),
    "heading": N_("Add a heading to the dossier"),
    "paragraph": N_("Add a paragraph to the dossier"),
    "attached": N_("Attach a PDF to the dossier"),
}
MOST_KEPT = 120_000_000
"""Bytes of attached PDFs that are held in memory while a dossier is open; beyond it they are read each time."""
OWN = UUID("5f0c0e0a-9d7b-4c55-8a3e-6f1d2b7c9e41")
"""Of it and two ids the id is made of a block that another part holds under the same id."""
SETTABLE = ("filled_on", "cover_photo", "look")


@dataclass(frozen=True, slots=True)
class BlockEdit:
    """What the editor says a chapter's block is now; of an object it says only id and kind.

    Args:
        settings: used where the block has to be made, so that one that was cut, or deleted and brought
            back, is whole again; the settings of a block that is there stay as they are.
    """

    id: str
    kind: str
    level: int = 0
    style: str = ""
    runs: Runs = ()
    settings: Mapping[str, object] = field(default_factory=dict, compare=False, hash=False)


class DossierService:
    """Makes, reads and changes dossiers.

    Args:
        document: the open document.
        template_of: pack id to its dossier template, ``None`` where it has none.
        ids: source of new keys.
        today: ISO date of the day, for the date filled in.
    """

    def __init__(
        self,
        document: Document,
        template_of: Callable[[str], DossierTemplate | None],
        ids: Callable[[], str],
        today: Callable[[], str],
    ) -> None:
        self._document, self._template_of, self._ids, self._today = document, template_of, ids, today
        self._kept: dict[str, bytes] = {}

    def find(self, pack_id: str) -> DossierView | None:
        """Return the dossier of that programme, ``None`` where it was not begun."""
        with self._document.read() as session:
            row = session.scalars(select(Dossier).where(Dossier.pack == pack_id).order_by(Dossier.created_at)).first()
            return view_of(session, row, self._template_of) if row else None

    def get(self, dossier_id: str) -> DossierView | None:
        """Return one dossier by its id."""
        with self._document.read() as session:
            row = session.get(Dossier, dossier_id)
            return view_of(session, row, self._template_of) if row else None

    def part(self, part_id: str) -> PartView:
        """Return one part as it is now; ``KeyError`` where it is gone."""
        with self._document.read() as session:
            row = session.get(DossierPart, part_id)
            dossier = session.get(Dossier, row.dossier) if row else None
            if row is None or dossier is None:
                raise KeyError(part_id)
            return part_view_of(session, row, self._template_of(dossier.pack or ""))

    def begin(
        self, pack_id: str, language: str, *, written: Mapping[str, Collection[str]] = MappingProxyType({})
    ) -> DossierView:
        """Return the dossier of *pack_id*, made from its template when there is none yet.

        Args:
            pack_id: the programme.
            language: in which the template's headings are written; they are the team's text then.
            written: chapters whose text is there already, each with the headings of the template that it keeps;
                nothing else of the template is made for them.

        Raises:
            LookupError: the programme has no dossier.
        """
        template = self._template_of(pack_id)
        if template is None:
            raise LookupError(f"pack {pack_id} has no dossier template")
        found = self.find(pack_id)
        if found is not None:
            return found
        with self._document.unit_of_work(N_("Begin the dossier")) as work:
            row = Dossier(id=self._ids(), pack=pack_id, filled_on=self._today())
            work.session.add(row)
            work.session.flush()
            self._fill(work.session, row.id, template, language, written)
        made = self.find(pack_id)
        assert made is not None  # it was committed a line above
        return made

    def _fill(
        self,
        session: Session,
        dossier_id: str,
        template: DossierTemplate,
        language: str,
        written: Mapping[str, Collection[str]],
    ) -> None:
        keys = _keys()
        for section in template.order:
            if section == "chapters":
                for chapter in template.chapters:
                    part = self._part(session, dossier_id, "chapter", chapter.id, next(keys))
                    if chapter.id in written:
                        kept = [one for one in chapter.headings if one.id in written[chapter.id]]
                        for one, at in zip(kept, _keys(), strict=False):
                            self._heading(session, part, at, one, language)
                    else:
                        self.fill_chapter(session, part, chapter.headings, language)
                continue
            kind = "appendix" if section == "appendices" else section
            part = self._part(session, dossier_id, kind, section, next(keys))
            if kind == "summary":
                for row, key in zip(template.summary_rows, _keys(), strict=False):
                    self._block(session, part, key, kind="row", style=row.id)

    def _part(self, session: Session, dossier_id: str, kind: str, item: str, key: str) -> str:
        part_id = self._ids()
        session.add(DossierPart(id=part_id, dossier=dossier_id, kind=kind, item=item, order_key=key))
        session.flush()
        return part_id

    def _block(self, session: Session, part_id: str, key: str, **values: object) -> str:
        block_id = self._ids()
        session.add(DossierBlock(id=block_id, part=part_id, order_key=key, **values))
        return block_id

    def fill_chapter(self, session: Session, part_id: str, headings: Sequence[ChapterHeading], language: str) -> None:
        """Write the suggested sub-headings of a new chapter, each with its live blocks or an empty paragraph below."""
        keys = _keys()
        for one in headings:
            self._heading(session, part_id, next(keys), one, language)
            self._block(session, part_id, next(keys), kind="paragraph", style="body")
            for block in one.blocks:
                if block.kind == "live":
                    self._block(session, part_id, next(keys), kind="live", settings={"live": block.live})
        if not headings:
            self._block(session, part_id, next(keys), kind="paragraph", style="body")

    def _heading(self, session: Session, part_id: str, key: str, one: ChapterHeading, language: str) -> None:
        runs = plain(one.title.best(language))
        self._block(session, part_id, key, kind="heading", level=1, runs=runs, settings={"template": one.id})

    def save_part(
        self, part_id: str, edits: Sequence[BlockEdit], step: str, *, typing: bool = True
    ) -> ChangeSet | None:
        """Write a chapter as the editor has it; only what differs is changed.

        Args:
            part_id: the chapter.
            edits: every block in order; an unknown id is a new block, made under another id where
                another part holds that one; a known block that is missing here is deleted.
            step: id of the field visit, so that one visit is one undo.
            typing: whether it may merge into the open step.
        """
        with self._document.unit_of_work(N_("Write in the dossier"), step=step, typing=typing) as work:
            rows = {row.id: row for row in blocks_of(work.session, part_id)}
            edits = _own(work.session, part_id, rows, edits)
            wanted = {edit.id for edit in edits}
            for row_id, row in rows.items():
                if row_id not in wanted:
                    work.session.delete(row)
            _write(work.session, part_id, rows, edits)
        return work.changes

    def insert(
        self,
        part_id: str,
        after: str,
        kind: str,
        settings: Mapping[str, object],
        beside: Callable[[Session], None] | None = None,
    ) -> tuple[str, ChangeSet | None]:
        """Put a block behind block *after* ("" for the beginning), with what *beside* writes; returns its id."""
        with self._document.unit_of_work(ADD[kind]) as work:
            if beside is not None:
                beside(work.session)
            rows = blocks_of(work.session, part_id)
            keys = [row.order_key for row in rows]
            at = next((index + 1 for index, row in enumerate(rows) if row.id == after), len(rows) if after else 0)
            key = order.between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None)
            style = "body" if kind == "paragraph" else None
            level = 1 if kind == "heading" else None
            block_id = self._block(
                work.session, part_id, key, kind=kind, settings=dict(settings) or None, style=style, level=level
            )
        return block_id, work.changes

    def change(
        self, block_id: str, settings: Mapping[str, object], *, typing: bool = False, step: str = ""
    ) -> ChangeSet | None:
        """Replace the settings of an object block; typing of one visit (*step*) is one undo."""
        with self._document.unit_of_work(N_("Change a block of the dossier"), step=step, typing=typing) as work:
            row = work.session.get(DossierBlock, block_id)
            if row is not None:
                row.settings = dict(settings)
        return work.changes

    def new_id(self) -> str:
        """Return a key for a record that is about to be made."""
        return self._ids()

    def attachments(self, wanted: Collection[str]) -> dict[str, bytes]:
        """Return the bytes of attached PDFs by SHA-256; they are kept in memory from one asking to the next.

        One that is gone or damaged is not among them. At most :data:`MOST_KEPT` bytes stay.
        """
        self._kept = {one: data for one, data in self._kept.items() if one in wanted}
        for sha256 in sorted(set(wanted) - self._kept.keys()):
            with contextlib.suppress(KeyError, CorruptError):
                self._kept[sha256] = self._document.blob(sha256)
        found = dict(self._kept)
        if sum(map(len, found.values())) > MOST_KEPT:
            self._kept = {}
        return found

    def move(self, block_id: str, places: int) -> ChangeSet | None:
        """Move a block up (negative) or down by *places* within its part."""
        with self._document.unit_of_work(N_("Move a block of the dossier")) as work:
            row = work.session.get(DossierBlock, block_id)
            if row is not None and row.part:
                others = blocks_of(work.session, row.part)
                at = next(index for index, one in enumerate(others) if one.id == block_id)
                del others[at]
                at = max(0, min(len(others), at + places))
                below = others[at - 1].order_key if at else None
                row.order_key = order.between(below, others[at].order_key if at < len(others) else None)
        return work.changes

    def delete(self, block_id: str) -> ChangeSet | None:
        """Take a block out; undo and the history bring it back."""
        with self._document.unit_of_work(N_("Take a block out of the dossier")) as work:
            row = work.session.get(DossierBlock, block_id)
            if row is not None:
                work.session.delete(row)
        return work.changes

    def add_appendix(self, dossier_id: str, title: str) -> tuple[str, ChangeSet | None]:
        """Add an appendix at the end, with one empty paragraph; returns its id."""
        with self._document.unit_of_work(N_("Add an appendix")) as work:
            parts = parts_of(work.session, dossier_id)
            key = order.between(parts[-1].order_key if parts else None, None)
            part_id = self._part(work.session, dossier_id, "appendix", "appendices", key)
            part = work.session.get(DossierPart, part_id)
            if part is not None:
                part.title = title or None
            self._block(work.session, part_id, next(_keys()), kind="paragraph", style="body")
        return part_id, work.changes

    def set_part(self, part_id: str, *, title: str | None = None, left_out: bool | None = None) -> ChangeSet | None:
        """Give a part its own title (empty for the template's), or leave it out of the print."""
        with self._document.unit_of_work(N_("Change a part of the dossier")) as work:
            row = work.session.get(DossierPart, part_id)
            if row is not None:
                row.title = (title or None) if title is not None else row.title
                row.left_out = left_out if left_out is not None else row.left_out
        return work.changes

    def set_dossier(self, dossier_id: str, **values: object) -> ChangeSet | None:
        """Set ``filled_on``, ``cover_photo`` or ``look``; ``KeyError`` for any other."""
        unknown = [name for name in values if name not in SETTABLE]
        if unknown:
            raise KeyError(unknown[0])
        with self._document.unit_of_work(N_("Change the dossier's settings")) as work:
            row = work.session.get(Dossier, dossier_id)
            if row is not None:
                for name, value in values.items():
                    setattr(row, name, value)
        return work.changes

    def waive(self, dossier_id: str, key: str, reason: str) -> ChangeSet | None:
        """Set a rule aside with a written reason, who wrote it and when; an empty reason takes it back.

        Args:
            dossier_id: whose check it is.
            key: of the rule, or of one place that it names (:func:`app.programmes.rules.evaluate.waiver_key`).
            reason: in words.
        """
        said = reason.strip()
        label = N_("Set a rule aside") if said else N_("Take a reason back")
        with self._document.unit_of_work(label) as work:
            row = work.session.get(Dossier, dossier_id)
            if row is not None:
                kept = {one: value for one, value in (row.waivers or {}).items() if one != key}
                new = {"reason": said, "by": self._document.person, "on": self._today()}
                row.waivers = {**kept, key: new} if said else kept
        return work.changes


def _keys() -> Iterator[str]:
    last: str | None = None
    while True:
        last = order.between(last, None)
        yield last


def _own(
    session: Session, part_id: str, rows: Mapping[str, DossierBlock], edits: Sequence[BlockEdit]
) -> Sequence[BlockEdit]:
    """Return *edits* with ids of the part's own where another part holds a block; saved again, they are the same."""
    given = {edit.id for edit in edits}
    new = [one for one in given if one not in rows]
    held = set(session.scalars(select(DossierBlock.id).where(DossierBlock.id.in_(new)))) if new else set()
    return [replace(edit, id=_free(part_id, edit.id, given)) if edit.id in held else edit for edit in edits]


def _free(part_id: str, block_id: str, given: Container[str]) -> str:
    """Return the first id for a block in a part that none of the *given* ones has: it may be pasted there twice."""
    tries = (str(uuid5(OWN, f"{part_id}/{block_id}" + "+" * number)) for number in count())
    return next(one for one in tries if one not in given)


def _write(session: Session, part_id: str, rows: Mapping[str, DossierBlock], edits: Sequence[BlockEdit]) -> None:
    staying = _in_order([edit.id for edit in edits if edit.id in rows], rows)
    before: str | None = None
    for index, edit in enumerate(edits):
        row = rows.get(edit.id)
        if row is None:
            row = DossierBlock(id=edit.id, part=part_id, kind=edit.kind, settings=dict(edit.settings) or None)
            session.add(row)
        if edit.id not in staying:
            after = next((rows[one.id].order_key for one in edits[index + 1 :] if one.id in staying), None)
            row.order_key = order.between(before, after)
        if edit.kind in TEXT_KINDS:
            row.kind, row.level, row.style = edit.kind, edit.level or None, edit.style or None
            if row.to_confirm and (row.runs or ()) != edit.runs:
                row.to_confirm = None  # who writes in it has looked at it
            row.runs = edit.runs
        before = row.order_key


def _in_order(ids: Sequence[str], rows: Mapping[str, DossierBlock]) -> frozenset[str]:
    """Return the largest part of *ids* whose keys ascend already; only the others need new ones."""
    keys = [rows[one].order_key or "" for one in ids]
    ends: list[int] = []
    before: list[int] = [-1] * len(ids)
    for place, key in enumerate(keys):
        at = bisect_left(ends, key, key=lambda end: keys[end])
        before[place] = ends[at - 1] if at else -1
        ends[at : at + 1] = [place]
    found: list[str] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(ids[place])
        place = before[place]
    return frozenset(found)
