"""What the rules on the application form ask, answered from the records. Thread: the document lane.

Source: ``nfa_114.md`` 6, 7, 9 (APP), 15.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.programmes.rules.evaluate import RuleResult, evaluate
from app.programmes.schema import FormField, Pack
from app.programmes.ways import way_of
from app.services.dossier.press import submission_day
from app.services.eligibility.badge import badge_until
from app.services.rules_dossier import at_home

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CERTIFIED = ("dp", "dp_advanced")
"""Kinds of certificate that make somebody a certified volunteer."""
Facts = dict[str, object]


def form_results(ws: Workspace, pack: Pack, language: str) -> tuple[RuleResult, ...]:
    """Judge the rules on the form of *pack*, in their order; names of fields stand in *language*."""
    rules = tuple(one for one in pack.rules if one.subject == "form")
    over = ws.programmes.round_over(pack.id)
    if not rules:
        return ()
    homes = {"area_conditions": _place(ws.records.single("community"), "area_conditions"), "ready_date": "due"}
    judged = evaluate(pack, rules, form_facts(ws, pack, language), round_over=over)
    return tuple(at_home(one, homes) for one in judged)


def form_facts(ws: Workspace, pack: Pack, language: str) -> Facts:
    """Return quantity to value for the rules on the form; a quantity that nobody can know is left out."""
    community = ws.records.single("community")
    fields = [field for form in pack.forms for field in form.fields]
    asking = {one.id for one in pack.rules if one.params.get("records") == "form_boxes"}
    boxes = [one for one in fields if asking.intersection(one.rules)]
    facts: Facts = {
        "form_fields": tuple(
            _filled(ws, pack, one, community, language) for one in fields if one.required and one not in boxes
        ),
        "form_boxes": tuple(_box(pack, one, community, language) for one in boxes),
        "badges": (_badge(pack, community, ws.today()),),
        "area_conditions": _listed(community, "area_conditions"),
        "ready_date": ws.today(),
        "submission_date": submission_day(pack) or None,
        "exclusive_categories": _exclusive(ws, pack),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _filled(ws: Workspace, pack: Pack, one: FormField, community: Row | None, language: str) -> Mapping[str, object]:
    """Return a field of the form, whether its value is known, and where it is filled in."""
    place, there = "", True
    for source in one.fill.split(",") if one.fill else ():
        kind, _, name = source.partition(".")
        if kind == "community":
            there = there and community is not None and community.get(name) not in (None, "", ())
            place = place or _place(community, name) if not there else place
        elif kind == "certificate":
            there, place = any(_certified(ws, row) for row in ws.records.load("certificate")), "records:certificate"
    if not one.fill:
        there, place = bool(pack.way or not pack.ways), "way"
    return {"label": one.label.best(language), "there": there, "place": place}


def _box(pack: Pack, one: FormField, community: Row | None, language: str) -> Mapping[str, object]:
    """Return a field of which one box has to be ticked, with how many are."""
    name = one.fill.partition(".")[2]
    ticked = bool(community and community.get(name)) if name else bool(pack.way or not pack.ways)
    return {
        "label": one.label.best(language),
        "ticked": int(ticked),
        "place": _place(community, name) if name else "way",
    }


def _badge(pack: Pack, community: Row | None, today: str) -> Mapping[str, object]:
    """Return whether the badge holds on the day of handing in, today where that day is unknown."""
    star, until = community.get("star") if community else None, badge_until(community, pack)
    on = _day(submission_day(pack)) or _day(today)
    valid = isinstance(star, int) and star >= 1 and until is not None and on is not None and until >= on
    label = until.isoformat() if until is not None else "－"
    return {"label": label, "valid": valid, "place": _place(community, "star" if not star else "star_date")}


def _exclusive(ws: Workspace, pack: Pack) -> int | None:
    """Return how many grants that exclude one another are applied for; ``None`` where nothing was chosen."""
    way = way_of(pack)
    if way is None:
        return None
    excludes = {one.id: set(one.excludes) for one in pack.categories}
    chosen = set(way.categories)
    for other in ws.programmes.joined():
        rival = way_of(other.pack)
        if other.pack.id != pack.id and other.pack.family == pack.family and other.pack.round == pack.round and rival:
            chosen |= set(rival.categories)
    clashing = any(excludes.get(one, set()) & chosen for one in chosen)
    return 2 if clashing else 1


def _certified(ws: Workspace, row: Row) -> bool:
    ends = _day(row.get("expires_on"))
    today = _day(ws.today())
    held = row.get("kind") in CERTIFIED and bool(row.get("member"))
    return held and (ends is None or today is None or ends >= today)


def _place(row: Row | None, name: str) -> str:
    return f"record:community:{row.id}:{name}" if row is not None else "records:community"


def _listed(row: Row | None, name: str) -> tuple[object, ...]:
    value = row.get(name) if row is not None else ()
    return tuple(value) if isinstance(value, tuple) else ()


def _day(value: object) -> date | None:
    """Return a full day; a month or a year counts from its first day."""
    if not isinstance(value, str) or not value:
        return None
    year, month, day = (*(int(one) for one in value.split("-")), 1, 1)[:3]
    return date(year, month, day)
