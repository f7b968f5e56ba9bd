"""The sheet of conditions on paper, to take along to the county. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.core.messages import N_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, Paragraph, Table
from app.programmes.rules import State as Outcome
from app.programmes.rules.evaluate import RuleResult
from app.services.eligibility.facts import STATES, State
from app.services.eligibility.sheet import ConditionLine, Sheet, way_title
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

MARKS = {State.MET: "●", State.CLAIMED: "◐", State.OPEN: "○", State.FAILED: "▲", State.COUNTY: "－", State.TOLD: "－"}
RULES = {Outcome.PASSED: ("●", N_("Met")), Outcome.FAILED: ("▲", N_("Not met"))}
UNJUDGED = ("○", N_("Not evaluated"))
A_ROW = 4
"""Counties beside each other in the table of places."""


def sheet_spec(shown: ShownRecords, setting: ListSetting, sheet: Sheet) -> DocumentSpec:
    """Return the sheet: each condition with its state, what shows it and what to do, then rules and places."""
    blocks = (*_head(shown, setting, sheet), *_conditions(shown, sheet), *_rules(shown, sheet), *_places(shown, sheet))
    made = list_document(shown, N_("Eligibility sheet"), blocks, setting)
    return replace(made, title=f"{made.title} {shown.text(sheet.pack.short)}")


def state_words(line: ConditionLine) -> Label:
    """Return where a condition stands, as its mark and its words."""
    return N_("{mark} {state}", mark=MARKS[line.found.state], state=STATES[line.found.state])


def rule_words(result: RuleResult) -> tuple[str, Label]:
    """Return the mark and the word for what came of a rule."""
    return RULES.get(result.state, UNJUDGED)


def _head(shown: ShownRecords, setting: ListSetting, sheet: Sheet) -> Iterator[Block]:
    parts = (setting.community, shown.text(sheet.pack.name), setting.date_text)
    yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
    way = way_title(sheet.pack)
    said: Label = N_("Route: {route}", route=way) if way else N_("Nobody has chosen a route yet.")
    day = N_("Judged for {day}, when the papers are handed in.", day=shown.date(sheet.on))
    yield Paragraph("way", plain(shown.text(said)), "plain")
    yield Paragraph("day", plain(shown.text(day)), "plain")


def _conditions(shown: ShownRecords, sheet: Sheet) -> Iterator[Block]:
    say = shown.text
    yield Heading("conditions", 1, plain(say(N_("Conditions"))), numbered=False)
    head: tuple[Runs, ...] = tuple(plain(say(one)) for one in (N_("Condition"), N_("State"), N_("What shows it")))
    body = tuple(_row(shown, one) for one in sheet.lines)
    yield Table("sheet", (Column(7), Column(9.5), Column(6)), (head, *body), header=1, numbered=False)


def _row(shown: ShownRecords, line: ConditionLine) -> tuple[Runs, ...]:
    say, found = shown.text, line.found
    title: Runs = (Run(line.condition.id, (BOLD,)), Run(f" {say(line.condition.title)}"))
    told = [say(state_words(line)), *(say(one) for one in found.says)]
    if line.condition.note.values:
        told.append(say(line.condition.note))
    if found.fix is not None:
        told.append(say(N_("What helps: {fix}", fix=found.fix)))
    return title, plain("\n".join(told)), plain("\n".join(say(one.words) for one in found.proofs))


def _rules(shown: ShownRecords, sheet: Sheet) -> Iterator[Block]:
    if not sheet.rules:
        return
    say = shown.text
    yield Heading("rules", 1, plain(say(N_("Rules on the form"))), numbered=False)
    head: tuple[Runs, ...] = tuple(plain(say(one)) for one in (N_("Rule"), N_("State")))
    body = []
    for one in sheet.rules:
        mark, word = rule_words(one)
        told = [f"{mark} {say(word)}"]
        if one.state is Outcome.FAILED:
            told += [say(finding.message) for finding in one.findings]
        rule: Runs = (Run(one.rule.id, (BOLD,)), Run(f" {say(one.rule.title)}"))
        body.append((rule, plain("\n".join(told))))
    yield Table("rules-table", (Column(10), Column(12)), (head, *body), header=1, numbered=False)


def _places(shown: ShownRecords, sheet: Sheet) -> Iterator[Block]:
    quota, say = sheet.pack.quota, shown.text
    if quota is None:
        return
    yield Heading("places", 1, plain(say(N_("Places of the counties"))), numbered=False)
    told = N_("{total} places in all. The county decides whom it puts forward.", total=quota.total)
    cells: list[Runs] = []
    for one in quota.rows:
        words = f"{say(one.county)} {one.places}"
        cells.append((Run(words, (BOLD,)),) if one == sheet.quota else plain(words))
    cells += [()] * (-len(cells) % A_ROW)
    rows = tuple(tuple(cells[at : at + A_ROW]) for at in range(0, len(cells), A_ROW))
    columns = tuple(Column(1) for _ in range(A_ROW))
    yield Table("places-table", columns, rows, header=0, numbered=False, note=plain(say(told)), whole=True)
