"""Settings that belong to the document, such as its currency or its chosen calendar."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json


class Setting(Base, mapped=True):
    """One setting; kept in the history like any record."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any] = mapped_column(Json, nullable=False)
