"""The manual's chapter on applying: the route, the conditions, the form, the calendar."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

APPLYING = Chapter(
    "applying",
    zh_en("申請", "Applying"),
    (
        Section(
            "applying.route",
            zh_en("先選要報哪一類", "Choose the route first"),
            (
                zh_en(
                    "參加評鑑的第一題是類別：一般、績優或示範。選好之後，只顯示用得到的步驟。",
                    "The first question of the evaluation is the route: general, excellent or demonstration. "
                    "Then you see only the steps it needs.",
                ),
                zh_en(
                    "隨時可以改選。寫過的內容都留在檔案裡。",
                    "You can change it at any time. What you wrote stays in the file.",
                ),
            ),
            (
                zh_en("在左邊按「第一題：要報哪一類？」。", "Press “First question: which route?” on the left."),
                zh_en("看三張卡片：誰可以報、要做什麼、得到什麼。", "Read who may take each, what it asks and gives."),
                zh_en("按「選這一類」。", "Press “Take this route”."),
            ),
        ),
        Section(
            "applying.conditions",
            zh_en("確認資格", "Check that you may apply"),
            (
                zh_en(
                    "「資格確認單」列出每個條件、現在的狀態、佐證和改善的地方。",
                    "The “Eligibility sheet” lists each condition, its state, what shows it, and where to mend it.",
                ),
                zh_en(
                    "標章的到期日由星等、生效日與年限算出，到期前會提醒。",
                    "When the badge ends follows from its stars, first day and years. You are told in time.",
                ),
                zh_en(
                    "名額和優先順序是縣市的事，這裡只列出來。",
                    "Places and preferences are the county's matter. They are told, not judged.",
                ),
            ),
            (
                zh_en(
                    "打開「資格確認單」，先看不符合的。", "Open the “Eligibility sheet”; begin with what does not hold."
                ),
                zh_en(
                    "按「附上佐證」，加上圖、名單或公文。",
                    "Press “Attach what shows it” and add a map, list or letter.",
                ),
                zh_en("按「列印確認單」，帶去縣府。", "Press “Print the sheet” and take it to the county."),
            ),
        ),
        Section(
            "applying.form",
            zh_en("填申請表", "Fill in the form"),
            (
                zh_en(
                    "申請表的十二欄由你們的紀錄帶出。每一欄下面寫著來自哪裡。",
                    "The twelve fields of the form come from your records. Below each stands where from.",
                ),
            ),
            (
                zh_en(
                    "打開「申請表」，按上面列出的空欄。", "Open “Application form” and press a field listed as empty."
                ),
                zh_en("直接填；值會存進那筆紀錄。", "Type it in. It is stored in that record."),
                zh_en("選出防災士。", "Choose the certified volunteer."),
                zh_en("按「列印申請表」，核對後簽名。", "Press “Print the form”, compare it, then sign."),
                zh_en("按「記下簽名」，寫上簽名與送出的日子。", "Press “Note the signature” and write both days."),
            ),
            (
                zh_en(
                    "英文對照本只供閱讀；送件用中文表。",
                    "The English copy is for reading only. Hand in the Chinese form.",
                ),
            ),
        ),
        Section(
            "applying.wall",
            zh_en("把行事曆貼在牆上", "Put the calendar on the wall"),
            (
                zh_en(
                    "「牆上行事曆」從期限往回推，算出每週的任務與負責的人。",
                    "The “Wall calendar” counts back from each date to the tasks of a week and who does them.",
                ),
                zh_en(
                    "最後期限在 30、14、7、1 天前提醒。預定的日期會延，可以自己改。",
                    "Hard dates warn 30, 14, 7 and 1 days before. Planned dates slip, and you can change them.",
                ),
            ),
            (
                zh_en("在「日期」填上縣市自己的收件日。", "Under “Dates” enter the county's own day."),
                zh_en("回到「一週一週看」，看每週要做什麼。", "Go back to “Week by week” and see what each week asks."),
                zh_en("按「印成 A3」貼牆上。", "Press “Print in A3” for the wall."),
            ),
        ),
    ),
)
