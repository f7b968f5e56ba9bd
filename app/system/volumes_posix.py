"""Volumes of Linux (``/proc/self/mountinfo``, ``/sys``) and macOS (``mount``).

The Windows twin is ``volumes_windows``.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.system.places import Place, PlaceKind

TWIN = "win32: volumes_windows"
NETWORK = frozenset(
    {
        "9p", "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "ftp", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.kio-fuse", "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.smbnetfs", "gfs2", "glusterfs", "lustre", "ncpfs",
        "nfs", "nfs4", "ocfs2", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "webdav",
    }
)  # fmt: skip
CLOUD = frozenset({"fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.drivefs", "fuse.pcloud"})


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    point: str
    kind: str
    source: str
    number: str
    options: tuple[str, ...]


def parse_mountinfo(text: str) -> list[Mount]:
    """Read ``/proc/self/mountinfo``; lines of another shape are left out."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if len(left) >= 6 and len(right) >= 2:
            found.append(Mount(_unescape(left[4]), right[0], _unescape(right[1]), left[2], tuple(left[5].split(","))))
    return found


def parse_mount_command(text: str) -> list[Mount]:
    """Read what ``mount`` prints on macOS: ``/dev/disk4s1 on /Volumes/STICK (msdos, local, …)``."""
    found = []
    for line in text.splitlines():
        if match := re.fullmatch(r"(.+?) on (/.*) \(([^()]*)\)", line):
            words = tuple(word.strip() for word in match[3].split(","))
            found.append(Mount(match[2], words[0], match[1], "", words[1:]))
    return found


def holding(mounts: Iterable[Mount], path: Path) -> Mount | None:
    """Return the mount that holds *path*; of several on one point the last, which covers the others."""
    best: Mount | None = None
    for mount in mounts:
        if path.is_relative_to(mount.point) and (best is None or len(mount.point) >= len(best.point)):
            best = mount
    return best


class LinuxProbe:
    """Asks the kernel.

    Args:
        mountinfo: the kernel's list of mounts.
        devices: where the kernel shows its devices.
    """

    def __init__(self, mountinfo: Path = Path("/proc/self/mountinfo"), devices: Path = Path("/sys")) -> None:
        self._mountinfo, self._devices = mountinfo, devices

    def volume(self, path: Path) -> Place | None:
        """Return the volume that holds *path*."""
        try:
            mounts = parse_mountinfo(self._mountinfo.read_text("utf-8", errors="surrogateescape"))
        except OSError:
            return None
        mount = holding(mounts, path)
        if mount is None:
            return None
        root, read_only = Path(mount.point), "ro" in mount.options
        if mount.kind in CLOUD:
            return Place(PlaceKind.CLOUD, root, mount.source, root.name, read_only)
        if mount.kind in NETWORK:
            return Place(PlaceKind.NETWORK, root, mount.source, mount.source, read_only)
        disks = self._disks(self._device(mount))
        moves = any(self._can_be_taken_out(disk) for disk in disks)
        kind = PlaceKind.REMOVABLE if moves else PlaceKind.LOCAL
        disk = ",".join(sorted(disk.name for disk in disks)) or f"{mount.kind} {mount.number}"
        return Place(kind, root, disk, root.name if moves else "", read_only)

    def _device(self, mount: Mount) -> Path | None:
        by_number = self._devices / "dev" / "block" / mount.number
        by_name = self._devices / "class" / "block" / Path(mount.source).name
        for place in (by_number, by_name):  # btrfs has a number of its own, then the name leads there
            if mount.source.startswith("/dev/") and place.exists():
                return place.resolve()
        return None

    def _disks(self, device: Path | None, depth: int = 0) -> list[Path]:
        """Return the whole disks under a partition, an encrypted volume or an array."""
        if device is None or depth > 8:
            return []
        slaves = device / "slaves"
        below = sorted(slaves.iterdir()) if slaves.is_dir() else []
        if below:
            return [disk for one in below for disk in self._disks(one.resolve(), depth + 1)]
        return [device.parent if (device / "partition").exists() else device]

    def _can_be_taken_out(self, disk: Path) -> bool:
        if _word(disk / "removable") == "1" or _word(disk / "device" / "type") == "SD":
            return True
        return any(re.fullmatch(r"(usb|fw)\d+", part) for part in disk.parts)


class MacProbe:
    """Asks ``mount``; every volume under ``/Volumes`` counts as one that can be taken out.

    Args:
        listing: returns what ``mount`` prints.
    """

    def __init__(self, listing: Callable[[], str] | None = None) -> None:
        self._listing = listing or _mount_listing

    def volume(self, path: Path) -> Place | None:
        """Return the volume that holds *path*."""
        mount = holding(parse_mount_command(self._listing()), path)
        if mount is None:
            return None
        root, read_only = Path(mount.point), "read-only" in mount.options
        if mount.kind in NETWORK or "local" not in mount.options:
            return Place(PlaceKind.NETWORK, root, mount.source, root.name, read_only)
        disk = re.sub(r"(?<=\d)s\d+.*$", "", Path(mount.source).name)
        if root.parent == Path("/Volumes"):
            return Place(PlaceKind.REMOVABLE, root, disk, root.name, read_only)
        return Place(PlaceKind.LOCAL, root, disk, "", read_only and "sealed" not in mount.options)


def _mount_listing() -> str:
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, check=False, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return ""
    return os.fsdecode(done.stdout)


def _word(path: Path) -> str:
    try:
        return path.read_text("ascii", errors="replace").strip()
    except OSError:
        return ""


def _unescape(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)
