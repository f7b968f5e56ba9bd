"""Questionnaires to be copied, and what they say."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.messages import N_, Label
from app.services.output_kinds.base import (
    ALL,
    INSIDE,
    YES,
    OutputKind,
    Setting,
    Work,
    book_work,
    list_setting,
    paged,
    shown_to,
)
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.book import questionnaire_book
from app.services.questionnaires.paper import questionnaire_spec
from app.services.questionnaires.results import ResultsPaper
from app.services.workspace import Workspace

GROUPINGS: dict[str, Label] = {
    "group": N_("Group of residents"),
    "language": N_("Language"),
    "event": N_("Event"),
}
"""What the option ``by`` may say."""


def _view(ws: Workspace, setting: Setting) -> QuestionnaireView:
    asked = setting.ids[0] if setting.ids else next((one.id for one in ws.questionnaires.all()), "")
    view = ws.questionnaires.view(asked) if asked else None
    if view is None:
        raise UsageError(N_("There is no such questionnaire."), N_("Make one first, or choose one from the list."))
    return view


def _sheets(ws: Workspace, setting: Setting) -> Work:
    shown, view = shown_to(ws, setting), _view(ws, setting)
    chosen = [one for one in setting.options.get("language", "").split(",") if one] or list(view.languages)
    return paged(questionnaire_spec(shown, list_setting(ws, shown), view, chosen, large=setting.large))


def _results(ws: Workspace, setting: Setting) -> Work:
    shown, view = shown_to(ws, setting), _view(ws, setting)
    sheets = ws.questionnaires.sheets(view.id)
    by = setting.options.get("by") or ("group" if any(one.group for one in sheets) else "language")
    if by not in GROUPINGS:
        raise UsageError(
            N_("Results cannot be sorted by “{what}”.", what=by),
            N_("Choose one of: {types}", types=", ".join(GROUPINGS)),
        )
    languages = {
        option.key: shown.text(option.label) for option in ws.records.options("questionnaire_sheet", "language")
    }
    names = {
        one.id: languages.get(one.language, one.language) if by == "language"
        else shown.title("event" if by == "event" else "population_group", one.event if by == "event" else one.group)
        for one in sheets
    }  # fmt: skip
    language = "zh" if setting.language == "zh_TW" else "en"
    paper = ResultsPaper(shown, list_setting(ws, shown), language)
    return paged(paper.spec(view, sheets, names, GROUPINGS[by]))


def _workbook(ws: Workspace, setting: Setting) -> Work:
    shown, view = shown_to(ws, setting), _view(ws, setting)
    empty = setting.options.get("empty", "") in YES
    return book_work(questionnaire_book(shown, list_setting(ws, shown), view, empty=empty))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("questionnaire", N_("Questionnaire to be copied"), ".pdf", ALL, _sheets),
    OutputKind("questionnaire-results", N_("Results of a questionnaire"), ".pdf", ALL, _results),
    OutputKind("questionnaire-workbook", N_("Sheets of a questionnaire as a workbook"), ".xlsx", INSIDE, _workbook),
)
