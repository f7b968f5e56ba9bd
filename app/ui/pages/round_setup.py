"""The form that sets up another year: every date, amount, page count, size and weight, with who told it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.core.errors import AppError
from app.core.fields import Finding
from app.core.ids import new_id
from app.core.messages import N_, NP_, Label, Message
from app.programmes.schema import Pack
from app.services.programmes.service import RoundSetUp
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.rounds.field import Draft, RoundFieldRow
from app.ui.rounds.form import (
    CHANGE,
    MARK,
    Folded,
    RoundFacts,
    change_round,
    draft_key,
    field_at,
    gather,
    keep,
    sections,
    set_up_round,
)
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import PROBLEM
from app.ui.widgets.status import StatusWord


class RoundSetUpPage(ScrollPage):
    """Makes another round of a programme beside the old one; what is typed is kept as a draft in the document."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._pack, self._change = "", False
        self._facts: RoundFacts | None = None
        self._made = ""
        self._rows: dict[str, RoundFieldRow] = {}
        self._heads: list[QPushButton] = []
        self._bodies: list[QFrame] = []
        self._open = 0
        self._step, self._saving = new_id(), 0
        self._content = QVBoxLayout()
        self.body.addLayout(self._content)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Set up our year")

    def help_text(self) -> HelpText | None:
        """Return what the form is for."""
        return HelpText(
            N_("Set up our year"),
            why=N_("Each round has its own dates, amounts and pages. What you were told makes your round."),
            how=(
                N_("Write the year first."),
                N_("Write the dates that you were told; leave the others empty."),
                N_("Change amounts, pages, sizes and weights only where they changed."),
                N_("Note beside each value who told you: a letter, a person, a meeting."),
                N_("Set up the round. The old one stays as it is."),
            ),
            mistake=N_("Last year's dates are never this year's. They are shown, but not taken over."),
            whom=N_("Ask the office that announces the programme."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Open the form for the next round of a programme (its pack's id), or to change a round set up here."""
        self._change = args[1:] == (CHANGE,)
        self._pack, self._facts, self._made, self._open = (args[0] if args else ""), None, "", 0
        self._step = new_id()
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Take up a draft that an undo changed."""
        if self._facts is None or self._saving:
            return
        if any(one.type in ("setting", "participation") for one in getattr(changes, "changes", ())):
            self._ask()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._content.setSpacing(self.context.theme.metrics.u(1))
        if self._facts is not None:
            self.leave()
            self._build(self._facts)

    def set_up(self) -> None:
        """Make the new round from what was filled in."""
        self.leave()
        for row in self._rows.values():
            row.say_problem(None)
        unread = [row for row in self._rows.values() if row.unread()]
        if unread:
            self._unfold_for(unread[0].one.id)
            said = NP_("{n} value cannot be read yet.", "{n} values cannot be read yet.", len(unread))
            self._say(PROBLEM, said)
            unread[0].editor.main_input().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        values = {key: value for key, row in self._rows.items() if (value := row.value()) is not None}
        work = partial(change_round if self._change else set_up_round, pack=self._pack, values=values)
        self.context.lane.submit(work, self._on_set_up, self._on_failed)

    # -- answers

    def _ask(self) -> None:
        self.context.lane.submit(partial(gather, pack=self._pack, change=self._change), self._on_facts)

    def _on_facts(self, facts: RoundFacts) -> None:
        before = self._facts
        self._facts = facts
        if before is not None and before.fields == facts.fields and self._rows and not self._made:
            for key, row in self._rows.items():
                row.show_draft(facts.draft.get(key), own=self.context.own_undo)
            return
        self._build(facts)

    def _build(self, facts: RoundFacts) -> None:
        clear(self._content)
        self._rows, self._heads, self._bodies = {}, [], []
        metrics = self.context.theme.metrics
        if facts.pack is None:
            said = N_("Choose the programme whose next round you want to set up.")
            self._content.addWidget(
                EmptyState(self.context, "calendar-plus", said, N_("Open the programmes"), self._on_programmes)
            )
            return
        if self._made:
            self._fill_made(facts.pack)
            return
        said = N_("A new round of “{pack}” is made beside it. Fill in what you were told.", pack=facts.pack.name)
        if self._change:
            said = N_("Fill in what you have been told since. Ticks, notes and files of the round stay.")
        intro = self.binder.label(said)
        intro.setMaximumWidth(metrics.line_px)
        self._content.addWidget(intro)
        self.state = StatusWord(self.context, PROBLEM, "", wrap=True)
        self.state.setObjectName("round_state")
        self.state.hide()
        self._content.addWidget(self.state)
        for number, folded in enumerate(sections(facts.fields)):
            self._add_section(number, folded, facts)
        button = self.binder.button(
            N_("Save the changes") if self._change else N_("Set up this round"),
            self.set_up,
            icon="calendar-plus",
            kind="primary",
            name="set_up_round",
        )
        button.setEnabled(not self.context.document.read_only)
        self._content.addLayout(button_row(button))
        self._show_open()

    def _add_section(self, number: int, folded: Folded, facts: RoundFacts) -> None:
        metrics = self.context.theme.metrics
        head = self.binder.button(folded.title, None, kind="head", name=f"round_section_{number}")
        head.setProperty("section", number)
        head.clicked.connect(self._on_head)
        title = self.context.text(folded.title) + (f" {folded.part}" if folded.part else "")
        self.binder.text(head.setText, title)
        body = QFrame()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(metrics.u(0.5), 0, metrics.u(0.5), metrics.u(0.75))
        inner.setSpacing(metrics.u(1))
        for one in folded.fields:
            row = RoundFieldRow(self.context, one, facts.pack.currency if facts.pack else "TWD", again=self._change)
            row.show_draft(facts.draft.get(one.id))
            row.edited.connect(self._on_edited)
            row.setEnabled(not self.context.document.read_only and not (self._change and one.id == "round"))
            self._rows[one.id] = row
            inner.addWidget(row)
        self._content.addWidget(head)
        self._content.addWidget(body)
        self._heads.append(head)
        self._bodies.append(body)

    def _fill_made(self, old: Pack) -> None:
        card = Card(self.context, N_("The round is set up"), icon="check")
        said = (
            N_("It stands beside “{pack}”, which stays as it is.", pack=old.name),
            N_("Its steps stand in the journey. Cover, year, rules and calendar follow your values."),
            N_("Dates that nobody has told you stay open; nothing counts as late because of them."),
        )
        for one in said:
            card.body.addWidget(self.binder.label(one))
        made = self._made
        card.body.addLayout(
            button_row(
                self.binder.button(
                    N_("See what changed"),
                    lambda: self.context.go(f"programmes:compare:{old.id}:{made}"),
                    kind="primary",
                    name="see_changes",
                ),
                self.binder.button(
                    N_("Change what was entered"),
                    lambda: self.context.go(f"round-setup:{made}:{CHANGE}"),
                    name="change_round",
                ),
                self.binder.button(N_("Open the home page"), lambda: self.context.go("home"), name="go_home"),
            )
        )
        self._content.addWidget(card)

    def _on_set_up(self, answer: RoundSetUp) -> None:
        if answer.pack_id and self._change:
            said = N_("The round is changed. Undo takes it back.") if answer.changes else N_("Nothing is different.")
            self.context.notice(said)
            self._ask()
            return
        if answer.pack_id:
            self._made = answer.pack_id
            self.context.notice(N_("The new round is set up. Undo takes it back."))
            if self._facts is not None:
                self._build(self._facts)
            self.focus_first()
            return
        self._show_findings(answer.findings)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        rest: list[Message] = []
        first = ""
        for finding in findings:
            key = field_at(finding.place, tuple(self._rows))
            if key:
                first = first or key
                self._rows[key].say_problem(finding.message)
            else:
                rest.append(finding.message)
        said = NP_("{n} thing does not fit together yet.", "{n} things do not fit together yet.", len(findings))
        self._say(PROBLEM, rest[0] if rest and not first else said)
        if first:
            self._unfold_for(first)
            self._rows[first].editor.main_input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: AppError) -> None:
        row = self._rows.get("round")
        if row is None or error.code != "input":
            self.context.error(error)
            return
        self._unfold_for("round")
        row.say_problem(N_("{what} {todo}", what=error.what, todo=error.todo))
        row.editor.main_input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, shape: str, said: Message) -> None:
        self.state.say(shape, said)
        self.state.show()

    # -- what people do

    def _on_edited(self, _key: str) -> None:
        self.state.hide()
        draft = {key: {"text": one.text, "told_by": one.told_by} for key, one in self._drafts().items()}
        if self._facts is not None and self._facts.mark:
            draft[MARK] = {"text": self._facts.mark}
        self._saving += 1
        work = partial(keep, key=draft_key(self._pack, self._change), draft=draft, step=self._step)
        self.context.lane.submit(work, self._on_kept, self._on_not_kept)

    def _on_kept(self, _nothing: object) -> None:
        self._saving -= 1

    def _on_not_kept(self, error: AppError) -> None:
        self._saving -= 1
        self.context.error(error)

    def _drafts(self) -> dict[str, Draft]:
        return {key: draft for key, row in self._rows.items() if (draft := row.draft()) is not None}

    def _on_head(self) -> None:
        index = int(self.sender().property("section"))
        self.leave()
        self._step = new_id()
        self._open = -1 if self._open == index else index
        self._show_open()

    def _unfold_for(self, key: str) -> None:
        row = self._rows[key]
        self._open = next((at for at, body in enumerate(self._bodies) if body.isAncestorOf(row)), self._open)
        self._show_open()

    def _show_open(self) -> None:
        for index, (head, body) in enumerate(zip(self._heads, self._bodies, strict=True)):
            opened = index == self._open
            body.setVisible(opened)
            self.binder.icon(head.setIcon, "chevron-down" if opened else "chevron-right")
            title = head.text()
            said = N_("{title}, unfolded", title=title) if opened else N_("{title}, folded", title=title)
            head.setAccessibleName(self.context.text(said))

    def _on_programmes(self) -> None:
        self.context.go("programmes")
