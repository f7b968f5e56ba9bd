"""The commands. Each has a parser and a function that returns the exit code."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from app.cli.importing import bring_in, import_parser
from app.cli.opening import Surroundings, fonts_of, opened, program_of, unlock_option
from app.core.errors import UsageError
from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_
from app.core.progress import NoProgress
from app.exports.spec import Audience

FINDINGS, DAMAGED = 1, 2
SAMPLE_SIZES = ("small", "large")

Run = Callable[[Namespace, Surroundings], int]
Parser = Callable[[ArgumentParser], None]


def _sample_parser(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--programme", default="community", metavar="ID")
    parser.add_argument("--size", choices=SAMPLE_SIZES, default="small")
    parser.add_argument("--force", action="store_true")


def _sample(options: Namespace, where: Surroundings) -> int:
    from app.services.sample import make_sample

    make_sample(options.file, options.programme, options.size, program_of(where), force=options.force)
    print(options.file)
    return 0


def _programmes_parser(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _programmes(options: Namespace, where: Surroundings) -> int:
    from app.programmes.validate import report

    rows, wrong = [], False
    for pack, _data in program_of(where).packs:
        found = report(pack)
        wrong = wrong or bool(found.findings)
        rows.append(
            {
                "id": pack.id,
                "name": dict(pack.name.values),
                "round": pack.round,
                "joinable": pack.joinable,
                "steps": len(pack.steps),
                "tasks": len(pack.tasks),
                "rules": len(pack.rules),
                "missing_translations": found.missing_translations,
                "without_source": found.without_source,
                "findings": [where.words.text(one.message) for one in found.findings],
            }
        )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            _print_programme(row, where)
    return FINDINGS if wrong else 0


def _print_programme(row: Mapping[str, object], where: Surroundings) -> None:
    name = row["name"]
    title = name.get(where.words.language) if isinstance(name, dict) else ""
    counts = where.words.text(
        N_(
            "{steps} steps, {tasks} tasks, {rules} rules; missing translations: {missing}; data without source: {bare}",
            steps=row["steps"],
            tasks=row["tasks"],
            rules=row["rules"],
            missing=row["missing_translations"],
            bare=row["without_source"],
        )
    )
    print(f"{row['id']}: {title}")
    print(f"  {counts}")
    findings = row["findings"]
    for one in findings if isinstance(findings, list) else []:
        print(f"  - {one}")


def _export_parser(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE")
    parser.add_argument("kind", nargs="?", metavar="KIND")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--out", type=Path, metavar="PATH")
    parser.add_argument("--lang", choices=("zh_TW", "en"), default="")
    parser.add_argument("--audience", choices=[one.value for one in Audience])
    parser.add_argument("--type", action="append", default=[], metavar="TYPE")
    parser.add_argument("--id", action="append", default=[], metavar="KEY")
    parser.add_argument("--programme", default="", metavar="ID")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--force", action="store_true")
    unlock_option(parser)


def _export(options: Namespace, where: Surroundings) -> int:
    from app.cli.writing import put
    from app.services.output_kinds import KINDS, Request, Tools, prepare
    from app.services.output_kinds.base import PROGRAMME

    if options.list:
        for kind in KINDS.values():
            print(f"{kind.id}: {where.words.text(kind.label)} ({', '.join(kind.audiences)})")
        return 0
    if options.file is None or options.kind is None or options.out is None:
        raise UsageError(N_("Say which file, which output and --out."), N_("See all outputs with: export --list"))
    audience = Audience(options.audience) if options.audience else None
    with opened(options.file, where, edit=False, unlock=options.unlock) as ws:
        extra = {name: value for name, _, value in (one.partition("=") for one in options.option)}
        if options.programme:
            extra[PROGRAMME] = options.programme
        ids = tuple(options.id) or None
        work = prepare(ws, options.kind, Request(options.lang, audience, tuple(options.type), ids, (), extra))
        output = work(Tools(fonts_of(where.paths), ws.pictures), NoProgress())
        path, missing = put(output, options.out, KINDS[options.kind].ending, ws.document.blob, force=options.force)
    print(path)
    for one in missing:
        print(f"{one.label}: {where.words.text(one.what)}", file=sys.stderr)
    if output.draft:
        _say_draft(output.findings, where)
    return FINDINGS if missing else 0


def _say_draft(findings: tuple[Finding, ...], where: Surroundings) -> None:

    errors = [one for one in findings if one.severity is Severity.ERROR]
    count = NP_("draft: {n} error is still open", "draft: {n} errors are still open", len(errors))
    print(where.words.text(count), file=sys.stderr)
    for one in errors:
        print(f"  {one.rule}: {where.words.text(one.message)}", file=sys.stderr)


def _check_parser(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--programme", default="", metavar="ID")
    parser.add_argument("--json", action="store_true")
    unlock_option(parser)


def _check(options: Namespace, where: Surroundings) -> int:
    from app.cli.checking import check_file

    return check_file(options.file, options.programme, where, as_json=options.json, unlock=options.unlock)


def _backup_parser(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--to", type=Path, metavar="PATH")


def _backup(options: Namespace, where: Surroundings) -> int:
    from app.services.backups.command_line import backup_file

    with opened(options.file, where, edit=False) as ws:
        print(backup_file(ws, options.to))
    return 0


def _restore_parser(parser: ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--force", action="store_true")


def _restore(options: Namespace, where: Surroundings) -> int:
    from app.services.backups.command_line import restore_file

    for line in restore_file(options.backup, options.out, where.paths.data, force=options.force):
        print(where.words.text(line))
    return 0


def _screenshots_parser(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--lang", choices=("zh_TW", "en", "qps"), action="append")
    parser.add_argument("--scheme", choices=("light", "dark"), action="append")
    parser.add_argument("--text-size", type=int, action="append", metavar="PERCENT")
    parser.add_argument("--file", type=Path, metavar="FILE")
    parser.add_argument("--page", action="append", metavar="ROUTE")


def _screenshots(options: Namespace, where: Surroundings) -> int:
    from app.system.display import draw_offscreen
    from app.ui.pages import has_page

    draw_offscreen()
    from app.ui.screenshots import take

    for route in options.page or []:
        if not has_page(route.partition(":")[0]):
            raise UsageError(N_("There is no page called “{page}”.", page=route), N_("Choose a page, such as home."))
    for size in options.text_size or []:
        if not 100 <= size <= 200:
            raise UsageError(N_("The text cannot be {size} per cent.", size=size), N_("Choose 100 to 200 per cent."))
    taken = take(
        where.paths,
        options.out,
        languages=options.lang or ["zh_TW", "en"],
        schemes=options.scheme or ["light"],
        sizes=options.text_size or [100],
        file=options.file,
        routes=options.page or [],
    )
    print(where.words.text(NP_("{n} picture", "{n} pictures", len(taken))), options.out)
    return 0


def _self_test_parser(parser: ArgumentParser) -> None:
    parser.add_argument("--keep", type=Path, metavar="DIR")


def _self_test(options: Namespace, where: Surroundings) -> int:
    from app.cli.self_test import prove

    return prove(where, options.keep)


PARSERS: Mapping[str, Parser] = {
    "sample": _sample_parser,
    "programmes": _programmes_parser,
    "export": _export_parser,
    "check": _check_parser,
    "import": import_parser,
    "backup": _backup_parser,
    "restore": _restore_parser,
    "screenshots": _screenshots_parser,
    "self-test": _self_test_parser,
}
RUN: Mapping[str, Run] = {
    "sample": _sample,
    "programmes": _programmes,
    "export": _export,
    "check": _check,
    "import": bring_in,
    "backup": _backup,
    "restore": _restore,
    "screenshots": _screenshots,
    "self-test": _self_test,
}
