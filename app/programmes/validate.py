"""Says what is wrong with a pack: missing translations and sources, broken references, wrong sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from app.core.fields import Finding, Severity
from app.core.messages import N_, LocalText, Message
from app.programmes.rules import KINDS, setting_references
from app.programmes.schema import SCHEMA_VERSION, Pack, RubricItem
from app.programmes.texts import LANGUAGES
from app.programmes.workflow import is_day

DEADLINE_KINDS = frozenset({"hard", "planned", "county", "unknown", "check"})
SETTING_KINDS = frozenset({"integer", "money", "date", "month", "text"})
SEVERITIES = frozenset({"error", "warn", "info"})
SUBJECTS = frozenset({"dossier", "form", "visit", "money"})
STAGES = frozenset({"written", "site", "selection", "self"})
STAGES_OF_RULES = ("application", "before_award", "award")
LINE_CLASSES = ("direct", "contingency", "indirect")
FRONT = frozenset({"summary", "cover", "contents", "chapters", "appendices"})
MIN_ACTIONS, MAX_ACTIONS = 3, 6


@dataclass(frozen=True, slots=True)
class PackReport:
    """What ``programmes`` prints of a pack.

    Args:
        missing_translations: texts that lack a language.
        without_source: data that name no source, their parents included.
    """

    pack: str
    findings: tuple[Finding, ...]
    missing_translations: int
    without_source: int


def report(pack: Pack) -> PackReport:
    """Return a pack's findings with the two counts."""
    findings = validate(pack)
    kinds = Counter(one.rule for one in findings)
    return PackReport(pack.id, findings, kinds["pack.translation"], kinds["pack.source"])


def validate(pack: Pack) -> tuple[Finding, ...]:
    """Return everything that is wrong with *pack*; an empty tuple is a sound pack."""
    checks = (_texts, _unique, _references, _vocabulary, _days, _months, _sums, _guidance, _rules, _dossier)
    return tuple(finding for check in checks for finding in check(pack))


def _found(check: str, place: str, message: Message) -> Finding:
    return Finding(f"pack.{check}", Severity.ERROR, message, place)


def _texts(pack: Pack) -> Iterator[Finding]:
    yield from _walk(pack, "", "pack")


def _walk(value: object, inherited: str, path: str) -> Iterator[Finding]:
    if isinstance(value, LocalText):
        missing = [language for language in LANGUAGES if not value.has(language)]
        if value.values and missing:
            yield _found("translation", path, N_("{place} has no text in {language}.", place=path, language=missing[0]))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _walk(one, inherited, f"{path}[{getattr(one, 'id', number)}]")
    elif isinstance(value, msgspec.Struct):
        source = getattr(value, "source", None)
        if source is not None and not (source or inherited):
            yield _found("source", path, N_("{place} names no source.", place=path))
        for one in msgspec.structs.fields(value):
            held = getattr(value, one.name)
            if isinstance(held, LocalText) and not held.values and one.required:
                yield _found("translation", f"{path}.{one.name}", N_("{place} is empty.", place=f"{path}.{one.name}"))
            # what hangs directly below the pack itself needs a source of its own
            passed = "" if isinstance(value, Pack) else (source or inherited)
            yield from _walk(held, passed, f"{path}.{one.name}")


def _unique(pack: Pack) -> Iterator[Finding]:
    lists: dict[str, Iterable[str]] = {
        one.name: [item.id for item in getattr(pack, one.name) if hasattr(item, "id")]
        for one in msgspec.structs.fields(Pack)
        if isinstance(getattr(pack, one.name), tuple)
    }
    if pack.dossier:
        lists["dossier.chapters"] = [one.id for one in pack.dossier.chapters]
        lists["dossier.items"] = [item.id for one in pack.dossier.chapters for item in one.items]
        lists["dossier.headings"] = [heading.id for one in pack.dossier.chapters for heading in one.headings]
        lists["dossier.summary_rows"] = [one.id for one in pack.dossier.summary_rows]
    for form in pack.forms:
        lists[f"forms[{form.id}]"] = [one.id for one in form.fields]
    for rubric in pack.rubrics:
        lists[f"rubrics[{rubric.id}]"] = [one.id for one in _lines(rubric.items)]
    for name, ids in lists.items():
        for one, times in Counter(ids).items():
            if times > 1:
                yield _found(
                    "unique",
                    name,
                    N_("The id “{id}” stands {times} times in {place}.", id=one, times=times, place=name),
                )


def _lines(items: Iterable[RubricItem]) -> Iterator[RubricItem]:
    for one in items:
        yield one
        yield from _lines(one.items)


def _references(pack: Pack) -> Iterator[Finding]:
    steps, roles = {one.id for one in pack.steps}, {one.id for one in pack.roles}
    phases, deadlines = {one.id for one in pack.phases}, {one.id for one in pack.deadlines}
    rules, actors = {one.id for one in pack.rules}, {one.id for one in pack.actors}
    categories = {one.id for one in pack.categories}
    wanted: list[tuple[str, str, Iterable[str], set[str]]] = []
    for step in pack.steps:
        wanted += [
            (f"steps[{step.id}].phase", "phase", [step.phase], phases),
            (f"steps[{step.id}].lead", "role", step.lead, roles),
            (f"steps[{step.id}].needs", "step", step.needs, steps),
        ]
    for task in pack.tasks:
        wanted += [
            (f"tasks[{task.id}].step", "step", [task.step], steps),
            (f"tasks[{task.id}].owner", "role", [task.owner], roles),
            (f"tasks[{task.id}].deadline", "deadline", filter(None, [task.deadline]), deadlines),
        ]
    for cell in pack.role_matrix:
        wanted += [("role_matrix", "step", [cell.step], steps), ("role_matrix", "role", [cell.role], roles)]
    for role in pack.roles:
        wanted.append((f"roles[{role.id}]", "step", filter(None, [role.appears, role.leaves]), steps))
    for one in pack.deadlines:
        wanted += [
            (f"deadlines[{one.id}].steps", "step", one.steps, steps),
            (f"deadlines[{one.id}].who", "actor", filter(None, [one.who]), actors | roles),
        ]
    wanted += _of_ways(pack, categories)
    for paper in pack.checklist:
        wanted.append((f"checklist[{paper.id}]", "step", filter(None, [paper.step]), steps))
    for form in pack.forms:
        wanted += [(f"forms[{form.id}].{field.id}", "rule", field.rules, rules) for field in form.fields]
    wanted += _of_rules(pack, rules)
    for category in pack.categories:
        wanted.append((f"categories[{category.id}]", "category", category.excludes, categories))
    scored = _scored(pack)
    wanted += [(f"evidence_map[{link.id}].lines", "line", link.lines, scored) for link in pack.evidence_map]
    for place, kind, ids, known in wanted:
        for one_id in ids:
            if one_id not in known:
                text = N_(
                    "{place} names the {kind} “{id}”, which is not in the pack.", place=place, kind=kind, id=one_id
                )
                yield _found("reference", place, text)


def _scored(pack: Pack) -> set[str]:
    """Return what evidence can be said to prove: the scored lines of every rubric, and the aspects of the dossier."""
    lines = {f"{rubric.id}/{one.id}" for rubric in pack.rubrics for one in _lines(rubric.items) if not one.items}
    return lines | {f"aspect:{one.aspect}" for one in (pack.dossier.chapters if pack.dossier else ()) if one.aspect}


def _of_ways(pack: Pack, categories: set[str]) -> Iterator[tuple[str, str, Iterable[str], set[str]]]:
    ways = {one.id for one in pack.ways}
    for name in ("steps", "tasks", "deadlines", "checklist"):
        for one in getattr(pack, name):
            yield f"{name}[{one.id}].ways", "way", one.ways, ways
    for way in pack.ways:
        yield f"ways[{way.id}].categories", "category", way.categories, categories


def _of_rules(pack: Pack, rules: set[str]) -> Iterator[tuple[str, str, Iterable[str], set[str]]]:
    types = {one.id for one in pack.grant_types}
    for rule in pack.rules:
        yield f"rules[{rule.id}].applies", "grant type", rule.applies, types
        yield f"rules[{rule.id}].loosens", "rule", filter(None, [rule.loosens]), rules


def _vocabulary(pack: Pack) -> Iterator[Finding]:
    allowed: list[tuple[str, str, Iterable[str]]] = [
        ("calendar", pack.calendar, ("roc", "gregorian")),
        ("paper", pack.paper, ("A4", "Letter")),
        ("country", pack.country, ("TW", "US", "")),
        ("schema", str(pack.schema), map(str, range(1, SCHEMA_VERSION + 1))),
    ]
    allowed += [(f"deadlines[{one.id}].kind", one.kind, DEADLINE_KINDS) for one in pack.deadlines]
    allowed += [(f"settings[{one.id}].kind", one.kind, SETTING_KINDS) for one in pack.settings]
    allowed += [(f"rubrics[{one.id}].stage", one.stage, STAGES) for one in pack.rubrics]
    allowed += [(f"roles[{one.id}].appears_at", one.appears_at, ("start", "end")) for one in pack.roles]
    allowed += [
        (f"eligibility[{one.id}].strength", one.strength, ("mandatory", "advisory", "county"))
        for one in pack.eligibility
    ]
    allowed += [(f"rules[{one.id}].stage", one.stage, STAGES_OF_RULES) for one in pack.rules]
    allowed += [(f"heads[{one.id}].line_class", one.line_class, LINE_CLASSES) for one in pack.heads]
    if pack.dossier:
        allowed += [("dossier.order", one, FRONT) for one in pack.dossier.order]
    for place, value, known in allowed:
        choices = tuple(known)
        if value not in choices:
            text = N_(
                "{place} says “{value}”; it may say {known}.",
                place=place,
                value=value,
                known=", ".join(sorted(choices)),
            )
            yield _found("word", place, text)


def _days(pack: Pack) -> Iterator[Finding]:
    for one in pack.deadlines:
        for day in filter(None, (one.date, one.start, one.end)):
            if not is_day(day):
                place = f"deadlines[{one.id}]"
                yield _found("date", place, N_("{place} says “{value}”, which is not a date.", place=place, value=day))


def _months(pack: Pack) -> Iterator[Finding]:
    phases = {one.id: one.months for one in pack.phases}
    spans = [(f"phases[{one.id}]", one.months, (1, pack.months)) for one in pack.phases]
    spans += [(f"steps[{one.id}]", one.months, phases.get(one.phase) or (1, pack.months)) for one in pack.steps]
    steps = {one.id: one.months for one in pack.steps}
    spans += [(f"tasks[{one.id}]", one.months, steps.get(one.step) or (1, pack.months)) for one in pack.tasks]
    for place, months, outer in spans:
        if months and not (outer[0] <= months[0] <= months[1] <= outer[1]):
            text = N_(
                "{place} runs over months {first}–{last}, outside {low}–{high}.",
                place=place,
                first=months[0],
                last=months[1],
                low=outer[0],
                high=outer[1],
            )
            yield _found("months", place, text)


def _sum(place: str, value: int, total: int) -> Iterator[Finding]:
    if value != total:
        yield _found(
            "sum", place, N_("{place} adds up to {value} instead of {total}.", place=place, value=value, total=total)
        )


def _sums(pack: Pack) -> Iterator[Finding]:
    for rubric in pack.rubrics:
        yield from _sum(f"rubrics[{rubric.id}]", sum(one.points for one in rubric.items), rubric.total)
        for item in _lines(rubric.items):
            if item.items:
                yield from _sum(f"rubrics[{rubric.id}].{item.id}", sum(one.points for one in item.items), item.points)
    if pack.quota:
        yield from _sum("quota", sum(one.places for one in pack.quota.rows), pack.quota.total)
    if pack.dossier:
        yield from _sum("dossier weights", sum(one.weight for one in pack.dossier.chapters), 100)
        pages = sum(one.pages for one in pack.dossier.chapters) + pack.dossier.front_pages + pack.dossier.appendix_pages
        yield from _sum("dossier pages", pages, pack.dossier.page_limit)


def _guidance(pack: Pack) -> Iterator[Finding]:
    for task in pack.tasks:
        number = len(task.guidance.how)
        if not MIN_ACTIONS <= number <= MAX_ACTIONS:
            place = f"tasks[{task.id}].how"
            yield _found(
                "actions", place, N_("{place} has {number} actions; it needs three to six.", place=place, number=number)
            )
    for step in pack.steps:
        if not pack.tasks_of(step.id):
            place = f"steps[{step.id}]"
            yield _found("tasks", place, N_("{place} has no task.", place=place))


def _rules(pack: Pack) -> Iterator[Finding]:
    settings = {one.id for one in pack.settings}
    for rule in pack.rules:
        place = f"rules[{rule.id}]"
        kind = KINDS.get(rule.kind)
        if kind is None:
            yield _found(
                "rule", place, N_("{place} has the kind “{kind}”, which there is not.", place=place, kind=rule.kind)
            )
            continue
        if rule.severity not in SEVERITIES or rule.subject not in SUBJECTS:
            text = N_("{place} has an unknown severity or subject.", place=place)
            yield _found("rule", place, text)
        missing = [name for name in kind.needs if name not in rule.params]
        if missing and rule.evaluated:
            yield _found("rule", place, N_("{place} lacks “{name}”.", place=place, name=missing[0]))
        for one in setting_references(rule.params):
            if one not in settings:
                yield _found(
                    "reference",
                    place,
                    N_("{place} names the setting “{id}”, which is not in the pack.", place=place, id=one),
                )
    for spot in pack.places:
        for one in spot.settings:
            if one not in settings:
                place = f"places[{spot.id}]"
                yield _found(
                    "reference",
                    place,
                    N_("{place} names the setting “{id}”, which is not in the pack.", place=place, id=one),
                )


def _dossier(pack: Pack) -> Iterator[Finding]:
    if not pack.dossier:
        return
    items = {item.id for one in pack.dossier.chapters for item in one.items}
    for chapter in pack.dossier.chapters:
        for heading in chapter.headings:
            for one in heading.items:
                if one not in items:
                    place = f"dossier.{heading.id}"
                    yield _found(
                        "reference",
                        place,
                        N_("{place} names the item “{id}”, which is not in the pack.", place=place, id=one),
                    )
    if len(set(pack.dossier.order)) != len(pack.dossier.order) or not pack.dossier.cover:
        yield _found("dossier", "dossier", N_("{place} lists a part twice, or has no cover.", place="dossier.order"))
