"""The rules of the 114 evaluation on what is known of a dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.fields import Severity
from app.programmes.loader import load_pack
from app.programmes.rules import State
from app.programmes.rules.evaluate import RuleResult
from app.programmes.schema import Pack
from app.services.rules.dossier import (
    ChapterFact,
    ContentsFact,
    DossierFacts,
    FigureFact,
    LineFact,
    NamedFact,
    PlacedFact,
    SizedText,
    TextFact,
    check_dossier,
    dossier_findings,
    is_ready,
)

PACK = Path(__file__).resolve().parents[2] / "resources" / "programmes" / "nfa-114"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture
def facts(pack: Pack) -> DossierFacts:
    assert pack.dossier is not None
    chapters = tuple(ChapterFact(one.id, one.title.best("zh_TW"), 2) for one in pack.dossier.chapters)
    return DossierFacts(
        pages=37,
        readable=True,
        sizes=(SizedText("14"),),
        cover_sizes=(SizedText("16"),),
        cover=tuple(NamedFact(one, True) for one in ("彰化縣", "北斗鎮", "114年", "中寮社區")),
        summary=tuple(NamedFact(one.title.best("zh_TW"), True) for one in pack.dossier.summary_rows),
        contents=(ContentsFact("第一章", 4, 4),),
        chapters=chapters,
        phases=("preparedness",),
        hazards=("風災",),
        pictures=(PlacedFact("ab", 1366, True, 300, "圖1", "block:p"),),
        fill_date="2025-03-20",
        submission_date="2025-04-15",
        texts=(TextFact("block:a", "臺灣的社區，陳○○"),),
        figures=(FigureFact("圖1", True, True),),
        fonts_embedded=True,
        megabytes=12,
        continuity=("people", "money", "direction", "experience"),
        comparisons=6,
        lines=(LineFact("1.1", 5, 2, "evidence:nfa-114/site/1.1"),),
        glyphs=(),
    )


def states(results: tuple[RuleResult, ...]) -> dict[str, State]:
    return {one.rule.id: one.state for one in results}


def test_a_good_dossier_is_ready_and_unknown_rules_are_not_passed(pack: Pack, facts: DossierFacts) -> None:
    results = check_dossier(pack, facts)
    found = states(results)
    unknown = {rule for rule, state in found.items() if state is State.UNKNOWN}
    assert unknown == {
        "DOS-025",
        *(one.id for one in pack.rules if one.subject != "dossier"),
    }
    assert set(found.values()) == {State.PASSED, State.UNKNOWN}
    assert is_ready(results)
    assert {one.severity for one in dossier_findings(pack, facts)} == {Severity.UNKNOWN}


@pytest.mark.parametrize(
    ("rule", "change", "severity", "place"),
    [
        ("DOS-001", {"pages": 101}, Severity.ERROR, ""),
        ("DOS-002", {"pages": 96}, Severity.WARN, ""),
        ("DOS-003", {"readable": False}, Severity.ERROR, ""),
        ("DOS-004", {"sizes": (SizedText("13.8", "block:x"),)}, Severity.ERROR, "block:x"),
        ("DOS-005", {"cover_sizes": (SizedText("14"),)}, Severity.ERROR, ""),
        ("DOS-006", {"summary": (NamedFact("面向一", False, "block:row"),)}, Severity.ERROR, "block:row"),
        ("DOS-007", {"cover": (NamedFact("北斗鎮", False, "part:cover"),)}, Severity.ERROR, "part:cover"),
        ("DOS-008", {"contents": (ContentsFact("第一章", 4, 5, "block:c"),)}, Severity.ERROR, "block:c"),
        ("DOS-009", {"chapters": ()}, Severity.ERROR, ""),
        ("DOS-010", {"phases": ()}, Severity.ERROR, ""),
        ("DOS-011", {"hazards": ()}, Severity.ERROR, ""),
        ("DOS-012", {"pictures": (PlacedFact("a", 400, False, 300, "圖1", "block:p"),)}, Severity.ERROR, "block:p"),
        ("DOS-013", {"pictures": (PlacedFact("a", 299, True, 300, "圖1", "block:p"),)}, Severity.ERROR, "block:p"),
        ("DOS-014", {"pictures": (PlacedFact("a", 400, True, 72, "圖1", "block:p"),)}, Severity.INFO, "block:p"),
        ("DOS-015", {"fill_date": ""}, Severity.ERROR, ""),
        ("DOS-015", {"fill_date": "2025-04-16"}, Severity.ERROR, ""),
        ("DOS-016", {"texts": (TextFact("block:a", "在○○縣"),)}, Severity.ERROR, "block:a"),
        ("DOS-017", {"texts": (TextFact("block:a", "113年績優韌性社區"),)}, Severity.WARN, "block:a"),
        ("DOS-018", {"figures": (FigureFact("圖1", True, False, "block:f"),)}, Severity.WARN, "block:f"),
        ("DOS-019", {"texts": (TextFact("block:a", "電話0912345678"),)}, Severity.WARN, "block:a"),
        ("DOS-020", {"glyphs": (NamedFact("\ue000", False, "block:x"),)}, Severity.ERROR, "block:x"),
        ("DOS-021", {"comparisons": 5, "homes": {"comparisons": "part:c4"}}, Severity.WARN, "part:c4"),
        ("EVI-001", {"lines": (LineFact("3", 20, 0, "evidence:x"),)}, Severity.INFO, "evidence:x"),
        ("DOS-022", {"chapters": (ChapterFact("c1", "x", 0, "block:1"),)}, Severity.WARN, "block:1"),
        ("DOS-023", {"continuity": ("people",)}, Severity.WARN, ""),
        ("DOS-024", {"texts": (TextFact("block:a", "台南市"),)}, Severity.INFO, "block:a"),
    ],
)
def test_each_rule_fails_where_it_should(
    pack: Pack, facts: DossierFacts, rule: str, change: dict[str, object], severity: Severity, place: str
) -> None:
    found = [one for one in dossier_findings(pack, replace(facts, **change)) if one.rule == rule]  # type: ignore[arg-type]
    assert found
    assert (found[0].severity, found[0].place) == (severity, place)
    assert found[0].fix is not None
    assert found[0].source


def test_the_arithmetic_names_the_users_own_numbers(pack: Pack, facts: DossierFacts) -> None:
    finding = next(one for one in dossier_findings(pack, replace(facts, pages=103)) if one.rule == "DOS-001")
    assert finding.arithmetic is not None
    assert finding.arithmetic.params == {"value": 103, "limit": 100}
    words = finding.message.params["words"]
    assert "103" in str(words)


def test_a_missing_chapter_can_be_waived_with_a_written_reason(pack: Pack, facts: DossierFacts) -> None:
    assert facts.chapters is not None
    fewer = replace(facts, chapters=facts.chapters[:4])
    assert not is_ready(check_dossier(pack, fewer))
    waived = check_dossier(pack, fewer, waivers={"DOS-009": "第五章另有專冊"})
    assert is_ready(waived)
    assert states(waived)["DOS-009"] is State.WAIVED
    assert not is_ready(check_dossier(pack, fewer, waivers={"DOS-009": "  "}))
    assert not is_ready(check_dossier(pack, replace(facts, pages=101), waivers={"DOS-001": "太多了"}))


def test_another_title_only_warns(pack: Pack, facts: DossierFacts) -> None:
    assert facts.chapters is not None
    renamed = replace(facts, chapters=(replace(facts.chapters[0], title="第一部"), *facts.chapters[1:]))
    results = check_dossier(pack, renamed)
    assert is_ready(results)
    assert next(one for one in results if one.rule.id == "DOS-009").findings[0].severity is Severity.WARN


def test_date_rules_of_a_round_that_is_over_are_not_evaluated(pack: Pack, facts: DossierFacts) -> None:
    late = replace(facts, fill_date="2026-11-21")
    assert states(check_dossier(pack, late))["DOS-015"] is State.FAILED
    over = check_dossier(pack, late, round_over=True)
    assert states(over)["DOS-015"] is State.UNKNOWN
    assert is_ready(over)


def test_nothing_known_is_nothing_passed(pack: Pack) -> None:
    found = states(check_dossier(pack, DossierFacts()))
    assert State.PASSED not in found.values() or {k for k, v in found.items() if v is State.PASSED} <= {"DOS-016"}
    assert set(found.values()) == {State.UNKNOWN}
