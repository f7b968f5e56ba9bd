"""A figure of a room: chosen in words, drawn, and as a table that a screen reader can walk through."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.core.fields import Option
from app.core.messages import N_, own_words
from app.ui.context import UiContext
from app.ui.figures.options import LiveOptions
from app.ui.figures.picture import FigurePicture
from app.ui.figures.table import FigureTable
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.output_bar import OutputBar

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.figures.view import FigureView
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace

PANELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hazards": ("hazard_shares", "risk_matrix", "population_trend", "pyramid", "industry_shares"),
        "readiness": ("supply_days", "alert_timeline"),
        "shelters": ("shelter_coverage",),
        "people": ("organisation_chart", "organisation_figures"),
        "activities": ("before_after",),
        "seed": ("project_timeline", "equity_measures"),
        "roadmap": ("roadmap_coverage", "roadmap_kinds"),
    }
)
"""Room to the figures that help there, the most asked first."""
REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "hazard_shares": "hazard-report",
        "organisation_chart": "organisation-chart",
        "alert_timeline": "alert-timeline",
    }
)
"""Figure to the paper that it has of its own."""
SHOW, RECORD = "show", "record"
SOON_MS = 60


class FigurePanel(Card):
    """Shows one of a room's figures.

    Args:
        context: lane, pool, words, theme.
        keys: figures to choose from.
    """

    def __init__(self, context: UiContext, keys: tuple[str, ...] = ()) -> None:
        super().__init__(context, N_("Figures"))
        self.setObjectName("figure_panel")
        self._context = context
        self._keys: tuple[str, ...] = ()
        self._key = ""
        self._settings: dict[str, dict[str, object]] = {}
        self.view: FigureView | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._which = self.binder.label(N_("Which figure"))
        self.box = ChoiceBox(context, optional=False)
        self.box.setObjectName("figure_choice")
        self.box.edited.connect(lambda edit: self.choose(str(edit.value or "")))
        self._which.setBuddy(self.box.main_input())
        self.options = LiveOptions(context, across=True)
        self.options.chosen.connect(self._on_option)
        self.caption = self.binder.label(None, "strong")
        self.picture = FigurePicture(context)
        self.words = self.binder.label(None)
        self.table = FigureTable()
        self.nothing = self.binder.label(N_("Nothing is recorded yet, so nothing can be drawn."))
        self.print_button = self.binder.button(
            N_("Print the report"), self._on_print, icon="printer", name="figure_print"
        )
        self.output = OutputBar(context)
        for widget in (self._which, self.box, self.options, self.caption, self.picture, self.words, self.table,
                       self.nothing):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addLayout(button_row(self.print_button))
        self.body.addWidget(self.output)
        self.hide()
        self.show_keys(keys)

    # -- what a page asks for

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Offer these figures and show the first; without any, the panel hides."""
        if keys == self._keys:
            return
        self._keys = keys
        self.setVisible(bool(keys))
        if keys:
            self._offer()
            self.choose(keys[0])

    def choose(self, key: str) -> None:
        """Show a figure."""
        if key in self._keys and key != self._key:
            self._key = key
            self.box.set_value(key)
            self._ask()

    def on_changes(self, changes: object) -> None:
        """Work it out anew where a record was touched that it reads, once for several changes."""
        from app.services.figures.live import FIGURES

        kind = FIGURES.get(self._key)
        touches = getattr(changes, "touches", None)
        if kind is not None and (touches is None or any(touches(one) for one in (kind.type, *kind.also))):
            self._soon.start()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        if self._keys:
            self._offer()
        self.options.refresh()
        self.output.refresh()
        self.picture.refresh()
        self._ask()

    # -- what it does

    def _offer(self) -> None:
        from app.services.figures.live import FIGURES

        self.box.set_options([Option(key, FIGURES[key].label) for key in self._keys])
        self.box.set_value(self._key or self._keys[0])
        self.box.name_it(self._context.text(N_("Which figure")))
        for widget in (self._which, self.box):
            widget.setVisible(len(self._keys) > 1)

    def _ask(self) -> None:
        if self._key:
            settings = dict(self._settings.get(self._key, {}))
            work = partial(_gather, self._key, settings, self._context.translator)
            self._context.lane.submit(work, self._on_view)

    def _on_view(self, view: FigureView) -> None:
        from app.services.figures.live import FIGURES
        from app.services.live_kinds import LiveOption

        if view.key != self._key:
            return
        self.view = view
        options = tuple(one for one in FIGURES[view.key].options if one.key != SHOW)
        if len(view.records) > 1:
            answers = tuple(Option(key, own_words(title)) for key, title in view.records)
            options = (LiveOption(RECORD, N_("Which one"), answers), *options)
        self.options.show_options(options if not view.empty else (), self._settings.get(view.key, {}))
        self.caption.setText(view.caption)
        self.words.setText("\n".join(view.words))
        told = "\n".join(" ".join(row) for row in view.rows)
        self.picture.show_chart(view.chart, view.caption, "\n".join((*view.words, told)))
        self.table.show_view(view, self._context.theme.metrics)
        for widget, there in (
            (self.caption, bool(view.caption)),
            (self.words, bool(view.words)),
            (self.nothing, view.empty),
            (self.print_button, view.key in REPORTS and not view.empty),
        ):
            widget.setVisible(there)

    def _on_option(self, key: str, value: str) -> None:
        self._settings.setdefault(self._key, {})[key] = value
        self._ask()

    def _on_print(self) -> None:
        options = {key: str(value) for key, value in self._settings.get(self._key, {}).items()}
        record = options.pop(RECORD, "")
        name = self.view.caption if self.view is not None else ""
        self.output.write(partial(_prepare, REPORTS[self._key], options, record), name, ".pdf", N_("Print the report"))


def _gather(key: str, settings: dict[str, object], translator: Translator, workspace: Workspace) -> FigureView:
    from app.services.figures.view import figure_view

    return figure_view(workspace, key, settings, translator)


def _prepare(kind: str, options: dict[str, str], record: str, workspace: Workspace) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, kind, Request(options=options, ids=(record,) if record else None))
