"""The cards of the page of backups: how safe the work is, where the file lives, copies, and what can come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_
from app.ui.backups.points import PointList
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.backups.second_place import SecondPlace
    from app.services.backups.service import BackupService
    from app.services.backups.types import Point
    from app.services.backups.words import SafetyFact
    from app.services.travel import TravelView
    from app.services.workspace import Workspace

WORK = ("back_up_now", "drill", "drop_old", "write_back", "copy_to_stick")
"""Buttons that wait while one of them is at work."""


@dataclass(frozen=True, slots=True)
class BackupsView:
    """What the page shows; of the service only what runs in any thread is used outside the lane."""

    lines: tuple[SafetyFact, ...]
    points: tuple[Point, ...]
    second: SecondPlace | None
    asks: bool
    travel: TravelView | None
    with_erased: int
    name: str
    read_only: bool
    service: BackupService


class BackupCards(QWidget):
    """Cards from the answer down to the single backup.

    Args:
        context: words, theme.
        slots: what the buttons do, by name: ``back_up``, ``drill``, ``drop_old``, ``write_back``,
            ``copy_to_stick``, ``choose_second``, ``put_off`` and ``forget_second``.
        restore: brings a backup back.
    """

    def __init__(
        self, context: UiContext, slots: Mapping[str, Callable[[], object]], restore: Callable[[Point], object]
    ) -> None:
        super().__init__()
        self._context, self._slots, self._part = context, slots, Binder(context)
        self._binder = Binder(context)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.safe = Card(context, N_("Is my work safe?"), icon="shield-check")
        self.there = Card(context, N_("Where this file lives"), icon="usb")
        self.second = Card(context, N_("A copy somewhere else"), icon="copy")
        self.back = Card(context, N_("Bring a backup back"), icon="rotate-ccw")
        self._bodies: dict[Card, QVBoxLayout] = {}
        for card in (self.safe, self.there, self.second, self.back):
            inner = QVBoxLayout()
            card.body.addLayout(inner)
            self._bodies[card] = inner
            self._binder.also(card.refresh)
            self._outer.addWidget(card)
        self.points = PointList(context, restore)
        self._binder.also(self.points.refresh)
        self.back.body.addWidget(self.points)
        self.there.hide()

    def refresh(self) -> None:
        """Say and space it again."""
        self._outer.setSpacing(self._context.theme.metrics.u(1.25))
        self._binder.refresh()

    def show_view(self, view: BackupsView, *, busy: bool) -> None:
        """Show how safe the work is now; while one thing is at work, the others wait."""
        self._part = Binder(self._context)
        for inner in self._bodies.values():
            clear(inner)
            inner.setSpacing(self._context.theme.metrics.u(0.75))
        self._fill_safe(view)
        self._fill_there(view)
        self._fill_second(view)
        self.points.show_points(view.points)
        self.hold(busy=busy)

    def hold(self, *, busy: bool) -> None:
        """Let the buttons wait, or not."""
        for name in WORK if busy else ():
            for button in self.findChildren(QWidget, name):
                button.setEnabled(False)
        self.points.setEnabled(not busy)

    def _fill_safe(self, view: BackupsView) -> None:
        inner, make = self._bodies[self.safe], self._part.button
        for line in view.lines:
            inner.addWidget(StatusWord(self._context, line.shape, line.said, wrap=True))
        urgent = view.travel is not None and view.travel.unwritten
        kind = "" if urgent else "primary"  # one primary action to a page
        now = make(N_("Back up now"), self._slots["back_up"], icon="save", kind=kind, name="back_up_now")
        drill = make(N_("Try out a backup"), self._slots["drill"], icon="life-buoy", name="drill")
        drill.setEnabled(any(point.verified_at for point in view.points))
        inner.addLayout(button_row(now, drill))
        said = N_("Trying out brings the newest backup back into a folder of its own and compares it.")
        inner.addWidget(self._part.label(said, "caption"))
        if view.with_erased:
            words = NP_(
                "{n} backup may still hold what was erased for good.",
                "{n} backups may still hold what was erased for good.",
                view.with_erased,
            )
            inner.addWidget(StatusWord(self._context, NOTICE, words, wrap=True))
            drop = make(N_("Drop these backups"), self._slots["drop_old"], icon="trash-2", name="drop_old")
            inner.addLayout(button_row(drop))

    def _fill_there(self, view: BackupsView) -> None:
        travel, inner = view.travel, self._bodies[self.there]
        self.there.setVisible(travel is not None)
        if travel is None:
            return
        said = N_(
            "This file lives on {place} ({kind}). You work on a copy on this computer.",
            place=travel.place,
            kind=travel.kind,
        )
        inner.addWidget(self._part.label(said))
        inner.addWidget(self._part.label(str(travel.origin), "caption"))
        if travel.recovered:
            words = N_("Your last changes were not written back yet. They are here.")
            inner.addWidget(StatusWord(self._context, NOTICE, words, wrap=True))
        if travel.kept is not None:
            words = N_("The copy that was not taken is kept as {name}.", name=travel.kept.name)
            inner.addWidget(StatusWord(self._context, NOTICE, words, wrap=True))
        kind = "primary" if travel.unwritten else ""
        write = self._part.button(
            N_("Write back"), self._slots["write_back"], icon="upload", kind=kind, name="write_back"
        )
        write.setEnabled(travel.reachable)
        inner.addLayout(button_row(write))
        if not travel.reachable:
            words = N_("{place} is not there now. Put the stick in or connect to the network.", place=travel.place)
            inner.addWidget(self._part.label(words, "caption"))

    def _fill_second(self, view: BackupsView) -> None:
        inner, make = self._bodies[self.second], self._part.button
        stick = make(N_("Copy everything to a stick"), self._slots["copy_to_stick"], icon="usb", name="copy_to_stick")
        buttons: list[QWidget] = [stick]
        if view.second is None:
            said = N_("Choose a second place. A copy of every backup is then kept there by itself.")
            buttons.append(
                make(N_("Choose a second place"), self._slots["choose_second"], icon="folder", name="choose_second")
            )
            if view.asks:
                buttons.append(make(N_("Ask me in a week"), self._slots["put_off"], kind="quiet", name="put_off"))
        else:
            said = N_("The second place is {place}.", place=view.second.name)
            buttons.append(
                make(N_("Choose another place"), self._slots["choose_second"], icon="folder", name="choose_second")
            )
            buttons.append(
                make(N_("Keep no second copy"), self._slots["forget_second"], kind="quiet", name="forget_second")
            )
        inner.addWidget(self._part.label(said))
        if view.second is not None:
            inner.addWidget(self._part.label(str(view.second.folder), "caption"))
        inner.addLayout(button_row(*buttons))


def gather_backups(workspace: Workspace) -> BackupsView:
    """Read how safe the work is. Thread: document lane."""
    backups, travel = workspace.backups, workspace.travel
    return BackupsView(
        (*backups.lines(), *travel.lines()),
        backups.points(),
        backups.elsewhere.now(),
        backups.facts().asks_for_second,
        travel.view(),
        len(backups.older_than_erasing()),
        workspace.document.path.name,
        workspace.document.read_only,
        backups,
    )
