"""What backups and copies hand to the interface, which never sees the rooms that make them."""

from __future__ import annotations

from app.models.document.backups.drill import Drill
from app.models.document.backups.points import Point
from app.models.document.backups.restore import Restored
from app.models.document.travel.parcel import Parcel

__all__ = ["Drill", "Parcel", "Point", "Restored"]
