"""The dossier and its originals."""

from __future__ import annotations

from collections.abc import Callable

from app.core.errors import UsageError
from app.core.messages import N_
from app.core.progress import Progress
from app.core.text import safe_file_name
from app.services.dossier.carry import current_pack
from app.services.dossier.press import as_draft, figures_of, gather_dossier, press, write, write_word
from app.services.output_kinds.base import ALL, INSIDE, Output, OutputKind, Setting, Tools, Work
from app.services.workspace import Workspace

NFA = "nfa"


def _dossier(pack_id: Callable[[Workspace, str], str]) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        chosen = pack_id(ws, setting.programme)
        final = gather_dossier(ws, chosen, setting.language, setting.audience)

        def work(tools: Tools, progress: Progress) -> Output:
            pressed = press(final, tools.fonts, tools.cache)
            progress.step(1, 3)
            if not pressed.ready:
                pressed = press(as_draft(final), tools.fonts, tools.cache)
            progress.step(2, 3)
            data = write(pressed, tools.fonts, tools.pictures)
            progress.step(3, 3)
            name = safe_file_name(pressed.spec.title) + ".pdf"
            return Output({name: data}, not pressed.ready, pressed.findings, pressed.pages)

        return work

    return prepared


def _word(pack_id: Callable[[Workspace, str], str]) -> Callable[[Workspace, Setting], Work]:
    """Return what prepares the dossier as a .docx, for those who go on editing it."""

    def prepared(ws: Workspace, setting: Setting) -> Work:
        chosen = pack_id(ws, setting.programme)
        final = gather_dossier(ws, chosen, setting.language, setting.audience)

        def work(tools: Tools, progress: Progress) -> Output:
            pressed = press(final, tools.fonts, tools.cache)
            progress.step(1, 2)
            if not pressed.ready:
                pressed = press(as_draft(final), tools.fonts, tools.cache)
            data = write_word(pressed, tools.fonts, tools.pictures)
            progress.step(2, 2)
            return Output({safe_file_name(pressed.spec.title) + ".docx": data}, not pressed.ready, pressed.findings)

        return work

    return prepared


def _own_pack(ws: Workspace, wanted: str) -> str:
    return wanted or current_pack(ws)


def nfa_pack(ws: Workspace, wanted: str = "") -> str:
    """Return the round of the evaluation that is named, else the one joined last. Raises UsageError: there is none."""
    joined = [one.pack for one in ws.programmes.joined() if one.pack.family == NFA and wanted in ("", one.id)]
    if not joined:
        raise UsageError(
            N_("This document takes part in no resilient-community evaluation."),
            N_("Join the programme first, or export “dossier”."),
        )
    return joined[-1].id


def _originals(ws: Workspace, setting: Setting) -> Work:
    gathered = gather_dossier(ws, nfa_pack(ws, setting.programme), setting.language, setting.audience)

    def work(tools: Tools, progress: Progress) -> Output:
        pressed = press(gathered, tools.fonts, tools.cache)
        progress.step(1, 1)
        return Output({}, pages=pressed.pages, figures=figures_of(pressed))

    return work


KINDS: tuple[OutputKind, ...] = (
    OutputKind("dossier", N_("Dossier"), ".pdf", ALL, _dossier(_own_pack)),
    OutputKind("nfa-dossier", N_("Dossier of the resilient-community evaluation"), ".pdf", ALL, _dossier(nfa_pack)),
    OutputKind("dossier-docx", N_("Dossier for Word"), ".docx", ALL, _word(_own_pack)),
    OutputKind("nfa-docx", N_("Dossier of the evaluation for Word"), ".docx", ALL, _word(nfa_pack)),
    OutputKind("nfa-originals", N_("Original pictures in figure order"), "", INSIDE, _originals),
)
