"""A questionnaire on paper, one language to a sheet: every choice with the key that is typed for it.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.messages import N_
from app.core.richtext import plain
from app.exports.spec import Block, DocumentSpec, FormField, Paragraph, Part, Tick
from app.i18n import Translator
from app.models.options import LANGUAGES
from app.services.masking import ShownRecords
from app.services.papers.codes import record_code
from app.services.papers.forms import paper_document
from app.services.printing_lists import ListSetting
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.counts import CHOICE, NUMBER, SCALE, SCALE_KEYS, SEVERAL
from app.services.questionnaires.frame import CHINESE, FRAME, KINDS, NO_NAME_AT, TITLE_AT

WRITING_LINES = 3


def sheet_code(id: str) -> str:
    """Return the short code printed on every sheet of a questionnaire, such as ``QS-4F9Q``."""
    return f"QS-{record_code(id)}"


def questionnaire_spec(
    shown: ShownRecords, setting: ListSetting, view: QuestionnaireView, languages: Sequence[str], *, large: bool = False
) -> DocumentSpec:
    """Return the sheets to be copied, one for each language.

    Args:
        shown: words of the frame around the questions.
        setting: paper, dates, community.
        view: the questionnaire.
        languages: of the sheets; each starts on a new page.
        large: 16 pt, one column.
    """
    parts = tuple(_part(view, language) for language in languages) or (_none(shown, view),)
    return paper_document(shown, parts, setting, sheet_code(view.id), large=large)


def _part(view: QuestionnaireView, language: str) -> Part:
    words, head = Translator("zh_TW" if language in CHINESE else "en"), list[Block]()
    named = next((one.label for one in LANGUAGES if one.key == language), None)
    if named is not None:
        head.append(Paragraph(f"language-{language}", plain(words.text(named)), "note"))
    if said := view.introduction.get(language, ""):
        head.append(Paragraph(f"introduction-{language}", plain(said), "ragged"))

    def around(at: int) -> str:
        return view.framed(language, at) or words.text(FRAME[at])

    head.append(Paragraph(f"noname-{language}", plain(around(NO_NAME_AT)), "note"))
    asked = [_ask(around, number, one, language) for number, one in enumerate(view.questions, 1)]
    title = view.framed(language, TITLE_AT) or view.title
    return Part(f"questionnaire-{language}", "plain", plain(title), (*head, *asked))


def _none(shown: ShownRecords, view: QuestionnaireView) -> Part:
    said = Paragraph("none", plain(shown.text(N_("Choose the languages it is printed in first."))), "plain")
    return Part("questionnaire-none", "plain", plain(view.title), (said,))


def _ask(around: Callable[[int], str], number: int, one: QuestionView, language: str) -> FormField:
    said, asked = one.says(language), one.asked
    name, label = f"{language}-{asked.id}", plain(f"{number}. {said.text or asked.label}")
    if asked.kind in (CHOICE, SEVERAL):
        texts = [said.choices[at] if at < len(said.choices) else "" for at in range(asked.choices)]
        ticks = tuple(Tick(key, plain(text)) for key, text in zip(asked.keys, texts, strict=True))
        return FormField(name, label, "ticks", ticks=ticks, note=plain(around(KINDS[asked.kind])))
    if asked.kind == SCALE:
        ticks = tuple(Tick(key, ()) for key in SCALE_KEYS)
        return FormField(name, label, "ticks", ticks=ticks, note=plain(around(KINDS[SCALE])))
    if asked.kind == NUMBER:
        return FormField(name, label, "line")
    return FormField(name, label, "line", WRITING_LINES)
