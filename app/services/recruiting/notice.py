"""The notice of a position in one language: from the template and the record, or in the team's own words.

One notice becomes a page, a .docx, a poster, a picture and words to paste; all of them say the same. Source:
``mvp2.md`` 8 and 14.12. Thread: the document lane to gather, any for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import LocalText
from app.services.masking import ShownRecords
from app.services.recruiting.words import Line, Text, demand_filled, filled, left_open, said, words

CHINESE = "zh"
"""Key of Chinese among the languages of records; the program itself calls it ``zh_TW``."""
HEADING, TEXT, ITEM = "heading", "text", "item"
PAY_PIECES = {"hourly": "pay_hourly", "monthly": "pay_monthly", "meeting": "pay_meeting"}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line. ``kind``: ``heading``, ``text`` or ``item``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said to those who may apply.

    Args:
        position: id of the record.
        title: of the position.
        place: where it is.
        headline: above everything.
        facts: label and value of the box at the top; () in a language that is not the program's.
        lines: in order.
        call: two sentences for a poster.
        languages: that are needed, in one line.
        contact: how to apply.
        language: of the words: ``zh_TW``, ``en``, or a key such as ``ht``.
        own: whether somebody wrote the words.
    """

    position: str
    title: str
    place: str
    headline: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[NoticeLine, ...]
    call: str
    languages: str
    contact: str
    language: str
    own: bool

    @property
    def open_places(self) -> tuple[str, ...]:
        """What nobody filled in yet."""
        return left_open(self._texts())

    def demand_filled(self) -> None:
        """Refuse open places. Raises InputError, naming them."""
        demand_filled(self._texts())

    def _texts(self) -> Iterator[str]:
        yield self.headline
        for label, value in self.facts:
            yield f"{label} {value}"
        for line in self.lines:
            yield line.text


def notice_of(shown: ShownRecords, row: Row, programme: Mapping[str, LocalText], text: str = "") -> Notice:
    """Return the notice of a position in the reader's language.

    Args:
        shown: the records as the public may see them.
        row: the position.
        programme: ``name`` and ``about`` of what the group works in, empty texts where it follows its own path.
        text: id of one of its texts, for another language; "" takes the reader's own.
    """
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    values = values_of(shown, row, programme)
    labels = {one.name: shown.text(one.label) for one in shown.record_type("position").fields}
    own = _own_text(row, language, text)
    facts = tuple(
        (one.label[language], filled(one.text[language], values, labels)) for one in words().facts
    )  # fmt: skip
    headline = filled(words().notice.headline[language], values, labels)
    lines = tuple(_template(values, labels, language))
    spoken = language
    if own is not None:
        spoken = str(own.get("language") or language)
        spoken = language if spoken in (CHINESE, "en") and not text else spoken
        lines = parsed(str(own.get("text") or ""))
        headline = str(own.get("headline") or "") or (headline if spoken == language else values.get("title", ""))
    return Notice(
        position=row.id,
        title=values.get("title", "") or f"[{labels['title']}]",
        place=values.get("place", "") or f"[{labels['place']}]",
        headline=headline,
        facts=facts if spoken == language else (),
        lines=lines,
        call=filled(words().notice.sections[0].lines[0].text[language], values, labels),
        languages=values.get("languages", ""),
        contact=values.get("contact", "") or f"[{labels['contact']}]",
        language=spoken,
        own=own is not None,
    )


def values_of(shown: ShownRecords, row: Row, programme: Mapping[str, LocalText]) -> dict[str, str]:
    """Return what the places of the template take, each as it is printed; what is not known is absent."""
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    values = {
        one.name: shown.cell(row, one.name) for one in shown.record_type("position").fields if one.name != "texts"
    }
    for name in ("own_transport", "evenings"):
        if row.get(name) is not True:
            values[name] = ""
    if row.get("pay_model") in PAY_PIECES and values["y1_pay"]:
        values["pay"] = filled(words().pieces[PAY_PIECES[str(row.get("pay_model"))]][language], values, {})
    else:
        lacking = "rate" if row.get("pay_model") in PAY_PIECES else "pay_model"
        values["pay"] = f"[{shown.text(shown.record_type('position').field(lacking).label)}]"
    weekly = values["week_low"] and values["week_high"]
    hours = f"[{shown.text(shown.record_type('position').field('y1_hours').label)}]"
    piece = words().pieces["time_week" if weekly else "time_total"][language]
    values["time"] = filled(piece, values, {}) if values["y1_hours"] else hours
    known = values["y2_hours"] and values["y2_pay"]
    values["year_2"] = filled(words().pieces["year_2_known" if known else "year_2_open"][language], values, {})
    values["programme"] = programme.get("name", LocalText()).best(language)
    values["about"] = programme.get("about", LocalText()).best(language)
    return {name: value for name, value in values.items() if value}


def parsed(text: str) -> tuple[NoticeLine, ...]:
    """Return lines as people type them: ``# `` a heading, ``- `` or ``・`` an item, an empty line parts paragraphs."""
    out: list[NoticeLine] = []
    fresh = True
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("#"):
            out.append(NoticeLine(HEADING, line.lstrip("#").strip()))
        elif line[:1] in ("-", "・", "•", "*") and line[1:].strip():
            out.append(NoticeLine(ITEM, line[1:].strip()))
        elif line and not fresh and out[-1].kind == TEXT:
            out[-1] = NoticeLine(TEXT, f"{out[-1].text}\n{line}")
        elif line:
            out.append(NoticeLine(TEXT, line))
        fresh = not line or out[-1].kind != TEXT
    return tuple(out)


def typed(lines: tuple[NoticeLine, ...]) -> str:
    """Return lines as somebody would type them, to go on from the template."""
    mark = {HEADING: "# ", ITEM: "- ", TEXT: ""}
    out: list[str] = []
    for at, one in enumerate(lines):
        if at and (one.kind == HEADING or (one.kind == TEXT and lines[at - 1].kind != HEADING)):
            out.append("")
        out.append(mark[one.kind] + one.text)
    return "\n".join(out)


def notice_text(notice: Notice, language: str) -> str:
    """Return the words to paste into an e-mail or a group: no marks that a chat would eat."""
    joint = "：" if language == "zh_TW" else ": "
    out = [f"【{notice.headline}】" if language == "zh_TW" else notice.headline, ""]
    out += [f"{label}{joint}{value}" for label, value in notice.facts]
    for one in notice.lines:
        if one.kind == HEADING:
            out += ["", f"■ {one.text}"]
        else:
            out.append(f"・{one.text}" if one.kind == ITEM else one.text)
    return "\n".join(out).strip() + "\n"


def _template(values: Mapping[str, str], labels: Mapping[str, str], language: str) -> Iterator[NoticeLine]:
    for part in words().notice.sections:
        lines = [one for one in part.lines if said(one, values)]
        if lines:
            yield NoticeLine(HEADING, part.title[language])
            yield from (_line(one, values, labels, language) for one in lines)


def _line(one: Line, values: Mapping[str, str], labels: Mapping[str, str], language: str) -> NoticeLine:
    wording: Text = one.text
    return NoticeLine(ITEM if one.item else TEXT, filled(wording[language], values, labels).strip())


def _own_text(row: Row, language: str, text: str) -> Row | None:
    """Return the text that is asked for, else the one that the team wrote in the reader's language."""
    known = {"zh_TW": CHINESE, "en": "en"}[language]
    for one in row.below("texts"):
        if (one.id == text if text else one.get("language") == known) and one.get("text"):
            return one
    return None
