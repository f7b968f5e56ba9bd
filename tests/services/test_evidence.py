"""Evidence: suggested by the programme's map, kept as people decided, printed with the pages that are true."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.core.clock import FixedClock
from app.core.fields import Severity
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.layout import FontSet, lay_out, page_words, shown_pages
from app.exports.pdf import page_texts
from app.exports.spec import Audience, Chart, DocumentSpec, ListItem, Photos, Table, records_in
from app.i18n import Translator
from app.services.dossier.press import gather_dossier, press
from app.services.evidence import shown_by
from app.services.evidence.lists import odd_lists
from app.services.evidence.views import HOLE, OFFERED, PROVEN, WEAK, Line, Piece
from app.services.live_kinds import list_mark
from app.services.opening import make_workspace, open_workspace
from app.services.output_kinds import Output, Request, Tools, prepare
from app.services.workspace import Workspace
from tests.practice import practice, program_at
from tests.support import FULL, LANGUAGES, ROOT, SEED

TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
SITE, WRITTEN = "nfa-114/site", "nfa-114/written"
EDUCATION = f"{SITE}/1.5"


def program_in(folder: Path):  # type: ignore[no-untyped-def]  # noqa: ANN201 - the tuple is taken apart at once
    """Return what the program brings, with everything it keeps in *folder*."""
    return program_at(folder, FixedClock(TODAY))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty file that takes part in the evaluation."""
    made = make_workspace(
        tmp_path / "安和社區.banyan", program_in(tmp_path), Translator("en"), community="安和社區", place="TW",
        programme="nfa-114", person="",
    )  # fmt: skip
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice community; only to be copied."""
    return practice(tmp_path_factory, "nfa")


@pytest.fixture
def sample(practised: Path, tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    """Open a copy of the practice community in a language."""
    opened: list[Workspace] = []

    def open_it(language: str) -> Workspace:
        path = Path(shutil.copyfile(practised, tmp_path / f"{language}.banyan"))
        opened.append(open_workspace(path, program_in(tmp_path), Translator(language)))
        return opened[-1]

    yield open_it
    for one in opened:
        one.document.close()


def line(ws: Workspace, key: str) -> Line:
    coverage = ws.evidence.coverage(key.rpartition("/")[0])
    assert coverage is not None
    found = coverage.line(key)
    assert found is not None
    return found


def drill(ws: Workspace, title: str = "地震演練", **values: object) -> str:
    return ws.records.create("training", {"title": title, "date": "2025-02-01", **values})[0].id


def test_what_the_map_suggests_is_confirmed_in_one_step_and_stays_with_the_record(ws: Workspace) -> None:
    assert line(ws, EDUCATION).state == HOLE
    first, second = drill(ws), drill(ws, "收容演練", source_text="公所函")
    offered = line(ws, EDUCATION)
    assert offered.state == OFFERED
    assert {one.record for one in offered.suggested} == {first, second}
    ws.evidence.tag(EDUCATION, [one.pick for one in offered.suggested])
    proven = line(ws, EDUCATION)
    assert (proven.state, len(proven.pieces), proven.suggested) == (PROVEN, 2, ())
    assert [one.sound for one in proven.pieces if one.record == first] == [False]
    assert proven.dates == ("2025-02-01", "2025-02-01")
    ws.document.undo()
    assert line(ws, EDUCATION).state == OFFERED
    ws.document.redo()
    ws.evidence.tag(f"{SITE}/1.8", [("training", first)])
    assert {one.target for one in ws.evidence.of_record("training", first).pieces} == {EDUCATION, f"{SITE}/1.8"}
    ws.records.delete("training", first)
    assert [one.record for one in line(ws, EDUCATION).pieces] == [second]
    ws.document.undo()
    assert {one.record for one in line(ws, EDUCATION).pieces} == {first, second}


def test_what_was_turned_down_is_suggested_no_more_and_can_still_be_added(ws: Workspace) -> None:
    key = drill(ws)
    ws.evidence.decline(EDUCATION, [("training", key)])
    assert line(ws, EDUCATION).state == HOLE
    assert {one.target for one in ws.evidence.of_record("training", key).suggested} == {
        f"{WRITTEN}/1", f"{WRITTEN}/4", f"{SITE}/1.8",
    }  # fmt: skip
    ws.evidence.tag(EDUCATION, [("training", key)], "簽到64人")
    assert [one.reason for one in line(ws, EDUCATION).pieces] == ["簽到64人"]
    assert len(ws.records.load("evidence")) == 1


def test_lists_of_people_and_of_what_is_sealed_are_cited_as_a_whole(ws: Workspace) -> None:
    for name in ("林阿好", "陳大明"):
        ws.records.create("person", {"name": name})
    ws.records.create("supply", {"name": "白米", "qty": 60, "as_of_date": "2025-01", "source_text": "盤點表"})
    found = {one.type: one for one in line(ws, f"{SITE}/1.1").suggested}
    assert (found["person"].record, found["person"].count) == ("", 2)
    ws.evidence.tag(f"{SITE}/1.1", [found["person"].pick, found["supply"].pick])
    assert line(ws, f"{SITE}/1.1").state == PROVEN
    ws.records.delete("supply", ws.records.load("supply")[0].id)
    assert line(ws, f"{SITE}/1.1").state == WEAK


def test_photos_follow_what_is_cited(ws: Workspace) -> None:
    photo = ws.records.create("photo", {"caption": {"zh_TW": "清點"}, "taken_on": "2025-02-01"})[0].id
    key = drill(ws, photos=(photo,))
    assert {one.type for one in line(ws, EDUCATION).suggested} == {"training"}
    ws.evidence.tag(EDUCATION, [("training", key)])
    assert [one.pick for one in line(ws, EDUCATION).suggested] == [("photo", photo)]


def test_reason_and_strength_are_found_and_told(ws: Workspace) -> None:
    ws.evidence.tag(EDUCATION, [("training", drill(ws))])
    piece = line(ws, EDUCATION).pieces[0]
    ws.evidence.explain(piece.id, "芙蓉里的簽到表", step="one")
    ws.evidence.weigh(piece.id, "3")
    assert line(ws, EDUCATION).strongest == "3"
    assert [(one.type, one.id) for one in ws.search.query("芙蓉里")] == [("evidence", piece.id)]
    ws.evidence.remove([piece.id])
    assert line(ws, EDUCATION).state == OFFERED


def test_what_to_look_at_names_the_record_and_the_place(ws: Workspace) -> None:
    def photo(taken: str, caption: str = "") -> str:
        words = {"zh_TW": caption} if caption else None
        return ws.records.create("photo", {"taken_on": taken, "name": "a.jpg", "caption": words})[0].id

    both, late, bare = photo("2025-02-01", "兩場"), photo("2025-02-09", "另一天"), photo("2025-02", "")
    event = ws.records.create("event", {"title": "說明會", "date": "2025-02-01", "photos": (both, late, bare)})[0].id
    other = drill(ws, photos=(both,))
    empty = ws.records.create("event", {"title": "沒有憑據", "date": "2025-01-05"})[0].id
    found = {one.key: [item.route for item in one.items] for one in odd_lists(ws)}
    assert found["twice"] == [f"record:training:{other}:photos"]
    assert found["days"] == [f"record:photo:{late}:taken_on"]
    assert found["captions"] == [f"record:photo:{bare}:caption"]
    assert found["unproved"] == [f"record:event:{empty}:proof"]
    assert f"record:event:{event}" in found["unused"]
    ws.evidence.tag(EDUCATION, [("event", event)])
    found = {one.key: [item.route for item in one.items] for one in odd_lists(ws)}
    assert found["unsaid"] == [f"evidence:{EDUCATION}"]
    assert f"record:event:{event}" not in found["unused"]


def test_the_check_of_the_dossier_reads_the_evidence(ws: Workspace, fonts: FontSet) -> None:
    def judged() -> dict[str, list[str]]:
        pressed = press(gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC), fonts)
        return {
            one.rule.id: [finding.place for finding in one.findings]
            for one in pressed.results
            if any(finding.severity is not Severity.UNKNOWN for finding in one.findings)
        }

    before = judged()
    assert len(before["DOS-022"]) == 5
    assert f"evidence:{WRITTEN}/3" in before["EVI-001"]
    since = {"since": "2024-05-01", "source_text": "鄉公所公告"}
    practice = ws.records.create("special_practice", {"name": "雨水花園", **since})[0].id
    ws.evidence.tag(f"{WRITTEN}/3", [("special_practice", practice)])
    after = judged()
    assert len(after["DOS-022"]) == 4
    assert f"evidence:{WRITTEN}/3" not in after["EVI-001"]
    assert len(after["EVI-001"]) == len(before["EVI-001"]) - 1


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


def made(ws: Workspace, kind: str, language: str, fonts: FontSet, audience: Audience = Audience.TEAM) -> Output:
    return prepare(ws, kind, Request(language, audience))(Tools(fonts, ws.pictures), NoProgress())


def pages_of(output: Output) -> list[str]:
    """Return the text of each page without spaces."""
    data = output.single
    assert data
    with pikepdf.open(BytesIO(data)) as pdf:
        count = len(pdf.pages)
    return [re.sub(r"\s+", "", text) for text in page_texts(data)][:count]


def words_of(ws: Workspace, piece: Piece, told: Mapping[str, list[str]], photos: Mapping[str, str]) -> list[str]:
    """Return what may stand for a record on a page: its title, captions of its photos, figures that tell of it."""
    if not piece.record:
        titles = [row.title for row in ws.records.load(piece.type)]
        return [*(_squeezed(one)[:8] for one in titles if one), *told.get(list_mark(piece.type), [])]
    row = ws.records.get(piece.type, piece.record)
    shown = [photos[one] for one in (shown_by(row, "photo") if row else ()) if one in photos]
    return [*(_squeezed(one)[:8] for one in (piece.title, *shown) if one), *told.get(piece.record, [])]


def told_in(spec: DocumentSpec) -> dict[str, list[str]]:
    """Return each record, or mark of a list, to the captions under which a document tells of it."""
    found: dict[str, list[str]] = {}
    for part in spec.parts:
        for block in part.blocks:
            said = [text_of(block.caption)] if isinstance(block, Table | Chart) else []
            if isinstance(block, Photos):
                said = [text_of(one.caption) for one in block.items]
            elif isinstance(block, ListItem):
                said = [text_of(block.runs)]
            for record in records_in(block):
                found.setdefault(record, []).extend(_squeezed(one)[:8] for one in said if one)
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", LANGUAGES if FULL else (LANGUAGES[SEED % 2],))
def test_the_index_names_the_pages_on_which_the_dossier_prints_a_record(
    language: str, sample: Callable[[str], Workspace], fonts: FontSet
) -> None:
    ws = sample(language)
    ws.evidence.adopt(SITE, language)
    ws.evidence.adopt(SITE, language)
    dossier = pages_of(made(ws, "nfa-dossier", language, fonts))
    index = made(ws, "nfa-evidence-index", language, fonts)
    with pikepdf.open(BytesIO(index.single or b"")) as pdf:
        box = [float(one) for one in pdf.pages[0].mediabox.as_list()]
        assert box[2] > box[3]
    told = "".join(pages_of(index))
    pressed = press(gather_dossier(ws, "nfa-114", language, Audience.TEAM), fonts)
    pages, between = shown_pages(pressed.laid), "、" if language == "zh_TW" else ","
    cover = next(pressed.laid.part_pages[one.id][0] for one in pressed.spec.parts if one.kind == "cover")
    dates = Translator(language, "roc", "TWD").date
    checked, captions = 0, told_in(pressed.spec)
    photos = {one.id: one.title for one in ws.records.load("photo")}
    for piece in ws.evidence.pieces():
        words = words_of(ws, piece, captions, photos)
        for number in pages.get(piece.record or list_mark(piece.type), ()):
            assert number == cover or any(one in dossier[number - 1] for one in words), (
                piece.type,
                piece.title,
                number,
            )
            checked += 1
        title = re.sub(r"\s+", "", piece.title)
        if not piece.record or piece.type not in ("event", "photo", "response_group"):
            continue
        assert title[:20] in told
        where = page_words(pages.get(piece.record, ()), between) or "[－–]"
        said = re.sub(r"\s+", "", (dates(piece.date) if piece.date else "") + piece.reason)
        assert re.search(re.escape(title + said) + where, told), (piece.title, where)
        if not pages.get(piece.record):
            assert not any(title in page for page in dossier), piece.title
    assert checked > 60


@pytest.mark.parametrize("language", LANGUAGES if FULL else (LANGUAGES[(SEED + 1) % 2],))
def test_the_index_in_the_dossier_is_laid_out_after_the_body_and_true(
    language: str, sample: Callable[[str], Workspace], fonts: FontSet
) -> None:
    ws = sample(language)
    ws.evidence.adopt(SITE, language)
    view = ws.dossier.find("nfa-114")
    assert view is not None
    appendix, _ = ws.dossier.add_appendix(view.id, "佐證索引")
    ws.dossier.insert(appendix, "", "live", {"live": "evidence_index", "stage": "site"})
    gathered = gather_dossier(ws, "nfa-114", language, Audience.TEAM)
    laid = lay_out(gathered.spec, fonts)
    assert laid.places == lay_out(gathered.spec, fonts, cache=None).places
    pages, first = shown_pages(laid), laid.part_pages[appendix][0]
    text = pages_of(made(ws, "dossier", language, fonts))
    index = "".join(text[first - 1 :])
    cited = [one for one in ws.evidence.pieces() if one.record and one.target.startswith(SITE) and one.type == "event"]
    assert any(len(pages[piece.record]) > 1 for piece in cited)
    for piece in cited:
        words = re.sub(r"\s+", "", piece.title)
        where = pages.get(piece.record, ())
        assert where, piece.title
        told = page_words(where, "、" if language == "zh_TW" else ",")
        assert re.search(re.escape(words) + r"\D.{0,120}?" + told, index), piece.title


def test_a_record_that_is_not_printed_has_no_page(ws: Workspace, fonts: FontSet) -> None:
    ws.evidence.tag(EDUCATION, [("training", drill(ws, "沒有印的演練"))])
    ws.dossier.begin("nfa-114", "zh_TW")
    told = "".join(pages_of(made(ws, "evidence-matrix", "zh_TW", fonts)))
    assert re.search(r"沒有印的演練114年2月1日－", told)


def test_nobody_outside_reads_what_only_the_team_may_know(ws: Workspace, fonts: FontSet) -> None:
    hidden = drill(ws, "內部演練", privacy="3")
    ws.evidence.tag(EDUCATION, [("training", hidden)])
    assert "內部演練" in "".join(pages_of(made(ws, "evidence-matrix", "zh_TW", fonts)))
    public = "".join(pages_of(made(ws, "evidence-matrix", "zh_TW", fonts, Audience.PUBLIC)))
    assert "內部演練" not in public
    assert "只計數" in public


def test_figures_and_lists_say_which_records_they_tell_of(sample: Callable[[str], Workspace]) -> None:
    ws = sample("zh_TW")
    spec = gather_dossier(ws, "nfa-114", "zh_TW", Audience.TEAM).spec
    shown = {one for part in spec.parts for block in part.blocks for one in records_in(block)}
    events = {row.id for row in ws.records.load("event")}
    assert events <= shown
    assert {"list:event", "list:person", "list:response_group"} <= shown
