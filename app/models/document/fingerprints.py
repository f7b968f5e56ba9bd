"""The schema of a file of each format, as one hash: comparing hundreds of tables by their words takes longer.

Written by ``python -m tests.models.document.make_fixture``; a test compares it with what is declared.
"""

from __future__ import annotations

from collections.abc import Mapping

FINGERPRINTS: Mapping[int, str] = {
    1: "b3f2cc18e89c1092103eeabad041545e355d2682f4f9157ecd26386c736a33af",
}
