"""The practice communities: the same at every making, without open errors, believable to the last sum."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.cli.checking import check_file
from app.cli.opening import Surroundings, opened
from app.core.clock import FixedClock
from app.core.errors import UsageError
from app.core.fields import Severity
from app.core.ids import seeded_ids
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.spec import Audience, Block, Heading, ListItem, Paragraph, PhotoItem, Photos, Table
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier.press import Pressed, gather_dossier, press, write
from app.services.opening import installed_program
from app.services.output_kinds.base import Setting, shown_to
from app.services.recruiting.hours import amount_of, earned, gather_hours
from app.services.sample import MADE_AT, make_sample
from app.services.sample.large import EVENTS, PHOTOS, STEPS
from app.services.workspace import PRACTICE
from tests.practice import SAMPLES, paths_at, practice
from tests.support import FULL, ROOT

LATER = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PICTURES = 24


@dataclass(frozen=True, slots=True)
class Community:
    """What is expected of one practice community. ``budget``: in minor units."""

    programme: str
    language: str
    budget: int
    spent: int
    width: float
    rare: tuple[str, ...]


TAIWAN = Community("nfa-114", "zh_TW", 150_000, 34_900, 595.276, ("堃", "喆", "𡋾", "< 20", "≥ 40毫米 & 水位"))
AMERICA = Community("community", "en", 5_000_000, 3_774_800, 612.0, ("堃記", "Hollis & Daughter", "< 90 °F = nothing"))
BOTH = pytest.mark.parametrize("community", [TAIWAN, AMERICA], ids=["nfa-114", "community"])


@cache
def fonts() -> FontSet:
    """Return the bundled fonts, read once."""
    return FontSet.load(ROOT / "resources" / "fonts")


def surroundings(folder: Path, language: str, now: datetime = MADE_AT) -> Surroundings:
    """Return an installation that keeps everything in *folder*, at a moment."""
    paths = paths_at(folder)
    return Surroundings(paths, Translator(language), FixedClock(now), seeded_ids(3))


def made(folder: Path, community: Community, size: str = "small", name: str = "練習 practice") -> Path:
    """Make a practice community in *folder* and return its file."""
    where = surroundings(folder, community.language)
    path = folder / f"{name}.banyan"
    make_sample(path, community.programme, size, installed_program(where.paths, where.clock, where.ids))
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both small practice communities as the command makes them, only to be read."""
    folder = tmp_path_factory.mktemp("練習 sample")
    for name, programme in SAMPLES.items():
        shutil.copyfile(practice(tmp_path_factory, name), folder / f"{programme}.banyan")
    return {one.programme: folder / f"{one.programme}.banyan" for one in (TAIWAN, AMERICA)}


@cache
def pressed(path: Path, community: Community, language: str = "") -> tuple[Pressed, bytes]:
    """Return a public dossier, laid out and written."""
    where = surroundings(path.parent, community.language)
    with opened(path, where, edit=False) as ws:
        language = language or community.language
        gathered = gather_dossier(ws, community.programme, language, Audience.PUBLIC, watermark=ws.watermark())
        one = press(gathered, fonts())
        return one, write(one, fonts(), ws.pictures, preview=True)


def text(data: bytes) -> str:
    """Return the text of a PDF without white space."""
    document = pdfium.PdfDocument(io.BytesIO(data))
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(words.split())


@pytest.mark.parametrize("community", [TAIWAN, AMERICA] if FULL else [AMERICA], ids=lambda one: one.programme)
def test_two_makings_are_equal(community: Community, files: dict[str, Path], tmp_path: Path) -> None:
    again = made(tmp_path, community)
    dumps = []
    for path in (files[community.programme], again):
        document = Document.open(path, edit=False, person="", device="")
        dumps.append(document.dump())
        document.close()
    assert dumps[0] == dumps[1]


@BOTH
@pytest.mark.parametrize("now", [MADE_AT, LATER], ids=["2025", "2026"])
def test_nothing_is_open_whatever_the_clock_says(community: Community, files: dict[str, Path], now: datetime) -> None:
    path = files[community.programme]
    assert check_file(path, "", surroundings(path.parent, community.language, now), as_json=False) == 0


@BOTH
def test_it_is_as_broad_as_a_real_one(community: Community, files: dict[str, Path]) -> None:
    where = surroundings(files[community.programme].parent, community.language)
    with opened(files[community.programme], where, edit=False) as ws:
        counts = {name: len(ws.records.load(name)) for name in ("person", "organisation", "event", "photo")}
        assert counts == {"person": 30, "organisation": 8, "event": 20, "photo": PICTURES}
        for event in ws.records.load("event"):
            groups = event.get("counts")
            assert isinstance(groups, tuple)
            assert sum(one.get("number") for one in groups) == event.get("attended"), event.title
            assert event.get("proof"), event.title
        for photo in ws.records.load("photo"):
            caption = photo.get("caption")
            assert isinstance(caption, dict)
            assert sorted(caption) == ["en", "zh_TW"], photo.title
        for name in ("person", "organisation", "event", "photo", "response_group", "certificate"):
            for row in ws.records.load(name):
                assert ws.records.findings(name, row.id) == (), (name, row.title)


@BOTH
def test_its_bin_is_empty(community: Community, files: dict[str, Path]) -> None:
    where = surroundings(files[community.programme].parent, community.language)
    with opened(files[community.programme], where, edit=False) as ws:
        assert ws.history.bin() == ()


@BOTH
def test_the_budget_adds_up_exactly(community: Community, files: dict[str, Path]) -> None:
    where = surroundings(files[community.programme].parent, community.language)
    with opened(files[community.programme], where, edit=False) as ws:
        view = ws.budget.view()
        assert (view.granted, view.planned, view.spent) == (community.budget, community.budget, community.spent)
        assert [one.planned for one in view.sources] == [one.granted for one in view.sources]
        assert view.findings == ()
        assert len(view.lines) == 15


@BOTH
def test_the_dossier_is_final_and_about_35_pages(community: Community, files: dict[str, Path]) -> None:
    one, data = pressed(files[community.programme], community)
    assert one.ready
    assert [x.rule for x in one.findings if x.severity in (Severity.ERROR, Severity.WARN)] == []
    assert 30 <= one.pages <= 40
    assert len(pdfium.PdfDocument(io.BytesIO(data))) == one.pages
    assert one.spec.watermark == PRACTICE
    assert one.spec.page.width == community.width
    assert (one.laid.missing, one.laid.unresolved) == ((), ())


@BOTH
def test_pictures_stand_at_300_dpi_and_the_cover_is_one_page(community: Community, files: dict[str, Path]) -> None:
    one, _ = pressed(files[community.programme], community)
    assert len({placed.picture.sha256 for placed in one.laid.pictures}) == PICTURES
    assert all(placed.dpi >= 300 for placed in one.laid.pictures)
    cover = next(part for part in one.spec.parts if part.kind == "cover")
    first, last = one.laid.part_pages[cover.id]
    assert first == last
    captions = [item.caption for part in one.spec.parts for block in part.blocks for item in items_of(block)]
    assert all(text_of(caption) for caption in captions[1:])  # the one on the cover has none


def items_of(block: Block) -> tuple[PhotoItem, ...]:
    """Return the photos of a block."""
    return block.items if isinstance(block, Photos) else ()


@BOTH
def test_rare_characters_are_there_and_names_are_masked(community: Community, files: dict[str, Path]) -> None:
    _, data = pressed(files[community.programme], community)
    words = text(data)
    for wanted in community.rare:
        assert "".join(wanted.split()) in words
    where = surroundings(files[community.programme].parent, community.language)
    with opened(files[community.programme], where, edit=False) as ws:
        people = ws.records.load("person")
    for person in people:
        assert "".join(str(person.get("name")).split()) not in words
        assert str(person.get("phone")) not in words


def test_a_reading_copy_has_english_labels_around_the_chinese_text(files: dict[str, Path]) -> None:
    one, data = pressed(files["nfa-114"], TAIWAN, "en")
    words = text(data)
    assert one.ready
    assert "Readingcopy" in words
    assert "Figure1." in words
    assert "榕渡里夾在榕溪與嵐尾山之間" in words


@BOTH
def test_tables_and_texts_have_no_leftovers_of_the_content_format(community: Community, files: dict[str, Path]) -> None:
    one, _ = pressed(files[community.programme], community)
    for part in one.spec.parts:
        for block in part.blocks:
            if isinstance(block, Heading | Paragraph | ListItem):
                assert not any(mark in text_of(block.runs) for mark in ("{{", "}}", "**"))
            if isinstance(block, Table):
                assert len({len(row) for row in block.rows} | {len(block.columns)}) == 1


def test_what_is_there_is_only_replaced_when_asked(tmp_path: Path) -> None:
    (tmp_path / "練習 practice.banyan").write_bytes(b"mine")
    with pytest.raises(UsageError):
        made(tmp_path, AMERICA)
    assert (tmp_path / "練習 practice.banyan").read_bytes() == b"mine"


def test_an_unknown_programme_is_refused(tmp_path: Path) -> None:
    where = surroundings(tmp_path, "en")
    with pytest.raises(UsageError):
        make_sample(tmp_path / "x.banyan", "../sample", "small", installed_program(where.paths, where.clock, where.ids))
    assert not (tmp_path / "x.banyan").exists()


@pytest.mark.full
@pytest.mark.skipif(not FULL, reason="made in a full run only")
@BOTH
def test_the_large_one_is_for_benchmarks(community: Community, tmp_path: Path) -> None:
    path = made(tmp_path, community, "large")
    where = surroundings(tmp_path, community.language)
    with opened(path, where, edit=False) as ws:
        assert len(ws.records.load("event")) == EVENTS
        assert len(ws.records.load("photo")) == PHOTOS
        assert len(ws.document.history(limit=2 * STEPS)) >= STEPS
    one, _ = pressed(path, community)
    assert one.ready
    assert 96 <= one.pages <= 100
    assert len({placed.picture.sha256 for placed in one.laid.pictures}) == PHOTOS
    assert check_file(path, "", surroundings(tmp_path, community.language, LATER), as_json=True) == 0


@BOTH
def test_vouchers_speak_the_words_of_their_place(community: Community, files: dict[str, Path]) -> None:
    where = surroundings(files[community.programme].parent, community.language)
    with opened(files[community.programme], where, edit=False) as ws:
        kinds = {
            one.key: Translator(community.language).text(one.label)
            for one in ws.programmes.option_list("voucher_kinds")
        }
        assert {row.get("kind") for row in ws.records.load("voucher")} <= kinds.keys()
    wanted = ("統一發票", "普通收據") if community is TAIWAN else ("Invoice", "Receipt")
    assert (kinds["invoice"], kinds["receipt"]) == wanted


@pytest.fixture(scope="module")
def mill_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice community of MVP 2.0, only to be read."""
    return practice(tmp_path_factory, "mvp")


@pytest.mark.parametrize("now", [MADE_AT, LATER] if FULL else [LATER], ids=str)
def test_nothing_is_open_in_month_14_of_mvp_2(mill_town: Path, tmp_path: Path, now: datetime) -> None:
    assert check_file(mill_town, "", surroundings(tmp_path, "en", now), as_json=False) == 0


def test_it_is_month_14_of_24_whatever_the_clock_says_and_history_keeps_the_real_time(
    mill_town: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copyfile(mill_town, tmp_path / "town.banyan"))
    with opened(copy, surroundings(tmp_path, "en", LATER), edit=True) as ws:
        (town,) = ws.programmes.journeys()
        assert (town.clock.month, town.clock.months, town.clock.phase) == (14, 24, "P3")
        assert ws.today() == ws.practice_day() == ws.records.today() == "2025-04-28"
        late = [one for one in ws.due.all() if one.overdue]
        assert late == [], [(one.date, str(one.title)) for one in late]
        new = ws.records.create("person", {"name": "Imogen Vale"})[0]
        kept = ws.records.get("person", new.id)
        assert kept is not None
        assert str(kept.values["created_at"])[:10] == "2026-11-21"
    with opened(copy, replace(surroundings(tmp_path, "en", LATER), ids=seeded_ids(4)), edit=True) as ws:
        ws.settings.change({"practice": None})
    with opened(copy, surroundings(tmp_path, "en", LATER), edit=False) as ws:
        assert (ws.today(), ws.practice_day()) == ("2026-11-21", "")


def test_liaisons_of_mvp_2_are_paid_for_the_hours_they_gave(mill_town: Path, tmp_path: Path) -> None:
    with opened(mill_town, surroundings(tmp_path, "en"), edit=False) as ws:
        shown = shown_to(ws, Setting("en", Audience.TEAM))
        half, total = ("2024-07-01", "2024-12-31"), 0
        for row in shown.rows("liaison_agreement"):
            given = gather_hours(shown, str(row.get("person")))
            first = next(one for one in row.below("invoices") if one.get("end") == half[1])
            amount = amount_of(row, first, given)
            assert amount == earned(row, given, *half)
            total += amount or 0
        paid = next(one for one in ws.records.load("expense") if "212 hours" in str(one.get("item")))
        assert total == paid.get("amount") == 212 * 4000


def test_the_town_of_mvp_2_is_as_far_as_a_real_one(mill_town: Path, tmp_path: Path) -> None:
    with opened(mill_town, surroundings(tmp_path, "en"), edit=False) as ws:
        rows = {name: ws.records.load(name) for name in ws.records.types()}
        assert {name: len(rows[name]) for name in ("person", "event", "statement", "priority")} == {
            "person": 10, "event": 25, "statement": 150, "priority": 20,
        }  # fmt: skip
        liaisons = [one for one in rows["person"] if any(x.get("role") == "LIA" for x in one.below("roles"))]
        assert len(liaisons) == 5
        assert len({one.get("text") for one in rows["statement"]}) == 150
        for name, wanted in (("topic", 12), ("kind", 4), ("provenance", 4), ("pass_no", 2)):
            assert len({one.get(name) for one in rows["statement"]}) == wanted, name
        standings = Counter(one.get("standing") for one in rows["idea"])
        assert (standings["chosen"], standings["runner_up"], standings["candidate"]) == (1, 1, 1)
        (decision,) = rows["seed_decision"]
        assert str(decision.get("approved_on")) >= str(decision.get("sent_on")) >= str(decision.get("date"))
        for event in rows["event"]:
            assert sum(int(str(one.get("number"))) for one in event.below("counts")) == event.get("attended"), (
                event.title
            )
        for name in ("procurement", "data_item", "seat", "position", "candidate", "plan_task", "check_in", "next_step"):
            assert rows[name], name


def test_the_pots_of_mvp_2_are_spent_by_the_rules(mill_town: Path, tmp_path: Path) -> None:
    with opened(mill_town, surroundings(tmp_path, "en"), edit=False) as ws:
        view = ws.budget.view()
        assert [(one.granted, one.planned) for one in view.sources] == [(5_000_000, 5_000_000)] * 2
        assert view.findings == ()
        seed = {one.id for one in ws.records.load("funding_source") if one.get("pot") == "seed"}
        lines = {one.id for one in ws.records.load("budget_line") if one.get("funding_source") in seed}
        (decision,) = ws.records.load("seed_decision")
        days = [str(one.get("date")) for one in ws.records.load("expense") if one.get("budget_line") in lines]
        assert days
        assert min(days) > str(decision.get("approved_on"))


def test_those_who_compared_the_ideas_chose_the_best_scored_one(mill_town: Path, tmp_path: Path) -> None:
    with opened(mill_town, surroundings(tmp_path, "en"), edit=False) as ws:
        view = ws.scoring.view(ws.seed.scoring_id())
        assert view is not None
        chosen = next(one.title for one in ws.records.load("idea") if one.get("standing") == "chosen")
        totals = {title: view.result(candidate).total.mean for candidate, title in view.candidates}
        assert max(totals, key=lambda title: totals[title] or 0) == chosen
        assert {one.kind for one in view.people} == {"liaison", "municipal"}
