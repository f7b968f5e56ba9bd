"""Tables that nobody should be handed: bombs, locked and renamed files, cut ones, and merely odd ones.

Every maker gives the bytes of one file. ``REFUSED`` names the reason for which the whole file is refused;
``ODD`` files are read, and each has a cell, row or note that says what is odd about it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Picture

Maker = Callable[[], bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BOMB_BYTES = 60_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def text(column: str, row: int, words: str) -> str:
    """Return a cell with text in place."""
    return f'<c r="{column}{row}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def people(*names: str) -> str:
    """Return the rows of a small list of people."""
    rows = [f'<row r="1">{text("A", 1, "Full name")}{text("B", 1, "Phone")}</row>']
    rows += [
        f'<row r="{at}">{text("A", at, one)}{text("B", at, "0912345678")}</row>' for at, one in enumerate(names, 2)
    ]
    return "".join(rows)


def sheet(rows: str, *, before: str = "", after: str = "", head: str = "") -> bytes:
    """Return the part of a sheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    ).encode()


def parts(
    rows: str = "", *, name: str = "People", more: Mapping[str, bytes] | None = None, data: bytes | None = None
) -> dict[str, bytes]:
    """Return the parts of a workbook with one sheet."""
    links = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
            1,
        )
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>'.encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": data if data is not None else sheet(rows or people("陳美玉")),
    }
    return made | dict(more or {})


def packed(made: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Return parts as a ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items() if isinstance(made, Mapping) else made:
            archive.writestr(name, data)
    return out.getvalue()


@cache
def good() -> bytes:
    """Return a sound workbook as openpyxl makes it."""
    made = Workbook()
    made.active.title = "People"
    made.active.append(["Full name", "Phone"])
    for number in range(200):
        made.active.append([f"陳{number}", f"09{number:08d}"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def cut(share: float) -> Maker:
    """Return a maker of the first *share* of a sound workbook."""
    return lambda: good()[: int(len(good()) * share)]


def flipped() -> bytes:
    """Return a sound workbook with a bit turned inside its sheet."""
    data = bytearray(good())
    data[data.index(b"xl/worksheets/sheet1.xml") + 200] ^= 0x10
    return bytes(data)


def bomb() -> bytes:
    """Return a sheet of sixty million blanks in few bytes."""
    return packed(parts(data=sheet(people("x") + " " * BOMB_BYTES)))


def many_small() -> bytes:
    """Return parts that are each within the ratio and together far too much."""
    body = bytes(range(256)) * 2_000
    return packed(parts(more={f"xl/media/{n}.bin": body + bytes([n]) for n in range(120)}))


def lying() -> bytes:
    """Return a package whose list says that the sheet has 100 bytes; it has sixty million."""
    data = bytearray(bomb())
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def overlapping() -> bytes:
    """Return a package in which two parts share their bytes."""
    data = bytearray(packed([*parts().items(), ("xl/second.xml", b"<a/>")]))
    first = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    second = data.rindex(b"xl/second.xml") - 46
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def too_many_parts() -> bytes:
    """Return a package of 2,500 empty parts."""
    return packed([*parts().items(), *((f"xl/media/{n}.png", b"") for n in range(2_500))])


def endless_list() -> bytes:
    """Return a package whose end record promises 60,000 parts."""
    data = bytearray(packed(parts()))
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", 60_000, 60_000)
    return bytes(data)


def twice_the_same() -> bytes:
    """Return a package with two sheets of one name."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed([*parts().items(), ("xl/worksheets/sheet1.xml", sheet(people("other")))])


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def strings(*items: str, head: str = "") -> bytes:
    """Return a part of shared strings."""
    body = "".join(f"<si><t>{one}</t></si>" for one in items)
    return f'<?xml version="1.0"?>{head}<sst xmlns="{MAIN}">{body}</sst>'.encode()


def utf16() -> bytes:
    """Return a sheet in UTF-16, where a document type would not be seen as bytes."""
    words = sheet(people("x")).decode().replace("UTF-8", "UTF-16")
    return packed(parts(data=words.encode("utf-16")))


def locked_entry() -> bytes:
    """Return a package whose sheet is locked with a ZIP password."""
    data = bytearray(packed(parts()))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[at + 8] |= 1
    return bytes(data)


def million_empty_rows() -> bytes:
    """Return a sheet with a row element for every row that Excel has."""
    rows = "".join(f'<row r="{at}" ht="15.75"/>' for at in range(3, 1_048_577))
    return packed_loosely(parts(data=sheet(people("x") + rows)))


def too_many_cells() -> bytes:
    """Return a sheet of more than a million filled cells."""
    line = "".join(f"<c><v>{(at * 7919) % 1000}</v></c>" for at in range(110))
    return packed_loosely(parts(data=sheet("".join(f"<row>{line}</row>" for _ in range(9_500)))))


def packed_loosely(made: Mapping[str, bytes]) -> bytes:
    """Return parts as a ZIP that stays within every ratio: the sheet is stored as it is."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return out.getvalue()


def other_program(kind: str) -> Maker:
    """Return a maker of another program's package."""
    made = {
        "ods": {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"},
        "xlsb": {"xl/workbook.bin": b"\x83\x01", "[Content_Types].xml": b"<a/>"},
        "docx": {"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"},
        "zip": {"名冊.xlsx": good()},
        "nothing": {},
    }
    return lambda: packed(made[kind])


def nested() -> bytes:
    """Return a ZIP within a ZIP within a ZIP."""
    data = good()
    for depth in range(8):
        data = packed({f"{depth}.zip": data})
    return data


def quoted(words: str) -> Maker:
    """Return a maker of a text file."""
    return lambda: words.encode()


REFUSED: Mapping[str, tuple[str, Maker]] = {
    "empty.xlsx": ("table.empty", lambda: b""),
    "empty.csv": ("table.empty", lambda: b""),
    "blank lines.csv": ("table.empty", lambda: b"\r\n\r\n,,\r\n"),
    "cut at 5.xlsx": ("table.damaged", cut(0.05)),
    "cut at 40.xlsx": ("table.damaged", cut(0.4)),
    "cut at 90.xlsx": ("table.damaged", cut(0.9)),
    "cut at 99.xlsx": ("table.damaged", cut(0.995)),
    "a turned bit.xlsx": ("table.damaged", flipped),
    "only a beginning.xlsx": ("table.damaged", lambda: b"PK\x03\x04 and no more"),
    "only zeros.xlsx": ("table.damaged", lambda: b"\0" * 5_000),
    "bomb.xlsx": ("table.too_large", bomb),
    "tight.xlsx": ("table.hostile", lambda: packed(parts(data=sheet(people("x") + " " * 40_000_000)))),
    "many parts of medium size.xlsx": ("table.too_large", many_small),
    "lying list.xlsx": ("table.damaged", lying),
    "overlapping.xlsx": ("table.hostile", overlapping),
    "2500 parts.xlsx": ("table.hostile", too_many_parts),
    "endless list.xlsx": ("table.hostile", endless_list),
    "twice the same.xlsx": ("table.hostile", twice_the_same),
    "entities.xlsx": ("table.hostile", lambda: packed(parts(data=sheet(people("&c;"), head=ENTITIES)))),
    "entity in strings.xlsx": (
        "table.hostile",
        lambda: packed(parts(more={"xl/sharedStrings.xml": strings("&c;", head=ENTITIES)})),
    ),
    "outside entity.xlsx": ("table.hostile", lambda: packed(parts(data=sheet(people("&x;"), head=OUTSIDE)))),
    "document type in a part nobody reads.xlsx": (
        "table.hostile",
        lambda: packed(parts(more={"docProps/app.xml": f"{ENTITIES}<w/>".encode()})),
    ),
    "utf-16.xlsx": ("table.hostile", utf16),
    "zip password.xlsx": ("table.locked", locked_entry),
    "excel password.xlsx": (
        "table.locked",
        lambda: OLE + b"\0" * 3_000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3_000,
    ),
    "xls renamed.xlsx": ("table.old_excel", lambda: OLE + b"\0" * 3_000 + "Workbook".encode("utf-16-le")),
    "web page.xls": ("table.web_page", lambda: b"\r\n<html><table><tr><td>1</td></tr></table></html>"),
    "xml of 2003.xls": ("table.other_kind", lambda: b'<?xml version="1.0"?><Workbook/>'),
    "open document.xlsx": ("table.other_kind", other_program("ods")),
    "binary.xlsx": ("table.other_kind", other_program("xlsb")),
    "letter.xlsx": ("table.not_a_table", other_program("docx")),
    "zip with a workbook.xlsx": ("table.package", other_program("zip")),
    "nested zips.xlsx": ("table.package", nested),
    "empty zip.xlsx": ("table.package", other_program("nothing")),
    "picture.xlsx": ("table.not_a_table", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    "paper.csv": ("table.not_a_table", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "million empty rows.xlsx": ("table.too_many_rows", million_empty_rows),
    "million cells.xlsx": ("table.too_many_cells", too_many_cells),
    "negative row.xlsx": ("table.damaged", lambda: packed(parts(f'<row r="-5">{text("A", 1, "x")}</row>'))),
    "row too far.xlsx": ("table.damaged", lambda: packed(parts(f'<row r="99999999">{text("A", 1, "x")}</row>'))),
    "rows backwards.xlsx": (
        "table.damaged",
        lambda: packed(parts(f'<row r="9">{text("A", 9, "x")}</row><row r="2">{text("A", 2, "y")}</row>')),
    ),
    "column too far.xlsx": ("table.damaged", lambda: packed(parts(f'<row r="1">{text("ZZZZ", 1, "x")}</row>'))),
    "string that is not there.xlsx": (
        "table.damaged",
        lambda: packed(parts('<row r="1"><c r="A1" t="s"><v>12345</v></c></row>')),
    ),
    "broken xml.xlsx": ("table.damaged", lambda: packed(parts(data=sheet(people("x"))[:-30]))),
    "sheet that is not there.xlsx": (
        "table.damaged",
        lambda: packed({k: v for k, v in parts().items() if "sheet1" not in k}),
    ),
    "nulls.csv": ("table.no_text", lambda: b"Full name,Phone\nA\0B,1\n"),
    "never closed.csv": ("table.quote", quoted('Full name,Phone\n陳美玉,"0912\n林大同,0933\n')),
    "mixed letters.csv": (
        "table.encoding",
        lambda: "姓名\n陳美玉\n".encode("cp950") + b"\xff\xfe\xff\n" + "陳".encode(),
    ),
    "endless cell.csv": ("table.quote", lambda: b"Full name\n" + b"x" * 400_000 + b"\n"),
}
"""File name to the reason for which it is refused as a whole, and its maker."""


def picture_inside() -> bytes:
    """Return a workbook with a picture on its sheet."""
    made, out, png = Workbook(), BytesIO(), BytesIO()
    Picture.new("RGB", (30, 20), "green").save(png, "PNG")
    png.seek(0)
    made.active.append(["Full name", "Phone"])
    made.active.append(["陳美玉", "0912345678"])
    made.active.add_image(Image(png), "D5")
    made.save(out)
    return out.getvalue()


def odd_workbook(fill: Callable[[Workbook], None]) -> Maker:
    """Return a maker of a workbook that *fill* puts something odd into."""

    def make() -> bytes:
        made, out = Workbook(), BytesIO()
        made.active.title = "People"
        made.active.append(["Full name", "Phone", "Joined the team", "Skills"])
        fill(made)
        made.save(out)
        return out.getvalue()

    return make


def _rows(*rows: list[object]) -> Callable[[Workbook], None]:
    def fill(made: Workbook) -> None:
        for row in rows:
            made.active.append(row)

    return fill


def _merged(made: Workbook) -> None:
    _rows(["陳美玉", None, None, "木工"], ["林大同", None, None, None])(made)
    made.active.merge_cells("D2:D3")


def _renamed(made: Workbook) -> None:
    _rows(["陳美玉", "0912345678"])(made)
    made.active.title = "隨便 whatever"
    made.create_sheet("別的").append(["紅", "綠", "藍"])


def _wide(made: Workbook) -> None:
    for at in range(30):
        made.active.cell(1, 5 + at).value = f"extra {at}"
        made.active.cell(2, 5 + at).value = at
    made.active["A2"] = "陳美玉"


def _far(made: Workbook) -> None:
    made.active["A2"], made.active["XFD2"], made.active["A1048576"] = "陳美玉", "far away", "林大同"


def macros() -> bytes:
    """Return a workbook with macros and a link to another file."""
    return packed(
        parts(
            people("陳美玉"),
            more={"xl/vbaProject.bin": OLE, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
        )
    )


def strict() -> bytes:
    """Return a workbook in the namespaces of strict Open XML."""
    words = sheet(people("陳美玉")).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return packed(parts(data=words))


def odd_styles() -> bytes:
    """Return a workbook whose styles have a font family that no program knows, and no content types."""
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="[$-404]e/m/d"/></numFmts>'
        '<fonts><font><family val="99"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'
        "</styleSheet>"
    ).encode()
    day = '<row r="1">' + text("A", 1, "Full name") + text("B", 1, "Joined the team") + "</row>"
    day += f'<row r="2">{text("A", 2, "陳美玉")}<c r="B2" s="1"><v>45762</v></c></row>'
    day += f'<row r="3">{text("A", 3, "林大同")}<c r="B3" s="1"><v>99999999999</v></c></row>'
    made = parts(day, more={"xl/styles.xml": styles})
    del made["[Content_Types].xml"]
    return packed(made)


def huge_strings() -> bytes:
    """Return many long shared strings of which one cell uses one."""
    random = zlib.compress(bytes(range(256))).hex()
    items = [f"{random}{number}" for number in range(20_000)]
    rows = f'<row r="1">{text("A", 1, "Full name")}{text("B", 1, "Skills")}</row>'
    rows += f'<row r="2">{text("A", 2, "陳美玉")}<c r="B2" t="s"><v>7</v></c></row>'
    return packed_loosely(parts(rows, more={"xl/sharedStrings.xml": strings(*items)}))


DATES: list[list[object]] = [
    ["甲", None, "114年4月15日"],
    ["乙", None, "民國一一四年四月"],
    ["丙", None, "1140415"],
    ["丁", None, "2025-04-15"],
    ["戊", None, "April 15, 2025"],
    ["己", None, "１１４／４／１５"],
    ["庚", None, "15/4/25"],
    ["辛", None, "昨天"],
]
ODD: Mapping[str, Maker] = {
    "dates as text.xlsx": odd_workbook(_rows(*DATES)),
    "full width.xlsx": odd_workbook(_rows(["陳　美玉", "０９１２－３４５－６７８"])),
    "numbers for phones.xlsx": odd_workbook(_rows(["陳美玉", 912345678])),
    "formulas.xlsx": odd_workbook(_rows(["陳美玉", "=B1", None, "=1+1"], ["=A2", None])),
    "formula as text.csv": quoted("Full name,Skills\n=cmd|' /C calc'!A0,@SUM(1)\n+886,-1\n"),
    "merged.xlsx": odd_workbook(_merged),
    "renamed sheet.xlsx": odd_workbook(_renamed),
    "30 columns too many.xlsx": odd_workbook(_wide),
    "far cells.xlsx": odd_workbook(_far),
    "macros.xlsm": macros,
    "picture on the sheet.xlsx": picture_inside,
    "strict.xlsx": strict,
    "odd styles.xlsx": odd_styles,
    "huge strings.xlsx": huge_strings,
    "too long a text.xlsx": lambda: packed(parts(people("x" * 40_000))),
    "lone quotes.csv": quoted('Full name,Skills\n陳美玉,5" pipes\n'),
    "semicolons.csv": quoted("Full name;Phone\n陳美玉;0912345678\n"),
    "big5.csv": lambda: "姓名,電話\r\n陳美玉,0912345678\r\n".encode("cp950"),
    "errors.xlsx": lambda: packed(
        parts(people("陳美玉") + '<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3"><v>nan</v></c></row>')
    ),
    "key changed.csv": quoted("banyan:person,name,phone\n,,\nnot-a-key,陳美玉,0912345678\n"),
}
"""Files that are odd and still read; each says so of a row, a cell or the file."""
