"""A flyer from the event record: one page to hang up, a picture for the telephone, words to paste.

A flyer is for everybody, so only what the public may read is on it: the community invites, and whom to
ask is what the team wrote for the flyer, never a name out of the records. Thread: gathered on the document
lane; fitted and drawn in any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.directions import runs_from_the_right
from app.core.fields import Row
from app.core.messages import N_, Label
from app.core.richtext import plain
from app.exports.layout import FontSet, LayoutCache, lay_out
from app.exports.spec import CM, Block, Display, DocumentSpec, PageFormat, Part, Space, TextStyle
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, page_of

MARGIN = 1.9 * CM
STYLE = TextStyle(size=14.0, leading=21.0, cover_title=20.0, cover_body=14.0, indent_em=0.0, face="sans")
SCALES = (1.3, 1.2, 1.1, 1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.48, 0.4)
"""Sizes that are tried, the largest first, until everything stands on one page."""
OFFERS = (
    ("food", N_("Food for everybody")),
    ("childcare", N_("Childcare on the spot")),
    ("interpreter", N_("An interpreter is there")),
    ("transport", N_("We fetch you and take you home")),
    ("stipend", N_("Your time is paid for")),
)
"""What an event may offer, by field, in the words of a flyer."""
PICTURE_WIDTH = 1080
"""Pixels across: what a telephone shows whole and sharp."""


@dataclass(frozen=True, slots=True)
class Flyer:
    """Everything that a flyer says, as the public may read it; "" or () where it is not known.

    Args:
        day: the date with its weekday in words.
        languages: that are spoken, in one line.
    """

    title: str
    community: str
    day: str
    time: str
    place: str
    words: str
    offers: tuple[str, ...]
    languages: str
    contact: str
    heads: tuple[str, str, str, str, str]


def gather_flyer(shown: ShownRecords, event: Row, community: str) -> Flyer:
    """Read what the flyer of *event* says; *shown* gave the event."""
    say = shown.text
    heads: tuple[Label, ...] = (N_("When"), N_("Where"), N_("There is"), N_("We speak"), N_("Ask us"))
    when, where, there, speak, ask = (say(one) for one in heads)
    day = event.get("date")
    return Flyer(
        title=event.title,
        community=community,
        day=shown.translator.date(str(day), "weekday") if day else "",
        time=shown.translator.time_range(str(event.get("time")), "text") if event.get("time") else "",
        place=shown.cell(event, "place"),
        words=shown.cell(event, "flyer_words") or shown.cell(event, "topic"),
        offers=tuple(say(words) for field, words in OFFERS if event.get(field) is True),
        languages=shown.cell(event, "languages"),
        contact=shown.cell(event, "flyer_contact"),
        heads=(when, where, there, speak, ask),
    )


def flyer_text(flyer: Flyer, language: str) -> str:
    """Return the words to paste into LINE or an e-mail: short lines, no marks that a chat would eat."""
    when, where, there, speak, ask = flyer.heads
    joint, comma = ("：", "、") if language == "zh_TW" else (": ", ", ")
    lines = [
        (when, (" " if language == "zh_TW" else ", ").join(one for one in (flyer.day, flyer.time) if one)),
        (where, flyer.place),
        (there, comma.join(flyer.offers)),
        (speak, flyer.languages),
        (ask, flyer.contact),
    ]
    head = [one for one in (f"【{flyer.title}】" if language == "zh_TW" else flyer.title, flyer.words) if one]
    body = [f"{name}{joint}{value}" for name, value in lines if value]
    return "\n".join([*head, "", *body, "", flyer.community]).strip() + "\n"


def flyer_spec(flyer: Flyer, setting: ListSetting, language: str, scale: float = 1.0) -> DocumentSpec:
    """Return the flyer as a page whose words are *scale* times as large as usual."""
    when, where, there, speak, ask = flyer.heads
    add = _Poster(scale, "right" if runs_from_the_right(flyer.title) else "left")
    add.band(16)
    add.line(flyer.community, 17, bold=True, after=26)
    add.line(flyer.title, 46, bold=True, after=18)
    add.line(flyer.words, 19, after=30)
    add.band(3)
    add.pair(when, flyer.day, 30)
    if flyer.time:
        add.line(flyer.time, 26, bold=True, after=20)
    add.pair(where, flyer.place, 26)
    if flyer.day or flyer.time or flyer.place:
        add.band(3)
    if flyer.offers:
        add.line(there, 14, after=4)
        for one in flyer.offers:
            add.line(f"✓ {one}", 21, after=4)
        add.gap(14)
    add.pair(speak, flyer.languages, 19)
    add.pair(ask, flyer.contact, 24)
    add.band(16)
    page = page_of(setting.paper, landscape=False)
    title = " · ".join(one for one in (flyer.title, flyer.community) if one)
    return DocumentSpec(
        title=title,
        language="zh_TW" if language == "zh_TW" else "en",
        parts=(Part("flyer", "plain", plain(flyer.title), tuple(add.blocks), show_title=False),),
        page=PageFormat(page.width, page.height, MARGIN, MARGIN, MARGIN, MARGIN),
        style=STYLE,
        author=flyer.community,
        date_iso=setting.date_iso,
        watermark=setting.watermark,
        words=setting.words,
        outline=False,
        page_words=" ",  # a single page needs no number
    )


def fit_flyer(flyer: Flyer, setting: ListSetting, language: str, fonts: FontSet, cache: LayoutCache) -> DocumentSpec:
    """Return the flyer with words as large as one page allows. Pure; any thread."""
    spec = flyer_spec(flyer, setting, language, SCALES[-1])
    for scale in SCALES:
        trial = flyer_spec(flyer, setting, language, scale)
        laid = lay_out(trial, fonts, cache)
        if len(laid.pages) == 1:
            rows = laid.pages[0].placed
            end = max((one.y + one.row.height for one in rows), default=0.0)
            free = trial.page.height - trial.page.bottom - end
            return _spread(trial, free)
    return spec


def _spread(spec: DocumentSpec, free: float) -> DocumentSpec:
    """Divide the room that is left between the lines, so that the page is filled."""
    part = spec.parts[0]
    gaps = [at for at, one in enumerate(part.blocks) if isinstance(one, Display) and one.after >= 8][:-1]
    if not gaps:
        return spec
    more = min(free * 0.9 / len(gaps), 42.0)
    blocks = tuple(
        replace(one, after=one.after + more) if isinstance(one, Display) and at in gaps else one
        for at, one in enumerate(part.blocks)
    )
    return replace(spec, parts=(replace(part, blocks=blocks),))


class _Poster:
    """Collects the lines of a poster.

    Args:
        scale: of every size.
        side: on which lines begin.
    """

    def __init__(self, scale: float, side: str = "left") -> None:
        self.blocks: list[Block] = []
        self._scale, self._side = scale, side

    def line(self, words: str, size: float, *, bold: bool = False, after: float = 8.0) -> None:
        """Add a line; nothing where there are no words."""
        if words:
            scaled = round(max(size * self._scale, 10.0), 2)
            self.blocks.append(
                Display(self._id(), plain(words), scaled, bold, self._side, round(after * self._scale, 2))
            )

    def pair(self, head: str, words: str, size: float) -> None:
        """Add a small heading and what it says, large."""
        if words:
            self.line(head, 14, after=1)
            self.line(words, size, bold=True, after=16)

    def band(self, height: float) -> None:
        """Add a coloured bar."""
        self.blocks.append(Display(self._id(), (), height, after=round(20 * self._scale, 2), role="band"))

    def gap(self, height: float) -> None:
        """Add empty room."""
        self.blocks.append(Space(self._id(), round(height * self._scale / STYLE.leading, 3)))

    def _id(self) -> str:
        return f"flyer-{len(self.blocks)}"
