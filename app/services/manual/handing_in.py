"""The manual's chapter on handing in: the upkeep plan, the checks, the package for the county."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

HANDING_IN = Chapter(
    "handing-in",
    zh_en("計畫、檢查與交件", "Plan, checks and handing in"),
    (
        Section(
            "handing-in.plan",
            zh_en("寫維運計畫", "Write the upkeep plan"),
            (
                zh_en(
                    "「維運計畫」頁有五個分頁：計畫、目標、逐月、經費、做了什麼。示範社區的是「示範維運計畫」。",
                    "The page “Upkeep plan” has five views: the plan, aims, by month, money, what was done. "
                    "A demonstration community has a plan of its own kind.",
                ),
                zh_en(
                    "主管機關沒有公布格式，章節是我們編的，紙上也會註明。",
                    "No format was published. The parts are ours, and the paper says so.",
                ),
            ),
            (
                zh_en(
                    "按「開始計畫」，寫現況與之後怎麼延續。",
                    "Press “Begin the plan”. Write where you stand and how it goes on.",
                ),
                zh_en("在「目標」加兩三個目標。", "Add two or three aims."),
                zh_en(
                    "在「逐月」列活動，也可以從現成的活動挑。",
                    "List activities by month, or take one of those offered.",
                ),
                zh_en("經費在預算裡編，這裡依支用項目列出。", "Plan money in the budget; it stands here by head."),
                zh_en("列印，或存成 Word、Excel。", "Print it, or save it for Word or Excel."),
            ),
            (
                zh_en(
                    "做完一項就按「完成」，寫下來了多少人。年底的成果就在「做了什麼」。",
                    "Press “Done” after each activity and write who came. At the end it all stands in “What was done”.",
                ),
            ),
        ),
        Section(
            "handing-in.checks",
            zh_en("交件前檢查", "Check before you hand in"),
            (
                zh_en(
                    "程式逐條檢查書面資料與申請表：頁數、字級、照片、日期、個資、必填欄位。",
                    "The program goes through every rule on dossier and form: pages, sizes, photos, dates, "
                    "personal data, fields that must be filled.",
                ),
                zh_en(
                    "「問題」會擋住定稿；「注意」與「提示」不會。沒有評估的規則不算符合，請自己看。",
                    "A problem stands in the way of a final; notices and hints do not. "
                    "A rule that was not evaluated is not met: look yourselves.",
                ),
            ),
            (
                zh_en("打開「交件前檢查」，從最上面看起。", "Open “Checks before handing in” and begin at the top."),
                zh_en("按「前往該處」，改好就會消失。", "Press “Go there” and mend it; it then goes away."),
                zh_en(
                    "不適用的，按「註明理由後擱置」，寫下理由。", "Where it does not fit, set it aside and write why."
                ),
                zh_en("按「列印報告」，和文件放在一起。", "Press “Print the report” and put it with the papers."),
            ),
            (
                zh_en(
                    "理由會和姓名、日期一起記下，列在報告裡，隨時可以收回。",
                    "The reason is kept with name and day, stands in the report, and can be taken back at any time.",
                ),
            ),
        ),
        Section(
            "handing-in.package",
            zh_en("把交件資料寫到隨身碟", "Write the package to a stick"),
            (
                zh_en(
                    "「交件」頁把全部文件放在一起：書面資料、申請表、維運計畫、檢查報告。原始圖檔、圖片總覽、佐證索引也在裡面。",
                    "The page “Hand over” puts everything together: dossier, form, upkeep plan, check report. "
                    "Originals, all pictures and the index of evidence are in it too.",
                ),
            ),
            (
                zh_en(
                    "看每一份是否備妥；沒備妥的，按旁邊的按鈕去改。",
                    "See whether each paper is ready. Where it is not, the button beside it leads there.",
                ),
                zh_en(
                    "需要時改檔名規則，下面會列出結果。",
                    "Change the rule for names where you need to; the names stand below.",
                ),
                zh_en(
                    "插上隨身碟，按「寫成資料夾」或「寫成 ZIP」。",
                    "Put the stick in. Press “Write as a folder” or “Write as a ZIP”.",
                ),
                zh_en("等到出現「現在可以拔出來了」。", "Wait until it says that you may pull it out."),
            ),
            (
                zh_en(
                    "寫完會全部讀回來比對。只要少一個位元組，程式就會說，而且不留下半份。",
                    "Everything is read back and compared. If one byte is lost, the program says so. "
                    "Nothing half done is left.",
                ),
                zh_en(
                    "清單檔裡有每個檔案的核對碼，收件的人可以自己核對。",
                    "The list holds the SHA-256 of each file, so that those who receive it can check too.",
                ),
            ),
        ),
    ),
)
