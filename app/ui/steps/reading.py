"""What the page of a step reads, and how a task changes its state: all of it on the document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Option
from app.core.messages import Label, LocalText
from app.programmes.journey import StepView
from app.programmes.schema import Pack
from app.services.engagement.rounds import State
from app.services.engagement.screen import step_rounds
from app.services.together.screen import step_met

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What the page shows."""

    pack: Pack | None
    view: StepView | None
    joined: bool
    files: tuple[Option, ...]
    labels: dict[str, Label]
    rounds: tuple[tuple[State, Label], ...] = ()
    met: tuple[bool | None, Label] | None = None


def facts_of(workspace: Workspace, pack_id: str, step_id: str) -> StepFacts:
    """Return what the page of a step shows. Thread: document lane."""
    programmes, catalogue = workspace.programmes, workspace.records.catalogue()
    files = (
        tuple(Option(row.id, LocalText({"": row.title})) for row in workspace.records.load("file", sort="title"))
        if "file" in catalogue
        else ()
    )
    view = programmes.step(pack_id, step_id)
    tools = (*view.step.tools, *(one.task.tool for one in view.tasks)) if view is not None else ()
    return StepFacts(
        programmes.pack(pack_id),
        view,
        any(one.id == pack_id for one in programmes.joined()),
        files,
        {name: one.plural for name, one in catalogue.items()},
        step_rounds(workspace, tools),
        step_met(workspace, tools),
    )


def set_task(workspace: Workspace, pack_id: str, task_id: str, state: str) -> object:
    """Put a task into a state. Thread: document lane."""
    return workspace.programmes.set_task(pack_id, task_id, state)
