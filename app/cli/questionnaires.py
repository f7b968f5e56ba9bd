"""``import --kind questionnaire``: sheets that were typed in a workbook, told row by row before they come in."""

from __future__ import annotations

from argparse import Namespace

from app.cli.opening import Surroundings, opened
from app.core.messages import N_

FINDINGS = 1


def bring_sheets_in(options: Namespace, where: Surroundings) -> int:
    """Bring the sheets of a workbook in, or say what that would do; 1 where a row was refused.

    Raises:
        InputError: the file is none that can be read, or belongs to no questionnaire that is known.
    """
    from app.imports.workbook import read_book
    from app.services.backups.service import BEFORE_IMPORT
    from app.services.importing.report import Report
    from app.services.importing.rows import Act
    from app.services.questionnaires.bring_in import plan_sheets

    book = read_book(options.source)
    with opened(options.file, where, edit=not options.dry_run, unlock=options.unlock) as ws:
        plan = plan_sheets(book, ws.sheet_imports.snapshot(book))
        for line in Report(plan, where.words).lines({}):
            print(line)
        if not options.dry_run and any(row.act is not Act.NOTHING for row in plan.rows):
            ws.backups.before(BEFORE_IMPORT)
            result = ws.sheet_imports.bring_in(plan)
            done = N_(
                "Added: {added}. Changed: {changed}. Left out: {left}.",
                added=result.added,
                changed=result.changed,
                left=result.left,
            )
            print(where.words.text(done))
    return FINDINGS if any(row.refused for row in plan.rows) else 0
