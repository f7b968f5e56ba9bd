"""Put computed values beside the formulas of a freshly written workbook, and make its bytes repeatable.

LibreOffice and previews show the value that the file holds and do not recalculate (measured), so a
missing or wrong one is never harmless: every formula gets exactly one, or nothing is written.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from app.exports.xlsx.formula import Key, Value, column_letters, plain_number

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'<c r="([A-Z]+)([0-9]+)"((?: [a-z]+="[^"]*")*)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.S)
_KIND = re.compile(rb' t="[^"]*"')
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


class RepackError(RuntimeError):
    """The file does not hold the formulas that the spec has: a bug, never a user's mistake."""


def repack(data: bytes, sheets: Sequence[str], values: Mapping[Key, Value], stamp: datetime) -> bytes:
    """Return *data* with a value in every formula cell, fixed dates inside and the same bytes each time.

    Args:
        data: an .xlsx as openpyxl writes it.
        sheets: sheet names in order; openpyxl calls their parts sheet1.xml, sheet2.xml, ….
        values: what each formula gives.
        stamp: creation and change date to write.

    Raises:
        RepackError: formulas and values do not match one to one.
    """
    letters = {column_letters(column).encode(): column for _, _, column in values}
    parts = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(sheets, 1)}
    out, filled = BytesIO(), 0
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in parts:
                content, count = _fill(content, parts[name], values, letters)
                filled += count
            elif name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + stamp.strftime("%Y-%m-%dT00:00:00Z").encode() + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, content)
    if filled != len(values):
        raise RepackError(f"{len(values)} formulas, {filled} values filled")
    return out.getvalue()


def _fill(content: bytes, sheet: str, values: Mapping[Key, Value], letters: Mapping[bytes, int]) -> tuple[bytes, int]:
    def cell(match: re.Match[bytes]) -> bytes:
        letter, row, attributes, formula = match.groups()
        key = (sheet, int(row), letters.get(letter, 0))
        if key not in values:
            raise RepackError(f"no value for {sheet} {letter.decode()}{row.decode()}")
        kind, text = _cached(values[key])
        attributes = _KIND.sub(b"", attributes) + kind
        return b'<c r="%s%s"%s><f>%s</f><v>%s</v></c>' % (letter, row, attributes, formula, text)

    filled, count = _FORMULA.subn(cell, content)
    if count != content.count(b"<f>"):
        raise RepackError(f"{sheet}: {content.count(b'<f>')} formulas, {count} read")
    return filled, count


def _cached(value: Value) -> tuple[bytes, bytes]:
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, str):
        return b' t="str"', escape(value).encode()
    return b"", plain_number(Decimal(0) if value is None else value).encode()
