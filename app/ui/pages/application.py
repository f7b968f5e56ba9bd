"""The official application form: filled from the records, what is missing, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.services.application.form import FormLine, FormView, begin, form_view, name_volunteer
from app.services.application.glyphs import Unprintable, unprintable
from app.services.output_kinds import Request, prepare
from app.services.programmes.rounds import Rounds, has_form, rounds_of
from app.ui.application.lines import FormLines
from app.ui.context import UiContext
from app.ui.forms.record_data import Listed, gather, keep
from app.ui.pages.base import AskingPage
from app.ui.rounds.choice import RoundChoice
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import tab_through
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.row_button import row_button
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows; ``view`` is ``None`` where no programme has a form."""

    view: FormView | None
    community: Listed
    rounds: Rounds


class ApplicationPage(AskingPage):
    """What is missing first, then the twelve fields, then what happened to the signed form."""

    reads = frozenset({"community", "certificate", "person", "participation", "application"})

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.round = RoundChoice(context, self.binder, self._ask)
        self.body.addWidget(self.round)
        self._read: Read | None = None
        self._asked = 0
        self._made_odd: object = ((), "", 0)
        self._part = Binder(context)
        self._head, self._foot, self._odd = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self._head)
        self.body.addLayout(self._odd)
        self.lines = FormLines(context)
        self.lines.edited.connect(self._on_edited)
        self.lines.named.connect(self._on_named)
        self.body.addWidget(self.lines)
        self.body.addLayout(self._foot)

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Application form")

    def help_text(self) -> HelpText | None:
        """Return how the form is filled."""
        return HelpText(
            N_("Application form"),
            why=N_("The form is filled from your records. Correct something once and it is right everywhere."),
            how=(
                N_("Fill in what is still empty. It is stored in the record that is named below the field."),
                N_("Choose the certified volunteer."),
                N_("Let one person read aloud while another compares with the papers."),
                N_("Print the form, sign it, and note when it was handed on."),
            ),
            mistake=N_("Writing the community's name differently from its certificate of registration."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the form of the round that is named, else of the one that is worked on."""
        self.context.round = args[0] if args else self.context.round
        super().open(args)

    def leave(self) -> None:
        """Hand on what was typed."""
        self.lines.flush()
        super().leave()

    def _ask(self) -> None:
        self.context.lane.submit(partial(_read, pack=self.context.round), self._on_read, self.context.error)

    def _on_read(self, read: Read) -> None:
        self.lines.flush()  # what was just typed belongs to the round that was shown
        self._read = read
        self.round.show_rounds(read.rounds)
        clear(self._head)
        clear(self._foot)
        part = self._part = Binder(self.context)
        space = self.context.theme.metrics.u(1)
        self._head.setSpacing(space)
        self._foot.setSpacing(space)
        self.lines.setVisible(read.view is not None)
        if read.view is None:
            clear(self._odd)
        if read.view is None:
            said = N_("None of your programmes has an application form.")
            go = partial(self.context.go, "programmes")
            self._head.addWidget(
                EmptyState(self.context, "file-text", said, N_("Open programmes"), go, mark="arrow-right")
            )
            return
        self._show_head(part, read.view)
        self._look_for_odd(read.view)
        self.lines.show_view(read.view, read.community, own=self.context.own_undo)
        self._show_foot(part, read.view)

    def _show_head(self, part: Binder, view: FormView) -> None:
        self._head.addWidget(part.label(view.form.title, "strong"))
        if not view.needed:
            said = N_("The route that you chose asks for no form. It stays here in case you change the route.")
            self._head.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        prints = (
            part.button(N_("Print the form"), partial(self._on_print, "zh_TW"), icon="printer", name="print_form"),
            part.button(
                N_("Reading copy in English"), partial(self._on_print, "en"), icon="printer", name="print_copy"
            ),
        )
        self._head.addLayout(button_row(*prints))
        if not view.missing:
            self._head.addWidget(StatusWord(self.context, DONE, N_("Every field is filled in."), wrap=True))
            tab_through(prints, after=self.scroll_area)
            return
        card = Card(self.context, NP_("{n} field is still empty", "{n} fields are still empty", len(view.missing)),
                    units=1.25)  # fmt: skip
        card.setObjectName("form_missing")
        jumps = [
            part.button(line.field.label, partial(self._on_jump, line), icon="arrow-down", kind="small",
                        name=f"jump_{line.field.id}")
            for line in view.missing
        ]  # fmt: skip
        card.body.addLayout(button_row(*jumps))
        self._head.addWidget(card)
        tab_through((*prints, *jumps), after=self.scroll_area)  # the lines below were made first

    def _look_for_odd(self, view: FormView) -> None:
        """Ask, beside the window's work, which fields hold characters that no font has."""
        self._asked += 1
        number, fonts = self._asked, self.context.fonts

        def work(_job: object) -> tuple[Unprintable, ...]:
            return unprintable(view, fonts().missing)

        self.context.pool.run(work, lambda found: self._on_odd(number, found))

    def _on_odd(self, number: int, found: tuple[Unprintable, ...]) -> None:
        if number != self._asked or self._read is None or self._read.view is None:
            return
        made = (found, self.context.translator.language, self.context.theme.metrics.em(10))
        if made == self._made_odd:
            return
        self._made_odd = made
        clear(self._odd)
        if found:
            part = Binder(self.context)
            card = Card(self.context, N_("Cannot be printed yet"), units=1.25)
            card.setObjectName("form_odd")
            for one in found:
                card.body.addWidget(StatusWord(self.context, PROBLEM, one.said, wrap=True))
                jump, name = partial(self._on_odd_jump, one), f"odd_{one.line.field.id}"
                card.body.addWidget(row_button(part, one.line.field.label, jump, icon="arrow-down", name=name))
            self._odd.addWidget(card)

    def _on_odd_jump(self, one: Unprintable) -> None:
        if not self.lines.jump_to(one.route.rpartition(":")[2]):
            self.context.go(one.route)

    def _show_foot(self, part: Binder, view: FormView) -> None:
        card = Card(self.context, N_("Signed and handed on"), units=1.25)
        row = view.record
        days = ((N_("Signed on"), "signed_on"), (N_("Handed to the county on"), "handed_on"))
        for said, name in days:
            day = row.text(name) if row is not None else ""
            words: Label = N_("{label}: {day}", label=said, day=self.context.translator.date(day) if day else "－")
            card.body.addWidget(part.label(words))
        if not self.context.document.read_only:
            note = part.button(N_("Note the signature"), self._on_note, icon="pencil", name="note_form")
            card.body.addLayout(button_row(note))
        self._foot.addWidget(card)

    # -- what is done

    def _on_jump(self, line: FormLine) -> None:
        if not self.lines.jump(line):
            self.context.go(line.route)

    def _on_edited(self, name: str, edit: Edit, visit: str) -> None:
        rows = self._read.community.rows if self._read else ()
        if rows:
            work = partial(keep, type_name="community", row_id=rows[0].id, name=name, edit=edit, visit=visit)
            self.context.lane.submit(work, None, self.context.error)

    def _on_named(self, person: str) -> None:
        if self._read is not None and self._read.view is not None:
            pack = self._read.view.pack.id
            self.context.lane.submit(lambda ws: name_volunteer(ws, pack, person), None, self.context.error)

    def _on_note(self) -> None:
        if self._read is not None and self._read.view is not None:
            pack = self._read.view.pack.id
            self.context.lane.submit(lambda ws: begin(ws, pack), self._on_begun, self.context.error)

    def _on_begun(self, row: Row) -> None:
        self.context.go(f"record:{row.type}:{row.id}:signed_on")

    def _on_print(self, language: str) -> None:
        self.lines.flush()
        title: Message = N_("Application form")
        pack = self._read.view.pack.id if self._read is not None and self._read.view is not None else ""
        request = Request(language, options={"programme": pack})
        self.output.write(lambda ws: prepare(ws, "nfa-application", request), self.context.text(title), ".pdf", title)


def _read(workspace: Workspace, pack: str) -> Read:
    return Read(form_view(workspace, pack), gather(workspace, "community"), rounds_of(workspace, has_form, pack))
