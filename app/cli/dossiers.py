"""``import --kind word`` and ``--kind attachments``: a Word document into the chapters, PDFs among the appendices."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.opening import Surroundings, opened
from app.core.errors import InputError, UsageError
from app.core.messages import N_, NP_, Label

if TYPE_CHECKING:
    from app.imports.pdf_file import PdfFile
    from app.services.dossier.views import DossierView
    from app.services.dossier.word_in import Proposal
    from app.services.workspace import Workspace

FINDINGS, DAMAGED = 1, 2
APPENDIX, ATTACHED = "appendix", "attached"


def bring_word_in(options: Namespace, where: Surroundings) -> int:
    """Read a Word document into the chapters that its titles name, or say what that would do.

    It is told which piece goes where and what is not taken; 1 where a piece, a picture or anything else is left out.

    Raises:
        InputError: the file is no Word document that can be read.
        UsageError: the dossier was not begun, or the programme was not joined.
    """
    from app.imports.word import read_docx
    from app.services.backups.service import BEFORE_IMPORT
    from app.services.dossier.word_in import bring_in, propose

    say = where.words.text
    try:
        document = read_docx(options.source)
    except InputError as error:
        error.exit_code = DAMAGED
        raise
    with opened(options.file, where, edit=not options.dry_run, unlock=options.unlock) as ws:
        view, language = _dossier(ws, options.programme)
        template = ws.template_of(view.pack)
        proposal = propose(document, view, language, template.summary_rows if template is not None else ())
        _tell(proposal, view, language, where)
        lost = bool(proposal.left) or any(not one.part for one in proposal.sections)
        if options.dry_run or not any(one.part for one in proposal.sections):
            return FINDINGS if lost or not proposal.sections else 0
        ws.backups.before(BEFORE_IMPORT)
        done = bring_in(ws, view, proposal, [one.part for one in proposal.sections], summary=bool(proposal.summary))
        made = NP_("{n} block was read in.", "{n} blocks were read in.", done.blocks)
        photos = NP_("{n} photo was added.", "{n} photos were added.", done.photos)
        print(say(made), say(photos))
        for name in done.refused:
            print(say(N_("This picture cannot be read: {name}", name=name)), file=sys.stderr)
    return FINDINGS if lost or done.refused else 0


def _tell(proposal: Proposal, view: DossierView, language: str, where: Surroundings) -> None:
    from app.services.dossier.word_in import section_words

    say, titles = where.words.text, {part.id: part.title.best(language) for part in view.parts}
    for one in proposal.sections:
        title: Label | str = one.title or N_("Before the first chapter")
        target: Label | str = titles[one.part] if one.part else N_("left out")
        holds = " · ".join(say(words) for words in section_words(one))
        print(say(N_("“{title}” → {target}: {holds}", title=title, target=target, holds=holds)))
    if not proposal.sections:
        print(say(N_("“{name}” holds no text.", name=proposal.name)))
    if proposal.left:
        print(say(N_("What is not taken, or taken otherwise")))
    for left in proposal.left:
        print(f"  {say(left.what)}{' ' + left.words if left.words else ''}")


def attach_files(options: Namespace, where: Surroundings) -> int:
    """Attach a PDF, or every PDF of a folder, at the end of the appendices; one that is attached already is left.

    1 where a file could not be read, 2 where none could.

    Raises:
        UsageError: the dossier was not begun or has no appendix, the programme was not joined, or there is no PDF.
    """
    from app.services.backups.service import BEFORE_IMPORT
    from app.services.dossier.attached import attach

    files, refused = _read_all(_pdfs(options.source), where)
    if not files:
        return DAMAGED
    with opened(options.file, where, edit=not options.dry_run, unlock=options.unlock) as ws:
        view, language = _dossier(ws, options.programme)
        part = next((one for one in view.parts if one.kind == APPENDIX and not one.left_out), None)
        if part is None:
            raise UsageError(
                N_("This dossier has no appendix."), N_("Open the file and keep the chapter of appendices.")
            )
        there = {block.settings.get("sha256") for one in view.parts for block in one.blocks if block.kind == ATTACHED}
        fresh = [one for one in files if one.sha256 not in there]
        for one in fresh:
            pages = NP_("{n} page", "{n} pages", one.pages)
            title = part.title.best(language)
            print(where.words.text(N_("“{name}” → {target}: {pages}", name=one.name, target=title, pages=pages)))
        if len(fresh) < len(files):
            known = NP_("{n} was there already.", "{n} were there already.", len(files) - len(fresh))
            print(where.words.text(known))
        if fresh and not options.dry_run:
            ws.backups.before(BEFORE_IMPORT)
            after = part.blocks[-1].id if part.blocks else ""
            for one in fresh:
                after, _ = attach(ws, part.id, after, one)
    return FINDINGS if refused else 0


def _pdfs(source: Path) -> list[Path]:
    found = sorted(one for one in source.rglob("*") if one.suffix.lower() == ".pdf") if source.is_dir() else [source]
    if not found:
        raise UsageError(N_("There is no PDF in “{name}”.", name=source.name), N_("Choose a PDF, or a folder of PDFs."))
    return found


def _read_all(paths: list[Path], where: Surroundings) -> tuple[list[PdfFile], int]:
    """Return the PDFs that can be read, each once; say of the others why not, and return how many they are."""
    from app.cli import tell
    from app.imports.pdf_file import read_pdf

    files: dict[str, PdfFile] = {}
    refused = 0
    for path in paths:
        try:
            file = read_pdf(path)
        except InputError as error:
            tell(error, where.words)
            refused += 1
            continue
        files.setdefault(file.sha256, file)
    return list(files.values()), refused


def _dossier(ws: Workspace, wanted: str) -> tuple[DossierView, str]:
    """Return the dossier that is worked on, or that of the joined programme that is named, and its language."""
    from app.services.dossier.carry import current_pack

    joined = [one.id for one in ws.programmes.joined()]
    if wanted and wanted not in joined:
        raise UsageError(
            N_("This document does not take part in “{programme}”.", programme=wanted),
            N_("Choose one of: {names}", names=", ".join(joined)),
        )
    pack = wanted or current_pack(ws)
    view, template = ws.dossier.find(pack), ws.template_of(pack)
    if view is None:
        raise UsageError(
            N_("The dossier of “{pack}” was not begun yet.", pack=pack),
            N_("Open the file and begin the dossier, then bring this in."),
        )
    return view, (template.language if template is not None else "") or ws.settings.custom().output_language
