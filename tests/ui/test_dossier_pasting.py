"""What Word and others put on the clipboard keeps its form: headings, lists, bold, tables, pictures."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData

from app.core.richtext import text_of
from app.ui.studio.chapter.pasting_html import Pasted, from_html
from tests.imports.word_files import PHOTO
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=ZH-TW><!--StartFragment-->
<h1><span lang=EN-US>1. </span>減災規劃</h1>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>一、</span>
<![endif]>編組</p>
<p class=MsoNormal>本社區<b><span style='color:red'>在溪邊</span></b><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-24pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7pt "Times New Roman"'>&nbsp; </span></span>
</span><![endif]>背心</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2.
<span>&nbsp;</span></span><![endif]>哨子</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>項目</b></p></td><td><p>數量</p></td></tr>
<tr><td colspan=2><p>飲用水</p><table><tr><td>一</td><td>二</td></tr></table></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/x/image001.png"/></v:shape><![endif]-->
<![if !vml]><img width=64 src="file:///C:/x/clip_image001.jpg"><![endif]></p>
<!--EndFragment--></body></html>"""


def _rtf(*pictures: bytes) -> bytes:
    """Return RTF as Word writes it: each picture once as it is, once more for old readers."""
    body = "".join(
        "{\\*\\shppict{\\pict{\\*\\picprop\\shplid1{\\sp{\\sn a}{\\sv 1}}}\\picscalex100\\jpegblip\\bliptag-1{\\*\\blipuid "
        f"0011ff}}{one.hex()}}}}}{{\\nonshppict{{\\pict\\picw10\\wmetafile8 0102}}}}"
        for one in pictures
    )
    return ("{\\rtf1 " + body + "}").encode()


def _forms(pasted: Pasted) -> list[tuple[str, int, str, str]]:
    return [(one.kind, one.level, one.style, text_of(one.runs)) for one in pasted.blocks]


def test_word_keeps_headings_lists_bold_tables_and_pictures() -> None:
    pasted = from_html(WORD, _rtf(PHOTO))
    assert _forms(pasted) == [
        ("heading", 1, "", "1. 減災規劃"),
        ("heading", 1, "", "編組"),
        ("paragraph", 0, "body", "本社區在溪邊"),
        ("list_item", 0, "bullet", "背心"),
        ("list_item", 1, "number", "哨子"),
        ("table", 0, "", ""),
        ("photos", 0, "", ""),
    ]
    assert [(one.text, one.marks) for one in pasted.blocks[2].runs] == [("本社區", ()), ("在溪邊", ("b",))]  # type: ignore[union-attr]
    assert pasted.blocks[5].settings["rows"] == [["項目", "數量"], ["飲用水\n一 | 二", ""]]
    assert (dict(pasted.pictures), pasted.missing) == ({6: (PHOTO,)}, 0)


def test_what_does_not_come_along_is_counted_and_no_file_is_opened() -> None:
    pasted = from_html("<p>前</p><img src='file:///etc/passwd'><img src='https://example.org/a.png'><p>後</p>")
    assert (len(pasted.blocks), pasted.missing) == (2, 2)
    assert from_html("<table>" + "<tr><td>" * 3000).missing == 0
    assert _forms(from_html("<table><tr><td><p>一段</p><p>兩段</p></td></tr></table>")) == [
        ("paragraph", 0, "body", "一段"),
        ("paragraph", 0, "body", "兩段"),
    ]


def test_a_pasted_picture_becomes_a_photo_of_the_file(studio: Studio, tmp_path: Path) -> None:
    studio.go(studio.chapter().blocks[1].id)
    data = QMimeData()
    image = base64.b64encode(PHOTO).decode()
    data.setHtml(
        f"<p>前</p><p><img src='data:image/jpeg;base64,{image}'></p><table><tr><td>甲</td><td>乙</td></tr></table>"
    )
    data.setData("text/rtf", QByteArray(b"{\\rtf1}"))
    studio.page.text.editor.insertFromMimeData(data)
    studio.settle()
    (photo,) = studio.ws.records.load("photo")
    (block,) = [one for one in studio.chapter().blocks if one.kind == "photos"]
    assert block.settings["photos"] == [photo.id]
    assert studio.ws.document.blob(str(photo.get("sha256"))) == PHOTO
    (table,) = [one for one in studio.chapter().blocks if one.kind == "table"]
    assert table.settings["rows"] == [["甲", "乙"]]
