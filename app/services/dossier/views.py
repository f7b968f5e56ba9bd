"""What a dossier looks like when it is read: frozen, safe in any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.messages import LocalText, own_words
from app.core.richtext import Runs
from app.models.dossier import Dossier, DossierBlock, DossierPart
from app.programmes.schema import DossierTemplate

TEXT_KINDS = frozenset({"heading", "paragraph", "list_item", "row"})
"""Kinds of block that the text editor writes; the others are objects that it only moves."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as it was read.

    Args:
        settings: of tables, photos and live blocks; empty for text.
        carried: id of the block of the year before that it came from, "" for none.
        to_confirm: whether nobody said yet that it still holds.
    """

    id: str
    kind: str
    level: int = 0
    style: str = ""
    runs: Runs = ()
    settings: Mapping[str, object] = field(default_factory=dict, hash=False)
    carried: str = ""
    to_confirm: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its blocks in order.

    Args:
        item: id of the template's chapter, "" for front matter.
        title: the team's own title, else the template's.
    """

    id: str
    kind: str
    item: str
    title: LocalText
    own_title: str
    blocks: tuple[BlockView, ...]
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a rule was set aside, by whom and on which ISO day ("" where nobody said)."""

    reason: str
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class DossierView:
    """A whole dossier, frozen.

    Args:
        waived: rule id, or rule id and place, to why it was set aside.
        look: settings of sizes and order that the team changed.
        carried_from: id of the dossier of the year before, "" for none.
    """

    id: str
    pack: str
    parts: tuple[PartView, ...]
    filled_on: str = ""
    cover_photo: str = ""
    waived: Mapping[str, Waiver] = field(default_factory=dict, hash=False)
    look: Mapping[str, object] = field(default_factory=dict, hash=False)
    carried_from: str = ""

    @property
    def waivers(self) -> Mapping[str, str]:
        """What was set aside, to the written reason."""
        return {key: one.reason for key, one in self.waived.items()}

    def part(self, part_id: str) -> PartView | None:
        """Return the part with that id, ``None`` where it is gone."""
        return next((one for one in self.parts if one.id == part_id), None)

    def part_of_block(self, block_id: str) -> PartView | None:
        """Return the part that holds the block, ``None`` where it is gone."""
        return next((one for one in self.parts if any(block.id == block_id for block in one.blocks)), None)


def blocks_of(session: Session, part_id: str) -> list[DossierBlock]:
    """Return a part's block rows in order. Thread: document lane."""
    query = select(DossierBlock).where(DossierBlock.part == part_id)
    return sorted(session.scalars(query), key=lambda row: (row.order_key or "", row.id))


def parts_of(session: Session, dossier_id: str) -> list[DossierPart]:
    """Return a dossier's part rows in order. Thread: document lane."""
    query = select(DossierPart).where(DossierPart.dossier == dossier_id)
    return sorted(session.scalars(query), key=lambda part: (part.order_key or "", part.id))


def view_of(session: Session, row: Dossier, template_of: Callable[[str], DossierTemplate | None]) -> DossierView:
    """Return the frozen view of a dossier row. Thread: document lane."""
    titles = titles_of(template_of(row.pack or ""))
    return DossierView(
        id=row.id,
        pack=row.pack or "",
        parts=tuple(_part_view(session, part, titles) for part in parts_of(session, row.id)),
        filled_on=row.filled_on or "",
        cover_photo=row.cover_photo or "",
        waived={key: _waiver(value) for key, value in mapping_of(row.waivers).items()},
        look=mapping_of(row.look),
        carried_from=row.carried_from or "",
    )


def part_view_of(session: Session, part: DossierPart, template: DossierTemplate | None) -> PartView:
    """Return the frozen view of a part row. Thread: document lane."""
    return _part_view(session, part, titles_of(template))


def _part_view(session: Session, part: DossierPart, titles: Mapping[str, LocalText]) -> PartView:
    own = part.title or ""
    return PartView(
        id=part.id,
        kind=part.kind or "chapter",
        item=part.item or "",
        title=own_words(own) if own else titles.get(part.item or "", LocalText()),
        own_title=own,
        blocks=tuple(_block_view(row) for row in blocks_of(session, part.id)),
        left_out=bool(part.left_out),
    )


def _block_view(row: DossierBlock) -> BlockView:
    return BlockView(
        id=row.id,
        kind=row.kind or "paragraph",
        level=row.level or 0,
        style=row.style or "",
        runs=row.runs or (),
        settings=mapping_of(row.settings),
        carried=row.carried or "",
        to_confirm=bool(row.to_confirm),
    )


def mapping_of(value: object) -> Mapping[str, object]:
    """Return a stored value as a mapping; empty where it is none."""
    return {str(key): one for key, one in value.items()} if isinstance(value, Mapping) else {}


def _waiver(value: object) -> Waiver:
    kept = mapping_of(value)
    return Waiver(*(str(kept.get(name) or "") for name in ("reason", "by", "on"))) if kept else Waiver(str(value))


def titles_of(template: DossierTemplate | None) -> Mapping[str, LocalText]:
    """Return the titles of a template's chapters and front matter by their ids."""
    if template is None:
        return {}
    titles = {chapter.id: chapter.title for chapter in template.chapters}
    return {**titles, "summary": template.summary_title, "appendices": template.appendix_title}
