"""Attachments: any file that proves something; its bytes stand in the document, named by their hash."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_
from app.models import columns as col
from app.models.base import Base, Record

FACTS = N_("About the file")


class File(Record, Base):
    """One attachment; identical bytes are kept once. Source: ``records_and_reports.md`` section 0."""

    __tablename__ = "file"
    __record__ = col.about(
        N_("File"),
        N_("Files"),
        source="records_and_reports.md 0",
        empty=N_("Keep proofs here: sign-in sheets, letters, agreements, scans. Each stays inside your file."),
        add=N_("Add file"),
        room="photos",
    )

    name: Mapped[str | None] = col.text(
        N_("File name"),
        required=True,
        title=True,
        help=N_("How the file is called when it is taken out again."),
    )
    note: Mapped[str | None] = col.long_text(N_("Note"))
    media_type: Mapped[str | None] = col.text(N_("File type"), group=FACTS, search=False)
    size: Mapped[int | None] = col.integer(N_("File size"), unit=N_("bytes"), group=FACTS, minimum=0)
    sha256: Mapped[str | None] = col.text(N_("SHA-256 of the file"), group=FACTS, search=False)
