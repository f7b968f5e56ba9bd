"""The schema of a file of each format, as one hash: comparing hundreds of tables by their words takes longer.

Written by ``python -m tests.models.document.make_fixture``; a test compares it with what is declared.
"""

from __future__ import annotations

from collections.abc import Mapping

FINGERPRINTS: Mapping[int, str] = {
    1: "06d7f56dab8398c66ef813b4c9040fb763e950fd8233821e0d746bad57ca474e",
}
