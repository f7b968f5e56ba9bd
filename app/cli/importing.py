"""``import``: photos, records, shelters, budgets, sheets, Word and PDF files; tried first with ``--dry-run``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.opening import Surroundings, opened, unlock_option
from app.core.errors import UsageError
from app.core.messages import N_, NP_, Message

if TYPE_CHECKING:
    from app.imports.photos import Trouble
    from app.services.importing.rows import ImportPlan
    from app.services.photos.service import PhotoBatch

FINDINGS, DAMAGED = 1, 2
HINTS = {"records": "", "shelters": "shelter"}
KINDS = ("records", "shelters", "photos", "budget", "questionnaire", "word", "attachments")
TWINS = ("leave", "both")


def import_parser(parser: ArgumentParser) -> None:
    """Declare what ``import`` understands."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("source", type=Path, metavar="SOURCE")
    parser.add_argument("--kind", choices=KINDS, required=True)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--programme", default="", metavar="ID")
    parser.add_argument("--doubles", choices=TWINS, default="leave")
    unlock_option(parser)


def bring_in(options: Namespace, where: Surroundings) -> int:
    """Bring *options.source* in, or say what that would do; return the exit code."""
    if options.kind == "budget":
        from app.cli.budgets import take_budget_back

        return take_budget_back(options, where)
    if options.kind == "questionnaire":
        from app.cli.questionnaires import bring_sheets_in

        return bring_sheets_in(options, where)
    if options.kind in ("word", "attachments"):
        from app.cli.dossiers import attach_files, bring_word_in

        return (bring_word_in if options.kind == "word" else attach_files)(options, where)
    return _photos(options, where) if options.kind == "photos" else _records(options, where)


def _records(options: Namespace, where: Surroundings) -> int:
    from app.imports.workbook import read_book
    from app.services.backups.service import BEFORE_IMPORT
    from app.services.importing import dry_run, matched
    from app.services.importing.report import Report
    from app.services.importing.rows import Act

    first = matched(read_book(options.source), HINTS[options.kind])
    if options.kind == "shelters" and "shelter" not in first.types:
        raise UsageError(
            N_("No sheet of this file holds shelters."), N_("Choose the national list, or use --kind records.")
        )
    with opened(options.file, where, edit=not options.dry_run, unlock=options.unlock) as ws:
        snapshot = ws.imports.snapshot(first)
        plan = dry_run(first, snapshot)
        decisions = {row.key: options.doubles for row in plan.rows if row.asks}
        report = Report(plan, where.words, snapshot.choices)
        for line in report.lines(decisions):
            print(line)
        if not options.dry_run and any(row.act is not Act.NOTHING for row in plan.rows):
            ws.backups.before(BEFORE_IMPORT)
            result = ws.imports.bring_in(plan, decisions)
            done = N_(
                "Added: {added}. Changed: {changed}. Left out: {left}.",
                added=result.added,
                changed=result.changed,
                left=result.left,
            )
            print(where.words.text(done))
    return FINDINGS if _wants_a_look(plan, options.doubles) else 0


def _wants_a_look(plan: ImportPlan, doubles: str) -> bool:
    from app.services.importing.rows import RowKind

    refused = any(row.kind is RowKind.REFUSED for row in plan.rows)
    return refused or (doubles == "leave" and plan.waiting({}) > 0)


def _photos(options: Namespace, where: Surroundings) -> int:
    from app.services.backups.service import BEFORE_IMPORT

    with opened(options.file, where, edit=not options.dry_run, unlock=options.unlock) as ws:
        batch = ws.photos.prepare([options.source])
        if options.dry_run or not batch.candidates:
            ready = NP_("{n} photo can be added.", "{n} photos can be added.", len(batch.candidates))
            return _imported(batch, batch.troubles, (ready,), where)
        ws.backups.before(BEFORE_IMPORT)
        result = ws.photos.add(batch)
    added = NP_("{n} photo was added.", "{n} photos were added.", len(result.added))
    joined = NP_("{n} was there already.", "{n} were there already.", len(result.joined))
    return _imported(batch, (*batch.troubles, *result.troubles), (added, joined), where)


def _imported(batch: PhotoBatch, troubles: Sequence[Trouble], words: Sequence[Message], where: Surroundings) -> int:
    """Say what came in, and on standard error what did not; return the exit code."""
    from app.cli import sentences

    for one in troubles:
        print(f"{one.name}: {sentences((one.what, one.safe, one.todo), where.words)}", file=sys.stderr)
    if troubles and not batch.candidates:
        return DAMAGED
    said = (*words, batch.left_out) if batch.left_out else words
    print(*(where.words.text(one) for one in said))
    return FINDINGS if troubles else 0
