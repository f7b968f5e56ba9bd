"""A liaison at work: hours given and agreed, what is still to be paid, support, forms, papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.core.messages import N_, Message, own_words
from app.core.money import Money
from app.services.recruiting.hours import hours_text
from app.services.recruiting.liaisons import LiaisonLine, OpenInvoice
from app.ui.context import UiContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.layouts import growing
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord


@dataclass(frozen=True, slots=True)
class LiaisonActions:
    """What can be done with a liaison.

    Args:
        write: makes a paper: kind, ids, title.
        bill: adds the invoice of the chosen month: agreement.
        pay: an invoice was paid.
        form: a form is done or not: agreement, field, done.
    """

    write: Callable[[str, str, Message], None]
    bill: Callable[[str], None]
    pay: Callable[[str], None]
    form: Callable[[str, str, bool], None]


class LiaisonCard(Card):
    """One agreement.

    Args:
        context: words, theme, the way around.
        line: what is shown.
        does: what its buttons do.
    """

    def __init__(self, context: UiContext, line: LiaisonLine, does: LiaisonActions) -> None:
        super().__init__(context, own_words(line.name) if line.name else N_("Liaison without a name"), units=1.25)
        self._context, self._line, self._does = context, line, does
        self._say_hours()
        for one in (*line.left, *line.reminders):
            self.body.addWidget(StatusWord(context, NOTICE, one, wrap=True))
        if line.locked:
            self._say_locked()
        else:
            self._say_money()
            self._say_support()
            self._add_forms()
        self._add_buttons()

    def _say_hours(self) -> None:
        found = self._line.account
        given = hours_text(found.hours)
        said = N_("{given} hours given", given=given)
        if found.agreed is not None:
            said = N_("{given} of {agreed} hours given", given=given, agreed=hours_text(found.agreed))
        enough = found.agreed is not None and found.hours >= found.agreed
        self.body.addWidget(StatusWord(self._context, DONE if enough else OPEN, said, wrap=True))

    def _say_locked(self) -> None:
        said = N_("Pay, support and forms are in the private drawer, and it is locked.")
        self.body.addWidget(growing(self.binder.label(said, "caption")))
        go = partial(self._context.go, "drawer")
        self.body.addLayout(
            button_row(self.binder.button(N_("Unlock the drawer"), go, icon="key", name=f"unlock_{self._line.id}"))
        )

    def _say_money(self) -> None:
        due = self._line.account.due
        if due is None:
            said, shape = N_("Pay is not agreed yet, so nothing can be worked out."), NOTICE
        elif due > 0:
            said, shape = N_("Still to be paid: {due}.", due=Money(due, self._line.currency)), NOTICE
        elif due < 0:
            said, shape = N_("Paid {more} more than was earned so far.", more=Money(-due, self._line.currency)), NOTICE
        else:
            said, shape = N_("Nothing is left to be paid."), DONE
        self.body.addWidget(StatusWord(self._context, shape, said, wrap=True))
        for one in self._line.open_invoices:
            self._add_invoice(one)

    def _add_invoice(self, one: OpenInvoice) -> None:
        date = self._context.translator.date
        said = N_(
            "Invoice {number}, {start} – {end}: {amount}",
            number=one.number, start=date(one.start) if one.start else "?", end=date(one.end) if one.end else "?",
            amount=one.amount if one.amount is not None else N_("amount not known"),
        )  # fmt: skip
        self.body.addWidget(growing(self.binder.label(said)))
        write = partial(self._does.write, "mvp-invoice", one.id, N_("Print the invoice"))
        print_it = self.binder.button(N_("Print the invoice"), write, icon="printer", name=f"invoice_{one.id}")
        paid = self.binder.button(
            N_("It was paid"), partial(self._does.pay, one.id), icon="check", name=f"paid_{one.id}"
        )
        paid.setDisabled(self._context.document.read_only)
        self.body.addLayout(button_row(print_it, paid))

    def _say_support(self) -> None:
        self.body.addWidget(self.binder.label(N_("Support"), "strong"))
        for label, words in self._line.support:
            said = N_("{label}: {words}", label=label, words=words)
            self.body.addWidget(growing(self.binder.label(said)))
        if not self._line.support:
            none = N_("Nothing is written down. Ask in private what would make it possible.")
            self.body.addWidget(growing(self.binder.label(none, "caption")))

    def _add_forms(self) -> None:
        self.body.addWidget(self.binder.label(N_("Forms"), "strong"))
        for field, label, done in self._line.forms:
            box = CheckBox(self._context.theme)
            box.setObjectName(f"{field}_{self._line.id}")
            self.binder.text(box.setText, label)
            box.setChecked(done is True)
            box.setDisabled(self._context.document.read_only)
            box.clicked.connect(lambda on, field=field: self._does.form(self._line.id, field, on))
            self.body.addWidget(box)

    def _add_buttons(self) -> None:
        line, make = self._line, self.binder.button
        edit = make(
            N_("Change the agreement"), partial(self._context.go, f"record:liaison_agreement:{line.id}"),
            icon="pencil", name=f"agreement_{line.id}",
        )  # fmt: skip
        papers = [
            make(title, partial(self._does.write, kind, line.id, title), icon="printer", name=f"{kind}_{line.id}")
            for kind, title in (
                ("mvp-agreement", N_("Print the agreement")),
                ("mvp-timesheet", N_("Print the time sheet")),
            )
        ]
        bill = make(N_("Make the invoice"), partial(self._does.bill, line.id), icon="plus", name=f"bill_{line.id}")
        bill.setDisabled(self._context.document.read_only or line.locked)
        self.body.addLayout(button_row(edit, *papers, bill))
