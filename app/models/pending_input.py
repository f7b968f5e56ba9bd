"""What was typed into a field and could not be understood, kept exactly as typed.

It is shown again with its message and never printed or exported as a value. It stays outside the
history: the value it replaces is emptied there, so that undo brings the value back.
"""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class PendingInput(Base, mapped=True):
    """One field's text that did not parse.

    Attributes:
        key: ``type/record/field``.
        type: record type.
        record: id of the record.
        field: name of the field.
        text: what was typed.
    """

    __tablename__ = "pending_input"
    __table_args__ = {"info": {"history": False}}  # noqa: RUF012 - SQLAlchemy's own class attribute

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    type: Mapped[str] = mapped_column(Text, nullable=False)
    record: Mapped[str] = mapped_column(Text, nullable=False, index=True)
    field: Mapped[str] = mapped_column(Text, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
