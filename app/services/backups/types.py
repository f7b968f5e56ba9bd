"""What backups and copies hand to the interface, which never sees the rooms that make them."""

from __future__ import annotations

from app.models.document.backup_drill import Drill
from app.models.document.backup_points import Point
from app.models.document.restore_points import Restored
from app.models.document.travel_parcel import Parcel

__all__ = ["Drill", "Parcel", "Point", "Restored"]
