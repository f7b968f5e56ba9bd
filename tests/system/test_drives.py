"""Places as each system tells of them, without the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.system.clouds import cloud_of
from app.system.drives import is_cloud_folder, place_of, same_disk
from app.system.places import Place, PlaceKind
from app.system.volumes_posix import LinuxProbe, MacProbe
from app.system.volumes_windows import Answers, WindowsProbe

MOUNTS = r"""
27 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw
40 27 8:17 / /media/mei/我的\040隨身碟 rw,nosuid - vfat /dev/sdb1 rw
41 27 179:1 / /media/mei/SDCARD ro,nosuid - exfat /dev/mmcblk0p1 rw
42 27 0:44 / /mnt/share rw - cifs //nas/防災 rw
43 27 253:0 / /h rw - ext4 /dev/mapper/home rw
44 27 0:50 / /srv rw - btrfs /dev/sdc1 rw
45 27 0:51 / /mnt/drive rw - fuse.rclone gdrive: rw
46 27 0:52 / /mnt/live rw - overlay overlay rw
broken line
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk4s1 on /Volumes/STICK (Banyan) (msdos, local, nodev, nosuid, noowners)
/dev/disk5 on /Volumes/Old CD (cd9660, local, nodev, nosuid, read-only, noowners)
//mei@nas/share on /Volumes/share (smbfs, nodev, nosuid, mounted by mei)
"""


@pytest.fixture
def linux(tmp_path: Path) -> LinuxProbe:
    devices, real = tmp_path / "sys", tmp_path / "sys" / "devices"
    for number, place, removable in (
        ("8:2", "pci0/ata1/block/sda/sda2", "0"),
        ("8:17", "pci0/usb1/1-2/block/sdb/sdb1", "0"),
        ("8:33", "pci0/ata2/block/sdc/sdc1", "0"),
        ("179:1", "pci0/mmc_host/mmc0/block/mmcblk0/mmcblk0p1", "0"),
        ("253:0", "virtual/block/dm-0", ""),
    ):
        part = real / place
        part.mkdir(parents=True)
        if removable:
            (part / "partition").write_text("1")
            (part.parent / "removable").write_text(removable + "\n")
        for kind, name in (("dev", number), ("class", part.name)):
            link = devices / kind / "block" / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(part)
    card = real / "pci0/mmc_host/mmc0/block/mmcblk0/device"
    card.mkdir()
    (card / "type").write_text("SD\n")
    slaves = real / "virtual/block/dm-0/slaves"
    slaves.mkdir()
    (slaves / "sda2").symlink_to(real / "pci0/ata1/block/sda/sda2")
    mountinfo = tmp_path / "mountinfo"
    mountinfo.write_text(MOUNTS, "utf-8")
    return LinuxProbe(mountinfo, devices)


@pytest.mark.parametrize(
    ("path", "kind", "disk", "name"),
    [
        ("/etc/x", PlaceKind.LOCAL, "sda", ""),
        ("/media/mei/我的 隨身碟/a.banyan", PlaceKind.REMOVABLE, "sdb", "我的 隨身碟"),
        ("/media/mei/SDCARD/a", PlaceKind.REMOVABLE, "mmcblk0", "SDCARD"),
        ("/mnt/share/a", PlaceKind.NETWORK, "//nas/防災", "//nas/防災"),
        ("/h/mei", PlaceKind.LOCAL, "sda", ""),
        ("/srv/a", PlaceKind.LOCAL, "sdc", ""),
        ("/mnt/drive/a", PlaceKind.CLOUD, "gdrive:", "drive"),
        ("/mnt/live/a", PlaceKind.LOCAL, "overlay 0:52", ""),
    ],
)
def test_linux(linux: LinuxProbe, path: str, kind: PlaceKind, disk: str, name: str) -> None:
    place = linux.volume(Path(path))
    assert place is not None
    assert (place.kind, place.disk, place.name) == (kind, disk, name)
    assert place.read_only is ("SDCARD" in path)
    assert place.edits_live is (kind is PlaceKind.LOCAL)


def test_linux_without_its_list(tmp_path: Path) -> None:
    assert LinuxProbe(tmp_path / "none").volume(Path("/etc")) is None
    assert place_of(Path("/etc"), LinuxProbe(tmp_path / "none"), {}, tmp_path).kind is PlaceKind.LOCAL


@pytest.mark.parametrize(
    ("path", "kind", "disk", "read_only"),
    [
        ("/private/mei", PlaceKind.LOCAL, "disk3", False),
        ("/Volumes/STICK (Banyan)/a", PlaceKind.REMOVABLE, "disk4", False),
        ("/Volumes/Old CD/a", PlaceKind.REMOVABLE, "disk5", True),
        ("/Volumes/share/a", PlaceKind.NETWORK, "//mei@nas/share", False),
    ],
)
def test_mac(path: str, kind: PlaceKind, disk: str, read_only: bool) -> None:
    place = MacProbe(lambda: MAC).volume(Path(path))
    assert place is not None
    assert (place.kind, place.disk, place.read_only) == (kind, disk, read_only)


@pytest.mark.parametrize(
    ("said", "kind", "name", "read_only"),
    [
        (Answers("C:\\", 3, "Windows", 0, 0, 17), PlaceKind.LOCAL, "", False),
        (Answers("E:\\", 2, "STICK", 0, 1, 7), PlaceKind.REMOVABLE, "STICK (E:)", False),
        (Answers("F:\\", 3, "", 0, 2, 7), PlaceKind.REMOVABLE, "F:", False),
        (Answers("D:\\", 5, "", 0), PlaceKind.REMOVABLE, "D:", True),
        (Answers("E:\\", 2, "", 0x80000, 1), PlaceKind.REMOVABLE, "E:", True),
        (Answers("Z:\\", 4), PlaceKind.NETWORK, "Z:", False),
        (Answers("\\\\nas\\share\\", 4), PlaceKind.NETWORK, "\\\\nas\\share", False),
        (Answers("G:\\", 3, "Google Drive"), PlaceKind.CLOUD, "Google Drive", False),
    ],
)
def test_windows(said: Answers, kind: PlaceKind, name: str, read_only: bool) -> None:
    place = WindowsProbe(lambda path: said).volume(Path("a"))
    assert place is not None
    assert (place.kind, place.name, place.read_only) == (kind, name, read_only)


def test_windows_is_not_asked_elsewhere() -> None:
    assert WindowsProbe().volume(Path("/")) is None


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/h/mei/OneDrive/文件/a.banyan", "OneDrive"),
        ("/d/OneDrive - 安和社區/a", "OneDrive"),
        ("/h/mei/Dropbox (Personal)/a", "Dropbox"),
        ("/h/mei/Google Drive/a", "Google Drive"),
        ("/h/mei/我的雲端硬碟/a", "Google Drive"),
        ("/h/mei/iCloudDrive/a", "iCloud"),
        ("/h/mei/Library/Mobile Documents/com~apple~CloudDocs/a", "iCloud"),
        ("/h/mei/Library/CloudStorage/OneDrive-Personal/a", "OneDrive"),
        ("/h/mei/Nextcloud/a", "Nextcloud"),
        ("/h/mei/Box/a", "Box"),
        ("/h/mei/desk/Box/a", ""),
        ("/h/mei/雲端備份/a", ""),
        ("/h/mei/Documents/My OneDrive notes/a", ""),
    ],
)
def test_cloud_folders_by_name(path: str, service: str) -> None:
    assert cloud_of(Path(path), {}, Path("/h/mei"))[0] == service


def test_cloud_folders_by_environment_and_marker(tmp_path: Path) -> None:
    kept, other = tmp_path / "kept", tmp_path / "other"
    (kept / "inner").mkdir(parents=True)
    other.mkdir()
    assert cloud_of(kept / "a", {"OneDriveCommercial": str(kept)}, tmp_path)[0] == "OneDrive"
    assert cloud_of(other / "a", {"OneDriveCommercial": str(kept)}, tmp_path)[0] == ""
    (kept / ".dropbox").touch()
    assert cloud_of(kept / "inner" / "new" / "a", {}, tmp_path) == ("Dropbox", kept)
    (tmp_path / ".dropbox").mkdir()  # its settings, in the home folder
    assert cloud_of(other / "a", {}, tmp_path)[0] == ""


def test_documents_that_macos_keeps_in_icloud(tmp_path: Path) -> None:
    (tmp_path / "Library" / "Mobile Documents" / "com~apple~CloudDocs" / "Documents").mkdir(parents=True)
    assert cloud_of(tmp_path / "Documents" / "a", {}, tmp_path)[0] == "iCloud"
    assert cloud_of(tmp_path / "Desktop" / "a", {}, tmp_path)[0] == ""


def test_this_computer(tmp_path: Path, home: Path) -> None:
    here = place_of(tmp_path / "not yet" / "a.banyan")
    assert (here.kind, here.read_only) == (PlaceKind.LOCAL, False)
    assert is_cloud_folder(home / "OneDrive" / "Documents")
    assert not is_cloud_folder(home / "Documents")


class Fixed:
    def __init__(self, **disks: tuple[PlaceKind, str]) -> None:
        self._disks = disks

    def volume(self, path: Path) -> Place | None:
        kind, disk = self._disks[path.name]
        return Place(kind, path, disk)


def test_same_disk(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
    known = Fixed(a=(PlaceKind.LOCAL, "sda"), b=(PlaceKind.LOCAL, "sda"), c=(PlaceKind.REMOVABLE, "sdb"))
    assert same_disk(tmp_path / "a", tmp_path / "b", known)
    assert not same_disk(tmp_path / "a", tmp_path / "c", known)
    unknown = Fixed(a=(PlaceKind.LOCAL, ""), b=(PlaceKind.LOCAL, ""), c=(PlaceKind.NETWORK, ""))
    assert same_disk(tmp_path / "a", tmp_path / "b", unknown)
    assert not same_disk(tmp_path / "a", tmp_path / "c", unknown)
