"""Facts that running text can quote: values of the community's page, the latest population, how many records there are.

A fact stands in a chapter as its name; each printing writes the value of that day, masked for its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.core.fields import Row
from app.core.messages import N_, Label, own_words
from app.core.numerals import parse_chinese_number
from app.core.richtext import Atom, Run, Runs
from app.services.dossier.live import PROFILE
from app.services.dossier.views import DossierView, PartView
from app.services.figures.read import certified
from app.services.live_kinds import Shown

OF_COMMUNITY, COUNT, POPULATION, PEOPLE, OWN = "community", "count", "stat", "people", "own"
OWN_TYPE = "own_fact"
COUNTED = ("person", "response_group", "organisation", "event", "training", "agreement", "shelter")
"""Record types whose number is worth a word in a sentence."""
OF_POPULATION = ("households", "total", "age_65p", "live_alone_65")
"""Figures of the latest population record that a sentence quotes."""
CERTIFIED = f"{PEOPLE}.certified"
WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[一二三四五六七八九十百千兩〇]+")
BETWEEN = re.compile(r"[,，、;；]")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that can be quoted.

    Args:
        id: ``community.<field>``, ``count.<record type>`` or ``own.<record>``, as kept in the text.
        label: what it tells.
        text: as it prints today, "" where nobody filled it in.
        number: the same as a whole number, ``None`` for words.
        route: where it is recorded.
        words: by which sentences name it; for the team's own facts alone, the others have patterns.
        unit: behind the value, likewise.
        year: ISO year for which it holds, likewise; "" unknown.
    """

    id: str
    label: Label
    text: str
    number: int | None = None
    route: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    year: str = ""


def facts_of(shown: Shown) -> tuple[Fact, ...]:
    """Return every fact that can be quoted, as *shown*'s reader may see it. Thread: document lane."""
    fields = {one.name: one.label for one in shown.record_type("community").fields}
    found = [(f"{OF_COMMUNITY}.{name}", fields[name]) for name in ("name", *PROFILE) if name in fields]
    found += [
        (f"{COUNT}.{name}", N_("Number of records: {what}", what=shown.record_type(name).plural)) for name in COUNTED
    ]
    figures = {one.name: one.label for one in shown.record_type("population_stat").fields}
    found += [(f"{POPULATION}.{name}", figures[name]) for name in OF_POPULATION]
    found.append((CERTIFIED, N_("Certified disaster volunteers")))
    derived = (
        Fact(key, label, fact_text(key, shown), fact_number(key, shown), _route(key, shown)) for key, label in found
    )
    return (*derived, *(_own(row, shown) for row in shown.rows(OWN_TYPE)))


def _own(row: Row, shown: Shown) -> Fact:
    """Return a fact that the team wrote down itself."""
    key, name, also = f"{OWN}.{row.id}", shown.cell(row, "name"), shown.cell(row, "also")
    words = tuple(dict.fromkeys(one.strip() for one in (name, *BETWEEN.split(also)) if len(one.strip()) > 1))
    year = str(row.get("as_of_date") or "")[:4]
    route, unit = f"record:{OWN_TYPE}:{row.id}:value", shown.cell(row, "unit")
    return Fact(key, own_words(name), fact_text(key, shown), fact_number(key, shown), route, words, unit, year)


def fact_number(fact: str, shown: Shown) -> int | None:
    """Return a fact as a whole number, ``None`` where it is none or is not known."""
    kind, _, name = fact.partition(".")
    if kind == COUNT and name in COUNTED:
        return shown.count(name)
    if fact == CERTIFIED:
        return len(certified(shown, shown.today()))
    row = _row(kind, name, shown)
    if kind == OWN:
        said = shown.cell(row, "value").strip() if row is not None else ""
        return parse_chinese_number(said) if WHOLE.fullmatch(said) else None
    value = row.get(name) if row is not None else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def fact_text(fact: str, shown: Shown) -> str:
    """Return a fact as it prints, "" where it is not known, not filled in or not for this reader."""
    kind, _, name = fact.partition(".")
    if kind in (COUNT, PEOPLE):
        number = fact_number(fact, shown)
        return "" if number is None else shown.number(number)
    row = _row(kind, name, shown)
    if row is not None and kind == OWN:
        value, unit = shown.cell(row, "value"), shown.cell(row, "unit")
        return f"{value} {unit}".strip() if unit[:1].isascii() else value + unit
    return shown.cell(row, name) if row is not None else ""


def _row(kind: str, name: str, shown: Shown) -> Row | None:
    """Return the record that holds a fact: the community's page, the latest population record, or one of its own."""
    if kind == OF_COMMUNITY and name in ("name", *PROFILE):
        return next(iter(shown.rows("community")), None)
    if kind == POPULATION and name in OF_POPULATION:
        return max(shown.rows("population_stat"), key=lambda row: str(row.get("as_of_date") or ""), default=None)
    if kind == OWN:
        return next((row for row in shown.rows(OWN_TYPE) if row.id == name), None)
    return None


def _route(fact: str, shown: Shown) -> str:
    kind, _, name = fact.partition(".")
    row = _row(kind, name, shown)
    if kind == POPULATION and row is not None:
        return f"record:population_stat:{row.id}:{name}"
    by_kind = {COUNT: name, PEOPLE: "person", POPULATION: "population_stat", OF_COMMUNITY: "community"}
    return f"records:{by_kind[kind]}"


def quoted(view: DossierView, shown: Shown) -> Mapping[str, str]:
    """Return the facts that a dossier quotes with their texts; those without a text are left out."""
    wanted = {
        one.target
        for part in view.parts
        for block in part.blocks
        for one in block.runs
        if isinstance(one, Atom) and one.kind == "fact"
    }
    return {fact: text for fact in sorted(wanted) if (text := fact_text(fact, shown))}


def with_facts(view: DossierView, facts: Mapping[str, str]) -> DossierView:
    """Return the dossier with the texts of *facts* in place of their names; others stay and are reported."""
    if not facts:
        return view

    def filled(part: PartView) -> PartView:
        blocks = tuple(replace(block, runs=_written(block.runs, facts)) for block in part.blocks)
        return part if blocks == part.blocks else replace(part, blocks=blocks)

    return replace(view, parts=tuple(filled(part) for part in view.parts))


def _written(runs: Iterable[Run | Atom], facts: Mapping[str, str]) -> Runs:
    return tuple(
        Run(facts[one.target]) if isinstance(one, Atom) and one.kind == "fact" and one.target in facts else one
        for one in runs
    )
