"""Volumes of Windows, asked of the kernel through ctypes; the twin is ``volumes_posix``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from app.system.places import Place, PlaceKind

DRIVE_REMOVABLE, DRIVE_FIXED, DRIVE_REMOTE, DRIVE_CDROM = 2, 3, 4, 5
FILE_READ_ONLY_VOLUME = 0x00080000
BUS_USB, BUS_1394, BUS_SD = 7, 4, 12
CLOUD_LABELS = {"google drive": "Google Drive", "icloud drive": "iCloud", "pcloud drive": "pCloud Drive"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What Windows says of one volume.

    Args:
        root: such as ``E:\\`` or ``\\\\server\\share\\``.
        drive_type: of ``GetDriveTypeW``.
        label: the volume's name.
        flags: of ``GetVolumeInformationW``.
        disk: number of the physical disk, -1 where there is none.
        bus: kind of its bus (``STORAGE_BUS_TYPE``), 0 where it is not known.
    """

    root: str
    drive_type: int
    label: str = ""
    flags: int = 0
    disk: int = -1
    bus: int = 0


Asking = Callable[[str], Answers | None]
"""Asks Windows about the volume that holds a path."""


class WindowsProbe:
    """Turns what Windows says into a place.

    Args:
        ask: asks the kernel; tests answer themselves.
    """

    def __init__(self, ask: Asking | None = None) -> None:
        self._ask = ask or _ask_kernel

    def volume(self, path: Path) -> Place | None:
        """Return the volume that holds *path*."""
        said = self._ask(str(path))
        if said is None:
            return None
        root, letter = Path(said.root), PureWindowsPath(said.root).drive
        read_only = bool(said.flags & FILE_READ_ONLY_VOLUME) or said.drive_type == DRIVE_CDROM
        name = f"{said.label} ({letter})" if said.label else letter
        disk = f"disk {said.disk}" if said.disk >= 0 else letter
        if said.label.casefold() in CLOUD_LABELS:
            service = CLOUD_LABELS[said.label.casefold()]
            return Place(PlaceKind.CLOUD, root, service, service, read_only)
        if said.drive_type == DRIVE_REMOTE or said.root.startswith("\\\\"):
            return Place(PlaceKind.NETWORK, root, said.root, letter, read_only)
        if said.drive_type in (DRIVE_REMOVABLE, DRIVE_CDROM) or said.bus in (BUS_USB, BUS_1394, BUS_SD):
            return Place(PlaceKind.REMOVABLE, root, disk, name, read_only)
        return Place(PlaceKind.LOCAL, root, disk, "", read_only)


def _ask_kernel(path: str) -> Answers | None:
    if sys.platform != "win32":
        return None
    import ctypes

    kernel = ctypes.windll.kernel32
    root = ctypes.create_unicode_buffer(1024)
    if not kernel.GetVolumePathNameW(path, root, len(root)):
        return None
    label, flags = ctypes.create_unicode_buffer(261), ctypes.c_ulong(0)
    kernel.GetVolumeInformationW(root, label, len(label), None, None, ctypes.byref(flags), None, 0)
    disk, bus = _physical(root.value)
    return Answers(root.value, int(kernel.GetDriveTypeW(root)), label.value, flags.value, disk, bus)


def _physical(root: str) -> tuple[int, int]:
    """Return the number of the physical disk and its bus; asking needs no right to read the disk."""
    if sys.platform != "win32" or root.startswith("\\\\"):
        return -1, 0
    import ctypes

    kernel = ctypes.windll.kernel32
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW("\\\\.\\" + root.rstrip("\\"), 0, 3, None, 3, 0, None)
    if handle is None or handle == ctypes.c_void_p(-1).value:
        return -1, 0
    try:
        got = ctypes.c_ulong(0)
        number = (ctypes.c_ulong * 3)()
        found = kernel.DeviceIoControl(
            ctypes.c_void_p(handle), 0x2D1080, None, 0, number, 12, ctypes.byref(got), None
        )  # IOCTL_STORAGE_GET_DEVICE_NUMBER: type, number, partition
        query = (ctypes.c_ulong * 3)(0, 0, 0)  # StorageDeviceProperty, PropertyStandardQuery
        answer = (ctypes.c_ulong * 256)()
        told = kernel.DeviceIoControl(
            ctypes.c_void_p(handle), 0x2D1400, query, 12, answer, 1024, ctypes.byref(got), None
        )  # IOCTL_STORAGE_QUERY_PROPERTY: BusType is the eighth 32-bit number of STORAGE_DEVICE_DESCRIPTOR
        return (int(number[1]) if found else -1), (int(answer[7]) if told else 0)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
