"""Opens a .docx: a package that is looked at before anything is expanded, and never followed outside itself.

No macro runs, no link is followed, no document type is read; every byte is counted while it is unpacked.
Thread: any; nothing is kept open.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from app.core.errors import InputError
from app.core.messages import N_
from app.imports.grid import Limits, Meter
from app.imports.package import Package, resolved
from app.imports.word.items import WordDocument
from app.imports.word.parts import RELATIONS, SAVE_AS, WORD, Parts, damaged, fault, hostile, send_again, too_large, tree
from app.imports.word.reader import read_parts

LIMITS = Limits(file=200_000_000, unpacked=400_000_000, ratio=200, entries=5_000)
STRICT = "http://purl.oclc.org/ooxml/"
_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


def read_docx(path: Path) -> WordDocument:
    """Read a .docx whole.

    Raises:
        InputError: it is no .docx, locked, damaged, too large, or built to do harm.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
            _check_kind(head, size)
            return read_parts(_parts(Package(file, LIMITS, Meter())), path.name)
    except OSError as cause:
        todo = N_("Look whether the stick is still there, then try again.")
        raise fault("cannot_open", N_("The file cannot be opened."), todo) from cause
    except InputError as error:
        raise _in_words_of_letters(error) from error


def _check_kind(head: bytes, size: int) -> None:
    if not size:
        raise fault("empty", N_("The file is empty."), send_again())
    if size > LIMITS.file:
        raise too_large()
    if head.startswith(_OLD):
        todo = N_("Open it in Word; take a password off, or save it as a Word document (.docx). Choose that file.")
        raise fault("old_word", N_("This is a locked document, or one of the old kind (.doc)."), todo)
    if not head.startswith(_ZIP):
        raise _no_docx()


def _parts(package: Package) -> Parts:
    root = _relations_root(package)
    for one in root.iter(f"{RELATIONS}Relationship") if root is not None else ():
        if one.get("Type", "").endswith("/officeDocument"):
            name = resolved(one.get("Target", ""), "")
            if package.has(name):
                found = Parts(package, name)
                body = found.root(name)
                if body is not None and body.tag == f"{WORD}document":
                    return found
                if body is not None and body.tag.startswith("{" + STRICT):
                    raise fault("strict", N_("This document is saved in a rare form of .docx (Strict)."), SAVE_AS)
    raise _no_docx()


def _relations_root(package: Package) -> Element | None:
    return tree(package, "_rels/.rels") if package.has("_rels/.rels") else None


def _no_docx() -> InputError:
    return fault("no_docx", N_("This file is no Word document (.docx), whatever its name says."), SAVE_AS)


def _in_words_of_letters(error: InputError) -> InputError:
    """Return what the package said of tables in words that fit a letter."""
    return {
        "table.damaged": damaged,
        "table.hostile": hostile,
        "table.too_large": too_large,
        "table.locked": _no_docx,
    }.get(error.code, lambda: error)()
