"""What a round says of itself in sentences: the same words on the screen and on paper. Pure; thread: any."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.dates import PartialDate
from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.models.engagement import ROUND_NUMBERS
from app.services.engagement.rounds import GroupHeard, RoundView, State
from app.services.roadmap.views import text_of

_NAMES: Mapping[str, Label] = {one.key: one.label for one in ROUND_NUMBERS}


def name_of(number: str) -> Label:
    """Return what a round is called."""
    return _NAMES[number]


def state_words(view: RoundView) -> Message:
    """Return how far a round is, in a sentence."""
    if view.state is State.COMPLETE:
        day = max(text_of(one, "report_back_on") for one in view.plans)
        return N_("Complete. On {day}, residents heard what became of their words.", day=PartialDate.from_iso(day))
    if view.state is State.HELD:
        return N_("Held, but not complete: not all residents have heard yet what became of their words.")
    if view.state is State.PLANNED:
        return N_("Planned. No event was held yet.")
    return N_("Nothing is planned yet.")


def remarks(view: RoundView) -> tuple[Message, ...]:
    """Return what is odd or missing in a round; nothing of it blocks anything."""
    out: list[Message] = []
    if not view.plans and (view.held or view.coming):
        out.append(N_("Nobody wrote a plan for this round. What was held is shown all the same."))
    if view.state is State.PLANNED and not view.coming:
        out.append(N_("No event belongs to this round yet. Choose the round in the record of each event."))
    without = sum(not text_of(one, "date") for one in view.held)
    if without:
        out.append(NP_("{n} event has no date.", "{n} events have no date.", without))
    if view.held and not any(one.heard for one in view.groups):
        out.append(N_("Nobody was counted by group, so it is not known who was heard."))
    elif view.held and view.unheard:
        out.append(N_("Planned, but not heard: {names}.", names=tuple(one.name for one in view.unheard)))
    for plan in view.plans:
        out += report_remarks(view, plan)
    return tuple(dict.fromkeys(out))


def _lacks(view: RoundView, plan: Row) -> tuple[Message, ...]:
    """Return what a report-back that took place does not say."""
    day = text_of(plan, "report_back_on")
    if not day or day > view.today:
        return ()
    out: list[Message] = []
    if not plan.get("told"):
        out.append(N_("How residents were told is not written down."))
    if not text_of(plan, "changed").strip() and not text_of(plan, "unchanged").strip():
        out.append(N_("What changed is not written down. “Nothing, because …” is an answer, too."))
    return tuple(out)


def report_remarks(view: RoundView, plan: Row) -> tuple[Message, ...]:
    """Return what is odd about the report-back of a plan: too early, still to come, or without its words."""
    out: list[Message] = []
    day = text_of(plan, "report_back_on")
    if day and day > view.today:
        out.append(N_("The report-back is planned for {day}.", day=PartialDate.from_iso(day)))
    elif day and view.state is State.PLANNED:
        out.append(N_("There is a report-back, but no event was held before it. Is the date right?"))
    elif day and day < view.last_day[: len(day)]:
        out.append(
            N_("The report-back of {day} lies before the last event, on {last}. Those who came later were not told.",
               day=PartialDate.from_iso(day), last=PartialDate.from_iso(view.last_day))
        )  # fmt: skip
    return (*out, *_lacks(view, plan))


def held_words(view: RoundView) -> Message:
    """Return how many events were held and how many people came."""
    events = NP_("{n} event was held", "{n} events were held", len(view.held))
    if view.people is None:
        return N_("{events}; nobody counted heads.", events=events)
    people = NP_("{n} person came", "{n} people came", view.people)
    if view.aim is not None:
        return N_("{events}; {people}, and {aim} were hoped for.", events=events, people=people, aim=view.aim)
    return N_("{events}; {people}.", events=events, people=people)


def heard_state(one: GroupHeard) -> tuple[str, Label]:
    """Return a shape and a word for a group: heard, only invited, not heard."""
    if one.heard:
        return "●", N_("heard")
    return ("◐", N_("invited, nobody counted")) if one.aimed else ("○", N_("not heard yet"))


def topic_words(statements: int, voices: int) -> Message:
    """Return how much was said on a topic."""
    said = NP_("{n} statement", "{n} statements", statements)
    return N_("{said}, {n} in residents' own words", said=said, n=voices)


def quoted(text: str) -> Label:
    """Return a resident's words as they are, on one line."""
    return own_words(" ".join(text.split()))
