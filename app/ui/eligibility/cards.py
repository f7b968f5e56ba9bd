"""The cards of the eligibility sheet: a condition, a rule, the badge, the places of the counties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QRadioButton, QWidget

from app.core.messages import N_, Label
from app.programmes.rules import State as Outcome
from app.programmes.rules.evaluate import RuleResult
from app.services.eligibility.badge import BadgeState
from app.services.eligibility.facts import STATES, Proof, State
from app.services.eligibility.paper import rule_words
from app.services.eligibility.sheet import ConditionLine, Sheet
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import TriState
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.row_button import row_button
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

SHAPES = {State.MET: DONE, State.CLAIMED: BEGUN, State.OPEN: NOTICE, State.FAILED: PROBLEM,
          State.COUNTY: OPEN, State.TOLD: OPEN}  # fmt: skip
OUTCOMES = {Outcome.PASSED: DONE, Outcome.FAILED: PROBLEM}
ASKED = (State.MET, State.CLAIMED, State.OPEN, State.FAILED)
STRENGTHS = {"mandatory": N_("Required"), "advisory": N_("Preference"), "county": N_("The county decides")}
Asked = Callable[[str], object]
Held = Callable[[str, object], object]


def condition_card(context: UiContext, line: ConditionLine, held: Held, asked: Asked) -> Card:
    """Return the card of a condition.

    Args:
        context: words and theme.
        line: the condition as it stands.
        held: called with the condition and whether somebody found that it holds.
        asked: called with the condition whose answer is to be written down.
    """
    one, found = line.condition, line.found
    card = Card(context, N_("{id} · {title}", id=one.id, title=one.title), units=1.25)
    card.setObjectName(f"condition_{one.id}")
    part = card.binder
    state = StatusWord(context, SHAPES[found.state], STATES[found.state], wrap=True)
    state.setObjectName(f"state_{one.id}")
    card.body.addWidget(state)
    part.also(state.refresh)
    for said in found.says:
        card.body.addWidget(part.label(said))
    if one.note.values:
        card.body.addWidget(part.label(one.note))
    if found.proofs:
        card.body.addWidget(part.label(N_("What shows it"), "caption"))
        for proof in found.proofs:
            card.body.addWidget(_proof(context, part, proof, one.id))
    if not found.proofs and one.evidence.values:
        card.body.addWidget(part.label(N_("What would show it: {evidence}", evidence=one.evidence), "caption"))
    if found.fix is not None:
        card.body.addWidget(part.label(N_("What helps: {fix}", fix=found.fix)))
    foot: list[Label] = [STRENGTHS.get(one.strength, STRENGTHS["mandatory"])]
    if line.cites is not None:
        foot.append(line.cites)
    card.body.addWidget(part.label(N_("{strength} · {source}", strength=foot[0], source=foot[-1])
                                   if len(foot) > 1 else foot[0], "caption"))  # fmt: skip
    _answer(context, card, line, held, asked)
    return card


def _proof(context: UiContext, part: Binder, proof: Proof, condition: str) -> QWidget:
    if not proof.route:
        return part.label(proof.words)
    named = N_("Look at {title}", title=context.text(proof.words))
    go = partial(context.go, proof.route)
    return row_button(part, proof.words, go, icon="link", name=f"proof_{condition}", named=named)


def _answer(context: UiContext, card: Card, line: ConditionLine, held: Held, asked: Asked) -> None:
    one, found, part, buttons = line.condition, line.found, card.binder, []
    frozen = context.document.read_only
    if not one.fact or (one.fact == "demonstration" and found.state in ASKED and found.route == "" and found.fix):
        choice = TriState(context)
        choice.setObjectName(f"holds_{one.id}")
        choice.name_it(context.text(N_("Does {id} hold?", id=one.id)))
        for place, each in enumerate(choice.findChildren(QRadioButton)):
            each.setObjectName(f"holds_{one.id}_{place}")  # by which the keyboard finds it again
        choice.set_value(line.answer.get("holds") if line.answer is not None else None)
        choice.edited.connect(partial(_on_held, held, one.id))
        choice.freeze(frozen)
        card.body.addWidget(part.label(N_("Does it hold?"), "strong"))
        card.body.addWidget(choice)
        part.also(choice.refresh)
    if found.route:
        go = part.button(N_("Go there"), partial(context.go, found.route), icon="arrow-right", name=f"go_{one.id}")
        go.setAccessibleName(context.text(N_("Go to what mends {id}", id=one.id)))
        buttons.append(go)
    if not frozen:
        words = N_("Attach what shows it") if line.answer is None else N_("Open the answer")
        write = part.button(words, partial(asked, one.id), icon="paperclip", name=f"answer_{one.id}")
        write.setAccessibleName(f"{one.id}: {context.text(words)}")
        buttons.append(write)
    if buttons:
        card.body.addLayout(button_row(*buttons))


def _on_held(held: Held, condition: str, edit: Edit) -> None:
    held(condition, edit.value)


def rule_card(context: UiContext, rules: tuple[RuleResult, ...]) -> Card:
    """Return the rules on the form, each with what came of it and the way there."""
    card = Card(context, N_("Rules on the form"), units=1.25)
    part = card.binder
    for one in rules:
        shape = OUTCOMES.get(one.state, OPEN)
        said = N_("{rule} · {title}: {state}", rule=one.rule.id, title=one.rule.title, state=rule_words(one)[1])
        word = StatusWord(context, shape, said, wrap=True)
        card.body.addWidget(word)
        part.also(word.refresh)
        for finding in one.findings if one.state is Outcome.FAILED else ():
            card.body.addWidget(part.label(finding.message))
            if finding.place:
                go = part.button(
                    N_("Go there"), partial(context.go, finding.place), icon="arrow-right", name=f"go_{one.rule.id}"
                )
                go.setAccessibleName(context.text(N_("Go to what mends {id}", id=one.rule.id)))
                card.body.addLayout(button_row(go))
    return card


def places_card(context: UiContext, sheet: Sheet) -> Card | None:
    """Return the places of the counties, ``None`` where the round has no such table."""
    quota = sheet.pack.quota
    if quota is None:
        return None
    card = Card(context, N_("Places of the counties"), units=1.25)
    part = card.binder
    told = N_("{total} places in all. The county decides whom it puts forward.", total=quota.total)
    card.body.addWidget(part.label(told))
    flow = FlowLayout(gap=context.theme.metrics.u(1), even=True)
    for one in quota.rows:
        own = one == sheet.quota
        words = N_("{county} {n}", county=one.county, n=one.places)
        flow.addWidget(part.label(words, "strong" if own else "caption", wrap=False))
    card.body.addLayout(flow)
    return card


def badge_shape(state: BadgeState) -> str:
    """Return the shape of a badge's state."""
    if state is BadgeState.VALID:
        return DONE
    return PROBLEM if state is BadgeState.EXPIRED else NOTICE
