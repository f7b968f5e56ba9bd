"""The manual's chapters on beginning: the file, who works, and the programmes."""

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
