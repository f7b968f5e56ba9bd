"""Where record types and rooms are seen: routes, for the side bar, the room pages and the lists. Thread: UI.

The record types are asked for when a window is built, not when this module is read: the program starts
without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.messages import Label

OWN_PAGES: Mapping[str, str] = MappingProxyType({"photo": "photos", "budget_line": "budget"})
"""Record types whose work has a shape of its own, with the route of their page."""


def list_route(type_name: str) -> str:
    """Return where the records of a type are listed."""
    return OWN_PAGES.get(type_name, f"records:{type_name}")


def filled(room: str) -> bool:
    """Say whether any record type stands in *room*."""
    return bool(_types(room))


def room_route(room: str) -> str:
    """Return where a room is seen: its page, or the list of its only record type."""
    types = _types(room)
    return list_route(types[0]) if len(types) == 1 else f"room:{room}"


def place_of(route: str) -> str:
    """Return the entry of the side bar that *route* belongs to; a page of its own is its own entry."""
    from app.services.rooms import room_of

    parts = route.split(":")
    if parts[0] in ("record", "records") and len(parts) > 1 and (room := room_of(parts[1])):
        return room_route(room)
    if parts[0] == "photos":
        return room_route("photos")
    return ":".join(parts[:2]) if parts[0] == "room" else parts[0]


def room_of_route(route: str) -> tuple[str, str]:
    """Return the room and the record type that a page lists, two empty texts for every other page."""
    from app.services.rooms import room_of

    parts = route.split(":")
    if parts[0] in ("record", "records") and len(parts) > 1:
        return room_of(parts[1]), parts[1]
    return ("photos", "photo") if parts[0] == "photos" else ("", "")


def siblings(room: str) -> tuple[tuple[str, Label], ...]:
    """Return name and words of each record type of a room, in order."""
    from app.services.rooms import called, types_of

    return tuple((one.name, called(one)) for one in types_of(room))


def _types(room: str) -> tuple[str, ...]:
    return tuple(name for name, _ in siblings(room))
