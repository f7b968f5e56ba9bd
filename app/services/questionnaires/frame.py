"""Words around the questions of a sheet: the program's own in Chinese and English, else the team's. Thread: any.

They are kept with the introduction of a language, one to a line, in the order of :data:`FRAME`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.messages import N_, Label, zh_en
from app.services.questionnaires.counts import CHOICE, SCALE, SEVERAL

SHEET_TITLE = N_("Title of the sheet")
NO_NAME = N_("Please do not write your name. Leave open what you do not want to answer.")
TICK_ONE, TICK_ALL = N_("Tick one box."), N_("Tick every box that fits.")
ENDS = zh_en("1 完全不同意，5 完全同意", "1 not at all, 5 very much")
FRAME: tuple[Label, ...] = (SHEET_TITLE, NO_NAME, TICK_ONE, TICK_ALL, ENDS)
TITLE_AT, NO_NAME_AT, TICK_ONE_AT, TICK_ALL_AT, ENDS_AT = range(len(FRAME))
KINDS = {CHOICE: TICK_ONE_AT, SEVERAL: TICK_ALL_AT, SCALE: ENDS_AT}
"""Kind of a question to the words that stand below it."""
CHINESE = frozenset({"zh", "nan", "hak", "formosan", "yue"})
"""Languages whose sheets have the program's own words in Chinese."""
OWN = CHINESE | {"en"}
"""Languages whose words around the questions the program has itself."""
OPEN_LINE = "-"
"""Stands for words that nobody has written yet, so that the others keep their place."""


def places(language: str, languages: Sequence[str], kinds: Iterable[str]) -> tuple[int, ...]:
    """Return which words of the frame the team may write for a language, by their place in :data:`FRAME`.

    Args:
        language: of the sheet.
        languages: of all sheets; with one there is no second title to write.
        kinds: of the questions.
    """
    title = (TITLE_AT,) if len(languages) > 1 else ()
    if language in OWN:
        return title
    return (*title, NO_NAME_AT, *sorted({KINDS[one] for one in kinds if one in KINDS}))


def read(text: str) -> tuple[str, ...]:
    """Return the words of a frame as they are kept, "" for what is not written."""
    found = [one.strip() for one in text.split("\n")][: len(FRAME)]
    found += [""] * (len(FRAME) - len(found))
    return tuple("" if one == OPEN_LINE else one for one in found)


def write(words: Sequence[str]) -> str | None:
    """Return the words of a frame as they are kept, ``None`` where there are none."""
    kept = [" ".join(one.split()) or OPEN_LINE for one in words]
    return "\n".join(kept) if any(one != OPEN_LINE for one in kept) else None
