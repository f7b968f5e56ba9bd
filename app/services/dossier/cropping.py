"""Which part of a photo a block prints: kept with the block, so that the original and other places stay as they are.

A crop is left, top, right, bottom in thousandths of the upright picture, before the photo is turned. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.exports.spec import Block, PhotoItem, Photos

Crop = tuple[int, int, int, int]
WHOLE: Crop = (0, 0, 1000, 1000)
PICTURE, BADGE = "cover_crops", "badge_crops"
"""Keys of a dossier's look under which the crops of its cover are kept."""
LEAST = 100
"""At least so much of each side stays."""


def crop_of(settings: Mapping[str, object], photo: str) -> Crop:
    """Return the part of *photo* that is printed; the whole where nobody chose, or where the choice cannot be."""
    crops = settings.get("crops")
    found = crops.get(photo) if isinstance(crops, Mapping) else None
    if not isinstance(found, (list, tuple)) or len(found) != 4 or not all(isinstance(one, int) for one in found):
        return WHOLE
    return bounded((found[0], found[1], found[2], found[3]))


def bounded(crop: Sequence[int]) -> Crop:
    """Return a crop that lies inside the picture and leaves enough of it."""
    left, right = sorted((min(max(crop[0], 0), 1000), min(max(crop[2], 0), 1000)))
    top, bottom = sorted((min(max(crop[1], 0), 1000), min(max(crop[3], 0), 1000)))
    left, top = min(left, 1000 - LEAST), min(top, 1000 - LEAST)
    return left, top, max(right, left + LEAST), max(bottom, top + LEAST)


def with_crop(settings: Mapping[str, object], photo: str, crop: Crop) -> dict[str, object]:
    """Return the settings of a block that prints *crop* of *photo*."""
    crops = settings.get("crops")
    kept = {str(key): one for key, one in crops.items()} if isinstance(crops, Mapping) else {}
    kept.pop(photo, None)
    if bounded(crop) != WHOLE:
        kept[photo] = list(bounded(crop))
    return {**settings, "crops": kept}


def cropped(items: tuple[PhotoItem, ...], settings: Mapping[str, object]) -> tuple[PhotoItem, ...]:
    """Return photos as a block prints them."""
    return tuple(replace(one, picture=replace(one.picture, crop=crop_of(settings, one.shows))) for one in items)


def with_crops(blocks: tuple[Block, ...], settings: Mapping[str, object]) -> tuple[Block, ...]:
    """Return printed blocks with their photos as the block's settings crop them; others stay as they are."""
    crops = settings.get("crops")
    if not isinstance(crops, Mapping) or not crops:
        return blocks
    return tuple(replace(one, items=cropped(one.items, settings)) if isinstance(one, Photos) else one for one in blocks)


def of_cover(look: Mapping[str, object], slot: str) -> Mapping[str, object]:
    """Return the crops of a picture on the cover as settings of a block would hold them.

    Args:
        look: of the dossier.
        slot: :data:`PICTURE` or :data:`BADGE`.
    """
    return {"crops": look.get(slot)}


def turned(crop: Crop, turn: int) -> Crop:
    """Return where a crop stands once the picture is turned by *turn* quarters clockwise; -1 turns it back."""
    for _ in range(turn % 4):
        left, top, right, bottom = crop
        crop = (1000 - bottom, left, 1000 - top, right)
    return crop


def shaped(wide: int, high: int, shape: tuple[int, int]) -> Crop:
    """Return the largest crop in the middle of a picture of *wide* by *high* pixels that has the sides' *shape*."""
    if not wide or not high:
        return WHOLE
    across = min(1000, round(1000 * high * shape[0] / (shape[1] * wide)))
    down = min(1000, round(1000 * wide * shape[1] / (shape[0] * high)))
    left, top = (1000 - across) // 2, (1000 - down) // 2
    return bounded((left, top, left + across, top + down))
