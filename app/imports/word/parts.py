"""The XML parts and pictures of a .docx, each byte counted while it is unpacked, and what refuses it. Thread: any."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from app.core.errors import InputError
from app.core.messages import N_, Message
from app.imports.package import BROKEN, Package, resolved

XML_BYTES = 48_000_000
"""Most that the text of a document may take unpacked; 100 pages take one or two million."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SAVE_AS = N_("Open it in Word or LibreOffice, save it as a Word document (.docx), and choose that file.")
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
            raise too_large()
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
    return fault("damaged", N_("The file is damaged or cut off."), send_again())


def hostile() -> InputError:
    """Return: the file is built by no word processor."""
    return fault("hostile", N_("The file is not built like one that a word processor makes."), SAVE_AS)


def too_large() -> InputError:
    """Return: the document is larger than is read in."""
    return fault("too_large", N_("The document is too large to be read in."), N_("Split it into two documents."))


def send_again() -> Message:
    """Return what helps with a file that did not come whole."""
    return N_("Copy or download the file again, or ask the sender for it.")
