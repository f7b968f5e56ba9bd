"""The manual's chapter on recruiting liaisons."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

RECRUITING = Chapter(
    "recruiting",
    zh_en("招募聯絡員", "Recruiting liaisons"),
    (
        Section(
            "recruiting.notice",
            zh_en("職位與公告", "The position and its notice"),
            (
                zh_en(
                    "填好職位，公告就寫好了：一頁、Word 檔、海報、圖片和貼文。",
                    "Fill in the position and the notice is written: a page, a Word file, a poster, a picture, a text.",
                ),
                zh_en(
                    "「數字說明」用你們自己的數字，說出時數和報酬是什麼意思。",
                    "“What the numbers say” tells with your own numbers what hours and pay mean.",
                ),
                zh_en(
                    "還沒填的地方會列出來，填好才能列印。",
                    "Places that are not filled in are named. The notice prints once they are.",
                ),
            ),
            (
                zh_en(
                    "到「招募聯絡員」，打開「職位與公告」。", "Go to “Recruit liaisons” and open “Position and notice”."
                ),
                zh_en(
                    "按「新增職位」，填名稱、地點、時間和報酬。",
                    "Press “Add position”; fill in name, place, time and pay.",
                ),
                zh_en(
                    "想用自己的話就按「改用自己的話」；要別的語言就按「加一種語言」。",
                    "Press “Reword it” for your own words, or “Add a language” for a further one.",
                ),
            ),
        ),
        Section(
            "recruiting.board",
            zh_en("候選人的看板", "The board of candidates"),
            (
                zh_en(
                    "候選人的資料都在私密抽屜裡。抽屜鎖著，只看得到各階段的人數。",
                    "Candidates lie in the private drawer. Locked, only the number at each stage is seen.",
                ),
                zh_en(
                    "上面一條說：選上的人能連結哪些群體和語言，還缺哪些。",
                    "The strip above says which groups and languages the chosen connect, and which are missing.",
                ),
                zh_en(
                    "移到「已加入」，人員、角色和約定草稿會一次做好；按「復原」就全部還原。",
                    "“Joined” makes the person, the role and a draft agreement at once. Undo takes all of it back.",
                ),
            ),
            (
                zh_en(
                    "按「新增候選人」，寫姓名、怎麼找到的、能連結誰。",
                    "Press “Add candidate”: name, how found, whom they connect.",
                ),
                zh_en("列印面談指引，兩個人一起談。", "Print the guide for talks, and talk in pairs."),
                zh_en(
                    "用 Ctrl 加方向鍵、「移動」或滑鼠，把卡片移到下一個階段。",
                    "Move the card with Ctrl and an arrow key, with “Move”, or with the mouse.",
                ),
            ),
        ),
        Section(
            "recruiting.work",
            zh_en("工作中的聯絡員", "Liaisons at work"),
            (
                zh_en(
                    "時數來自會議、活動和登記的時數，不會重複計算。",
                    "Hours come from meetings, events and logged hours, and nothing counts twice.",
                ),
                zh_en(
                    "稅務表格只記做了沒有。表格和號碼留在財務人員那裡。",
                    "Of tax forms only done or not done is kept. The form and its number stay with the finance office.",
                ),
            ),
            (
                zh_en("選月份，列印時數表。", "Choose the month and print the time sheet."),
                zh_en(
                    "按「做請款單」；付了就按「已付款」。", "Press “Make the invoice”, and “It was paid” once it is."
                ),
                zh_en(
                    "有人提早離開，就在約定裡寫日期。頁面會說剩多少時數、誰沒有人連結。",
                    "When somebody leaves early, write the day in the agreement. The page says what follows from it.",
                ),
            ),
        ),
    ),
)
