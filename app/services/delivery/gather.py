"""Gathers a project that is carried out from rows. Pure; thread: any.

Source: ``mvp2.md`` 4 (steps 8 to 10), 11, 14 (traps 3 and 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.fields import Row
from app.services.delivery.findings import is_approved, made_early
from app.services.delivery.money import project_money, second_year_of
from app.services.delivery.months import first_day, index, iso_month, last_day, months_between
from app.services.delivery.view import ChangeFacts, MeasureFacts, Reach, Sources, Stand, TaskFacts, WorkView

PLANNERS = frozenset({"PLV"})
"""Roles of packs whose holders manage a project only until its plan stands. Source: ``mvp2.md`` 14.3."""
MANAGERS = frozenset({"MPM", "coordinator"})
"""Roles of packs whose holders can manage a project from then on."""


def gather(sources: Sources) -> WorkView:
    """Return everything about the project, or about all of them."""
    rows, today = sources.rows, first_day(sources.today) or date.min
    decisions, projects = tuple(rows("seed_decision")), tuple(rows("project"))
    planned = tuple(rows("plan_task"))
    own = _own_project(sources.project, decisions, projects, planned)
    mine = _Mine(sources.project, own.id if own else "")
    tasks = tuple(sorted((_task(row, today) for row in mine.of(planned)), key=_in_time))
    decision = _decision(decisions, own.id if own else "")
    chosen = str(decision.get("chosen") or "") if decision else ""
    idea = next((row for row in rows("idea") if row.id == chosen), None)
    first, last = _term(own, tasks)
    check_ins = tuple(sorted(mine.of(rows("check_in")), key=lambda row: str(row.get("month") or ""), reverse=True))
    people = tuple(rows("person"))
    vendors = mine.of(rows("procurement"))
    managers = tuple((row.id, row.title) for row in people if _roles(row) & MANAGERS and not row.get("left_on"))
    manager = _manager(own, vendors, managers)
    return WorkView(
        sources.today,
        sources.rules,
        projects,
        own,
        idea,
        decision,
        tasks,
        mine.of(rows("permission")),
        tuple(sorted(mine.of(rows("plan_risk")), key=_worst)),
        tuple(_measure(row, today) for row in mine.of(rows("equity_measure"))),
        tuple(_change(row) for row in mine.of(rows("change_request"))),
        check_ins,
        vendors,
        mine.of(rows("reflection")),
        tuple(rows("next_step")),
        project_money(sources, decisions, own),
        second_year_of(rows("liaison_agreement")),
        first,
        last,
        months_between(first, last) if first and last and first <= last else 0,
        manager,
        any(row.id == manager and _roles(row) & PLANNERS for row in people),
        managers,
        _unchecked(check_ins, first, last, today),
    )


@dataclass(frozen=True, slots=True)
class _Mine:
    """Which rows belong to the project: those that name it; what names none belongs to the project of the file."""

    asked: str
    own: str

    def of(self, found: Iterable[Row]) -> tuple[Row, ...]:
        if not self.asked:
            return tuple(found)
        return tuple(row for row in found if str(row.get("project") or self.own) == self.asked)


def _own_project(asked: str, decisions: Sequence[Row], projects: Sequence[Row], tasks: Sequence[Row]) -> Row | None:
    """Return the project that is meant: asked for, of the decision, of most tasks, or the only one there is."""
    wanted = asked or next((str(row.get("project")) for row in decisions if row.get("project")), "")
    found = next((row for row in projects if row.id == wanted), None)
    if found is not None or asked:
        return found
    named = Counter(str(row.get("project")) for row in tasks if row.get("project"))
    most = named.most_common(1)[0][0] if named else ""
    return next((row for row in projects if row.id == most), projects[0] if len(projects) == 1 else None)


def _decision(decisions: Sequence[Row], project: str) -> Row | None:
    return next(
        (row for row in decisions if str(row.get("project") or "") == project), decisions[0] if decisions else None
    )


def _in_time(one: TaskFacts) -> tuple[date, date, str]:
    begins = one.first or one.last or date.max
    return begins, one.last or begins, one.row.title


def _manager(project: Row | None, vendors: Sequence[Row], managers: Sequence[tuple[str, str]]) -> str:
    """Return who manages the project: as it says, else who follows the planning vendor, else who has that role."""
    named = str(project.get("manager") or "") if project else ""
    follows = next((str(row.get("follows")) for row in vendors if row.get("follows")), "")
    return named or follows or (managers[0][0] if managers else "")


def _task(row: Row, today: date) -> TaskFacts:
    milestone = row.get("kind") == "milestone"
    first, last = first_day(row.get("start")), last_day(row.get("end"))
    backwards = first is not None and last is not None and last < first
    stand = _stand(row, last, today)
    late = (today - last).days if stand is Stand.LATE and last is not None else 0
    return TaskFacts(row, milestone, first, last, stand, late, backwards)


def _stand(row: Row, last: date | None, today: date) -> Stand:
    """Return how a task stands: what was begun before its day is being done, never wrong."""
    said = str(row.get("status") or "")
    if said == "dropped":
        return Stand.DROPPED
    if said == "done" or row.get("done_on"):
        return Stand.DONE
    if last is not None and last < today:
        return Stand.LATE
    return Stand(said) if said in ("doing", "stuck") else Stand.OPEN


def _term(project: Row | None, tasks: Sequence[TaskFacts]) -> tuple[date | None, date | None]:
    """Return the first and the last day: as the project says, else from the first task to the last."""
    counted = [one for one in tasks if one.stand is not Stand.DROPPED]
    starts = [day for one in counted if (day := one.first or one.last)]
    ends = [day for one in counted if (day := one.last or one.first)]
    first = first_day(project.get("start")) if project else None
    last = last_day(project.get("end")) if project else None
    return first or min(starts, default=None), last or max(ends, default=None)


def _worst(row: Row) -> tuple[bool, int]:
    grades = {"low": 1, "middle": 2, "high": 3}
    return row.get("status") == "done", -grades.get(str(row.get("likely")), 0) * grades.get(str(row.get("harm")), 0)


def _measure(row: Row, today: date) -> MeasureFacts:
    readings = [one for one in row.below("readings") if isinstance(one.get("value"), int)]
    readings.sort(key=lambda one: str(one.get("date") or ""))
    last = readings[-1] if readings else None
    due = last_day(row.get("next_on"))
    return MeasureFacts(row, _reach(row, last), last, due is not None and due <= today)


def _reach(row: Row, last: Row | None) -> Reach:
    baseline, target = row.get("baseline"), row.get("target")
    if not isinstance(baseline, int):
        return Reach.NO_BASELINE
    if not isinstance(target, int):
        return Reach.NO_TARGET
    value = last.get("value") if last is not None else None
    if not isinstance(value, int):
        return Reach.NOT_READ
    lower = row.get("better_is") == "lower" or (not row.get("better_is") and target < baseline)
    sign = -1 if lower else 1
    if sign * value >= sign * target:
        return Reach.REACHED
    return Reach.WORSE if sign * value < sign * baseline else Reach.ON_THE_WAY


def _change(row: Row) -> ChangeFacts:
    approved = is_approved(row)
    waiting = not approved and not row.get("made_on") and row.get("answer") not in ("refused", "dropped")
    return ChangeFacts(row, approved, made_early(row), waiting)


def _roles(person: Row) -> set[str]:
    """Return the roles that a person holds now."""
    return {str(one.get("role")) for one in person.below("roles") if not one.get("end")}


def _unchecked(check_ins: Sequence[Row], first: date | None, last: date | None, today: date) -> tuple[str, ...]:
    """Return the whole months of the work that have passed without a check-in, the latest first."""
    if first is None or first > today:
        return ()
    until = index(today.replace(day=1) - timedelta(days=1))
    if last is not None:
        until = min(until, index(last))
    known = {str(row.get("month") or "")[:7] for row in check_ins}
    found = (iso_month(number) for number in range(until, index(first) - 1, -1))
    return tuple(month for month in found if month not in known)
