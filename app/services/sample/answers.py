"""Sheets and scores of the practice communities: invented answers, the same at every making."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product

from app.core.messages import N_
from app.services.questionnaires import SheetHead
from app.services.questionnaires.counts import NUMBER, SCALE, SEVERAL, WORDS, joined
from app.services.scoring import LEVELS, TENTH
from app.services.scoring.desk import Place
from app.services.workspace import Workspace

Content = Mapping[str, object]
SHEETS = 24
SPOKEN = (12, 8, 4)
"""Sheets by language, in the order of the questionnaire's languages."""


def answer_questionnaire(
    ws: Workspace, questionnaire: str, questions: Sequence[Content], remarks: Sequence[object], rng: random.Random
) -> None:
    """Write the questions of a questionnaire in its languages and fill in its sheets. Thread: document lane.

    Args:
        ws: an open practice community.
        questionnaire: id.
        questions: ``label``, ``kind`` and ``words``: language to the question and then its choices.
        remarks: what people wrote; some sheets have one.
        rng: seeded.
    """
    service = ws.questionnaires
    for one in questions:
        service.add_question(questionnaire, str(one["kind"]))
        view = service.view(questionnaire)
        assert view is not None
        fresh = view.questions[-1].asked.id
        ws.records.change("question", fresh, {"label": one["label"]})
        words = one["words"]
        for language, texts in words.items() if isinstance(words, Mapping) else ():
            said, *choices = [str(text) for text in texts]
            values = {"text": said, **({"choices": "\n".join(choices)} if choices else {})}
            service.word(questionnaire, fresh, str(language), values)
    _fill_in(ws, questionnaire, remarks, rng)


def _fill_in(ws: Workspace, questionnaire: str, remarks: Sequence[object], rng: random.Random) -> None:
    service, view = ws.questionnaires, ws.questionnaires.view(questionnaire)
    assert view is not None
    spoken = [language for language, number in zip(view.languages, SPOKEN, strict=False) for _ in range(number)]
    for number in range(SHEETS):
        sheet = service.begin_sheet(questionnaire, SheetHead(spoken[number % len(spoken)]))
        for one in view.questions:
            asked = one.asked
            if asked.kind == SEVERAL:
                ticks = rng.sample(asked.keys, rng.randint(1, min(2, len(asked.keys))))
                service.answer(sheet, asked.id, value=joined(ticks, asked))
            elif asked.kind == SCALE:
                service.answer(sheet, asked.id, value=rng.choice("23345"))
            elif asked.kind == NUMBER:
                service.answer(sheet, asked.id, value=str(rng.choice((2, 4, 6, 8, 12, 24))))
            elif asked.kind == WORDS and remarks and number % 6 == 0:
                service.answer(sheet, asked.id, words=str(remarks[number // 6 % len(remarks)]))


def compare_ideas(ws: Workspace, ideas: Sequence[tuple[str, Sequence[int]]], rng: random.Random) -> None:
    """Let the team score its ideas by the programme's lines, each person near to what most gave.

    Args:
        ws: an open practice community.
        ideas: id of each compared idea and its usual level for each line.
        rng: seeded.
    """
    view = ws.scoring.view(ws.seed.start_scoring(ws.settings.custom().output_language)) if ideas else None
    if view is None:
        return
    usual = dict(ideas)
    of_candidate = {
        row.id: str(row.get("idea")) for row in ws.records.load("score_candidate", where={"scoring": view.id})
    }
    with ws.document.unit_of_work(N_("Fill the practice community")) as work:
        for candidate, _title in view.candidates:
            for person, (place, line) in product(view.people, enumerate(view.lines)):
                level = usual[of_candidate[candidate]][place] + rng.choice((-1, 0, 0, 0, 1))
                key = {"candidate": candidate, "scorer": person.key, "criterion": line.key}
                value = min(LEVELS, max(0, level)) * TENTH
                ws.records.insert(work.session, "score", {"scoring": view.id, **key, "value": value})


def give_scores(ws: Workspace, rng: random.Random) -> None:
    """Score everything that is to be scored, a little differently by each person. Thread: document lane."""
    for one in ws.scoring.all():
        view = ws.scoring.view(one.id)
        for candidate, _title in view.candidates if view else ():
            for person in view.people if view else ():
                for line in view.lines if view else ():
                    points = line.most * rng.randint(11, 18) // 20
                    ws.scoring.put(one.id, Place(candidate, person.key, line.key), str(points))
