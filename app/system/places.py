"""What a place is on which files stand: its kind, where it begins, and what people call it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class PlaceKind(StrEnum):
    """What a place is."""

    LOCAL = "local"
    REMOVABLE = "removable"
    NETWORK = "network"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class Place:
    """A volume, or a folder that is kept in a cloud.

    Args:
        kind: what it is.
        root: where it begins: the mount point, the drive's root, the cloud folder.
        disk: names the physical disk, the share or the service; "" where it cannot be told.
        name: what people call it, such as ``STICK``, ``E:`` or ``OneDrive``.
        read_only: whether nothing can be written there.
    """

    kind: PlaceKind
    root: Path
    disk: str = ""
    name: str = ""
    read_only: bool = False

    @property
    def edits_live(self) -> bool:
        """Whether a document may be edited where it stands."""
        return self.kind is PlaceKind.LOCAL
