"""Two more sheets of a questionnaire's workbook: its questions with their keys, and counts as live formulas.

The counts follow whatever is typed on the sheet of answers. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.messages import N_
from app.exports.xlsx.counting import Count, CountHolding
from app.exports.xlsx.formula import Cell, Expr, If, Range, Round, Text, max_of, min_of, sum_of
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec
from app.models.questionnaire import KINDS
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.counts import CHOICE, NUMBER, SCALE, SEVERAL, WORDS
from app.services.questionnaires.results import DASH

FIRST_ROW = 4


def question_sheet(
    shown: ShownRecords, how: ListSetting, view: QuestionnaireView, name: str, languages: Mapping[str, str]
) -> SheetSpec:
    """Return every question: short name, kind, key and wording in each language, a row for each choice.

    Args:
        shown: words of the output.
        how: paper, date and community.
        view: the questionnaire.
        name: of the sheet.
        languages: language key to its name.
    """
    text, spoken = shown.text, [one for one in view.languages if one in languages]
    kinds = {one.key: text(one.label) for one in KINDS}
    heads = [text(one) for one in (N_("Question"), N_("Short name for results"), N_("How it is answered"), N_("Key"))]
    rows: list[tuple[CellValue, ...]] = []
    for number, one in enumerate(view.questions, 1):
        asked = (number, one.asked.label or None, kinds.get(one.asked.kind), None)
        said = (wording.text if (wording := one.wordings.get(key)) else None for key in spoken)
        rows.append(tuple(CellValue(cell or None, "strong") for cell in (*asked, *said)))
        for at, key in enumerate(one.asked.keys if one.asked.kind in (CHOICE, SEVERAL) else ()):
            cells = (None, None, None, key, *(_choice(one, language, at) for language in spoken))
            rows.append(tuple(CellValue(cell or None, "cell") for cell in cells))
    note = text(N_("To change a question, use its page in Banyan. Changes on this sheet are not read."))
    widths = (9.0, 26.0, 18.0, 7.0, *(42.0 for _ in spoken))
    return _sheet(how, name, note, [*heads, *(languages[one] for one in spoken)], rows, widths)


def results_sheet(
    shown: ShownRecords, how: ListSetting, view: QuestionnaireView, name: str, areas: Mapping[str, Range]
) -> SheetSpec:
    """Return the counts of every question, worked out from the sheet of answers.

    Args:
        shown: words of the output.
        how: paper, date and community.
        view: the questionnaire.
        name: of the sheet.
        areas: question id to its cells on the sheet of answers.
    """
    made = _Results(shown, name)
    for number, one in enumerate(view.questions, 1):
        made.add(number, one, areas[one.asked.id])
    heads = [shown.text(one) for one in (N_("Key"), N_("Answer"), N_("Sheets"), N_("Share"))]
    note = shown.text(N_("These counts follow what is typed on the first sheet."))
    return _sheet(how, name, note, heads, made.rows, (8.0, 60.0, 14.0, 14.0))


class _Results:
    """Rows of the results, question after question."""

    def __init__(self, shown: ShownRecords, name: str) -> None:
        self._shown, self._name = shown, name
        self.rows: list[tuple[CellValue, ...]] = []

    def add(self, number: int, one: QuestionView, area: Range) -> None:
        """Put the rows of a question below the others; how many answered stands beside its name."""
        said, asked = one.says("zh" if self._shown.translator.language == "zh_TW" else "en"), one.asked
        whole = Cell(self._name, FIRST_ROW + len(self.rows), 3)
        counted: Expr = Count("COUNTA" if asked.kind == WORDS else "COUNT", area)
        if asked.keys:
            counted = CountHolding(area, asked.keys)
        head = f"{number}. {said.text or asked.label}"
        self._row("", head, counted, None, "strong")
        for at, key in enumerate(asked.keys):
            held = Cell(self._name, FIRST_ROW + len(self.rows), 3)
            words = said.choices[at] if at < len(said.choices) and asked.kind != SCALE else ""
            self._row(key, words, CountHolding(area, (key,)), If(whole.is_("=", 0), Text(DASH), held / whole))
        if asked.kind in (SCALE, NUMBER):
            mean = Round(sum_of(area) / Count("COUNT", area), 1)
            self._row("", self._shown.text(N_("Mean")), _where_any(area, mean))
        if asked.kind == NUMBER:
            self._row("", self._shown.text(N_("Lowest")), _where_any(area, min_of(area)))
            self._row("", self._shown.text(N_("Highest")), _where_any(area, max_of(area)))

    def _row(self, key: str, words: str, value: Expr, share: Expr | None = None, style: str = "cell") -> None:
        look = "mean" if style == "cell" and share is None else "plain"
        cells = (CellValue(key or None, style), CellValue(words or None, style), CellValue(value, look))
        self.rows.append((*cells, CellValue(share, "share" if share is not None else style)))


def _where_any(area: Range, value: Expr) -> Expr:
    return If(Count("COUNT", area).is_("=", 0), Text(DASH), value)


def _choice(one: QuestionView, language: str, at: int) -> str | None:
    wording = one.wordings.get(language)
    return wording.choices[at] if wording is not None and at < len(wording.choices) else None


def _sheet(
    how: ListSetting,
    name: str,
    note: str,
    heads: Sequence[str],
    rows: Sequence[tuple[CellValue, ...]],
    widths: Sequence[float],
) -> SheetSpec:
    body = (
        (CellValue(name, "title"),),
        (CellValue(note, "note"),),
        tuple(CellValue(one, "head") for one in heads),
        *rows,
    )
    paper = "Letter" if how.paper.upper() == "LETTER" else "A4"
    setup = PrintSetup(paper, landscape=len(heads) > 4, repeat=(3, 3), footer=how.community)
    return SheetSpec(name, tuple(ColumnSpec(one) for one in widths), body, freeze=(3, 0), protect=True, print=setup)
