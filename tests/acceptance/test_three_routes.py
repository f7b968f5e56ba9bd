"""From an empty community to the end of each route of the evaluation, by keys in the real window.

``GENERAL``, ``DEMONSTRATION`` are the tables to read: step → page and button → facts → paper. What a route does not
need is not to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.programmes.loader import load_pack
from app.ui import screenshots
from tests.step_walk import Do, Facts, Paper, Say, Step, StepWalker, start_steps, take
from tests.support import FULL, LANGUAGES, ROOT, SEED
from tests.walk import empty_home, enter

PACK = "nfa-114"
QUIET_MS = 20
TOWN, CHIEF = Say("安和社區", "Banyan Hill"), Say("林堃茂", "Lin Kun-mao")
KEEPER = Say("陳美玉", "Chen Mei-yu")
ASKED = Say("縣市回覆：收支表用去年的格式", "The county answered: last year's form for the accounts")
AIM = Say("颱風季前讓八條巷子都有人敲門", "Somebody knocks in all eight lanes before the typhoons")
DRILL, STORE = Say("汛期前巡溝", "Walk of the drains before the rains"), Say("物資輪替", "Turn of the stores")
RADIO, VOUCHER = Say("手搖收音機四台", "Four crank radios"), Say("AB12345678", "AB12345678")
DAY = Say("114/5", "5/2025")
TITLE = Say("示範維運計畫", "Demonstration upkeep plan")
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


@pytest.mark.parametrize("language", LANGUAGES if FULL else (LANGUAGES[SEED % 2],))
def test_the_general_route_to_its_settlement(
    language: str, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "QUIET_MS", QUIET_MS)
    with _walker(tmp_path, language) as walker:
        assert [one for step in GENERAL for one in take(walker, step)] == []
        shown = _journey(walker)
        assert not {f"nav_phase:{PACK}:write", f"nav_phase:{PACK}:show", "nav_dossier", "tool_dossier"} & shown


@pytest.mark.parametrize("language", LANGUAGES if FULL else (LANGUAGES[(SEED + 1) % 2],))
def test_the_demonstration_route_to_its_settlement(
    language: str, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "QUIET_MS", QUIET_MS)
    with _walker(tmp_path, language) as walker:
        assert [one for step in DEMONSTRATION for one in take(walker, step)] == []
        shown = _journey(walker)
        hidden = {f"nav_phase:{PACK}:write", f"nav_phase:{PACK}:show", "nav_dossier", "nav_application", "tool_dossier"}
        assert not hidden & shown
