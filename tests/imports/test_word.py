"""Word documents are read whole, or what is not taken is said; what is built to do harm is refused."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.core.errors import InputError
from app.core.richtext import Run, text_of
from app.imports.word import (
    WordDocument,
    WordHeading,
    WordListItem,
    WordPicture,
    WordTable,
    WordText,
    parts,
    read_docx,
)
from tests.imports.word_files import FILES, PAGES, SPACES, W, p, package, table

TEXTS = {f"{{{W}}}t", f"{{{W}}}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def _in_file(data: bytes) -> list[str]:
    """Return every piece of text in a package, read by other means; the twin of a text box is passed over."""
    found = []
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            if re.match(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$", name):
                root = ElementTree.fromstring(parts.read(name))
                found += [one.text or "" for one in root.iter() if one.tag in TEXTS]
    return [bare for one in found if (bare := _bare(one))]


def _told(document: WordDocument) -> str:
    said: list[str] = []
    for one in document.items:
        match one:
            case WordTable():
                said += [one.caption, *(cell for row in one.rows for cell in row)]
            case WordPicture():
                said.append(one.caption)
            case WordListItem():
                said.append({"box": "□", "bullet": "●•"}.get(one.marker, "") + text_of(one.runs))
            case _:
                said.append(text_of(one.runs))
    return _bare("".join(said)) + "\n" + _bare(" ".join(one.words for one in document.left))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Twenty documents, four of them by LibreOffice where it is there."""
    folder, found = tmp_path_factory.mktemp("word"), dict[str, Path]()
    for name, make in FILES.items():
        found[name] = folder / f"{name}.docx"
        found[name].write_bytes(make())
    return found


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost_unsaid(name: str, files: dict[str, Path]) -> None:
    _complete(files[name])


def _complete(path: Path) -> WordDocument:
    document = read_docx(path)
    told = _told(document)
    for piece in _in_file(path.read_bytes()):
        assert all(part in told for part in _pieces(piece)), (piece[:60], told[:300])
    with zipfile.ZipFile(path) as parts:
        photos = [one for one in parts.namelist() if one.startswith("word/media/")]
    pictures = [one for one in document.items if isinstance(one, WordPicture)]
    said = " ".join(one.words for one in document.left)
    assert all(Path(one).name in said or any(Path(one).name == each.name for each in pictures) for one in photos)
    return document


def _pieces(text: str) -> Iterator[str]:
    """Yield a text, parted where a number or a marker was cut off its beginning."""
    cut = re.match(r"^(第.章|[壹一二三四五六七八九十]+、|\([一二三]\)|\d+\.|[●□•、]|(?:圖|表)\s*\d+、?|Chapter\d\.|Appendix\d\.)?(.*)$", text, re.DOTALL)  # fmt: skip
    assert cut is not None
    yield from filter(None, cut.groups())


@pytest.mark.needs_libreoffice
def test_documents_of_libreoffice_are_read_whole(tmp_path: Path) -> None:
    pages = []
    for name, body in PAGES.items():
        page = tmp_path / f"{name}.html"
        page.write_text(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>", "utf-8")
        pages.append(page)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "docx:Office Open XML Text", "--outdir", tmp_path, *pages],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = {name: _complete(tmp_path / f"{name}.docx") for name in PAGES}
    assert [one.level for one in made["office-headings"].items if isinstance(one, WordHeading)] == [0, 1, 0]
    assert [one.marker for one in made["office-lists"].items if isinstance(one, WordListItem)] == [
        "bullet", "bullet", "number", "number",
    ]  # fmt: skip
    assert any(isinstance(one, WordTable) for one in made["office-table"].items)
    assert [one.caption for one in made["office-picture"].items if isinstance(one, WordPicture)] == ["大榕樹"]


def test_headings_come_from_styles_typed_numbers_and_lists(files: dict[str, Path]) -> None:
    def levels(name: str) -> list[tuple[int, str]]:
        found = read_docx(files[name]).items
        return [(one.level, text_of(one.runs)) for one in found if isinstance(one, WordHeading)]

    assert levels("word-headings") == [(0, "減災規劃"), (1, "環境"), (0, "特色作為")]
    assert levels("word-typed") == [(0, "減災規劃"), (1, "環境與潛勢"), (2, "河邊"), (0, "具高風險類型"), (1, "風災")]
    assert levels("word-lists") == [(1, "編組名單"), (2, "器材清點")]
    assert levels("python-english") == [(0, "High risk"), (0, "Lists")]


def test_tables_photos_and_marks_are_kept(files: dict[str, Path]) -> None:
    first, *_rest = [one for one in read_docx(files["word-table"]).items if isinstance(one, WordTable)]
    assert (first.caption, first.rows) == ("物資", (("合併", ""), ("甲", "乙")))
    photos = read_docx(files["word-photos"]).items
    captions = [one.caption for one in photos if isinstance(one, WordPicture)]
    assert captions == ["演練集合", "清點物資", "夜間巡堤", ""]
    assert sum(isinstance(one, WordTable) for one in photos) == 1
    (bold,) = [one for one in read_docx(files["python-plain"]).items if isinstance(one, WordText)]
    assert [(one.text, one.marks) for one in bold.runs if isinstance(one, Run)] == [
        ("每戶一面", ()),
        ("木牌", ("b",)),
        ("，掛到榕樹下。", ("e",)),
    ]
    review = next(one for one in read_docx(files["word-review"]).items if isinstance(one, WordText))
    assert text_of(review.runs) == "留下加上（註：註腳內容）"


def _bomb() -> bytes:
    return package(p("溪" * 3_000_000))


def _entity(kind: str) -> bytes:
    body = f"<!DOCTYPE x [{kind}]><w:document {SPACES}><w:body>{p('&e;')}</w:body></w:document>"
    return package("", {"word/document.xml": body})


def _deep(n: int) -> str:
    return table((_deep(n - 1) + p("") if n else "裡",))


HARMFUL = {
    "empty": (b"", "word.empty"),
    "text": ("一封信".encode(), "word.no_docx"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "word.old_word"),
    "zip": (b"PK\x05\x06" + bytes(18), "word.no_docx"),
    "cut": (FILES["word-photos"]()[:900], "word.damaged"),
    "bomb": (_bomb(), "word.hostile"),
    "entity": (_entity('<!ENTITY e SYSTEM "file:///etc/passwd">'), "word.hostile"),
    "laughs": (_entity('<!ENTITY e "ha">'), "word.hostile"),
    "deep": (package(_deep(200)), "word.hostile"),
    "broken": (package("<w:p>"), "word.damaged"),
    "strict": (
        package("", {"word/document.xml": '<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}),
        "word.strict",
    ),
    "workbook": (package("", {"word/document.xml": '<workbook xmlns="x"/>'}), "word.no_docx"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_no_document_or_does_harm_is_refused(name: str, tmp_path: Path) -> None:
    data, code = HARMFUL[name]
    path = tmp_path / f"{name}.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_docx(path)
    assert caught.value.code == code


def test_pictures_outside_the_file_are_never_fetched(tmp_path: Path) -> None:
    from tests.imports.word_files import picture, related

    path = tmp_path / "a.docx"
    path.write_bytes(
        package("<w:p>" + picture() + "</w:p>" + p("字"), None, related("rp", "image", "file:///etc/passwd", True))
    )
    document = read_docx(path)
    assert [type(one) for one in document.items] == [WordText]
    assert any(one.what.id == "{n} picture that is not in the file" for one in document.left)


def test_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "XML_BYTES", 2_000)
    path = tmp_path / "a.docx"
    path.write_bytes(FILES["python-long"]())
    with pytest.raises(InputError, match="too large"):
        read_docx(path)
