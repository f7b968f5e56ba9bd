"""Cards of a team that begins together: whether it has met, its agreement, the sheets, the learning check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.core.messages import N_, NP_, Label, own_words
from app.programmes.beginning import TeamSheet, team_sheets
from app.services.together.screen import TogetherScreen
from app.services.together.view import Learned
from app.services.together.words import learned_words, met_words, never_words, weaker
from app.ui.context import UiContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

Does = Callable[[], object]


def met_card(context: UiContext, screen: TogetherScreen, on_add: Does) -> Card:
    """Return whether the whole team has met: the question that opens the step."""
    card = Card(context, N_("Has the whole team met?"), units=1.25)
    card.setObjectName("team_met")
    state, said = met_words(screen.view.met)
    card.body.addWidget(StatusWord(context, DONE if state else NOTICE if state is None else BEGUN, said, wrap=True))
    never = never_words(screen.view.met)
    if never is not None:
        card.body.addWidget(StatusWord(context, OPEN, never, wrap=True))
    buttons = []
    if state is None:
        go = partial(context.go, "records:person")
        buttons.append(card.binder.button(N_("Open the people"), go, icon="users", name="to_people"))
    if state is False:
        card.body.addWidget(
            card.binder.label(N_("Meet once as a whole before the work begins; tick who was there."), "caption")
        )
        add = card.binder.button(N_("Add meeting"), on_add, icon="plus", name="add_meeting")
        add.setDisabled(context.document.read_only)
        buttons.append(add)
    buttons.append(
        card.binder.button(N_("Open the meetings"), partial(context.go, "records:meeting"), icon="message-circle",
                           name="to_meetings")
    )  # fmt: skip
    card.body.addLayout(button_row(*buttons))
    return card


def meetings_card(context: UiContext, screen: TogetherScreen) -> Card:
    """Return the next meetings."""
    card = Card(context, N_("Next meetings"), units=1.25)
    if not screen.meetings:
        card.body.addWidget(card.binder.label(N_("No meeting is planned yet.")))
    for number, (id, words) in enumerate(screen.meetings):
        go = card.binder.button(own_words(words), partial(context.go, f"record:meeting:{id}"), kind="quiet",
                                name=f"meeting_{number}")  # fmt: skip
        card.body.addLayout(button_row(go))
    if screen.more > 0:
        card.body.addWidget(
            card.binder.label(NP_("and {n} more meeting", "and {n} more meetings", screen.more), "caption")
        )
    return card


def agreement_card(context: UiContext, screen: TogetherScreen, on_add: Does, on_print: Does) -> Card:
    """Return the newest agreement, clause by clause."""
    card = Card(context, N_("Team agreement"), units=1.25)
    part = card.binder
    if not screen.agreement:
        said = N_("Agree how to decide, talk and disagree before you have to. One page is enough.")
        card.body.addWidget(part.label(said))
    else:
        hands = NP_("{n} person agreed", "{n} people agreed", screen.hands)
        if screen.agreed_on:
            said = N_("Agreed on {day}; {hands}.", day=screen.agreed_on, hands=hands)
            card.body.addWidget(StatusWord(context, DONE, said, wrap=True))
        else:
            card.body.addWidget(StatusWord(context, BEGUN, N_("Not agreed yet: the date is missing."), wrap=True))
    for label, words in screen.clauses:
        card.body.addWidget(part.label(own_words(label), "strong"))
        if words:
            card.body.addWidget(part.label(words))
        else:
            card.body.addWidget(StatusWord(context, OPEN, N_("Still open")))
    go = partial(context.go, f"record:team_agreement:{screen.agreement}")
    write = part.button(N_("Write a team agreement"), on_add, icon="plus", name="add_agreement",
                        kind="" if screen.agreement else "primary")  # fmt: skip
    write.setDisabled(context.document.read_only)
    buttons = [part.button(N_("Open the agreement"), go, icon="pencil", name="open_agreement")]
    said = N_("Print the agreement") if screen.agreement else N_("Print a page to fill in")
    buttons.append(part.button(said, on_print, icon="printer", name="print_agreement"))
    card.body.addLayout(button_row(*(buttons if screen.agreement else buttons[1:]), write))
    return card


def sheet_card(context: UiContext, sheet: TeamSheet, on_print: Callable[[str], object]) -> Card:
    """Return one team-building sheet."""
    card = Card(context, sheet.title, units=1.25)
    card.body.addWidget(card.binder.label(NP_("{n} minute", "{n} minutes", sheet.minutes), "caption"))
    card.body.addWidget(card.binder.label(sheet.purpose))
    go = card.binder.button(
        N_("Print this sheet"), partial(on_print, sheet.id), icon="printer", name=f"print_{sheet.id}"
    )
    go.setAccessibleName(context.text(N_("Print “{title}”", title=sheet.title)))
    card.body.addLayout(button_row(go))
    return card


def sheet_cards(context: UiContext, on_print: Callable[[str], object]) -> list[Card]:
    """Return all sheets."""
    return [sheet_card(context, one, on_print) for one in team_sheets()]


def learning_card(context: UiContext, screen: TogetherScreen, on_add: Callable[[str], object], on_print: Does) -> Card:
    """Return what the learning check shows, concept by concept."""
    card = Card(context, N_("Learning check: four core concepts"), units=1.25)
    part, view = card.binder, screen.view
    said = N_("Ask the questions once before and once after. Only counts are kept.")
    card.body.addWidget(part.label(said))
    for one in view.learned:
        card.body.addWidget(StatusWord(context, _shape(one), learned_words(one), wrap=True))
    if any(weaker(one) for one in view.learned):
        again: Label = N_("Less than half was right on the concepts marked ▲. Talk about them again.")
        card.body.addWidget(part.label(again, "caption"))
    buttons = [part.button(N_("Print the questions"), on_print, icon="printer", name="print_check")]
    for moment, words in (("before", N_("Enter counts from before")), ("after", N_("Enter counts from after"))):
        add = part.button(words, partial(on_add, moment), icon="plus", name=f"add_{moment}")
        add.setDisabled(context.document.read_only)
        buttons.append(add)
    card.body.addLayout(button_row(*buttons))
    return card


def _shape(one: Learned) -> str:
    if weaker(one):
        return NOTICE
    return DONE if one.after is not None else BEGUN if one.before is not None else OPEN
