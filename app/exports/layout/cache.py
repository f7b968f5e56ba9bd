"""Remembers measured blocks by everything that went into them; the least recently used go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from app.exports.layout.items import Measured

CAPACITY = 20_000


class LayoutCache:
    """Measured blocks. Safe to share between threads."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Keep at most *capacity* blocks."""
        self._capacity = capacity
        self._kept: OrderedDict[Hashable, Measured] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many blocks are kept."""
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], Measured]) -> Measured:
        """Return what is kept under *key*, or make and keep it."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return made
