"""The roster: who is on the team in which role, since when and until when, and the matrix of roles and steps.

Phone numbers and e-mail addresses are printed for the team only, and only while the private drawer is open.
Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.messages import N_, Message
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, PageBreak, Paragraph, Table
from app.programmes.schema import Pack
from app.services.masking import ShownRecords
from app.services.plan.team import PARTS, Held, Member, TeamView, matrix
from app.services.printing_lists import ListSetting, list_document

CONTACT = (N_("Phone"), N_("E-mail"))
STUCK = "\u00a0"
"""A space at which no line ends."""


def roster_spec(
    shown: ShownRecords,
    setting: ListSetting,
    pack: Pack,
    found: TeamView,
    *,
    contacts: bool,
    said: Message | None = None,
) -> DocumentSpec:
    """Return the roster as a paper that is turned.

    Args:
        shown: the records as the audience may see them.
        setting: paper, dates, community.
        pack: whose roles and steps these are.
        found: the team, gathered from *shown*.
        contacts: whether phone and e-mail may be printed.
        said: why something is left out, ``None`` where nothing is.
    """
    blocks = (*_opening(shown, setting, pack, found), *_members(shown, found, contacts=contacts))
    left_out = [Paragraph("left-out", plain(shown.text(said)), "note")] if said is not None else []
    more = (*left_out, *_matrix(shown, pack))
    return list_document(shown, N_("Roster of the team"), (*blocks, *more), setting, landscape=True)


def _opening(shown: ShownRecords, setting: ListSetting, pack: Pack, found: TeamView) -> Iterator[Block]:
    parts = (setting.community, shown.text(pack.name), setting.date_text)
    yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
    for place, one in enumerate(found.hints):
        yield Paragraph(f"hint-{place}", plain(f"{one.shape} {shown.text(one.words)}"), "plain")


def _members(shown: ShownRecords, found: TeamView, *, contacts: bool) -> Iterator[Block]:
    say = shown.text
    named = [one for one in found.members if one.name]
    if not named:
        yield Paragraph("none", plain(say(N_("Nobody has a role yet."))), "plain")
        return
    reach = {one.id: _contact(shown, one) for one in named} if contacts else {}
    known = [at for at in range(len(CONTACT)) if any(said[at] for said in reach.values())]
    labels = [N_("Name"), N_("Role"), N_("On the team"), *(CONTACT[at] for at in known)]
    columns = [Column(6), Column(10), Column(4), *(Column(4) for _ in known)]
    body: list[tuple[Runs, ...]] = []
    for one in named:
        cells = [one.name, "\n".join(role_words(shown, held) for held in one.roles), _time(shown, one)]
        cells += [reach[one.id][at] for at in known]
        body.append(tuple(plain(each) for each in cells))
    head: tuple[Runs, ...] = tuple(plain(say(one)) for one in labels)
    yield Table("members", tuple(columns), (head, *body), header=1, numbered=False,
                row_shows=("", *(one.id for one in named)))  # fmt: skip


def role_words(shown: ShownRecords, held: Held) -> str:
    """Return a role with when it is held, else when the programme brings it in and lets it go."""
    say = shown.text
    title = say(held.title)
    if held.organisation and (name := shown.title("organisation", held.organisation)):
        title = say(N_("{role} for {organisation}", role=title, organisation=name))
    when: list[str] = []
    if held.start or held.end:
        first = shown.date(held.start) if held.start else "…"
        when = [f"{first} – {shown.date(held.end)}" if held.end else say(N_("since {day}", day=first))]
    else:
        when = [say(one) for one in (held.enters, held.leaves) if one is not None]
    return say(N_("{role} ({when})", role=title, when=shown.listed(when))) if when else title


def _time(shown: ShownRecords, one: Member) -> str:
    say = shown.text
    if one.joined and one.left:
        return f"{shown.date(one.joined)} – {shown.date(one.left)}"
    if one.left:
        return say(N_("left on {day}", day=shown.date(one.left)))
    if one.joined:
        return say(N_("since {day}", day=shown.date(one.joined)))
    return say(N_("as an organisation")) if one.type == "organisation" else ""


def _contact(shown: ShownRecords, one: Member) -> list[str]:
    row = shown.row(one.type, one.id)
    return ["", ""] if row is None else [shown.cell(row, "phone"), shown.cell(row, "email")]


def _matrix(shown: ShownRecords, pack: Pack) -> Iterator[Block]:
    rows = matrix(pack)
    if not rows:
        return
    say = shown.text
    yield PageBreak("matrix-page")
    yield Heading("matrix", 1, plain(say(N_("Roles and steps"))), numbered=False)
    bold = [Run(one.number or one.id, (BOLD,)) for one in pack.steps]
    head: tuple[Runs, ...] = (plain(say(N_("Role"))), *((one,) for one in bold))
    body = [(plain(say(role.name)), *(plain(part or " ") for part in parts)) for role, parts in rows]
    width = max(1.0, 36 / max(len(pack.steps), 1))
    columns = (Column(11), *(Column(width, "centre") for _ in pack.steps))
    yield Table("matrix-table", columns, (head, *body), header=1, numbered=False)
    said = [f"{letter} = {say(words)}" for letter, words in PARTS.items()]
    yield Paragraph("key", plain(shown.listed(said)), "note")
    steps = "　".join(f"{step.number or step.id}{STUCK}{say(step.title)}" for step in pack.steps)
    yield Paragraph("steps", plain(steps), "note")
