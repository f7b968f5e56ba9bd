"""Facts of the team's own: what the other records do not hold, written once and quoted wherever a sentence needs it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced


class OwnFact(Record, Sourced, Base):
    """One value with its name in words, unit, source and day. Source: ``peers.md`` 3.3 item 9."""

    __tablename__ = "own_fact"
    __record__ = col.about(
        N_("Own fact"),
        N_("Own facts"),
        source="peers.md 3.3 (9)",
        empty=N_(
            "Write down a number that the dossier says more than once. Its text then quotes it, and is checked by it."
        ),
        add=N_("Add own fact"),
        room="hazards",
        table=("name", "value", "unit", "as_of_date", "source_text"),
    )

    name: Mapped[str | None] = col.text(
        N_("Words for the fact"),
        required=True,
        title=True,
        help=N_("The words of your sentences, as short as they can be: the check finds the number beside them."),
        example=zh_en("滅火器", "Fire extinguishers"),
    )
    also: Mapped[str | None] = col.text(
        N_("Other words for it"),
        help=N_("Other names and the English one, with commas between them."),
        example=zh_en("滅火設備, fire extinguishers", "extinguishers, 滅火器"),
    )
    value: Mapped[str | None] = col.text(
        N_("Value"), required=True, help=N_("A number, or a few words."), example=zh_en("128", "128")
    )
    unit: Mapped[str | None] = col.text(N_("Unit"), help=N_("Printed behind the value."), example=zh_en("具", "pieces"))
    source_text: Mapped[str | None] = col.text(
        N_("Source"),
        required=True,
        help=N_("Who told us, or where it is written. A reader can then check it."),
        example=zh_en("114年2月盤點表", "Count of February 2025"),
    )
    as_of_date: Mapped[str | None] = col.date(
        N_("True as of"), required=True, help=N_("The day on which this was true. A year or a month is enough.")
    )
