"""The manual's chapters on paper and files from elsewhere: print, type in, count, bring in."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

PAPER = Chapter(
    "paper",
    zh_en("紙本和輸入", "Paper and typing in"),
    (
        Section(
            "paper.packet",
            zh_en("活動帶去的紙本", "Papers for an event"),
            (
                zh_en(
                    "整套紙本有活動表、簽到表和意見單。右上角的代碼，之後輸入時要用。",
                    "A packet holds the event form, sign-in sheets and feedback notes. "
                    "Its code at the top right is needed later.",
                ),
            ),
            (
                zh_en("打開活動，按「紙本」。", "Open the event and press “On paper”."),
                zh_en(
                    "寫下要幾個人的位子。眼睛吃力就勾「大字版，16 點」。",
                    "Write how many people need room. For tired eyes tick “Large print, 16 points”.",
                ),
                zh_en(
                    "按「列印整套紙本」，印出來或存成 PDF。", "Press “Print the packet”; print it or save it as PDF."
                ),
                zh_en(
                    "活動結束，先數每一張簽到表，把合計寫在下面的格子。",
                    "Afterwards count each sign-in sheet and write the totals into the boxes at its foot.",
                ),
            ),
            (
                zh_en(
                    "同一頁也做傳單：一頁紙、一張圖，和可以貼到 LINE 的文字。",
                    "The same page makes the flyer: one page, a picture, and words to paste into a message.",
                ),
            ),
        ),
        Section(
            "paper.key",
            zh_en("把紙本打進來", "Type a paper form in"),
            (
                zh_en(
                    "畫面的順序和紙本一樣，手不必離開鍵盤。",
                    "The screen asks in the order of the paper, so your hands stay on the keyboard.",
                ),
            ),
            (
                zh_en(
                    "在首頁按「輸入紙本表單」，打右上角的代碼，按 Enter。",
                    "On the home page press “Key a paper form”, type the code and press Enter.",
                ),
                zh_en(
                    "Enter 到下一題，Shift+Enter 回上一題。F4 重複上一份或上一列。",
                    "Enter goes on, Shift+Enter goes back, F4 repeats the form before or the row above.",
                ),
                zh_en("Page Down 換到下一張簽到表。", "Page Down turns to the next sign-in sheet."),
                zh_en(
                    "名單裡的人，打紙上印的三位數號碼就好。其他人打姓名；沒寫姓名的按空白鍵。",
                    "For people on the list type the printed number of three digits. "
                    "Write other names; the space bar stands for none.",
                ),
                zh_en(
                    "年齡、語言、群體各按一個數字。紙上有電話時，勾「簽到表有電話欄」。",
                    "Age, language and group take one digit each. "
                    "Where phones were asked, tick “The sheets have telephone numbers”.",
                ),
            ),
            (
                zh_en("到場時間只留在紙上，不用輸入。", "The time of arrival stays on paper and is not typed."),
                zh_en(
                    "不想留姓名，就勾「只留人數，不留姓名」，只打合計。",
                    "To keep no names, tick “Keep counts only, no names” and type the totals alone.",
                ),
            ),
        ),
        Section(
            "paper.totals",
            zh_en("合計對不起來", "Totals that disagree"),
            (
                zh_en(
                    "合計照紙上寫的打，不要照畫面。這樣漏打一列就看得出來。",
                    "Type the totals that stand on the paper, not those on the screen. A forgotten row then shows.",
                ),
            ),
            (
                zh_en("畫面說出差在哪裡。先找漏掉或打錯的列。", "The screen says what differs. First look for a slip."),
                zh_en("紙本真的這樣寫，就在下面寫一句原因。", "If the paper really says so, write one sentence why."),
                zh_en(
                    "按「附上掃描檔」，把掃描或拍照的簽到表留作佐證。",
                    "Press “Attach a scan” to keep a scan or photo of the sheet as evidence.",
                ),
            ),
        ),
        Section(
            "paper.questionnaire",
            zh_en("問卷", "Questionnaires"),
            (
                zh_en(
                    "一份問卷可以有好幾種語言，每種語言印成一張。",
                    "One questionnaire may speak several languages; each language is printed as a sheet.",
                ),
                zh_en(
                    "拉丁字母的語言、阿拉伯文和希伯來文都能印。泰文、韓文、高棉文等還不能印成 PDF，程式會告訴您。",
                    "Languages in Latin letters, Arabic and Hebrew print whole. "
                    "Thai, Korean, Khmer and some others cannot be printed in a PDF yet; the program says so.",
                ),
            ),
            (
                zh_en("按「新增問卷」，勾選印製語言。", "Press “Add questionnaire” and tick its languages."),
                zh_en(
                    "寫題目。中文、英文以外的語言，題目外面的字也由您寫。",
                    "Write the questions. In languages besides Chinese and English, write the words around them too.",
                ),
                zh_en("按「列印供影印」，拿去影印。", "Press “Print for copying” and have it copied."),
                zh_en(
                    "收回後到「輸入問卷」，選項前的數字按一下就勾好。",
                    "When they come back, open “Type in sheets”. The digit before a choice ticks it.",
                ),
                zh_en(
                    "在「結果」看人數。五人以下的群體不會單獨列出。",
                    "Read the counts under “Results”. Groups under five are hidden.",
                ),
            ),
        ),
    ),
)

BRING_IN = Chapter(
    "bring",
    zh_en("匯入", "Bringing data in"),
    (
        Section(
            "bring.book",
            zh_en("從 Excel 或 CSV 匯入", "From Excel or a CSV file"),
            (
                zh_en(
                    "別人已經有名冊，就不必重打。欄名對得上就會讀；對不上的欄，畫面會列出來。",
                    "A list that others keep need not be typed again. "
                    "Columns are read by their headings; those that fit none are named.",
                ),
            ),
            (
                zh_en(
                    "打開「匯入資料」。從頭填起，可以先按「儲存空白活頁簿」。",
                    "Open “Bring data in”. To begin from nothing, press “Save the empty workbook” first.",
                ),
                zh_en("按「選擇檔案…」。這時什麼都還沒改。", "Press “Choose file…”. Nothing has changed yet."),
                zh_en(
                    "看每一列會新增、更改，還是略過，旁邊有原因。",
                    "Look at each row: new, changed or left out, with the reason beside it.",
                ),
                zh_en(
                    "「請看一下」的列可能重複。選併入、保留兩筆，或略過。",
                    "Rows under “Worth a look” may be doubles. Join them, keep both, or leave them out.",
                ),
                zh_en(
                    "按匯入的按鈕。全部算一步，「復原」可以整批退回。",
                    "Press the button that brings them in. It is one step for “Undo”.",
                ),
            ),
            (
                zh_en(
                    "讀不懂的字會留在那一欄旁邊，不會不見。有密碼或壞掉的檔案，會說怎麼辦。",
                    "Words that are not understood stay beside their field. Files with a password say what to do.",
                ),
            ),
        ),
        Section(
            "bring.back",
            zh_en("改好再匯回來", "Send out, change, bring back"),
            (
                zh_en(
                    "按「儲存團隊用的紀錄」，在 Excel 修改後再匯入。只有改過的格子會變。",
                    "Press “Save the records for the team”, change it in Excel and bring it in again. "
                    "Only changed cells count.",
                ),
                zh_en(
                    "第一列和第一欄是隱藏的識別碼，請不要刪。遮住姓名的版本不能匯回來。",
                    "Leave the hidden first row and column alone. A version with masked names cannot come back.",
                ),
            ),
        ),
        Section(
            "bring.folder",
            zh_en("一整個資料夾的照片", "A whole folder of photos"),
            (
                zh_en(
                    "在照片頁按「新增資料夾」。不是圖片的檔案會略過，並告訴您幾個。",
                    "On the photos page press “Add a folder”. Files that are no pictures are left out and counted.",
                ),
            ),
        ),
    ),
)

OUTSIDE = (PAPER, BRING_IN)
"""Between the daily work and keeping it safe."""
