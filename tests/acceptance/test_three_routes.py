"""From an empty community to the end of each route of the evaluation, by keys in the real window.

``GENERAL``, ``DEMONSTRATION`` are the tables to read: step → page and button → facts → paper. What a route does not
need is not to be seen.
"""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QListWidget, QTextEdit, QWidget

from app.core.richtext import text_of
from app.programmes.loader import load_pack
from app.ui import screenshots
from app.ui.screenshots import wait_for
from tests.acceptance.handed import RULES, Handed
from tests.step_walk import Do, Facts, Paper, Say, Step, StepWalker, bare, start_steps, take
from tests.support import FULL, LANGUAGES, ROOT, SEED, ime_type
from tests.walk import empty_home, enter, event, photos

PACK = "nfa-114"
ERRORS = (
    "DOS-001",
    *(f"DOS-{number:03}" for number in (*range(3, 14), 16, 20)),
    *(f"APP-{number:03}" for number in (1, 2, 3, 4, 7)),
)
"""What blocks handing in, but the days of a round that is over."""
QUIET_MS = 20
TOWN, CHIEF = Say("安和社區", "Banyan Hill"), Say("林堃茂", "Lin Kun-mao")
KEEPER = Say("陳美玉", "Chen Mei-yu")
ASKED = Say("縣市回覆：收支表用去年的格式", "The county answered: last year's form for the accounts")
AIM = Say("颱風季前讓八條巷子都有人敲門", "Somebody knocks in all eight lanes before the typhoons")
DRILL, STORE = Say("汛期前巡溝", "Walk of the drains before the rains"), Say("物資輪替", "Turn of the stores")
RADIO, VOUCHER = Say("手搖收音機四台", "Four crank radios"), Say("AB12345678", "AB12345678")
DAY = Say("114/5", "5/2025")
TITLE = Say("示範維運計畫", "示範維運計畫")
COUNTY, TOWNSHIP = Say("青嵐縣", "青嵐縣"), Say("榕溪鎮", "榕溪鎮")
CONTACT = Say("王大同", "Wang Da-tong")
GYM = Say("活動中心外牆", "Outer wall of the hall")
BACK = Say("帳目影本已交公所", "Copies of the accounts are with the township office")


def _route(name: str) -> Do:
    return Do("way", (f"take_{name}",))


def _note(walker: StepWalker) -> None:
    """Write a note on the step's own page."""
    walker.to_step(walker._step)
    walker.write("step_note", ASKED)


def _listed(type_name: str, facts: Facts) -> Do:
    return Do(f"records:{type_name}", ("first_action",), facts)


FORM = Step("form", "", (
    Do("community", (), {"manager": CHIEF, "phone": "03-8221234"}),
    Do("records:person", ("first_action",), {"name": KEEPER, "is_dp": True}),
), (Paper("application", "print_form", (TOWN, CHIEF)),))  # fmt: skip
PLAN: tuple[Do, ...] = (
    Do("upkeep", ("begin_plan",)),
    Do("upkeep", ("write_plan",), {"situation": ASKED}),
    Do("upkeep", ("tab_aims", "add_upkeep_aim"), {"title": AIM}),
    Do("upkeep", ("tab_months", "add_upkeep_activity"), {"title": DRILL, "start": DAY}),
    Do("upkeep", ("tab_plan",)),
)
AWARD = Step("award", "award.claim", (
    _listed("expense", {"item": RADIO, "amount": "4800"}),
    _listed("settlement", {"note": BACK}),
    _note,
))  # fmt: skip
GENERAL = (
    Step("eligibility", "", (_route("general"), _note), (Paper("eligibility", "print_sheet", (TOWN,)),)),
    FORM,
    Step("upkeep", "", PLAN, (Paper("", "out_nfa-plan", (TOWN, ASKED, AIM, DRILL)),)),
    Step("handover", "handover.copies", (_note,)),
    AWARD,
)
DEMONSTRATION = (
    Step("eligibility", "", (_route("demonstration"), _note), (Paper("eligibility", "print_sheet", (TOWN,)),)),
    Step("demo", "", PLAN, (Paper("", "out_nfa-plan", (TOWN, ASKED, AIM, DRILL, TITLE)),)),
    Step("handover", "handover.copies", (_note,)),
    AWARD,
)
"""Last year's Distinction communities: no form, no dossier, no visit."""


COMMUNITY: Facts = {
    "county": COUNTY, "township": TOWNSHIP, "manager": CHIEF, "position": Say("理事長", "Chair"), "phone": "038221234",
    "email": "anhe@example.org", "county_contact": CONTACT, "county_phone": "038230751", "within_plan": "in_plan",
    "area_conditions": ("high_hazard",), "star": "2", "star_date": "113/5/1", "star_years": "3",
}  # fmt: skip
ITEMS = ("organisation", "training", "supplies", "contracts", "shelters", "partners")
CHAPTERS = (
    Say("我們先把淹水潛勢圖攤開，一戶一戶核對。", "We laid the flood map open and went from door to door."),
    Say("這裡最怕的是颱風帶來的風災與老屋火災。", "Here typhoons 風災 and fires 火災 in old houses worry us most."),
    Say("每月第一個星期六巡溝，五年沒有停過。", "We walk the drains on each first Saturday, for five years now."),
    Say("五年前沒有名冊，現在每一鄰都有組長。", "Five years ago there was no list; now each block has a leader."),
    Say("老志工帶新志工，經費由會費與捐款支應。", "Old hands train new ones; dues and gifts pay for it."),
)


def _combo(walker: StepWalker) -> None:
    """Choose the certified volunteer whose name stands on the form."""
    walker.tool("application")
    box = walker.find(QComboBox, "form_volunteer", walker.page)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    walker.rest()


def _excellent_form(walker: StepWalker) -> None:
    """Answer the one question of the form that no record answers."""
    walker.tool("application")


def _fold_help(walker: StepWalker) -> None:
    """Make room for the outline beside the chapter."""
    walker.click("fold_help")


def _nobody_shown(walker: StepWalker) -> None:
    """Say of one photo that nobody can be recognised in it, so that it may be printed for others."""
    walker.tool("photos")
    grid = walker.find(QWidget, "photo_grid", walker.page)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Home)
    walker.rest()
    walker.press("photo_form")
    walker.fill({"shows_people": False, "caption": GYM})


def _compare(walker: StepWalker) -> None:
    """Record how each of the six items of the fourth chapter stood before and stands after."""
    walker.tool("records:indicator")
    for number, item in enumerate(ITEMS):
        walker.another() if number else walker.press("first_action")
        facts: Facts = {"item": item, "before_value": "1", "after_value": str(12 + number)}
        walker.fill(facts | {"before_date": "109/5", "after_date": "114/2"})


def _write_dossier(walker: StepWalker) -> None:
    """Begin the dossier, write each chapter, and take the drafts of the summary."""
    walker.go("dossier")
    walker.click("first_action")
    outline = walker.find(QListWidget, "outline")
    assert isinstance(outline, QListWidget)
    for number, text in enumerate(CHAPTERS, 1):
        _open_part(walker, outline, f"c{number}")
        editor = walker.find(QTextEdit, "chapter")
        editor.setFocus()
        walker.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        walker.key(Qt.Key.Key_Return)
        ime_type(editor, walker.say(text))
        walker.rest()
        if number == 3:
            _put_photo(walker)
    _open_part(walker, outline, "summary", Qt.Key.Key_Up)
    wait_for(lambda: walker.say(CHAPTERS[-1]) in _written(walker))
    for row in range(1, 6):
        walker.press(f"draft_aspect-{row}")
        walker.press(f"take_draft_aspect-{row}")


def _put_photo(walker: StepWalker) -> None:
    """Put the photo that may be printed behind the text."""
    walker.press("insert")
    walker.press("insert_photos")
    ime_type(walker.find(QWidget, "photo_filter", walker.page), walker.say(GYM))
    chosen = walker.find(QListWidget, "photo_list", walker.page)
    assert isinstance(chosen, QListWidget)
    wait_for(lambda: chosen.count() == 1)
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Home)
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    walker.rest()


def _written(walker: StepWalker) -> str:
    """Return what the studio has read of all chapters."""
    gathered = walker.page.presenter.gathered  # type: ignore[attr-defined]
    return "".join(text_of(block.runs) for part in gathered.view.parts for block in part.blocks)


def _open_part(walker: StepWalker, outline: QListWidget, item: str, key: Qt.Key = Qt.Key.Key_Down) -> None:
    """Go to a part by the outline, with the keyboard; parts unfold and fold on the way."""
    walker.rest()
    outline.setFocus()
    for _ in range(200):
        part = walker.page._open_part()  # type: ignore[attr-defined]
        if part.item == item:
            break
        QTest.keyClick(outline, key)
    else:
        raise AssertionError((item, part.item))
    QTest.keyClick(outline, Qt.Key.Key_Return)
    walker.rest()


def _hand_over(walker: StepWalker) -> None:
    """Write the package as a ZIP and wait until it was read back."""
    walker.tool("handover")
    path = walker.answers.save = walker.folder / "交件.zip"
    walker.press("write_zip")
    wait_for(path.exists)
    walker.rest()


EXCELLENT = (
    Step("eligibility", "", (_route("excellent"), Do("community", (), COMMUNITY))),
    Step("form", "", (
        _listed("person", {"name": KEEPER, "is_dp": True}), _listed("certificate", {"member": KEEPER, "kind": "dp", "issued_on": "112/5/1"}), _combo,
    ), (Paper("application", "print_form", (TOWN, CHIEF, COUNTY, CONTACT)),)),
    Step("upkeep", "", PLAN),
    Step("dossier", "", (_fold_help, event, photos, _nobody_shown, _compare, _write_dossier)),
    Step("checks", "", (_note,)),
    Step("handover", "", (_hand_over,)),
    Step("visit", "", (_listed("panel_question", {"question": ASKED}),)),
    AWARD,
)  # fmt: skip


@contextmanager
def _walker(folder: Path, language: str) -> Iterator[StepWalker]:
    walker = start_steps(
        empty_home(folder), language, folder / "out", load_pack(ROOT / "resources" / "programmes" / PACK)
    )
    try:
        enter(walker, walker.say(TOWN), "TW", PACK)
        yield walker
    finally:
        if walker.desk.window is not None:
            walker.desk.window.close()
        walker.desk.end()


def _journey(walker: StepWalker) -> set[str]:
    """Return the names of all lines of the journey that are shown."""
    walker.to_step("handover")
    return {one.objectName() for one in walker.window.findChildren(QAbstractButton) if one.isVisible()}


SHORT = {f"nav_phase:{PACK}:write", f"nav_phase:{PACK}:show", "nav_dossier", "tool_dossier"}
ROUTES: Mapping[str, tuple[tuple[Step, ...], set[str]]] = {
    "general": (GENERAL, SHORT),
    "demonstration": (DEMONSTRATION, SHORT | {"nav_application"}),
    "excellent": (EXCELLENT, set()),
}
"""Each route with its steps and with what is not to be seen on it."""
WALKS = tuple(itertools.product(ROUTES, LANGUAGES))


@pytest.mark.parametrize(("route", "language"), WALKS if FULL else (WALKS[SEED // 4 % len(WALKS)],))
def test_a_route_is_walked_to_its_end(
    route: str, language: str, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "QUIET_MS", QUIET_MS)
    steps, hidden = ROUTES[route]
    with _walker(tmp_path, language) as walker:
        assert [one for step in steps for one in take(walker, step)] == []
        assert not hidden & _journey(walker)
        if route == "excellent":
            _nothing_is_wrong(walker, tmp_path / "out" / "交件.zip")


def _nothing_is_wrong(walker: StepWalker, package: Path) -> None:
    """Let another reader look through what the county gets."""
    with zipfile.ZipFile(package) as packed:
        files = {one: packed.read(one) for one in packed.namelist()}
    profile = {name: bare(walker.say(one)) if isinstance(one, Say) else one for name, one in COMMUNITY.items()}
    stored = {"name": bare(walker.say(TOWN)), "star": 2, "star_date": "2024-05-01", "star_years": 3}
    handed = Handed(files, profile | stored, frozenset({bare(walker.say(KEEPER))}))
    assert [rule for rule in ERRORS if not RULES[rule](handed)] == []
    assert len(handed.originals) == 1
    assert all(bare(walker.say(one)) in handed.whole for one in CHAPTERS)
