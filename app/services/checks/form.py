"""What the rules on the application form ask, answered from the records. Thread: the document lane.

Source: ``nfa_114.md`` 6, 7, 9 (APP), 15.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.programmes.rules.evaluate import RuleResult, evaluate
from app.programmes.schema import Pack
from app.programmes.ways import way_of
from app.services.application.form import FormLine, form_view
from app.services.dossier.press import submission_day
from app.services.eligibility.badge import badge_until, first_day
from app.services.rules.dossier import at_home

if TYPE_CHECKING:
    from app.services.workspace import Workspace

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
    community, view = ws.records.single("community"), form_view(ws, pack.id)
    lines = view.lines if view is not None and view.needed else None
    asking = {one.id for one in pack.rules if one.params.get("records") == "form_boxes"}
    facts: Facts = {
        "badges": (_badge(pack, community, ws.today()),),
        "area_conditions": _listed(community, "area_conditions"),
        "ready_date": ws.today(),
        "submission_date": submission_day(pack) or None,
        "exclusive_categories": _exclusive(ws, pack),
    }
    if lines is not None:
        boxes = [one for one in lines if asking.intersection(one.field.rules)]
        facts["form_fields"] = tuple(_filled(one, language) for one in lines if one.field.required and one not in boxes)
        facts["form_boxes"] = tuple(_ticked(one, language) for one in boxes)
    return {name: value for name, value in facts.items() if value is not None}


def _filled(one: FormLine, language: str) -> Mapping[str, object]:
    return {"label": one.field.label.best(language), "there": not one.missing, "place": one.route}


def _ticked(one: FormLine, language: str) -> Mapping[str, object]:
    return {"label": one.field.label.best(language), "ticked": int(one.ticked >= 0), "place": one.route}


def _badge(pack: Pack, community: Row | None, today: str) -> Mapping[str, object]:
    """Return whether the badge holds on the day of handing in, today where that day is unknown."""
    star, until = community.get("star") if community else None, badge_until(community, pack)
    on = first_day(submission_day(pack) or today)
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


def _place(row: Row | None, name: str) -> str:
    return f"record:community:{row.id}:{name}" if row is not None else "records:community"


def _listed(row: Row | None, name: str) -> tuple[object, ...]:
    value = row.get(name) if row is not None else ()
    return tuple(value) if isinstance(value, tuple) else ()
