"""Text as it is searched, masked for other eyes, and used as a file name.

Masks follow records_and_reports.md 0: a name prints as 陳○○, a mobile number as 0912-***-678.
"""

from __future__ import annotations

import re
import unicodedata

_VARIANTS = str.maketrans({"台": "臺", "裡": "裏", "着": "著", "啓": "啟", "羣": "群", "峯": "峰"})

COMPOUND_SURNAMES = frozenset(
    [
        "歐陽",
        "司馬",
        "上官",
        "司徒",
        "諸葛",
        "夏侯",
        "皇甫",
        "尉遲",
        "公孫",
        "慕容",
        "令狐",
        "張簡",
        "張廖",
        "范姜",
        "端木",
        "東方",
        "南宮",
    ]
)
"""Surnames of two characters, of which both are kept."""

HIDDEN, MOST_HIDDEN = "○", 3
"""What stands for a hidden character; more of them than this only tell how long a name is."""
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NAME_PARTS = re.compile(r"([\s·‧・•．.\-]+)")


def fold(text: str) -> str:
    """Return *text* as it is searched: one width, one case, one spelling of 臺 and 裏.

    The length may differ from that of *text* (㈠ becomes three characters).
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_VARIANTS)


def mask_name(name: str) -> str:
    """Return a name of which only the surname, or the initials, are left: 陳○○, 歐陽○○, M. L.

    Args:
        name: as recorded; blank stays blank.
    """
    return "".join(
        part if place % 2 else _mask_part(part) for place, part in enumerate(_NAME_PARTS.split(name.strip()))
    )


def _mask_part(part: str) -> str:
    if not part:
        return ""
    if not _HAN.match(part):
        return part[0].upper() + "."
    if len(part) == 1:
        return HIDDEN
    kept = 2 if len(part) > 2 and part[:2] in COMPOUND_SURNAMES else 1
    return part[:kept] + HIDDEN * min(len(part) - kept, MOST_HIDDEN)


def mask_phone(phone: str) -> str:
    """Return a telephone number without its middle: 0912-***-678; a short one is hidden whole.

    Args:
        phone: as recorded, with or without +886, spaces, hyphens and an extension.
    """
    plain = re.split(r"#|分機|轉|ext", unicodedata.normalize("NFKC", phone), maxsplit=1, flags=re.I)[0]
    digits = "".join(one for one in plain if one.isascii() and one.isdecimal())
    if plain.strip().startswith("+886"):
        digits = "0" + digits[3:].lstrip("0")
    if not phone.strip():
        return ""
    if len(digits) < 7:
        return "***"
    kept = 4 if digits.startswith("09") else 3 if len(digits) >= 10 and not digits.startswith("0") else 2
    return f"{digits[:kept]}-***-{digits[-3:]}"


def mask_email(address: str) -> str:
    """Return an e-mail address of which the first letter and the domain are left: m***@example.org."""
    person, at, domain = address.strip().partition("@")
    return f"{person[:1]}***@{domain}" if at and person else "***" if address.strip() else ""


def mask_text(text: str) -> str:
    """Return a text of any other kind (an address, a note) hidden whole: ○○○."""
    return HIDDEN * 3 if text.strip() else ""


_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.I)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
MOST_CHARACTERS, MOST_BYTES = 80, 200


def safe_file_name(text: str, fallback: str = "file") -> str:
    """Return *text* as a file name that Windows, macOS and Linux take; Chinese is kept.

    Args:
        text: a title or a wished name, with or without an ending; never a path.
        fallback: what is left when nothing of *text* can stay.

    Returns:
        At most 80 characters and 200 bytes of UTF-8, the ending kept; no reserved name, no leading or
        trailing dot or blank, nothing invisible.
    """
    visible = (
        " " if one.isspace() else one
        for one in unicodedata.normalize("NFC", text)
        if one.isspace() or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    name = re.sub(r" +", " ", _FORBIDDEN.sub("_", "".join(visible))).strip(" .")
    found = _ENDING.search(name)
    ending = found.group() if found and found.start() else ""
    stem = _shortened(name[: len(name) - len(ending)], len(ending)).strip(" .") or fallback
    return f"_{stem}{ending}" if _RESERVED.match(stem + ending) else stem + ending


def _shortened(stem: str, reserve: int) -> str:
    """Return the longest beginning of *stem* that leaves *reserve* characters for the ending."""
    stem = stem[: MOST_CHARACTERS - reserve - 1]
    return stem.encode("utf-8")[: MOST_BYTES - reserve - 1].decode("utf-8", "ignore")
