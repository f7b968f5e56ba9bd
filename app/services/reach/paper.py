"""The reach map as a paper: half a year to a table, holes in words, liaisons below. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.messages import N_, NP_, Message
from app.core.richtext import Runs, plain
from app.exports.spec import Audience, Block, Column, DocumentSpec, Heading, ListItem, Paragraph, Table
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.reach.service import Heard, LiaisonReach, ReachMap, ReachRow
from app.services.recruiting.hours import HUNDREDTHS

MONTHS_TO_A_TABLE = 6
DASH = "－"


def reach_spec(shown: ShownRecords, setting: ListSetting, found: ReachMap) -> DocumentSpec:
    """Return the map as a landscape paper."""
    parts = (setting.community, setting.date_text)
    blocks: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
    if not found.rows:
        said = N_("No groups yet. Add groups of residents, and count people by group at events.")
        blocks.append(Paragraph("none", plain(shown.text(said)), "plain"))
    if found.unheard:
        blocks.append(Heading("unheard", 1, plain(shown.text(N_("Not heard yet"))), numbered=False))
        blocks += [ListItem(f"unheard-{number}", plain(one.name), "box") for number, one in enumerate(found.unheard)]
    for start in range(0, len(found.months), MONTHS_TO_A_TABLE):
        blocks.append(_table(shown, found.rows, found.months[start : start + MONTHS_TO_A_TABLE]))
    if found.months:
        key = N_("“2 events, 30 people”: counted there. “Aimed at”: invited, nobody counted. －: nothing.")
        blocks.append(Paragraph("key", plain(shown.text(key)), "note"))
    if found.liaisons and shown.reader.audience is not Audience.PUBLIC:
        blocks.append(Heading("liaisons", 1, plain(shown.text(N_("Liaisons: given and agreed"))), numbered=False))
        blocks.append(_liaisons(shown, found.liaisons))
    return list_document(shown, N_("Reach map"), tuple(blocks), setting, landscape=True)


def cell_words(one: Heard | None) -> Message | None:
    """Return what a cell of the map says, ``None`` for nothing."""
    if one is None or not (one.events or one.aimed):
        return None
    if not one.events:
        return N_("aimed at")
    events = NP_("{n} event", "{n} events", one.events)
    people = NP_("{n} person", "{n} people", one.people)
    return N_("{events}, {people}", events=events, people=people)


def hours_words(one: LiaisonReach) -> Message:
    """Return how many hours were given, and how many were agreed for the time so far and in all."""
    given = _hours(one.hours)
    if one.agreed is None:
        return N_("{given} hours given", given=given)
    if one.share is None:
        return N_("{given} of {agreed} hours given", given=given, agreed=_hours(one.agreed))
    return N_("{given} of {agreed} hours given; {share} would be due by now", given=given, agreed=_hours(one.agreed),
              share=_hours(one.share))  # fmt: skip


def _hours(hundredths: int) -> str:
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)


def _table(shown: ShownRecords, rows: Sequence[ReachRow], months: Sequence[str]) -> Table:
    head: tuple[Runs, ...] = (
        plain(shown.text(N_("Group of residents"))),
        *(plain(shown.date(month)) for month in months),
        plain(shown.text(N_("In all"))),
    )
    body = []
    for row in rows:
        words = [cell_words(row.months.get(month)) for month in months]
        total = cell_words(Heard(row.events, row.people)) or N_("Not heard yet")
        cells = (*(shown.text(one) if one else DASH for one in words), shown.text(total))
        body.append((plain(row.name), *(plain(one) for one in cells)))
    columns = (Column(5), *(Column(3) for _ in months), Column(3))
    return Table(f"months-{months[0]}", columns, (head, *body), header=1, numbered=False)


def _liaisons(shown: ShownRecords, liaisons: Sequence[LiaisonReach]) -> Table:
    labels = (N_("Liaison"), N_("Hours"), N_("Events hosted"), N_("Paid so far"), N_("Pay promised in all"))
    head: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in labels)
    team = shown.reader.audience is Audience.TEAM
    body = []
    for one in liaisons:
        money = [
            shown.translator.money(value, one.currency) if value is not None and team else DASH
            for value in (one.paid, one.promised)
        ]
        cells = (one.name, shown.text(hours_words(one)), str(one.events), *money)
        body.append(tuple(plain(each) for each in cells))
    columns = (Column(4), Column(8), Column(3, "right"), Column(4, "right"), Column(4, "right"))
    return Table("liaison-table", columns, (head, *body), header=1, numbered=False)
