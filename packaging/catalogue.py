"""Keep the catalogues: ``update``, ``fill FILE.json…``, ``compile``, ``lint``.

``update`` collects every ``N_("…")`` and ``NP_("one", "many", …)`` under ``app/`` into
``locales/<language>/LC_MESSAGES/banyan.po``; wordings that are gone leave, nothing is guessed. ``fill``
takes ``{"English": "中文"}`` (a list of one for what counts) into zh_TW. ``compile`` writes the ``.mo``
files, which are not tracked. ``lint`` exits 1 where an entry has a fault.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog, Message  # noqa: E402 - the path is set above
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from app.i18n import wording  # noqa: E402

LANGUAGES = ("zh_TW", "en")
KEYWORDS = {"N_": None, "NP_": (1, 2)}
NO_DATE = datetime(2025, 1, 1, tzinfo=UTC)
"""Stands in the headers, so that a catalogue changes only where a wording does."""


def path_of(root: Path, language: str) -> Path:
    """Return where the catalogue of *language* lies."""
    return root / "locales" / language / "LC_MESSAGES" / "banyan.po"


@contextmanager
def locked(root: Path, seconds: float = 60.0) -> Iterator[None]:
    """Let one process at a time write the catalogues of *root*; a lock older than a minute is stale."""
    lock = Path(tempfile.gettempdir()) / f"banyan-locales-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}.lock"
    end = time.monotonic() + seconds
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > end:
                lock.unlink(missing_ok=True)
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def extract(root: Path) -> Catalog:
    """Return every marked wording under ``app/``, with the files that use it."""
    template = Catalog(project="Banyan", charset="utf-8", fuzzy=False)
    found = extract_from_dir(
        str(root / "app"), method_map=[("**.py", "python")], options_map={"**.py": {"encoding": "utf-8"}},
        keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True,
    )  # fmt: skip
    for name, _line, message, comments, _context in sorted(found, key=lambda one: (one[0].replace("\\", "/"), one[1])):
        template.add(message, None, [("app/" + name.replace("\\", "/"), 1)], auto_comments=comments)
    for entry in template:
        entry.flags.discard("python-format")
        entry.flags.discard("python-brace-format")
    return template


def read(root: Path, language: str) -> Catalog:
    """Return the catalogue of *language*, a new one where there is none."""
    path = path_of(root, language)
    if path.exists():
        return read_po(io.BytesIO(path.read_bytes()), locale=language, domain="banyan")
    return Catalog(locale=language, domain="banyan", project="Banyan", charset="utf-8", fuzzy=False)


def save(root: Path, language: str, catalogue: Catalog) -> None:
    """Write the catalogue sorted by wording, without line numbers, dates or old entries."""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    catalogue.header_comment = f"# Banyan: {language}"
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "Banyan", "1"
    catalogue.msgid_bugs_address, catalogue.last_translator, catalogue.language_team = "", "Banyan", "Banyan"
    if language == "en":
        for entry in entries(catalogue):
            entry.string = entry.id
    out = io.BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
    path = path_of(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == out.getvalue():
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(out.getvalue())
    beside.replace(path)


def entries(catalogue: Catalog) -> list[Message]:
    """Return the entries without the header."""
    return [entry for entry in catalogue if entry.id]


def sources_of(entry: Message) -> list[str]:
    """Return the wording, and the plural wording where there is one."""
    return [entry.id] if isinstance(entry.id, str) else [str(one) for one in entry.id]


def strings_of(entry: Message) -> list[str]:
    """Return the forms of the translation."""
    return [entry.string] if isinstance(entry.string, str) else [str(one) for one in entry.string or ("",)]


def update(root: Path, _files: Sequence[Path] = ()) -> int:
    """Bring the catalogues up to what the code says; translations stay, nothing is guessed."""
    with locked(root):
        template = extract(root)
        for language in LANGUAGES:
            catalogue = read(root, language)
            catalogue.update(template, no_fuzzy_matching=True)
            save(root, language, catalogue)
            missing = sum(not all(strings_of(entry)) for entry in entries(catalogue))
            print(f"{language}: {len(entries(catalogue))} wordings, {missing} without a text")
    return 0


def fill(root: Path, files: Sequence[Path] = ()) -> int:
    """Take Chinese texts from JSON files; later files win; wordings that the code lacks are named."""
    texts: dict[str, str] = {}
    for path in files:
        for source, text in json.loads(path.read_text("utf-8")).items():
            text = text if isinstance(text, str) else text[0]
            if texts.setdefault(source, text) != text:
                print(f"two texts for {source!r}: {texts[source]} / {text} ({path.name})", file=sys.stderr)
            texts[source] = text
    update(root)
    with locked(root):
        catalogue = read(root, "zh_TW")
        for entry in entries(catalogue):
            text = texts.pop(sources_of(entry)[0], "")
            if text:
                entry.string = text if isinstance(entry.id, str) else (text,)
        save(root, "zh_TW", catalogue)
        left = [entry for entry in entries(catalogue) if not all(strings_of(entry))]
    for source in texts:
        print(f"not in the program: {source!r}", file=sys.stderr)
    for entry in left:
        print(f"no zh_TW text: {sources_of(entry)[0]!r}", file=sys.stderr)
    print(f"zh_TW: {len(left)} without a text")
    return 0


def compile_all(root: Path, _files: Sequence[Path] = ()) -> int:
    """Write the ``.mo`` file beside every catalogue."""
    for language in LANGUAGES:
        out = io.BytesIO()
        write_mo(out, read(root, language))
        target = path_of(root, language).with_suffix(".mo")
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        beside.write_bytes(out.getvalue())
        beside.replace(target)
    return 0


def lint(root: Path, _files: Sequence[Path] = ()) -> int:
    """Print the faults of every entry; 1 where there is one."""
    wanted = {sources_of(entry)[0]: entry for entry in entries(extract(root))}
    faults: list[str] = []
    for language in LANGUAGES:
        have = {sources_of(entry)[0]: entry for entry in entries(read(root, language))}
        faults += [
            f"{language}: not in the catalogue (run update): {source!r}" for source in wanted if source not in have
        ]
        faults += [
            f"{language}: no longer in the program (run update): {source!r}" for source in have if source not in wanted
        ]
        for source, entry in have.items():
            found = wording.faults_of_pair(sources_of(entry), strings_of(entry), language)
            faults += [f"{source!r}: {fault}" for fault in found]
    for fault in dict.fromkeys(faults):
        print(fault)
    return 1 if faults else 0


COMMANDS: dict[str, Callable[[Path, Sequence[Path]], int]] = {
    "update": update,
    "fill": fill,
    "compile": compile_all,
    "lint": lint,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; see the top of the file."""
    parser = argparse.ArgumentParser(description="Keep the catalogues of the program's wordings.")
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("files", nargs="*", type=Path, help="fill: JSON files of English to Chinese")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder that holds app/ and locales/")
    chosen = parser.parse_args(arguments)
    return COMMANDS[chosen.command](chosen.root.resolve(), chosen.files)


if __name__ == "__main__":
    sys.exit(main())
