"""Likely doubles: the same person, event, shelter or organisation under another key. Pure; thread: any.

They are offered, never joined by themselves. Alike means: the same telephone number, or the same name
whatever its width, its spaces and its variants of a character; for events the same date with the same
title or place; for shelters the same name and address; for scorers the same name in one review, for scores the same
person and line. Source: ``peers.md`` 3.3 item 19.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from app.core.messages import N_, Message
from app.core.text import fold
from app.services.importing.rows import Twin

Values = Mapping[str, object]
MOST = 5
"""Twins that are named for one row."""
_PAIRS = (
    "温溫黄黃吴吳啓啟强強丽麗綉繡銹鏽敎教濶闊擧舉滙匯竪豎恆恒秃禿靑青淸清彦彥颜顏産產产產户戶郎郞冊册娯娛税稅鋭銳衆眾荘莊庄莊闗關関關圡土亀龜斉齊斎齋髙高﨑崎邉邊辺邊鄕鄉鷄雞"
    "麽麼歳歲凉涼勛勳爲為眞真鎭鎮愼慎値值卽即旣既虚虛録錄緑綠縁緣陈陳张張刘劉杨楊赵趙郑鄭谢謝许許叶葉苏蘇卢盧蒋蔣萧蕭肖蕭罗羅邓鄧冯馮简簡钟鍾鐘鍾国國华華兰蘭凤鳳龙龍宝寶贵貴"
    "发發荣榮庆慶寿壽珎珍刧劫槗橋桜櫻沢澤広廣栄榮徳德恵惠寛寬敍敘"
)
"""Two ways to write one character of a name, the second as it is usual in Taiwan."""
_VARIANTS = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
SAME_PHONE = N_("the same phone")
SAME_NAME = N_("the same name")
SAME_DAY = N_("the same date and title")
SAME_PLACE = N_("the same date and place")
SAME_NUMBER = N_("the same business number")
SAME_HOUSE = N_("the same name and address")
SAME_LINE = N_("points of the same person for the same line")
PARENT = "#parent"
"""Key under which the values of a row say what it belongs to."""


def name_key(name: object) -> str:
    """Return a name as it is compared: one width, no spaces and marks, one variant; Latin words in any order."""
    folded = fold(str(name or "")).translate(_VARIANTS)
    if folded.isascii():
        return " ".join(sorted(re.findall(r"\w+", folded)))
    return re.sub(r"[\W_]+", "", folded)


def phone_key(phone: object) -> str:
    """Return the digits of a telephone number without the code of the country; "" for too few."""
    text = fold(str(phone or ""))
    digits = re.sub(r"\D", "", re.split(r"#|分機|轉|ext", text)[0])
    if text.strip().startswith("+886") or digits.startswith("886"):
        digits = "0" + digits[3:].lstrip("0")
    return digits if len(digits) >= 7 else ""


def _person(values: Values) -> Iterator[tuple[str, Message]]:
    if key := phone_key(values.get("phone")):
        yield f"p{key}", SAME_PHONE
    if key := name_key(values.get("name")):
        yield f"n{key}", SAME_NAME


def _event(values: Values) -> Iterator[tuple[str, Message]]:
    day = str(values.get("date") or "")
    if day and (key := name_key(values.get("title"))):
        yield f"t{day}/{key}", SAME_DAY
    if day and (key := name_key(values.get("place"))):
        yield f"p{day}/{key}", SAME_PLACE


def _organisation(values: Values) -> Iterator[tuple[str, Message]]:
    if number := str(values.get("tax_id") or ""):
        yield f"t{number}", SAME_NUMBER
    if key := name_key(values.get("name")):
        yield f"n{key}", SAME_NAME


def _shelter(values: Values) -> Iterator[tuple[str, Message]]:
    name, address = name_key(values.get("name")), name_key(values.get("address"))
    if name and address:
        yield f"{name}/{address}", SAME_HOUSE


def _scorer(values: Values) -> Iterator[tuple[str, Message]]:
    if key := name_key(values.get("name")):
        yield f"{values.get(PARENT)}/{key}", SAME_NAME


def _score(values: Values) -> Iterator[tuple[str, Message]]:
    keys = [str(values.get(name) or "") for name in ("candidate", "scorer", "criterion")]
    if all(keys):
        yield "/".join(keys), SAME_LINE


RULES: Mapping[str, Callable[[Values], Iterator[tuple[str, Message]]]] = {
    "person": _person,
    "event": _event,
    "organisation": _organisation,
    "shelter": _shelter,
    "scorer": _scorer,
    "score": _score,
}
"""Record type to what makes two records alike."""


class Twins:
    """Finds what a new record may double, among the document's records and the rows before it.

    Args:
        type_name: record type.
        known: key to (values, title) of the records that are there.
    """

    def __init__(self, type_name: str, known: Mapping[str, tuple[Values, str]]) -> None:
        self._rule = RULES.get(type_name)
        self._alike: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for key, (values, title) in known.items():
            self._keep(key, values, title, 0)

    def of(self, key: str, values: Values, title: str, row: int) -> tuple[Twin, ...]:
        """Return the twins of a new record, and remember it for the rows behind it."""
        found: dict[str, Twin] = {}
        for mark, why in self._rule(values) if self._rule else ():
            for other, name, at in self._alike[mark][:MOST]:
                if other != key:
                    found.setdefault(other, Twin(other, name, why, at))
        self._keep(key, values, title, row)
        return tuple(found.values())[:MOST]

    def _keep(self, key: str, values: Values, title: str, row: int) -> None:
        for mark, _ in self._rule(values) if self._rule else ():
            self._alike[mark].append((key, title, row))
