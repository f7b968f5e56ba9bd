"""The manual's chapter on the plan of a programme, its money and its team."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

PLAN = Chapter(
    "plan",
    zh_en("計畫與團隊", "Plan and team"),
    (
        Section(
            "plan.months",
            zh_en("兩年的月份，兩種算法", "Two years under two clocks"),
            (
                zh_en(
                    "上面一排是月份，下面一排是計畫第幾個月。虛線是今天。",
                    "The upper row is the calendar, the lower one the month of the plan. The dashed line is today.",
                ),
                zh_en(
                    "可以提早開始，也可以提早做完，不會出現紅字。",
                    "A step may begin or end before its month. Nothing turns red.",
                ),
                zh_en(
                    "按一個步驟，看誰帶領、產出什麼。以前就有的，按「我們已經有了」。",
                    "Press a step to see who leads and what comes out. For earlier work press “We already have this”.",
                ),
            ),
        ),
        Section(
            "plan.move",
            zh_en("晚了就調整時程", "Move the plan when you are late"),
            (
                zh_en(
                    "沒做完的一次移好，做完的不動。原來的計畫連同原因都留著。",
                    "All open steps move at once; finished ones stay. The earlier plan is kept with its reason.",
                ),
            ),
            (
                zh_en("填幾個月，選往後或往前。", "Write by how many months, later or earlier."),
                zh_en("寫下原因，按「現在調整時程」。", "Say why, and press “Move the plan now”."),
                zh_en("想反悔，按一次「復原」。", "One Undo takes it back."),
            ),
        ),
        Section(
            "plan.money",
            zh_en("兩筆經費與參與的社區", "Two pots and the communities"),
            (
                zh_en(
                    "種子資金乘上社區數；規劃經費是一筆，除非你們這一輪另有規定。",
                    "Seed money counts once for each community. Planning money is one sum unless your round differs.",
                ),
                zh_en(
                    "有社區退出，填上日期，金額會跟著少，畫面也會說。",
                    "Where a community withdraws, write the day. The money follows, and the page says so.",
                ),
            ),
        ),
        Section(
            "plan.team",
            zh_en("名單、角色與時數", "Roster, roles and hours"),
            (
                zh_en(
                    "一個人可以有幾個角色，單位也可以擔任角色。規劃供應商離開以前，先指定誰接手。",
                    "One person may hold several roles, and so may an organisation. "
                    "Name who takes over before the planning vendor leaves.",
                ),
                zh_en(
                    "電話與報酬只印給團隊，而且要先打開私密抽屜。",
                    "Phone numbers and pay are printed for the team only, while the private drawer is open.",
                ),
            ),
        ),
    ),
)
