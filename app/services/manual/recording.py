"""The manual's chapters on records and photos."""

from __future__ import annotations

from app.core.messages import zh_en
from app.services.manual.parts import Chapter, Section

RECORD = Chapter(
    "record",
    zh_en("登錄", "Recording"),
    (
        Section(
            "record.form",
            zh_en("新增一筆紀錄", "Add a record"),
            (
                zh_en(
                    "活動當天就記，最省力，也最準。",
                    "Record an event on the same day: it is least work and most exact.",
                ),
            ),
            (
                zh_en("在左邊選一種紀錄，例如「活動」。", "Choose a kind of record at the left, such as “Events”."),
                zh_en("按「新增活動」，先填最上面的欄位。", "Press “Add event” and fill in the topmost fields."),
                zh_en(
                    "其他欄位收在標題下面，之後再補也可以。",
                    "The other fields wait under their headings; they can be filled in later.",
                ),
                zh_en(
                    "不必存檔。停下來不到一秒就已經存好了。",
                    "There is nothing to save. Less than a second after you stop typing it is stored.",
                ),
            ),
        ),
        Section(
            "record.dates",
            zh_en("日期和數字怎麼寫", "How dates and numbers are written"),
            (
                zh_en(
                    "日期可以寫 114年4月15日、114.4.15、2025-04-15。只知道年或月也可以。",
                    "Dates may be written 2025-04-15, Apr 15 2025 or 114年4月15日. A year or month alone is fine.",
                ),
                zh_en(
                    "欄位下面會寫出程式讀到的意思。讀不懂時，您打的字會留著，不會不見。",
                    "Below the field stands what was understood. What cannot be "
                    "read stays as you typed it; nothing is lost.",
                ),
                zh_en("不知道的數字就空著，不要寫 0。", "Leave a number empty where nobody knows it; do not write 0."),
            ),
        ),
        Section(
            "record.list",
            zh_en("在清單裡找和整理", "Find and arrange in lists"),
            (
                zh_en(
                    "在「用字詞篩選」打字，清單就只留下含有這些字的紀錄。",
                    "Type into “Filter by words” and the list keeps only records that hold them.",
                ),
                zh_en(
                    "按欄位名稱可以排序；「選擇欄位」決定顯示哪些欄。",
                    "Press a heading to sort; “Choose columns” says what is shown.",
                ),
                zh_en("清單可以匯出成 Excel，也可以列印。", "Lists can be exported to Excel and printed."),
            ),
        ),
        Section(
            "record.private",
            zh_en("個人資料", "Personal data"),
            (
                zh_en(
                    "給外面看的輸出會遮住姓名、電話和地址。敏感的資料只印出人數。",
                    "Outputs for others mask names, telephone numbers and "
                    "addresses. Sensitive data are printed only as counts.",
                ),
                zh_en(
                    "只有「團隊」版不遮，每一頁都會註明。",
                    "Only the version for the team masks nothing, and every page says so.",
                ),
            ),
        ),
    ),
)

PHOTOS = Chapter(
    "photos",
    zh_en("照片", "Photos"),
    (
        Section(
            "photos.add",
            zh_en("把照片放進來", "Bring photos in"),
            (
                zh_en(
                    "HEIC、JPEG、PNG、WebP、TIFF 都可以。原檔會完整留著，不會被改。",
                    "HEIC, JPEG, PNG, WebP and TIFF are taken. Originals are kept whole and never altered.",
                ),
            ),
            (
                zh_en(
                    "按「新增照片」選檔案，或按「新增資料夾」；相簿的 ZIP 檔也可以。",
                    "Press “Add photos” and choose files, or “Add a folder”; an album ZIP is fine too.",
                ),
                zh_en(
                    "也可以拖進來，或複製後按「貼上照片」。",
                    "Or drag them here, or copy them and press “Paste photos”.",
                ),
                zh_en(
                    "照片沒有日期時，程式每批問一次。檔名或活動的日期會先填好。",
                    "Where photos tell no date, you are asked once per batch. The "
                    "date of the file name or event is filled in.",
                ),
                zh_en("可以一起選所屬的活動。", "You can choose the event at the same time."),
            ),
            (zh_en("一樣的檔案只會留一份。", "Identical files are kept once."),),
        ),
        Section(
            "photos.caption",
            zh_en("說明、方向和活動", "Captions, turning, events"),
            (
                zh_en(
                    "說明寫一句話：誰在哪裡做什麼。圖號會自動加上。",
                    "A caption is one sentence: who does what, where. The figure's number is added by itself.",
                ),
                zh_en("打完按 Enter，就到下一張照片。", "Press Enter and the next photo is there."),
                zh_en(
                    "躺著的照片按「向左轉」或「向右轉」。選好幾張，可以一次放到同一個活動。",
                    "Turn a photo that lies on its side. Choose several to put them to one event together.",
                ),
            ),
        ),
        Section(
            "photos.width",
            zh_en("可以印多寬", "How wide a photo may print"),
            (
                zh_en(
                    "每張照片都寫著在 300 dpi 時最寬可以印幾公分。半頁寬是 7.5 公分，整頁是 16 公分。",
                    "Each photo says how many centimetres it may print at 300 "
                    "dpi. Half a page is 7.5 cm, a whole one 16 cm.",
                ),
                zh_en(
                    "聊天室傳來的照片通常太小，請向拍的人要原檔。",
                    "Pictures from a chat are usually too small. Ask the person who took them for the original.",
                ),
            ),
        ),
    ),
)
