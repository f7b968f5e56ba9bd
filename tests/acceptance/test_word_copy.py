"""The dossier for Word: LibreOffice converts it, and reads in it what the printed dossier says."""

from __future__ import annotations

import difflib
import io
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from app.core.clock import FixedClock
from app.core.richtext import text_of
from app.exports.layout import FontSet, page_items
from app.exports.layout.items import TextItem
from app.exports.pdf import page_count
from app.exports.spec import Audience, Chart
from app.i18n import Translator
from app.services.dossier.press import Pressed, gather_dossier, press, write_word
from app.services.opening import open_workspace
from tests.practice import program_at
from tests.support import ROOT, SEED

LANGUAGE = ("zh_TW", "en")[SEED % 2]


@pytest.fixture(scope="module")
def pressed(document: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pressed, bytes]:
    """The practice dossier on its pages, and its copy for Word."""
    clock = FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    ws = open_workspace(document, program_at(tmp_path_factory.mktemp("word"), clock), Translator("zh_TW"))
    try:
        made = press(gather_dossier(ws, "nfa-114", LANGUAGE, Audience.PUBLIC), fonts)
        return made, write_word(made, fonts, ws.pictures)
    finally:
        ws.close()


def _bare(text: str) -> str:
    """Return *text* without blanks, marks of lists and invisible marks, which every program sets in its own way."""
    return re.sub(r"[\s\u200b-\u200f\ufeff•●▪◦–-]+", "", text)


def _printed(pressed: Pressed) -> str:
    """Return what the pages say, in reading order, contents, running feet and drawings aside."""
    charts = {block.id: block for part in pressed.spec.parts for block in part.blocks if isinstance(block, Chart)}
    contents = {part.id for part in pressed.spec.parts if part.kind == "contents"}
    said: list[str] = []
    for page in pressed.laid.pages:
        for placed, items in page_items(pressed.laid, page):
            chart = charts.get(placed.row.block_id)
            if placed.repeated or placed.row.block_id.partition("/")[0] in contents:
                continue
            if chart is None:
                said += [one.text for one in items if isinstance(one, TextItem)]
            elif chart.id in placed.row.starts:
                said += [pressed.laid.labels.get(chart.id, ""), text_of(chart.caption), text_of(chart.note)]
    return _bare("".join(said))


def _style(one: Any) -> str:  # noqa: ANN401 - a paragraph of python-docx
    return str(one.style.name)


def _size(one: Any) -> float:  # noqa: ANN401 - a paragraph of python-docx
    return float(one.style.font.size.pt)


@pytest.mark.needs_libreoffice
def test_libreoffice_reads_what_the_dossier_says(pressed: tuple[Pressed, bytes], tmp_path: Path) -> None:
    printed, data = pressed
    file = tmp_path / "dossier.docx"
    file.write_bytes(data)
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        command = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", tmp_path, file], check=True, capture_output=True, timeout=120
        )
    assert page_count((tmp_path / "dossier.pdf").read_bytes()) > len(printed.laid.pages) // 2
    said = (tmp_path / "dossier.txt").read_text("utf-8")
    listed = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if _style(one).startswith("toc")]
    for line in listed:
        said = said.replace(line.rpartition("\t")[0], "", 1)
    said = re.sub(r"^\t\d+$", "", said, flags=re.MULTILINE).replace(printed.spec.words["contents"], "", 1)
    pages = {str(one.number) for one in printed.laid.pages}
    wanted, found = _printed(printed), _bare(said)
    apart = [
        (wanted[a:b], found[c:d])
        for what, a, b, c, d in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes()
        if what != "equal"
    ]
    wrong = [pair for pair in apart if not (pair[0] in pages or pair[1] in pages)]
    assert not wrong


def test_word_finds_real_headings_captions_and_contents(pressed: tuple[Pressed, bytes]) -> None:
    printed, data = pressed
    read = docx.Document(io.BytesIO(data))
    chapters = [part for part in printed.spec.parts if part.kind in ("chapter", "appendix")]
    assert sum(_style(one) == "Heading 1" for one in read.paragraphs) == len(chapters)
    cells = (one for table in read.tables for row in table.rows for cell in row.cells for one in cell.paragraphs)
    captions = [one.text for one in (*read.paragraphs, *cells) if _style(one) == "Caption"]
    labels = [one for one in printed.laid.labels.values() if re.match(r"(圖|表|Figure|Table)", one)]
    assert len(labels) > 20
    assert all(any(said.startswith(label) for said in captions) for label in labels)
    assert {_size(one) for one in read.paragraphs if _style(one).startswith("Heading")} == {14.0}
    toc = [one for one in read.paragraphs if _style(one).startswith("toc")]
    pages = dict(one.text.rsplit("\t", 1) for one in toc)
    real = {mark.title: str(mark.page) for mark in printed.laid.bookmarks if mark.depth < 2}
    assert [int(one) for one in pages.values()] == [int(one) for one in real.values()]
