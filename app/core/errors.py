"""What can go wrong as a matter of course, each with a code and the three lines a person needs.

An expected failure is one of these (or a list of findings); anything else that is raised is a bug
and takes the crash path. Errors never hold translated text.
"""

from __future__ import annotations

from app.core.messages import N_, Message

SAFE = N_("Your work is safe: nothing was changed.")


class AppError(Exception):
    """Base of every expected failure.

    Attributes:
        code: stable name for support and tests, such as ``document.locked``.
        what: what happened.
        safe: whether the work is safe.
        todo: what to do now.
    """

    code = "app"
    exit_code = 1

    def __init__(self, what: Message, todo: Message, safe: Message = SAFE, *, code: str = "") -> None:
        super().__init__(what.id.format_map(_Lenient(what.params)))
        self.what, self.todo, self.safe = what, todo, safe
        if code:
            self.code = code


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class InputError(AppError):
    """Something handed in (a value, a picture, a table) cannot be taken as it is."""

    code = "input"


class UsageError(AppError):
    """A command line that asks for something there is not."""

    code = "usage"
    exit_code = 64


class DocumentError(AppError):
    """The document cannot be opened or used as asked."""

    code = "document"
    exit_code = 2


class CorruptError(DocumentError):
    """The file is damaged, or is not a document of ours."""

    code = "document.corrupt"


class TooNewError(DocumentError):
    """The file was written by a newer program."""

    code = "document.too_new"


class LockedError(DocumentError):
    """Somebody else has the document open for editing."""

    code = "document.locked"


class ReadOnlyError(DocumentError):
    """The document was opened to read only."""

    code = "document.read_only"


class ChangedOnDiskError(DocumentError):
    """The file on the stick or share is not the one that was copied from it."""

    code = "document.changed_on_disk"


class StorageError(AppError):
    """The disk refused: full, gone or not permitted."""

    code = "storage"


class DiskFullError(StorageError):
    """There is not enough room on the disk."""

    code = "storage.full"


class DeniedError(StorageError):
    """The place may not be written to, or the target is open in another program."""

    code = "storage.denied"


class ProgrammeError(AppError):
    """A programme pack cannot be read."""

    code = "programme"
    exit_code = 2


class ExportError(AppError):
    """An output cannot be printed truthfully."""

    code = "export"


class MissingGlyphsError(ExportError):
    """The text has characters that no font of ours can draw."""

    code = "export.missing_glyphs"


class UnreadablePictureError(ExportError):
    """A picture's bytes cannot be decoded."""

    code = "export.unreadable_picture"
    exit_code = 2


class Cancelled(AppError):  # noqa: N818 - it is no error to press Stop
    """The person pressed Stop."""

    code = "cancelled"
