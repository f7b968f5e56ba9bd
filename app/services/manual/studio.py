"""The manual's chapter on the tools of the studio: pages, words, states, and a new year."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

STUDIO = Chapter(
    "studio",
    zh_en("書面資料的工具", "Tools of the dossier"),
    (
        Section(
            "studio.pages",
            zh_en("把頁數用在分數上", "Use pages where the points are"),
            (
                zh_en(
                    "按「更多工具」，再按「篇幅分配」。每一章用了幾頁、還剩幾頁、值幾分，都在這裡。",
                    "Press “More tools”, then “Page budget”: pages used, pages left and points of each chapter.",
                ),
                zh_en(
                    "下面列出可以放的紀錄和理由。已標為佐證的排在前面。",
                    "Below stand records that could go in, with reasons. What is tagged as evidence comes first.",
                ),
            ),
            (
                zh_en(
                    "按「放進去」，紀錄就到該在的標題下。", "“Put in” puts a record below the heading where it belongs."
                ),
                zh_en("不要的話，按「復原」。", "Undo takes it out again."),
            ),
            (zh_en("程式不會自己放任何東西，也不預測得獎。", "Nothing goes in by itself, and no award is foretold."),),
        ),
        Section(
            "studio.cut",
            zh_en("頁數超過時", "When there are too many pages"),
            (
                zh_en(
                    "「裁切試算」讓您看超過上限的是哪些，也能先試拿掉，再決定。",
                    "“Cut and try” shows what falls behind the limit, and lets you try leaving things out first.",
                ),
            ),
            (
                zh_en("用上下鍵走到一行，按空白鍵勾選。", "Go to a line with the arrow keys; the space bar ticks it."),
                zh_en(
                    "上面會說剩幾頁。資料還沒有改變。",
                    "Above it says how many pages are left. Nothing has changed yet.",
                ),
                zh_en("決定了，按「拿掉勾選的」。", "Once you have decided, press “Take these out”."),
            ),
        ),
        Section(
            "studio.words",
            zh_en("尋找、取代、筆誤", "Find, replace, slips"),
            (
                zh_en(
                    "「尋找與取代」找遍整份資料，連表格和圖說。每一處都先看過再改，一次復原。",
                    "“Find and replace” goes through the whole dossier, tables and captions too. "
                    "Every place is seen before it is changed, and one Undo takes all back.",
                ),
                zh_en(
                    "來自紀錄的字不會動，會說明在第幾頁，請到紀錄裡改。",
                    "Words that come from records stay; their page is named, and you mend them in the record.",
                ),
                zh_en(
                    "「數據與筆誤」列出和紀錄不同的數字、兩種寫法的名稱、不對的星期與時間。",
                    "“Facts and slips” lists numbers that the records say differently, names spelled two ways, "
                    "wrong weekdays and times.",
                ),
            ),
            (
                zh_en(
                    "按「改用數據」，數字從此跟著紀錄走。",
                    "“Use the fact” lets the number follow the records from then on.",
                ),
                zh_en(
                    "真的沒錯，就按「沒有錯」，不會再問。",
                    "Where it is right, press “It is right”: it is not asked again.",
                ),
            ),
        ),
        Section(
            "studio.summary",
            zh_en("簡表起草", "Draft the summary"),
            (
                zh_en(
                    "在簡表每一列按「起草」，程式取那一章每節的第一句。您再改成自己的話。",
                    "In each row of the summary “Make a draft” takes the first sentence of each section. "
                    "Then make it your own.",
                ),
                zh_en(
                    "下面寫著幾個字，上面寫著簡表共幾頁。", "Its length stands below, the pages of the summary above."
                ),
            ),
        ),
        Section(
            "studio.compare",
            zh_en("比較兩個日子", "Compare two days"),
            (
                zh_en(
                    "選兩個日子，看新增、拿掉、改過、移動的段落。可以印給沒用電腦的人看。",
                    "Choose two days and see what is new, gone, changed or moved. It can be printed.",
                ),
            ),
        ),
        Section(
            "studio.year",
            zh_en("新的一年", "A new year"),
            (
                zh_en(
                    "先設定新的年度。再打開書面資料，選從去年接著寫。",
                    "First set up the new year. Then open the dossier and start from last year's.",
                ),
                zh_en(
                    "去年的那份不會變。每一塊都要讀過再確認，重新寫過的就算確認。",
                    "Last year's stays as it is. Read and confirm every block; what you rewrite counts as confirmed.",
                ),
                zh_en(
                    "「從去年接著寫」也列出新規定改了什麼、影響哪幾章。",
                    "“From last year” also says what the new rules change and which chapters they touch.",
                ),
            ),
        ),
    ),
)
