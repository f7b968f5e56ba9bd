"""Opens a .docx: a package that is looked at before anything is expanded, and never followed outside itself.

No macro runs, no link is followed, no document type is read; every byte is counted while it is unpacked.
Thread: any; nothing is kept open.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from app.core.errors import InputError
from app.core.messages import N_, Message
from app.imports.grid import Limits, Meter
from app.imports.package import BROKEN, Package, resolved
from app.imports.word.items import WordDocument

LIMITS = Limits(file=200_000_000, unpacked=400_000_000, ratio=200, entries=5_000)
XML_BYTES = 48_000_000
"""Most that the text of a document may take unpacked; 100 pages take one or two million."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SAVE_AS = N_("Open it in Word or LibreOffice, save it as a Word document (.docx), and choose that file.")
_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_DEEP = 400
"""Most elements inside one another; Word's own files have thirty."""


class Parts:
    """The XML parts and pictures of one document.

    Args:
        package: as opened.
        document: name of its main part.
    """

    def __init__(self, package: Package, document: str) -> None:
        self._package, self.document = package, document
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}

    def root(self, name: str) -> Element | None:
        """Return the root of an XML part, ``None`` where there is none. Raises InputError."""
        if not self._package.has(name):
            return None
        if self._package.size(name) > XML_BYTES:
            raise _too_large()
        return tree(self._package, name)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return id to kind and target of what a part refers to inside the package; what lies outside has no target."""
        if name not in self._relations:
            folder, _, file = name.rpartition("/")
            root = self.root(f"{folder}/_rels/{file}.rels".lstrip("/"))
            found: dict[str, tuple[str, str]] = {}
            for one in root.iter(f"{RELATIONS}Relationship") if root is not None else ():
                kind = one.get("Type", "").rpartition("/")[2]
                inside = one.get("TargetMode", "") != "External"
                found[one.get("Id", "")] = (kind, resolved(one.get("Target", ""), name) if inside else "")
            self._relations[name] = found
        return self._relations[name]

    def of_kind(self, kind: str) -> list[str]:
        """Return the parts of a kind that the main part refers to."""
        return [target for one, target in self.relations(self.document).values() if one == kind and target]

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a picture, ``None`` where it is not in the file."""
        return self._package.read(name) if self._package.has(name) else None


def read_docx(path: Path) -> WordDocument:
    """Read a .docx whole.

    Raises:
        InputError: it is no .docx, locked, damaged, too large, or built to do harm.
    """
    from app.imports.word.reader import read_parts

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
        raise fault("empty", N_("The file is empty."), _send_again())
    if size > LIMITS.file:
        raise _too_large()
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


def tree(package: Package, name: str) -> Element:
    """Build the tree of an XML part; elements nested deeper than any word processor nests them are refused."""
    parser: Any = ElementTree.XMLPullParser(("start", "end"))  # its events have no types of their own
    deep, root = 0, None
    try:
        with package.part(name) as part:
            while data := part.read():
                parser.feed(data)
                for event, element in parser.read_events():
                    root = element if root is None else root
                    deep += 1 if event == "start" else -1
                    if deep > _DEEP:
                        raise hostile()
        parser.close()
    except BROKEN as cause:
        raise damaged() from cause
    if not isinstance(root, Element):
        raise damaged()
    return root


def fault(code: str, what: Message, todo: Message) -> InputError:
    """Return a refusal with a stable code."""
    return InputError(what, todo, code=f"word.{code}")


def damaged() -> InputError:
    """Return: the file is cut off or damaged."""
    return fault("damaged", N_("The file is damaged or cut off."), _send_again())


def hostile() -> InputError:
    """Return: the file is built by no word processor."""
    return fault("hostile", N_("The file is not built like one that a word processor makes."), SAVE_AS)


def _no_docx() -> InputError:
    return fault("no_docx", N_("This file is no Word document (.docx), whatever its name says."), SAVE_AS)


def _too_large() -> InputError:
    return fault("too_large", N_("The document is too large to be read in."), N_("Split it into two documents."))


def _send_again() -> Message:
    return N_("Copy or download the file again, or ask the sender for it.")


def _in_words_of_letters(error: InputError) -> InputError:
    """Return what the package said of tables in words that fit a letter."""
    return {
        "table.damaged": damaged,
        "table.hostile": hostile,
        "table.too_large": _too_large,
        "table.locked": _no_docx,
    }.get(error.code, lambda: error)()
