"""The manual's chapter on who lives here, whom the team knows, and beginning together."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

TOGETHER = Chapter(
    "together",
    zh_en("誰住在這裡、一起開始", "Who lives here, and beginning together"),
    (
        Section(
            "together.known",
            zh_en("我們認識誰", "Whom we know"),
            (
                zh_en(
                    "表上一欄是一個群體，一列是一個議題。圖形和文字都說有多熟。",
                    "A column is a group, a row is a topic. Shape and word say how well somebody is known.",
                ),
                zh_en(
                    "環境正義區是地圖上的地方，群體是人。兩個分開寫；圖上沒有，群體照樣算。",
                    "A mapped area is a place, a group is people. Keep both apart; a group counts without any map.",
                ),
                zh_en(
                    "認識的人只給團隊看。印給大家的那一份，沒有名字。",
                    "Only the team sees whom you know. The paper for everybody holds no names.",
                ),
            ),
            (
                zh_en("用方向鍵走到一格，按 Enter。", "Go to a cell with the arrow keys and press Enter."),
                zh_en("空的格子會新增人脈；有人的會打開。", "An empty cell adds a connection; a filled one opens it."),
                zh_en(
                    "照缺口新增席次：先寫觀點，再找人。",
                    "Add seats for the gaps: the perspective first, then the person.",
                ),
            ),
        ),
        Section(
            "together.begin",
            zh_en("全員見面與開會日曆", "The whole team, and its meetings"),
            (
                zh_en(
                    "「一起開始」先問：全員見過面了嗎？答案來自會議的出席名單。",
                    "“Begin together” first asks whether the whole team has met. The lists of those present answer it.",
                ),
                zh_en(
                    "還沒招募到的聯絡員，不算缺席。",
                    "Liaisons who have not joined yet are never counted as missing.",
                ),
            ),
            (
                zh_en(
                    "寫第一次會議的日子，看列出來的日期。", "Write the day of the first meeting and look at the dates."
                ),
                zh_en(
                    "按「排定會議」。按「復原」，一次全部收回。",
                    "Press “Draw up the meetings”. One Undo takes all back.",
                ),
            ),
        ),
        Section(
            "together.agree",
            zh_en("約定、活動單、學習檢核", "Agreement, sheets, learning check"),
            (
                zh_en(
                    "沒有約定時，印出來的是可以手寫的一張；談好再輸入。",
                    "Without an agreement a page to write on is printed. Type in later what you agreed.",
                ),
                zh_en(
                    "學習檢核只留人數和答對的題數，不留誰答了什麼。",
                    "Of the learning check only counts are kept, never who answered what.",
                ),
            ),
        ),
    ),
)
