"""The manual's chapter on the Roadmap."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

ROADMAP = Chapter(
    "roadmap",
    zh_en("社會韌性藍圖", "The Social Resilience Roadmap"),
    (
        Section(
            "roadmap.topic",
            zh_en("一個議題一眼看完", "One topic at a glance"),
            (
                zh_en(
                    "左邊是我們知道的，中間是居民怎麼說。右邊是還不知道的、還缺的和引導問題。",
                    "Three columns: what we know, what residents say, what nobody knows. "
                    "What is missing and the guiding questions stand in the last.",
                ),
                zh_en(
                    "勾「可以公開」的句子，才會印給團隊以外的人看。",
                    "Only sentences ticked “May be published” are printed for people outside the team.",
                ),
            ),
            (
                zh_en("打一句話，一邊打一邊存。", "Type a sentence; it is kept as you type."),
                zh_en("選它說的是哪一種、是誰說的。", "Choose what it tells and who says so."),
                zh_en("按 Enter 寫下一句。", "Press Enter for the next one."),
            ),
        ),
        Section(
            "roadmap.words",
            zh_en("把居民的話變成陳述", "From people's words to statements"),
            (
                zh_en(
                    "活動的意見、重要意見和問卷的文字，都排在「把話變成陳述」。",
                    "Notes and key statements of events and written answers wait under “From words to statements”.",
                ),
                zh_en(
                    "勾選後選議題，做成陳述。用過的會標出來，按「復原」就能收回。",
                    "Tick them, choose a topic and make statements. What was used is marked; one Undo takes it back.",
                ),
            ),
        ),
        Section(
            "roadmap.heard",
            zh_en("誰被聽見、還要問什麼", "Who was heard, and what to ask"),
            (
                zh_en(
                    "實心圓是自己說過，半圓是別人轉述，空心圓是還沒有。",
                    "A full circle is heard from themselves, half is told by others, an empty one is nothing yet.",
                ),
                zh_en(
                    "「要問的問題」把未知的事送進問卷或活動。",
                    "“Questions to ask” sends what nobody knows to a questionnaire or an event.",
                ),
            ),
        ),
    ),
)
