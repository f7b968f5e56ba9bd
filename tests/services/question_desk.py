"""A questionnaire in three languages, and sheets that were typed in for it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from app.core.messages import N_
from app.services.workspace import Workspace

LANGUAGES = ("zh", "en", "vi")
FIRST = {"zh": "家裡怎麼降溫？", "en": "How do you cool your home?", "vi": "Làm mát nhà thế nào?"}
COOL = {"zh": "冷氣\n電扇\n去圖書館", "en": "Air conditioner\nFan\nLibrary", "vi": "Máy lạnh\nQuạt\nThư viện"}
LIVE = {"zh": "住一樓\n住樓上", "en": "Ground floor\nUpstairs", "vi": "Tầng trệt\nTầng trên"}
LABELS = ("降溫方法", "小時", "小時", "還想說的", "住哪裡")
KINDS = ("several", "number", "scale", "words", "choice")


def make_questionnaire(ws: Workspace) -> str:
    """Make one with a question of every kind and return its id."""
    values = {"title": "高溫與停電", "languages": LANGUAGES, "target": 60, "date": "2025-05-01"}
    key = ws.records.create("questionnaire", values)[0].id
    for kind in KINDS:
        ws.questionnaires.add_question(key, kind)
    view = ws.questionnaires.view(key)
    assert view is not None
    ids = [one.asked.id for one in view.questions]
    for question, label in zip(ids, LABELS, strict=True):
        ws.records.change("question", question, {"label": label})
    for language in LANGUAGES:
        ws.questionnaires.word(key, ids[0], language, {"text": FIRST[language]})
        ws.questionnaires.word(key, ids[0], language, {"choices": COOL[language]})
        ws.questionnaires.word(key, ids[4], language, {"choices": LIVE[language]})
    return key


def fill(
    ws: Workspace, key: str, count: int, rng: random.Random, events: Sequence[str] = (), groups: Sequence[str] = ()
) -> None:
    """Type sheets in, some answers left open, some with a date."""
    view = ws.questionnaires.view(key)
    assert view is not None
    ids = [one.asked.id for one in view.questions]
    with ws.document.unit_of_work(N_("Type in sheets")) as work:
        for at in range(count):
            head = {
                "questionnaire": key,
                "number": at + 1,
                "language": LANGUAGES[at % 3],
                "event": (events[at % len(events)] or None) if events else None,
                "group": groups[at] if groups else None,
                "date": f"2025-05-{at % 28 + 1:02d}" if at % 4 == 0 else None,
            }
            sheet = ws.records.insert(work.session, "questionnaire_sheet", head)
            values: tuple[dict[str, object], ...] = (
                {"value": ",".join(sorted(rng.sample("123", rng.randint(1, 3))))},
                {"value": str(rng.randint(0, 72)) if at % 5 else "2.5"},
                {"value": str(rng.randint(1, 5)) if at % 7 else None},
                {"words": rng.choice([None, "希望先打電話", "=HYPERLINK(1)", "more shade\nplease"])},
                {"value": rng.choice("12")},
            )
            for question, said in zip(ids, values, strict=True):
                if any(said.values()):
                    ws.records.insert(work.session, "answer", {"sheet": sheet, "question": question, **said})
