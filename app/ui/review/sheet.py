"""One person's sheet for one thing: the lines, their sum, and the writing of what is typed into them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_
from app.exports.spec import Audience
from app.services.output_kinds import Request, prepare
from app.services.scoring.desk import Place
from app.ui.context import UiContext
from app.ui.review.score_lines import ScoreLines, total_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.output_bar import OutputBar

if TYPE_CHECKING:
    from app.services.scoring.desk import ScoringView
    from app.services.workspace import Workspace


SAVE, BRING = N_("Save the sheet as a file"), N_("Bring in a sheet")
CARRIED = N_("Who scores on another computer saves the sheet as a file. It is brought in here.")


class ReviewerSheet(QWidget):
    """Points and reasons of one person. A visit of a field is one Undo; another person or thing begins another visit.

    Attributes:
        lines: the rows to type in.
        sum: the sentence below them.

    Args:
        context: lane, words, theme.
        output: writes the sheet as a file.
    """

    def __init__(self, context: UiContext, output: OutputBar) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._scoring, self._candidate, self._scorer, self._visit = "", "", "", 0
        self.lines = ScoreLines(context)
        self.lines.points.connect(self._on_points)
        self.lines.reason.connect(self._on_reason)
        self.sum = self._binder.label(None, "strong")
        self.sum.setObjectName("score_sum")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.lines)
        self._box.addWidget(self.sum)
        self._output, self._name = output, ""
        self._box.addWidget(self._binder.label(CARRIED, "caption"))
        make = self._binder.button
        save = make(SAVE, self._on_save, icon="download", name="save_sheet")
        bring = make(BRING, self._on_bring, icon="upload", name="bring_sheet")
        bring.setDisabled(context.document.read_only)
        self._box.addLayout(button_row(save, bring))
        self.refresh()

    def refresh(self) -> None:
        """Space it for the size of the text."""
        self._box.setSpacing(self._context.theme.metrics.u(1.25))
        self._binder.refresh()

    def show_sheet(self, view: ScoringView, candidate: str, scorer: str) -> None:
        """Show what *scorer* gave *candidate*; both are ids."""
        if (view.id, candidate, scorer) != (self._scoring, self._candidate, self._scorer):
            flush_inputs(self)  # what was just typed belongs to the sheet that was shown
            self._visit += 1
        self._scoring, self._candidate, self._scorer = view.id, candidate, scorer
        for row in self.lines.rows:
            place = self._place(row.line.key)
            row.show_score(view.score(place), view.kept.get(place, ""))
        sheet = next((one for one in view.result(candidate).sheets if one.person.key == scorer), None)
        self._name = " ".join(one for one in (view.title, sheet.person.name if sheet is not None else "") if one)
        if sheet is not None:
            worth = sum(line.points for line in view.lines)
            said = total_words(sheet.total, sheet.known, worth, len(sheet.missing))
            self.sum.setText(self._context.text(said))

    def _on_bring(self) -> None:
        self._context.go("import:reviewers")

    def _on_save(self) -> None:
        flush_inputs(self)
        language = "zh_TW" if self._context.translator.language == "zh_TW" else "en"
        request = Request(language, Audience.TEAM, ids=(self._scorer,))
        self._output.write(lambda ws: prepare(ws, "score-file", request), self._name, ".xlsx", SAVE)

    def _place(self, line: str) -> Place:
        return Place(self._candidate, self._scorer, line)

    def _on_points(self, line: str, text: str) -> None:
        self._write(lambda ws, key, place, step: ws.scoring.put(key, place, text, step=step), line, "points")

    def _on_reason(self, line: str, text: str) -> None:
        self._write(lambda ws, key, place, step: ws.scoring.explain(key, place, text, step=step), line, "why")

    def _write(self, write: Callable[[Workspace, str, Place, str], object], line: str, what: str) -> None:
        key, place = self._scoring, self._place(line)
        step = f"{key}/{place.candidate}/{place.scorer}/{line}/{what}/{self._visit}"
        self._context.lane.submit(lambda workspace: write(workspace, key, place, step), None, self._context.error)
