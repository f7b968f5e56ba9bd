"""Evidence: every scored line with what proves it, its holes in words and shape, and what else to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Option
from app.core.messages import N_, NP_, Label
from app.services.evidence.views import Coverage, Line, Pick
from app.services.output_kinds import Request, prepare
from app.ui.context import UiContext
from app.ui.evidence.odd import OddCards
from app.ui.evidence.parts import FindMore, PieceCard, SuggestionList, line_row
from app.ui.evidence.words import SHAPES, state_words
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.evidence.lists import OddList
    from app.services.workspace import Workspace

LINES, LISTS = "lines", "lists"
SOON_MS = 120
FOUND = 8
Overview = tuple[tuple[tuple[str, Label], ...], Coverage | None]


class EvidencePage(ScrollPage):
    """All lines of a sheet; one line with its evidence; or what to look at."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._sheet, self._line, self._visit = "", "", 0
        self._built: object = None
        self._part = Binder(context)
        self._cards: dict[str, PieceCard] = {}
        self._find: FindMore | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.output = OutputBar(context)
        self.body.addWidget(self.output)
        self.tabs = TabRow(context, ((LINES, N_("Lines and evidence")), (LISTS, N_("Look at these"))))
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(self.tabs)
        self.choice = ChoiceBox(context, optional=False)
        self.choice.box.setObjectName("evidence_sheet")
        self.binder.text(self.choice.name_it, N_("Which scoring sheet"))
        self.choice.edited.connect(self._on_sheet)
        self.body.addWidget(self.choice)
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self.binder.also(self.output.refresh)
        self.binder.also(self.tabs.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Evidence")

    def help_text(self) -> HelpText | None:
        """Return what evidence is good for."""
        return HelpText(
            N_("Evidence"),
            why=N_("Readers give points for what they can check. Here you see which lines rest on nothing."),
            how=(
                N_("Choose a scoring sheet and open a line."),
                N_("Tick the suggested records that prove it, and add them."),
                N_("Write one sentence: what does a reader see in it?"),
                N_("Print the index. It names the page of the dossier for each record."),
            ),
            mistake=N_("Ten weak papers do not make a strong one. Choose few, with a date and a source."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the sheet, or the line whose key is given; its key may hold colons."""
        self._line, self._built = ":".join(args), None
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read anew, once for several changes."""
        if self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._built = None
        self._ask()

    def _ask(self) -> None:
        lane, line = self.context.lane, self._line
        if line:
            lane.submit(partial(_of_line, key=line), self._on_line)
        elif self.tabs.current() == LISTS:
            lane.submit(_odd, self._on_lists)
        else:
            lane.submit(partial(_overview, key=self._sheet), self._on_overview)

    def _start(self, *, one: bool) -> Binder:
        """Empty the page for another view."""
        clear(self._list)
        self._cards, self._find = {}, None
        self._list.setSpacing(self.context.theme.metrics.u(1))
        self.tabs.setVisible(not one)
        self.choice.setVisible(not one and self.tabs.current() == LINES)
        self._part = Binder(self.context)
        return self._part

    # -- all lines

    def _on_overview(self, found: Overview) -> None:
        sheets, coverage = found
        if self._line or self.tabs.current() != LINES or self._built == ("all", found):
            return
        self._built = ("all", found)
        part = self._start(one=False)
        if coverage is None:
            self.choice.hide()
            said = N_("Join a programme with a scoring sheet; its lines stand here.")
            self._list.addWidget(EmptyState(self.context, "clipboard-list", said))
            return
        self._sheet = coverage.sheet.key
        self.choice.set_options([Option(key, label) for key, label in sheets])
        self.choice.set_value(self._sheet)
        self._list.addWidget(part.label(_told(coverage)))
        show = part.button(N_("Print the index"), self._on_print, icon="printer", name="print_evidence")
        self._list.addLayout(button_row(show))
        heading, card = None, None
        for line in coverage.lines:
            if card is None or line.target.part != heading:
                heading = line.target.part
                card = Card(self.context, heading, units=1.25)
                self._list.addWidget(card)
            card.body.addLayout(line_row(self.context, part, line))

    def _on_tab(self, _key: str) -> None:
        self._built = None
        self._ask()

    def _on_sheet(self, edit: object) -> None:
        self._sheet = str(getattr(edit, "value", None) or "")
        self._ask()

    def _on_print(self) -> None:
        name, key = self.context.text(N_("Index of evidence")), self._sheet
        request = Request(self.context.document.output_language, options={"sheet": key})
        self.output.write(
            lambda workspace: prepare(workspace, "evidence-matrix", request), name, ".pdf", N_("Print the index")
        )

    # -- one line

    def _on_line(self, line: Line | None) -> None:
        if not self._line:
            return
        built = (
            line and line.target.key,
            tuple((one.id, one.title) for one in line.pieces) if line else (),
            line.suggested if line else (),
        )
        if line is not None and built == self._built:
            for piece in line.pieces:
                self._cards[piece.id].show_piece(piece)
            return
        kept = self._find.line.text() if self._find is not None else ""
        self._built = built
        part = self._start(one=True)
        back = part.button(N_("All lines"), partial(self.context.go, "evidence"), icon="arrow-left", name="all_lines")
        self._list.addLayout(button_row(back))
        if line is None:
            said = N_("This line is not in your programmes any more.")
            self._list.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
            return
        self._fill(part, line)
        if self._find is not None and kept:
            self._find.line.show_text(kept)
            self._on_find(kept)

    def _fill(self, part: Binder, line: Line) -> None:
        target = line.target
        self._list.addWidget(part.label(target.words, "section"))
        if target.criterion is not None:
            self._list.addWidget(part.label(target.criterion, "caption"))
        self._list.addWidget(StatusWord(self.context, SHAPES[line.state], state_words(line), wrap=True))
        if target.points and not line.pieces:
            said = NP_("This line is worth {n} point.", "This line is worth {n} points.", target.points)
            self._list.addWidget(part.label(said))
        for piece in line.pieces:
            card = PieceCard(self.context, piece)
            card.reason.connect(self._on_reason)
            card.left.connect(self._on_left)
            card.strength.connect(self._on_strength)
            card.removed.connect(self._on_removed)
            self._cards[piece.id] = card
            self._list.addWidget(card)
        if line.suggested:
            suggested = SuggestionList(self.context, line.suggested)
            suggested.added.connect(self._on_added)
            suggested.declined.connect(self._on_declined)
            self._list.addWidget(suggested)
        self._find = FindMore(self.context)
        self._find.asked.connect(self._on_find)
        self._find.added.connect(lambda pick: self._on_added((pick,)))
        self._list.addWidget(self._find)

    def _on_find(self, words: str) -> None:
        self.context.lane.submit(partial(_find, words=words), partial(self._on_found, words))

    def _on_found(self, words: str, found: Sequence[tuple[Pick, Label, str]]) -> None:
        if self._find is not None:
            shown = [(pick, self.context.text(N_("{kind}: {title}", kind=kind, title=title)))
                     for pick, kind, title in found]  # fmt: skip
            self._find.show_found(shown, words)

    # -- what is done

    def _on_added(self, picks: Sequence[Pick]) -> None:
        self._write(lambda workspace, key: workspace.evidence.tag(key, picks))

    def _on_declined(self, picks: Sequence[Pick]) -> None:
        self._write(lambda workspace, key: workspace.evidence.decline(key, picks))

    def _on_removed(self, tag: str) -> None:
        self._write(lambda workspace, _key: workspace.evidence.remove([tag]))

    def _on_strength(self, tag: str, key: object) -> None:
        self._write(lambda workspace, _line: workspace.evidence.weigh(tag, str(key) if key else None))

    def _on_reason(self, tag: str, text: str) -> None:
        step = f"{tag}/reason/{self._visit}"
        self._write(lambda workspace, _key: workspace.evidence.explain(tag, text, step=step))

    def _on_left(self) -> None:
        self._visit += 1

    def _write(self, write: Callable[[Workspace, str], object]) -> None:
        key = self._line
        self.context.lane.submit(lambda workspace: write(workspace, key), None, self.context.error)

    # -- what to look at

    def _on_lists(self, found: tuple[OddList, ...]) -> None:
        if self._line or self.tabs.current() != LISTS:
            return
        self._start(one=False)
        self._built = None
        if not found:
            said = N_("Nothing odd: every record is used, and photos and days agree.")
            self._list.addWidget(EmptyState(self.context, "shield-check", said))
            return
        self._list.addWidget(OddCards(self.context, found))


def _told(coverage: Coverage) -> Label:
    """Return how many points rest on nothing."""
    empty = [one for one in coverage.lines if not one.pieces]
    if not empty:
        return N_("Every line has evidence.")
    if not coverage.open_points:
        return NP_("{n} line has no evidence yet.", "{n} lines have no evidence yet.", len(empty))
    return NP_(
        "{n} line has no evidence yet; it is worth {points} points.",
        "{n} lines have no evidence yet; they are worth {points} points.",
        len(empty),
        points=coverage.open_points,
    )


def _overview(workspace: Workspace, key: str) -> Overview:
    sheets = tuple((one.key, one.title) for one in workspace.evidence.sheets())
    wanted = key if key in {one for one, _ in sheets} else (sheets[0][0] if sheets else "")
    return sheets, workspace.evidence.coverage(wanted) if wanted else None


def _of_line(workspace: Workspace, key: str) -> Line | None:
    sheet = next((one for one in workspace.evidence.sheets() if one.target(key) is not None), None)
    coverage = workspace.evidence.coverage(sheet.key) if sheet is not None else None
    return coverage.line(key) if coverage is not None else None


def _odd(workspace: Workspace) -> tuple[OddList, ...]:
    from app.services.evidence.lists import odd_lists

    return odd_lists(workspace)


def _find(workspace: Workspace, words: str) -> tuple[tuple[Pick, Label, str], ...]:
    """Return records and photos with these words: what can be cited, its kind and title."""
    catalogue, found = workspace.records.catalogue(), dict[Pick, tuple[Label, str]]()
    for hit in workspace.search.query(words, 5 * FOUND):
        type_name, record = hit.parent or (hit.type, hit.id)
        one = catalogue.get(type_name)
        if one is not None and one.room and not one.sealed and (type_name, record) not in found:
            title = hit.title if hit.parent is None else workspace.records.title_of(type_name, record)
            found[type_name, record] = (one.label, title)
    return tuple((pick, *said) for pick, said in list(found.items())[:FOUND])
