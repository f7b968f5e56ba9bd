"""What a cell of a workbook answers to a question: a key, several, a number, or words. Pure; thread: any.

A cell may hold the key of a choice or its words in any language of the questionnaire; keys win. Nothing
is guessed: what is neither comes back as a problem in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.core.messages import N_, Message
from app.core.text import fold
from app.imports.grid import Raw, Unread
from app.services.importing.cells import shown_raw
from app.services.parsing import NOT_NUMBER, split_number
from app.services.questionnaires import QuestionView
from app.services.questionnaires.counts import NUMBER, SEVERAL, WORDS, Asked, joined

NO_CHOICE = N_("“{text}” is no choice of this question.")
TOO_MANY = N_("Only one choice is possible here, not “{text}”.")
_BETWEEN = re.compile(r"[,，、;；/\n|+&]+")
_LOOSE = re.compile(r"[\s.．)）:：]+")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: the stored form of an answer, or why it cannot be understood."""

    value: str = ""
    problem: Message | None = None


class AnswerReader:
    """Reads the cells of one question.

    Args:
        question: with its wordings.
    """

    def __init__(self, question: QuestionView) -> None:
        self.asked: Asked = question.asked
        self._words = synonyms(question)

    def read(self, raw: Raw) -> Said:
        """Return what a cell says; nothing where it is empty."""
        if isinstance(raw, Unread):
            return Said(problem=raw.why)
        text = shown_raw(raw).strip()
        if not text:
            return Said()
        if self.asked.kind == WORDS:
            return Said(text)
        if isinstance(raw, bool | date | time | timedelta):
            return Said(problem=self._problem(text))
        return self._number(text) if self.asked.kind == NUMBER else self._keys(text)

    def _number(self, text: str) -> Said:
        if _NUMBER.fullmatch(text):
            return Said(text)
        found = split_number(text)
        if found is None or found[1]:
            return Said(problem=NOT_NUMBER)
        return Said(f"{found[0]:f}")

    def _keys(self, text: str) -> Said:
        found = self._one(_folded(text))
        if found is None:
            parts = [_folded(one) for one in _BETWEEN.split(text) if one.strip()]
            read = [self._one(one) or self._run(one) for one in parts]
            found = () if None in read else tuple(key for one in read for key in one or ())
        if not found:
            return Said(problem=self._problem(text))
        if self.asked.kind != SEVERAL and len(set(found)) > 1:
            return Said(problem=Message(TOO_MANY.id, {"text": text[:MOST_SHOWN]}))
        return Said(joined(found, self.asked))

    def _one(self, text: str) -> tuple[str, ...] | None:
        """Return the key that a text is, or whose words it is, or that stands before its own words."""
        if text in self.asked.keys:
            return (text,)
        if text in self._words:
            return (self._words[text],)
        key, rest = text[:1], _folded(_LOOSE.sub(" ", text[1:], count=1))
        return (key,) if rest and key in self.asked.keys and self._words.get(rest) == key else None

    def _run(self, text: str) -> tuple[str, ...] | None:
        """Return keys that stand one behind the other, such as 13 or 1 3; only where there may be several."""
        keys = _LOOSE.sub("", text)
        if len(keys) < 1 or not all(one in self.asked.keys for one in keys):
            return None
        return tuple(keys)

    def _problem(self, text: str) -> Message:
        if self.asked.kind == NUMBER:
            return NOT_NUMBER
        return Message(NO_CHOICE.id, {"text": text[:MOST_SHOWN]})


def synonyms(question: QuestionView) -> Mapping[str, str]:
    """Return the words of every choice in every language to its key; words of two choices mean none."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for wording in question.wordings.values():
        for key, words in zip(question.asked.keys, wording.choices, strict=False):
            text = _folded(words)
            if text and found.setdefault(text, key) != key:
                doubtful.add(text)
    return {text: key for text, key in found.items() if text not in doubtful}


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
