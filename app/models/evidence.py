"""Evidence: which record or photo proves which line, and why.

A tag names its record by type and key, without a foreign key: a record that is deleted leaves its tags
behind, they are passed over while it is gone, and Undo or the bin bring both back. One record may be
cited many times. Only what a person decided is stored; what the map of a programme suggests is not.
Source: ``records_and_reports.md`` sections 0 and 1.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record

STRENGTHS = (
    Option("0", N_("Only says so")),
    Option("1", N_("Points that way")),
    Option("2", N_("Proves it")),
    Option("3", N_("Proves it with figures or papers")),
)
"""How strong a piece of evidence is, the weakest first."""


class Evidence(Record, Base):
    """One tag: a record, what it proves, and the reason in words."""

    __tablename__ = "evidence"
    __record__ = col.about(
        N_("Evidence tag"),
        N_("Evidence tags"),
        source="records_and_reports.md 1",
        empty=N_("Say which record proves which line, and why. A reader can then check it."),
        add=N_("Add evidence"),
    )

    reason: Mapped[str | None] = col.long_text(
        N_("Why this proves it"),
        title=True,
        help=N_("One sentence: what a reader sees in it."),
        example=zh_en("簽到64人，比去年多20人。", "64 people signed in, 20 more than last year."),
    )
    strength: Mapped[str | None] = col.enum(N_("How strong it is"), STRENGTHS)
    target: Mapped[str | None] = col.text(
        N_("What it proves"),
        search=False,
        help=N_("Programme, sheet and line, such as nfa-114/site/1.1; or aspect:1, topic:water."),
    )
    record_type: Mapped[str | None] = col.text(N_("Kind of the record"), search=False)
    record: Mapped[str | None] = col.text(
        N_("Key of the record"), search=False, help=N_("Empty where the whole list is the evidence.")
    )
    declined: Mapped[bool | None] = col.tristate(
        N_("Not this one"),
        help=N_("Somebody said that this record does not prove the line. It is not suggested again."),
    )
