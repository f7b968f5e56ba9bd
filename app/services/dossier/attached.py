"""Attached PDFs: copies of agreements and sign-in sheets that become pages of the dossier.

A scan cannot be masked. So its pages are for the authority and the team, unless somebody says that no names
stand on it; other readers get as many sheets that say so, and no page number moves. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.core.fields import Finding, Severity
from app.core.messages import N_
from app.exports.spec import AttachedPdf, Audience, DocumentSpec
from app.models.document.changes import ChangeSet
from app.services.live_kinds import Shown

if TYPE_CHECKING:
    from app.imports.pdf_file import PdfFile
    from app.services.workspace import Workspace

KIND = "attached"
WITHHELD = N_("“{title}” is in the copy for the authority. Names may stand on it, so it is left out here.")


@dataclass(frozen=True, slots=True)
class Pages:
    """What the settings of an attached PDF say.

    Args:
        first, last: pages that are printed, from 1.
        whole: how many pages the PDF has.
        wide: one for each page of the PDF.
        open: whether anybody may see it.
    """

    sha256: str
    title: str
    first: int
    last: int
    whole: int
    wide: tuple[bool, ...]
    open: bool

    @classmethod
    def of(cls, settings: Mapping[str, object]) -> Pages | None:
        """Return them, ``None`` where nothing is attached yet; numbers that cannot be are brought into range."""
        sha256, wide = settings.get("sha256"), settings.get("wide")
        if not isinstance(sha256, str) or not sha256 or not isinstance(wide, (list, tuple)) or not wide:
            return None
        first = min(max(_whole(settings.get("first"), 1), 1), len(wide))
        last = min(max(_whole(settings.get("last"), len(wide)), first), len(wide))
        title = str(settings.get("title") or settings.get("name") or "PDF")
        seen = tuple(bool(one) for one in wide)
        return cls(sha256, title, first, last, len(wide), seen, settings.get("open") is True)

    def block(self, block_id: str, shown: Shown) -> AttachedPdf:
        """Return what is printed of it for those readers."""
        instead = "" if self.open or shown.audience is not Audience.PUBLIC else withheld_words(self.title, shown)
        count = self.last - self.first + 1
        return AttachedPdf(
            block_id,
            self.title,
            count,
            "" if instead else self.sha256,
            self.first - 1,
            self.wide[self.first - 1 : self.last],
            instead,
        )


def withheld_words(title: str, shown: Shown) -> str:
    """Return what stands on the sheets of a PDF that these readers may not see."""
    return shown.text(replace(WITHHELD, params={"title": title}))


def settings_of(file: PdfFile, record: str) -> dict[str, object]:
    """Return the settings of a block that prints *file* whole; *record* is that of the file."""
    return {
        "sha256": file.sha256,
        "file": record,
        "name": file.name,
        "title": Path(file.name).stem,
        "wide": [bool(one) for one in file.wide],
        "first": 1,
        "last": file.pages,
    }


def attach(ws: Workspace, part_id: str, after: str, file: PdfFile) -> tuple[str, ChangeSet | None]:
    """Keep a PDF in the document and put its pages behind block *after*, in one step; return the block's id.

    Raises:
        DiskFullError: there is no room; nothing was stored.
    """
    ws.document.put_blob(file.sha256, file.data)
    known = next((row.id for row in ws.records.load("file") if row.get("sha256") == file.sha256), "")
    record = known or ws.dossier.new_id()

    def beside(session: Session) -> None:
        if not known:
            facts = {"name": file.name, "sha256": file.sha256, "size": len(file.data), "media_type": "application/pdf"}
            ws.records.insert(session, "file", {"id": record, **facts})

    return ws.dossier.insert(part_id, after, KIND, settings_of(file, record), beside)


def missing_findings(wanted: DocumentSpec, kept: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return what the check says of attached PDFs whose bytes are gone: nothing can be printed in their place."""
    todo = N_("Attach the file again, then export again.")
    gone = (
        block
        for part in wanted.parts
        for block in part.blocks
        if isinstance(block, AttachedPdf) and block.sha256 and block.sha256 not in kept
    )
    return tuple(
        Finding(
            "attached-pdf",
            Severity.ERROR,
            N_("The attached document “{title}” cannot be read.", title=one.title),
            f"block:{one.id}",
            todo,
        )
        for one in gone
    )


def bytes_of(ws: Workspace, spec: DocumentSpec) -> dict[str, bytes]:
    """Return the bytes of every PDF that *spec* prints; one that is gone is not among them."""
    wanted = {block.sha256 for part in spec.parts for block in part.blocks if isinstance(block, AttachedPdf)} - {""}
    return ws.dossier.attachments(wanted)


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default
