"""What the Roadmap's page reads of the document, and where an open question is sent. Thread: the document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Option
from app.core.messages import N_
from app.services.evidence.targets import TOPIC, stage_of
from app.services.roadmap.ask import ask_at_event, ask_in_questionnaire
from app.services.roadmap.views import RoadmapView
from app.services.roadmap.words import Said, gather_words

if TYPE_CHECKING:
    from app.services.workspace import Workspace

NEW = "new"
QUESTIONNAIRE, EVENT = "q:", "e:"
"""Begin the keys of the places where a question can be asked."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page needs of the document.

    Args:
        view: the whole Roadmap.
        kinds, provenances: the choices of a statement.
        places: where an open question can be asked.
        said: people's words; read only where they are shown.
        proves: whether evidence can be named for a topic: a programme of the file leads to the Roadmap.
    """

    view: RoadmapView
    kinds: tuple[Option, ...]
    provenances: tuple[Option, ...]
    places: tuple[Option, ...] = ()
    said: tuple[Said, ...] = ()
    proves: bool = False


def read_facts(workspace: Workspace, *, words: bool) -> Facts:
    """Return what the page shows. *words*: whether people's words are read, too."""
    options, view = workspace.records.options, workspace.roadmap.view()
    places: tuple[Option, ...] = ()
    if any(one.open for one in view.topics):
        sheets = (Option(QUESTIONNAIRE + one.id, N_("Questionnaire: {title}", title=one.title))
                  for one in workspace.questionnaires.all())  # fmt: skip
        events = (Option(EVENT + row.id, N_("Event: {title}", title=row.title))
                  for row in workspace.records.load("event", sort="-date"))  # fmt: skip
        places = (Option(NEW, N_("A new questionnaire")), *sheets, *events)
    said = gather_words(workspace.records, workspace.questionnaires) if words else ()
    proves = any(stage_of(line.key) == TOPIC for one in workspace.evidence.sheets() for line in one.targets[:1])
    return Facts(view, options("statement", "kind"), options("statement", "provenance"), places, said, proves)


def ask_there(workspace: Workspace, id: str, where: str, title: str) -> object:
    """Ask an unknown at a place, one of ``Facts.places``.

    Args:
        workspace: the open document.
        id: of the statement.
        where: key of the place.
        title: of a new questionnaire.

    Returns:
        What changed, ``None`` where the question has no words or the place is gone.
    """
    document, records = workspace.document, workspace.records
    if where.startswith(EVENT):
        return ask_at_event(document, records, id, where.removeprefix(EVENT))
    questionnaire = where.removeprefix(QUESTIONNAIRE) if where.startswith(QUESTIONNAIRE) else ""
    row = records.get("statement", id)
    words = str(row.get("text") or "") if row is not None else ""
    language = "zh" if any("\u4e00" <= one <= "\u9fff" for one in words) else "en"
    return ask_in_questionnaire(document, records, id, questionnaire, language, title)
