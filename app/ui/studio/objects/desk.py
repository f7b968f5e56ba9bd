"""The panels of objects and front matter: which is open, what it shows, and what is put into the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.messages import N_
from app.core.richtext import Atom
from app.ui.context import UiContext
from app.ui.photos.shelf import PhotoShelf
from app.ui.studio.chapter.column import TextColumn
from app.ui.studio.objects.atoms import FactPanel, ReferencePanel
from app.ui.studio.objects.attached import AttachedPanel
from app.ui.studio.objects.attaching import Attaching
from app.ui.studio.objects.cover import BADGE, CROPS, CoverPanel
from app.ui.studio.objects.crop import CropPanel
from app.ui.studio.objects.insert import InsertPanel
from app.ui.studio.objects.live import LivePanel
from app.ui.studio.objects.photo_line import sharpness
from app.ui.studio.objects.photos import PhotosPanel
from app.ui.studio.objects.picture_pasting import PicturePasting
from app.ui.studio.objects.summary import SummaryPanel
from app.ui.studio.objects.table import TablePanel
from app.ui.studio.panel import ObjectPanel, Panel
from app.ui.studio.presenter import StudioPresenter
from app.ui.studio.words import figures_of

if TYPE_CHECKING:
    from app.exports.spec import Audience
    from app.services.dossier.cropping import Crop
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import BlockView, PartView
    from app.services.fact_register import Fact


class ObjectDesk(QObject):
    """Opens panels in the text column.

    Signals:
        made: id of an object that was put into the text; it is shown once it has been gathered.

    Args:
        context: lane, words, theme.
        presenter: gives and changes the dossier.
        text: the column in which the panels open.
        part: returns the part that is open.
    """

    made = Signal(str)

    def __init__(
        self,
        context: UiContext,
        presenter: StudioPresenter,
        text: TextColumn,
        part: Callable[[], PartView | None],
    ) -> None:
        super().__init__(presenter)
        self._context, self._presenter, self._text, self._part = context, presenter, text, part
        self.object, self._coming, self._slot = "", "", ""
        self.shelf = PhotoShelf(context, self)
        self.summary, self.cover = SummaryPanel(context), CoverPanel(context, self.shelf)
        self.contents = Panel(context, N_("Table of contents"))
        self.contents.body.addWidget(
            self.contents.binder.label(N_("The table of contents is made from the headings; nothing is typed here."))
        )
        self.table, self.photos, self.live = TablePanel(context), PhotosPanel(context, self.shelf), LivePanel(context)
        self.insert, self.reference, self.fact = InsertPanel(context), ReferencePanel(context), FactPanel(context)
        self.pasting = PicturePasting(context, self)
        self.attached, self.attaching = AttachedPanel(context), Attaching(context, self)
        self.objects: dict[str, ObjectPanel] = {
            "table": self.table,
            "photos": self.photos,
            "live": self.live,
            "attached": self.attached,
        }
        self.crop = CropPanel(context, self.shelf)
        for name, panel in (
            ("crop", self.crop),
            ("summary", self.summary),
            ("cover", self.cover),
            ("contents", self.contents),
            *self.objects.items(),
            ("insert", self.insert),
            ("reference", self.reference),
            ("fact", self.fact),
        ):
            text.add_panel(name, panel)
        self._connect()

    def _connect(self) -> None:
        presenter = self._presenter
        self._text.object_asked.connect(self.open)
        self._text.insert_asked.connect(self._on_insert_asked)
        self.summary.edited.connect(presenter.save_part)
        self.summary.draft_asked.connect(self._on_draft_asked)
        self.cover.date_given.connect(self._on_date)
        self.cover.date_typed.connect(presenter.keep_date)
        self.cover.photo_given.connect(self._on_cover_photo)
        self.cover.look_given.connect(self._on_look)
        self.cover.route_asked.connect(self._context.go)
        self.live.route_asked.connect(self._context.go)
        self.live.records_asked.connect(self._on_records_asked)
        self.live.freeze_asked.connect(self._on_freeze)
        self.photos.captioned.connect(self._on_captioned)
        self.photos.crop_asked.connect(self._on_crop_asked)
        self.photos.explained.connect(self._presenter.waive)
        self.live.crop_asked.connect(self._on_crop_asked)
        self.cover.crop_asked.connect(self._on_cover_crop_asked)
        self.crop.cropped.connect(self._on_crop)
        self.crop.turned.connect(self._on_turned)
        self.crop.back_asked.connect(self._on_cropped)
        for panel in self.objects.values():
            panel.changed.connect(self._on_changed)
        self.insert.chosen.connect(self._on_insert)
        self.attaching.attached.connect(self._on_attached)
        self.insert.atom_asked.connect(self.ask_atom)
        self._text.editor.atom_asked.connect(self.ask_atom)
        self._text.editor.pictures_pasted.connect(self._on_pasted)
        self.pasting.placed.connect(self._on_changed)
        self.fact.route_asked.connect(self._context.go)
        self.reference.chosen.connect(self._on_atom)
        self.fact.chosen.connect(self._on_atom)
        self.shelf.changed.connect(self.show)

    # --- what the page asks for -------------------------------------------------------------------

    def show_front(self, part: PartView, gathered: Gathered, *, own: bool) -> None:
        """Show a part of the front matter as it is now."""
        if part.kind == "summary":
            self.summary.show_part(part, gathered, own=own)
        elif part.kind == "cover":
            self.cover.show_part(part, gathered, self._presenter.pending_date, own=own)
            if self._text.panel() == "crop" and self._slot:
                self._show_crop()

    def focus_front(self, kind: str, block: str) -> None:
        """Put the keyboard into a panel of the front matter."""
        if kind == "summary":
            self.summary.go_to(block)
        elif kind == "cover":
            self.cover.go_to(block)

    def open(self, block: str) -> None:
        """Open the panel of an object of the part that is open."""
        self._text.editor.flush()
        view = self._block(block)
        if view is None or view.kind not in self.objects:
            return
        self.object = block
        self.show(own=True)
        self._text.show_panel(view.kind)
        self.objects[view.kind].focus_first()

    def show(self, *, own: bool = False) -> None:
        """Show the object whose panel is open as it is now; one that is gone closes its panel."""
        gathered, pressed = self._presenter.gathered, self._presenter.pressed
        if self._coming and (view := self._block(self._coming)) is not None:
            coming, self._coming = self._coming, ""
            self._text.editor.go_to(coming)
            self.open(coming)
            self.made.emit(coming)
            return
        if not self.object or gathered is None:
            return
        view = self._block(self.object)
        if view is None:
            self.object = ""
            if self._text.panel() in self.objects:
                self._text.show_text()
        elif view.kind in self.objects:
            self.objects[view.kind].show_block(view, gathered, pressed, own=own)
            if self._text.panel() == "crop" and not self._slot:
                self._show_crop()

    def forget(self) -> None:
        """No object is open any more: another part is."""
        self.object, self._slot = "", ""

    # --- what the person does ---------------------------------------------------------------------

    def _block(self, wanted: str) -> BlockView | None:
        part = self._part()
        return next((one for one in part.blocks if one.id == wanted), None) if part is not None else None

    def _on_changed(self, block: str, settings: dict[str, object], typing: bool, step: str) -> None:
        self._presenter.change(block, settings, typing=typing, step=step)
        if not typing:
            self._presenter.refresh(own=True)

    def _on_draft_asked(self, row: str) -> None:
        """Make a draft of what the document holds once everything typed a moment ago is in it."""
        target = self._presenter.target
        if target is not None:
            self._text.flush()
            ask = partial(_draft, target.pack, target.language, target.audience, row)
            self._context.lane.submit(ask, partial(self.summary.show_draft, row))

    def _on_date(self, iso: str) -> None:
        self._presenter.set_dossier(filled_on=iso or None)

    def _on_cover_photo(self, photo: str) -> None:
        self._presenter.set_dossier(cover_photo=photo or None)

    def _on_look(self, key: str, value: object) -> None:
        gathered = self._presenter.gathered
        if gathered is not None:
            self._presenter.set_dossier(look={**gathered.view.look, key: value})

    def _on_captioned(self, photo: str, language: str, text: str, step: str) -> None:
        self._context.lane.submit(partial(_caption, photo, language, text, step))

    def _on_freeze(self, block: str) -> None:
        target = self._presenter.target
        if target is not None:
            self._context.lane.submit(partial(_freeze, target.pack, block), self._on_frozen)

    def _on_frozen(self, _nothing: object) -> None:
        self._presenter.refresh(own=True)

    def _on_records_asked(self, type: str) -> None:
        self._context.lane.submit(partial(_records, type), self.live.show_records)

    def _on_insert_asked(self) -> None:
        self._text.editor.flush()
        self._text.show_panel("insert")
        self.insert.focus_first()

    def _on_insert(self, kind: str, settings: dict[str, object]) -> None:
        part = self._part()
        if part is not None:
            after = self._text.editor.current_id()
            self._text.editor.flush()
            if kind == "attached":
                self.attaching.begin(self.insert, part.id, after)
                return
            self._presenter.insert(part.id, after, kind, settings, self._on_inserted)

    def _on_inserted(self, block: str) -> None:
        self._coming = block

    def _on_crop_asked(self, photo: str) -> None:
        if self._block(self.object) is not None:
            self._open_crop("", photo)

    def _on_cover_crop_asked(self, slot: str, photo: str) -> None:
        if photo:
            self._open_crop(slot, photo)

    def _open_crop(self, slot: str, photo: str) -> None:
        """Crop a photo of the object that is open, or of a *slot* of the cover."""
        self._slot, self.crop.photo = slot, photo
        self._show_crop()
        self._text.show_panel("crop")
        self.crop.focus_first()

    def _show_crop(self) -> None:
        from app.services.dossier.cropping import crop_of, of_cover

        gathered, pressed, photo = self._presenter.gathered, self._presenter.pressed, self.crop.photo
        part, view = self._part(), self._block(self.object)
        if gathered is None or part is None or (view is None and not self._slot):
            return
        place = f"{part.id}/badge" if self._slot == BADGE else part.id if self._slot or view is None else view.id
        settings = of_cover(gathered.view.look, CROPS[self._slot]) if self._slot else view.settings if view else {}
        found = pressed.laid.pictures if pressed is not None else ()
        placed = next((one for one in found if one.block_id == f"{place}/{photo}"), None)
        shot = self.shelf.shots.get(photo)
        turn = shot.turn if shot is not None else 0
        self.crop.show_photo(photo, crop_of(settings, photo), turn, sharpness(placed, gathered.template.min_dpi))

    def _on_crop(self, photo: str, crop: Crop) -> None:
        from app.services.dossier.cropping import of_cover, with_crop

        gathered, view = self._presenter.gathered, self._block(self.object)
        if self._slot and gathered is not None:
            key = CROPS[self._slot]
            self._on_look(key, with_crop(of_cover(gathered.view.look, key), photo, crop)["crops"])
        elif view is not None:
            (self.live if view.kind == "live" else self.photos).take_crop(photo, crop)

    def _on_turned(self, photo: str, turn: int) -> None:
        self._context.lane.submit(lambda ws: ws.records.change("photo", photo, {"turn": turn}))

    def _on_cropped(self) -> None:
        """Back from the crop to where it was asked for."""
        slot, self._slot, view = self._slot, "", self._block(self.object)
        if slot:
            self._text.show_panel("cover")
            self.cover.crop.setFocus()
        elif view is not None and view.kind == "live":
            self._text.show_panel("live")
            self.live.focus_crop(self.crop.photo)
        elif self.object:
            self._text.show_panel("photos")
            line = self.photos.lines.get(self.crop.photo)
            (line.crop if line is not None else self.photos.back).setFocus()

    def _on_pasted(self, pictures: dict[str, tuple[bytes, ...]], missing: int) -> None:
        """Keep pasted pictures as photos; the blocks that wait for them are saved first."""
        self._text.editor.flush()
        self.pasting.begin(pictures, missing)

    def _on_attached(self, block: str) -> None:
        self._coming = block
        self._presenter.refresh(own=True)

    def ask_atom(self, name: str) -> None:
        """Let the person choose a ``reference`` or a ``fact`` for the place of the cursor."""
        gathered = self._presenter.gathered
        if gathered is None or self._text.editor.isReadOnly():
            return
        self._text.editor.flush()
        if name == "fact":
            self._context.lane.submit(partial(_facts, gathered), self._on_facts)
        else:
            self.reference.show_figures(tuple(figures_of(gathered, self._presenter.pressed)))
            self._text.show_panel("reference")
            self.reference.focus_first()

    def _on_facts(self, facts: tuple[Fact, ...]) -> None:
        self.fact.show_facts(facts)
        self._text.show_panel("fact")
        self.fact.focus_first()

    def _on_atom(self, kind: str, target: str) -> None:
        self._text.show_text()
        self._text.editor.insert_atom(Atom(kind, target))
        self._text.editor.flush()


def _caption(photo: str, language: str, text: str, step: str, ws: Any) -> None:  # noqa: ANN401 - the workspace
    ws.photos.caption(photo, language, text, typing=True, step=step)


def _freeze(pack: str, block: str, ws: Any) -> None:  # noqa: ANN401 - the workspace
    from app.services.dossier.frozen import freeze

    settings = freeze(ws, pack, block)
    if settings is not None:
        ws.dossier.change(block, settings)


def _records(type: str, ws: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - the workspace
    return tuple((row.id, row.title) for row in ws.records.load(type))


def _draft(pack: str, language: str, audience: Audience, row: str, ws: Any) -> str:  # noqa: ANN401 - the workspace
    from app.services.dossier.drafts import draft_of
    from app.services.dossier.press import gather_dossier

    return draft_of(gather_dossier(ws, pack, language, audience), row)


def _facts(gathered: Gathered, ws: Any) -> tuple[Fact, ...]:  # noqa: ANN401 - the workspace
    from app.exports.spec import Audience
    from app.services.dossier.press import offered_facts

    return offered_facts(ws, gathered, Audience.PUBLIC)
