"""The who-lives-here sheet, the matrix of connections and the seat plan on paper.

Names stand on it for the team alone: whom people trust, whom the team knows, who fills a seat. Others read how
well groups are known, in words and shapes. Source: ``mvp2.md`` 4 (step 2). Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.fields import Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import (
    Audience,
    Block,
    Column,
    DocumentSpec,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    PhotoItem,
    Photos,
    Table,
)
from app.services.lived.gather import shown_lived
from app.services.lived.screen import basis_words
from app.services.lived.view import GENERAL, Group, LivedView, Seated
from app.services.lived.words import (
    MARKS,
    ON_ANYTHING,
    SEATED,
    cell_words,
    covers,
    gap_words,
    language_name,
    seats_words,
    topic_name,
)
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.roadmap.views import keys_of

TITLE = N_("Who lives here, and whom we know")
ACROSS = 5
"""Groups beside one another in one table; more go into another table below."""
FACTS: tuple[tuple[str, Label], ...] = (
    ("why", N_("Why they are hit harder")),
    ("hazards", N_("Hazards")),
    ("languages", N_("Languages")),
    ("gathers", N_("Where they gather")),
)
PLACE = N_("Mapped environmental justice area, a place")
MAPPED = {True: N_("Yes"), False: N_("No"), None: N_("Not looked up yet")}


def seats_spec(shown: ShownRecords, setting: ListSetting, openings: int) -> DocumentSpec:
    """Return the paper for the reader of *shown*.

    Args:
        shown: the records as the reader may see them, in the paper's language.
        setting: paper, date, community.
        openings: seats that the programme proposes, 0 where it says nothing.
    """
    return list_document(shown, TITLE, tuple(_Paper(shown, setting, openings).blocks()), setting)


class _Paper:
    def __init__(self, shown: ShownRecords, setting: ListSetting, openings: int) -> None:
        self._shown, self._setting, self._say = shown, setting, shown.text
        self._view: LivedView = shown_lived(shown, openings)
        self._team = shown.reader.audience is Audience.TEAM

    def blocks(self) -> Iterator[Block]:
        parts = (self._setting.community, self._setting.date_text)
        yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
        yield self._heading("who", N_("Who lives here"))
        yield from self._groups()
        yield from self._shelf()
        yield PageBreak("to-matrix")
        yield self._heading("matrix", N_("Whom we know, by topic"))
        yield from self._matrix()
        yield self._heading("seats", N_("Seats on the team"))
        yield from self._seats()
        if self._team and self._view.known:
            yield self._heading("names", N_("Whom we know, by name"))
            yield from self._known()

    # -- who lives here

    def _groups(self) -> Iterator[Block]:
        rows = self._shown.rows("population_group")
        if not rows:
            yield self._paragraph("no-groups", N_("No group of residents is listed yet."))
        for row in rows:
            yield from self._group(row)

    def _group(self, row: Row) -> Iterator[Block]:
        size = row.get("size")
        about = NP_("about {n} person", "about {n} people", size) if isinstance(size, int) else None
        title = row.title + (f" ({self._say(about)})" if about else "")
        yield Heading(f"group-{row.id}", 2, plain(title), numbered=False)
        cell = self._shown.cell
        facts = [(self._say(label), cell(row, name)) for name, label in FACTS]
        mapped = row.get("ej_area")
        place = self._say(MAPPED[mapped if isinstance(mapped, bool) else None])
        facts.append((self._say(PLACE), " · ".join(one for one in (place, cell(row, "ej_note")) if one)))
        facts.append((self._say(N_("What shows it")), self._evidence(row)))
        if self._team:
            facts.append((self._say(N_("People they trust")), cell(row, "contacts")))
            facts.append((self._say(N_("Liaisons who know them")), cell(row, "liaisons")))
        body = tuple((plain(label), plain(said)) for label, said in facts if said)
        yield Table(f"facts-{row.id}", (Column(4), Column(10)), body, 0, numbered=False, shows=(row.id,), whole=True)

    def _evidence(self, row: Row) -> str:
        basis = basis_words(self._shown, row)
        told = self._shown.cell(row, "evidence")
        return "\n".join(one for one in (told, basis) if one) or self._say(N_("Nothing written down yet"))

    def _shelf(self) -> Iterator[Block]:
        rows = self._shown.rows("data_item")
        if not rows:
            return
        yield self._heading("shelf", N_("What data say"))
        for row in rows:
            basis = basis_words(self._shown, row)
            says = self._shown.cell(row, "says")
            words = " ".join(one for one in (says, f"({basis})" if basis else "") if one)
            runs: Runs = (Run(row.title, (BOLD,)), Run(f"  {words}"))
            yield ListItem(f"data-{row.id}", runs, shows=(row.id,))
            yield from self._pictures(row)

    def _pictures(self, row: Row) -> Iterator[Block]:
        """Yield the pictures of a map or table that this reader may see."""
        items = []
        for key in keys_of(row, "pictures"):
            if (found := self._shown.picture(key)) is not None:
                picture, caption = found
                items.append(PhotoItem(key, picture, plain(caption or row.title), shows=key))
        if items:
            yield Photos(f"pictures-{row.id}", tuple(items), per_row=min(2, len(items)))

    # -- the matrix

    def _matrix(self) -> Iterator[Block]:
        groups = self._view.groups
        if not groups:
            yield self._paragraph("no-matrix", N_("The matrix needs groups of residents."))
            return
        legend = [f"{mark} {self._say(word)}" for mark, word in MARKS.values()]
        yield Paragraph("legend", plain("   ".join(legend)), "note")
        tables = -(-len(groups) // ACROSS)
        across = -(-len(groups) // tables)  # as many in each as can be, so that none stands alone
        for start in range(0, len(groups), across):
            yield self._table(groups[start : start + across], start)
        for at, (state, said) in enumerate(gap_words(self._view)):
            yield Paragraph(f"gap-{at}", plain(f"{SEATED[state]} {self._say(said)}"), "plain")

    def _table(self, groups: Sequence[Group], start: int) -> Table:
        head = (plain(self._say(N_("Topic of the Roadmap"))), *(plain(one.name) for one in groups))
        topics: tuple[tuple[str, Label], ...] = ((GENERAL, ON_ANYTHING), *self._view.topics)
        rows = [
            (plain(self._say(name)), *(plain(self._say(cell_words(self._view, one.id, key))) for one in groups))
            for key, name in topics
        ]
        columns = (Column(4), *(Column(3) for _ in groups))
        return Table(f"matrix-{start}", columns, (head, *rows), header=1, numbered=False, whole=True)

    def _known(self) -> Iterator[Block]:
        for group in self._view.groups:
            found = [one for one in self._view.known if one.group == group.id]
            if found:
                yield Paragraph(f"known-{group.id}", plain(group.name), "lead")
            for one in found:
                topic = self._say(topic_name(self._view, one.topic))
                strength = self._shown.row("known_connection", one.id)
                how = self._shown.cell(strength, "strength") if strength else ""
                by = self._say(N_("known by {name}", name=one.by)) if one.by else ""
                words = " · ".join(part for part in (one.whom, topic, how, by) if part)
                yield ListItem(f"known-{one.id}", plain(words), shows=(one.id,))

    # -- the seat plan

    def _seats(self) -> Iterator[Block]:
        if not self._view.seats:
            yield self._paragraph("no-seats", N_("No seat is planned yet."))
            return
        heads = (N_("Seat"), N_("Perspective wanted"), N_("Groups"), N_("Languages"), N_("Filled by"))
        head = tuple(plain(self._say(one)) for one in heads)
        names = {one.id: one.name for one in self._view.groups}
        body = []
        for at, seat in enumerate(self._view.seats, 1):
            who = N_("filled") if seat.person else N_("open")
            cells = (
                str(at),
                seat.perspective,
                self._shown.listed([names[one] for one in seat.groups]),
                self._shown.listed([self._say(language_name(one)) for one in seat.languages]),
                seat.name or self._say(who),
            )
            body.append(tuple(plain(one) for one in cells))
        columns = (Column(1.6), Column(6), Column(4.5), Column(3.5), Column(3))
        caption = plain(self._say(seats_words(self._view)))
        yield Table("seat-plan", columns, (head, *body), header=1, caption=caption, numbered=False, whole=True)
        open_ones = [(cover, said) for cover, said in covers(self._view) if cover.state is not Seated.FILLED]
        if open_ones:
            yield Paragraph("uncovered", plain(self._say(N_("Still without a filled seat"))), "lead")
        for at, (cover, said) in enumerate(open_ones):
            yield Paragraph(f"cover-{at}", plain(f"{SEATED[cover.state]} {self._say(said)}"), "plain")

    # -- pieces

    def _heading(self, key: str, label: Label) -> Heading:
        return Heading(key, 1, plain(self._say(label)), numbered=False)

    def _paragraph(self, key: str, label: Label) -> Paragraph:
        return Paragraph(key, plain(self._say(label)), "plain")
