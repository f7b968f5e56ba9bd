"""The day that a file's name tells, for photos whose own data tells none.

Names seen: ``IMG_20250415_101530``, ``IMG-20250415-WA0003``, ``2025-04-15``, ``114年4月15日``,
``1140415``, ``114.4.15``, ``LINE_ALBUM_活動_250416_1``. Only a guess: it is shown and can be changed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_ROC = 1911
_START, _END = r"(?<![0-9])", r"(?![0-9])"
_PATTERNS = tuple(
    re.compile(_START + pattern + _END)
    for pattern in (
        r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)",
        r"(?P<y>(?:19|20)\d\d)[-_./](?P<m>\d{1,2})[-_./](?P<d>\d{1,2})",
        r"(?P<y>(?:19|20)\d\d) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2})(?= ?[日號])",
        r"(?P<r>\d{2,3}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2})(?= ?[日號])",
        r"(?P<r>(?:0?[89]\d|1[0-4]\d))[-_.](?P<m>\d{1,2})[-_.](?P<d>\d{1,2})",
        r"(?P<r>(?:0[89]\d|1[0-4]\d))(?P<m>[01]\d)(?P<d>[0-3]\d)",
    )
)
_LINE = re.compile(r"LINE_ALBUM_.*_(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)_\d+$", re.I)


def date_in_name(name: str) -> str:
    """Return the ISO date that *name* (without folder and ending) tells, "" where it tells none.

    Four-digit years are Gregorian, two- and three-digit ones ROC; the first that is a real day counts.
    LINE's own upload day (six digits near the end) counts last.
    """
    text = unicodedata.normalize("NFKC", name)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year = int(parts["y"]) if parts.get("y") else int(parts["r"]) + _ROC
            if day := _day(year, parts["m"], parts["d"]):
                return day
    line = _LINE.search(text)
    return _day(2000 + int(line["y"]), line["m"], line["d"]) if line else ""


def _day(year: int, month: str, day: str) -> str:
    try:
        made = date(year, int(month), int(day))
    except ValueError:
        return ""
    return made.isoformat() if 1990 <= made.year <= 2060 else ""
