"""Page, fonts and paragraph styles of a .docx from the sizes of a spec; headings keep the names that offices know."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from app.exports.docx.marks import element, field, write
from app.exports.spec import DocumentSpec

FACES = {"kai": ("Times New Roman", "標楷體"), "sans": ("Arial", "Microsoft JhengHei")}
"""Face of a spec to Latin and Chinese fonts that every office computer has."""
HEADINGS = (1.3, 1.15, 1.05, 1.0, 1.0)
FAINT = RGBColor(0x59, 0x59, 0x59)
TOC_INDENT = 1.5
"""How far headings stand in below their chapter in the contents, in em."""


def dress(document: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - a document of python-docx
    """Set page, fonts, heading styles, head and foot."""
    _page(document.sections[0], spec)
    latin, chinese = FACES.get(spec.style.face, FACES["sans"])
    for name in ("Normal", "Title", "List Bullet", "List Bullet 2", "List Number", "List Number 2", "Header", "Footer",
                 "Caption", *(f"Heading {level}" for level in range(1, 6))):  # fmt: skip
        _font(document.styles[name], latin, chinese, spec.language)
    normal = document.styles["Normal"]
    normal.font.size = Pt(spec.style.size)
    normal.paragraph_format.space_after = Pt(round(spec.style.leading * 0.25, 1))
    _pitch(normal.paragraph_format, spec.style.leading)
    same = one_size(spec)
    for level, factor in enumerate(HEADINGS, 1):
        _heading(document.styles[f"Heading {level}"], spec, 1.0 if same else factor, level)
    _heading(document.styles["Title"], spec, 1.0 if same else 1.45, 1)
    _caption(document.styles["Caption"], spec)
    for level in (1, 2):
        _contents_line(document, spec, level, latin, chinese)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _head(document.sections[0], spec)
    _foot(document.sections[0], spec)


def _page(section: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - a section of python-docx
    page = spec.page
    section.page_width, section.page_height = Pt(page.width), Pt(page.height)
    section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
    section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
    section.header_distance, section.footer_distance = Pt(page.top * 0.4), Pt(page.bottom * 0.4)
    if page.width > page.height:
        section._sectPr.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")


def _font(style: Any, latin: str, chinese: str, language: str) -> None:  # noqa: ANN401 - a style of python-docx
    style.font.name = latin
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in [one for one in fonts.attrib if "Theme" in one]:
        del fonts.attrib[name]
    for key, value in (("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{key}"), value)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = "zh-TW" if language.startswith("zh") else "en-US"
    properties.append(element("lang", val="en-US", eastAsia=spoken if spoken == "zh-TW" else "zh-TW"))


def _pitch(where: Any, leading: float) -> None:  # noqa: ANN401 - a paragraph format
    where.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    where.line_spacing = Pt(leading)


def _heading(style: Any, spec: DocumentSpec, factor: float, level: int) -> None:  # noqa: ANN401 - a style
    style.font.size, style.font.bold, style.font.italic = Pt(round(spec.style.size * factor, 1)), True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.space_before = Pt(round(spec.style.leading * (0.85, 0.6, 0.4, 0.3, 0.3)[level - 1], 1))
    shape.space_after = Pt(round(spec.style.leading * 0.3, 1))
    shape.keep_with_next = True
    _pitch(shape, spec.style.leading * factor)


def _caption(style: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - a style
    style.font.size, style.font.bold, style.font.italic = Pt(spec.style.size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_after = Pt(round(spec.style.leading * 0.25, 1))
    _pitch(style.paragraph_format, spec.style.leading)


def _contents_line(document: Any, spec: DocumentSpec, level: int, latin: str, chinese: str) -> None:  # noqa: ANN401
    style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _font(style, latin, chinese, spec.language)
    shape, width = style.paragraph_format, spec.page.width - spec.page.left - spec.page.right
    shape.left_indent = Pt((level - 1) * TOC_INDENT * spec.style.size)
    shape.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    shape.space_after = Pt(0)
    style.font.bold = level == 1


def foot_size(spec: DocumentSpec) -> Pt:
    """Return the size of what stands at the edges: the text's own where everything has one size."""
    return Pt(spec.style.size if one_size(spec) else max(spec.style.size - 1, 8))


def one_size(spec: DocumentSpec) -> bool:
    """Say whether everything off the cover has one size, as in dossiers and minutes."""
    return spec.style.face == "kai" or any(part.kind == "contents" for part in spec.parts)


def _head(section: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - a section
    words = [one for one in (spec.marking, spec.watermark, spec.code) if one]
    if words:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run("　".join(words))
        run.font.size, run.font.color.rgb = foot_size(spec), FAINT


def _foot(section: Any, spec: DocumentSpec) -> None:  # noqa: ANN401 - a section
    paragraph = section.footer.paragraphs[0]
    for tabs in list(paragraph.style.element.iter(qn("w:tabs"))):  # the template's own, for another paper
        tabs.getparent().remove(tabs)
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        section.page_width - section.left_margin - section.right_margin, 2
    )
    if spec.footer:
        write(paragraph, spec.footer)
    pattern = (spec.page_words or "{page}").strip()
    if pattern:
        paragraph.add_run("\t")
    rest = pattern
    while rest:
        at = min((rest.find(one) for one in ("{page}", "{pages}") if one in rest), default=len(rest))
        if at:
            paragraph.add_run(rest[:at])
        rest = rest[at:]
        if rest.startswith("{pages}"):
            field(paragraph, "NUMPAGES")
            rest = rest.removeprefix("{pages}")
        elif rest:
            field(paragraph, "PAGE")
            rest = rest.removeprefix("{page}")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = foot_size(spec), FAINT
