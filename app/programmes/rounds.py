"""Sets up another year of a programme from the one there is, and a group's own values.

``round_fields`` is the form: every date, amount, page count, size and weight of the round, each with
room for who told the group. ``make_round`` turns the filled form into the compiled bytes of a new pack;
ids of steps and tasks stay as they are, so that the two years can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from app.core.messages import N_, Label, LocalText, Message
from app.programmes.loader import raw_tree
from app.programmes.schema import Pack

Tree = dict[str, Any]
WAY = "way"
"""Choice of a joined round: the way through it, by the id of one of the pack's ``ways``."""
DAY_PARTS = ("date", "start", "end")
GROUPS: Mapping[str, Message] = MappingProxyType(
    {
        "year": N_("Year"),
        "dates": N_("Dates"),
        "amounts": N_("Amounts and numbers"),
        "pages": N_("Pages"),
        "sizes": N_("Sizes"),
        "weights": N_("Weights"),
        "visit": N_("Visit"),
        "other": N_("Other values"),
    }
)
"""Headings of the form, in order."""


@dataclass(frozen=True, slots=True)
class RoundField:
    """One field of the form "Set up our year".

    Args:
        id: such as ``date:T1``, ``date:T2:start``, ``amount:GEN``, ``set:max_pages``, ``weight:written:1``.
        kind: ``integer``, ``money``, ``date``, ``month`` or ``text``.
        value: of the round that it starts from; a date is shown, never taken over.
        group: key of ``GROUPS``.
        told_by: who told the group, where it was set up by them.
    """

    id: str
    label: Label
    kind: str
    value: str | int | None
    group: str
    unit: LocalText | None = None
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class RoundValue:
    """What was filled in. ``told_by``: who told the group, in their words."""

    value: str | int | None
    told_by: str = ""


def round_fields(pack: Pack) -> tuple[RoundField, ...]:
    """Return the form's fields in the order of its headings."""
    order = list(GROUPS)
    return tuple(sorted(_fields(pack), key=lambda one: order.index(one.group)))


def _fields(pack: Pack) -> Iterator[RoundField]:
    number = int(pack.round) + 1 if pack.round.isdigit() else None
    yield RoundField("round", N_("Year of the new round"), "integer", number, "year")
    yield RoundField("start_month", N_("First month"), "month", "", "year")
    for one in pack.deadlines:
        if one.start or one.end or one.kind == "planned":
            start, end = N_("{title}: from", title=one.title), N_("{title}: to", title=one.title)
            yield RoundField(f"date:{one.id}:start", start, "date", one.start, "dates", told_by=one.told_by)
            yield RoundField(f"date:{one.id}:end", end, "date", one.end, "dates", told_by=one.told_by)
        else:
            yield RoundField(f"date:{one.id}", one.title, "date", one.date, "dates", told_by=one.told_by)
    for kind in pack.categories:
        yield RoundField(f"amount:{kind.id}", kind.title, "money", kind.amount, "amounts", told_by=kind.told_by)
        count = N_("{title}: how many", title=kind.title)
        yield RoundField(f"count:{kind.id}", count, "integer", kind.count, "amounts", told_by=kind.told_by)
    for setting in pack.settings:
        group = setting.group if setting.group in GROUPS else "other"
        told = setting.told_by
        yield RoundField(f"set:{setting.id}", setting.label, setting.kind, setting.value, group, setting.unit, told)
    for rubric in pack.rubrics:
        for item in rubric.items:
            label = N_("{rubric}: {title}", rubric=rubric.title, title=item.title)
            yield RoundField(
                f"weight:{rubric.id}:{item.id}", label, "integer", item.points, "weights", None, item.told_by
            )


def make_round(data: bytes, values: Mapping[str, RoundValue], *, source: str) -> bytes:
    """Return the compiled bytes of a new round.

    Dates that nobody gave are emptied: last year's day is never this year's. Other values that were left
    out stay as they were.

    Args:
        data: compiled bytes of the round to start from.
        values: field id to what was filled in; ``round`` is needed.
        source: stands as the source of a value whose teller is not named.

    Raises:
        ValueError: the round's number is missing.
        ProgrammeError: the pack cannot be read.
    """
    tree = raw_tree(data)
    number = values.get("round")
    if number is None or not str(number.value or "").strip().isdigit():
        raise ValueError("a round needs its year")
    before, after = str(tree.get("round", "")), str(number.value).strip()
    tree |= {"round": after, "id": f"{tree['family']}-{after}", "version": 1}
    tree["start_month"] = _moved_month(str(tree.get("start_month", "")), before, after, values)
    _dates(tree, values, source)
    for entry in _list(tree, "categories"):
        _put(entry, "amount", values.get(f"amount:{entry['id']}"), source)
        _put(entry, "count", values.get(f"count:{entry['id']}"), source)
    given = {key.removeprefix("set:"): one.value for key, one in values.items() if key.startswith("set:")}
    _follow(tree, given)
    for entry in _list(tree, "settings"):
        _put(entry, "value", values.get(f"set:{entry['id']}"), source)
    _weights(tree, values, source)
    return msgspec.json.encode(tree, order="sorted")


def with_choices(data: bytes, choices: Mapping[str, object]) -> bytes:
    """Return the bytes with a group's own values of settings and of the place they chose.

    The place's language is what a new group is greeted in. It is never made the dossier's: that one is set
    only where an authority asks for one language, and every output in another is a reading copy then.

    Args:
        data: compiled bytes.
        choices: ``place`` (a place's id), setting ids, ``way``, and days by :func:`day_key`.
    """
    if not choices:
        return data
    tree = raw_tree(data)
    place = next((one for one in _list(tree, "places") if one["id"] == choices.get("place")), None)
    wanted = dict(choices)
    if place is not None:
        tree |= {key: place[key] for key in ("currency", "calendar", "paper") if place.get(key)}
        wanted = {**place.get("settings", {}), **wanted}
    tree |= {key: wanted[key] for key in ("currency", "calendar", "paper") if wanted.get(key)}
    if "warn_pages" not in choices and wanted.get("max_pages") != (place or {}).get("settings", {}).get("max_pages"):
        wanted.pop("warn_pages", None)  # the place's own goes with the place's own limit
    _follow(tree, wanted)
    for entry in _list(tree, "settings"):
        if entry["id"] in wanted:
            entry["value"] = wanted[entry["id"]]
    _own_days(tree, wanted)
    if any(one["id"] == wanted.get(WAY) for one in _list(tree, "ways")):
        tree[WAY] = wanted[WAY]
    if "max_pages" in wanted:
        _pages(tree)
    return msgspec.json.encode(tree, order="sorted")


def day_key(deadline_id: str, part: str = "date") -> str:
    """Return the name of the choice that holds a group's own day. ``part``: ``date``, ``start`` or ``end``."""
    return f"day:{deadline_id}:{part}"


def _own_days(tree: Tree, wanted: Mapping[str, object]) -> None:
    """Put the days that a group set itself in the place of planned and unknown ones; a hard date stays."""
    for entry in _list(tree, "deadlines"):
        given = {part: wanted[key] for part in DAY_PARTS if (key := day_key(entry["id"], part)) in wanted}
        if given and entry.get("kind") != "hard":
            entry |= {**given, "approx": False}


def _follow(tree: Tree, given: Mapping[str, object]) -> None:
    """Let what hangs on a setting go with it: the warning with the page limit, the plan with its length."""
    settings = {one["id"]: one for one in _list(tree, "settings")}
    most, warn = (settings.get(key, {}).get("value") for key in ("max_pages", "warn_pages"))
    limit, months = given.get("max_pages"), given.get("months")
    if isinstance(limit, int) and isinstance(most, int) and isinstance(warn, int) and "warn_pages" not in given:
        settings["warn_pages"]["value"] = max(1, limit - (most - warn))
    if "months" in settings and isinstance(months, int) and months > 0:
        _stretch(tree, months)


def _stretch(tree: Tree, months: int) -> None:
    """Let the plan take *months*; what lay within something else still does."""
    before = int(tree.get("months", 12))
    tree["months"] = months
    for key in ("phases", "steps", "tasks"):
        for entry in _list(tree, key):
            if entry.get("months"):
                first, last = entry["months"]
                begins = 1 + (first - 1) * months // before
                entry["months"] = [begins, max(begins, -(-last * months // before))]


def difference(older: Pack, newer: Pack) -> tuple[tuple[Label, object, object], ...]:
    """Return what changed between two rounds: label, value then, value now."""
    then = {one.id: one for one in round_fields(older)}
    now = {one.id: one for one in round_fields(newer)}
    return tuple(
        (one.label, then[key].value if key in then else None, one.value)
        for key, one in now.items()
        if key != "round" and (key not in then or then[key].value != one.value)
    )


def _list(tree: Tree, key: str) -> list[Tree]:
    value = tree.get(key)
    return [one for one in value if isinstance(one, dict) and "id" in one] if isinstance(value, list) else []


def _put(entry: Tree, key: str, given: RoundValue | None, source: str) -> None:
    if given is not None and given.value != entry.get(key):
        entry |= {key: given.value, "told_by": given.told_by, "source": given.told_by or source, "inferred": False}
    elif given is not None and given.told_by:
        entry |= {"told_by": given.told_by, "source": given.told_by}


def _dates(tree: Tree, values: Mapping[str, RoundValue], source: str) -> None:
    for entry in _list(tree, "deadlines"):
        entry.pop("words", None)
        for key, field in (("date", "date:{id}"), ("start", "date:{id}:start"), ("end", "date:{id}:end")):
            given = values.get(field.format(id=entry["id"]))
            had = bool(entry.get(key))
            entry[key] = ""
            if given is not None and given.value:
                _put(entry, key, given, source)
                entry["approx"] = False
            elif had:
                entry.pop("approx", None)


def _moved_month(month: str, before: str, after: str, values: Mapping[str, RoundValue]) -> str:
    given = values.get("start_month")
    if given is not None and given.value:
        return str(given.value)
    if not month or not before.isdigit():
        return month
    return f"{int(month[:4]) + int(after) - int(before):04d}{month[4:]}"


def _weights(tree: Tree, values: Mapping[str, RoundValue], source: str) -> None:
    for rubric in _list(tree, "rubrics"):
        for item in rubric.get("items", []):
            given = values.get(f"weight:{rubric['id']}:{item['id']}")
            if given is None or given.value == item.get("points"):
                continue
            _put(item, "points", given, source)
            # the old sub-items no longer add up; they are told anew or not at all
            if sum(one.get("points", 0) for one in item.get("items", [])) != item["points"]:
                item.pop("items", None)
    _chapters(tree)


def _chapters(tree: Tree) -> None:
    """Let the chapters' weights follow the written rubric (else the group's own), and their pages the weights."""
    dossier = tree.get("dossier")
    rubrics = {one.get("stage"): one for one in reversed(_list(tree, "rubrics"))}
    written = rubrics.get("written") or rubrics.get("self")
    if not isinstance(dossier, dict) or written is None:
        return
    points = {str(item["id"]): item["points"] for item in written["items"]}
    for chapter in dossier.get("chapters", []):
        chapter["weight"] = points.get(str(chapter.get("aspect", "")), chapter["weight"])
    _pages(tree)


def _pages(tree: Tree) -> None:
    """Share the page limit out among the chapters by their weights."""
    dossier = tree.get("dossier")
    if not isinstance(dossier, dict):
        return
    settings = {one["id"]: one.get("value") for one in _list(tree, "settings")}
    limit = settings.get("max_pages") or dossier.get("page_limit", 0)
    room = limit - dossier.get("front_pages", 0) - dossier.get("appendix_pages", 0)
    chapters = dossier.get("chapters", [])
    for chapter, pages in zip(chapters, share_out(room, [one["weight"] for one in chapters]), strict=True):
        chapter["pages"] = pages


def share_out(total: int, weights: list[int]) -> list[int]:
    """Return *total* shared out by *weights* in whole numbers (largest remainder first)."""
    whole = sum(weights)
    if whole <= 0 or total <= 0:
        return [0 for _ in weights]
    shares = [total * one // whole for one in weights]
    left = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in left[: total - sum(shares)]:
        shares[at] += 1
    return shares
