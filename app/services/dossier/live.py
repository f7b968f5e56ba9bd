"""Live blocks: what a dossier prints from the records, in the words of one language and audience.

A live block knows its source, not its text: every gathering reads the records anew. What each kind
prints is declared in :data:`LIVE`; masking has happened before a cell reaches this module.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeGuard, cast

from app.core.fields import Field, Kind, Row
from app.core.messages import N_
from app.core.money import currency_unit, format_money
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Chart, Column, ListItem, PhotoItem, Photos, Picture, Table, records_in
from app.services.budget.gather import Ledger, current_of, lines_of
from app.services.evidence.paper import BLOCK as EVIDENCE_INDEX
from app.services.figures.live import FIGURES
from app.services.live_kinds import LiveKind, Shown, list_mark
from app.services.plan.blocks import PLAN
from app.services.record_blocks import derived

_OWN: dict[str, LiveKind] = {
    "community": LiveKind(N_("Community profile"), "community", caption=N_("Our community at a glance")),
    "members": LiveKind(
        N_("Members"),
        "person",
        (("name", 3), ("roles", 4), ("skills", 4), ("is_dp", 2)),
        caption=N_("Members and what they can do"),
    ),
    "groups": LiveKind(
        N_("Response groups"),
        "response_group",
        (("group_name", 3), ("leader", 2), ("deputy", 2), ("duty_response", 5)),
        caption=N_("Response groups and their duties"),
    ),
    "certificates": LiveKind(
        N_("Certificates"),
        "certificate",
        (("member", 3), ("kind", 4), ("issued_on", 3), ("expires_on", 3)),
        caption=N_("Certificates held"),
    ),
    "partners": LiveKind(
        N_("Partners"),
        "organisation",
        (("name", 5), ("kind", 3), ("note", 5)),
        caption=N_("Organisations we work with"),
    ),
    "events": LiveKind(
        N_("Events"),
        "event",
        (("date", 3.5), ("title", 4.6), ("place", 3), ("attended", 2)),
        caption=N_("Events held"),
    ),
    "event_photos": LiveKind(N_("Photos of an event"), "event", photos=True),
    "funding": LiveKind(
        N_("Funding"),
        "funding_source",
        (("agency", 4), ("programme", 4), ("year", 2), ("amount", 3)),
        caption=N_("Where the money comes from"),
    ),
    "budget": LiveKind(
        N_("Budget"),
        "budget_line",
        (("head", 3.6), ("item", 4.2), ("qty", 2.2), ("unit_price", 2.6), ("amount", 2.8)),
        caption=N_("Budget"),
    ),
    "evidence_index": EVIDENCE_INDEX,
    "whole_plan": PLAN,
}
LIVE: Mapping[str, LiveKind] = ChainMap(dict(derived()), cast("dict[str, LiveKind]", FIGURES), _OWN)
"""Every live block by its key; told one after the other they begin with the last of these tables."""
INSTEAD: Mapping[str, str] = {"leader": "commander", "deputy": "commander_deputies"}
"""Field that is printed where the first one has no meaning for a record."""
RIGHT = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION})
PROFILE = (
    "county",
    "township",
    "village",
    "state",
    "town",
    "pattern",
    "population",
    "star",
    "star_date",
    "within_plan",
    "area_conditions",
    "native",
    "experienced",
)
"""What the community profile prints, in this order; who heads it and how it keeps its books does not belong there."""


def live_types() -> frozenset[str]:
    """Return the record types whose change makes some live block stale."""
    return frozenset(one for kind in LIVE.values() for one in (kind.type, *kind.also)) | {"photo"}


def live_blocks(block_id: str, settings: Mapping[str, object], shown: Shown, per_row: int = 2) -> tuple[Block, ...]:
    """Return what a live block prints now; nothing where there are no records yet.

    Args:
        block_id: id of the block; the printed block has the same, so that places can be found.
        settings: ``live`` (key of :data:`LIVE`), ``record`` (for photos of an event), ``caption``, and
            the kind's own options.
        shown: the records as the audience may see them.
        per_row: photos to a row.
    """
    kind = LIVE.get(str(settings.get("live", "")))
    if kind is None:
        return ()
    made = _made(block_id, kind, settings, shown, per_row)
    if kind.photos or kind.record:
        return made
    first = next((place for place, one in enumerate(made) if isinstance(one, Table | Chart | ListItem)), None)
    mark = list_mark(kind.type)
    return tuple(
        replace(one, shows=(*one.shows, mark)) if place == first and isinstance(one, Table | Chart | ListItem) else one
        for place, one in enumerate(made)
    )


def _made(
    block_id: str, kind: LiveKind, settings: Mapping[str, object], shown: Shown, per_row: int
) -> tuple[Block, ...]:
    if kind.make is not None:
        return told_of(kind.make(block_id, settings, shown), kind, settings, shown)
    caption = str(settings.get("caption", "")) or (shown.text(kind.caption) if kind.caption else "")
    if kind.photos:
        return _photos(block_id, str(settings.get("record", "")), kind.type, shown, per_row)
    rows = shown.rows(kind.type)
    if kind.type == "budget_line":  # copies that try something out are no part of the dossier
        ledger = Ledger({name: shown.rows(name) for name in ("budget", "budget_line")})
        rows = lines_of(ledger, current_of(ledger.of("budget")))
    if not rows:
        return ()
    if not kind.columns:
        profile = _profile(block_id, rows[0], kind, shown, caption)
        return (profile,) if profile.rows else ()
    return (_table(block_id, rows, kind, shown, caption),)


def told_of(
    blocks: tuple[Block, ...], kind: LiveKind, settings: Mapping[str, object], shown: Shown
) -> tuple[Block, ...]:
    """Return *blocks* whose charts and tables name the records that they tell of, where they do not say it themselves.

    A figure of one record tells of the chosen one, else of the latest; any other of all that it may count.
    """
    if not any(_silent(one) for one in blocks):
        return blocks
    ids = tuple(row.id for row in (shown.rows(kind.type) if kind.record else shown.tally(kind.type)))
    if kind.record:
        chosen = str(settings.get("record") or "")
        ids = (chosen,) if chosen in ids else ids[-1:]
    return tuple(replace(one, shows=ids) if _silent(one) else one for one in blocks)


def _silent(block: Block) -> TypeGuard[Table | Chart]:
    return isinstance(block, Table | Chart) and not records_in(block)


def _table(block_id: str, rows: tuple[Row, ...], kind: LiveKind, shown: Shown, caption: str) -> Table:
    record_type = shown.record_type(kind.type)
    fields = [record_type.field(name) for name, _ in kind.columns]
    numbers: list[Column] = [Column(1.2, "centre")]
    columns = numbers + [
        Column(weight, "right" if field.kind in RIGHT or field.scale or field.currency_field else "left")
        for field, (_, weight) in zip(fields, kind.columns, strict=True)
    ]
    head = (plain(shown.text(N_("No."))), *(plain(_head(field, rows, shown)) for field in fields))
    body = tuple(
        (plain(str(number)), *(plain(_cell(field, row, shown)) for field in fields))
        for number, row in enumerate(rows, 1)
    )
    shows = ("", *(row.id for row in rows))
    return Table(block_id, tuple(columns), (head, *body), header=1, caption=plain(caption), row_shows=shows)


def _head(field: Field, rows: tuple[Row, ...], shown: Shown) -> str:
    """Return a column's head; a column of money names its unit once, so that the cells need not."""
    label = shown.text(field.label)
    if not (currency := _currency(field, rows)):
        return label
    unit = currency_unit(currency).best(shown.language)
    return f"{label}({unit})" if shown.language.startswith("zh") else f"{label} ({unit})"


def _cell(field: Field, row: Row, shown: Shown) -> str:
    """Return a cell; money without its currency, the command group with its commander."""
    value = row.get(field.name)
    if isinstance(value, int) and (currency := _currency(field, (row,))):
        return format_money(value, currency, "plain")
    name = field.name
    return shown.cell(row, name) or (shown.cell(row, INSTEAD[name]) if name in INSTEAD else "")


def _currency(field: Field, rows: tuple[Row, ...]) -> str:
    """Return the one currency of a money column, "" where it is no money or there are several."""
    if not field.currency_field:
        return ""
    found = {str(row.get(field.currency_field) or "") for row in rows}
    return found.pop() if len(found) == 1 else ""


def _profile(block_id: str, row: Row, kind: LiveKind, shown: Shown, caption: str) -> Table:
    """Return what describes the community as a table of two columns."""
    record_type = shown.record_type(kind.type)
    cells = ((name, shown.cell(row, name)) for name in PROFILE)
    body: tuple[tuple[Runs, ...], ...] = tuple(
        (plain(shown.text(record_type.field(name).label)), plain(cell)) for name, cell in cells if cell
    )
    return Table(block_id, (Column(3), Column(7)), body, header=0, caption=plain(caption), shows=(row.id,))


def _photos(block_id: str, record: str, type_name: str, shown: Shown, per_row: int) -> tuple[Block, ...]:
    row = next((one for one in shown.rows(type_name) if one.id == record), None)
    ids = row.get("photos") if row else ()
    items = photo_items(block_id, ids if isinstance(ids, tuple) else (), shown.picture)
    return (Photos(block_id, items, per_row, shows=(record,)),) if items else ()


def photo_items(
    block_id: str, ids: tuple[str, ...], picture: Callable[[str], tuple[Picture, str] | None]
) -> tuple[PhotoItem, ...]:
    """Return the photos that there are, each with an id of its own below the block's."""
    found = ((photo_id, picture(photo_id)) for photo_id in ids)
    return tuple(PhotoItem(f"{block_id}/{key}", one[0], plain(one[1]), key) for key, one in found if one)
