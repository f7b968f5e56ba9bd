"""Questionnaires of the open document: written in several languages, typed in sheet by sheet, counted.

Thread: the document lane for :class:`QuestionnaireService`; what it gives back is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_
from app.core.order import between
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.questionnaires import frame as around
from app.services.questionnaires.counts import CHOICE, SEVERAL, Asked, Filled
from app.services.records import RecordService

INTRODUCTION = ""
"""Question id of the words above the questions."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a question says in one language; ``choices`` in their order."""

    text: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its wordings by language."""

    asked: Asked
    wordings: Mapping[str, Wording] = field(hash=False)

    def says(self, language: str) -> Wording:
        """Return the wording in *language*, else in any other, else an empty one."""
        found = self.wordings.get(language)
        if found is not None and found.text:
            return found
        return next((one for one in self.wordings.values() if one.text), Wording())


@dataclass(frozen=True, slots=True)
class QuestionnaireView:
    """One questionnaire, whole.

    Args:
        languages: keys of the languages it is printed in.
        introduction: words above the questions, by language.
        target: sheets hoped for, ``None`` unknown.
        missing: (label of the question, language) of what is not worded yet, or has other choices than said.
        frames: language to the team's own words around the questions (``questionnaires.frame``).
    """

    id: str
    title: str
    date: str
    languages: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    introduction: Mapping[str, str] = field(hash=False)
    target: int | None = None
    sheets: int = 0
    missing: tuple[tuple[str, str], ...] = ()
    frames: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def frame_places(self, language: str) -> tuple[int, ...]:
        """Return which words around the questions the team may write in *language*."""
        return around.places(language, self.languages, (one.asked.kind for one in self.questions))

    def framed(self, language: str, at: int) -> str:
        """Return words around the questions in *language*, "" where the team has not written them."""
        found = self.frames.get(language, ())
        return found[at] if at < len(found) else ""

    def foreign(self) -> tuple[str, ...]:
        """Return the languages whose sheets still carry words of the program in English."""
        return tuple(
            one for one in self.languages
            if any(not self.framed(one, at) for at in self.frame_places(one) if at != around.TITLE_AT)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuestionnaireLine:
    """One questionnaire in the list."""

    id: str
    title: str
    questions: int
    sheets: int
    target: int | None


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What is said of a whole sheet: language, event and group of residents."""

    language: str = ""
    event: str = ""
    group: str = ""


class QuestionnaireService:
    """Reads and writes questionnaires.

    Args:
        document: the open document.
        records: its records.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records

    # -- reading

    def all(self) -> tuple[QuestionnaireLine, ...]:
        """Return every questionnaire, the newest first."""
        sheets: dict[str, int] = {}
        for row in self._records.load("questionnaire_sheet"):
            key = str(row.get("questionnaire"))
            sheets[key] = sheets.get(key, 0) + _filled(row).answered
        return tuple(
            QuestionnaireLine(row.id, row.text("title"), len(row.below("questions")), sheets.get(row.id, 0),
                              row.whole("target"))
            for row in self._records.load("questionnaire", sort=("-date", "title"))
        )  # fmt: skip

    def view(self, id: str) -> QuestionnaireView | None:
        """Return a questionnaire, ``None`` where it is gone."""
        row = self._records.get("questionnaire", id)
        if row is None:
            return None
        wordings: dict[str, dict[str, Wording]] = {}
        frames: dict[str, tuple[str, ...]] = {}
        for one in row.below("wordings"):
            if one.text("question") == INTRODUCTION:
                frames[one.text("language")] = around.read(one.text("choices"))
            by = wordings.setdefault(one.text("question"), {})
            by[one.text("language")] = Wording(one.text("text"), lines(one.text("choices")))
        languages = row.get("languages")
        spoken = tuple(str(one) for one in languages) if isinstance(languages, tuple) else ()
        questions = tuple(
            QuestionView(
                Asked(one.id, one.text("label"), one.text("kind"), one.whole("choices") or 0),
                wordings.get(one.id, {}),
            )
            for one in row.below("questions")
        )
        introduction = {language: one.text for language, one in wordings.get(INTRODUCTION, {}).items()}
        return QuestionnaireView(
            row.id, row.text("title"), row.text("date"), spoken, questions, introduction, row.whole("target"),
            len(self._records.load("questionnaire_sheet", where={"questionnaire": id})), _missing(questions, spoken),
            frames,
        )  # fmt: skip

    def sheets(self, id: str) -> tuple[Filled, ...]:
        """Return the sheets of a questionnaire by their number."""
        rows = self._records.load("questionnaire_sheet", where={"questionnaire": id}, sort="number")
        return tuple(_filled(row) for row in rows)

    def sheet(self, id: str) -> Filled | None:
        """Return one sheet, ``None`` where it is gone."""
        row = self._records.get("questionnaire_sheet", id)
        return _filled(row) if row else None

    # -- writing

    def add_question(self, id: str, kind: str) -> ChangeSet | None:
        """Put another question at the end."""
        with self._document.unit_of_work(N_("Add question")) as work:
            values = {"questionnaire": id, "kind": kind, "choices": 2 if kind in (CHOICE, SEVERAL) else None}
            self._records.insert(work.session, "question", values)
        return work.changes

    def word(
        self, id: str, question: str, language: str, values: Mapping[str, object], *, step: str = ""
    ) -> ChangeSet | None:
        """Write ``text`` or ``choices`` of a question, or of the introduction, in one language; one Undo.

        The number of choices follows from the longest list of them.
        """
        rows = self._records.load("question_wording", where={"questionnaire": id})
        found = next((one for one in rows if _place(one) == (question, language)), None)
        with self._document.unit_of_work(N_("Word a question"), typing=True, step=step) as work:
            if found is None:
                key = {"questionnaire": id, "question": question or None, "language": language}
                self._records.insert(work.session, "question_wording", {**key, **values})
            else:
                self._records.write(work.session, "question_wording", found.id, values)
            if question and "choices" in values:
                others = [len(lines(one.text("choices"))) for one in rows
                          if one.text("question") == question and one is not found]  # fmt: skip
                count = max([len(lines(str(values["choices"] or ""))), *others])
                self._records.write(work.session, "question", question, {"choices": count})
        return work.changes

    def frame(self, id: str, language: str, at: int, words: str, *, step: str = "") -> ChangeSet | None:
        """Write words that stand around the questions in one language; one Undo.

        Args:
            id: of the questionnaire.
            language: of the sheet.
            at: place in ``frame.FRAME``.
            words: what is printed there.
            step: names what belongs to one Undo.
        """
        view = self.view(id)
        kept = list(view.frames.get(language, ())) if view is not None else []
        kept += [""] * (len(around.FRAME) - len(kept))
        kept[at] = words
        return self.word(id, INTRODUCTION, language, {"choices": around.write(kept)}, step=step)

    def begin_sheet(self, id: str, head: SheetHead) -> str:
        """Make the next sheet and return its id; where the last one is still empty, that one is taken."""
        known = self.sheets(id)
        if known and not known[-1].answered:
            return known[-1].id
        number = max((one.number for one in known), default=0) + 1
        with self._document.unit_of_work(N_("Type in sheet {number}", number=number)) as work:
            values = {"questionnaire": id, "number": number, **_stored(head)}
            return self._records.insert(work.session, "questionnaire_sheet", values)

    def head(self, sheet: str, head: SheetHead) -> ChangeSet | None:
        """Write what is said of a whole sheet."""
        return self._records.change("questionnaire_sheet", sheet, _stored(head))

    def answer(
        self, sheet: str, question: str, *, value: str | None = None, words: str | None = None, step: str = ""
    ) -> ChangeSet | None:
        """Write one answer; an empty one takes it away.

        Args:
            sheet: id of the sheet.
            question: id of the question.
            value: ticked keys or a number, as stored; ``None`` leaves it.
            words: what was written; ``None`` leaves it.
            step: names the visit of the question, so that it is one Undo.

        Raises:
            InputError: the sheet is gone.
        """
        row = self._records.get("questionnaire_sheet", sheet)
        if row is None:
            raise InputError(N_("This sheet is gone."), N_("Begin a new sheet and type it in again."))
        given = {name: one or None for name, one in (("value", value), ("words", words)) if one is not None}
        found = next((one for one in row.below("answers") if one.text("question") == question), None)
        label = N_("Type in sheet {number}", number=row.get("number") or "")
        with self._document.unit_of_work(label, typing=True, step=step) as work:
            if found is not None:
                self._records.write(work.session, "answer", found.id, given)
            elif any(given.values()):
                last = max((one.text("order_key") for one in row.below("answers")), default="")
                key = {"sheet": sheet, "question": question, "order_key": between(last or None, None)}
                self._records.insert(work.session, "answer", {**key, **given})
        return work.changes


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a list of choices, without empty ones."""
    return tuple(one.strip() for one in text.splitlines() if one.strip())


def _missing(questions: Sequence[QuestionView], languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    out = []
    for one in questions:
        for language in languages:
            said = one.wordings.get(language, Wording())
            if not said.text or len(said.choices) != (one.asked.choices if one.asked.kind in (CHOICE, SEVERAL) else 0):
                out.append((one.asked.label, language))
    return tuple(out)


def _stored(head: SheetHead) -> dict[str, object]:
    return {"language": head.language or None, "event": head.event or None, "group": head.group or None}


def _filled(row: Row) -> Filled:
    answers = [(one.text("question"), one) for one in row.below("answers")]
    return Filled(
        row.id,
        row.whole("number") or 0,
        row.text("language"),
        row.text("group"),
        row.text("event"),
        {question: one.text("value") for question, one in answers if one.get("value")},
        {question: one.text("words") for question, one in answers if one.get("words")},
    )


def _place(row: Row) -> tuple[str, str]:
    return row.text("question"), row.text("language")
