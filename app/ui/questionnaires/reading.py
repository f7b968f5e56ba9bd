"""What the page of questionnaires reads, and the two records it makes itself: all of it on the document lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Option, Row
from app.core.messages import own_words
from app.services.questionnaires.counts import Filled
from app.services.questionnaires.feedback import Kept, keep_as_notes, kept_answers

if TYPE_CHECKING:
    from app.services.questionnaires import QuestionnaireLine, QuestionnaireView
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Facts:
    """What one questionnaire needs on the screen."""

    view: QuestionnaireView
    sheets: tuple[Filled, ...]
    kinds: tuple[Option, ...]
    languages: tuple[Option, ...]
    events: tuple[Option, ...]
    groups: tuple[Option, ...]
    kept: frozenset[tuple[str, str]] = frozenset()


def every_one(workspace: Workspace) -> tuple[QuestionnaireLine, ...]:
    """Return a line for each questionnaire. Thread: document lane."""
    return workspace.questionnaires.all()


def add(workspace: Workspace) -> Row:
    """Make a questionnaire of today in the language of the outputs. Thread: document lane."""
    place = "zh" if workspace.settings.custom().output_language == "zh_TW" else "en"
    return workspace.records.create("questionnaire", {"languages": (place,), "date": workspace.today()})[0]


def keep(workspace: Workspace, id: str, question: str, only: tuple[str, ...]) -> Kept | None:
    """Keep answers in own words as feedback notes; None where there is no such questionnaire. Thread: document lane."""
    view = workspace.questionnaires.view(id)
    if view is None:
        return None
    sheets = workspace.questionnaires.sheets(id)
    return keep_as_notes(workspace.document, workspace.records, view, question, sheets, only)


def facts_of(workspace: Workspace, id: str) -> Facts | None:
    """Return what one questionnaire needs, None where there is none of that id. Thread: document lane."""
    view = workspace.questionnaires.view(id)
    if view is None:
        return None
    options: Callable[[str, str], tuple[Option, ...]] = workspace.records.options
    languages = tuple(one for one in options("questionnaire", "languages") if one.key in view.languages)
    events = tuple(Option(row.id, own_words(row.title)) for row in workspace.records.load("event", sort="-date"))
    known = workspace.records.load("population_group", sort="title")
    groups = tuple(Option(row.id, own_words(row.title)) for row in known)
    sheets = workspace.questionnaires.sheets(id)
    kept = kept_answers(workspace.records, view, sheets)
    return Facts(view, sheets, options("question", "kind"), languages, events, groups, kept)
