"""How a dossier looks, as far as the programme leaves it open: font, pitch, margins, order, cover, lists.

The sizes are the programme's; nothing here can change them, nor the words that a cover must carry.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.messages import N_, Message
from app.core.richtext import plain
from app.exports.spec import CM, Block, Contents, Heading, PhotoItem, Photos, Space
from app.services.dossier.cropping import BADGE, cropped, of_cover
from app.services.live_kinds import Shown

FACES: tuple[tuple[str, Message], ...] = (("kai", N_("Kai, as usual")), ("sans", N_("Plain letters")))
DESIGNS: tuple[tuple[str, Message], ...] = (
    ("rules", N_("Title between rules")),
    ("frame", N_("Framed page")),
    ("band", N_("Coloured band")),
)
LEADINGS: tuple[int, ...] = (200, 220, 240, 260)
"""Pitches of the lines that are offered, in tenths of a point."""
MARGINS: tuple[int, ...] = (20, 25, 30)
"""Margins that are offered, in tenths of a centimetre."""
BADGE_HEIGHT, BESIDE_BADGE = 2.8 * CM, 9.0 * CM
"""Heights of the badge, and of a picture on the same cover: both stay on one page with the words."""


def face_of(look: Mapping[str, object]) -> str:
    """Return the face of the text; Kai where nobody chose."""
    return "sans" if look.get("face") == "sans" else "kai"


def cover_design(look: Mapping[str, object]) -> str:
    """Return the design of the cover as the layout knows it; "" sets the title between rules."""
    found = look.get("cover_design")
    return str(found) if found in ("frame", "band") else ""


def badge_block(part_id: str, look: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the badge that stands above the words of the cover; nothing where none is chosen or may be shown."""
    chosen = look.get("cover_badge")
    found = shown.picture(chosen) if isinstance(chosen, str) and chosen else None
    if found is None:
        return ()
    item = PhotoItem(f"{part_id}/badge/{chosen}", found[0], shows=str(chosen))
    items = cropped((item,), of_cover(look, BADGE))
    return (Photos(f"{part_id}/badge", items, 1, numbered=False, tallest=BADGE_HEIGHT), Space(f"{part_id}/air", 0.5))


def contents_blocks(part_id: str, look: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the contents, and the lists of figures and tables where they are wanted."""
    blocks: list[Block] = [Contents(part_id + "/list")]
    for key, of, title in (
        ("list_figures", "figures", N_("List of figures")),
        ("list_tables", "tables", N_("List of tables")),
    ):
        if look.get(key) is True:
            blocks.append(Heading(f"{part_id}/{of}/title", 1, plain(shown.text(title)), numbered=False))
            blocks.append(Contents(f"{part_id}/{of}", of=of))
    return tuple(blocks)
