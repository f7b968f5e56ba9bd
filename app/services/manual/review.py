"""The manual's chapter on reading one's own dossier as whoever decides will."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

REVIEW = Chapter(
    "review",
    zh_en("互評", "Mock review"),
    (
        Section(
            "review.read",
            zh_en("請別人讀一遍", "Let others read it"),
            (
                zh_en(
                    "委員只看得到交出去的頁面。請兩三個沒參與過的人打分數。",
                    "Whoever decides sees only the pages handed in. Let two or three outsiders score them.",
                ),
            ),
            (
                zh_en(
                    "打開「評分」，在「互評」按「開始」，寫上評分人和閱讀時間。",
                    "Open “Scoring”, press “Start” under “Mock review”, and say who reads and for how long.",
                ),
                zh_en(
                    "評分人按「邊讀邊評」，選自己的名字，按「開始計時」。",
                    "Each reviewer presses “Read and score”, chooses a name and presses “Start the clock”.",
                ),
                zh_en(
                    "給分，寫理由。頁面會翻到那一章。",
                    "Give points and write the reason. The pages turn to that chapter.",
                ),
                zh_en(
                    "習慣用紙的人，按「列印評分表」。",
                    "For those who prefer paper press “Print the sheets”.",
                ),
            ),
        ),
        Section(
            "review.tasks",
            zh_en("把低分變成待辦", "Turn what is low into tasks"),
            (
                zh_en(
                    "分數差最多的先談。這是自己評的，不代表會不會得獎。",
                    "Talk first about what differs most. It is your own scoring and foretells no award.",
                ),
            ),
            (
                zh_en("按「看大家的評分」。", "Press “See all sheets”."),
                zh_en(
                    "勾選要改善的項目，按「變成待辦」。",
                    "Tick what you want to work on and press “Make tasks of these”.",
                ),
                zh_en(
                    "打開會議，寫上誰做、何時完成。待辦會出現在「到期事項」。",
                    "Open the meeting and say who does it until when. “What is due” lists it.",
                ),
            ),
        ),
    ),
)
