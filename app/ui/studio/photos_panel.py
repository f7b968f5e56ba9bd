"""The photos of a block: which, in which order, how many to a row, with which captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.core.messages import N_, Message
from app.ui.context import UiContext
from app.ui.studio.panel import ObjectPanel
from app.ui.studio.photo_chooser import PhotoChooser
from app.ui.studio.radio_words import RadioWords
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.photo_shelf import PhotoShelf
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.exports.layout import PlacedPicture
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView

PER_ROW = (("1", N_("One to a row")), ("2", N_("Two to a row")), ("4", N_("Four to a row")))
POINTS_PER_CM = 72 / 2.54


class PhotoLine(QFrame):
    """One chosen photo: its picture, its caption, how sharp it prints, and its place in the row.

    Signals:
        captioned: photo id and caption.
        moved: photo id, -1 or 1.
        removed: photo id.
        left: the caption was left.
    """

    captioned = Signal(str, str)
    moved = Signal(str, int)
    removed = Signal(str)
    left = Signal()

    def __init__(self, context: UiContext, photo: str) -> None:
        super().__init__()
        self._context, self._binder, self.photo = context, Binder(context), photo
        self.setProperty("card", True)
        pad = context.theme.metrics.u(0.5)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(pad, pad, pad, pad)
        outer.setSpacing(pad)
        self.picture = QLabel()
        self.picture.setFixedWidth(context.theme.metrics.em(5))
        outer.addWidget(self.picture)
        side = QVBoxLayout()
        side.setSpacing(pad // 2)
        outer.addLayout(side, 1)
        self.caption = LineEdit()
        self.caption.setObjectName(f"caption_{photo}")
        words = self._binder.label(N_("Caption"), "caption")
        words.setBuddy(self.caption)
        self.caption.edited.connect(self._on_caption)
        self.caption.left.connect(self.left)
        self.sharp = StatusWord(context, OPEN, "", wrap=True)
        side.addWidget(words)
        side.addWidget(self.caption)
        side.addWidget(self.sharp)
        self._buttons = FlowLayout(gap=6)
        self.up = self._binder.button(N_("Move up"), self._on_up, icon="arrow-up", kind="small")
        self.down = self._binder.button(N_("Move down"), self._on_down, icon="arrow-down", kind="small")
        self.out = self._binder.button(N_("Take out"), self._on_out, icon="x", kind="small")
        for button in (self.up, self.down, self.out):
            self._buttons.addWidget(button)
        side.addLayout(self._buttons)

    def show_photo(self, words: str, caption: str, placed: PlacedPicture | None, least: int, *, own: bool) -> None:
        """Show what a photo is called, its caption in the dossier's language, and how it prints."""
        self.caption.show_text(caption, own=own)
        self.caption.setAccessibleName(self._context.text(N_("Caption of {photo}", photo=words)))
        for button, said in ((self.up, N_("Move up")), (self.down, N_("Move down")), (self.out, N_("Take out"))):
            button.setAccessibleName(f"{self._context.text(said)}: {words}")
        shape, sentence = sharpness(placed, least)
        self.sharp.say(shape, sentence)

    def _on_caption(self, text: str) -> None:
        self.captioned.emit(self.photo, text)

    def _on_up(self) -> None:
        self.moved.emit(self.photo, -1)

    def _on_down(self) -> None:
        self.moved.emit(self.photo, 1)

    def _on_out(self) -> None:
        self.removed.emit(self.photo)


class PhotosPanel(ObjectPanel):
    """Edits a block of photos: ``photos`` and ``per_row`` of its settings, and the photos' captions.

    Signals:
        captioned: photo id, language, text, step of the visit.
    """

    captioned = Signal(str, str, str, str)

    def __init__(self, context: UiContext, shelf: PhotoShelf) -> None:
        super().__init__(context, N_("Photos"), N_("Back to the text"))
        self._shelf, self._language = shelf, "zh_TW"
        self._photos: tuple[str, ...] = ()
        self._settings: dict[str, object] = {}
        self.lines: dict[str, PhotoLine] = {}
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
        per_row = block.settings.get("per_row")
        self.per_row.set_value(str(per_row if per_row in (1, 2, 4) else 2))
        placed = {one.block_id: one for one in pressed.laid.pictures} if pressed is not None else {}
        for photo, line in self.lines.items():
            shot = self._shelf.shots.get(photo)
            caption = (shot.caption.get(self._language) or "") if shot is not None else ""
            words = self._shelf.words(photo, self._language)
            found = placed.get(f"{block.id}/{photo}")
            line.show_photo(words, caption, found, gathered.template.min_dpi, own=own)
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
            self.lines[photo] = line
            self._host.addWidget(line)

    def _show_picture(self, line: PhotoLine) -> None:
        small = self._shelf.scaled(line.photo, self.context.theme.metrics.em(5), self.devicePixelRatioF())
        if small is not None:
            line.picture.setPixmap(small)

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

    def _on_arrived(self, _sha256: str) -> None:
        for line in self.lines.values():
            self._show_picture(line)


def sharpness(placed: PlacedPicture | None, least: int) -> tuple[str, Message]:
    """Return the shape and the words for how wide and how sharp a photo prints."""
    if placed is None:
        return OPEN, N_("Not on a page yet")
    dpi, cm = int(placed.dpi + 1e-6), f"{placed.width_pt / POINTS_PER_CM:.1f}"
    if dpi >= least:
        return DONE, N_("{cm} cm wide, {dpi} dpi", cm=cm, dpi=dpi)
    return NOTICE, N_("{cm} cm wide, {dpi} dpi; {least} are asked for", cm=cm, dpi=dpi, least=least)
