"""A word of two characters is found wherever a person may have written it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.fields import Kind
from app.core.richtext import plain
from app.i18n import Translator
from app.models.catalogue import parent_column
from app.services.dossier import BlockEdit
from app.services.opening import make_workspace, open_workspace
from app.services.search import Hit
from app.services.workspace import Workspace
from tests.media.torture import saved, seen
from tests.practice import program_at
from tests.support import open_drawer

TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.LOCALIZED, Kind.RICH_TEXT)
KEYS_OF_A_PACK = {
    ("participation", "pack"),
    ("task_state", "task"),
    ("step_state", "step"),
    ("dossier", "pack"),
    ("dossier", "cover_photo"),
    ("dossier", "carried_from"),
    ("dossier_block", "carried"),
    ("dossier_part", "item"),
    ("dossier_block", "style"),
    ("evidence", "target"),
    ("evidence", "record_type"),
    ("evidence", "record"),
    ("score", "criterion"),
    ("idea", "shelf"),
    ("roadmap_question", "code"),
}
"""Text columns that hold a key of the program's, never what somebody wrote."""
KEPT_OUT = {("settlement", "account"), ("voucher", "recipient_id")}
"""Numbers of an account and of a person, which no list of hits shows."""
OF_A_FILE = {("photo", "media_type"), ("photo", "sha256"), ("file", "media_type"), ("file", "sha256")}


class Words:
    """Gives a new word of two characters each time: none stands inside another text."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self) -> str:
        self._number += 1
        return chr(0x5000 + self._number) + chr(0x8000 + 3 * self._number)


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A community that takes part in the evaluation."""
    program = program_at(tmp_path / "home", clock)
    made = make_workspace(
        tmp_path / "a.banyan", program, Translator("zh_TW"), community="榕渡社區", place="TW", programme="nfa-114"
    )
    yield made
    made.document.close()


def found(ws: Workspace, word: str) -> tuple[Hit, ...]:
    ws.drain_changes()
    return ws.search.query(word)


def test_every_text_field_of_every_record_type(ws: Workspace) -> None:
    open_drawer(ws.document)
    words, catalogue, written = Words(), ws.records.catalogue(), []
    left_out = KEYS_OF_A_PACK | KEPT_OUT | OF_A_FILE
    ids = {name: (ws.records.single(name) or ws.records.create(name)[0]).id for name in _parents_first(ws)[0]}
    for name in _parents_first(ws)[1]:
        ids[name] = ws.records.create(name, {parent_column(name): ids[catalogue[name].parent]})[0].id
    assert ids.keys() == catalogue.keys()
    assert ws.search.query("榕渡")  # from now on the search keeps itself current
    for name, one in catalogue.items():
        values: dict[str, object] = {}
        for field in one.fields:
            if field.kind in TEXTS and (name, field.name) not in left_out:
                word = words()
                text = f"前{word}後"
                values[field.name] = {Kind.RICH_TEXT: plain(text), Kind.LOCALIZED: {"zh_TW": text}}.get(
                    field.kind, text
                )
                written.append((word, name, field.name))
        ws.records.change(name, ids[name], values)
    assert len(written) > 70
    missed = [one for one in written if (one[1], one[2]) not in {(hit.type, hit.field) for hit in found(ws, one[0])}]
    assert missed == []


def _parents_first(ws: Workspace) -> tuple[list[str], list[str]]:
    """Return the record types of their own, then the rows, those of rows last."""
    catalogue = ws.records.catalogue()
    roots = [name for name, one in catalogue.items() if not one.parent]
    rows, done = [name for name in catalogue if name not in roots], list(roots)
    ordered: list[str] = []
    while rows:
        ready = [name for name in rows if catalogue[name].parent in done]
        assert ready
        done, ordered, rows = done + ready, ordered + ready, [name for name in rows if name not in ready]
    return roots, ordered


def test_names_of_photo_files_and_captions_in_both_languages(ws: Workspace, tmp_path: Path) -> None:
    words = Words()
    name, chinese, english = words(), words(), words()
    path = tmp_path / f"相片{name}一.jpg"
    path.write_bytes(saved(seen(640, 480)))
    added = ws.photos.add(ws.photos.prepare([path])).added[0]
    ws.photos.caption(added, "zh_TW", f"大家{chinese}合照")
    ws.photos.caption(added, "en", f"With {english} here")
    for word, field in ((name, "name"), (chinese, "caption"), (english, "caption")):
        assert [(hit.type, hit.id, hit.field) for hit in found(ws, word)] == [("photo", added, field)]


def test_the_dossiers_paragraphs_tables_and_captions(ws: Workspace) -> None:
    words = Words()
    paragraph, cell, caption, row = (words() for _ in range(4))
    view = ws.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.kind == "chapter")
    summary = next(one for one in view.parts if one.kind == "summary")
    settings: dict[str, object] = {"rows": [["項目", "內容"], ["甲", f"有{cell}。"]], "caption": f"一覽{caption}"}
    table, _ = ws.dossier.insert(part.id, "", "table", settings)
    block, _ = ws.dossier.insert(part.id, table, "paragraph", {})
    _write(ws, part.id, block, f"本社區{paragraph}。")
    _write(ws, summary.id, summary.blocks[0].id, f"重點{row}。")
    for word, record in ((paragraph, block), (cell, table), (caption, table), (row, summary.blocks[0].id)):
        hits = found(ws, word)
        assert [(hit.type, hit.id) for hit in hits] == [("dossier_block", record)], word
        assert word in hits[0].snippet


def _write(ws: Workspace, part: str, block: str, text: str) -> None:
    edits = [
        BlockEdit(one.id, one.kind, one.level, one.style, plain(text) if one.id == block else one.runs)
        for one in ws.dossier.part(part).blocks
    ]
    ws.dossier.save_part(part, edits, "", typing=False)


def test_notes_of_steps_and_tasks(ws: Workspace) -> None:
    words = Words()
    step, task = words(), words()
    pack = ws.programmes.pack("nfa-114")
    assert pack is not None
    ws.programmes.set_step_note("nfa-114", pack.steps[0].id, f"已問過{step}。")
    ws.programmes.set_task("nfa-114", pack.tasks[0].id, "doing", note=f"等{task}回信")
    assert [hit.type for hit in found(ws, step)] == ["step_state"]
    assert [hit.type for hit in found(ws, task)] == ["task_state"]


def test_a_file_that_was_closed_finds_the_same(tmp_path: Path, clock: FixedClock) -> None:
    word, path, program = Words()(), tmp_path / "b.banyan", program_at(tmp_path / "home", clock)
    made = make_workspace(
        path, program, Translator("zh_TW"), community=f"榕{word}社區", place="TW", programme="nfa-114"
    )
    made.close()
    again = open_workspace(path, program, Translator("zh_TW"), edit=False)
    try:
        assert [hit.type for hit in again.search.query(word)] == ["community"]
    finally:
        again.close()
