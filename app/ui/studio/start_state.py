"""The studio before there is a dossier: begin an empty one, or start from that of another year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.dossier.carry import Earlier
    from app.ui.studio.presenter import StudioPresenter


class StartState(EmptyState):
    """Says what a dossier is for, and offers the ways to begin one.

    Args:
        context: words, theme.
        presenter: begins it.
    """

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(
            context,
            "book-open",
            N_("The dossier tells what your community has done. It begins with the programme's chapters."),
            N_("Begin the dossier"),
            presenter.begin,
        )
        self._context, self._presenter = context, presenter
        self._earlier: Sequence[Earlier] = ()
        self._more = QVBoxLayout()
        self._more.setSpacing(context.theme.metrics.u(0.5))
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(layout.count() - 1, self._more)

    def show_earlier(self, earlier: Sequence[Earlier]) -> None:
        """Offer dossiers of other years to start from, or to look at."""
        self._earlier = earlier
        clear(self._more)
        binder = Binder(self._context)
        for one in earlier:
            words = N_("Everything in it is then to be confirmed, block by block. The old one stays as it is.")
            start = binder.button(
                N_("Start from {year}", year=one.title), partial(self._presenter.carry_over, one.dossier),
                icon="refresh-cw", name=f"carry_{one.pack}",
            )  # fmt: skip
            look = binder.button(
                N_("Look at {year}", year=one.title), partial(self._presenter.open, one.pack), kind="small",
                name=f"look_{one.pack}",
            )  # fmt: skip
            hint = binder.label(words, "caption")
            hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._more.addWidget(start, 0, Qt.AlignmentFlag.AlignHCenter)
            self._more.addWidget(hint)
            self._more.addWidget(look, 0, Qt.AlignmentFlag.AlignHCenter)

    def first(self) -> QPushButton | None:
        """Return the button that should have the keyboard: the start from last year's, where there is one."""
        found = self.findChildren(QPushButton)
        return next((one for one in found if one.objectName().startswith("carry_")), self.button)

    def refresh(self) -> None:
        """Say it again."""
        super().refresh()
        self.show_earlier(self._earlier)
