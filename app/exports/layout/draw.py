"""The items of a page in sheet coordinates, with page numbers filled in: what a writer draws."""

from __future__ import annotations

from collections.abc import Iterator

from app.exports.layout.items import Item, Laid, LateLine, Page, PageNumberItem, Placed, TextItem, shifted


def page_items(laid: Laid, page: Page) -> Iterator[tuple[Placed, tuple[Item, ...]]]:
    """Yield each placed row of *page* with its items, absolute and final."""
    for placed in page.placed:
        out: list[Item] = []
        for item in placed.row.items:
            if isinstance(item, LateLine):
                late = item.settle(laid.places)
                out.extend(shifted(one, placed.x + item.x, placed.y + item.y) for one in late)
            else:
                out.append(_final(shifted(item, placed.x, placed.y), laid))
        yield placed, tuple(out)


def _final(item: Item, laid: Laid) -> Item:
    if not isinstance(item, PageNumberItem):
        return item
    text = str(laid.places.get(item.target, 0) or "?")
    width = item.digit * len(text)
    return TextItem(item.x + item.width - width, item.y, text, item.font, item.size, width, stroke=item.stroke)
