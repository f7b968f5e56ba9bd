"""The desk of recruiting: the board of candidates, moving them, and what follows when somebody joins.

Names of candidates are read only here and only while the private drawer is open. Thread: the document lane; what
it gives back is frozen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, own_words
from app.core.text import fold
from app.models.compute import position_pay
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.drawer import closed
from app.programmes.schema import Pack
from app.services.records import RecordService
from app.services.recruiting.board import (
    STAGE_KEYS,
    Board,
    CandidateCard,
    Chosen,
    card_of,
    channels_of,
    chosen_of,
    covered,
    language_label,
    stage_label,
)
from app.services.recruiting.hours import unbilled_days

ROLES = ("LIA", "liaison")
LAST_NUMBER = re.compile(r"\d+$")
"""What programmes call the role of a community liaison."""
FROM_PACK = (
    ("term_months", "liaison_months", 1),
    ("y1_hours", "liaison_y1_hours", 10),
    ("meet_month", "meetings_month", 10),
    ("meet_hours", "meeting_hours", 10),
)
"""Field of a position, setting of the programme, and what one of it counts. Openings and pay are the team's own."""
NEEDS = (
    ("interpreting", "needs_language"),
    ("childcare", "needs_childcare"),
    ("transport", "needs_transport"),
    ("other_needs", "needs_other"),
)


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of a move.

    Args:
        stage: where the candidate is now.
        person: id of the person who joined, "" for any other move.
        known: whether that person was in the list before.
        agreement: id of the draft, "" where there was one already.
    """

    stage: str
    person: str = ""
    known: bool = False
    agreement: str = ""


class RecruitingService:
    """Reads the board and moves candidates.

    Args:
        document: the open document.
        records: its records.
        pack: gives the programme that the file follows.
        practice: whether the file is for practice, so that its drawer needs no passphrase.
        start: gives the first month of that programme, "" unknown.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        pack: Callable[[], Pack | None],
        practice: Callable[[], bool],
        start: Callable[[], str],
    ) -> None:
        self._document, self._records, self._pack = document, records, pack
        self._practice, self._start = practice, start

    # -- reading

    def board(self) -> Board:
        """Return the board; while the drawer is locked, its numbers."""
        rows = self._records.load("candidate")
        locked = any(row.locked for row in rows)
        groups = {row.id: row.title for row in self._records.load("population_group")}
        cards = () if locked else tuple(card_of(row, groups) for row in rows)
        liaisons, left = self._liaisons()
        chosen = chosen_of(cards, liaisons, left)
        positions = self._records.load("position")
        openings = [value for row in positions if isinstance(value := row.get("openings"), int)]
        languages = dict.fromkeys(
            key
            for row in (*positions, *self._records.load("population_group"))
            for key in _keys(row, "languages")
        )  # fmt: skip
        return Board(
            locked=locked,
            unset=self._unset(),
            counts=_counts(rows, locked=locked),
            total=len(rows),
            cards=cards,
            channels=channels_of(cards),
            groups=covered([(key, own_words(name)) for key, name in groups.items()], chosen, cards, "groups"),
            languages=covered([(key, language_label(key)) for key in languages], chosen, cards, "languages"),
            openings=sum(openings) if openings else None,
            filled=sum(one.stage == "joined" and one.person not in left for one in cards),
        )

    def _unset(self) -> bool:
        """Say whether nothing can be put into the drawer before it has a passphrase."""
        return not self._document.drawer.locks() and not self._practice()

    def _liaisons(self) -> tuple[tuple[Chosen, ...], frozenset[str]]:
        """Return the liaisons at work, with the groups of their agreements and of the list of groups, and who left."""
        today = self._records.today()
        people = {row.id: row for row in self._records.load("person")}
        groups: dict[str, dict[str, None]] = {}
        agreed = set()
        for row in self._records.load("liaison_agreement"):
            person = str(row.get("person") or "")
            agreed.add(person)
            if person in people and not _over(row, today):
                groups.setdefault(person, {}).update(dict.fromkeys(_keys(row, "groups")))
        for row in self._records.load("population_group"):
            for person in _keys(row, "liaisons"):
                if person in groups:
                    groups[person][row.id] = None
        at_work = tuple(
            Chosen(key, people[key].title, tuple(found), _keys(people[key], "languages"))
            for key, found in groups.items()
        )
        return at_work, frozenset(agreed - set(groups) - {""})

    # -- positions

    def add_position(self) -> Row:
        """Make a position that begins with what the programme itself says: term, hours, meetings."""
        pack = self._pack()
        values: dict[str, object] = {}
        for name, setting, factor in FROM_PACK:
            value = pack.number(setting) if pack else None
            if value is not None:
                values[name] = value * factor
        role = next((one for one in pack.roles if one.id in ROLES), None) if pack else None
        if role is not None:
            values["title"] = dict(role.name.values)
        return self._records.create("position", values)[0]

    def word(self, position: str, language: str, headline: str, text: str) -> str:
        """Keep the words of a notice as the team's own, to go on from; return the id of the text."""
        values = {"position": position, "language": language, "headline": headline, "text": text}
        return self._records.create("position_text", values)[0].id

    # -- the programme

    def start_month(self) -> str:
        """Return the first month of the programme that the file follows, "" unknown."""
        return self._start()

    def length(self) -> int | None:
        """Return how many months the programme lasts, ``None`` where the file follows none."""
        pack = self._pack()
        return pack.months if pack else None

    def planning_money(self) -> Mapping[str, int]:
        """Return currency and minor units of the programme's planning money, nothing where it is not known."""
        pack = self._pack()
        value = pack.number("planning_money") if pack else None
        return {pack.currency: value} if pack and value is not None else {}

    # -- candidates

    def add(self, stage: str = STAGE_KEYS[0]) -> Row:
        """Make an empty candidate. Raises DrawerError while the drawer is locked or has no passphrase."""
        return self._records.create("candidate", {"stage": stage})[0]

    def move(self, candidate: str, stage: str) -> Joined | None:
        """Put a candidate into a stage; one Undo. Who joins becomes a person with a role and a draft agreement.

        Args:
            candidate: id.
            stage: one of ``STAGE_KEYS``.

        Returns:
            What came of it, ``None`` where the candidate is gone or there already.

        Raises:
            DrawerError: the drawer is locked.
            InputError: somebody without a name cannot join.
        """
        row = self._records.get("candidate", candidate)
        unfinished = stage == "joined" and row is not None and not row.get("person")  # the stage was chosen in the form
        if row is None or stage not in STAGE_KEYS or (row.get("stage") == stage and not unfinished):
            return None
        if row.locked:
            raise closed()
        if stage == "joined":
            return self._join(row)
        self._records.change("candidate", candidate, {"stage": stage})
        return Joined(stage)

    def _join(self, row: Row) -> Joined:
        if not row.get("name"):
            raise InputError(
                N_("This candidate has no name yet."), N_("Write the name, then move the candidate to “Joined”.")
            )
        known = self._known(row)
        with self._document.unit_of_work(N_("Let a candidate join the team")) as work:
            person = known or self._records.insert(
                work.session,
                "person",
                {name: row.get(name) for name in ("name", "phone", "email", "languages")}
                | {"active_since": self._records.today()},
            )
            self._give_role(work.session, person)
            agreement = self._draft(work.session, row, person)
            self._name_in_groups(work.session, row, person)
            self._records.write(work.session, "candidate", row.id, {"stage": "joined", "person": person})
        return Joined("joined", person, bool(known), agreement)

    def _known(self, row: Row) -> str:
        """Return the person that a candidate is already, "" where there is none or several of that name."""
        people = self._records.load("person")
        linked = str(row.get("person") or "")
        if any(one.id == linked for one in people):
            return linked
        name = fold(str(row.get("name")).strip())
        named = [one.id for one in people if fold(str(one.get("name") or "").strip()) == name]
        return named[0] if len(named) == 1 else ""

    def _give_role(self, session: Session, person: str) -> None:
        offered = {one.key for one in self._records.option_source("roles")}
        key = next((one for one in ROLES if one in offered), "")
        held = self._records.load("person_role", where={"person": person})
        if any(row.get("role") in ROLES and not row.get("end") for row in held):
            return
        title = self._records.translator.text(N_("Community liaison"))
        role: dict[str, object] = {"role": key} if key else {"other_title": title}
        values = {"person": person, "start": self._records.today(), **role}
        self._records.insert(session, "person_role", values)

    def _draft(self, session: Session, row: Row, person: str) -> str:
        """Make the draft of an agreement from the position; "" where one runs already."""
        today = self._records.today()
        running = self._records.load("liaison_agreement", where={"person": person})
        if any(not _over(one, today) for one in running):
            return ""
        position = self._position(row)
        values: dict[str, object] = {"person": person, "groups": row.get("groups") or ()}
        values |= {name: row.get(needed) for name, needed in NEEDS if row.get(needed)}
        if position is not None:
            values |= {
                "start": position.get("start"),
                "end": position.get("end"),
                "hours": position.get("y1_hours"),
                "meetings": position.get("meet_month"),
                "pay_model": position.get("pay_model"),
                "rate": position.get("rate"),
                "promised": position_pay(position.values),
                "currency": position.get("currency"),
                "y2_hours": position.get("y2_hours"),
                "y2_promised": position.get("y2_pay"),
            }
        return self._records.insert(session, "liaison_agreement", {key: one for key, one in values.items() if one})

    def _position(self, row: Row) -> Row | None:
        """Return the position of a candidate, else the only one there is."""
        positions = self._records.load("position")
        wanted = row.get("position")
        only = positions[0] if len(positions) == 1 else None
        return next((one for one in positions if one.id == wanted), only)

    def _name_in_groups(self, session: Session, row: Row, person: str) -> None:
        for key in _keys(row, "groups"):
            group = self._records.get("population_group", key)
            if group is not None and person not in _keys(group, "liaisons"):
                liaisons = (*_keys(group, "liaisons"), person)
                self._records.write(session, "population_group", key, {"liaisons": liaisons})

    # -- liaisons at work

    def bill(self, agreement: str, month: str) -> str:
        """Add an invoice of a month to an agreement; return its id. Raises DrawerError while the drawer is locked.

        Args:
            agreement: id.
            month: ``YYYY-MM``; no day is billed twice: "" comes back where every day stands in an invoice.
        """
        row = self._records.get("liaison_agreement", agreement)
        days = unbilled_days(row, month) if row is not None else None
        if row is None or days is None:
            return ""
        values = {
            "agreement": agreement,
            "number": _next_number([str(one.get("number") or "") for one in row.below("invoices")]),
            "start": days[0],
            "end": days[1],
            "sent_on": self._records.today(),
            "currency": row.get("currency"),
        }
        return self._records.create("liaison_invoice", values)[0].id

    def pay(self, invoice: str) -> ChangeSet | None:
        """Say that an invoice was paid today."""
        return self._records.change("liaison_invoice", invoice, {"paid_on": self._records.today()})

    def put_form(self, agreement: str, field: str, *, done: bool) -> ChangeSet | None:
        """Say whether a form of a liaison is done. Raises DrawerError while the drawer is locked."""
        return self._records.change("liaison_agreement", agreement, {field: done})


def _counts(rows: Sequence[Row], *, locked: bool) -> Mapping[str, int]:
    """Return how many candidates each stage has; nothing where the stages cannot be read."""
    if locked and any("stage" in row.locked for row in rows):
        return {}
    found = dict.fromkeys(STAGE_KEYS, 0)
    for row in rows:
        stage = str(row.get("stage") or STAGE_KEYS[0])
        found[stage if stage in found else STAGE_KEYS[0]] += 1
    return found


def _next_number(known: Sequence[str]) -> str:
    """Return the number that follows the last one, in its own style: AM-06-3 after AM-06-2."""
    ends = [(int(found[0]), one[: found.start()]) for one in known if (found := LAST_NUMBER.search(one))]
    last, head = max(ends, default=(len(known), ""))
    return f"{head}{last + 1}"


def _over(agreement: Row, today: str) -> bool:
    end = str(agreement.get("left_on") or agreement.get("end") or "")
    return bool(end) and end < today[: len(end)]


def _keys(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


__all__ = ["Board", "CandidateCard", "Joined", "RecruitingService", "stage_label"]
