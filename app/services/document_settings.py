"""Settings inside the document, and what follows from the community's place.

Thread: document lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.fields import Row
from app.core.messages import N_
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.setting import Setting
from app.services.records import RecordService

PLACES: Mapping[str, Mapping[str, object]] = {
    "TW": {"currency": "TWD", "calendar": "roc", "paper": "A4", "output_language": "zh_TW"},
    "US": {"currency": "USD", "calendar": "gregorian", "paper": "Letter", "output_language": "en"},
    "other": {"currency": "USD", "calendar": "gregorian", "paper": "A4", "output_language": "en"},
}
"""Country template to the settings that it fills in; each can be changed. Source: community_path.md."""

PRACTICE, PRACTICE_DAY = "practice", "practice_day"
"""Whether the file is for practice; the ISO day for which its invented content was written."""


@dataclass(frozen=True, slots=True)
class Custom:
    """The habits of the place where the community lives.

    Args:
        us: whether 4/5 is April 5.
    """

    community: str = ""
    country: str = ""
    calendar: str = "roc"
    currency: str = "TWD"
    paper: str = "A4"
    output_language: str = "zh_TW"
    us: bool = False


def custom_of(row: Row | None) -> Custom:
    """Return the habits that a community profile says; Taiwan's where it says none."""
    values: Mapping[str, object] = row.values if row else {}
    country = str(values.get("country") or "")
    habits = PLACES.get(country or "TW", PLACES["other"])

    def said(name: str) -> str:
        return str(values.get(name) or habits[name])

    return Custom(
        community=str(values.get("name") or ""),
        country=country,
        calendar=said("calendar"),
        currency=said("currency"),
        paper=said("paper"),
        output_language=said("output_language"),
        us=country == "US",
    )


def practice_day(document: Document) -> date | None:
    """Return the day that it always is in a practice file, ``None`` in a real one, or where none is told."""
    with document.read() as session:
        wanted = Setting.key.in_((PRACTICE, PRACTICE_DAY))
        found = {row.key: row.value for row in session.scalars(select(Setting).where(wanted))}
    day = found.get(PRACTICE_DAY)
    try:
        return date.fromisoformat(str(day)) if day and found.get(PRACTICE) else None
    except ValueError:
        return None


class DocumentSettings:
    """Settings that belong to the document and travel with it.

    Args:
        document: the open document.
        records: for the community profile.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records

    def custom(self) -> Custom:
        """Return the habits of the community's place."""
        return custom_of(self._records.single("community"))

    def values(self) -> Mapping[str, object]:
        """Return every setting that was set, by key."""
        with self._document.read() as session:
            return {row.key: row.value for row in session.scalars(select(Setting))}

    def change(self, values: Mapping[str, object], *, typing: bool = False, step: str = "") -> ChangeSet | None:
        """Set what is given; ``None`` takes a setting away.

        Args:
            values: key to a value that JSON can hold (never a float).
            typing: whether more of the same is on its way (autosave).
            step: names the visit of a field, so that it is one Undo.
        """
        with self._document.unit_of_work(N_("Change a setting"), typing=typing, step=step) as work:
            for key, value in values.items():
                row = work.session.get(Setting, key)
                if value is None:
                    if row is not None:
                        work.session.delete(row)
                elif row is None:
                    work.session.add(Setting(key=key, value=value))
                else:
                    row.value = value
        return work.changes
