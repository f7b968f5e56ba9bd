"""The package for the county: papers, originals in figure order, a list with SHA-256."""

from __future__ import annotations

from app.core.messages import N_
from app.core.progress import Progress
from app.services.handover.desk import gather_package, make_papers
from app.services.output_kinds.base import INSIDE, Output, OutputKind, Setting, Tools, Work
from app.services.output_kinds.dossiers import nfa_pack
from app.services.workspace import Workspace


def _package(ws: Workspace, setting: Setting) -> Work:
    package = gather_package(ws, setting.ids[0] if setting.ids else nfa_pack(ws, setting.programme), setting.language)

    def work(tools: Tools, progress: Progress) -> Output:
        made = make_papers(package, tools, progress)
        return Output(made.files, made.draft, made.findings, made.pages, made.figures, made.folder, made.listing)

    return work


KINDS: tuple[OutputKind, ...] = (OutputKind("nfa-package", N_("Package for the county"), "", INSIDE, _package),)
