"""A new year's dossier that starts from last year's: every block is to be confirmed before it counts as this year's.

Nothing of last year's dossier changes. What follows from the rules of the new year (chapters, order, limit,
sizes) is taken from the new year; reasons for waived rules are not carried over, they are thought over again.
Source: ``peers.md`` 3.3 items 33 and 42.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.core import order
from app.core.errors import InputError
from app.core.messages import N_, NP_, Label
from app.core.richtext import Atom, Runs
from app.models.dossier import Dossier, DossierBlock, DossierPart
from app.programmes.rounds import round_fields
from app.programmes.schema import DossierTemplate, Pack
from app.services.dossier.views import BlockView, DossierView, PartView

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FRESH = ("accepted",)
"""Settings of a dossier that a new year thinks over again."""


@dataclass(frozen=True, slots=True)
class RoundChange:
    """One value that the new year sets otherwise.

    Args:
        label: what it is.
        then, now: the values; ``None`` where a year has none.
        chapters: ids of the template's chapters that it touches; empty where it touches none alone.
        whole: whether it touches every page.
    """

    label: Label
    then: object
    now: object
    chapters: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A dossier from which a new one can start. ``title``: its year; ``blocks``: that say something."""

    dossier: str
    pack: str
    title: Label
    blocks: int


def current_pack(ws: Workspace) -> str:
    """Return the programme whose dossier is worked on: of the main programme's family, the latest round that has one.

    "" where the file takes part in no programme. Thread: document lane.
    """
    main = ws.main_pack()
    if main is None:
        return ""
    rounds = [one.pack for one in ws.programmes.joined() if one.pack.family and one.pack.family == main.family]
    known = [one for one in rounds if one.dossier is not None]
    return max(known, key=lambda one: (_number(one.round), one.id)).id if known else main.id


def round_words(pack: Pack) -> Label:
    """Return what tells one round of a programme from another: its year, else its name."""
    if pack.round:
        return N_("{year}", year=pack.round)
    return pack.short if pack.short.values else pack.name


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def earlier(ws: Workspace, pack_id: str) -> tuple[Earlier, ...]:
    """Return the dossiers of other rounds from which the dossier of *pack_id* can start, latest round first."""
    own = ws.programmes.pack(pack_id)
    found: list[tuple[int, Earlier]] = []
    for one in ws.programmes.joined():
        if own is None or one.pack.id == pack_id or one.pack.family != own.family:
            continue
        view = ws.dossier.find(one.pack.id)
        blocks = sum(_says(block) for part in view.parts for block in part.blocks) if view is not None else 0
        if view is not None and blocks:
            found.append(
                (
                    _number(one.pack.round),
                    Earlier(view.id, one.pack.id, round_words(one.pack), blocks),
                )
            )
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _says(block: BlockView) -> bool:
    return bool(block.runs) or block.kind not in ("paragraph", "list_item", "heading", "row")


def carry_over(ws: Workspace, source: str, pack_id: str) -> DossierView:
    """Make the dossier of *pack_id* from another one; one Undo. Thread: document lane.

    Args:
        ws: the open document.
        source: id of the dossier to start from.
        pack_id: programme of the new dossier, which must not have one yet.

    Raises:
        InputError: there is a dossier already, or no such dossier to start from.
    """
    template, old = ws.template_of(pack_id), ws.dossier.get(source)
    if template is None or old is None:
        raise InputError(N_("There is no dossier to start from."), N_("Begin an empty one."))
    if ws.dossier.find(pack_id) is not None:
        raise InputError(N_("The dossier of this year is there already."), N_("Go on working in it."))
    with ws.document.unit_of_work(N_("Start the dossier from last year's")) as work:
        _Copy(ws, work.session, template, old).make(pack_id)
    made = ws.dossier.find(pack_id)
    assert made is not None  # it was committed a line above
    return made


class _Copy:
    """Writes a dossier's parts and blocks again under another programme."""

    def __init__(self, ws: Workspace, session: Session, template: DossierTemplate, old: DossierView) -> None:
        self._ws, self._session, self._template, self._old = ws, session, template, old
        self._new = {block.id: ws.program.ids() for part in old.parts for block in part.blocks}
        self._new |= {part.id: ws.program.ids() for part in old.parts}
        self._key: str | None = None

    def make(self, pack_id: str) -> None:
        """Make it: parts in the order of the new template, then chapters that it has no more, as appendices."""
        look = {key: one for key, one in self._old.look.items() if key not in FRESH}
        dossier = self._ws.program.ids()
        self._session.add(
            Dossier(
                id=dossier, pack=pack_id, filled_on=self._ws.today(), cover_photo=self._old.cover_photo or None,
                look=look or None, carried_from=self._old.id,
            )
        )  # fmt: skip
        self._session.flush()
        left = list(self._old.parts)
        for kind, item in self._wanted():
            found = next((one for one in left if one.kind == kind and (one.item == item or kind != "chapter")), None)
            if found is not None:
                left.remove(found)
            self._part(dossier, kind, item, found)
        for one in left:
            self._part(dossier, "appendix", "appendices", one, title=one.title.best("zh_TW"))

    def _wanted(self) -> Iterator[tuple[str, str]]:
        for section in self._template.order:
            if section == "chapters":
                yield from (("chapter", one.id) for one in self._template.chapters)
            else:
                yield ("appendix" if section == "appendices" else section), section

    def _part(self, dossier: str, kind: str, item: str, old: PartView | None, title: str = "") -> None:
        self._key = order.between(self._key, None)
        part_id = self._new[old.id] if old is not None else self._ws.program.ids()
        own = title or (old.own_title if old is not None else "")
        self._session.add(
            DossierPart(
                id=part_id, dossier=dossier, kind=kind, item=item, order_key=self._key, title=own or None,
                left_out=old.left_out if old is not None else None,
            )
        )  # fmt: skip
        self._session.flush()
        if kind == "summary":
            self._rows(part_id, old)
        elif old is not None:
            self._blocks(part_id, old.blocks)
        else:
            self._fresh(part_id, item)

    def _rows(self, part_id: str, old: PartView | None) -> None:
        """Write the rows of the new year's summary, with last year's words where the row is the same."""
        by_row = {one.style: one for one in old.blocks if one.kind == "row"} if old is not None else {}
        key: str | None = None
        for row in self._template.summary_rows:
            key, known = order.between(key, None), by_row.get(row.id)
            if known is not None:
                self._block(part_id, key, known)
            else:
                block = DossierBlock(id=self._ws.program.ids(), part=part_id, order_key=key, kind="row", style=row.id)
                self._session.add(block)

    def _fresh(self, part_id: str, item: str) -> None:
        """Write the headings of a chapter that last year had not."""
        chapter = next((one for one in self._template.chapters if one.id == item), None)
        language = self._template.language or self._ws.settings.custom().output_language
        self._ws.dossier.fill_chapter(self._session, part_id, chapter.headings if chapter else (), language)

    def _blocks(self, part_id: str, blocks: Sequence[BlockView]) -> None:
        key: str | None = None
        for one in blocks:
            key = order.between(key, None)
            self._block(part_id, key, one)

    def _block(self, part_id: str, key: str, old: BlockView) -> None:
        self._session.add(
            DossierBlock(
                id=self._new[old.id], part=part_id, order_key=key, kind=old.kind, level=old.level or None,
                style=old.style or None, runs=self._runs(old.runs), settings=dict(old.settings) or None,
                carried=old.id, to_confirm=True if _says(old) else None,
            )
        )  # fmt: skip

    def _runs(self, runs: Runs) -> Runs:
        """Let references lead to the new blocks."""
        return tuple(
            Atom(one.kind, self._target(one.target)) if isinstance(one, Atom) and one.kind != "fact" else one
            for one in runs
        )

    def _target(self, target: str) -> str:
        key, slash, rest = target.partition("/")
        return self._new.get(key, key) + slash + rest


def confirm(ws: Workspace, blocks: Collection[str]) -> None:
    """Say that carried blocks still hold this year; one Undo. Thread: document lane."""
    label = NP_("Confirm {n} block of last year", "Confirm {n} blocks of last year", len(blocks))
    with ws.document.unit_of_work(label) as work:
        for key in blocks:
            row = work.session.get(DossierBlock, key)
            if row is not None:
                row.to_confirm = None


def round_changes(older: Pack, newer: Pack) -> tuple[RoundChange, ...]:
    """Return what the new year's rules set otherwise, and which chapters of the dossier each of it touches. Pure."""
    then = {one.id: one for one in round_fields(older)}
    found: list[RoundChange] = []
    for one in round_fields(newer):
        known = then.get(one.id)
        before = known.value if known is not None else None
        if one.id in ("round", "start_month") or before == one.value or (not before and not one.value):
            continue
        found.append(RoundChange(one.label, before, one.value, *_touched(one.id, newer)))
    if older.dossier is not None and newer.dossier is not None:
        found += _chapters(older.dossier, newer.dossier)
    return tuple(sorted(found, key=lambda one: (not one.whole, not one.chapters)))


def _touched(field: str, pack: Pack) -> tuple[tuple[str, ...], bool]:
    kind, _, rest = field.partition(":")
    if kind == "weight" and pack.dossier is not None:
        aspect = rest.rpartition(":")[2].partition(".")[0]
        return tuple(one.id for one in pack.dossier.chapters if one.aspect == aspect), False
    return (), field in ("set:max_pages", "set:warn_pages", "set:body_pt", "set:cover_title_pt", "set:min_dpi")


def _chapters(older: DossierTemplate, newer: DossierTemplate) -> Iterator[RoundChange]:
    """Yield chapters that came, went, or have other pages suggested."""
    before = {one.id: one for one in older.chapters}
    for one in newer.chapters:
        known = before.pop(one.id, None)
        if known is None:
            yield RoundChange(N_("New chapter: {title}", title=one.title), None, one.pages, (one.id,))
        elif known.pages != one.pages:
            label = N_("Suggested pages: {title}", title=one.title)
            yield RoundChange(label, known.pages, one.pages, (one.id,))
    for gone in before.values():
        yield RoundChange(N_("Chapter no longer asked for: {title}", title=gone.title), gone.pages, None, (gone.id,))
