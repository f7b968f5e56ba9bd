"""The cover: its lines as they will print, the photo on it, and the date filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from app.core.dates import ParsedDate, parse_date
from app.core.messages import N_
from app.core.richtext import text_of
from app.exports.spec import Paragraph
from app.services.dossier import cropping
from app.services.dossier.cropping import crop_of, of_cover
from app.services.dossier.looks import DESIGNS, cover_design
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.studio.objects.crop import as_printed
from app.ui.studio.objects.photo_chooser import PhotoChooser
from app.ui.studio.panel import Panel
from app.ui.studio.radio_words import RadioWords
from app.ui.widgets.card import Card
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.parsed import DateEdit, Understood
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import PartView


PICTURE, BADGE = "picture", "badge"
CROPS = {PICTURE: cropping.PICTURE, BADGE: cropping.BADGE}
"""Slot to the key of the dossier's look under which its crops are kept."""
SLOTS = ((PICTURE, N_("Picture")), (BADGE, N_("Badge")))


class _Understood:
    """A parsed date as the date field wants it: its value is the stored text."""

    def __init__(self, parsed: ParsedDate) -> None:
        self.value = parsed.value.iso if parsed.value is not None else None
        self.words, self.problem = parsed.note, parsed.problem


class CoverPanel(Panel):
    """Edits the cover.

    Signals:
        date_given: ISO text, "" for none.
        date_typed: a date that could not be read, as it was typed.
        photo_given: id of the photo on the cover, "" for none.
        look_given: key and value of the cover's look: its design, or the photo of its badge.
        route_asked: where the words of the cover come from.
        crop_asked: name of the slot (``picture`` or ``badge``) and the photo in it.
    """

    date_given = Signal(str)
    date_typed = Signal(str)
    photo_given = Signal(str)
    look_given = Signal(str, object)
    route_asked = Signal(str)
    crop_asked = Signal(str, str)

    def __init__(self, context: UiContext, shelf: PhotoShelf) -> None:
        super().__init__(context, N_("Cover"))
        self._shelf, self._language = shelf, "zh_TW"
        self._chosen = {PICTURE: "", BADGE: ""}
        self._crops: dict[str, Mapping[str, object]] = {}
        binder = self.binder
        self.lines = Card(context, N_("The cover says"))
        binder.also(self.lines.refresh)
        self.body.addWidget(self.lines)
        self._empty = binder.label(N_("○○ stands where the community's page says nothing yet."), "body")
        self.body.addWidget(self._empty)
        self.to_community = binder.button(
            N_("Open the community"), self._on_community, icon="flag", name="cover_community"
        )
        self.body.addLayout(_row(self.to_community))
        self.body.addWidget(binder.label(N_("Date filled in"), "strong"))
        self.date = DateEdit(context, self._parse, self._show)
        self.date.setObjectName("filled_on")
        self.date.edited.connect(self._on_date)
        self.body.addWidget(self.date)
        self.body.addWidget(binder.label(N_("Design"), "strong"))
        self.design = RadioWords(context, DESIGNS)
        self.design.setObjectName("cover_design")
        binder.text(self.design.setAccessibleName, N_("Design"))
        binder.also(self.design.refresh)
        self.design.chosen.connect(self._on_design)
        self.body.addWidget(self.design)
        self.body.addWidget(binder.label(N_("Picture and badge on the cover"), "strong"))
        self.slot = RadioWords(context, SLOTS)
        self.slot.setObjectName("cover_slot")
        binder.text(self.slot.setAccessibleName, N_("Picture and badge on the cover"))
        binder.also(self.slot.refresh)
        self.slot.set_value(PICTURE)
        self.slot.chosen.connect(self._on_slot)
        self.body.addWidget(self.slot)
        self.photo = QLabel()
        self.body.addWidget(self.photo)
        self.photo_words = StatusWord(context, "open", N_("Nothing chosen"), wrap=True)
        self.body.addWidget(self.photo_words)
        self.no_photo = binder.button(N_("Print none"), self._on_no_photo, icon="x", kind="small", name="no_photo")
        self.crop = binder.button(N_("Crop and turn"), self._on_crop, icon="image", kind="small", name="crop_cover")
        self.body.addLayout(_row(self.crop, self.no_photo))
        self.chooser = PhotoChooser(context, shelf)
        self.chooser.taken.connect(self._on_taken)
        self.body.addWidget(self.chooser)
        shelf.arrived.connect(self._on_arrived)
        shelf.changed.connect(self._show_photo)

    def show_part(self, part: PartView, gathered: Gathered, pending: str, *, own: bool) -> None:
        """Show the cover as it will print; *pending* is a date as typed that could not be read."""
        self._language = gathered.spec.language
        printed = next((one for one in gathered.spec.parts if one.id == part.id), None)
        paragraphs = [one for one in printed.blocks if isinstance(one, Paragraph)] if printed is not None else []
        # the last paragraph is the date, which has its own field below
        texts = [(one.style == "title", text_of(one.runs)) for one in paragraphs if not one.id.endswith("/date")]
        while (item := self.lines.body.takeAt(1)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for title, words in texts:
            if words:
                self.lines.body.addWidget(self.lines.binder.label(words, "section" if title else "body"))
        gaps = any("○○" in words for _title, words in texts)
        self._empty.setVisible(gaps)
        self.to_community.setVisible(gaps)
        look = gathered.view.look
        self._crops = {PICTURE: of_cover(look, CROPS[PICTURE]), BADGE: of_cover(look, CROPS[BADGE])}
        self._chosen = {PICTURE: gathered.view.cover_photo, BADGE: str(look.get("cover_badge") or "")}
        self.design.set_value(cover_design(look) or "rules")
        self.date.set_value(gathered.view.filled_on or None, pending, own=own)
        self.date.name_it(self.context.text(N_("Date filled in")))
        self._show_photo()

    def go_to(self, _block: str) -> None:
        """Put the keyboard into the date."""
        self.date.line.setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self.date.refresh()
        self.chooser.refresh()
        self._show_photo()

    def _show_photo(self) -> None:
        photo = self._chosen[self.slot.value() or PICTURE]
        chosen = bool(photo)
        small = self._shelf.scaled(photo, self.context.theme.metrics.em(9), self.devicePixelRatioF())
        self.photo.setVisible(small is not None)
        if small is not None:
            shot = self._shelf.shots.get(photo)
            crop = self._crops.get(self.slot.value() or PICTURE, {})
            self.photo.setPixmap(as_printed(small, crop_of(crop, photo), shot.turn if shot is not None else 0))
        words = self._shelf.words(photo, self._language)
        self.photo_words.say("done" if chosen else "open", words if chosen else N_("Nothing chosen"))
        self.photo.setAccessibleName(words if chosen else "")
        self.no_photo.setVisible(chosen)
        self.crop.setVisible(chosen)
        self.crop.setEnabled(not self.context.document.read_only)
        self.chooser.show_chosen((photo,) if chosen else (), self._language)

    def _parse(self, text: str) -> Understood:
        facts = self.context.document
        return _Understood(parse_date(text, calendar=facts.calendar, us=facts.us))

    def _show(self, value: object) -> str:
        return self.context.translator.date(str(value)) if value else ""

    def _on_date(self, edit: Edit) -> None:
        if edit.pending is not None:
            self.date_typed.emit(edit.pending)
        else:
            self.date_given.emit(str(edit.value or ""))

    def _on_taken(self, photo: str) -> None:
        if self.slot.value() == BADGE:
            self.look_given.emit("cover_badge", photo)
        else:
            self.photo_given.emit(photo)

    def _on_no_photo(self) -> None:
        self._on_taken("")

    def _on_crop(self) -> None:
        slot = self.slot.value() or PICTURE
        self.crop_asked.emit(slot, self._chosen[slot])

    def _on_slot(self, _key: str) -> None:
        self._show_photo()

    def _on_design(self, key: str) -> None:
        self.look_given.emit("cover_design", key)

    def _on_arrived(self, _sha256: str) -> None:
        self._show_photo()

    def _on_community(self) -> None:
        self.route_asked.emit("records:community")


def _row(*buttons: object) -> FlowLayout:
    row = FlowLayout(gap=8)
    for button in buttons:
        row.addWidget(button)  # type: ignore[arg-type]
    return row
