"""Finding and replacing words in runs and texts, and judging what the texts of a dossier say."""

from __future__ import annotations

import random

import pytest

from app.core.richtext import Atom, Run, Runs, normalise
from app.services.dossier.finding import ATOM, Query, flat, matches, replaced, replaced_runs
from tests.support import count, seeded


@pytest.mark.parametrize(
    ("text", "wanted", "exact", "found"),
    [
        ("台北、臺北、ＡＢ", "臺北", False, ["台北", "臺北"]),
        ("台北、臺北", "臺北", True, ["臺北"]),
        ("ＡＢ ab Ab", "ab", False, ["ＡＢ", "ab", "Ab"]),
        ("㈠第一", "一", False, ["一"]),
        ("aaa", "aa", True, ["aa"]),
        ("𡋾堃喆", "堃", False, ["堃"]),
        ("甲" + ATOM + "乙", "甲乙", False, []),
        ("什麼都沒有", "", False, []),
    ],
)
def test_words_are_found_however_they_are_written(text: str, wanted: str, exact: bool, found: list[str]) -> None:
    spans = matches(text, Query(wanted, exact))
    assert [text[start:end] for start, end in spans] == found


def test_replacing_changes_the_words_and_nothing_else() -> None:
    rng = seeded("replace")
    for _ in range(count(400)):
        runs = _runs(rng)
        text = flat(runs)
        wanted = rng.choice(("台", "北", "台北", "a", "ab"))
        spans = matches(text, Query(wanted, exact=rng.random() < 0.5))
        new = rng.choice(("", "臺", "長長的字"))
        made = replaced_runs(runs, spans, new)
        assert flat(made) == replaced(text, spans, new)
        assert made == normalise(made)
        assert [one for one in made if isinstance(one, Atom)] == [one for one in runs if isinstance(one, Atom)]


def _runs(rng: random.Random) -> Runs:
    pieces: list[Run | Atom] = []
    for _ in range(rng.randint(1, 6)):
        if rng.random() < 0.2:
            pieces.append(Atom("ref", f"t{rng.randint(0, 3)}"))
        else:
            letters = "".join(rng.choice("台臺北aＡb𡋾") for _ in range(rng.randint(1, 8)))
            pieces.append(Run(letters, ("b",) if rng.random() < 0.5 else ()))
    return normalise(pieces)
