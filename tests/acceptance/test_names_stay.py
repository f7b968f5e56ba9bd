"""Names and numbers of candidates and residents: in papers of the team alone, and from the drawer only while it is open.

Every text of every record type that is private (P2) or secret (P3) gets a word of its own; then every kind of
output is written for every audience that it allows, and looked through. A new type, field or kind is looked at
without a line here. Trap 11 of ``mvp2.md`` 14 is named by its number.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.fields import Field, Kind, Privacy
from app.core.progress import NoProgress
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.catalogue import about, catalogue, parent_column
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.masking import demanded
from app.services.opening import make_workspace
from app.services.output_kinds import KINDS, Request, Tools, prepare
from app.services.workbook.columns import exchanged_types
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.services.recruit_desk import POSITION, fonts
from tests.support import FULL, SEED, open_drawer

TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE)
PLAIN: dict[str, dict[str, object]] = {"event": {"date": "2025-02-12", "attended": 12}, "meeting": {"date": "2025-02-05", "time": "18:00/20:00"},
         "position": POSITION, "candidate": {"stage": "interviewed"}, "work_log": {"date": "2025-02-12", "hours": 300},
         "liaison_agreement": {"start": "2025-01-01", "pay_model": "hourly", "rate": 4000},
         "liaison_invoice": {"start": "2025-02-01", "end": "2025-02-28"},
         "engagement_round": {"number": "R1"}, "priority": {"origin": "earlier"}}  # fmt: skip
"""What some outputs need besides words."""
PART = 10
"""In a short run one kind of so many is looked at, others for another seed; the papers named here always."""
ALWAYS = ("mvp-interview", "mvp-roster", "mvp-snapshot")
LISTS = ("list", "records", "records-template")
OF_CANDIDATES = {"mvp-interview", "list", "records"}
"""Where candidates may be read, by the team: the sheet for talks, and lists that are asked for by name."""
OF_RESIDENTS = {"list", "records"}
CHOSEN = [one for at, one in enumerate(KINDS) if FULL or one in ALWAYS or at % PART == SEED % PART]


@dataclass
class Town:
    """A file in which every private text is a word of its own.

    Args:
        words: each word to its level and field, such as ``P3 candidate.name``.
    """

    ws: Workspace
    words: dict[str, str] = field(default_factory=dict)

    def fill(self) -> None:
        """Make one record of every type, each pointing to the others."""
        made: dict[str, str] = {"community": self.ws.records.load("community")[0].id}
        for name in exchanged_types():
            values = {one.name: value for one in catalogue()[name].fields if (value := self._value(name, one))}
            values |= PLAIN.get(name, {})
            column = parent_column(name)
            if column:
                values[column] = made[catalogue()[name].parent]
            if name in made and about(name).single:
                self.ws.records.change(name, made[name], values)
            else:
                made[name] = self.ws.records.create(name, values)[0].id
        for name, key in made.items():
            values = {}
            for one in catalogue()[name].fields:
                if one.target in made and one.kind in (Kind.REFERENCE, Kind.REFERENCES) and one.target != name:
                    values[one.name] = made[one.target] if one.kind is Kind.REFERENCE else (made[one.target],)
            self.ws.records.change(name, key, values)

    def _value(self, name: str, one: Field) -> object:
        level = max(one.privacy or Privacy.P0, catalogue()[name].privacy or Privacy.P0)
        if one.kind not in TEXTS:
            return None
        if level < Privacy.P2:
            return f"Plain {name} {one.name}" if one.kind is not Kind.CODE and name not in ("position",) else None
        number = len(self.words)
        word = f"5550{number:03}99" if one.kind is Kind.CODE else f"Zq{number:03}x"
        self.words[word] = f"P{int(level)} {name}.{one.name}"
        return word

    def found(self, kind: str, audience: Audience) -> set[str]:
        """Return the private fields of which an output shows the word itself."""
        request = Request("en", audience, types=("candidate", "protected_person", "person") if kind in LISTS else ())
        made = prepare(self.ws, kind, request)(Tools(fonts(), self.ws.pictures), NoProgress())
        text = "".join(_words(name, data) for name, data in made.files.items())
        return {self.words[one] for one in set(re.findall(r"Zq\d{3}x|5550\d{3}99", text)) if one in self.words}


def _words(name: str, data: bytes) -> str:
    """Return everything that can be read in a file, without white space."""
    if name.endswith(".pdf"):
        return "".join("".join(page_texts(data)).split())
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "".join(_words(one, packed.read(one)) for one in packed.namelist())
    return "".join(data.decode("utf-8", "replace").split())


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The file, in every programme, with its drawer open; one of its own for each test, since one locks the drawer."""
    made = make_town(tmp_path)
    yield made
    made.ws.document.close()


def make_town(folder: Path) -> Town:
    """Return a file in which nothing is missing that an output needs."""
    program = program_at(folder / "home", FixedClock(datetime(2025, 4, 15, 1, 0, tzinfo=UTC)))
    path = folder / "a.banyan"
    ws = make_workspace(path, program, Translator("en"), community="Banyan Hill", place="TW", programme="nfa-114")
    for pack in ("community", "mvp-2"):
        ws.programmes.join(pack)
    open_drawer(ws.document)
    ws.dossier.begin("nfa-114", "en")
    made = Town(ws)
    made.fill()
    return made


def test_trap_11_names_and_numbers_stand_in_papers_of_the_team_alone(town: Town) -> None:
    allowed = {f"P2 {type_name}.{name}" for type_name, name in demanded(town.ws.main_pack())}
    for kind in CHOSEN:
        for audience in KINDS[kind].audiences:
            found = town.found(kind, audience)
            if audience is not Audience.TEAM:
                assert found <= (allowed if audience is Audience.AUTHORITY else set()), (kind, audience)
            candidates = {one for one in found if "candidate." in one or "interview_note." in one}
            assert not candidates or kind in OF_CANDIDATES, kind
            assert not {one for one in found if "protected_person." in one} or kind in OF_RESIDENTS, kind
    assert "P3 candidate.name" in town.found("mvp-interview", Audience.TEAM)


def test_trap_11_a_locked_drawer_gives_nothing_to_any_paper(town: Town) -> None:
    drawer = town.ws.document.drawer
    key = DataKey.random(drawer.entropy)
    drawer.lock_up(key, [lock_with(key, PASSPHRASE, "seven quiet herons", cost=1 << 10)])
    drawer.drop()
    for kind in (one for one in CHOSEN if one != "mvp-invoice"):
        for audience in KINDS[kind].audiences:
            assert not {one for one in town.found(kind, audience) if one.startswith("P3")}, (kind, audience)
    with pytest.raises(InputError, match="amount"):  # it would be an invoice without its sum
        town.found("mvp-invoice", Audience.TEAM)
    assert not {one for one in town.found("mvp-roster", Audience.TEAM) if "phone" in one or "email" in one}
