"""Why a table file cannot be read, in the three lines that a person needs. One function per reason."""

from __future__ import annotations

from app.core.errors import InputError
from app.core.messages import N_, Message

UNREADABLE = 2
"""Exit code of the command line for what cannot be read."""
SAVE_AS = N_("Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and choose that file.")
SMALLER = N_("Split it into smaller files, or delete the sheets that are not needed, and try again.")
SEND_AGAIN = N_("Copy or download the file again, or ask the sender for it.")


def _fault(code: str, what: Message, todo: Message) -> InputError:
    error = InputError(what, todo, code=f"table.{code}")
    error.exit_code = UNREADABLE
    return error


def cannot_open() -> InputError:
    """Return: the system did not hand the file over."""
    return _fault(
        "cannot_open", N_("The file cannot be opened."), N_("Look whether the stick is still there, then try again.")
    )


def empty() -> InputError:
    """Return: there is nothing in the file."""
    return _fault("empty", N_("The file is empty."), SEND_AGAIN)


def too_large(limit: int) -> InputError:
    """Return: the file has more than *limit* bytes, packed or not."""
    return _fault("too_large", N_("The file holds more than {limit} MB.", limit=limit // 1_000_000), SMALLER)


def too_many_cells(limit: int) -> InputError:
    """Return: the file has more than *limit* cells."""
    return _fault("too_many_cells", N_("The file has more than {limit} cells, filled or empty.", limit=limit), SMALLER)


def too_many_rows(limit: int) -> InputError:
    """Return: the file has more than *limit* rows."""
    return _fault(
        "too_many_rows",
        N_("The file has more than {limit} rows, filled or empty.", limit=limit),
        N_("Copy the rows that you need into a new workbook and choose that one."),
    )


def not_built_right() -> InputError:
    """Return: the package is built to do harm, or by no spreadsheet program: bombs, overlaps, DTDs."""
    return _fault("hostile", N_("The file is not built like one that a spreadsheet program makes."), SAVE_AS)


def damaged() -> InputError:
    """Return: the file is cut off or damaged."""
    return _fault("damaged", N_("The file is damaged or cut off."), SEND_AGAIN)


def locked() -> InputError:
    """Return: the workbook has a password."""
    return _fault(
        "locked",
        N_("The workbook is locked with a password."),
        N_("Open it in Excel, take the password off (File, Info), save it, and choose it again."),
    )


def old_excel() -> InputError:
    """Return: the workbook has the old form .xls, whatever its name says."""
    return _fault("old_excel", N_("This is a workbook of the old kind (.xls)."), SAVE_AS)


def other_sheet_program() -> InputError:
    """Return: an OpenDocument table, a binary workbook, or a workbook as XML."""
    return _fault("other_kind", N_("This is a table of another kind than Excel's .xlsx."), SAVE_AS)


def web_page() -> InputError:
    """Return: a web page that calls itself a workbook."""
    return _fault("web_page", N_("This is a web page, not a workbook, whatever its name says."), SAVE_AS)


def not_a_table() -> InputError:
    """Return: a picture, a PDF, a letter, a program."""
    return _fault("not_a_table", N_("This file is no table."), N_("Choose an Excel workbook (.xlsx) or a CSV file."))


def a_package() -> InputError:
    """Return: a ZIP that is no workbook; perhaps one is inside."""
    return _fault(
        "package", N_("This is a ZIP file, not a workbook."), N_("Unpack it and choose the workbook that is inside.")
    )


def mixed_letters(line: int) -> InputError:
    """Return: the text is in no encoding that we read; *line* is the first that cannot be read."""
    return _fault(
        "encoding",
        N_("Line {line} has characters that are neither Unicode nor Big5.", line=line),
        N_("Open the file in Excel and save it as “CSV UTF-8”, then choose that one."),
    )


def open_quote(line: int) -> InputError:
    """Return: a quotation mark is opened and never closed."""
    return _fault(
        "quote",
        N_("A quotation mark is opened in line {line} and never closed.", line=line),
        N_("Close it with a second quotation mark, or save the table as an Excel workbook."),
    )


def no_text() -> InputError:
    """Return: the file holds zero bytes between its letters, which no text has."""
    return _fault("no_text", N_("The file holds characters that no text has."), SAVE_AS)
