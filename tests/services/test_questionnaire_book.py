"""A questionnaire goes into a workbook and comes back: equal, changed, or refused with its reason."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.spec import Audience
from app.i18n import Translator
from app.imports.workbook import read_book
from app.models.document.document import Document
from app.services.importing import matched
from app.services.importing.report import Report
from app.services.importing.rows import RowKind
from app.services.output_kinds import Request, Tools, prepare
from app.services.questionnaires.bring_in import SheetsPlan, plan_sheets
from app.services.questionnaires.counts import Tally, tally
from app.services.workspace import Program, Workspace
from tests.exports.xlsx.oracle import cell_values, differences
from tests.imports.hostile import ODD, REFUSED
from tests.services.question_desk import FIRST, fill, make_questionnaire
from tests.support import FULL, LANGUAGES, ROOT, SEED, seeded

Edit = Callable[[Worksheet], None]
WAYS = tuple(itertools.product(LANGUAGES, ("roc", "gregorian")))
"""Language and calendar of a workbook; a short run takes one, and another for another seed."""


def book(ws: Workspace, key: str, language: str = "en", audience: Audience = Audience.TEAM, **options: str) -> bytes:
    """Return the workbook of a questionnaire."""
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    request = Request(language, audience, ids=(key,), options=options)
    return prepare(ws, "questionnaire-workbook", request)(tools, NoProgress()).single or b""


def planned(ws: Workspace, path: Path, key: str = "") -> SheetsPlan:
    read = read_book(path)
    return plan_sheets(read, ws.sheet_imports.snapshot(read, key))


def edited(data: bytes, path: Path, edit: Edit) -> Path:
    made = load_workbook(BytesIO(data))
    edit(made.worksheets[0])
    made.save(path)
    return path


def kinds(plan: SheetsPlan) -> dict[str, int]:
    return {kind.value: count for kind, count in plan.counts().items() if count}


def state(ws: Workspace, key: str) -> list[object]:
    """Return everything about the sheets that a workbook carries."""
    rows = ws.records.load("questionnaire_sheet", where={"questionnaire": key}, sort="number")
    dates = [row.get("date") for row in rows]
    return [(replaced(one), day) for one, day in zip(ws.questionnaires.sheets(key), dates, strict=True)]


def replaced(one: object) -> tuple[object, ...]:
    names = ("number", "language", "group", "event", "values", "words")
    return tuple(getattr(one, name) for name in names)


def counted(ws: Workspace, key: str) -> list[Tally]:
    view = ws.questionnaires.view(key)
    assert view is not None
    sheets = ws.questionnaires.sheets(key)
    return [tally(one.asked, sheets) for one in view.questions]


def opened(folder: Path, document: Document, clock: FixedClock, seed: int) -> Workspace:
    return Workspace(
        document, Program((), folder / "cache", folder / "data", clock, seeded_ids(seed)), Translator("en")
    )


def begun(folder: Path, clock: FixedClock) -> Workspace:
    document = Document.create(folder / "問卷.banyan", application_version="0", clock=clock, ids=seeded_ids(7))
    made = opened(folder, document, clock, 8)
    made.records.create("community", {"name": "安和社區"})
    return made


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with a questionnaire and sixty sheets, made once."""
    folder = tmp_path_factory.mktemp("filled")
    made = begun(folder, FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=UTC)))
    fill(made, make_questionnaire(made), 60, seeded("workbook"))
    made.document.close()
    return folder / "問卷.banyan"


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """An empty document, or a copy of the filled one where the test asks for its sheets."""
    if "sixty" in request.fixturenames:
        path = Path(shutil.copyfile(request.getfixturevalue("filled"), tmp_path / "問卷.banyan"))
        made = opened(tmp_path, Document.open(path, clock=clock, ids=seeded_ids(9)), clock, 10)
    else:
        made = begun(tmp_path, clock)
    yield made
    made.document.close()


@pytest.fixture
def asked(workspace: Workspace) -> str:
    return make_questionnaire(workspace)


@pytest.fixture
def sixty(workspace: Workspace) -> str:
    return workspace.records.load("questionnaire")[0].id


@pytest.mark.parametrize(("language", "calendar"), WAYS if FULL else WAYS[SEED % 4 :][:1])
def test_sixty_sheets_go_out_and_come_back_equal(
    workspace: Workspace, sixty: str, tmp_path: Path, language: str, calendar: str
) -> None:
    workspace.settings.change({"calendar": calendar})
    data, before, results = book(workspace, sixty, language), state(workspace, sixty), counted(workspace, sixty)
    path = tmp_path / "問卷.xlsx"
    path.write_bytes(data)
    same = planned(workspace, path)
    assert (kinds(same), same.notes) == ({"same": 60}, ())
    for row in workspace.records.load("questionnaire_sheet"):
        workspace.records.delete("questionnaire_sheet", row.id)
    assert state(workspace, sixty) == []
    plan = planned(workspace, path)
    assert kinds(plan) == {"new": 60}
    done = workspace.sheet_imports.bring_in(plan)
    assert (done.added, done.changed, done.left) == (60, 0, 0)
    assert state(workspace, sixty) == before
    assert counted(workspace, sixty) == results
    assert book(workspace, sixty, language) == data
    workspace.document.undo()
    assert state(workspace, sixty) == []


@pytest.mark.needs_libreoffice
def test_libreoffice_counts_the_same(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    data = book(workspace, sixty)
    assert differences(data, tmp_path) == []


def test_the_counts_of_the_workbook_are_those_of_the_program(workspace: Workspace, sixty: str) -> None:
    data = book(workspace, sixty)
    shown = [value for (sheet, place), value in cell_values(data).items() if sheet == "Results" and place[0] == "C"]
    several, number, scale, words, choice = counted(workspace, sixty)
    assert shown[:4] == [several.n, *(count for _, count in several.counts)]
    assert shown[4] == number.n
    assert shown[6:8] == [number.low, number.high]
    assert shown[8:14] == [scale.n, *(count for _, count in scale.counts)]
    assert shown[15:] == [words.n, choice.n, *(count for _, count in choice.counts)]


def test_what_was_typed_in_excel_comes_in_by_key_or_by_words(workspace: Workspace, asked: str, tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        rows = [
            (None, 1, "Mandarin", None, None, None, "1,3", 6, 4, "請先打電話", "住一樓"),
            (None, 2, "Vietnamese", None, None, None, "Quạt、Library", "１２", "5", "=1+1", "2 Upstairs"),
            (None, 3, "en", None, None, "2025-05-03", 13, "1,200", None, None, None),
            (None, 4),
            (None, None, "英文", None, None, None, "電扇", None, None, None, None),
        ]
        for at, row in enumerate(rows, 5):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column).value = value
                    if isinstance(value, str):
                        sheet.cell(at, column).data_type = "s"

    path = edited(book(workspace, asked, empty="yes"), tmp_path / "typed.xlsx", edit)
    plan = planned(workspace, path)
    assert kinds(plan) == {"new": 3, "doubtful": 1}
    workspace.sheet_imports.bring_in(plan)
    sheets = workspace.questionnaires.sheets(asked)
    view = workspace.questionnaires.view(asked)
    assert view is not None
    ids = [one.asked.id for one in view.questions]
    assert [one.number for one in sheets] == [1, 2, 3, 5]
    assert [one.language for one in sheets] == ["zh", "vi", "en", "en"]
    assert [one.values.get(ids[0]) for one in sheets] == ["1,3", "2,3", "1,3", "2"]
    assert [one.values.get(ids[1]) for one in sheets] == ["6", "12", "1200", None]
    assert [one.values.get(ids[4]) for one in sheets] == ["1", "2", None, None]
    assert sheets[1].words == {ids[3]: "=1+1"}
    again = book(workspace, asked)
    cell = load_workbook(BytesIO(again)).worksheets[0].cell(6, 10)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_cannot_be_understood_is_refused_with_its_reason(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    before = state(workspace, sixty)

    def edit(sheet: Worksheet) -> None:
        sheet["G5"], sheet["H6"], sheet["C7"], sheet["K8"] = "1,9", "many", "Klingon", "1,2"
        sheet["B9"], sheet["D10"], sheet["I11"] = "five", "No such event", 6
        sheet["G12"] = "2" if sheet["G12"].value != "2" else "3"

    plan = planned(workspace, edited(book(workspace, sixty), tmp_path / "x.xlsx", edit))
    assert kinds(plan) == {"refused": 7, "changed": 1, "same": 52}
    said = "\n".join(Report(plan, Translator("en")).lines({}))
    for reason in ("“1,9” is no choice", "Write a number", "“Klingon” is no language", "Only one choice",
                   "Write a whole number", "no event called “No such event”", "“6” is no choice"):  # fmt: skip
        assert reason in said
    assert "row 5\t" in said
    assert "→" in said
    done = workspace.sheet_imports.bring_in(plan)
    assert (done.added, done.changed, done.left) == (0, 1, 7)
    after = state(workspace, sixty)
    assert [at for at, (one, two) in enumerate(zip(before, after, strict=True)) if one != two] == [7]


def test_empty_cells_empty_only_where_the_id_stands(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    first = workspace.questionnaires.sheets(sixty)[0]
    assert first.values

    def empty(sheet: Worksheet) -> None:
        for column in range(7, 12):
            sheet.cell(5, column).value = None

    plan = planned(workspace, edited(book(workspace, sixty), tmp_path / "a.xlsx", empty))
    assert kinds(plan) == {"changed": 1, "same": 59}

    def without(sheet: Worksheet) -> None:
        empty(sheet)
        sheet.cell(5, 1).value = None

    assert kinds(planned(workspace, edited(book(workspace, sixty), tmp_path / "b.xlsx", without))) == {"same": 60}
    workspace.sheet_imports.bring_in(plan)
    assert workspace.questionnaires.sheets(sixty)[0].values == {}


def test_rows_copied_in_excel_become_sheets_of_their_own(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    def copy(sheet: Worksheet) -> None:
        for row in (65, 66):
            for source in sheet[5]:
                target = sheet.cell(row, source.column)
                target.value, target.data_type = source.value, source.data_type  # "=1+1" stays what somebody wrote
        sheet.cell(65, 2).value = 61

    plan = planned(workspace, edited(book(workspace, sixty), tmp_path / "c.xlsx", copy))
    assert kinds(plan) == {"same": 60, "new": 1, "refused": 1}
    assert "stands in the file twice" in "\n".join(Report(plan, Translator("en")).lines({}))


def test_a_plain_table_is_matched_by_short_names_in_order(workspace: Workspace, asked: str, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["鄰里問卷"])
    sheet.append(["問卷份號", "Sheet number", FIRST["zh"], "說明", "小時", "小時"])
    sheet.append([None, 7, "冷氣", "x", 3, "4"])
    made.save(tmp_path / "plain.xlsx")
    plan = planned(workspace, tmp_path / "plain.xlsx", asked)
    assert kinds(plan) == {"new": 1}
    assert "說明" in Report(plan, Translator("en")).lines({})[1]
    workspace.sheet_imports.bring_in(plan)
    (one,) = workspace.questionnaires.sheets(asked)
    assert one.number == 7
    assert sorted(one.values.values()) == ["1", "3", "4"]


def test_events_of_one_title_are_told_apart_and_follow_when_renamed(
    workspace: Workspace, asked: str, tmp_path: Path
) -> None:
    days = ("2025-05-01", "2025-06-01")
    events = [workspace.records.create("event", {"title": "里民大會", "date": day})[0].id for day in days]
    fill(workspace, asked, 4, seeded("events"), events=events)
    path = tmp_path / "e.xlsx"
    path.write_bytes(book(workspace, asked))
    shown = {row[3].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=5)}
    assert shown == {"里民大會 (2025-05-01)", "里民大會 (2025-06-01)"}
    assert kinds(planned(workspace, path)) == {"same": 4}
    workspace.records.change("event", events[0], {"title": "降溫日"})
    assert kinds(planned(workspace, path)) == {"same": 4}


def test_others_see_no_ids_and_no_small_groups_and_it_never_comes_back(
    workspace: Workspace, asked: str, tmp_path: Path
) -> None:
    groups = [workspace.records.create("population_group", {"name": name})[0].id for name in ("長者", "移工")]
    fill(workspace, asked, 13, seeded("groups"), groups=[*[groups[0]] * 10, *[groups[1]] * 3])
    path = tmp_path / "authority.xlsx"
    path.write_bytes(book(workspace, asked, "zh_TW", Audience.AUTHORITY))
    said = "\n".join(str(value) for sheet in load_workbook(path).worksheets for row in sheet.values for value in row)
    assert "移工" not in said
    for row in workspace.records.load("questionnaire_sheet"):
        assert row.id not in said
    with pytest.raises(InputError) as refused:
        planned(workspace, path)
    assert refused.value.code == "import.masked"


def test_a_workbook_of_another_questionnaire_is_refused(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    other = make_questionnaire(workspace)
    path = tmp_path / "o.xlsx"
    path.write_bytes(book(workspace, sixty))
    with pytest.raises(InputError) as wrong:
        planned(workspace, path, other)
    assert wrong.value.code == "import.questionnaire"
    assert kinds(planned(workspace, path)) == {"same": 60}
    with pytest.raises(InputError) as page:
        matched(read_book(path))
    assert page.value.code == "import.questionnaire"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    """A document with a questionnaire that nothing is brought into."""
    made = begun(tmp_path_factory.mktemp("untouched"), FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=UTC)))
    yield made, make_questionnaire(made)
    made.document.close()


@pytest.mark.parametrize("name", sorted({**REFUSED, **ODD}))
def test_harmful_and_foreign_files_are_refused_and_change_nothing(
    untouched: tuple[Workspace, str], tmp_path: Path, name: str
) -> None:
    workspace, asked = untouched
    made = REFUSED[name][1] if name in REFUSED else ODD[name]
    (tmp_path / name).write_bytes(made())
    with pytest.raises(InputError) as refused:
        planned(workspace, tmp_path / name, asked)
    assert refused.value.code == (REFUSED[name][0] if name in REFUSED else "import.no_headings")
    assert refused.value.exit_code == 2
    assert workspace.questionnaires.sheets(asked) == ()


def test_a_dry_run_that_is_out_of_date_writes_nothing(workspace: Workspace, sixty: str, tmp_path: Path) -> None:
    path = edited(book(workspace, sixty), tmp_path / "s.xlsx", lambda sheet: sheet.delete_rows(5, 1))
    plan = planned(workspace, path)
    workspace.records.change("questionnaire", sixty, {"title": "另一個"})
    with pytest.raises(InputError) as stale:
        workspace.sheet_imports.bring_in(plan)
    assert stale.value.code == "import.stale"


def test_random_answers_survive_any_kind(workspace: Workspace, asked: str, tmp_path: Path) -> None:
    view = workspace.questionnaires.view(asked)
    assert view is not None
    rng = random.Random(5)
    from app.services.questionnaires import SheetHead

    odd = ("007", "1e3", "x", "12345678901234567890", "-3.5", "0.10", "2,5", "  4 ", "=2", "+1")
    words = ("=cmd|' /C calc'!A0", "@SUM(1)", "_x0041_", " 開頭有空白", "兩行\n字", "'quoted", "1,3", "😀")
    for at in range(12):
        sheet = workspace.questionnaires.begin_sheet(asked, SheetHead("zh"))
        for one in view.questions:
            kind = one.asked.kind
            if kind == "words":
                workspace.questionnaires.answer(sheet, one.asked.id, words=words[at % len(words)])
            else:
                workspace.questionnaires.answer(sheet, one.asked.id, value=rng.choice(odd))
    path = tmp_path / "odd.xlsx"
    path.write_bytes(book(workspace, asked))
    plan = planned(workspace, path)
    assert kinds(plan) == {RowKind.SAME.value: 12}
