"""Word documents from different hands: python-docx, LibreOffice, and packages as Word itself writes them."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from tests.media.torture import saved, seen

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="a6"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="taiwaneseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1">'
    '<w:numFmt w:val="taiwaneseCountingThousand"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def package(body: str, parts: Mapping[str, bytes | str] | None = None, links: str = "") -> bytes:
    """Return a .docx as Word packs it; *parts* are further parts, *links* relations besides the usual ones."""
    relation = '<Relationship Id="{}" Type="' + RELATED + '/{}" Target="{}"/>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    relations = "".join(
        relation.format(key, kind, target)
        for key, kind, target in (("rs", "styles", "styles.xml"), ("rn", "numbering", "numbering.xml"))
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": head
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": head
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation.format("r1", "officeDocument", "word/document.xml")
        + "</Relationships>",
        "word/document.xml": f"{head}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"{head}<w:styles {SPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"{head}<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "word/_rels/document.xml.rels": head
        + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relations
        + links
        + "</Relationships>",
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def related(key: str, kind: str, target: str, outside: bool = False) -> str:
    """Return one relation of the document."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{key}" Type="{RELATED}/{kind}" Target="{target}"{mode}/>'


def p(text: str, style: str = "", looks: str = "", properties: str = "") -> str:
    """Return a paragraph of one run."""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    shape = f"<w:pPr>{kind}{properties}</w:pPr>" if kind or properties else ""
    return f'<w:p>{shape}<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of plain cells; a cell may hold XML of its own."""
    cells = ("".join(f"<w:tc>{one if one.startswith('<') else p(one)}</w:tc>" for one in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def picture(key: str = "rp") -> str:
    """Return a run that shows a picture."""
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


PHOTO = saved(seen(64, 48))
WITH_PHOTO = ({"word/media/image1.jpeg": PHOTO}, related("rp", "image", "media/image1.jpeg"))


def _word_headings() -> bytes:
    return package(
        p("減災規劃", "1")
        + p("環境", "2")
        + p("本社區在溪邊。")
        + p("粗字", looks="<w:b/>")
        + p("特色作為", "1")
        + p("掛牌。")
    )


def _word_typed() -> bytes:
    lines = ("第一章 減災規劃", "一、環境與潛勢", "(一)河邊", "本社區在溪邊，颱風時淹過水。", "1. 先巡堤", "2. 再回報", "第二章　具高風險類型", "壹、風災", "說明一段。")  # fmt: skip
    return package("".join(p(one) for one in lines))


def _word_lists() -> bytes:
    body = (
        listed("編組名單", 2)
        + listed("器材清點", 2, 1)
        + listed("背心", 1)
        + listed("哨子", 1)
        + p("□ 已檢查")
        + p("● 手電筒")
    )
    return package(body)


def _word_contents() -> bytes:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    toc = (
        f'<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr>{field.format("begin")}<w:r><w:instrText> TOC \\o "1-3" </w:instrText>'
        f"</w:r>{field.format('separate')}<w:r><w:t>第一章 減災 1</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>第二章 風險 9</w:t></w:r>{field.format('end')}</w:p>"
    )
    page = f"{field.format('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>{field.format('separate')}<w:r><w:t>7</w:t></w:r>{field.format('end')}"
    return package(toc + p("減災規劃", "1") + f"<w:p><w:r><w:t>見第</w:t></w:r>{page}<w:r><w:t>頁。</w:t></w:r></w:p>")


def _word_table() -> bytes:
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("合併") + "</w:tc>"
    wide = f"<w:tbl><w:tblPr/><w:tr>{merged}</w:tr><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"
    nested = table(("外", table(("內一", "內二")) + p("")))
    return package(p("表3、物資") + wide + p("中間") + nested + p("後面"))


def _word_photos() -> bytes:
    grid = table(("<w:p>" + picture() + "</w:p>", "<w:p>" + picture() + "</w:p>"), ("圖1、演練集合", "圖 2、清點物資"))
    single = "<w:p>" + picture() + "</w:p>" + p("圖3、夜間巡堤", "a5")
    mixed = table(("日期", "照片"), ("3月1日", "<w:p>" + picture() + "</w:p>"), ("3月2日", "沒有照片"))
    return package(grid + single + mixed, *WITH_PHOTO)


def _word_boxes() -> bytes:
    box = (
        '<w:p><w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>' + p("框裡的字") + "</w:txbxContent>"
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<v:textbox><w:txbxContent>" + p("框裡的字") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    old = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("舊框") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"  # fmt: skip
    return package(box + old)


def _word_review() -> bytes:
    body = (
        '<w:p><w:r><w:t>留下</w:t></w:r><w:del w:id="1"><w:r><w:delText>刪掉</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>加上</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隱藏</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    notes = f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{p("註腳內容")}</w:footnote></w:footnotes>'  # fmt: skip
    comments = f'<w:comments {SPACES}><w:comment w:id="0">{p("請再查")}</w:comment></w:comments>'
    head = f"<w:hdr {SPACES}>{p('榕樹社區頁首')}</w:hdr>"
    links = related("r2", "footnotes", "footnotes.xml") + related("r3", "comments", "comments.xml") + related("r4", "header", "header1.xml")  # fmt: skip
    return package(body, {"word/footnotes.xml": notes, "word/comments.xml": comments, "word/header1.xml": head}, links)


def _word_odd() -> bytes:
    body = (
        '<w:p><w:hyperlink r:id="rh"><w:r><w:t>連結文字</w:t></w:r></w:hyperlink><w:r><w:sym w:font="Wingdings" w:char="F0A8"/>'
        "</w:r><w:r><w:ruby><w:rt><w:r><w:t>ㄖㄨㄥˊ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>榕</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>48×3=144</m:t></m:r></m:oMath></w:p><w:sdt><w:sdtPr/><w:sdtContent>"
        + p("控制項內")
        + "</w:sdtContent></w:sdt>"
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        '</a:graphic></wp:inline></w:drawing></w:r><w:r><w:object><v:shape><v:imagedata r:id="rx"/></v:shape></w:object></w:r></w:p>'
    )
    emf = {"word/media/image2.emf": b"\x01\x00\x00\x00 emf"}
    return package(body, emf, related("rh", "hyperlink", "https://example.org", True) + related("rx", "image", "media/image2.emf"))  # fmt: skip


def _python(write: Callable[[object], None]) -> Callable[[], bytes]:
    def made() -> bytes:
        document, out = docx.Document(), io.BytesIO()
        write(document)
        document.save(out)
        return out.getvalue()

    return made


def _plain(document: object) -> None:
    document.add_heading("第三章 特色作為", 1)  # type: ignore[attr-defined]
    document.add_heading("掛牌點名", 2)  # type: ignore[attr-defined]
    said = document.add_paragraph("每戶一面")  # type: ignore[attr-defined]
    said.add_run("木牌").bold = True
    said.add_run("，掛到榕樹下。").italic = True
    document.add_paragraph("清點", style="List Bullet")  # type: ignore[attr-defined]
    document.add_paragraph("回報", style="List Number")  # type: ignore[attr-defined]


def _tables(document: object) -> None:
    made = document.add_table(3, 3, style="Table Grid")  # type: ignore[attr-defined]
    for at, cell in enumerate(made._cells):
        cell.text = f"格{at}"
    made.cell(0, 0).merge(made.cell(0, 1))
    document.add_page_break()  # type: ignore[attr-defined]
    document.add_paragraph("頁後")  # type: ignore[attr-defined]


def _pictures(document: object) -> None:
    document.add_picture(io.BytesIO(PHOTO), width=Cm(5))  # type: ignore[attr-defined]
    document.add_paragraph("圖 1 大榕樹", style="Caption")  # type: ignore[attr-defined]


def _sections(document: object) -> None:
    document.sections[0].header.paragraphs[0].text = "頁首"  # type: ignore[attr-defined]
    document.add_paragraph("直的")  # type: ignore[attr-defined]
    document.add_section().orientation = WD_ORIENT.LANDSCAPE  # type: ignore[attr-defined]
    document.sections[1].footer.paragraphs[0].text = "頁尾"  # type: ignore[attr-defined]
    document.add_paragraph("橫的 𡋾😀")  # type: ignore[attr-defined]


def _long(document: object) -> None:
    document.add_paragraph("溪" * 10_000)  # type: ignore[attr-defined]
    document.add_paragraph("a\tb\nc")  # type: ignore[attr-defined]


def _english(document: object) -> None:
    document.add_heading("Chapter 2. High risk", 1)  # type: ignore[attr-defined]
    document.add_paragraph("Floods come with typhoons.")  # type: ignore[attr-defined]
    document.add_heading("Appendix 1. Lists", 1)  # type: ignore[attr-defined]
    document.add_paragraph("Everybody signed.")  # type: ignore[attr-defined]


FILES: Mapping[str, Callable[[], bytes]] = {
    "word-headings": _word_headings,
    "word-typed": _word_typed,
    "word-lists": _word_lists,
    "word-contents": _word_contents,
    "word-table": _word_table,
    "word-photos": _word_photos,
    "word-boxes": _word_boxes,
    "word-review": _word_review,
    "word-odd": _word_odd,
    "python-plain": _python(_plain),
    "python-tables": _python(_tables),
    "python-pictures": _python(_pictures),
    "python-sections": _python(_sections),
    "python-long": _python(_long),
    "python-english": _python(_english),
    "python-empty": _python(lambda _document: None),
}
IMAGE = "data:image/jpeg;base64," + base64.b64encode(PHOTO).decode()
PAGES: Mapping[str, str] = {
    "office-headings": "<h1>第一章 減災規劃</h1><h2>一、環境</h2><p>本社區<b>在溪邊</b>。</p><h1>第二章 風險</h1><p>風災。</p>",
    "office-lists": "<ul><li>背心<ul><li>反光條</li></ul></li></ul><ol><li>巡堤</li><li>回報</li></ol><p>完。</p>",
    "office-table": "<table border=1><tr><th>項目</th><th>數量</th></tr><tr><td colspan=2>飲用水</td></tr></table><p>後</p>",
    "office-picture": f"<p>前</p><p><img src='{IMAGE}' width=64></p><p>圖1、大榕樹</p><p>見<a href='https://example.org'>網站</a></p>",
}
"""Pages that LibreOffice makes documents of."""
