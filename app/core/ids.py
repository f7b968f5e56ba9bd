"""Keys: UUIDv7 text (RFC 9562), so that records made on two laptops never collide.

No list is ordered by id; order keys (``app.core.order``) and titles do that.
"""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from collections.abc import Callable
from typing import Protocol


class IdSource(Protocol):
    """Makes a new key at each call; safe from any thread."""

    def __call__(self) -> str:
        """Return the next key."""
        ...


def uuid7_from(milliseconds: int, random_bits: int) -> str:
    """Return the UUIDv7 text for a Unix time in milliseconds and 74 random bits."""
    rand_a, rand_b = (random_bits >> 62) & 0xFFF, random_bits & ((1 << 62) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | rand_a << 64 | 0x2 << 62 | rand_b
    return str(uuid.UUID(int=value))


def new_id() -> str:
    """Return a new key from the clock and the system's randomness. Thread: any."""
    return uuid7_from(time.time_ns() // 1_000_000, secrets.randbits(74))


def seeded_ids(seed: int, start_ms: int = 1_735_689_600_000) -> Callable[[], str]:
    """Return a source of keys that repeats itself exactly, for practice files and goldens.

    Args:
        seed: any integer; the same seed gives the same keys in the same order.
        start_ms: Unix time in milliseconds of the first key; each next key is 1 ms later.
    """
    import random

    generator, lock, now = random.Random(seed), threading.Lock(), [start_ms]

    def source() -> str:
        with lock:
            now[0] += 1
            return uuid7_from(now[0], generator.getrandbits(74))

    return source
