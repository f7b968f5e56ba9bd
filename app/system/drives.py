"""What kind of place a file stands on: this computer's disk, a stick, a share, or a cloud-sync folder.

A document is edited live on a local disk only. Where the system cannot tell, a place counts as local:
then at least the lock and the file's own checks watch over it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol

from app.system.clouds import cloud_of
from app.system.medium import is_read_only_medium
from app.system.places import Place, PlaceKind


class Probe(Protocol):
    """Asks one operating system about a volume."""

    def volume(self, path: Path) -> Place | None:
        """Return the volume that holds the existing *path*, ``None`` where the system does not say."""
        ...


@cache
def system_probe() -> Probe:
    """Return the probe of this operating system."""
    if sys.platform == "win32":
        from app.system.volumes_windows import WindowsProbe

        return WindowsProbe()
    if sys.platform == "darwin":
        from app.system.volumes_posix import MacProbe

        return MacProbe()
    from app.system.volumes_posix import LinuxProbe

    return LinuxProbe()


def place_of(
    path: Path,
    probe: Probe | None = None,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Place:
    """Say what kind of place *path* stands on. Thread: any; reads nothing of the file itself.

    Args:
        path: a file or folder, which need not exist yet.
        probe: asks the operating system; this one's where not given.
        environment: environment variables; the process's own where not given.
        home: the person's home folder.
    """
    there = nearest(path)
    found = (probe or system_probe()).volume(there) or Place(PlaceKind.LOCAL, Path(there.anchor))
    found = replace(found, read_only=found.read_only or is_read_only_medium(there))
    service, folder = cloud_of(path, environment, home)
    if service:
        return Place(PlaceKind.CLOUD, folder, service, service, found.read_only)
    return found


def is_cloud_folder(path: Path) -> bool:
    """Say whether *path* stands in a folder that a sync program watches. Thread: any."""
    return bool(cloud_of(path)[0])


def same_disk(one: Path, other: Path, probe: Probe | None = None) -> bool:
    """Say whether two places would be lost together; where it cannot be told, they would be."""
    a, b = place_of(one, probe), place_of(other, probe)
    return a.disk == b.disk if a.disk and b.disk else a.root == b.root or a.kind is b.kind


def nearest(path: Path) -> Path:
    """Return *path* without links, or the nearest folder above it that exists."""
    path = Path(os.path.realpath(path))
    return next((one for one in (path, *path.parents) if one.exists()), Path(path.anchor))
