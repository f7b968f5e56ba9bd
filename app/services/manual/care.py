"""The manual's chapters on keeping the work safe and finding one's way: safety, sticks, history, search, keys."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

SAFETY = Chapter(
    "safety",
    zh_en("保管好", "Keep it safe"),
    (
        Section(
            "safety.saved",
            zh_en("一直都存好了", "Always saved"),
            (
                zh_en(
                    "您做的每一件事都馬上存進檔案。停電時最多少掉一秒鐘打的字。",
                    "Everything you do is stored at once. If the power fails, at most one second of typing is lost.",
                ),
                zh_en(
                    "做錯了按「復原」。不會一直問您確不確定。",
                    "If something went wrong, press “Undo”. You are not asked again and again whether you are sure.",
                ),
            ),
        ),
        Section(
            "safety.backups",
            zh_en("備份", "Backups"),
            (
                zh_en(
                    "備份自動進行，做完會再打開檢查一次。",
                    "Backups are made by themselves; each is opened again and verified.",
                ),
                zh_en(
                    "備份和檔案在同一個硬碟，硬碟壞了就一起不見。請在一週內選第二個地點。",
                    "A backup on the same disk is lost with the disk. Choose a second place within a week.",
                ),
            ),
            (
                zh_en("打開「備份與複本」。", "Open “Backups and copies”."),
                zh_en("插上隨身碟，按「選擇第二個地點」。", "Put a stick in and press “Choose a second place”."),
                zh_en("之後每次備份都會多放一份在那裡。", "From then on a copy of every backup is kept there."),
            ),
        ),
        Section(
            "safety.restore",
            zh_en("把備份拿回來", "Bring a backup back"),
            (
                zh_en(
                    "備份會變成一個新檔案，放在旁邊。現在的檔案不會被蓋掉。",
                    "A backup comes back as a new file beside the present one. Nothing is replaced.",
                ),
                zh_en(
                    "可以先按「試還原一次」，看看備份是不是好的。",
                    "“Try out a backup” shows beforehand whether it is good.",
                ),
            ),
        ),
        Section(
            "safety.drawer",
            zh_en("私密抽屜", "The private drawer"),
            (
                zh_en(
                    "避難弱勢與保全對象的資料會加密，檔案、歷程、備份裡都看不到。鎖上時只看得到有幾筆。",
                    "What is written about people to protect is encrypted: in the file, its history and its backups. "
                    "While the drawer is locked, only their number is seen.",
                ),
                zh_en(
                    "照片和掃描檔不會加密。簽名的同意書請收在上鎖的櫃子。",
                    "Photos and scans are not encrypted. Keep signed consent forms in a locked cabinet.",
                ),
            ),
            (
                zh_en(
                    "打開「私密抽屜」，輸入密碼兩次，按「下一步：復原單」。",
                    "Open “Private drawer”, type a passphrase twice and press “Go on to the recovery sheet”.",
                ),
                zh_en(
                    "列印復原單，放在別的地方。勾選後按「用這個密碼鎖上抽屜」。",
                    "Print the recovery sheet and keep it elsewhere. Tick the box, then press "
                    "“Lock the drawer with this passphrase”.",
                ),
                zh_en(
                    "用完按「現在鎖上抽屜」。一陣子沒人打字，也會自動鎖上。",
                    "Press “Lock the drawer now” when you are done. It locks itself when nobody types for a while.",
                ),
                zh_en(
                    "忘記密碼時按「忘記密碼」，輸入復原單上的代碼，再設定新密碼。",
                    "If the passphrase is forgotten, press “Passphrase forgotten”, type the code of the sheet and "
                    "set a new passphrase.",
                ),
            ),
            (
                zh_en(
                    "密碼和復原單都遺失，沒有人打得開。那時只能清空抽屜，重新登記。",
                    "If passphrase and sheet are both lost, nobody can open the drawer. It can then only be emptied.",
                ),
            ),
        ),
        Section(
            "safety.two",
            zh_en("兩個人同時打開", "Two people open it at once"),
            (
                zh_en(
                    "第二個人只能看，畫面會寫是誰從什麼時候開始用的。等他關掉，再打開一次。",
                    "The second person can only read; the screen says who has it open "
                    "since when. Open it again once they have closed it.",
                ),
            ),
        ),
    ),
)

STICK = Chapter(
    "stick",
    zh_en("隨身碟和別的電腦", "Sticks and other computers"),
    (
        Section(
            "stick.copy",
            zh_en("整份帶走", "Take everything along"),
            (),
            (
                zh_en("插上隨身碟，打開「備份與複本」。", "Put the stick in and open “Backups and copies”."),
                zh_en("按「全部複製到隨身碟」。", "Press “Copy everything to a stick”."),
                zh_en(
                    "等畫面說可以拔，再拔出來。程式會先讀回來比對。",
                    "Wait until the screen says that you may pull it out. The "
                    "program reads it back and compares first.",
                ),
            ),
        ),
        Section(
            "stick.work",
            zh_en("檔案在隨身碟或雲端資料夾", "A file on a stick or in a cloud folder"),
            (
                zh_en(
                    "程式會先在這台電腦放一份來用，不會直接改隨身碟上的檔案。",
                    "The program works on a copy on this computer; the file on "
                    "the stick is not touched while you work.",
                ),
                zh_en(
                    "做完按「寫回去」。首頁會一直提醒另一份在哪裡、多舊了。",
                    "When you are done, press “Write back”. Home always says where the other one is and how old.",
                ),
                zh_en(
                    "如果那邊的檔案被別人改過，程式會先問，不會蓋掉。",
                    "If somebody else changed the file there, you are asked first; nothing is overwritten.",
                ),
            ),
        ),
    ),
)

HISTORY = Chapter(
    "history",
    zh_en("歷程和回收桶", "History and bin"),
    (
        Section(
            "history.steps",
            zh_en("誰改了什麼", "Who changed what"),
            (
                zh_en("「歷程」列出每一步：誰、什麼時候、改了什麼。", "“History” lists every step: who, when, what."),
                zh_en(
                    "「某日之後的更動」很適合在開會前看。",
                    "“What changed since a day” is good to read before a meeting.",
                ),
            ),
        ),
        Section(
            "history.back",
            zh_en("放回原來的樣子", "Put something back"),
            (
                zh_en("剛做的，按「復原」最快。", "For the last step, “Undo” is quickest."),
                zh_en(
                    "以前的某一步，在歷程裡按「放回這一步」。後來做的不受影響。",
                    "For an older step, press “Put this step back” in the history. Later work is not touched.",
                ),
                zh_en(
                    "一筆紀錄、一張照片或一章，可以變回某一天的樣子。",
                    "One record, photo or chapter can become what it was on a day.",
                ),
            ),
        ),
        Section(
            "history.bin",
            zh_en("回收桶", "The bin"),
            (
                zh_en(
                    "刪掉的都在回收桶，不會自己消失，隨時可以拿回來。",
                    "What was deleted waits in the bin; nothing leaves it by itself, and all can be brought back.",
                ),
                zh_en(
                    "「永久刪除」是唯一不能復原的動作。", "“Erase for good” is the only action that cannot be undone."
                ),
            ),
        ),
    ),
)

SEARCH = Chapter(
    "search",
    zh_en("搜尋", "Search"),
    (
        Section(
            "search.words",
            zh_en("找任何一個字", "Find any word"),
            (
                zh_en(
                    "姓名、備註、照片說明、檔名、章節，一次全部找。兩個字就夠。",
                    "Names, notes, captions, file names and chapters are all "
                    "searched at once. Two characters are enough.",
                ),
            ),
            (
                zh_en("按 Ctrl+F，打要找的字，按 Enter。", "Press Ctrl+F, type the words, press Enter."),
                zh_en(
                    "用上下鍵選一個結果，按 Enter 就打開，游標在那一欄。",
                    "Choose a result with the arrow keys; Enter opens it at the field.",
                ),
                zh_en(
                    "打好幾個詞，就只列出每個詞都有的。全形半形、台和臺都找得到。",
                    "With several words only what holds all of them is shown. Full or half width makes no difference.",
                ),
            ),
        ),
    ),
)

KEYS = Chapter(
    "keys",
    zh_en("鍵盤", "The keyboard"),
    (
        Section(
            "keys.go",
            zh_en("不用滑鼠", "Without a mouse"),
            (
                zh_en(
                    "每件事都可以用鍵盤做。Tab 到下一個，Shift+Tab 回上一個，空白鍵按按鈕。",
                    "Everything can be done with keys. Tab goes on, Shift+Tab "
                    "goes back, the space bar presses a button.",
                ),
                zh_en(
                    "F2 到左邊的旅程，F6 到中間的頁面，F1 看目前欄位的說明。",
                    "F2 goes to the journey, F6 to the page, F1 shows help for the field.",
                ),
                zh_en(
                    "所有快速鍵印成一張，貼在螢幕旁邊很方便。",
                    "The list of all shortcuts can be printed and put beside the screen.",
                ),
            ),
        ),
        Section(
            "keys.ime",
            zh_en("打中文", "Typing Chinese"),
            (
                zh_en(
                    "注音、倉頡、手寫都可以。換欄位或關視窗時，還沒選好的字也會留下來。",
                    "Any input method works. Text that is still being composed is "
                    "kept when you leave a field or close the window.",
                ),
            ),
        ),
    ),
)

CARE = (SAFETY, STICK, HISTORY, SEARCH, KEYS)
"""The second half of the manual, in order."""
