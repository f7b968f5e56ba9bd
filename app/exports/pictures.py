"""Pictures for papers that show none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import UnreadablePictureError
from app.core.messages import N_

if TYPE_CHECKING:
    from app.exports.spec import Picture


class NoPictures:
    """For papers that show no picture."""

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Refuse; nothing here asks for a picture."""
        raise UnreadablePictureError(N_("The original of a photo is missing."), N_("Add the photo again."))
