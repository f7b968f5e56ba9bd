"""A clock that tests move, and places whose kind is told by the name of a folder."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from app.system.places import Place, PlaceKind

TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")
KINDS = {"stick": PlaceKind.REMOVABLE, "share": PlaceKind.NETWORK, "cloud": PlaceKind.CLOUD, "here": PlaceKind.LOCAL}


class Moving:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2025, 4, 15, 9, 0, tzinfo=TAIPEI)

    def now(self) -> datetime:
        return self.at

    def wait(self, **spans: float) -> None:
        self.at += timedelta(**spans)


class Places:
    """Tells the kind and disk of a place by the name of a folder above it; all else is this computer."""

    def volume(self, path: Path) -> Place | None:
        for one in (path, *path.parents):
            if one.name in KINDS:
                kind = KINDS[one.name]
                return Place(kind, one, one.name, one.name.upper() if kind is not PlaceKind.LOCAL else "")
        return Place(PlaceKind.LOCAL, Path(path.anchor), "sda")
