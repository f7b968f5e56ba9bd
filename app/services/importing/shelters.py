"""The national list of shelters as it is published: its headings, and its habits. Source: R16.

Known faults of the data: latitude and longitude swapped; a capacity of 0 can be meant. Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.core.messages import N_, Message
from app.core.text import fold

HEADINGS: Mapping[str, str] = {
    "序號": "serial",
    "縣市及鄉鎮市區": "district",
    "村里": "village",
    "避難收容處所地址": "address",
    "經度": "position#lon",
    "緯度": "position#lat",
    "避難收容處所名稱": "name",
    "預計收容村里": "villages_served",
    "預計收容人數": "capacity",
    "適用災害類別": "hazards#listed",
    "管理人姓名": "manager",
    "管理人電話": "manager_phone",
    "室內": "indoor",
    "室外": "outdoor",
    "適合避難弱者安置": "for_vulnerable",
}
"""Heading of the open data set to the key of our column; exactly these fifteen, in this order."""
HAZARD_WORDS: Mapping[str, str] = {
    "水災": "FLOOD",
    "淹水": "FLOOD",
    "震災": "QUAKE",
    "地震": "QUAKE",
    "土石流": "DEBRIS",
    "土石流及大規模崩塌": "DEBRIS",
    "坡地災害": "DEBRIS",
    "風災": "WIND",
    "颱風": "WIND",
    "火災": "FIRE",
    "火山災害": "VOLC",
    "旱災": "DROUGHT",
    "輻射災害": "RAD",
    "核災": "RAD",
    "毒化災": "TOXIC",
    "毒性化學物質災害": "TOXIC",
    "海嘯": "OTHER",
}
"""Words of the list to our choices."""
SWAPPED = N_("Latitude and longitude were swapped and put right.")
NO_PLACE = N_("Longitude and latitude are no place on earth.")
_SCALE = 10**7


def position(lat: Decimal | None, lon: Decimal | None) -> tuple[str | None, Message | None]:
    """Return the stored form of a place, and what was put right or is wrong with it.

    Args:
        lat: latitude in degrees as the list says, ``None`` where the cell is empty.
        lon: longitude in degrees.
    """
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return None, None
    words = None
    if abs(lat) > 90 >= abs(lon):
        lat, lon, words = lon, lat, SWAPPED
    if abs(lat) > 90 or abs(lon) > 180:
        return None, NO_PLACE
    return f"{int((lat * _SCALE).to_integral_value())},{int((lon * _SCALE).to_integral_value())}", words


def hazards(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the hazards that the list names, and whether all of its words are known."""
    words = [word for word in _split(text) if word]
    keys = [HAZARD_WORDS.get(fold(word)) or HAZARD_WORDS.get(word) for word in words]
    return tuple(sorted({key for key in keys if key})), all(keys) and "OTHER" not in keys


def _split(text: str) -> list[str]:
    for mark in "、，；;/／\n":
        text = text.replace(mark, ",")
    return [word.strip() for word in text.split(",")]
