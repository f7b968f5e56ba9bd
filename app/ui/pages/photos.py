"""Photos: a place to add them, the grid, and beside it the caption, day and events of the chosen ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option, RecordType, Row
from app.core.messages import N_, NP_, Label, LocalText
from app.services.photos.service import AddResult
from app.ui.context import UiContext
from app.ui.forms.record_data import keep
from app.ui.pages.base import Page
from app.ui.photos.add import PhotoAddBox
from app.ui.photos.grid import PhotoGrid
from app.ui.photos.intake import can_take
from app.ui.photos.panel import PhotoPanel
from app.ui.widgets.card import EmptyState
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.fill_scroll import FillScroll
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ALL, LOOSE = "all", "loose"
DATES = ("photo_taken_on",)
BESIDE_EM = 46.0
PANEL_EM = 20.0
GRID_UNITS = 20
SOON_MS = 40


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the page shows.

    Args:
        rows: photos, the latest first.
        events: id and title, the latest first.
        members: event id to the ids of its photos.
    """

    record_type: RecordType
    rows: tuple[Row, ...]
    events: tuple[Option, ...]
    members: Mapping[str, tuple[str, ...]]


class PhotosPage(Page):
    """Adds, captions, turns and assigns photos; originals are never touched."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: PhotoFacts | None = None
        self._shown = ALL
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._field = ""
        self.setAcceptDrops(True)
        self._lay_out()
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Photos")

    def wants_help(self) -> bool:
        """The photo's own fields stand where the help would."""
        return False

    def help_text(self) -> HelpText | None:
        """Return help for the field with the focus, else how photos are best taken over."""
        if self._facts is not None and self._field:
            field = self._facts.record_type.field(self._field)
            return HelpText(field.label, why=field.help, example=field.example, source=field.source or None)
        return HelpText(
            N_("Photos"),
            why=self._facts.record_type.empty if self._facts else None,
            how=(
                N_("Add originals from the phone or camera, by cable or from a folder."),
                N_("Answer once per batch when they were taken and to which event they belong."),
                N_("Write a caption: who does what, where. Press Enter for the next photo."),
                N_("Turn photos that lie on their side; the original stays as it is."),
            ),
            example=self._facts.record_type.field("caption").example if self._facts else None,
            mistake=N_("Pictures from a chat are small. Ask the sender for the original."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show all photos, or those of an event where its id is given."""
        self._shown = args[0] if args and args[0] else ALL
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the photos anew where photos or events changed, once for several changes."""
        if self._facts is not None and {"photo", "event"} & {one.type for one in getattr(changes, "changes", ())}:
            self._soon.start()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"add": self.adder.choose_files, "delete": self._on_delete}

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        super().retranslate()
        metrics = self.context.theme.metrics
        self._outer.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(1))
        self._outer.setSpacing(metrics.u(0.75))
        self._columns.setSpacing(metrics.u(1))
        self.filter.setMaximumWidth(metrics.em(26))
        for part in (self.adder, self.grid, self.panel):
            part.refresh()
        self._fill()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the photo's fields beside the grid where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos that are dragged anywhere onto the page."""
        if can_take(event.mimeData()) and not self.adder.busy() and not self.context.document.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        self.adder.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste photos where no field takes the key."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self.context.document.read_only:
            self.adder.paste()
        else:
            super().keyPressEvent(event)

    # -- layout

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = FillScroll()
        whole.addWidget(self._scroll)
        self._outer = self._scroll.body
        self.adder = PhotoAddBox(self.context)
        self.adder.added.connect(self._on_added)
        self._outer.addWidget(self.adder)
        self.filter = ChoiceBox(self.context, optional=False)
        self.filter.edited.connect(self._on_filter)
        self.binder.text(self.filter.name_it, N_("Which photos are shown"))
        self.count = self.binder.label(None, "caption", wrap=False)
        which = QHBoxLayout()
        which.addWidget(self.filter, 1)
        which.addWidget(self.count, 1)
        self._outer.addLayout(which)
        self._empty = QVBoxLayout()
        self._outer.addLayout(self._empty)
        self._columns: QBoxLayout = QHBoxLayout()
        self.grid, self.panel = PhotoGrid(self.context), PhotoPanel(self.context)
        self.grid.chosen_changed.connect(self._on_chosen)
        self.grid.activated_photo.connect(self._on_activated)
        self.grid.thumbnails.arrived.connect(self._show_picture)
        self.panel.edited.connect(self._on_edited)
        self.panel.events_edited.connect(self._on_events)
        self.panel.turn_asked.connect(self._on_turn)
        self.panel.delete_asked.connect(self._on_delete)
        self.panel.next_asked.connect(self._on_next)
        self.panel.form_asked.connect(self._on_form)
        self._columns.addWidget(self.grid, 1)
        self._columns.addWidget(self.panel)
        self._outer.addLayout(self._columns, 1)
        self.retranslate()

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self.width() >= metrics.em(BESIDE_EM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.panel.setMinimumWidth(metrics.em(PANEL_EM) if beside else 0)
        self.panel.setMaximumWidth(metrics.em(PANEL_EM) if beside else 16_777_215)
        self.panel.setMinimumHeight(0 if beside else metrics.u(GRID_UNITS))
        self.grid.setMinimumHeight(metrics.u(GRID_UNITS))

    # -- answers

    def _ask(self) -> None:
        self.context.lane.submit(_gather, self._on_facts)

    def _on_facts(self, facts: PhotoFacts) -> None:
        fresh = self._facts is None
        self._facts = facts
        if fresh:
            self.panel.freeze(facts.record_type)
        self._fill()
        if fresh:
            self.help_changed.emit()

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        rows = self._rows(facts)
        titles = {ALL: N_("All photos"), LOOSE: N_("Photos without an event")}
        options = (*(Option(key, said) for key, said in titles.items()), *facts.events)
        self.filter.set_options(options)
        self.filter.set_value(self._shown)
        event = self._shown if self._shown not in (ALL, LOOSE) else ""
        self.adder.set_event(event)
        self.adder.setVisible(not self.context.document.read_only)
        self.filter.setVisible(bool(facts.rows))
        self.grid.setVisible(bool(rows))
        self.grid.show_rows(rows)
        self.binder.text(self.count.setText, NP_("{n} photo", "{n} photos", len(rows)))
        self.count.setVisible(bool(rows))
        self._fill_empty(facts, rows)
        if rows and not self.grid.chosen():
            self.grid.choose((rows[0].id,))
        self._show_chosen()

    def _rows(self, facts: PhotoFacts) -> tuple[Row, ...]:
        if self._shown == ALL:
            return facts.rows
        if self._shown == LOOSE:
            held = {one for ids in facts.members.values() for one in ids}
            return tuple(row for row in facts.rows if row.id not in held)
        by_id = {row.id: row for row in facts.rows}
        return tuple(by_id[one] for one in facts.members.get(self._shown, ()) if one in by_id)

    def _fill_empty(self, facts: PhotoFacts, rows: Sequence[Row]) -> None:
        clear(self._empty)
        if rows:
            return
        said: Label | None = facts.record_type.empty
        if facts.rows:
            said = N_("No photo belongs here yet. Add some, or choose them among all photos.")
        self._empty.addWidget(EmptyState(self.context, "images", said))

    def _show_chosen(self) -> None:
        facts = self._facts
        if facts is None:
            return
        chosen = set(self.grid.chosen())
        rows = [row for row in self.grid.photos.rows() if row.id in chosen]
        self.panel.setVisible(bool(rows))
        if rows:
            common = tuple(key for key, ids in facts.members.items() if chosen <= set(ids))
            self.panel.show_photos(rows, facts.events, common, own=self.context.own_undo)
            self._show_picture()

    def _show_picture(self) -> None:
        chosen = self.grid.chosen()
        row = next((one for one in self.grid.photos.rows() if [one.id] == list(chosen)), None)
        if row is not None:
            self.panel.show_picture(self.grid.thumbnails.pixmap(str(row.get("sha256") or "")))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        name = new.objectName()
        field = "caption" if name.startswith("caption_") else name.removeprefix("photo_") if name in DATES else ""
        if field != self._field:
            self._field = field
            self.help_changed.emit()

    # -- what people do

    def _on_added(self, result: AddResult) -> None:
        self._ask()
        ids = (*result.added, *result.joined)
        if ids:
            self.grid.choose(ids[:1])

    def _on_filter(self, edit: Edit) -> None:
        self.leave()
        self._shown = str(edit.value or ALL)
        self._fill()

    def _on_chosen(self, _ids: tuple[str, ...]) -> None:
        self._show_chosen()

    def _on_activated(self, row_id: str) -> None:
        self.grid.choose((row_id,))
        self.panel.focus_caption()

    def _on_next(self, language: str) -> None:
        self.leave()
        chosen, rows = self.grid.chosen(), self.grid.photos.rows()
        place = self.grid.photos.place_of(chosen[0]) + 1 if chosen else 0
        if place < len(rows):
            self.grid.choose((rows[place].id,))
            self.panel.focus_caption(language)

    def _on_edited(self, photo: str, name: str, edit: Edit, visit: str) -> None:
        work = partial(keep, type_name="photo", row_id=photo, name=name, edit=edit, visit=visit)
        self.context.lane.submit(work)

    def _on_events(self, events: tuple[str, ...]) -> None:
        if self._facts is not None:
            chosen = self.grid.chosen()
            before = {key for key, ids in self._facts.members.items() if set(chosen) <= set(ids)}
            work = partial(_assign, photos=chosen, into=tuple(set(events) - before), out=tuple(before - set(events)))
            self.context.lane.submit(work)

    def _on_turn(self, by: int) -> None:
        chosen = set(self.grid.chosen())
        rows = [row for row in self.grid.photos.rows() if row.id in chosen]
        turns = {row.id: (int(str(row.get("turn") or 0)) + by) % 4 for row in rows}
        self.context.lane.submit(partial(_turn, turns=turns))

    def _on_delete(self) -> None:
        chosen = self.grid.chosen()
        if chosen and not self.context.document.read_only:
            self.leave()
            self.context.lane.submit(partial(_delete, photos=chosen), self._on_deleted)

    def _on_deleted(self, _nothing: object) -> None:
        self.context.notice(N_("The photos are in the bin. Undo brings them back."))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form(self) -> None:
        if chosen := self.grid.chosen():
            self.context.go(f"record:photo:{chosen[0]}:")


def _gather(workspace: Workspace) -> PhotoFacts:
    records = workspace.records
    rows = sorted(records.load("photo"), key=lambda row: str(row.get("taken_on") or ""), reverse=True)
    events = sorted(records.load("event"), key=lambda row: str(row.get("date") or ""), reverse=True)
    options = tuple(Option(row.id, LocalText({"": row.title})) for row in events)
    members = {row.id: _ids(row.get("photos")) for row in events}
    return PhotoFacts(records.catalogue()["photo"], tuple(rows), options, members)


def _ids(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, (tuple, list)) else ()


def _assign(workspace: Workspace, photos: tuple[str, ...], into: tuple[str, ...], out: tuple[str, ...]) -> None:
    for event in (*into, *out):
        row = workspace.records.get("event", event)
        if row is None:
            continue
        kept = tuple(one for one in _ids(row.get("photos")) if one not in photos)
        fresh = (*kept, *photos) if event in into else kept
        workspace.records.change("event", event, {"photos": fresh})


def _turn(workspace: Workspace, turns: Mapping[str, int]) -> None:
    for photo, turn in turns.items():
        workspace.records.change("photo", photo, {"turn": turn})


def _delete(workspace: Workspace, photos: tuple[str, ...]) -> None:
    for photo in photos:
        workspace.records.delete("photo", photo)
