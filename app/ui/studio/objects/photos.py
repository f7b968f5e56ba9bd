"""The photos of a block: which, in which order, how many to a row, with which captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.studio.objects.crop import as_printed
from app.ui.studio.objects.photo_chooser import PhotoChooser
from app.ui.studio.objects.photo_line import PhotoLine
from app.ui.studio.panel import ObjectPanel
from app.ui.studio.radio_words import RadioWords
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.dossier.cropping import Crop
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView

PER_ROW = (("1", N_("One to a row")), ("2", N_("Two to a row")), ("4", N_("Four to a row")))


class PhotosPanel(ObjectPanel):
    """Edits a block of photos: ``photos`` and ``per_row`` of its settings, and the photos' captions.

    Signals:
        captioned: photo id, language, text, step of the visit.
        crop_asked: photo id.
        explained: name of the waiver, and the reason; "" takes it back.
    """

    captioned = Signal(str, str, str, str)
    crop_asked = Signal(str)
    explained = Signal(str, str)

    def __init__(self, context: UiContext, shelf: PhotoShelf) -> None:
        super().__init__(context, N_("Photos"), N_("Back to the text"))
        self._shelf, self._language = shelf, "zh_TW"
        self._photos: tuple[str, ...] = ()
        self._settings: dict[str, object] = {}
        self.lines: dict[str, PhotoLine] = {}
        self._waivers: dict[str, str] = {}
        self.per_row = RadioWords(context, PER_ROW)
        self.per_row.chosen.connect(self._on_per_row)
        self.binder.also(self.per_row.refresh)
        self.body.addWidget(self.per_row)
        self._host = QVBoxLayout()
        self._host.setSpacing(context.theme.metrics.u(0.5))
        self.body.addLayout(self._host)
        self.body.addWidget(self.binder.label(N_("Choose photos"), "strong"))
        self.body.addWidget(self.binder.label(N_("Enter or a click takes a photo; again takes it out."), "caption"))
        self.chooser = PhotoChooser(context, shelf)
        self.chooser.taken.connect(self._on_taken)
        self.body.addWidget(self.chooser)
        shelf.arrived.connect(self._on_arrived)

    def show_block(self, block: BlockView, gathered: Gathered, pressed: Pressed | None, *, own: bool) -> None:
        """See :class:`ObjectPanel`."""
        ids = block.settings.get("photos")
        photos = tuple(str(one) for one in ids) if isinstance(ids, (list, tuple)) else ()
        self._language = gathered.spec.language
        if block.id != self.block_id or photos != self._photos:
            self.block_id, self._photos = block.id, photos
            self._build()
        self._settings = dict(block.settings)
        rule = sharpness_rule(pressed)
        self._waivers = {one: f"{rule} block:{block.id}/{one}" for one in photos} if rule else {}
        per_row = block.settings.get("per_row")
        self.per_row.set_value(str(per_row if per_row in (1, 2, 4) else 2))
        placed = {one.block_id: one for one in pressed.laid.pictures} if pressed is not None else {}
        for photo, line in self.lines.items():
            shot = self._shelf.shots.get(photo)
            caption = (shot.caption.get(self._language) or "") if shot is not None else ""
            words = self._shelf.words(photo, self._language)
            found = placed.get(f"{block.id}/{photo}")
            reason = gathered.waivers.get(self._waivers.get(photo, ""), "")
            line.show_photo(words, caption, found, gathered.template.min_dpi, reason, own=own)
            self._show_picture(line)
        self.chooser.show_chosen(photos, self._language)

    def focus_first(self) -> None:
        """Put the keyboard into the first caption, else into the list of photos."""
        first = next(iter(self.lines.values()), None)
        (first.caption if first is not None else self.chooser.list).setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self.chooser.refresh()
        self._build()

    def _build(self) -> None:
        clear(self._host)
        self.lines = {}
        for place, photo in enumerate(self._photos):
            line = PhotoLine(self.context, photo)
            line.up.setEnabled(place > 0)
            line.down.setEnabled(place < len(self._photos) - 1)
            line.captioned.connect(self._on_captioned)
            line.moved.connect(self._on_moved)
            line.removed.connect(self._on_taken)
            line.left.connect(self.end_visit)
            line.crop_asked.connect(self.crop_asked)
            line.explained.connect(self._on_explained)
            self.lines[photo] = line
            self._host.addWidget(line)

    def _show_picture(self, line: PhotoLine) -> None:
        from app.services.dossier.cropping import crop_of

        small = self._shelf.scaled(line.photo, self.context.theme.metrics.em(5), self.devicePixelRatioF())
        shot = self._shelf.shots.get(line.photo)
        if small is not None:
            turn = shot.turn if shot is not None else 0
            line.picture.setPixmap(as_printed(small, crop_of(self._settings, line.photo), turn))

    def _tell(self, photos: tuple[str, ...]) -> None:
        self.flush()
        settings = {**self._settings, "photos": list(photos), "per_row": int(self.per_row.value() or 2)}
        self.changed.emit(self.block_id, settings, False, "")

    def _on_taken(self, photo: str) -> None:
        taken = self._photos
        self._tell(tuple(one for one in taken if one != photo) if photo in taken else (*taken, photo))

    def _on_moved(self, photo: str, by: int) -> None:
        photos = list(self._photos)
        at = photos.index(photo)
        photos.insert(max(0, min(len(photos) - 1, at + by)), photos.pop(at))
        self._tell(tuple(photos))
        if photo in self.lines:
            line = self.lines[photo]
            button = line.up if by < 0 else line.down
            (button if button.isEnabled() else line.caption).setFocus()

    def _on_per_row(self, _key: str) -> None:
        self._tell(self._photos)

    def _on_captioned(self, photo: str, text: str) -> None:
        self.captioned.emit(photo, self._language, text, self.visit(f"caption {photo}"))

    def take_crop(self, photo: str, crop: Crop) -> None:
        """Print that part of a photo in this place."""
        from app.services.dossier.cropping import with_crop

        self._settings = with_crop(self._settings, photo, crop)
        self.changed.emit(self.block_id, dict(self._settings), False, "")

    def _on_explained(self, photo: str, reason: str) -> None:
        if self._waivers.get(photo):
            self.explained.emit(self._waivers[photo], reason)

    def _on_arrived(self, _sha256: str) -> None:
        for line in self.lines.values():
            self._show_picture(line)


def sharpness_rule(pressed: Pressed | None) -> str:
    """Return the id of the programme's rule on how sharp pictures print, "" where it has none that may be waived."""
    for result in pressed.results if pressed is not None else ():
        params = result.rule.params
        if params.get("records") == "pictures" and params.get("field") == "dpi" and result.rule.waivable:
            return result.rule.id
    return ""
