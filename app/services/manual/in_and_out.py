"""The manual's chapter on what comes into the dossier and goes out of it: Word, PDFs, photos, cover, frozen blocks."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

IN_AND_OUT = Chapter(
    "in_and_out",
    zh_en("書面資料：放進來、拿出去", "The dossier: in and out"),
    (
        Section(
            "in_and_out.word",
            zh_en("把去年的 Word 檔讀進來", "Read in last year's Word document"),
            (
                zh_en(
                    "整份 .docx 可以分到各章。先看哪一段放哪裡，再決定。",
                    "A whole .docx goes into the chapters. You see first which piece goes where.",
                ),
            ),
            (
                zh_en("按「更多工具」，選「從 Word 讀進來」。", "Press “More tools” and choose “Read in from Word”."),
                zh_en("按「選擇文件」。", "Press “Choose a document”."),
                zh_en("每一段選一章，或選「不放進來」。", "Give each piece a chapter, or leave it out."),
                zh_en("看清楚最下面沒有讀進來的清單。", "Look at the list of what is not taken, below."),
                zh_en("按「讀進來」。按「復原」可以全部拿掉。", "Press “Read it in”. Undo takes all of it out again."),
            ),
            (
                zh_en(
                    "從 Word 複製再貼上，標題、清單、粗體、表格、圖都會留著。",
                    "Copied from Word and pasted, headings, lists, bold, tables and pictures stay.",
                ),
            ),
        ),
        Section(
            "in_and_out.pdf",
            zh_en("附上備忘錄和簽到表", "Attach agreements and sign-in sheets"),
            (
                zh_en(
                    "PDF 的每一頁都算頁數，有頁碼，也列進目錄。",
                    "Every page of a PDF counts, has its number and stands in the contents.",
                ),
                zh_en(
                    "掃描檔上的姓名不能遮蔽，所以先只給主管機關和團隊。",
                    "Names on a scan cannot be masked, so at first only the authority and the team see it.",
                ),
            ),
            (
                zh_en("按「插入」，選「附上的 PDF」。", "Press “Insert” and choose “Attached PDF”."),
                zh_en("寫上目錄裡的標題，選要印的頁。", "Write its title for the contents and choose its pages."),
            ),
            (
                zh_en(
                    "很寬的表格，在表格裡勾選「印在橫的頁面」。",
                    "For a very wide table tick “On a sideways page” in the table.",
                ),
            ),
        ),
        Section(
            "in_and_out.photos",
            zh_en("照片夠不夠清楚", "Is a photo sharp enough?"),
            (
                zh_en(
                    "每張照片旁邊寫著印多寬、最寬多少還清楚。",
                    "Beside each photo stands how wide it prints, and up to which width it is clean.",
                ),
            ),
            (
                zh_en(
                    "不夠清楚時，一排多放幾張，或換原始檔。",
                    "If it is too coarse, put more to a row or take the original.",
                ),
                zh_en("只有這一張時，寫下為什麼可以這樣用。", "If there is no other, write why it may stay as it is."),
                zh_en(
                    "按「裁切與旋轉」，只改這個地方。原始檔不變。",
                    "“Crop and turn” changes this place alone. The original stays.",
                ),
            ),
        ),
        Section(
            "in_and_out.look",
            zh_en("封面、字型、順序", "Cover, font, order"),
            (
                zh_en(
                    "封面有三種樣式，可以放自己的圖和標章。規定的字一定會在。",
                    "There are three covers for your own picture and badge. The required words always stand there.",
                ),
            ),
            (
                zh_en(
                    "在大綱選「封面」，選樣式和圖。", "Choose the cover in the outline, then its design and picture."
                ),
                zh_en(
                    "在「更多工具」選「書面資料的樣子」，改字型、行距、邊界、順序、圖表目錄。",
                    "Under “More tools”, “Look of the dossier” sets font, pitch, margins, order and lists.",
                ),
            ),
        ),
        Section(
            "in_and_out.frozen",
            zh_en("讓即時區塊停在某一天", "Keep a live block as it was"),
            (
                zh_en(
                    "凍結的區塊不再跟著紀錄變。紀錄不同時，卡片和檢查會說。",
                    "A frozen block no longer follows the records. Its card and the check say when they differ.",
                ),
            ),
            (
                zh_en("打開區塊，按「凍結」。", "Open the block and press “Freeze it”."),
                zh_en(
                    "要更新時，按「重新凍結」或「跟著紀錄更新」。",
                    "Later press “Freeze it anew” or “Follow the records”.",
                ),
            ),
        ),
        Section(
            "in_and_out.out",
            zh_en("給承辦人 Word 檔", "A Word copy for the officer"),
            (
                zh_en(
                    "Word 檔有標題、圖表編號和目錄，可以繼續編輯。分頁可能不同，頁數以 PDF 為準。",
                    "It has headings, numbered captions and contents. Pages may differ there; the PDF counts them.",
                ),
            ),
            (zh_en("按「匯出 PDF」，找到「給 Word 編輯」。", "Press “Export PDF” and find “For Word”."),),
        ),
    ),
)
