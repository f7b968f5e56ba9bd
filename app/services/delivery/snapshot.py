"""The Community Snapshot: overview, hazards, who sits on the team by perspective, priorities and potential actions.

No name of a person stands in it, whoever reads it: nothing is taken from fields of people, and a name that
somebody wrote into a text is blotted out. Source: ``mvp2.md`` 14.13 (W13). Thread: the document lane.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.messages import N_, NP_, Label
from app.core.richtext import plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, Paragraph, Table
from app.models.options import CLIMATE_HAZARDS, HAZARDS
from app.services.delivery import tables
from app.services.delivery.view import WorkView
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.priorities.crosswalk import GONE

TITLE = N_("Community Snapshot")
OTHER = "OTHER"
"""Any other hazard; without a disaster behind it, it says nothing."""
BLOT = "○○"
LEAST_NAME = 2
"""Letters that a name has at least, so that no single letter is blotted out."""


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """What the snapshot takes besides the records.

    Args:
        view: the project.
        names: of all people; blotted out wherever somebody wrote one.
        roles: id of each role to what it is called; those of the core team alone.
    """

    view: WorkView
    names: tuple[str, ...]
    roles: Mapping[str, Label]


def snapshot_spec(shown: ShownRecords, setting: ListSetting, facts: SnapshotFacts) -> DocumentSpec:
    """Return the Community Snapshot."""
    made = _Snapshot(shown, setting, facts)
    blocks = (*made.overview(), *made.hazards(), *made.team(), *made.priorities())
    return list_document(shown, TITLE, blocks, setting)


class _Snapshot:
    """The parts of the snapshot, in order."""

    def __init__(self, shown: ShownRecords, setting: ListSetting, facts: SnapshotFacts) -> None:
        self._shown, self._setting, self._facts = shown, setting, facts
        self._names = sorted((one for one in facts.names if len(one) >= LEAST_NAME), key=len, reverse=True)

    def overview(self) -> list[Block]:
        """Return where this is, how many live there, and what is done."""
        shown, view = self._shown, self._facts.view
        head = " · ".join(one for one in (self._setting.community, self._setting.date_text) if one)
        out: list[Block] = [Paragraph("head", plain(head), "note"), self._heading("overview", N_("Overview"))]
        row = next(iter(shown.rows("community")), None)
        rows: list[tuple[str, str]] = []
        if row is not None:
            places = [shown.cell(row, name) for name in ("village", "township", "county", "town", "state")]
            rows.append((shown.text(N_("Place")), shown.listed([one for one in places if one])))
            record = shown.record_type("community")
            rows += [
                (shown.text(record.field(name).label), shown.cell(row, name))
                for name in ("population", "extent", "environment", "risk")
            ]
        name = view.project.title if view.project else view.idea.title if view.idea else ""
        rows.append((shown.text(N_("Seed project")), name))
        if view.idea is not None:
            rows.append((shown.text(N_("The project in short")), shown.cell(view.idea, "what")))
        table = tables.pairs("overview-table", [(label, self._nameless(said)) for label, said in rows if said])
        return [*out, table if table is not None else tables.nothing("no-overview", shown)]

    def hazards(self) -> list[Block]:
        """Return the hazards that anybody recorded, those with the most past disasters first, in one line.

        What was only feared by a priority that nobody works on any longer is no hazard of today.
        """
        shown, past = self._shown, Counter(str(row.get("hazard") or "") for row in self._shown.rows("disaster_event"))
        found = {str(row.get("hazard")) for row in shown.rows("hazard_potential") if row.get("hazard")} | set(past)
        for name in ("statement", "priority", "population_group"):
            for row in shown.rows(name):
                value = row.get("hazards") if name != "priority" or row.get("disposition") not in GONE else None
                found |= set(value) if isinstance(value, tuple) else set()
        labels = {one.key: one.label for one in (*CLIMATE_HAZARDS, *HAZARDS)}
        named = [one for one in found if one in labels and (one != OTHER or past[one])]
        known = sorted(named, key=lambda one: (-past[one], list(labels).index(one)))
        said = shown.listed([self._hazard(labels[one], past[one]) for one in known])
        line: Block = Paragraph("hazards-line", plain(said), "plain") if said else tables.nothing("no-hazards", shown)
        return [self._heading("hazards", N_("Hazards")), line]

    def _hazard(self, label: Label, times: int) -> str:
        if not times:
            return self._shown.text(label)
        said = NP_("{hazard} ({n} past disaster)", "{hazard} ({n} past disasters)", times, hazard=label)
        return self._shown.text(said)

    def team(self) -> list[Block]:
        """Return the perspectives on the team, with groups and languages, and how many people hold which role."""
        shown, out = self._shown, [self._heading("team", N_("Who sits on the team, by perspective"))]
        blocks: list[Block] = list(out)
        body = [
            [self._nameless(shown.cell(row, name)) or tables.DASH for name in ("perspective", "groups", "languages")]
            for row in shown.rows("seat")
        ]
        if body:
            head = [shown.text(one) for one in (N_("Perspective"), N_("Groups"), N_("Languages"))]
            blocks.append(_table("seats", (Column(7), Column(7), Column(4)), head, body))
        counted = Counter(
            role for row in shown.tally("person_role") if (role := str(row.get("role") or "")) and not row.get("end")
        )
        roles = [(label, counted[key]) for key, label in self._facts.roles.items() if counted[key]]
        said = [
            shown.text(NP_("{role}: {n} person", "{role}: {n} people", number, role=label)) for label, number in roles
        ]
        if said:
            blocks.append(Paragraph("roles", plain(" · ".join(said)), "plain"))
        return blocks if body or roles else [*blocks, tables.nothing("no-team", shown)]

    def priorities(self) -> list[Block]:
        """Return each priority with what could be done for it."""
        shown = self._shown
        body = []
        for row in shown.rows("priority"):
            if row.get("disposition") in GONE:
                continue
            actions = [self._nameless(shown.cell(one, "title")) for one in row.below("actions")]
            body.append(
                [self._nameless(shown.cell(row, "title")), "\n".join(one for one in actions if one) or tables.DASH]
            )
        title = self._heading("priorities", N_("Priorities and potential actions"))
        if not body:
            return [title, tables.nothing("no-priorities", shown)]
        head = [shown.text(N_("Priority")), shown.text(N_("Potential actions"))]
        return [title, _table("priorities-table", (Column(7), Column(11)), head, body)]

    def _nameless(self, said: str) -> str:
        for one in self._names:
            said = said.replace(one, BLOT)
        return said

    def _heading(self, key: str, said: Label) -> Heading:
        return Heading(key, 1, plain(self._shown.text(said)), numbered=False)


def _table(key: str, columns: tuple[Column, ...], head: Sequence[str], body: Sequence[Sequence[str]]) -> Table:
    rows = tuple(tuple(plain(cell) for cell in row) for row in (head, *body))
    return Table(key, columns, rows, header=1, numbered=False)
