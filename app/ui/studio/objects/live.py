"""A live block: what it prints now, what can be chosen for it, its caption, and where its records are kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.core.fields import Option
from app.core.messages import N_, own_words, zh_en
from app.core.richtext import text_of
from app.core.text import fold
from app.exports.spec import Photos
from app.ui.context import UiContext
from app.ui.figures.options import LiveOptions
from app.ui.studio.objects.photos import PER_ROW
from app.ui.studio.panel import ObjectPanel
from app.ui.studio.radio_words import RadioWords
from app.ui.studio.words import card_of, frozen_words, live_label, spec_blocks
from app.ui.widgets.binder import Binder
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.row_button import row_button
from app.ui.widgets.shapes import OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.cropping import Crop
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView


class LivePanel(ObjectPanel):
    """Edits a live block: ``caption``, ``record``, ``per_row`` and the kind's own options of its settings.

    Signals:
        route_asked: where its records are kept.
        records_asked: the records of a type are wanted, to choose one.
        freeze_asked: block id; what it prints now is to stay.
        crop_asked: photo id.
    """

    route_asked = Signal(str)
    records_asked = Signal(str)
    freeze_asked = Signal(str)
    crop_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Live block"), N_("Back to the text"))
        self._settings: dict[str, object] = {}
        self._type = ""
        binder = self.binder
        self.what = binder.label("", "strong")
        self.now = binder.label("")
        self.why = binder.label(N_("A live block prints what the records say; write in the records, not here."))
        self.open_records = binder.button(
            N_("Open these records"), self._on_records, icon="pencil", name="live_records"
        )
        row = FlowLayout(gap=8)
        row.addWidget(self.open_records)
        self.record_label = binder.label(N_("Which one"), "strong")
        self.picker = ReferencePicker(context, choose=N_("Choose one"), fold=fold)
        self.picker.edited.connect(self._on_record)
        self.record_hint = binder.label(N_("Left open, the latest one is printed."), "caption")
        self.options = LiveOptions(context)
        self.options.chosen.connect(self._on_option)
        self.per_row = RadioWords(context, PER_ROW)
        self.per_row.chosen.connect(self._on_per_row)
        self.caption_label = binder.label(N_("Caption"), "strong")
        self.caption = LineEdit()
        self.caption.setObjectName("live_caption")
        self.caption_label.setBuddy(self.caption)
        self.caption.edited.connect(self._on_caption)
        self.caption.left.connect(self.end_visit)
        self.caption_hint = binder.label(N_("Left empty, the usual caption is printed."), "caption")
        for widget in (self.what, self.now, self.why):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        asked = (self.record_label, self.picker, self.record_hint, self.per_row, self.options)
        for part in (*asked, self.caption_label, self.caption, self.caption_hint):
            self.body.addWidget(part)
        self.crop_label = binder.label(N_("Crop and turn the photos"), "strong")
        self.body.addWidget(self.crop_label)
        self._crops = QVBoxLayout()
        self.body.addLayout(self._crops)
        self._offered: tuple[tuple[str, str], ...] | None = None
        self._add_frozen()
        binder.also(self.picker.refresh)
        binder.also(self.per_row.refresh)
        binder.also(self.options.refresh)

    def _add_frozen(self) -> None:
        binder = self.binder
        self.body.addWidget(binder.label(N_("Keep it as it is now"), "strong"))
        self.frozen = StatusWord(self.context, OPEN, "", wrap=True)
        self.body.addWidget(self.frozen)
        row = FlowLayout(gap=8)
        self.freeze = binder.button(N_("Freeze it"), self._on_freeze, icon="lock", name="freeze_block")
        self.follow = binder.button(N_("Follow the records"), self._on_follow, icon="refresh-cw", name="follow_block")
        for button in (self.freeze, self.follow):
            row.addWidget(button)
        self.body.addLayout(row)
        said = N_("A frozen block prints for every reader what everybody may see. It says when it is stale.")
        self.body.addWidget(binder.label(said, "caption"))
        binder.also(self.frozen.refresh)

    def show_block(self, block: BlockView, gathered: Gathered, pressed: Pressed | None, *, own: bool) -> None:
        """See :class:`ObjectPanel`."""
        from app.services.dossier.live import LIVE

        kind = LIVE.get(str(block.settings.get("live") or ""))
        fresh, self.block_id, self._settings = block.id != self.block_id, block.id, dict(block.settings)
        self._type = kind.type if kind is not None else ""
        photos = kind is not None and kind.photos
        chooses = (kind.type if photos else kind.record) if kind is not None else ""
        text = self.context.text
        self.binder.text(self.what.setText, live_label(block))
        printed = spec_blocks(gathered).get(block.id)
        self.now.setText(card_of(block, printed, gathered, pressed, text).words)
        for widget in (self.record_label, self.picker):
            widget.setVisible(bool(chooses))
        self.record_hint.setVisible(bool(chooses) and not photos)
        self.per_row.setVisible(photos)
        self.options.show_options(kind.options if kind is not None else (), block.settings)
        for each in (self.caption_label, self.caption, self.caption_hint):
            each.setVisible(not photos)
        self.caption.show_text(str(block.settings.get("caption") or ""), own=own)
        self.caption.setAccessibleName(text(N_("Caption")))
        kept = frozen_words(block, gathered)
        self.frozen.say(*(kept if kept is not None else (OPEN, N_("It follows the records."))))
        self.binder.text(self.freeze.setText, N_("Freeze it anew") if kept is not None else N_("Freeze it"))
        self.follow.setVisible(kept is not None)
        per_row = block.settings.get("per_row")
        self.per_row.set_value(str(per_row if per_row in (1, 2, 4) else 2))
        self.picker.set_value(block.settings.get("record") or None)
        self.picker.name_it(text(N_("Which one")))
        self._show_crops(block.id, gathered)
        if chooses and fresh:
            self.records_asked.emit(chooses)

    def refresh(self) -> None:
        """Say and space it again; the photos are offered anew once it is shown again."""
        super().refresh()
        self._offered = None

    def _show_crops(self, block: str, gathered: Gathered) -> None:
        """Offer each photo that is printed, by its caption."""
        items = [
            item
            for part in gathered.spec.parts
            for one in part.blocks
            if isinstance(one, Photos) and one.id.partition("/")[0] == block
            for item in one.items
            if item.shows
        ]
        offered = tuple((one.shows, text_of(one.caption)) for one in items)
        self.crop_label.setVisible(bool(offered))
        if offered == self._offered:
            return
        self._offered = offered
        clear(self._crops)
        binder = Binder(self.context)
        for at, (photo, words) in enumerate(offered, 1):
            said = N_("{n}. {words}", n=at, words=own_words(words)) if words else N_("Photo {n}", n=at)
            crop = partial(self.crop_asked.emit, photo)
            self._crops.addWidget(row_button(binder, said, crop, icon="image", name=f"crop_live_{at}"))

    def focus_crop(self, photo: str) -> None:
        """Put the keyboard back on the photo that was cropped."""
        at = next((at for at, (one, _words) in enumerate(self._offered or (), 1) if one == photo), 0)
        button = self.findChild(QPushButton, f"crop_live_{at}")
        (button if button is not None else self.back).setFocus()

    def take_crop(self, photo: str, crop: Crop) -> None:
        """Print that part of a photo in this place."""
        from app.services.dossier.cropping import with_crop

        self._settings = with_crop(self._settings, photo, crop)
        self.changed.emit(self.block_id, dict(self._settings), False, "")

    def show_records(self, records: tuple[tuple[str, str], ...]) -> None:
        """Offer records to choose from; pairs of id and title."""
        self.picker.set_options([Option(key, zh_en(title, title)) for key, title in records])

    def focus_first(self) -> None:
        """Put the keyboard on what can be changed."""
        (self.picker.open_button if self.picker.isVisible() else self.caption).setFocus()

    def _on_records(self) -> None:
        self.route_asked.emit(f"records:{self._type}")

    def _on_freeze(self) -> None:
        self.flush()
        self.freeze_asked.emit(self.block_id)

    def _on_follow(self) -> None:
        self.flush()
        self._settings.pop("frozen", None)
        self.changed.emit(self.block_id, dict(self._settings), False, "")
        self.freeze.setFocus()

    def _on_option(self, key: str, value: str) -> None:
        self._tell({key: value})

    def _on_record(self, edit: Edit) -> None:
        self._tell({"record": str(edit.value or "")})

    def _on_per_row(self, key: str) -> None:
        self._tell({"per_row": int(key)})

    def _tell(self, values: dict[str, object]) -> None:
        self._settings = {**self._settings, **values}
        self.changed.emit(self.block_id, dict(self._settings), False, "")

    def _on_caption(self, text: str) -> None:
        self._settings = {**self._settings, "caption": text}
        self.changed.emit(self.block_id, dict(self._settings), True, self.visit("caption"))
