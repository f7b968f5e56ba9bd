"""The official form on paper, to the letter, and a copy in English that says what it is.

Labels, their spacing, boxes and notes are the programme's own (``resources/programmes/<id>/*-form.yaml``); the
order of the cells is that of the printed form. Source: ``nfa_114.md`` 7. Pure; any thread.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.core.messages import N_, LocalText
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.form_sheet import FormSheet, SheetCell
from app.exports.spec import A4, CM, Block, DocumentSpec, GridColumn, ListItem, Paragraph, Part, TextStyle
from app.i18n import Translator
from app.services.application.form import FormLine, FormView

STYLE = TextStyle(size=14.0, leading=22.0, indent_em=0.0, face="kai")
PAGE = replace(A4, top=2.2 * CM, bottom=2.0 * CM, left=2.0 * CM, right=2.0 * CM)
COLUMNS = (4.0, 5.2, 4.4, 5.4)
"""Widths of the four columns, as the printed form shares them."""
LINES = 1.6
BOX, TICKED = "□", "■"
TITLE = 1.3
"""Size of the title, in the size of the text."""
PAIRS = (("county", ""), ("county_contact", "county_phone"), ("name", "excellent"), ("star", "attribute"),
         ("manager", "position"), ("volunteer", ""), ("phone", ""), ("email", ""))  # fmt: skip
"""The rows of the printed form: the field on the left, and the one on the right, "" where the left one has it all."""
CUT = re.compile(r"_+")
KINDS = re.compile(r"(縣|市|鄉|鎮|區)$")
COPY = N_("Reading copy in English. The form to hand in is the Chinese one.")


def form_spec(view: FormView, translator: Translator, date_iso: str, *, marking: str, watermark: str) -> DocumentSpec:
    """Return the form as one page.

    Args:
        view: what stands in it, as its reader may see it.
        translator: Traditional Chinese for the replica, else a reading copy.
        date_iso: stamped into the file.
        marking: printed at the head, "" for none.
        watermark: of practice files.
    """
    language = "zh_TW" if translator.language == "zh_TW" else "en"
    title = view.form.title.best(language)
    blocks: list[Block] = [Paragraph("form-title", (Run(title, (BOLD,)),), "centre")]
    if language != "zh_TW":
        blocks.append(Paragraph("copy", plain(translator.text(COPY)), "centre"))
    blocks.append(_sheet(view, language))
    blocks += [ListItem(f"note-{at}", plain(one.best(language))) for at, one in enumerate(view.form.footnotes)]
    return DocumentSpec(
        title=title,
        language=language,
        parts=(Part("form", "plain", plain(title), tuple(blocks), listed=False, show_title=False),),
        page=PAGE,
        style=STYLE,
        author=_value(view, "name"),
        date_iso=date_iso,
        watermark=watermark,
        marking=marking,
        page_words=" ",  # the official form has no page number
    )


def _sheet(view: FormView, language: str) -> FormSheet:
    found = {one.field.id: one for one in view.lines}
    rows = []
    for left, right in PAIRS:
        if left not in found:
            continue
        here = (_label(found[left], language), SheetCell(_filled(found[left], language), 1 if right else 3))
        there: tuple[SheetCell, ...] = ()
        if right in found:
            there = (_label(found[right], language), SheetCell(_filled(found[right], language)))
        rows.append((*here, *there))
    columns = tuple(GridColumn((), weight) for weight in COLUMNS)
    return FormSheet("sheet", columns, lines=LINES, cells=tuple(rows))


def _label(line: FormLine, language: str) -> SheetCell:
    words = line.field.printed if language == "zh_TW" and line.field.printed else line.field.label.best(language)
    return SheetCell(plain(words), align="centre")


def _filled(line: FormLine, language: str) -> Runs:
    field = line.field
    if field.type == "text_pair":
        return _pair(field.options[0], line.values, language)
    if field.type == "choice" and field.id != "star":
        boxes = (f"{TICKED if at == line.ticked else BOX}{one.best(language)}" for at, one in enumerate(field.options))
        return plain("\n".join(boxes))
    if field.id == "star" and line.ticked >= 0:
        return plain(field.options[line.ticked].best(language))
    return plain("、".join(one for one in line.values if one))


def _pair(printed: LocalText, values: tuple[str, ...], language: str) -> Runs:
    """Return the words of the form with each blank filled; the kind of place that applies is set in bold.

    ``_____縣/市_____鄉(鎮、市、區)`` with 青嵐縣 and 榕溪鎮 gives 青嵐縣/市榕溪鄉(鎮、市、區),
    縣 and 鎮 in bold.
    """
    if language != "zh_TW":
        return plain(", ".join(one for one in values if one))
    out: list[Run] = []
    rest = printed.best("zh_TW")
    for value in values:
        blank = CUT.search(rest)
        if blank is None:
            break
        out.append(Run(rest[: blank.start()]))
        rest = rest[blank.end() :]
        following = CUT.search(rest)
        words = rest[: following.start()] if following else rest
        kind = KINDS.search(value)
        stem = value[: kind.start()] if kind and kind[1] in words and len(value) > 1 else value
        out.append(Run(stem, (BOLD,)) if stem else Run(blank[0]))
        out += _marked(words, value[len(stem) :])
        rest = rest[len(words) :]
    return tuple(one for one in (*out, Run(rest)) if one.text)


def _marked(words: str, kind: str) -> list[Run]:
    if not kind:
        return [Run(words)]
    before, _, after = words.partition(kind)
    return [Run(before), Run(kind, (BOLD,)), Run(after)]


def _value(view: FormView, field_id: str) -> str:
    return next((one.values[0] for one in view.lines if one.field.id == field_id), "")
