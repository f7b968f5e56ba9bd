from __future__ import annotations

from tests.models.document.conftest import folder, hand

__all__ = ["folder", "hand"]
