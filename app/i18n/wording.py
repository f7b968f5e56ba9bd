"""What may not stand in a wording: the lint of the catalogues, text by text.

Pure functions of text; each returns the faults in plain English. They serve programme packs too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.i18n.placeholders import agree, placeholders

MAINLAND: dict[str, str] = {
    "文檔": "文件",
    "信息": "資訊",
    "默認": "預設",
    "缺省": "預設",
    "打印": "列印",
    "軟件": "軟體",
    "硬件": "硬體",
    "固件": "韌體",
    "視頻": "影片",
    "音頻": "音訊",
    "鼠標": "滑鼠",
    "光標": "游標",
    "U盤": "隨身碟",
    "優盤": "隨身碟",
    "硬盤": "硬碟",
    "光盤": "光碟",
    "磁盤": "磁碟",
    "屏幕": "螢幕",
    "網絡": "網路",
    "互聯網": "網際網路",
    "菜單": "選單",
    "文件夾": "資料夾",
    "用戶": "使用者",
    "服務器": "伺服器",
    "數據庫": "資料庫",
    "應用程序": "應用程式",
    "程序員": "程式設計師",
    "界面": "介面",
    "鏈接": "連結",
    "粘貼": "貼上",
    "剪切": "剪下",
    "撤銷": "復原",
    "字符": "字元",
    "字節": "位元組",
    "緩存": "快取",
    "加載": "載入",
    "卸載": "解除安裝",
    "激活": "啟用",
    "搜索": "搜尋",
    "查找": "尋找",
    "導出": "匯出",
    "內存": "記憶體",
    "短信": "簡訊",
    "郵箱": "信箱",
    "反饋": "回饋",
    "兼容": "相容",
    "選項卡": "分頁",
    "對話框": "對話方塊",
    "複選框": "核取方塊",
    "回車": "Enter",
    "字體": "字型",
    "圖標": "圖示",
    "快捷鍵": "快速鍵",
    "萬億": "兆",
    "台幣": "臺幣",
    "叁": "參",
    "質量": "品質",
    "分辨率": "解析度",
}
"""Words of Mainland usage or of variant spelling, each with what Taiwan writes."""

KEPT_WORDS = ("保存期限", "保存年限", "妥善保存")
MAINLAND_SAVE = "保存"
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_HALF = re.compile(rf"[{HAN}」』）》][ ]?[,;:?!](?!\w)|[{HAN}」』）》][,;:?!][{HAN}「『（《]|[,;?!][ ]?[{HAN}「『（《]")
_STOP = re.compile(rf"[{HAN}」』）]\.(?=$|\s|[{HAN}])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_PERCENT = re.compile(r"%(?:\([a-z_]+\))?[sdifrxg](?![a-zA-Z])")
RARE = frozenset("堃喆𡋾榕")
"""Characters that a text may show although the old Taiwanese code page lacks them."""


def faults_of_wording(text: str) -> list[str]:
    """Return what no wording may have, in any language: odd places, ``%s``, HTML entities."""
    found: list[str] = []
    if placeholders(text) is None:
        found.append("a place must be a plain name in braces, such as {name}")
    if _PERCENT.search(text):
        found.append("%-style place; write {name}")
    if _ENTITY.search(text):
        found.append("HTML entity")
    return found


def faults_of_chinese(text: str) -> list[str]:
    """Return what Traditional Chinese as written in Taiwan does not have."""
    found = [f"{word}: Taiwan writes {ours}" for word, ours in MAINLAND.items() if word in text]
    rest = text
    for kept in KEPT_WORDS:
        rest = rest.replace(kept, "")
    if MAINLAND_SAVE in rest:
        found.append("保存: a program writes 儲存")
    if half := _HALF.search(text) or _STOP.search(text):
        found.append(f"half-width punctuation in Chinese: {half.group()}")
    if simplified := [one for one in text if is_simplified(one)]:
        found.append(f"not a Traditional character: {''.join(simplified)}")
    return found


def is_simplified(character: str) -> bool:
    """Say whether *character* is Han and absent from the Taiwanese code page 950."""
    if not re.match(f"[{HAN}]", character) or character in RARE:
        return False
    try:
        character.encode("cp950")
    except UnicodeEncodeError:
        return True
    return False


def faults_of_pair(sources: Sequence[str], translations: Sequence[str], language: str) -> list[str]:
    """Return the faults of one catalogue entry.

    Args:
        sources: message id, and plural wording where there is one.
        translations: every form of the translation, "" where it is missing.
        language: ``"zh_TW"`` or ``"en"``.
    """
    found: list[str] = []
    for source in sources:
        found += faults_of_wording(source)
    if not translations or not all(translations):
        return [*found, f"no {language} text"]
    for one in translations:
        found += [] if agree(sources, one) else [f"{language}: places differ from the source: {one}"]
        found += [f"{language}: {fault}" for fault in faults_of_wording(one)]
        if language == "zh_TW":
            found += [f"zh_TW: {fault}" for fault in faults_of_chinese(one)]
    return list(dict.fromkeys(found))
