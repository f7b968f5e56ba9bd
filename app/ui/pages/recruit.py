"""Recruiting liaisons: the board of candidates, the position and its notice, liaisons at work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from app.core.fields import Option, Row
from app.core.messages import N_, Label, Message, own_words
from app.exports.spec import Audience
from app.services.output_kinds import Request, prepare
from app.services.recruiting.board import change_words, stage_label
from app.services.recruiting.desk import Joined
from app.services.recruiting.notice import typed
from app.ui.context import UiContext
from app.ui.drawer.closed import closed_drawer
from app.ui.forms.record_data import Listed
from app.ui.pages.base import TabbedPage
from app.ui.recruit.board_view import BoardView, channels_card, counts_card, coverage_card
from app.ui.recruit.facts import NoticeFacts, PositionFacts, RecruitFacts, read_facts
from app.ui.recruit.liaison_view import LiaisonActions, LiaisonCard
from app.ui.recruit.position_view import PositionCard
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

BOARD, POSITION, LIAISONS = "board", "position", "liaisons"
MONTHS = 12


class RecruitPage(TabbedPage):
    """Three views: who may join, what is offered, who is at work."""

    reads = frozenset(
        {"candidate", "interview_note", "position", "position_text", "population_group", "person", "liaison_agreement",
         "liaison_invoice", "work_log", "meeting", "event", "attendance", "participation"}
    )  # fmt: skip
    views = ((BOARD, N_("Candidates")), (POSITION, N_("Position and notice")), (LIAISONS, N_("Liaisons at work")))
    place = "recruit"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: RecruitFacts | None = None
        self._part = Binder(context)
        self._language, self._month, self._wide = "", "", 0
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("recruit_said")
        self.above.addWidget(self.said)
        self.said.hide()
        self._head = QVBoxLayout()
        self.body.addLayout(self._head)
        self.board = BoardView(context)
        self.board.moved.connect(self._on_moved)
        self.board.opened.connect(lambda id: context.go(f"record:candidate:{id}"))
        self.body.addWidget(self.board)
        self.board.hide()
        self._foot = QVBoxLayout()
        self.body.addLayout(self._foot)
        self.binder.also(self.said.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Recruit liaisons")

    def help_text(self) -> HelpText | None:
        """Return how recruiting goes."""
        return HelpText(
            N_("Recruit liaisons"),
            why=N_("Liaisons carry the words of those whom nobody asks. Choose them for whom they connect."),
            how=(
                N_("Write the position, check the numbers, and hang the notice where people go."),
                N_("Add everybody you meet. Ctrl with an arrow key moves a card; so does “Move”."),
                N_("Look at the strip above: which groups and languages has nobody yet?"),
                N_("Talk in pairs, with the guide. Note it in the candidate's own record."),
                N_("Move a card to “Joined”: person, role and a draft agreement are made in one step."),
            ),
            mistake=N_("Choosing whoever answers first. Look at the groups that nobody connects."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show one of the three views."""
        self.said.hide()
        super().open(args)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the strip above the board anew where the page became much wider or narrower."""
        super().resizeEvent(event)
        if self._facts is not None and abs(self.width() - self._wide) > self.context.theme.metrics.em(4):
            self._soon.start()

    def _ask(self) -> None:
        self.context.lane.submit(read_facts, self._on_facts, self.context.error)

    def _on_facts(self, facts: RecruitFacts) -> None:
        self._facts = facts
        self._fill()

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._facts is not None:
            with self._keyboard():
                self._show(self._facts)

    def _show(self, facts: RecruitFacts) -> None:
        self._part, self._wide = Binder(self.context), self.width()
        clear(self._head)
        clear(self._foot)
        for box in (self._head, self._foot):
            box.setSpacing(self.context.theme.metrics.u(1))
        view = self.tabs.current()
        self.board.setVisible(view == BOARD and bool(facts.board.cards))
        if view == BOARD:
            self._fill_board(facts)
        elif view == POSITION:
            self._fill_positions(facts)
        else:
            self._fill_liaisons(facts)

    # -- candidates

    def _fill_board(self, facts: RecruitFacts) -> None:
        board = facts.board
        listed = Listed(facts.candidate, closed=board.total if board.locked or board.unset else None, unset=board.unset)
        closed = closed_drawer(self.context, listed)
        if board.locked and (counts := counts_card(self.context, board)) is not None:
            self._head.addWidget(counts)
        if closed is not None:
            self._head.addWidget(closed)
            return
        make, fixed = self._part.button, self.context.document.read_only
        add = make(N_("Add candidate"), self._on_add, icon="user-plus", kind="primary", name="add_candidate")
        add.setDisabled(fixed)
        blank = make(N_("Print the guide for talks"), partial(self._on_guide, Audience.PUBLIC), icon="printer",
                     name="print_guide")  # fmt: skip
        named = make(N_("Print sheets with names"), partial(self._on_guide, Audience.TEAM), icon="printer",
                     name="print_sheets")  # fmt: skip
        if not board.cards:
            said = N_("Note whom you met, where, and whom they could connect. It stays in the private drawer.")
            self._head.addWidget(EmptyState(self.context, "users", said))
        self._head.addLayout(button_row(add, blank, *([named] if board.cards else [])))
        inner = self.scroll_area.viewport().width() - 2 * self.context.theme.metrics.u(2.5)
        self._head.addWidget(coverage_card(self.context, board, inner))
        if board.cards:
            self.board.show_facts(facts)
            self._foot.addWidget(channels_card(self.context, board))

    def _on_add(self) -> None:
        self.context.lane.submit(_add_candidate, lambda row: self.context.go(f"record:candidate:{row.id}"),
                                 self.context.error)  # fmt: skip

    def _on_moved(self, candidate: str, stage: str) -> None:
        self.context.lane.submit(partial(_move, candidate=candidate, stage=stage), self._on_done, self._on_not_moved)

    def _on_not_moved(self, error: object) -> None:
        self._ask()
        self.context.error(error)  # type: ignore[arg-type]

    def _on_done(self, done: tuple[Joined, tuple[Message, ...]] | None) -> None:
        """Say what came of a move where it is seen from every card, with whom the chosen connect now."""
        if done is not None:
            made, changes = done
            said = N_("Moved to “{stage}”.", stage=stage_label(made.stage))
            if made.person:
                was = N_("The person was in the list already") if made.known else N_("The person is in the list now")
                draft = N_("with a draft agreement") if made.agreement else N_("with the agreement there was")
                said = N_("{was}, {draft}. Undo takes all of it back.", was=was, draft=draft)
            for one in changes:
                said = N_("{first} {second}", first=said, second=one)
            self.context.notice(said)
        self._ask()

    def _on_guide(self, audience: Audience) -> None:
        request = Request(self.context.document.output_language, audience)
        title = N_("Print the guide for talks") if audience is Audience.PUBLIC else N_("Print sheets with names")
        self._write_out(
            "mvp-interview", request, self.context.text(N_("Guide for talks with candidates")), ".pdf", title
        )

    # -- positions

    def _fill_positions(self, facts: RecruitFacts) -> None:
        add = self._part.button(N_("Add position"), self._on_position, icon="plus", name="add_position",
                                kind="" if facts.positions else "primary")  # fmt: skip
        add.setDisabled(self.context.document.read_only)
        if not facts.positions:
            said = N_("Describe the work, the hours and the pay. A notice, a poster and words to paste grow out of it.")
            self._head.addWidget(EmptyState(self.context, "clipboard-list", said))
        self._head.addLayout(button_row(add))
        language = self._language or self.context.document.output_language
        for one in facts.positions:
            card = PositionCard(
                self.context, one, language, self._on_notice, self._on_copy, self._on_own, self._on_language
            )
            card.language.edited.connect(self._on_chosen)
            self._head.addWidget(card)

    def _on_chosen(self, edit: object) -> None:
        self._language = str(getattr(edit, "value", "") or "")

    def _on_position(self) -> None:
        self.context.lane.submit(_add_position, lambda row: self.context.go(f"record:position:{row.id}"))

    def _on_notice(self, position: str, kind: str, facts: NoticeFacts, title: Message, ending: str) -> None:
        own = facts.key not in ("zh_TW", "en")
        language = self.context.document.output_language if own else facts.key
        request = Request(language, None, ids=(position,), options={"text": facts.key} if own else {})
        name = " · ".join(one for one in (facts.notice.title, facts.notice.place) if one)
        self._write_out(kind, request, name, ending, title)

    def _on_copy(self, facts: NoticeFacts) -> None:
        QApplication.clipboard().setText(facts.pasted)
        self._say(N_("The words are copied. Paste them into LINE or an e-mail."))

    def _on_own(self, position: PositionFacts, facts: NoticeFacts) -> None:
        key = "zh" if facts.key == "zh_TW" else "en"
        words, headline = typed(facts.notice.lines), facts.notice.headline
        self.context.lane.submit(
            lambda workspace: workspace.recruiting.word(position.id, key, headline, words),
            lambda _id: self.context.go(f"record:position:{position.id}:texts"),
        )

    def _on_language(self, position: PositionFacts) -> None:
        self.context.go(f"record:position:{position.id}:texts")

    # -- liaisons

    def _fill_liaisons(self, facts: RecruitFacts) -> None:
        make = self._part.button
        log = make(N_("Log hours"), partial(self.context.go, "records:work_log"), icon="clock", name="log_hours")
        if not facts.liaisons:
            said = N_("Nobody has joined yet. Move a candidate to “Joined”, or add an agreement.")
            self._head.addWidget(EmptyState(self.context, "users", said))
        add = make(N_("Agreements with liaisons"), partial(self.context.go, "records:liaison_agreement"), icon="list",
                   name="agreements")  # fmt: skip
        self._head.addLayout(button_row(log, add))
        if not facts.liaisons:
            return
        self._add_month(facts)
        does = LiaisonActions(self._on_paper, self._on_bill, self._on_pay, self._on_form)
        for one in facts.liaisons:
            self._head.addWidget(LiaisonCard(self.context, one, does))

    def _add_month(self, facts: RecruitFacts) -> None:
        months = _months(facts.today)
        self._month = self._month if self._month in months else months[1]
        label = self._part.label(N_("Month of time sheets and invoices"), "strong")
        self.month = ChoiceBox(
            self.context, [Option(one, own_words(self.context.translator.date(one))) for one in months], optional=False
        )
        self.month.box.setObjectName("recruit_month")
        self.month.setMaximumWidth(self.context.theme.metrics.em(18))
        self.month.name_it(self.context.text(N_("Month of time sheets and invoices")))
        self.month.set_value(self._month)
        self.month.edited.connect(self._on_month)
        label.setBuddy(self.month.box)
        self._head.addWidget(label)
        self._head.addWidget(self.month)

    def _on_month(self, edit: object) -> None:
        self._month = str(getattr(edit, "value", "") or self._month)

    def _on_paper(self, kind: str, record: str, title: Message) -> None:
        options = {"month": self._month} if kind == "mvp-timesheet" else {}
        request = Request(self.context.document.output_language, Audience.TEAM, ids=(record,), options=options)
        self._write_out(kind, request, self.context.text(title), ".pdf", title)

    def _on_bill(self, agreement: str) -> None:
        month = self._month
        self.context.lane.submit(
            lambda workspace: workspace.recruiting.bill(agreement, month), self._on_billed, self.context.error
        )

    def _on_billed(self, made: str) -> None:
        month = self.context.translator.date(self._month)
        there = N_("There is an invoice of {month} already.", month=month)
        self._say(N_("The invoice of {month} is made.", month=month) if made else there)
        self._ask()

    def _on_pay(self, invoice: str) -> None:
        self.context.lane.submit(lambda workspace: workspace.recruiting.pay(invoice), lambda _c: self._ask(),
                                 self.context.error)  # fmt: skip

    def _on_form(self, agreement: str, field: str, done: bool) -> None:
        self.context.lane.submit(
            lambda workspace: workspace.recruiting.put_form(agreement, field, done=done), None, self.context.error
        )

    # -- words and papers

    def _say(self, said: Message) -> None:
        self.said.say(DONE, said)
        self.said.show()

    def _write_out(self, kind: str, request: Request, name: str, ending: str, title: Message) -> None:
        self.said.hide()
        self.output.write(lambda workspace: prepare(workspace, kind, request), name, ending, title)
        self.scroll_area.verticalScrollBar().setValue(0)


def _move(workspace: Workspace, candidate: str, stage: str) -> tuple[Joined, tuple[Message, ...]] | None:
    """Move a candidate; return what came of it and which groups and languages that changed."""
    before = workspace.recruiting.board()
    made = workspace.recruiting.move(candidate, stage)
    return (made, change_words(before, workspace.recruiting.board())) if made is not None else None


def _add_candidate(workspace: Workspace) -> Row:
    return workspace.recruiting.add()


def _add_position(workspace: Workspace) -> Row:
    return workspace.recruiting.add_position()


def _months(today: str) -> list[str]:
    """Return this month and those before it, the latest first."""
    year, month = int(today[:4]), int(today[5:7])
    out = []
    for _ in range(MONTHS):
        out.append(f"{year:04}-{month:02}")
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return out
