"""The manual's chapters on writing the dossier and on the budget."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

DOSSIER = Chapter(
    "dossier",
    zh_en("書面資料", "The dossier"),
    (
        Section(
            "dossier.write",
            zh_en("寫章節", "Write the chapters"),
            (
                zh_en(
                    "左邊是大綱，中間寫字，右邊是印出來的樣子。",
                    "At the left stands the outline, in the middle the text, at the right the pages as they print.",
                ),
            ),
            (
                zh_en("在大綱選一章，直接開始打字。", "Choose a chapter in the outline and begin to type."),
                zh_en(
                    "需要標題、清單、表格、照片時，從「插入」選。",
                    "Choose headings, lists, tables and photos from “Insert”.",
                ),
                zh_en(
                    "用按鈕或鍵盤移動段落，不必拖拉。", "Move blocks with buttons or keys; nothing has to be dragged."
                ),
            ),
            (
                zh_en(
                    "章節、圖、表的編號自動產生，移動後也會跟著改。",
                    "Numbers of chapters, figures and tables are made by themselves and follow when things move.",
                ),
            ),
        ),
        Section(
            "dossier.live",
            zh_en("即時區塊", "Live blocks"),
            (
                zh_en(
                    "即時區塊印出紀錄裡的內容，例如人員、活動、經費。要改內容，就去改紀錄。",
                    "A live block prints what the records say: people, events, "
                    "money. To change it, change the records.",
                ),
                zh_en("姓名會依對象遮蔽。", "Names are masked for whoever will read it."),
            ),
        ),
        Section(
            "dossier.pages",
            zh_en("頁數", "Pages"),
            (
                zh_en(
                    "下方一直顯示用了幾頁、上限幾頁。這個數字和印出來的 PDF 完全一樣。",
                    "Below the text stands how many pages are used of how many. The PDF has exactly as many.",
                ),
                zh_en(
                    "大綱裡每一章都有建議的頁數。", "The outline shows how many pages are suggested for each chapter."
                ),
            ),
        ),
        Section(
            "dossier.export",
            zh_en("檢查和匯出", "Check and export"),
            (),
            (
                zh_en(
                    "按「檢查」，看哪裡還要改，並直接前往。",
                    "Press “Check” to see what is still to be mended, and go there.",
                ),
                zh_en(
                    "按「匯出 PDF」，選給誰看、用什麼語言。",
                    "Press “Export PDF”; choose for whom and in which language.",
                ),
                zh_en(
                    "還有錯誤時，印出來的是草稿；都改好了才是定稿。",
                    "While an error is open it prints a draft; without any it is final.",
                ),
                zh_en(
                    "影印店要的 PDF、原始照片、小檔案，也在這裡。",
                    "The PDF for the copy shop, the original photos and a small copy are here as well.",
                ),
            ),
        ),
    ),
)

BUDGET = Chapter(
    "budget",
    zh_en("預算", "The budget"),
    (
        Section(
            "budget.lines",
            zh_en("像試算表一樣填", "Fill it in like a sheet"),
            (zh_en("先在「經費來源」寫下誰補助多少錢。", "First write under “Funding sources” who grants how much."),),
            (
                zh_en(
                    "按「新增預算項目」，選科目，打品項、數量、單位、單價。",
                    "Press “Add budget line”, choose its head, type item, quantity, unit and price.",
                ),
                zh_en(
                    "Tab 到下一格，Enter 到下一行；在最後一行按 Enter 就多一行。",
                    "Tab goes to the next cell, Enter to the next line; on the last one it adds a line.",
                ),
                zh_en("金額自己會算。合計在最下面。", "Amounts are computed. The sums stand at the foot."),
            ),
        ),
        Section(
            "budget.limits",
            zh_en("還可以編多少", "How much can still be planned"),
            (
                zh_en(
                    "右邊用一句話和一條長條，說每個來源還剩多少。",
                    "At the right a sentence and a gauge say what is left of each source.",
                ),
                zh_en(
                    "不對的地方寫在下面，按「前往該處」就到那一格。",
                    "What does not fit stands below; “Go there” leads to the cell.",
                ),
                zh_en("還不知道單價就空著，不要寫 0。", "Leave a price empty while nobody knows it; do not write 0."),
            ),
        ),
        Section(
            "budget.book",
            zh_en("匯出活頁簿", "Export the workbook"),
            (
                zh_en(
                    "按「匯出活頁簿」得到 Excel 檔，公式可以繼續用。黃色的格子才可以打字。",
                    "“Export workbook” makes an Excel file whose formulas go on "
                    "working. Type into the yellow cells only.",
                ),
                zh_en(
                    "如果舊檔正開著，按一下就能存成另一個名字。",
                    "If the old file is open elsewhere, one click saves it under another name.",
                ),
            ),
        ),
    ),
)
