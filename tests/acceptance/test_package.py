"""The package as the county gets it: unzipped, and every rule of the fact sheet checked again by another reader."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.i18n import Translator
from app.services.handover.desk import gather_package, make_papers
from app.services.handover.write import PackageWriter, write_package
from app.services.opening import open_workspace
from app.services.output_kinds import Tools
from app.services.workspace import Workspace
from tests.acceptance.handed import RULES, Handed
from tests.practice import practice, program_at
from tests.services.check_desk import CLOCK, clean_workspace
from tests.support import FULL, ROOT

PACK = "nfa-114"
FILES = ("clean", "practice") if FULL else ("clean",)
ONLY_HINTS = frozenset({"DOS-014"})
"""A phone writes 72 into its pictures; the practice community's do."""


@pytest.fixture(scope="module", params=FILES)
def handed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """The package of a community, written as a ZIP and unzipped."""
    folder = tmp_path_factory.mktemp("package")
    is_practice = request.param == "practice"
    if is_practice:
        path = practice(tmp_path_factory, "nfa")
        ws = open_workspace(path, program_at(folder, CLOCK), Translator("zh_TW"), edit=False)
    else:
        ws = clean_workspace(folder)
    try:
        return _handed(ws, folder, is_practice)
    finally:
        ws.close()


def _handed(ws: Workspace, folder: Path, is_practice: bool) -> Handed:
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures)
    made = make_papers(gather_package(ws, PACK), tools, NoProgress())
    assert not made.draft
    writer = PackageWriter(folder / f"{made.name}.zip", True, made.listing, folder / "staging")
    done, missing = write_package(writer, made.files, made.folder, made.figures, ws.document.blob)
    assert missing == ()
    with zipfile.ZipFile(done.path) as packed:
        files = {one: packed.read(one) for one in packed.namelist()}
    row = ws.records.single("community")
    assert row is not None
    people = {one.id: one.title for one in ws.records.load("person")}
    certified = frozenset(
        people[str(one.get("member"))] for one in ws.records.load("certificate") if one.get("kind") == "dp"
    )
    return Handed(files, row.values, certified, is_practice)


@pytest.mark.parametrize("rule", RULES)
def test_another_reader_finds_every_rule_kept(handed: Handed, rule: str) -> None:
    if handed.practice and rule in ONLY_HINTS:
        return
    assert RULES[rule](handed), rule


def test_every_file_is_listed_with_its_sum(handed: Handed) -> None:
    lines = [line.split("  ", 1) for line in handed.named("檔案清單").decode("utf-8").splitlines()]
    listed = {name: total for total, name in lines}
    others = {name: data for name, data in handed.files.items() if "檔案清單" not in name}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}
    assert {name.rpartition(".")[2] for name in handed.files} <= {"pdf", "txt", "jpg", "png", "heic"}
    numbers = [int(found[1]) for name in handed.originals if (found := re.match(r"圖(\d+)", name))]
    assert numbers == sorted(numbers)


def _locked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    return out.getvalue()


def _shrunk(data: bytes) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(data)).resize((80, 60)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("rule", "part", "change"), [("DOS-003", "書面評鑑資料", _locked), ("DOS-012", "原始圖檔/", _shrunk)]
)
def test_the_other_reader_sees_what_is_wrong(
    handed: Handed, rule: str, part: str, change: Callable[[bytes], bytes]
) -> None:
    files = {name: change(data) if part in name else data for name, data in handed.files.items()}
    assert not RULES[rule](Handed(files, handed.profile, handed.certified))
