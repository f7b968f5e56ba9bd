"""Who lives here, whom the team knows, which seats bring whom; a mapped place is not people; names stay inside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Photos
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.services.lived.gather import own_lived
from app.services.lived.paper import seats_spec
from app.services.lived.view import GENERAL, Seated, State
from app.services.lived.words import MARKS, cell_words, covers, gap_words
from app.services.masking import Reader, ShownRecords
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.printing_lists import ListSetting
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.services.lived_desk import ALONE, NIGHT, RENTERS, TEAM, TRUSTED, WHOM, Lived, fill_lived
from tests.support import ROOT

TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
EN = Translator("en")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file for all tests of this module; each undoes what it did."""
    folder = tmp_path_factory.mktemp("lived")
    program = program_at(folder, FixedClock(TODAY))
    made = make_workspace(
        folder / "a.banyan",
        program,
        Translator("en"),
        community="安和社區",
        place="TW",
        programme="community",
        person="",
    )
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def desk(ws: Workspace) -> Lived:
    """A small file."""
    return fill_lived(ws)


@cache
def printed(ws: Workspace, language: str, audience: Audience) -> str:
    """Return what the paper says, without spaces."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    done = prepare(ws, "mvp-seats", Request(language, audience))(tools, NoProgress())
    return "".join("".join(one.split()) for one in page_texts(done.single or b""))


def test_a_cell_tells_the_closest_and_a_general_connection_speaks_for_every_topic(ws: Workspace, desk: Lived) -> None:
    view, (night, renters, alone) = own_lived(ws), desk.groups
    assert [view.state(night, key) for key in ("housing", "health", "water")] == [State.CLOSE, State.NAME, State.NONE]
    assert [one.strength for one in view.cell(night, "housing")] == ["close", "met"]
    assert (view.state(renters, GENERAL), view.state(renters, "water")) == (State.MET, State.COVERED)
    assert [one.id for one in view.strangers] == [alone]
    assert view.gaps(renters) == ()
    said = [EN.text(one) for _, one in gap_words(view)]
    assert said == [f"{NIGHT}: nobody yet on 10 topics.", f"{ALONE}: nobody on the team knows anybody yet."]
    assert EN.text(cell_words(view, night, "housing")) == "● close, 2"


def test_every_state_differs_in_shape_and_in_word() -> None:
    for at in (0, 1):
        assert len({one[at] if at == 0 else EN.text(one[1]) for one in MARKS.values()}) == len(State)


def test_seats_cover_groups_and_languages_and_say_what_is_open(ws: Workspace, desk: Lived) -> None:
    view = own_lived(ws)
    states = {one.key: one.state for one in (*view.group_cover, *view.language_cover)}
    night, renters, alone = desk.groups
    assert (states[night], states[renters], states[alone]) == (Seated.FILLED, Seated.PLANNED, Seated.NONE)
    assert (states["id"], states["vi"], states["zh"], states["nan"]) == (
        Seated.FILLED, Seated.PLANNED, Seated.NONE, Seated.NONE,
    )  # fmt: skip
    said = {EN.text(words) for _, words in covers(view)}
    assert {f"{RENTERS}: seat 1, still open", f"{NIGHT}: seat 2", "Mandarin: no seat yet"} <= said


def test_trap_of_section_6_a_mapped_place_and_people_are_two_fields(ws: Workspace, desk: Lived) -> None:
    """The trap of ``mvp2.md`` 6: an environmental justice population is a place, a priority population is people."""
    group = catalogue()["population_group"]
    assert {"name", "ej_area", "ej_note"} <= {one.name for one in group.fields}
    unmapped = desk.groups[0]
    row = ws.records.get("population_group", unmapped)
    assert row is not None
    assert row.get("ej_area") is False
    assert unmapped in {one.id for one in own_lived(ws).groups}  # people count whether or not a map shows them
    before = own_lived(ws).state(unmapped, "housing")
    ws.records.change("population_group", unmapped, {"ej_area": True, "ej_note": "河東"})
    assert own_lived(ws).state(unmapped, "housing") is before
    ws.document.undo()
    said = printed(ws, "zh_TW", Audience.PUBLIC)
    assert "地圖上的環境正義區（地方）否" in said
    assert "地圖上的環境正義區（地方）是·下街一帶" in said
    assert NIGHT in said


def test_trap_4_seats_stay_open_without_a_finding_while_there_are_no_liaisons(ws: Workspace, desk: Lived) -> None:
    """Trap 4 of ``mvp2.md`` 14: liaisons do not exist before the end of step 3; nothing may ask for them earlier."""
    assert not catalogue()["seat"].field("filled_by").required
    assert not [one for one in ws.records.findings("seat", desk.seats[0]) if one.place.endswith(":filled_by")]
    ws.records.change("seat", desk.seats[0], {"filled_by": None})
    view = own_lived(ws)
    assert (view.filled, {one.state for one in view.group_cover}) == (0, {Seated.PLANNED, Seated.NONE})
    ws.document.undo()


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_paper_tells_everything_and_names_nobody_outside_the_team(
    ws: Workspace, desk: Lived, language: str
) -> None:
    names = (WHOM, TRUSTED, *TEAM, "診所護理師", "排班組長")
    inside = printed(ws, language, Audience.TEAM)
    assert all(one in inside for one in (WHOM, TRUSTED, TEAM[0], TEAM[2]))
    for audience in (Audience.PUBLIC, Audience.AUTHORITY):
        outside = printed(ws, language, audience)
        assert not [one for one in names if one in outside]
        facts = (
            NIGHT,
            "白天要睡，屋裡最熱。",
            "照顧機構的排班表",
            "洗衣店、早市",
            "下街每四位長者有一位獨居。",
            "戶政事務所",
            "輪夜班、白天補眠的人",
        )
        assert [one for one in facts if one not in outside] == []
        assert "".join(Translator(language).text(MARKS[State.CLOSE][1]).split()) in outside


def test_pictures_of_maps_are_printed_where_the_reader_may_see_them(ws: Workspace, desk: Lived) -> None:
    make = ws.records.create
    size = {"width_px": 800, "height_px": 600, "shows_people": False}
    seen = make("photo", {"caption": {"en": "The map"}, "sha256": "a" * 64, **size})[0].id
    inside = make("photo", {"sha256": "b" * 64, **size, "privacy": "3"})[0].id
    make("data_item", {"title": "Map", "pictures": (seen, inside)})
    found = {}
    for audience in (Audience.PUBLIC, Audience.TEAM):
        shown = ShownRecords(ws.records, EN, Reader(audience))
        spec = seats_spec(shown, ListSetting(), 0)
        photos = [one for part in spec.parts for one in part.blocks if isinstance(one, Photos)]
        found[audience] = [item.shows for one in photos for item in one.items]
    assert found == {Audience.PUBLIC: [seen], Audience.TEAM: [seen, inside]}
    for _ in range(3):
        ws.document.undo()


def test_deleting_a_group_takes_its_connections_along(ws: Workspace, desk: Lived) -> None:
    ws.records.delete("population_group", desk.groups[1])
    assert [one.group for one in own_lived(ws).known] == [desk.groups[0]] * 3
    assert own_lived(ws).seats[0].groups == ()
    ws.document.undo()
    assert len(own_lived(ws).known) == 4


def test_a_file_without_anything_prints_and_says_so(tmp_path: Path) -> None:
    program = program_at(tmp_path, FixedClock(TODAY))
    empty = make_workspace(
        tmp_path / "a.banyan", program, Translator("en"), community="X", place="US", programme="mvp-2", person=""
    )
    said = printed(empty, "en", Audience.PUBLIC)
    assert "Nogroupofresidentsislistedyet." in said
    assert "Noseatisplannedyet." in said
    empty.close()
