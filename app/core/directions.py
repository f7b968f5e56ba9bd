"""Which way a text runs."""

from __future__ import annotations

import re
import unicodedata

FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Characters of the scripts that are written from the right, and a few of their digits and marks."""
STRONG = {"L": "L", "R": "R", "AL": "R"}
"""Bidirectional class of a letter to the side that it stands for."""


def runs_from_the_right(text: str) -> bool:
    """Say whether the first letter of *text* is Arabic, Hebrew or of a kindred script.

    Source: rules P2 and P3 of Unicode Standard Annex 9. Pure; any thread.
    """
    if not FROM_THE_RIGHT.search(text):
        return False
    return next((side == "R" for char in text if (side := STRONG.get(unicodedata.bidirectional(char)))), False)
