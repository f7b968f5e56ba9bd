"""The manual's chapters on the daily work: begin, record, photos, dossier, budget, programmes."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

START = Chapter(
    "start",
    zh_en("開始使用", "Getting started"),
    (
        Section(
            "start.file",
            zh_en("一個社區，一個檔案", "One community, one file"),
            (
                zh_en(
                    "人員、活動、照片、經費和書面資料，全部放在同一個檔案裡。檔名的結尾是 .banyan。",
                    "People, events, photos, money and the dossier all live in one file. Its name ends in .banyan.",
                ),
                zh_en(
                    "這個程式不需要網路，也不需要帳號。檔案就在您的電腦裡。",
                    "The program needs no network and no account. The file is on your own computer.",
                ),
            ),
            (
                zh_en(
                    "第一次打開時，選擇語言，再按「開始」。",
                    "When it opens for the first time, choose a language and press “Start”.",
                ),
                zh_en(
                    "回答三個問題：社區名稱、所在地、要參加的計畫。",
                    "Answer three questions: community, place, programme.",
                ),
                zh_en(
                    "想先試試看，就按「先練習看看」。練習檔裡的東西都是編出來的。",
                    "To try it first, press “Practise first”. Everything in the practice file is invented.",
                ),
            ),
        ),
        Section(
            "start.home",
            zh_en("首頁的四張卡片", "The four cards of the home page"),
            (
                zh_en(
                    "首頁回答四個問題：我們在哪裡、接下來做什麼、什麼快到期、我的工作安全嗎。",
                    "Home answers four questions: where are we, what comes next, what is due, is my work safe.",
                ),
                zh_en(
                    "左邊是旅程，列出計畫的每一步，以及各種紀錄。右邊是說明，可以收起來。",
                    "At the left stands the journey: each step of a programme, and all "
                    "records. At the right stands help, which can be folded.",
                ),
            ),
        ),
        Section(
            "start.who",
            zh_en("現在是誰在用", "Who is working"),
            (
                zh_en(
                    "每次打開檔案，程式會問一次是誰在用。選名字，或選「其他人」。沒有密碼。",
                    "Each time a file opens, the program asks once who is working. Choose "
                    "a name or “Someone else”. There is no password.",
                ),
                zh_en(
                    "歷程會記下這個名字，之後就知道是誰改的。",
                    "History keeps the name, so that later you know who changed what.",
                ),
            ),
        ),
        Section(
            "start.size",
            zh_en("字的大小、語言和顏色", "Size of the text, language, colours"),
            (
                zh_en(
                    "右上角的 A+ 和 A− 隨時可以放大、縮小，最大到兩倍。",
                    "A+ and A− at the top right make the text larger or smaller at any time, up to double.",
                ),
                zh_en(
                    "「中」和「EN」切換畫面語言，不必重新啟動。輸出的語言另外選。",
                    "“中” and “EN” change the language of the screen without a "
                    "restart. The language of outputs is chosen apart.",
                ),
                zh_en("在「設定」可以選淺色或深色。", "Light or dark colours are chosen in “Settings”."),
            ),
        ),
    ),
)

RECORD = Chapter(
    "record",
    zh_en("登錄", "Recording"),
    (
        Section(
            "record.form",
            zh_en("新增一筆紀錄", "Add a record"),
            (
                zh_en(
                    "活動當天就記，最省力，也最準。",
                    "Record an event on the same day: it is least work and most exact.",
                ),
            ),
            (
                zh_en("在左邊選一種紀錄，例如「活動」。", "Choose a kind of record at the left, such as “Events”."),
                zh_en("按「新增活動」，先填最上面的欄位。", "Press “Add event” and fill in the topmost fields."),
                zh_en(
                    "其他欄位收在標題下面，之後再補也可以。",
                    "The other fields wait under their headings; they can be filled in later.",
                ),
                zh_en(
                    "不必存檔。停下來不到一秒就已經存好了。",
                    "There is nothing to save. Less than a second after you stop typing it is stored.",
                ),
            ),
        ),
        Section(
            "record.dates",
            zh_en("日期和數字怎麼寫", "How dates and numbers are written"),
            (
                zh_en(
                    "日期可以寫 114年4月15日、114.4.15、2025-04-15。只知道年或月也可以。",
                    "Dates may be written 2025-04-15, Apr 15 2025 or 114年4月15日. A year or month alone is fine.",
                ),
                zh_en(
                    "欄位下面會寫出程式讀到的意思。讀不懂時，您打的字會留著，不會不見。",
                    "Below the field stands what was understood. What cannot be "
                    "read stays as you typed it; nothing is lost.",
                ),
                zh_en("不知道的數字就空著，不要寫 0。", "Leave a number empty where nobody knows it; do not write 0."),
            ),
        ),
        Section(
            "record.list",
            zh_en("在清單裡找和整理", "Find and arrange in lists"),
            (
                zh_en(
                    "在「用字詞篩選」打字，清單就只留下含有這些字的紀錄。",
                    "Type into “Filter by words” and the list keeps only records that hold them.",
                ),
                zh_en(
                    "按欄位名稱可以排序；「選擇欄位」決定顯示哪些欄。",
                    "Press a heading to sort; “Choose columns” says what is shown.",
                ),
                zh_en("清單可以匯出成 Excel，也可以列印。", "Lists can be exported to Excel and printed."),
            ),
        ),
        Section(
            "record.private",
            zh_en("個人資料", "Personal data"),
            (
                zh_en(
                    "給外面看的輸出會遮住姓名、電話和地址。敏感的資料只印出人數。",
                    "Outputs for others mask names, telephone numbers and "
                    "addresses. Sensitive data are printed only as counts.",
                ),
                zh_en(
                    "只有「團隊」版不遮，每一頁都會註明。",
                    "Only the version for the team masks nothing, and every page says so.",
                ),
            ),
        ),
    ),
)

PHOTOS = Chapter(
    "photos",
    zh_en("照片", "Photos"),
    (
        Section(
            "photos.add",
            zh_en("把照片放進來", "Bring photos in"),
            (
                zh_en(
                    "HEIC、JPEG、PNG、WebP、TIFF 都可以。原檔會完整留著，不會被改。",
                    "HEIC, JPEG, PNG, WebP and TIFF are taken. Originals are kept whole and never altered.",
                ),
            ),
            (
                zh_en(
                    "按「新增照片」選檔案，或按「新增資料夾」；相簿的 ZIP 檔也可以。",
                    "Press “Add photos” and choose files, or “Add a folder”; an album ZIP is fine too.",
                ),
                zh_en(
                    "也可以拖進來，或複製後按「貼上照片」。",
                    "Or drag them here, or copy them and press “Paste photos”.",
                ),
                zh_en(
                    "照片沒有日期時，程式每批問一次。檔名或活動的日期會先填好。",
                    "Where photos tell no date, you are asked once per batch. The "
                    "date of the file name or event is filled in.",
                ),
                zh_en("可以一起選所屬的活動。", "You can choose the event at the same time."),
            ),
            (zh_en("一樣的檔案只會留一份。", "Identical files are kept once."),),
        ),
        Section(
            "photos.caption",
            zh_en("說明、方向和活動", "Captions, turning, events"),
            (
                zh_en(
                    "說明寫一句話：誰在哪裡做什麼。圖號會自動加上。",
                    "A caption is one sentence: who does what, where. The figure's number is added by itself.",
                ),
                zh_en("打完按 Enter，就到下一張照片。", "Press Enter and the next photo is there."),
                zh_en(
                    "躺著的照片按「向左轉」或「向右轉」。選好幾張，可以一次放到同一個活動。",
                    "Turn a photo that lies on its side. Choose several to put them to one event together.",
                ),
            ),
        ),
        Section(
            "photos.width",
            zh_en("可以印多寬", "How wide a photo may print"),
            (
                zh_en(
                    "每張照片都寫著在 300 dpi 時最寬可以印幾公分。半頁寬是 7.5 公分，整頁是 16 公分。",
                    "Each photo says how many centimetres it may print at 300 "
                    "dpi. Half a page is 7.5 cm, a whole one 16 cm.",
                ),
                zh_en(
                    "聊天室傳來的照片通常太小，請向拍的人要原檔。",
                    "Pictures from a chat are usually too small. Ask the person who took them for the original.",
                ),
            ),
        ),
    ),
)

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
                    "需要標題、清單、表格、照片時，從「插入到文字中」選。",
                    "Choose headings, lists, tables and photos from “Put into the text”.",
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

PROGRAMMES = Chapter(
    "programmes",
    zh_en("計畫和年度", "Programmes and years"),
    (
        Section(
            "programmes.join",
            zh_en("參加計畫", "Join a programme"),
            (
                zh_en(
                    "一個社區可以同時參加好幾個計畫，共用同一批紀錄。",
                    "A community may take part in several programmes; all share the same records.",
                ),
                zh_en(
                    "在「計畫」可以參加、退出，或把起始月份往後移。原來的時程會留著。",
                    "Under “Programmes” you join, leave, or move the first month. The earlier plan is kept.",
                ),
                zh_en(
                    "原本就有的東西，在那一步勾「我們已經有了」。",
                    "Where you had something before, tick “We already have this” in its step.",
                ),
            ),
        ),
        Section(
            "programmes.year",
            zh_en("設定我們的年度", "Set up our year"),
            (
                zh_en(
                    "去年的日期過了，首頁會說這一年度已結束。這時設定新的年度。",
                    "When last year's dates are past, home says that the round is over. Then set up your year.",
                ),
            ),
            (
                zh_en(
                    "寫下新的年度和聽到的日期；不知道的日期空著。",
                    "Write the new year and the dates you were told; leave unknown dates empty.",
                ),
                zh_en(
                    "金額、頁數、字級、配分有變才改。",
                    "Change amounts, pages, sizes and weights only where they changed.",
                ),
                zh_en("旁邊寫下是誰告訴我們的。", "Note beside each value who told you."),
                zh_en(
                    "按「設定這個年度」。舊的年度會留著，可以比較哪裡變了。",
                    "Press “Set up this round”. The old one stays, and the two can be compared.",
                ),
            ),
        ),
    ),
)

WORK = (START, RECORD, PHOTOS, DOSSIER, BUDGET, PROGRAMMES)
"""The first half of the manual, in order."""
