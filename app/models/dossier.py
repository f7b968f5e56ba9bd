"""The dossier: parts in the pack's order, each an ordered list of blocks.

A paragraph, list item or heading is one block record with its own id and order key, so that it can
be moved, put back as it was on a day, and referred to, without touching its neighbours.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_
from app.core.richtext import Runs
from app.models import columns as col
from app.models.base import Base, Record

PART_KINDS = (
    Option("cover", N_("Cover")),
    Option("summary", N_("Summary table")),
    Option("contents", N_("Contents")),
    Option("chapter", N_("Chapter")),
    Option("appendix", N_("Appendix")),
)
BLOCK_KINDS = (
    Option("heading", N_("Heading")),
    Option("paragraph", N_("Paragraph")),
    Option("list_item", N_("List item")),
    Option("row", N_("Row of the summary table")),
    Option("table", N_("Table")),
    Option("photos", N_("Photos")),
    Option("live", N_("Live block")),
    Option("attached", N_("Attached PDF")),
)


class Dossier(Record, Base, mapped=True):
    """One dossier, made from the template of a programme.

    Source: ``nfa_114.md`` section 8, ``community_path.md`` "Dossier template of this pack".
    """

    __tablename__ = "dossier"
    __record__ = col.about(N_("Dossier"), N_("Dossiers"))

    pack: Mapped[str | None] = col.text(N_("Programme"), title=True)
    filled_on: Mapped[str | None] = col.date(N_("Date filled in"), required=True)
    cover_photo: Mapped[str | None] = col.text(N_("Photo on the cover"), search=False)
    waivers: Mapped[Any] = col.data(N_("Written reasons for waived rules"))
    look: Mapped[Any] = col.data(N_("Sizes, margins and order"))
    carried_from: Mapped[str | None] = col.text(N_("Dossier of the year before"), search=False)


class DossierPart(Record, Base, mapped=True):
    """A cover, summary table, list of contents, chapter or appendix."""

    __tablename__ = "dossier_part"
    __record__ = col.about(N_("Part of the dossier"), N_("Parts of the dossier"))

    dossier: Mapped[str | None] = col.parent("dossier")
    order_key: Mapped[str | None] = col.order()
    kind: Mapped[str | None] = col.enum(N_("Kind"), PART_KINDS)
    item: Mapped[str | None] = col.text(N_("Item of the template"), search=False)
    title: Mapped[str | None] = col.text(N_("Title"), title=True)
    left_out: Mapped[bool | None] = col.tristate(N_("Left out"))


class DossierBlock(Record, Base, mapped=True):
    """One block of a part."""

    __tablename__ = "dossier_block"
    __record__ = col.about(N_("Block of the dossier"), N_("Blocks of the dossier"))

    part: Mapped[str | None] = col.parent("dossier_part")
    order_key: Mapped[str | None] = col.order()
    kind: Mapped[str | None] = col.enum(N_("Kind"), BLOCK_KINDS)
    level: Mapped[int | None] = col.integer(N_("Level"))
    style: Mapped[str | None] = col.text(N_("Style"), search=False)
    runs: Mapped[Runs] = col.rich_text(N_("Text"), title=True)
    settings: Mapped[Any] = col.data(N_("Settings of the block"), texts=("rows", "caption"))
    carried: Mapped[str | None] = col.text(N_("Block of the year before"), search=False)
    to_confirm: Mapped[bool | None] = col.tristate(N_("To be confirmed this year"))
