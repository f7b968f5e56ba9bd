"""The manual's chapter on the seed project."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

SEED = Chapter(
    "seed",
    zh_en("種子專案", "The seed project"),
    (
        Section(
            "seed.ideas",
            zh_en("從點子到候選", "From a notion to a candidate"),
            (
                zh_en(
                    "構想架不用網路：九類點子，還有別的城市做過的事。每張卡都寫來源。",
                    "The idea shelf needs no connection: nine kinds, and what cities did, all with sources.",
                ),
                zh_en(
                    "門檻只說還缺什麼，不會擋住任何事。每一輪的數字可以在「門檻」下面改。",
                    "Gates say what is lacking and block nothing. The round's numbers stand below.",
                ),
            ),
            (
                zh_en("在構想架按「拿來當構想」，或自己新增。", "Press “Take as idea” on the shelf, or add your own."),
                zh_en(
                    "打開構想卡，寫月數、經費、服務哪一項優先工作。",
                    "Open the card; write months, cost and the priority it serves.",
                ),
                zh_en("把一到三個設為候選。", "Mark one to three as candidates."),
            ),
        ),
        Section(
            "seed.scores",
            zh_en("評分與那一句話", "Scores, and one sentence"),
            (
                zh_en(
                    "按「開始評分」，十個項目和候選構想就放好了。比重可以改，0 就是不算。",
                    "“Start scoring” lays out ten criteria and your candidates. Change the weights; 0 leaves one out.",
                ),
                zh_en(
                    "最上面一句話說：哪個比重改了，會換誰勝出。平手和缺分數也會說。",
                    "The sentence at the top says which weight would let another idea win. It tells ties, too.",
                ),
                zh_en(
                    "聯絡員和市政人員的分數並排。差得多的地方，就是該談的地方。",
                    "Scores of liaisons and municipal staff stand side by side. Talk where they differ.",
                ),
            ),
        ),
        Section(
            "seed.decision",
            zh_en("選定、送出、等核可", "Choose, send, wait for the approval"),
            (
                zh_en(
                    "選定一案時，決定會自己記下，預算也多一個同名的專案。",
                    "Choosing records the decision and adds a project of that name to the budget.",
                ),
                zh_en(
                    "核可以前花掉的種子資金會有提醒。寫下理由就好，不會擋住。",
                    "Seed money spent before the approval is pointed out. Write down the reason; nothing is blocked.",
                ),
            ),
        ),
    ),
)
