"""The package for the county: its names, its files, its list; and a stick that loses a byte is found out every time."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import Cancelled, DiskFullError, StorageError
from app.core.messages import Message
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_count, page_texts
from app.i18n import Translator
from app.services.handover.desk import Made, gather_handover, gather_package, handover_view, make_papers, parts_of
from app.services.handover.names import SETTING, USUAL, NamingRule
from app.services.handover.write import Delivered, PackageWriter, write_package
from app.services.output_kinds import KINDS, Tools
from app.services.workspace import Workspace
from tests.services.check_desk import PACK, clean_workspace
from tests.support import ROOT, count, seeded

PLANNED = ("維運計畫",) if "nfa-plan" in KINDS else ()
VALUES = {"round": "114", "county": "綠水縣", "township": "大榕鎮", "name": "榕樹社區", "date": "2025-03-20"}


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = clean_workspace(tmp_path_factory.mktemp("package"))
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def tools(ws: Workspace) -> Tools:
    return Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)


@pytest.fixture(scope="module")
def made(ws: Workspace, tools: Tools) -> Made:
    return make_papers(gather_package(ws, PACK), tools, NoProgress())


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (USUAL, "114_榕樹社區_申請表.pdf"),
        ("{county}{township}{name}-{what}", "綠水縣大榕鎮榕樹社區-申請表.pdf"),
        ("{date} {what}", "2025-03-20 申請表.pdf"),
    ],
)
def test_names_follow_the_rule(rule: str, name: str) -> None:
    naming = NamingRule(rule, VALUES)
    assert naming.problem() is None
    assert naming.name("申請表", ".pdf") == name


def test_an_empty_token_leaves_no_gap() -> None:
    assert NamingRule(USUAL, {"round": "114"}).name("申請表", ".pdf") == "114_申請表.pdf"


@pytest.mark.parametrize(
    "name", ["Ruifang Jinguashi and Jiufen Resilient Community Development Association", "長" * 90]
)
def test_a_long_name_gives_way_to_the_name_of_the_paper(name: str) -> None:
    naming = NamingRule("{county}_{name}_{what}", {**VALUES, "name": name})
    assert naming.problem() is None
    for paper in ("Application form", "Upkeep plan", "申請表"):
        made = naming.name(paper, ".pdf")
        assert made.endswith(f"_{paper}.pdf")
        assert made.startswith(f"綠水縣_{name[:20]}")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("  ", "empty"),
        ("{name}", "{what} is missing"),
        ("{what}{year}", "“{year}” is not one"),
        ("{what", "A bracket is open"),
        ("a/b:{what}?", "cannot stand in a file name: / : ?"),
        ("很" * 70 + "{what}", "too long"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_politely(rule: str, said: str) -> None:
    problem = NamingRule(rule, VALUES).problem()
    assert problem is not None
    assert said in Translator("en").text(problem)


def test_everything_stands_in_the_package_under_its_name(made: Made) -> None:
    assert list(made.files) == [
        f"114_榕樹社區_{what}.pdf" for what in ("書面評鑑資料", "申請表", *PLANNED, "圖片總覽", "佐證索引", "檢查報告")
    ]
    assert (made.name, made.folder, made.listing) == (
        "114_榕樹社區_交件資料",
        "原始圖檔",
        "114_榕樹社區_檔案清單SHA256.txt",
    )
    assert not made.draft
    assert all(page_count(data) for data in made.files.values())
    assert "圖1" in "".join(page_texts(made.files["114_榕樹社區_圖片總覽.pdf"]))


def test_folder_and_zip_hold_the_same_and_the_list_is_true(ws: Workspace, made: Made, tmp_path: Path) -> None:
    folder = written(ws, made, tmp_path / "stick", zipped=False)
    packed = written(ws, made, tmp_path / "stick", zipped=True)
    lines = [one.split("  ", 1) for one in (folder.path / made.listing).read_text("utf-8").splitlines()]
    listed = {name: total for total, name in lines}
    there = {
        str(one.relative_to(folder.path).as_posix()): one.read_bytes()
        for one in folder.path.rglob("*")
        if one.is_file()
    }
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in there.items() if name != made.listing}
    with zipfile.ZipFile(packed.path) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == there
    photo = ws.records.load("photo")[0]
    assert there["原始圖檔/圖1_演練照片.jpg"] == ws.document.blob(str(photo.get("sha256")))
    assert sorted(one.name for one in (tmp_path / "stick").iterdir()) == [folder.path.name, packed.path.name]


def test_what_is_there_already_is_left_alone(ws: Workspace, made: Made, tmp_path: Path) -> None:
    first = written(ws, made, tmp_path, zipped=False)
    again = written(ws, made, tmp_path, zipped=False)
    assert again.path.name == "114_榕樹社區_交件資料-2"
    assert first.path.is_dir()


@pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
def test_a_stick_that_loses_a_byte_is_noticed_every_time(
    ws: Workspace, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    """Whatever was flushed to the stick stands there with one bit, one byte or one end other than it was written."""
    dice, stick = seeded(f"stick {zipped}"), tmp_path / "stick"
    stick.mkdir()
    real, files = os.fsync, len(made.files) + len(made.figures) + 1
    noticed = 0
    for _ in range(count(100)):
        losing, seen = 0 if zipped else dice.randrange(files), [0]
        how = dice.choice(("bit", "byte", "cut"))

        def fsync(handle: int, losing: int = losing, seen: list[int] = seen, how: str = how) -> None:
            real(handle)
            place = Path(os.readlink(f"/proc/self/fd/{handle}"))
            if stick in place.parents and place.is_file():
                if seen[0] == losing:
                    spoil(place, how, dice.randrange(place.stat().st_size))
                seen[0] += 1

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(StorageError) as caught:
            written(ws, made, stick, zipped=zipped)
        noticed += caught.value.code == "storage.read_back"
        assert list(stick.iterdir()) == []
    monkeypatch.setattr(os, "fsync", real)
    assert noticed == count(100)
    assert written(ws, made, stick, zipped=zipped).size > 0


def test_no_room_and_stop_leave_nothing(
    ws: Workspace, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(NoProgress):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        written(ws, made, tmp_path / "s", zipped=False, progress=Stopped())
    monkeypatch.setattr("app.services.handover.write.free_bytes", lambda _place: 1000)
    with pytest.raises(DiskFullError):
        written(ws, made, tmp_path / "s", zipped=True)
    assert list((tmp_path / "s").iterdir()) == []


def test_each_way_hands_in_its_own_papers(ws: Workspace) -> None:
    depth = ws.document.undo_depth
    ws.programmes.choose(PACK, {"way": "general"})
    pack = ws.programmes.pack(PACK)
    assert pack is not None
    assert parts_of(pack) == ("application", *(["plan"] if PLANNED else []), "checks")
    while ws.document.undo_depth > depth:
        ws.document.undo()


def test_the_view_says_what_is_not_ready_and_where(ws: Workspace, tools: Tools) -> None:
    depth = ws.document.undo_depth
    view = handover_view(gather_handover(ws, PACK), tools)
    assert all(one.ready for one in view.items)
    assert view.names[0] == "114_榕樹社區_書面評鑑資料.pdf"
    row = ws.records.single("community")
    assert row is not None
    ws.records.change("community", row.id, {"email": None})
    ws.settings.change({SETTING: "{what}?"})
    view = handover_view(gather_handover(ws, PACK), tools)
    assert [(one.part, one.route) for one in view.items if not one.ready] == [
        ("application", "checks"), ("checks", "checks"),
    ]  # fmt: skip
    assert isinstance(view.problem, Message)
    assert view.names == ()
    while ws.document.undo_depth > depth:
        ws.document.undo()


def written(ws: Workspace, made: Made, place: Path, *, zipped: bool, progress: NoProgress | None = None) -> Delivered:
    place.mkdir(exist_ok=True)
    target = place / (made.name + (".zip" if zipped else ""))
    writer = PackageWriter(target, zipped, made.listing, place.parent / "staging")
    original: Callable[[str], bytes] = ws.document.blob
    done, missing = write_package(writer, made.files, made.folder, made.figures, original, progress)
    assert missing == ()
    return done


def spoil(path: Path, how: str, at: int) -> None:
    with path.open("r+b") as file:
        if how == "cut":
            file.truncate(path.stat().st_size - 1)
            return
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ 4 if how == "bit" else (old + 77) % 256]))
