"""Two states of the dossier side by side: what is new, gone, changed or moved since a day, or since last year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Option
from app.core.messages import N_, NP_, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.core.errors import AppError
    from app.services.dossier.states import BlockChange, Difference
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace
    from app.ui.studio.presenter import StudioPresenter

NOW = "now"
SHOWN = 60


class ComparePanel(ToolPanel):
    """Compares two days."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Compare two days"))
        binder = self.binder
        self.output = OutputBar(context)
        self.body.addWidget(self.output)
        self.before, self.after = ChoiceBox(context, optional=False), ChoiceBox(context, optional=False)
        for box, said, name in (
            (self.before, N_("As it was at the end of"), "compare_before"),
            (self.after, N_("Beside"), "compare_after"),
        ):
            label = binder.label(said, "strong")
            label.setBuddy(box.main_input())
            box.box.setObjectName(name)
            box.edited.connect(lambda _edit: self._ask())
            binder.text(box.name_it, said)
            binder.also(box.refresh)
            self.body.addWidget(label)
            self.body.addWidget(box)
        self.verdict = StatusWord(context, OPEN, N_("Comparing"), wrap=True)
        self.print = binder.button(N_("Print changes"), self._on_print, icon="printer", name="print_changes")
        row = FlowLayout(gap=8)
        row.addWidget(self.print)
        self.list = QVBoxLayout()
        self.body.addWidget(self.verdict)
        self.body.addLayout(row)
        self.body.addLayout(self.list)
        for part in (self.verdict, self.output):
            binder.also(part.refresh)
        self._days: tuple[str, ...] = ()
        self._dossier, self._last_year, self._asked = "", False, 0
        self._found: Difference | None = None

    def refresh(self) -> None:
        """Say and space it again."""
        self._found = None
        super().refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first day."""
        self.before.main_input().setFocus()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        gathered = self.presenter.gathered
        if gathered is not None:
            self._dossier, self._last_year = gathered.view.id, bool(gathered.view.carried_from)
            self.context.lane.submit(_days, self._on_days)

    def _on_days(self, days: tuple[tuple[str, str], ...]) -> None:
        """Offer the days on which the dossier was worked on; the day before the last one at first."""
        from app.services.dossier.states_paper import LAST_YEAR

        found = tuple(key for key, _words in days)
        options = [Option(key, own_words(words)) for key, words in days]
        chosen, after = self.before.value(), self.after.value()
        earlier: list[Option] = [Option(LAST_YEAR, N_("The dossier of last year"))] if self._last_year else []
        self.before.set_options([*earlier, *options])
        self.after.set_options([Option(NOW, N_("How it is now")), *options])
        known = {LAST_YEAR} if self._last_year else set()
        usual = LAST_YEAR if self._last_year else found[1] if len(found) > 1 else next(iter(found), "")
        self.before.set_value(chosen if chosen in {*found, *known} else usual)
        self.after.set_value(after if after in found else NOW)
        self._days = found
        self._ask()

    def _states(self) -> tuple[str, str]:
        after = self.after.value() or NOW
        return self.before.value() or "", "" if after == NOW else after

    def _ask(self) -> None:
        before, after = self._states()
        self._asked += 1
        number = self._asked
        self.print.setEnabled(bool(before))
        if not before:
            self._found = None
            self.verdict.say(OPEN, N_("Nothing was written yet."))
            return
        self.context.lane.submit(
            partial(_difference, self._dossier, before, after),
            lambda found: self._on_difference(number, found),
            self._on_failed,
        )

    def _on_failed(self, error: AppError) -> None:
        self._found = None
        clear(self.list)
        self.verdict.say(NOTICE, error.what)

    def _on_difference(self, number: int, found: Difference) -> None:
        from app.services.dossier.states_paper import LEGEND, NOTHING, part_label

        if number != self._asked or found == self._found:
            return
        self._found = found
        clear(self.list)
        binder = Binder(self.context)
        said: Message = NP_("{n} block differs.", "{n} blocks differ.", found.total) if found.total else NOTHING
        self.verdict.say(NOTICE if found.total else DONE, said)
        if found.total:
            self.list.addWidget(binder.label(LEGEND, "caption"))
        left = SHOWN
        for part in found.parts:
            if left <= 0:
                break
            self.list.addWidget(binder.label(part_label(part), "strong"))
            for one in part.changes[:left]:
                self.list.addWidget(self._card(one))
            left -= len(part.changes)
        if found.total > SHOWN:
            words = N_("The paper has all {n}; the first {shown} are shown here.", n=found.total, shown=SHOWN)
            self.list.addWidget(binder.label(words, "caption"))

    def _card(self, one: BlockChange) -> Card:
        from app.services.dossier.states_paper import change_words, told

        card = Card(self.context, units=0.75)
        binder = card.binder
        card.body.addWidget(binder.label(change_words(one), "strong"))
        card.body.addWidget(binder.label(told(one)))
        if one.now:
            row = FlowLayout(gap=6)
            go = partial(self.go_asked.emit, f"block:{one.block.id}")
            row.addWidget(binder.button(N_("Go there"), go, icon="arrow-right", kind="small", name="go_change"))
            card.body.addLayout(row)
        return card

    def _on_print(self) -> None:
        before, after = self._states()
        pack = self.presenter.target.pack if self.presenter.target is not None else ""
        options = {"before": before, "after": after, "pack": pack}
        name = self.context.text(N_("What changed in the dossier"))
        self.output.write(partial(_prepare, options), name, ".pdf", N_("Print the differences"))


def _days(ws: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - the workspace
    from app.services.dossier.states import days_of

    date = ws.records.translator.date
    return tuple((day, date(day)) for day in days_of(ws))


def _difference(dossier: str, before: str, after: str, ws: Any) -> Difference:  # noqa: ANN401 - the workspace
    from app.services.dossier.states_paper import difference

    return difference(ws, dossier, before, after)


def _prepare(options: dict[str, str], ws: Workspace) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(ws, "dossier-changes", Request(options=options))
