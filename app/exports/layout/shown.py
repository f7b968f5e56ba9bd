"""On which pages records are printed, read off a laid-out document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.exports.layout.items import Laid
from app.exports.spec import SHOWN


def shown_pages(laid: Laid) -> Mapping[str, tuple[int, ...]]:
    """Return the id of each record that is printed to the pages on which it begins, rising. Pure; any thread."""
    found: dict[str, dict[int, None]] = {}
    for page in laid.pages:
        for placed in page.placed:
            for mark in () if placed.repeated else placed.row.starts:
                if mark.startswith(SHOWN):
                    found.setdefault(mark.removeprefix(SHOWN), {})[page.number] = None
    return MappingProxyType({record: tuple(pages) for record, pages in found.items()})
