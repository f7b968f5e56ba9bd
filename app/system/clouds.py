"""Folders that a sync program keeps the same on several computers, told by name, environment or marker.

Nothing is asked of a registry or a network. A name that means nothing else counts anywhere in a path; a
common word counts only directly below the home folder or the root of a drive.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_ANYWHERE = (
    (re.compile(r"onedrive( - .+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive(-.+)?|googledrive-.+|drivefs"), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud"),
    (re.compile(r"nextcloud|owncloud|synology ?drive|pcloud ?drive|asus webstorage"), ""),
)
_NEAR_THE_TOP = (
    (re.compile(r"my drive|我的雲端硬碟"), "Google Drive"),
    (re.compile(r"box|box sync|mega|megasync|yandex\.disk|jottacloud|proton drive"), ""),
)
_ENVIRONMENT = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.driveupload", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".shortcut-targets-by-id", "Google Drive"),
    (".stfolder", "Syncthing"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_log", "Nextcloud"),
)


def cloud_of(path: Path, environment: Mapping[str, str] | None = None, home: Path | None = None) -> tuple[str, Path]:
    """Return the name of the sync service and its folder, ("", path) where there is none. Thread: any.

    Args:
        path: a file or folder, which need not exist yet.
        environment: environment variables; the process's own where not given.
        home: the person's home folder.
    """
    path = Path(os.path.abspath(path))
    environment = os.environ if environment is None else environment
    home = home or _home()
    for variable in _ENVIRONMENT:
        said = environment.get(variable, "")
        if said and path.is_relative_to(said):
            return "OneDrive", Path(said)
    return _by_name(path, home) or _by_marker(path, home) or _icloud_documents(path, home) or ("", path)


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # an account without a home folder
        return None


def _by_name(path: Path, home: Path | None) -> tuple[str, Path] | None:
    for folder in (*reversed(path.parents), path):
        name = unicodedata.normalize("NFKC", folder.name).casefold()
        if folder.parent.name == "CloudStorage" and folder.parent.parent.name == "Library":
            return folder.name.split("-")[0], folder
        near = folder.parent in (home, Path(folder.anchor))
        for pattern, service in (*_ANYWHERE, *(_NEAR_THE_TOP if near else ())):
            if pattern.fullmatch(name):
                return service or folder.name, folder
    return None


def _by_marker(path: Path, home: Path | None) -> tuple[str, Path] | None:
    for folder in (path, *path.parents):
        if folder == home or folder == Path(folder.anchor):  # Dropbox keeps its settings in ~/.dropbox
            return None
        for marker, service in _MARKERS:
            if os.path.lexists(folder / marker):
                return service, folder
    return None


def _icloud_documents(path: Path, home: Path | None) -> tuple[str, Path] | None:
    """On macOS, Documents and Desktop themselves may be kept in iCloud."""
    if home is None:
        return None
    kept = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    for name in ("Documents", "Desktop"):
        if path.is_relative_to(home / name) and os.path.lexists(kept / name):
            return "iCloud", home / name
    return None
