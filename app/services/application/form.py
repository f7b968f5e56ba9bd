"""What stands in each field of the official form, where it comes from, and what is missing.

The form has no values of its own: it reads the community, the certificates and the route, so that a correction
made once is right everywhere. Source: ``nfa_114.md`` 7. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import N_, Label, own_words
from app.models.document.changes import ChangeSet
from app.programmes.schema import Form, FormField, Pack
from app.programmes.ways import way_of
from app.services.programmes.rounds import has_form, round_for

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CERTIFIED = ("dp", "dp_advanced")
"""Kinds of certificate that make somebody a certified volunteer."""
APPLICATION = "application"
EXCELLENT, GENERAL = "excellent", "general"


@dataclass(frozen=True, slots=True)
class FormLine:
    """One field of the form.

    Args:
        field: as the programme prints it.
        values: what stands in it, one for each of its sources; "" for what is missing.
        ticked: place of the box that is ticked, -1 for none and for fields without boxes.
        sources: record type, id and field that it is filled from; the id is "" where there is no record yet.
        told: where it comes from, in words.
        route: where to go to change it.
        missing: whether it is still empty.
    """

    field: FormField
    values: tuple[str, ...]
    ticked: int
    sources: tuple[tuple[str, str, str], ...]
    told: Label
    route: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody with a certificate. ``id``: of the person; ``until``: ISO day on which it expires, "" never."""

    id: str
    name: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class FormView:
    """The form of a round as it stands.

    Args:
        pack: the round, on its way.
        form: as the programme prints it.
        needed: whether the chosen route asks for it.
        volunteers: those who may be named on it.
        volunteer: person id of the one who is, "" for none.
        record: the record of what happened to the form, ``None`` before the first note.
    """

    pack: Pack
    form: Form
    lines: tuple[FormLine, ...]
    needed: bool
    volunteers: tuple[Volunteer, ...]
    volunteer: str
    record: Row | None

    @property
    def missing(self) -> tuple[FormLine, ...]:
        """The fields that are still empty."""
        return tuple(one for one in self.lines if one.missing)


def form_view(ws: Workspace, pack_id: str = "") -> FormView | None:
    """Return the form of the round that is worked on (``rounds.round_for``); ``None``: no joined round has one."""
    pack = round_for(ws, has_form, pack_id)
    if pack is None:
        return None
    record, volunteers = application_of(ws, pack.id), certified(ws)
    named = _named(record, volunteers)
    community = ws.records.single("community")
    lines = tuple(_line(ws, pack, one, community, record, named) for one in pack.forms[0].fields)
    way = way_of(pack) if pack.way else None
    needed = way is None or APPLICATION not in way.hides
    return FormView(pack, pack.forms[0], lines, needed, volunteers, named.id if named else "", record)


def application_of(ws: Workspace, pack_id: str) -> Row | None:
    """Return the record of a round's form, ``None`` before the first note."""
    return next((row for row in ws.records.load(APPLICATION) if row.get("programme") == pack_id), None)


def certified(ws: Workspace) -> tuple[Volunteer, ...]:
    """Return everybody with a certificate of a disaster volunteer that has not expired, by name."""
    people, today = {row.id: row for row in ws.records.load("person")}, ws.today()
    found: dict[str, Volunteer] = {}
    for row in ws.records.load("certificate"):
        person, until = people.get(row.text("member")), row.text("expires_on")
        if row.get("kind") in CERTIFIED and person is not None and (not until or until >= today):
            found.setdefault(person.id, Volunteer(person.id, person.text("name"), until))
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.id)))


def name_volunteer(ws: Workspace, pack_id: str, person: str) -> ChangeSet | None:
    """Put a certified volunteer on the form; "" takes the name off again."""
    record = application_of(ws, pack_id)
    value = person or None
    if record is not None:
        return ws.records.change(APPLICATION, record.id, {"volunteer": value})
    return ws.records.create(APPLICATION, {"programme": pack_id, "volunteer": value})[1]


def begin(ws: Workspace, pack_id: str) -> Row:
    """Return the record of a round's form; it is made where there is none."""
    found = application_of(ws, pack_id)
    return found or ws.records.create(APPLICATION, {"programme": pack_id})[0]


def _named(record: Row | None, volunteers: Sequence[Volunteer]) -> Volunteer | None:
    """Return who stands on the form: the one that was chosen, or the only one that there is."""
    chosen = record.text("volunteer") if record is not None else ""
    if chosen:
        return next((one for one in volunteers if one.id == chosen), None)
    return volunteers[0] if len(volunteers) == 1 else None


def _line(
    ws: Workspace, pack: Pack, field: FormField, community: Row | None, record: Row | None, named: Volunteer | None
) -> FormLine:
    kind = field.fill.partition(".")[0]
    if not field.fill:
        return _of_the_way(pack, field)
    if kind == "certificate":
        name = named.name if named else ""
        route = f"record:person:{named.id}:name" if named else "records:certificate"
        told = N_("From the certificates: {name}", name=own_words(name)) if name else N_("From the certificates")
        source = (APPLICATION, record.id if record else "", "volunteer")
        return FormLine(field, (name,), -1, (source,), told, route, not name)
    return _of_the_community(ws, field, community)


def _of_the_community(ws: Workspace, field: FormField, community: Row | None) -> FormLine:
    names = tuple(one.partition(".")[2] for one in field.fill.split(","))
    known = {one.name: one for one in ws.records.catalogue()["community"].fields}
    values = tuple(_text(community, name) for name in names)
    ticked = _ticked(field, values[0])
    if field.type == "choice":
        values = (field.options[ticked].best("zh_TW"),) if ticked >= 0 else ("",)
    gone = next((name for name, value in zip(names, values, strict=False) if not value), names[0])
    route = f"record:community:{community.id}:{gone}" if community else "records:community"
    labels = tuple(known[name].label for name in names)
    told = N_("From the community profile: {fields}", fields=labels)
    sources = tuple(("community", community.id if community else "", name) for name in names)
    return FormLine(field, values, ticked, sources, told, route, not all(values))


def _of_the_way(pack: Pack, field: FormField) -> FormLine:
    """Return the field that the route answers: whether the community is put forward for the evaluation."""
    ticked = {EXCELLENT: 0, GENERAL: 1}.get(pack.way, -1)
    value = field.options[ticked].best("zh_TW") if 0 <= ticked < len(field.options) else ""
    return FormLine(field, (value,), ticked, (), N_("From the route that you chose"), f"way:{pack.id}", not value)


def _text(community: Row | None, name: str) -> str:
    value = community.get(name) if community is not None else None
    return "" if value is None else str(value).strip()


def _ticked(field: FormField, value: str) -> int:
    """Return the place of the box that a stored value ticks, -1 for none."""
    if field.type != "choice" or not value:
        return -1
    at = int(value) - 1 if value.isdigit() else {"in_plan": 0, "self": 1}.get(value, -1)
    return at if at < len(field.options) else -1
