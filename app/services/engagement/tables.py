"""A round as tables: planned beside held, who was heard, events, topics. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.core.richtext import Runs, plain
from app.exports.spec import Column, Table
from app.services.engagement.rounds import RoundView
from app.services.engagement.words import heard_state, held_words, name_of, state_words
from app.services.live_kinds import Shown
from app.services.questionnaires.counts import SMALL
from app.services.roadmap.topics import topics_of
from app.services.roadmap.views import keys_of, text_of
from app.services.seed.tables import FEW
from app.services.seed.words import DASH

SHORT = 24
"""Characters that two days may take on one line."""
EXAMPLES = 2
"""Statements told of each topic where not all of them are."""
OFFERED = (("childcare", N_("Childcare")), ("food", N_("Food")), ("transport", N_("Transport")))


def made(
    key: str, shown: Shown, columns: tuple[Column, ...], head: Sequence[Label], rows: Sequence[Sequence[str]],
    shows: tuple[str, ...] = (),
) -> Table:  # fmt: skip
    """Return a table of words with a head of labels."""
    titles: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in head)
    body = tuple(tuple(plain(cell) for cell in row) for row in rows)
    return Table(key, columns, (titles, *body), header=1, numbered=False, shows=shows)


def planned_table(key: str, view: RoundView, shown: Shown) -> Table | None:
    """Return what was planned beside what was held; ``None`` where there is neither."""
    if not view.plans and not view.held:
        return None
    rows = [
        (shown.text(label), plan or DASH, held or DASH) for label, plan, held in _lines(view, shown) if plan or held
    ]
    head = (N_("What"), N_("What was planned"), N_("What was held"))
    return made(key, shown, (Column(4), Column(8), Column(8)), head, rows) if rows else None


def _lines(view: RoundView, shown: Shown) -> list[tuple[Message, str, str]]:
    def plan(name: str) -> str:
        return "\n".join(dict.fromkeys(cell for one in view.plans if (cell := shown.cell(one, name))))

    def each(name: str) -> str:
        words = (cell for one in view.held if (cell := shown.cell(one, name)))
        return shown.listed(tuple(dict.fromkeys(words)))

    spans = (_span(shown, text_of(one, "start"), text_of(one, "end")) for one in view.plans)
    days = "\n".join(one for one in spans if one)
    people = "" if view.people is None else shown.number(view.people)
    lines = [
        (N_("Days"), days, _span(shown, *view.days())),
        (N_("Question to the community"), plan("question"), ""),
        (N_("People present"), "" if view.aim is None else shown.number(view.aim), people),
        (N_("How people are asked"), plan("methods"), _options(view.held, shown, "method")),
        (N_("Places"), plan("places"), each("place")),
        (N_("Languages"), plan("languages"), _options(view.held, shown, "languages")),
        (N_("Interpreters"), plan("interpreters"), _times(view.held, shown, "interpreter")),
    ]
    lines += [(label, plan(name), _times(view.held, shown, name)) for name, label in OFFERED]
    return [*lines, (N_("Thanks or pay for residents"), plan("pay"), _times(view.held, shown, "stipend"))]


def _span(shown: Shown, first: str, last: str) -> str:
    if not first or not last or first == last:
        return shown.date(first or last) if first or last else ""
    days = (shown.date(first), shown.date(last))
    return ("–" if sum(map(len, days)) <= SHORT else " –\n").join(days)


def _options(events: Sequence[Row], shown: Shown, name: str) -> str:
    """Return every choice that was made at events, in the order of the choices."""
    used = {key for one in events for key in (keys_of(one, name) or (text_of(one, name),))}
    options = shown.record_type("event").field(name).options
    return shown.listed([shown.text(one.label) for one in options if one.key in used])  # type: ignore[union-attr]


def _times(events: Sequence[Row], shown: Shown, name: str) -> str:
    """Return at how many of the events something was offered; nothing where nobody said."""
    known = [one.get(name) for one in events if one.get(name) is not None]
    if not known:
        return ""
    times = sum(one is True for one in known)
    return shown.text(NP_("at {times} of {n} event", "at {times} of {n} events", len(events), times=times))


def heard_table(key: str, view: RoundView, shown: Shown, *, hide_small: bool) -> Table | None:
    """Return who was heard against who was to be heard; small groups are not told outside the team."""
    if not view.groups:
        return None
    rows = []
    for one in view.groups:
        mark, words = heard_state(one)
        people, sheets = (
            shown.text(FEW) if hide_small and 0 < many < SMALL else shown.number(many) if many else DASH
            for many in (one.people, one.sheets)
        )
        rows.append((
            one.name, shown.text(N_("planned for") if one.planned else N_("came besides")),
            f"{mark} {shown.text(words)}", str(one.events) if one.events else DASH, people, sheets,
        ))  # fmt: skip
    head = (
        N_("Group of residents"), N_("In the plan"), N_("Heard or not"), N_("Events"), N_("People present"),
        N_("Questionnaires filled in"),
    )  # fmt: skip
    columns = (Column(6), Column(3.4), Column(4.6), Column(2.2, "right"), Column(3, "right"), Column(3.4, "right"))
    most = len(head) if any(one.sheets for one in view.groups) else len(head) - 1
    kept, told = [row[:most] for row in rows], tuple(one.group for one in view.groups if one.group)
    return made(key, shown, columns[:most], head[:most], kept, told)


def events_table(key: str, view: RoundView, shown: Shown, *, hide_small: bool) -> Table | None:
    """Return the events that were held, by date."""
    if not view.held:
        return None
    rows = []
    for one in view.held:
        count = one.get("attended")
        few = hide_small and isinstance(count, int) and 0 < count < SMALL
        people = shown.text(FEW) if few else shown.cell(one, "attended")
        cells = (shown.cell(one, "date"), one.title, shown.cell(one, "place"), shown.cell(one, "method"), people)
        rows.append(tuple(cell or DASH for cell in cells))
    head = (N_("Date"), N_("Event"), N_("Place"), N_("Method"), N_("People present"))
    columns = (Column(3.4), Column(6), Column(4.4), Column(4), Column(3, "right"))
    return made(key, shown, columns, head, rows, tuple(one.id for one in view.held))


def topic_name(shown: Shown) -> Callable[[str], str]:
    """Return how to say the name of a topic of the Roadmap by its key."""
    names = {one.key: one.title for one in topics_of(shown.rows("roadmap_topic"))}
    return lambda key: shown.text(names[key]) if key in names else shown.text(N_("Without a topic"))


def said_table(key: str, view: RoundView, shown: Shown) -> Table | None:
    """Return how much was said on each topic; ``None`` where no statement came of the round."""
    if not view.said:
        return None
    name = topic_name(shown)
    rows = []
    for one in view.said:
        words = "\n".join(" ".join(text.split()) for text in one.words[:EXAMPLES])
        rows.append((name(one.topic), words or DASH, str(one.statements), str(one.voices)))
    head = (N_("Topic"), N_("For example"), N_("Statements"), N_("Residents' words"))
    return made(key, shown, (Column(5), Column(12), Column(3, "right"), Column(4, "right")), head, rows)


def rounds_table(key: str, views: Sequence[RoundView], shown: Shown) -> Table | None:
    """Return all rounds in a table, for a dossier; ``None`` before the first one."""
    there = [one for one in views if one.plans or one.held]
    if not there:
        return None
    rows = []
    for one in there:
        heard = [group.name for group in one.groups if group.heard]
        rows.append((
            shown.text(name_of(one.number)), _span(shown, *one.days()) or DASH, shown.text(held_words(one)),
            shown.listed(heard) or DASH, shown.text(state_words(one)),
        ))  # fmt: skip
    head = (N_("Round"), N_("Days"), N_("What was held"), N_("Groups heard"), N_("How far"))
    columns = (Column(3.6), Column(3.6), Column(4), Column(4.4), Column(4.4))
    return made(key, shown, columns, head, rows, tuple(row.id for one in there for row in one.plans))


def report_lines(plan: Row, shown: Shown) -> list[tuple[str, str]]:
    """Return what a report-back says: label and words, what nobody wrote left out."""
    record = shown.record_type("engagement_round")
    names = ("report_back_on", "told", "heard", "changed", "unchanged")
    return [(shown.text(record.field(name).label), cell) for name in names if (cell := shown.cell(plan, name))]
