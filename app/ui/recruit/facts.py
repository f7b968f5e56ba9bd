"""Everything that the recruiting page shows, read in one go. Thread: the document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Finding, RecordType
from app.core.messages import Label, own_words
from app.exports.spec import Audience
from app.services.output_kinds.base import Setting, shown_to
from app.services.output_kinds.recruiting import programme_words
from app.services.recruiting.board import Board, language_label
from app.services.recruiting.checks import position_checks
from app.services.recruiting.liaisons import LiaisonLine, liaison_lines
from app.services.recruiting.notice import Notice, notice_of, notice_text

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TEAM = Audience.TEAM
PROGRAM_LANGUAGES = ("zh_TW", "en")


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice in one of its languages.

    Args:
        key: what the choice of languages says: a language of the program, or the id of a text.
        label: name of the language.
        notice: the words.
        pasted: the same to paste.
    """

    key: str
    label: Label
    notice: Notice
    pasted: str


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """A position: what its numbers say, and its notice in every language there is."""

    id: str
    title: str
    checks: tuple[Finding, ...]
    notices: tuple[NoticeFacts, ...]


@dataclass(frozen=True, slots=True)
class RecruitFacts:
    """All of it. ``candidate``: the record type, for the notice of a closed drawer."""

    board: Board
    groups: dict[str, str]
    positions: tuple[PositionFacts, ...]
    liaisons: tuple[LiaisonLine, ...]
    candidate: RecordType
    today: str


def read_facts(workspace: Workspace) -> RecruitFacts:
    """Return what the page shows."""
    language = workspace.records.translator.language
    language = language if language in PROGRAM_LANGUAGES else "en"
    shown = shown_to(workspace, Setting(language, TEAM))
    return RecruitFacts(
        board=workspace.recruiting.board(),
        groups={row.id: row.title for row in workspace.records.load("population_group")},
        positions=_positions(workspace),
        liaisons=liaison_lines(shown, workspace.recruiting.start_month()),
        candidate=workspace.records.catalogue()["candidate"],
        today=workspace.today(),
    )


def _positions(workspace: Workspace) -> tuple[PositionFacts, ...]:
    planning = workspace.recruiting.planning_money()
    length = workspace.recruiting.length()
    checks = {
        row.id: position_checks(row, planning.get(str(row.get("currency") or "")), length)
        for row in workspace.records.load("position")
    }
    programme = programme_words(workspace)
    by: dict[str, list[NoticeFacts]] = {}
    titles: dict[str, str] = {}
    for language in PROGRAM_LANGUAGES:
        shown = shown_to(workspace, Setting(language, Audience.PUBLIC))
        for row in shown.rows("position"):
            notice = notice_of(shown, row, programme)
            label = language_label("zh" if language == "zh_TW" else "en")
            facts = NoticeFacts(language, label, notice, notice_text(notice, language))
            by.setdefault(row.id, []).append(facts)
            titles[row.id] = workspace.records.title_of("position", row.id)
    shown = shown_to(workspace, Setting("en", Audience.PUBLIC))
    for row in shown.rows("position"):
        for one in row.below("texts"):
            if one.get("language") in ("zh", "en"):
                continue
            notice = notice_of(shown, row, programme, one.id)
            name = str(one.get("language_name") or "")
            known = language_label(str(one.get("language") or ""))
            facts = NoticeFacts(one.id, own_words(name) if name else known, notice, notice_text(notice, "en"))
            by[row.id].append(facts)
    return tuple(PositionFacts(key, titles[key], checks.get(key, ()), tuple(found)) for key, found in by.items())
