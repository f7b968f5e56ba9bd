"""The manual's chapter on carrying the project out and looking back."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

PROJECT = Chapter(
    "project",
    zh_en("執行專案", "Carrying the project out"),
    (
        Section(
            "project.plan",
            zh_en("一眼看懂進度", "How it stands, at a glance"),
            (
                zh_en(
                    "時程圖一個月一格，橫條是任務，圓點是里程碑。下面有文字表。",
                    "The timeline has a column for each month: bars are tasks, dots milestones. A table says the same.",
                ),
                zh_en(
                    "「還要處理」說什麼逾期、什麼還沒決定。提早開始不會變紅。",
                    "“Still to see to” names what is late or open. Starting early is never a fault.",
                ),
            ),
            (
                zh_en(
                    "把專案拆成十來項任務，每項一個人、兩個日期。",
                    "Write a dozen tasks, each with one person and two dates.",
                ),
                zh_en("列出許可與可能出錯的事。", "List permissions, and what may go wrong."),
                zh_en(
                    "規劃供應商離開以前，指定專案經理。", "Name a project manager before the planning vendor leaves."
                ),
                zh_en("做完按「完成」，日期會自己記下。", "Press “Done” when it is done; the day is noted."),
            ),
        ),
        Section(
            "project.months",
            zh_en("每月進度與變更", "Check-ins and changes"),
            (
                zh_en(
                    "每月填一張進度表，就有進度報告。金額來自預算與支出。",
                    "A check-in a month makes the progress report. Figures of money come from the budget.",
                ),
                zh_en(
                    "變更先寫下來。沒有書面同意的會提醒，不會擋住。",
                    "Write a change down first. One without a written yes is pointed out, never blocked.",
                ),
            ),
        ),
        Section(
            "project.measures",
            zh_en("誰受益、誰承擔、誰決定", "Who gains, who carries, who decides"),
            (
                zh_en(
                    "有六個現成的指標可以拿來用。開工前先量一次，以後才能比。",
                    "Six measures are ready to take. Read each once before the work, or nothing can be compared.",
                ),
                zh_en(
                    "數字代表什麼，請當事人自己說，寫進指標裡。",
                    "Let those concerned say what a figure means, and note their words.",
                ),
            ),
        ),
        Section(
            "project.back",
            zh_en("回頭看，印出成果", "Looking back, and the papers"),
            (
                zh_en(
                    "留、改、停各一欄，每條寫依據，只寫觀點、不寫姓名。",
                    "Keep, change and stop have a list each, with what shows it, by perspective and never by name.",
                ),
                zh_en(
                    "四份文件在頁面最下面。社區概況沒有任何人的姓名。",
                    "Four papers stand at the foot: plan, progress, closing report, snapshot. The last names nobody.",
                ),
            ),
        ),
    ),
)
