"""Writes the content of a spec as a .docx, as a word processor would, so that another program can be timed on it.

Headings have styles, numbers stand in them, contents are listed with their pages, captions are numbered, table
heads repeat, a footer counts the pages, and a watermark lies in the header as Word puts it there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from app.core.richtext import text_of
from app.exports.layout import Laid
from app.exports.spec import Contents, DocumentSpec, Heading, ListItem, Paragraph, Photos, Pictures, Table

EMU = 12_700
"""English metric units in a point."""
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{KINDS}" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" '
    f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write_docx(path: Path, spec: DocumentSpec, laid: Laid, pictures: Pictures, face: str) -> int:
    """Write *path* and return how many pictures are in it.

    Args:
        path: of the document.
        spec: its content.
        laid: the same on pages; says how large each picture is placed, and all numbers.
        pictures: gives the same finished JPEG bytes as for the PDF.
        face: name of the font, in 14 on 22 points.
    """
    placed, images = {one.block_id: one for one in laid.pictures}, list[bytes]()

    def image(block_id: str) -> str:
        one = placed[block_id]
        images.append(pictures.jpeg(one.picture, one.width_px, one.height_px))
        return _image(len(images), one.width_pt, one.height_pt)

    body = "".join(_parts(spec, laid, image))
    document = f"<w:document {SPACES}><w:body>{body}{_section(spec)}</w:body></w:document>"
    header = f"<w:hdr {SPACES}>{_mark(spec.watermark)}</w:hdr>"
    number = '<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer = f"<w:ftr {SPACES}><w:p><w:r><w:t>{escape(spec.footer)}</w:t></w:r>{number}</w:p></w:ftr>"
    files = {"document": document, "styles": _styles(face), "header": header, "footer": footer}
    _pack(path, files, images)
    return len(images)


def _parts(spec: DocumentSpec, laid: Laid, image: Callable[[str], str]) -> Iterator[str]:
    for part in spec.parts:
        yield _paragraph(laid.labels.get(part.id, "") + text_of(part.title), style="Heading1", new_page=True)
        for block in part.blocks:
            label = laid.labels.get(block.id, "")
            match block:
                case Heading():
                    yield _paragraph(label + text_of(block.runs), style="Heading2" if block.level == 1 else "Heading3")
                case Paragraph() | ListItem():
                    yield _paragraph(text_of(block.runs), indent=block.id and isinstance(block, Paragraph))
                case Table():
                    yield _paragraph(f"{label}、{text_of(block.caption)}")
                    yield _table([[text_of(cell) for cell in row] for row in block.rows])
                case Photos():
                    cells = [
                        image(item.id) + _paragraph(f"{laid.labels.get(item.id, '')}、{text_of(item.caption)}")
                        for item in block.items
                    ]
                    yield "".join(_grid(cells[at : at + block.per_row]) for at in range(0, len(cells), block.per_row))
                case Contents():
                    yield from (_entry(one.title, laid.places.get(one.block_id, 0)) for one in laid.bookmarks)
                case _:
                    continue


def _paragraph(text: str, *, style: str = "", new_page: bool = False, indent: object = False) -> str:
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += "<w:pageBreakBefore/>" if new_page else ""
    about += '<w:ind w:firstLineChars="200" w:firstLine="560"/>' if indent else ""
    about = f"<w:pPr>{about}</w:pPr>" if about else ""
    return f'<w:p>{about}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _entry(title: str, page: int) -> str:
    tab = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs></w:pPr>'
    return f"<w:p>{tab}<w:r><w:t>{escape(title)}</w:t></w:r><w:r><w:tab/><w:t>{page}</w:t></w:r></w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)
    lines = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if number == 0 else ''}</w:trPr>"
        + "".join(f"<w:tc><w:tcPr/>{_paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    width = '<w:tblW w:w="5000" w:type="pct"/>'
    return f"<w:tbl><w:tblPr>{width}<w:tblBorders>{sides}</w:tblBorders></w:tblPr>{lines}</w:tbl>"


def _grid(cells: Sequence[str]) -> str:
    row = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>{_paragraph('')}"
    )


def _image(number: int, width_pt: float, height_pt: float) -> str:
    size = f'cx="{round(width_pt * EMU)}" cy="{round(height_pt * EMU)}"'
    return (
        '<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline><wp:extent {size}/><wp:docPr id="{number}" name="p{number}"/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" '
        f'name="p{number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r{number}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def _mark(words: str) -> str:
    if not words:
        return "<w:p/>"
    place = "position:absolute;width:560pt;height:110pt;rotation:315;z-index:-1;mso-position-horizontal:center;"
    place += "mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page"
    kind = (
        '<v:shapetype id="t136" o:spt="136" coordsize="21600,21600" path="m@7,l@8,m@5,21600l@6,21600e">'
        '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    shape = (
        f'<v:shape id="mark" type="#t136" style="{place}" fillcolor="#ededed" stroked="f">'
        f'<v:textpath style="font-family:&quot;Noto Sans TC&quot;" string="{escape(words)}"/></v:shape>'
    )
    return f"<w:p><w:r><w:pict>{kind}{shape}</w:pict></w:r></w:p>"


def _section(spec: DocumentSpec) -> str:
    page = spec.page
    sides = (("top", page.top), ("bottom", page.bottom), ("left", page.left), ("right", page.right))
    margins = "".join(f' w:{side}="{round(points * 20)}"' for side, points in sides)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" '
        f'r:id="footer"/><w:pgSz w:w="{round(page.width * 20)}" w:h="{round(page.height * 20)}"/>'
        f'<w:pgMar{margins} w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )


def _styles(face: str) -> str:
    fonts = f'<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="{face}"/>'
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        '<w:rPr><w:rFonts w:eastAsia="Noto Sans TC"/><w:b/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-TW"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>'
        '<w:spacing w:line="440" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
        f"{heads}</w:styles>"
    )


def _pack(path: Path, files: dict[str, str], images: Sequence[bytes]) -> None:
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}{kind}+xml"/>'
        for name, kind in ((one, "document.main" if one == "document" else one) for one in files)
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
        f"{named}</Types>"
    )
    inner = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{name}" Target="{name}.xml"/>' for name in files if name != "document"
    )
    inner += "".join(
        f'<Relationship Id="r{number}" Type="{KINDS}/image" Target="media/{number}.jpg"/>'
        for number in range(1, len(images) + 1)
    )
    outer = f'<Relationship Id="d" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types)
        for name, inside in (("_rels/.rels", outer), ("word/_rels/document.xml.rels", inner)):
            packed.writestr(name, f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>')
        for name, content in files.items():
            packed.writestr(f"word/{name}.xml", content)
        for number, data in enumerate(images, 1):
            packed.writestr(zipfile.ZipInfo(f"word/media/{number}.jpg"), data)
