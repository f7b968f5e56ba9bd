"""Where the program keeps what: data, settings, caches, documents; every path comes from here.

Portable mode: a file ``portable.txt`` beside the program keeps everything in ``banyan-data`` next to
it, and nothing anywhere else. ``BANYAN_HOME`` does the same for a folder of one's choice (tests).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "Banyan"
PORTABLE_MARK = "portable.txt"
PORTABLE_FOLDER = "banyan-data"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation; they are made when first written to.

    Args:
        program: folder that holds ``app``, ``resources`` and ``locales``; may be read-only.
        data: backups, working copies, recent files, crash reports.
        config: the settings file.
        cache: reduced photos, compiled packs; may be deleted at any time.
        documents: where new documents are proposed.
        portable: whether nothing outside the program's folder is touched.
    """

    program: Path
    data: Path
    config: Path
    cache: Path
    documents: Path
    portable: bool

    @property
    def resources(self) -> Path:
        """Programme packs, fonts, icons and templates."""
        return self.program / "resources"

    @property
    def locales(self) -> Path:
        """The gettext catalogues."""
        return self.program / "locales"


def program_folder() -> Path:
    """Return the folder of the program, frozen or from source."""
    frozen = getattr(sys, "_MEIPASS", "")
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def find_paths() -> Paths:
    """Return the paths of this installation. Thread: any."""
    program = program_folder()
    beside = Path(sys.executable).parent if getattr(sys, "frozen", False) else program
    home = os.environ.get("BANYAN_HOME", "")
    if home or (beside / PORTABLE_MARK).exists():
        root = Path(home) if home else beside / PORTABLE_FOLDER
        return Paths(program, root / "data", root / "config", root / "cache", root / "documents", portable=True)
    return Paths(
        program=program,
        data=Path(platformdirs.user_data_dir(NAME, appauthor=False)),
        config=Path(platformdirs.user_config_dir(NAME, appauthor=False, roaming=True)),
        cache=Path(platformdirs.user_cache_dir(NAME, appauthor=False)),
        documents=_documents(),
        portable=False,
    )


def _documents() -> Path:
    """Return a local folder for documents, never inside a cloud-sync folder (OneDrive moves Documents)."""
    from app.system.drives import is_cloud_folder

    documents = Path(platformdirs.user_documents_dir())
    if is_cloud_folder(documents):
        documents = Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "documents"
        return documents
    return documents / NAME
