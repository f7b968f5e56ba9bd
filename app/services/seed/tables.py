"""The seed project as tables and paragraphs: the paper and the live blocks of a dossier are made of them.

Names of people who score are never among them. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, own_words
from app.core.money import Money
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, ListItem, Paragraph, Table
from app.services.live_kinds import Shown
from app.services.scoring import Spread
from app.services.scoring.papers import kind_label
from app.services.seed.feedback import GroupFeedback
from app.services.seed.gates import State
from app.services.seed.view import SeedView, level_means
from app.services.seed.words import DASH, STATES, gate_name, range_words, sensitivity, standing_label
from app.services.seed.words import shown as points

ELSE = N_("Everybody else")
FEW = N_("fewer than 5")


def ideas_table(key: str, view: SeedView, shown: Shown) -> Table | None:
    """Return the compared ideas with what they serve, months and cost; ``None`` where there are none."""
    cards = view.compared
    if not cards:
        return None
    head = (N_("Idea"), N_("How far"), N_("Priorities it serves"), N_("Months"), N_("Cost"))
    rows = [
        (
            one.facts.title,
            shown.text(standing_label(one.facts.standing)),
            shown.listed(one.priorities) or DASH,
            DASH if one.facts.months is None else str(one.facts.months),
            DASH if one.facts.cost is None else _said(shown, Money(one.facts.cost, one.facts.currency)),
        )
        for one in cards
    ]
    columns = (Column(6), Column(3.6), Column(6), Column(2.2, "right"), Column(3.6, "right"))
    return _table(key, shown, columns, head, rows, shows=tuple(one.facts.id for one in cards))


def gates_table(key: str, view: SeedView, shown: Shown) -> Table:
    """Return every gate with its state and the reason: idea by idea, then what holds for all of them."""
    titles = {one.facts.id: one.facts.title for one in view.ideas}
    rows: list[tuple[Runs, ...]] = [tuple(plain(shown.text(one)) for one in (N_("Gate"), N_("State"), N_("Reason")))]
    about = None
    for one in view.gates:
        if one.idea != about:
            about = one.idea
            name = titles.get(about, DASH) if about else shown.text(N_("The choice as a whole"))
            rows.append(((Run(name, (BOLD,)),), (), ()))
        said = (gate_name(one), STATES[one.state], one.reason)
        rows.append(tuple(plain(shown.text(each)) for each in said))
    return Table(key, (Column(7), Column(3), Column(10)), tuple(rows), header=1, numbered=False)


def totals_table(key: str, view: SeedView, shown: Shown) -> Table | None:
    """Return mean and spread of each idea, then each kind of person side by side; ``None`` before a scoring."""
    if view.scoring is None or not view.scored:
        return None
    kinds = view.kinds()
    head: list[Label] = [N_("Idea"), N_("Complete sheets"), N_("Mean"), N_("Least to most")]
    head += [kind_label(kind) or own_words(kind) for kind in kinds]
    rows = []
    for one in view.scored:
        by_kind = [_kind_cell(one.kind(kind)) for kind in kinds]
        total = one.result.total
        rows.append((one.title, str(total.n), points(total.mean), range_words(total), *by_kind))
    note = N_("Points of {most}. Below each mean: least to most. Only complete sheets count.",
              most=view.scored[0].result.worth)  # fmt: skip
    columns = (
        Column(6),
        Column(2.6, "right"),
        Column(2.2, "right"),
        Column(3, "right"),
        *(Column(3.2, "right") for _ in kinds),
    )
    return _table(key, shown, columns, head, rows, note=shown.text(note))


def _kind_cell(spread: Spread) -> str:
    if spread.mean is None:
        return DASH
    return points(spread.mean) + (f"\n{range_words(spread)}" if spread.n > 1 else "")


def criteria_table(key: str, view: SeedView, shown: Shown) -> Table | None:
    """Return each criterion with its weight, and for each idea the mean level and what two kinds of people gave."""
    scoring = view.scoring
    if scoring is None or not view.scored:
        return None
    pair = view.pair()
    means = {one.key: level_means(scoring, one.key) for one in view.scored}
    apart = {(one.key, kind): level_means(scoring, one.key, kind) for one in view.scored for kind in pair}
    head: list[Label] = [N_("Criterion"), N_("Weight"), *(own_words(one.title) for one in view.scored)]
    rows = []
    for line in scoring.lines:
        cells = []
        for one in view.scored:
            mean = means[one.key][line.key]
            parts = [points(mean.mean) + (f" ({range_words(mean)})" if mean.n > 1 else "")]
            parts += [shown.text(_of_kind(kind, points(apart[one.key, kind][line.key].mean))) for kind in pair]
            cells.append("\n".join(parts))
        rows.append((shown.text(line.title), str(line.points), *cells))
    note = N_("Levels from 0 to 5: mean (least to most), then the mean of each kind of person.")
    columns = (Column(6), Column(1.8, "right"), *(Column(5) for _ in view.scored))
    return _table(key, shown, columns, head, rows, note=shown.text(note))


def _of_kind(kind: str, mean: str) -> Label:
    if kind == "liaison":
        return N_("Liaisons: {mean}", mean=mean)
    if kind == "municipal":
        return N_("Municipal: {mean}", mean=mean)
    return N_("Team: {mean}", mean=mean)


def feedback_table(key: str, view: SeedView, shown: Shown, *, hide_small: bool) -> Table | None:
    """Return how many of each group chose which idea; small groups are not told apart outside the team."""
    counted = [one for one in view.feedback if one.people]
    if not counted:
        return None
    rows = []
    for one in counted:
        hidden = hide_small and one.small
        asked = shown.text(FEW) if hidden else (str(one.asked) if one.asked else DASH)
        rows.append((one.name or shown.text(ELSE), asked, DASH if hidden else _choices(view, one, shown)))
    note = N_("How many chose each idea first. Look at those hit hardest, not at the total.")
    head = (N_("Group of residents"), N_("People asked"), N_("Chosen first"))
    return _table(key, shown, (Column(6), Column(3, "right"), Column(11)), head, rows, note=shown.text(note))


def _choices(view: SeedView, one: GroupFeedback, shown: Shown) -> str:
    """Return a line for each idea that the group could choose, the favourite first."""
    known = {card.facts.id: card.facts.title for card in view.ideas}
    ranked = sorted((-number, known[key]) for key, number in one.first.items() if key in known)
    return (
        "\n".join(shown.text(N_("{idea}: {n}", idea=own_words(title), n=-number)) for number, title in ranked) or DASH
    )


def conditions(key: str, view: SeedView, shown: Shown, *, hide_small: bool) -> list[Block]:
    """Return what would make an idea work for a group, one line each."""
    out: list[Block] = []
    for one in view.feedback:
        for number, (idea, said) in enumerate(one.conditions):
            card = view.idea(idea)
            if card is None or (hide_small and one.small):
                continue
            words = N_("{group}, on “{idea}”: {said}", group=_group(one), idea=own_words(card.facts.title),
                       said=own_words(said))  # fmt: skip
            out.append(ListItem(f"{key}-{one.group or 'else'}-{number}", plain(shown.text(words))))
    return out


def _group(one: GroupFeedback) -> Label:
    return own_words(one.name) if one.name else ELSE


def decision_table(key: str, row: Row, shown: Shown) -> Table:
    """Return one decision as label and value; what nobody wrote is left out."""
    record = shown.record_type("seed_decision")
    names = ("date", "town", "chosen", "runner_up", "reasons", "objections", "sent_on", "approved_on", "approved_by")
    rows = [(shown.text(record.field(name).label), cell) for name in names if (cell := shown.cell(row, name))]
    cells = tuple((plain(first), plain(second)) for first, second in rows)
    return Table(key, (Column(5), Column(14)), cells, header=0, numbered=False, shows=(row.id,))


def titled(table: Table, title: Runs) -> Table:
    """Return a table with a caption, numbered among those of its chapter."""
    return replace(table, caption=title, numbered=True)


def sentence(key: str, view: SeedView, shown: Shown) -> Paragraph:
    """Return the sentence of sensitivity with what scores are for."""
    return Paragraph(key, plain(shown.text(sensitivity(view))), "lead")


def talking_aid(key: str, shown: Shown) -> Paragraph:
    """Return that scores decide nothing."""
    return Paragraph(key, plain(shown.text(N_("A score helps you talk. People decide."))), "note")


def open_gates(view: SeedView) -> int:
    """Return how many gates are not passed."""
    return sum(one.state is not State.PASSED for one in view.gates)


def gates_words(view: SeedView) -> Label:
    """Return how many gates are passed."""
    passed = len(view.gates) - open_gates(view)
    return NP_("{passed} of {n} gate is passed.", "{passed} of {n} gates are passed.", len(view.gates), passed=passed)


def _said(shown: Shown, value: Money) -> str:
    return shown.text(N_("{amount}", amount=value))


def _table(
    key: str,
    shown: Shown,
    columns: tuple[Column, ...],
    head: Sequence[Label],
    rows: Sequence[tuple[str, ...]],
    *,
    note: str = "",
    shows: tuple[str, ...] = (),
) -> Table:
    titles: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in head)
    body = tuple(tuple(plain(cell) for cell in row) for row in rows)
    return Table(key, columns, (titles, *body), header=1, numbered=False, note=plain(note) if note else (), shows=shows)
