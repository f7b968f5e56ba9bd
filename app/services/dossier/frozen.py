"""Live blocks that were frozen on request: what they printed on a day stays, and they say when they are stale.

What is kept is what everybody may see, in both languages, so that no masked name comes back by freezing. A photo
that its people no longer agree to is left out all the same. Thread: the document lane, but for the pure readings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from app.core.fields import Finding, Severity
from app.core.messages import N_
from app.core.partial_date import PartialDate
from app.core.richtext import Atom, Run
from app.exports import drawings, spec
from app.exports.spec import Audience, Block, Photos
from app.services.dossier.live import live_blocks
from app.services.dossier.views import BlockView, DossierView
from app.services.live_kinds import Shown

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LANGUAGES = ("zh_TW", "en")
FROZEN = "frozen"
RULE = "frozen-block"
NAMES: Mapping[str, type] = MappingProxyType(
    {
        one.__name__: one
        for room in (spec, drawings)
        for one in vars(room).values()
        if isinstance(one, type) and dataclasses.is_dataclass(one)
    }
    | {one.__name__: one for one in (Run, Atom)}
)
"""What a frozen block may be made of; nothing else is ever built from a file."""
KINDS: Mapping[str, type[Enum]] = MappingProxyType(
    {one.__name__: one for one in vars(drawings).values() if isinstance(one, type) and issubclass(one, Enum)}
)


def frozen_on(settings: Mapping[str, object]) -> str:
    """Return the ISO day on which a block was frozen, "" where it follows the records."""
    kept = settings.get(FROZEN)
    return str(kept.get("on") or "") if isinstance(kept, Mapping) else ""


def thawed(settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...] | None:
    """Return what a frozen block prints in the reader's language; ``None`` where it follows the records. Pure."""
    kept = settings.get(FROZEN)
    blocks = kept.get("blocks") if isinstance(kept, Mapping) else None
    if not isinstance(blocks, Mapping):
        return None
    found = blocks.get(shown.language) or blocks.get(LANGUAGES[0])
    try:
        read = tuple(cast("Block", from_json(one)) for one in found) if isinstance(found, (list, tuple)) else ()
    except (KeyError, TypeError, ValueError, InvalidOperation):
        return None  # written by a newer version: the records are printed rather than nothing
    return tuple(one for block in read if (one := _agreed(block, shown)) is not None)


def _agreed(block: Block, shown: Shown) -> Block | None:
    """Leave out photos that are gone or that their people no longer agree to."""
    if not isinstance(block, Photos):
        return block
    items = tuple(one for one in block.items if not one.shows or shown.picture(one.shows) is not None)
    return dataclasses.replace(block, items=items) if items else None


def freeze(ws: Workspace, pack_id: str, block_id: str, per_row: int = 2) -> dict[str, object] | None:
    """Return the settings of a live block that prints from now on what it prints now; ``None`` where it is gone."""
    view = ws.dossier.find(pack_id)
    block = next((one for part in view.parts for one in part.blocks if one.id == block_id), None) if view else None
    if block is None:
        return None
    settings = {key: one for key, one in block.settings.items() if key != FROZEN}
    blocks = {one: _kept(block_id, settings, _public(ws, pack_id, one), per_row) for one in LANGUAGES}
    return {**settings, FROZEN: {"on": ws.today(), "blocks": blocks}}


def stale_blocks(ws: Workspace, pack_id: str, view: DossierView, shown: Shown) -> tuple[BlockView, ...]:
    """Return the frozen blocks whose records say something else by now."""
    frozen = [one for part in view.parts for one in part.blocks if one.kind == "live" and frozen_on(one.settings)]
    if not frozen:
        return ()
    public = shown if shown.audience is Audience.PUBLIC else _public(ws, pack_id, shown.language)
    return tuple(one for one in frozen if _changed(one, public))


def _changed(block: BlockView, public: Shown) -> bool:
    kept = block.settings.get(FROZEN)
    blocks = kept.get("blocks") if isinstance(kept, Mapping) else None
    before = blocks.get(public.language) if isinstance(blocks, Mapping) else None
    settings = {key: one for key, one in block.settings.items() if key != FROZEN}
    per_row = settings.get("per_row")
    now = _kept(block.id, settings, public, per_row if per_row in (1, 2, 4) else 2)
    return _plain(before) != _plain(now)


def stale_findings(stale: tuple[BlockView, ...]) -> tuple[Finding, ...]:
    """Return what the check says of frozen blocks that are stale."""
    todo = N_("Freeze it anew, or let it follow the records.")
    said = N_("A block that was frozen on {day} no longer says what the records say.")
    days = ((one.id, {"day": PartialDate.from_iso(frozen_on(one.settings))}) for one in stale)
    return tuple(
        Finding(RULE, Severity.WARN, dataclasses.replace(said, params=day), f"block:{key}", todo) for key, day in days
    )


def _public(ws: Workspace, pack_id: str, language: str) -> Shown:
    from app.services.dossier.press import shown_for

    return shown_for(ws, pack_id, language, Audience.PUBLIC)


def _kept(block_id: str, settings: Mapping[str, object], shown: Shown, per_row: int) -> list[object]:
    return [to_json(one) for one in live_blocks(block_id, settings, shown, per_row)]


# --- values and JSON ----------------------------------------------------------------------------------


def to_json(value: object) -> object:
    """Return a value as JSON: dataclasses by name, numbers with a point as text. Raises TypeError for other kinds."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__, **dict(_fields(value))}
    if isinstance(value, Enum):
        return {"one_of": type(value).__name__, "value": value.value}
    if isinstance(value, float):
        return {"number": repr(value)}
    if isinstance(value, (Fraction, Decimal)):
        return {"exact" if isinstance(value, Fraction) else "decimal": str(value)}
    if isinstance(value, (list, tuple)):
        return [to_json(one) for one in value]
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"no form for {type(value).__name__}")


def _fields(value: object) -> Iterator[tuple[str, object]]:
    for one in dataclasses.fields(value):  # type: ignore[arg-type]
        held = getattr(value, one.name)
        if one.default is dataclasses.MISSING or held != one.default:
            yield one.name, to_json(held)


def from_json(value: object) -> object:
    """Return what :func:`to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    if isinstance(value, Mapping):
        if "number" in value:
            return float(str(value["number"]))
        if "exact" in value:
            return Fraction(str(value["exact"]))
        if "decimal" in value:
            return Decimal(str(value["decimal"]))
        if "one_of" in value:
            return KINDS[str(value["one_of"])](value["value"])
        made = NAMES[str(value["is"])]
        return made(**{str(key): from_json(one) for key, one in value.items() if key != "is"})
    if isinstance(value, (list, tuple)):
        return tuple(from_json(one) for one in value)
    return value


def _plain(value: object) -> object:
    """Return JSON so that lists and tuples, and kinds of mappings, compare alike."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
