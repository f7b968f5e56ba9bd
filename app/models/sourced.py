"""What every record says about where it comes from, under one heading of its own.

Source: ``records_and_reports.md`` section 0.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_
from app.models import columns as col
from app.models.options import DOSSIER_USES, PRIVACY_LEVELS, SOURCE_KINDS

SOURCE_GROUP = N_("Where this comes from")
SECTION = "records_and_reports.md 0"


class Sourced:
    """Mixin: source, date, attachments, privacy and use; a class may declare its own ``note`` instead."""

    source_text: Mapped[str | None] = col.text(
        N_("Source"),
        group=SOURCE_GROUP,
        source=SECTION,
        help=N_("Who told us, or where it is written. A reader can then check it."),
    )
    source_kind: Mapped[str | None] = col.enum(N_("Kind of source"), SOURCE_KINDS, group=SOURCE_GROUP, source=SECTION)
    as_of_date: Mapped[str | None] = col.date(
        N_("True as of"),
        group=SOURCE_GROUP,
        source=SECTION,
        help=N_("The day on which this was true. A year or a month is enough."),
    )
    attachments: Mapped[tuple[str, ...] | None] = col.references(
        N_("Attachments"), "file", group=SOURCE_GROUP, source=SECTION
    )
    privacy: Mapped[str | None] = col.enum(
        N_("Privacy of the whole record"),
        PRIVACY_LEVELS,
        group=SOURCE_GROUP,
        source=SECTION,
        help=N_("Makes the whole record stricter than its fields. It never makes a field more open."),
    )
    dossier_use: Mapped[str | None] = col.enum(
        N_("Use in the dossier"), DOSSIER_USES, group=SOURCE_GROUP, source=SECTION
    )
    note: Mapped[str | None] = col.long_text(N_("Note"), group=SOURCE_GROUP, source=SECTION)
