"""What can be written out, each kind declared once: the command line and the buttons read this list.

A kind is *prepared* on the document lane (short reads, masked) and gives back work that runs anywhere:
pure, cancellable, the same bytes for the same document, day and audience. Each module of this room has
the kinds of one matter in its ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from app.core.errors import UsageError
from app.core.messages import N_
from app.i18n import Translator
from app.services.output_kinds.base import PROGRAMME, Output, OutputKind, Request, Setting, Tools, Work, paged
from app.services.workspace import Workspace

__all__ = ["KINDS", "Output", "OutputKind", "Request", "Setting", "Tools", "Work", "paged", "prepare"]

ROOMS = (
    "dossiers", "checks", "handover", "evidence", "money", "records", "figures", "papers", "questionnaires", "team",
    "scorings", "roadmap", "priorities", "seed", "recruiting", "lived", "together", "work", "upkeep", "plan",
    "application", "states",
)  # fmt: skip
"""Modules beside this one, in the order of the list of outputs."""


class _Kinds(Mapping[str, OutputKind]):
    """The kinds of all rooms; a room is imported when a kind is looked for in it, so that one output costs one room."""

    def __getitem__(self, kind_id: str) -> OutputKind:
        for one in self._all():
            if one.id == kind_id:
                return one
        raise KeyError(kind_id)

    def __iter__(self) -> Iterator[str]:
        return (one.id for one in self._all())

    def __len__(self) -> int:
        return sum(1 for _ in self._all())

    def _all(self) -> Iterator[OutputKind]:
        for room in ROOMS:
            yield from import_module(f"{__name__}.{room}").KINDS


KINDS: Mapping[str, OutputKind] = _Kinds()
"""Every kind by its name on the command line."""


def prepare(ws: Workspace, kind_id: str, request: Request | None = None) -> Work:
    """Read what *kind_id* needs and return the work. Thread: document lane.

    Raises:
        UsageError: there is no such kind, it does not allow that audience, or the programme was not joined.
    """
    request = request or Request()
    kind = KINDS.get(kind_id)
    if kind is None:
        raise UsageError(
            N_("There is no output called “{kind}”.", kind=kind_id), N_("See them all with: export --list")
        )
    audience = request.audience or kind.audiences[0]
    if audience not in kind.audiences:
        raise UsageError(
            N_("“{kind}” is not made for that audience.", kind=kind_id),
            N_("Choose one of: {audiences}", audiences=", ".join(kind.audiences)),
        )
    _check_programme(ws, request.options.get(PROGRAMME, ""))
    custom = ws.settings.custom()
    language = request.language or custom.output_language
    given = Setting(language, audience, request.types, request.ids, request.columns, request.options)
    with ws.records.speaking(Translator(language, custom.calendar, custom.currency)):
        return kind.prepare(ws, given)


def _check_programme(ws: Workspace, wanted: str) -> None:
    """Raise UsageError where the file does not take part in the programme that is named."""
    joined = [one.id for one in ws.programmes.joined()]
    if wanted and wanted not in joined:
        raise UsageError(
            N_("This document does not take part in “{programme}”.", programme=wanted),
            N_("Choose one of: {names}", names=", ".join(joined)),
        )
