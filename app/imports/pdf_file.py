"""A PDF from outside: whether it can become pages of ours, and how its pages lie. Thread: any; nothing is kept.

The bytes stay as they came. Scripts, links and files inside a PDF never reach our pages: only what each
page draws is taken over when it is printed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from app.core.errors import InputError
from app.core.messages import N_, Message

MOST_BYTES = 60_000_000
MOST_PAGES = 300
SEND_AGAIN = N_("Copy or scan it again, then attach that file.")


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF that can be attached.

    Args:
        name: of the file, without its folder.
        wide: one for each page: whether it is wider than high, as it is shown.
    """

    name: str
    data: bytes
    sha256: str
    wide: tuple[bool, ...]

    @property
    def pages(self) -> int:
        """Number of its pages."""
        return len(self.wide)


def read_pdf(path: Path) -> PdfFile:
    """Read a PDF whole and look at every page.

    Raises:
        InputError: it is no PDF, locked, damaged, empty or larger than what a dossier can hold.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused("large", _too_large(), N_("Scan it at 300 dpi in black and white, then attach that file."))
        data = path.read_bytes()
    except OSError as cause:
        todo = N_("Look whether the stick is still there, then try again.")
        raise _refused("closed", N_("The file “{name}” cannot be opened.", name=path.name), todo) from cause
    return PdfFile(path.name, data, hashlib.sha256(data).hexdigest(), _look(data, path.name))


def _look(data: bytes, name: str) -> tuple[bool, ...]:
    """Return how the pages lie; every page is taken over once, so that printing cannot fail on it later."""
    if b"%PDF-" not in data[:1024]:
        raise _refused("other", N_("“{name}” is not a PDF.", name=name), N_("Choose a file that ends in .pdf."))
    try:
        with pikepdf.open(BytesIO(data)) as book, pikepdf.new() as other:
            book.generate_appearance_streams()  # as printing will do: what was filled into forms becomes visible
            book.flatten_annotations("print")
            if not 0 < len(book.pages) <= MOST_PAGES:
                said = N_("“{name}” has {n} pages; from 1 to {most} can be attached.",
                          name=name, n=len(book.pages), most=MOST_PAGES)  # fmt: skip
                raise _refused("pages", said, N_("Save the pages that you need as a PDF of their own."))
            return tuple(_lies(page, other) for page in book.pages)
    except pikepdf.PasswordError as cause:
        todo = N_("Open it with its password, print it into a new PDF, then attach that one.")
        raise _refused("locked", N_("“{name}” is locked with a password.", name=name), todo) from cause
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as cause:
        raise _refused("damaged", N_("“{name}” is damaged or cut off.", name=name), SEND_AGAIN) from cause


def _lies(page: pikepdf.Page, other: pikepdf.Pdf) -> bool:
    other.copy_foreign(page.as_form_xobject())
    box = pikepdf.Rectangle(page.trimbox)
    width, height = abs(box.width), abs(box.height)
    if not width or not height:
        raise ValueError("a page without room")
    turned = "/Rotate" in page.obj and int(str(page.obj["/Rotate"])) % 180 == 90
    return (height > width) if turned else (width > height)


def _too_large() -> Message:
    return N_("The PDF has more than {limit} MB.", limit=MOST_BYTES // 1_000_000)


def _refused(code: str, what: Message, todo: Message) -> InputError:
    return InputError(what, todo, code=f"attachment.{code}")
