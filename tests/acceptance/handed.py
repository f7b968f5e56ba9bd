"""Another reader of the package that the county gets: what each rule of the fact sheet asks, found again in the files.

Nothing of our own check is used here: PDFs are read letter by letter, pictures by Pillow, the record by its values.
Numbers of rules are those of ``nfa_114.md`` 9.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pikepdf
from PIL import Image

from app.exports.spec import CM
from tests.acceptance.printed import Printed, bare, fonts
from tests.services.check_desk import CLOCK

LAST_DAY = date(2025, 4, 15)
CHAPTERS = (
    "減災規劃、整備規劃、應變規劃、復原/重建規劃(其一亦可)", "具高風險類型說明", "特色作為", "推動前後比較及說明", "持續運作",
)  # fmt: skip
HAZARDS = ("風災", "震災", "火災", "爆炸", "火山爆發")
LEFT_OVER = ("○○縣", "○○市", "○○鄉", "○○鎮", "○○區", "○○韌性社區", "○○社區", "＿＿", "____", "待補")
ROWS = (
    "面向一：減災規劃、整備規劃、應變規劃、復原/重建規劃(其一亦可)", "面向二：具高風險類型說明", "面向三：防救災特色作為",
    "面向四：推動前後比較及說明", "面向五：持續運作",
)  # fmt: skip
TOPICS = (r"人力", r"經費", r"發展方針|方向", r"傳承")
DAY = r"(\d{2,3})年(\d{1,2})月(\d{1,2})日"


@dataclass
class Handed:
    """What was unzipped, and what the community wrote about itself."""

    files: Mapping[str, bytes]
    profile: Mapping[str, object]
    certified: frozenset[str]
    practice: bool = False
    kept: dict[str, bytes] = field(default_factory=dict)

    def named(self, what: str) -> bytes:
        return next(data for name, data in self.files.items() if what in name)

    @cached_property
    def dossier(self) -> Printed:
        return Printed(self.named("書面評鑑資料"), 2.5 * CM)

    @cached_property
    def form(self) -> str:
        return bare("".join(one.char for one in Printed(self.named("申請表"), 1.0 * CM).letters))

    @cached_property
    def originals(self) -> dict[str, Image.Image]:
        return {
            name.partition("/")[2]: Image.open(io.BytesIO(data))
            for name, data in self.files.items()
            if name.startswith("原始圖檔/")
        }

    def text(self, first: int, last: int) -> str:
        """Return what stands on some pages, without white space."""
        return bare("".join(one.char for one in self.dossier.letters if first <= one.page <= last))

    @cached_property
    def chapters(self) -> list[tuple[str, int, int]]:
        """Title, first and last page of each chapter and appendix, by the bookmarks."""
        top = [(bare(title), page) for level, title, page in self.dossier.bookmarks if level == 0]
        ends = [page - 1 for _, page in top[1:]] + [self.dossier.pages]
        return [(title, page, max(page, end)) for (title, page), end in zip(top, ends, strict=True)]

    def chapter(self, number: int) -> str:
        found = [one for one in self.chapters if one[0].startswith("第")]
        _, first, last = found[number - 1]
        return self.text(first, last)

    @cached_property
    def cover(self) -> int:
        """Page of the cover: the one with letters larger than 14 points."""
        return next(one.page for one in self.dossier.letters if one.size > 15)

    @cached_property
    def whole(self) -> str:
        return self.text(1, self.dossier.pages)


def _day(words: str) -> date:
    found = re.search(DAY, words)
    assert found is not None
    return date(int(found[1]) + 1911, int(found[2]), int(found[3]))


def _sizes(handed: Handed) -> bool:
    pages = [one for one in range(1, handed.dossier.pages + 1) if one != handed.cover]
    return handed.dossier.sizes(pages).keys() == {14.0}


def _opens(handed: Handed) -> bool:
    for name, data in handed.files.items():
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                if pdf.is_encrypted or not len(pdf.pages):
                    return False
    return handed.named("書面評鑑資料").startswith(b"%PDF-")


def _rows_filled(handed: Handed) -> bool:
    page = next(one.page for one in handed.dossier.letters if one.char == "簡")
    text = handed.text(page, handed.cover - 1)
    at = [text.find(one) for one in ROWS]
    ends = [*at[1:], len(text)]
    said = [end - begin - len(one) for one, begin, end in zip(ROWS, at, ends, strict=True)]
    return -1 not in at and at == sorted(at) and min(said) > 5


def _cover(handed: Handed) -> bool:
    text = handed.text(handed.cover, handed.cover)
    wanted = [str(handed.profile[name]) for name in ("county", "township", "name")]
    return all(one in text for one in (*wanted, "114年", "績優韌性社區書面評鑑報名資料"))


def _contents(handed: Handed) -> bool:
    page = next(line.page for line in handed.dossier.lines if line.text == "目錄")
    entries: dict[str, int] = {}
    words = ""
    for line in [one for number in range(page, handed.chapters[0][1]) for one in handed.dossier.inside_lines(number)]:
        if re.fullmatch(r"\d{1,3}", line.text):
            entries[words.removeprefix("目錄")] = int(line.text)
            words = ""
        else:
            words += line.text
    return bool(entries) and all(entries.get(title) == first for title, first, _ in handed.chapters)


def _in_order(handed: Handed) -> bool:
    titles = [title for title, _, _ in handed.chapters if title.startswith("第")]
    return len(titles) == 5 and all(title.endswith(bare(given)) for title, given in zip(titles, CHAPTERS, strict=True))


def _originals(handed: Handed) -> bool:
    placed = sorted((one.width_px, one.height_px) for one in handed.dossier.images)
    whole = sorted(one.size for one in handed.originals.values())
    return len(placed) == len(whole) and all(
        max(small) <= max(large) for small, large in zip(placed, whole, strict=True)
    )


def _captioned(handed: Handed) -> bool:
    captions = re.findall(r"(圖\d+|表\d+)、", handed.whole)
    mentioned = {one for one in captions if len(re.findall(one + r"(?!\d)", handed.whole)) >= 2}
    return set(captions) == mentioned


def _private(handed: Handed) -> bool:
    numbers = re.findall(r"(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)|(?<!\d)09\d{2}-?\d{3}-?\d{3}(?!\d)", handed.whole)
    return numbers == []


def _no_places(handed: Handed) -> bool:
    """A masked name such as 陳○○ has a surname before it; a place left over has none."""
    left = "|".join(re.escape(one) for one in LEFT_OVER)
    return not any(re.search(rf"(?<![\u4e00-\u9fff])(?:{left})", line.text) for line in handed.dossier.lines)


def _years(handed: Handed) -> bool:
    return set(re.findall(r"(?<!\d)(\d{2,3})年(?:度)?(?:一般|績優|韌性社區)", handed.whole)) == {"114"}


def _compared(handed: Handed) -> bool:
    return len(re.findall(r"\d+(?:\.\d+)?(?:件|組|人|場|份|公升|處|家|戶|分鐘)", handed.chapter(4))) >= 12


def _dated(handed: Handed) -> bool:
    return all(re.search(r"\d{2,3}年\d{1,2}月", handed.chapter(number)) for number in range(1, 6))


def _form_filled(handed: Handed) -> bool:
    values = [
        str(handed.profile[one])
        for one in ("name", "county_contact", "county_phone", "manager", "position", "phone", "email")
    ]
    places = [str(handed.profile[one]).rstrip("縣市鄉鎮區") for one in ("county", "township")]
    stars = f"{handed.profile['star']}星"
    return all(bare(one) in handed.form for one in (*values, *places, stars)) and any(
        one in handed.form for one in handed.certified
    )


def _boxes(handed: Handed) -> bool:
    return (handed.form.count("■"), handed.form.count("□")) == (2, 2) and "■是" in handed.form


def _badge(handed: Handed) -> bool:
    start = date.fromisoformat(str(handed.profile["star_date"]))
    years = handed.profile["star_years"]
    assert isinstance(years, int)
    return int(str(handed.profile["star"])) >= 1 and start.replace(year=start.year + years) >= LAST_DAY


def _report(handed: Handed) -> str:
    return bare("".join(one.char for one in Printed(handed.named("檢查報告"), 1.5 * CM).letters))


RULES: Mapping[str, Callable[[Handed], bool]] = {
    "DOS-001": lambda one: one.dossier.pages <= 100,
    "DOS-002": lambda one: one.dossier.pages < 96,
    "DOS-003": _opens,
    "DOS-004": _sizes,
    "DOS-005": lambda one: max(one.dossier.sizes([one.cover])) == 16.0,
    "DOS-006": _rows_filled,
    "DOS-007": _cover,
    "DOS-008": _contents,
    "DOS-009": _in_order,
    "DOS-010": lambda one: len(one.chapter(1)) > 60 and re.search("一、", one.chapter(1)) is not None,
    "DOS-011": lambda one: any(hazard in one.chapter(2) for hazard in HAZARDS),
    "DOS-012": _originals,
    "DOS-013": lambda one: bool(one.dossier.images) and all(each.dpi >= 299.99 for each in one.dossier.images),
    "DOS-014": lambda one: all(min(each.info.get("dpi", (72, 72))) > 299 for each in one.originals.values()),
    "DOS-015": lambda one: _day(one.whole[one.whole.index("填報日期") :]) <= LAST_DAY,
    "DOS-016": _no_places,
    "DOS-017": _years,
    "DOS-018": _captioned,
    "DOS-019": _private,
    "DOS-020": lambda one: all(fonts(one.named("書面評鑑資料")).values()),
    "DOS-021": _compared,
    "DOS-022": _dated,
    "DOS-023": lambda one: all(re.search(each, one.chapter(5)) for each in TOPICS),
    "DOS-024": lambda one: re.search("台(?:灣|北|中|南|東)", one.whole) is None,
    "DOS-025": lambda one: len(one.named("書面評鑑資料")) < 20_000_000,
    "APP-001": _form_filled,
    "APP-002": _boxes,
    "APP-003": _badge,
    "APP-004": lambda one: bool(one.profile["area_conditions"]),
    "APP-005": lambda one: CLOCK.now().date() <= LAST_DAY,
    "APP-006": lambda one: "APP-006" in _report(one),
    "APP-007": lambda one: "示範" not in one.form,
}
"""Rule to what the reader looks at; the county decides about APP-006, so the report only has to say that."""
