"""Two states of a dossier compared, and a new year's dossier that starts from last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import InputError
from app.core.ids import seeded_ids
from app.core.messages import LocalText
from app.core.progress import NoProgress
from app.core.richtext import Atom, Run, plain, text_of
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.models.document.document import Document
from app.programmes.rounds import RoundValue
from app.services.dossier import BlockEdit
from app.services.dossier.carried import RULE, open_blocks
from app.services.dossier.carry import carry_over, confirm, current_pack, earlier, round_changes
from app.services.dossier.press import gather_dossier, press
from app.services.dossier.states import CHANGED, GONE, MOVED, NEW, compare, days_of, marked, state_at, stretches
from app.services.dossier.states_paper import LAST_YEAR, difference, told
from app.services.dossier.views import BlockView, DossierView, PartView
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import ROOT, count, seeded


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A community with a dossier of 114, at nine in the morning."""
    clock, ids = Calendar(datetime(2025, 3, 10, 9, tzinfo=UTC)), seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, Translator("zh_TW"))
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"name": "榕樹社區", "country": "TW", "county": "綠水縣", "township": "大榕鎮"})
    made.dossier.begin("nfa-114", "zh_TW")
    yield made
    made.document.close()


def chapter(ws: Workspace, number: int = 2, pack: str = "nfa-114") -> PartView:
    view = ws.dossier.find(pack)
    assert view is not None
    return [part for part in view.parts if part.kind == "chapter"][number]


def edits_of(part: PartView) -> list[BlockEdit]:
    return [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in part.blocks]


def text(key: str, words: str) -> BlockEdit:
    return BlockEdit(key, "paragraph", 0, "body", plain(words))


class Calendar:
    """A clock whose day can be turned."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def next_day(ws: Workspace) -> None:
    ws.document.seal()
    assert isinstance(ws.program.clock, Calendar)
    ws.program.clock.moment += timedelta(days=1)


def test_two_days_are_compared_block_by_block(ws: Workspace, fonts: FontSet) -> None:
    part = chapter(ws)
    ws.dossier.save_part(
        part.id, [*edits_of(part), text("a", "全里共541戶。"), text("b", "要走的話。"), text("c", "留著。")], "v"
    )
    table, _ = ws.dossier.insert(part.id, "c", "table", {"rows": [["水", "3"]], "caption": "物資"})
    next_day(ws)
    part = chapter(ws)
    kept = [one for one in edits_of(part) if one.id not in ("a", "b")]
    now = [*kept[:-2], text("a", "全里共562戶。"), *kept[-2:], text("d", "新的一段。")]
    ws.dossier.save_part(part.id, now, "w")
    ws.dossier.change(table, {"rows": [["水", "5"]], "caption": "物資"})
    view = ws.dossier.find("nfa-114")
    assert view is not None
    assert days_of(ws) == ("2025-03-11", "2025-03-10")
    then = state_at(ws, view.id, "2025-03-10")
    assert then is not None
    assert state_at(ws, view.id, "2025-03-09") is None
    assert state_at(ws, view.id, "2025-03-11") is not None
    found = compare(then, view)
    (changes,) = found.parts
    words = {(one.what, one.block.id): marked(one.words) for one in changes.changes}
    assert words == {
        (CHANGED, "a"): "全里共【−541】【＋562】戶。",
        (GONE, "b"): "【−要走的話。】",
        (NEW, "d"): "【＋新的一段。】",
        (CHANGED, table): "物資\n水 | 【−3】【＋5】",
    }
    assert compare(view, view).total == 0
    assert compare(then, then).total == 0
    request = Request("zh_TW", Audience.TEAM, options={"before": "2025-03-10"})
    output = prepare(ws, "dossier-changes", request)(Tools(fonts, ws.pictures), NoProgress())
    printed = re.sub(r"\s+", "", "".join(page_texts(output.single or b"")))
    assert "【−541】【＋562】" in printed
    assert "特色作為" in printed


def test_a_block_that_changed_its_place_is_told_as_moved(ws: Workspace) -> None:
    part = chapter(ws)
    ws.dossier.save_part(part.id, [text(key, f"第{key}段") for key in "abcdef"], "v")
    before = ws.dossier.find("nfa-114")
    ws.dossier.save_part(part.id, [text(key, f"第{key}段") for key in "abdefc"], "w")
    after = ws.dossier.find("nfa-114")
    assert before is not None
    assert after is not None
    assert [(one.what, one.block.id) for part in compare(before, after).parts for one in part.changes] == [(MOVED, "c")]


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("table", {"rows": [["水", "3"]], "widths": [2, 4]}, {"rows": [["水", "3"]], "widths": [3, 3]}, "It was set"),
        ("table", {"rows": [["水", "3"]], "widths": [2, 4]}, {"rows": [["水", "5"]]}, "水 | 【−3】【＋5】"),
        ("photos", {"photos": ["a", "b"]}, {"photos": ["a", "b", "c"]}, "2 → 3 photos"),
        ("photos", {"photos": ["a", "b"]}, {"photos": ["a", "c"]}, "1 photo is another one."),
        ("live", None, {"live": "events"}, "It prints what the records hold."),
    ],
)
def test_what_is_no_text_is_told_in_words_and_not_by_the_names_of_settings(
    kind: str, before: dict[str, object] | None, after: dict[str, object], said: str
) -> None:
    states = [
        DossierView("d", "nfa-114", (PartView("p", "chapter", "", LocalText(), "", blocks),))
        for blocks in (() if one is None else (BlockView("b", kind, 0, "", (), one),) for one in (before, after))
    ]
    ((change,),) = [part.changes for part in compare(*states).parts]
    assert Translator("en").text(told(change)).startswith(said)


def test_characters_that_agree_by_chance_do_not_cut_a_change_up() -> None:
    assert (
        marked(stretches("面積約平方公里，共14鄰。", "面積約里辦公處登記鄰。"))
        == "面積約【−平方公里，共14】【＋里辦公處登記】鄰。"
    )


def test_stretches_lead_from_the_old_words_to_the_new() -> None:
    rng = seeded("stretches")
    for _ in range(count(200)):
        old = "".join(rng.choice("溪水漲到第12階 ab。") for _ in range(rng.randint(0, 40)))
        new = "".join(rng.choice("溪水漲到第12階 ab。") for _ in range(rng.randint(0, 40)))
        pieces = list(stretches(old, new))
        assert "".join(words for kind, words in pieces if kind != "added") == old
        assert "".join(words for kind, words in pieces if kind != "removed") == new
    long = "沒有斷句" * 2500
    assert list(stretches(long, long + "尾")) == [("removed", long), ("added", long + "尾")]


def new_year(ws: Workspace) -> str:
    """Set up 115 with 80 pages, 12 pt and other weights."""
    values = {
        "round": RoundValue("115"), "set:max_pages": RoundValue(80, "縣府"), "set:body_pt": RoundValue(12),
        "weight:written:1": RoundValue(30), "weight:written:3": RoundValue(30),
    }  # fmt: skip
    made = ws.programmes.set_up_round("nfa-114", values)
    assert made.findings == ()
    return made.pack_id


def test_a_new_year_starts_from_last_years_and_everything_is_to_be_confirmed(ws: Workspace, fonts: FontSet) -> None:
    part = chapter(ws)
    heading = next(one.id for one in part.blocks if one.kind == "heading")
    runs = (Run("見"), Atom("ref", heading), Run("，全里"), Atom("fact", "community.name"), Run("。"))
    ws.dossier.save_part(
        part.id, [*edits_of(part), BlockEdit("a", "paragraph", 0, "body", runs), text("b", "去年的話。")], "v"
    )
    summary = next(one for one in ws.dossier.begin("nfa-114", "zh_TW").parts if one.kind == "summary")
    ws.dossier.save_part(
        summary.id, [BlockEdit(one.id, "row", 0, one.style, plain("重點")) for one in summary.blocks], "s"
    )
    old = ws.dossier.begin("nfa-114", "zh_TW")
    ws.dossier.set_dossier(old.id, look={"leading": 240, "accepted": ["x"]})
    pack = new_year(ws)
    assert current_pack(ws) == pack
    assert [one.dossier for one in earlier(ws, pack)] == [old.id]
    depth = ws.document.undo_depth
    made = carry_over(ws, old.id, pack)
    assert ws.document.undo_depth == depth + 1
    assert [one.item for one in made.parts] == [one.item for one in old.parts]
    assert made.look == {"leading": 240}
    waiting = {key for keys in open_blocks(made).values() for key in keys}
    said = {one.id for one in (block for part in made.parts for block in part.blocks) if one.runs or one.kind == "live"}
    assert waiting == said, "every block that says something is to be confirmed"
    carried = next(one for part in made.parts for one in part.blocks if one.carried == "a")
    target = carried.runs[1]
    assert isinstance(target, Atom)
    assert target.target in waiting, "references lead to this year's blocks"
    assert target.target != heading
    with pytest.raises(InputError):
        carry_over(ws, old.id, pack)

    gathered = gather_dossier(ws, pack, "zh_TW", Audience.PUBLIC)
    assert gathered.template.page_limit == 80
    assert gathered.spec.style.size == 12.0
    assert [one.weight for one in gathered.template.chapters] == [30, 10, 30, 10, 20]
    assert sum(one.pages for one in gathered.template.chapters) == 80 - 10
    pressed = press(gathered, fonts)
    assert "115年" in pressed.spec.title
    (notice,) = (one for one in pressed.findings if one.rule == RULE)
    assert notice.message.count == len(waiting)
    same = gather_dossier(ws, "nfa-114", "zh_TW", Audience.PUBLIC)
    assert (same.template.page_limit, same.spec.style.size, same.view.id) == (100, 14.0, old.id)

    assert difference(ws, made.id, LAST_YEAR, "").total == 0
    fresh = next(part for part in made.parts if part.item == "c3")
    changed = [text(one.id, "今年的話。") if one.runs == plain("去年的話。") else one for one in edits_of(fresh)]
    ws.dossier.save_part(fresh.id, changed, "w")
    view = ws.dossier.find(pack)
    assert view is not None
    left = {key for keys in open_blocks(view).values() for key in keys}
    assert len(left) == len(waiting) - 1, "who writes in a block has looked at it"
    (only,) = difference(ws, made.id, LAST_YEAR, "").parts
    assert [marked(one.words) for one in only.changes] == ["【−去】【＋今】年的話。"]
    confirm(ws, left)
    assert open_blocks(ws.dossier.get(made.id) or view) == {}
    assert not any(one.rule == RULE for one in gather_dossier(ws, pack, "zh_TW", Audience.PUBLIC).consent)
    ws.document.undo()
    assert len([key for keys in open_blocks(ws.dossier.get(made.id) or view).values() for key in keys]) == len(left)
    assert text_of(chapter(ws).blocks[-1].runs) == "去年的話。", "last year's dossier stays as it is"


def test_what_the_new_year_changes_names_the_chapters_that_it_touches(ws: Workspace) -> None:
    pack = new_year(ws)
    older, newer = ws.programmes.pack("nfa-114"), ws.programmes.pack(pack)
    assert older is not None
    assert newer is not None
    found = round_changes(older, newer)
    whole = {(one.then, one.now) for one in found if one.whole}
    assert {(100, 80), (14, 12)} <= whole
    touched = {(one.chapters, one.then, one.now) for one in found if one.chapters}
    assert (("c1",), 40, 30) in touched
    assert (("c3",), 20, 30) in touched
    assert (("c1",), 36, 21) in touched
    assert round_changes(older, older) == ()
