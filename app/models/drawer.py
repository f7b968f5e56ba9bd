"""The locks of the private drawer: the ways to the key that encrypts what is in it.

One row per way: ``clear`` (practice files, until a passphrase is set), ``passphrase``, ``recovery``. It stays
outside the history, because a lock that was exchanged must not open again; see ``document/sealing.py``.
"""

from __future__ import annotations

from sqlalchemy import Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class DrawerLock(Base):
    """One way to the data key.

    Attributes:
        way: ``clear``, ``passphrase`` or ``recovery``.
        key: name of the data key.
        n, r, p: parameters of scrypt, 0 where there is none.
        salt: hexadecimal.
        wrapped: the data key, encrypted, in base64.
    """

    __tablename__ = "drawer"
    __table_args__ = {"info": {"history": False}}  # noqa: RUF012 - SQLAlchemy's own class attribute

    way: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, nullable=False)
    n: Mapped[int] = mapped_column(Integer, nullable=False)
    r: Mapped[int] = mapped_column(Integer, nullable=False)
    p: Mapped[int] = mapped_column(Integer, nullable=False)
    salt: Mapped[str] = mapped_column(Text, nullable=False)
    wrapped: Mapped[str] = mapped_column(Text, nullable=False)
