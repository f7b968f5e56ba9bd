"""The seed project of the open document: read whole, scored, chosen, approved. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import InputError
from app.core.fields import Finding, Row
from app.core.messages import N_, own_words
from app.models.catalogue import catalogue
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import Pack
from app.services.document_settings import DocumentSettings
from app.services.parsing import parse_value
from app.services.programmes.service import ProgrammeService
from app.services.questionnaires import QuestionnaireService
from app.services.records import RecordService
from app.services.scoring.desk import ScoringService
from app.services.seed.gates import CHOSEN, COMPARED, EACH, Rules, rules_of
from app.services.seed.shelf import selection, shelf
from app.services.seed.spending import early_spending, findings_of, money_of
from app.services.seed.view import SeedView, Sources, gather

GONE = N_("This idea is gone.")
AGAIN = N_("Look at the list of ideas again.")
LIAISONS, STAFF = frozenset({"LIA", "liaison"}), frozenset({"MPM", "MCT"})
"""Roles of packs whose holders score as liaisons and as municipal staff."""
NUMBERS = ("seed_months_max", "seed_money", "communities", "ideas_max", "seed_choice")
"""Settings of the round that the gates read and the team may set."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A card that became an idea: its id and what changed."""

    id: str
    changes: ChangeSet | None


class SeedService:
    """Reads and writes ideas, their scoring and the decision; each method that writes is one Undo.

    Args:
        document: the open document.
        records: its records.
        programmes: whose settings are the numbers of the round.
        scoring: the scoring engine.
        questionnaires: sheets of round 3.
        settings: habits of the community's place.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        programmes: ProgrammeService,
        scoring: ScoringService,
        questionnaires: QuestionnaireService,
        settings: DocumentSettings,
    ) -> None:
        self._document, self._records, self._programmes = document, records, programmes
        self._scoring, self._questionnaires, self._settings = scoring, questionnaires, settings

    # -- reading

    def view(self, rows: Callable[[str], Sequence[Row]] | None = None) -> SeedView:
        """Return everything about the seed project.

        Args:
            rows: reads the records of a type as a reader may see them; the team's own where ``None``.
        """
        read = rows or self._records.load
        scored = self.scoring_id()
        views = [one for line in self._questionnaires.all() if (one := self._questionnaires.view(line.id)) is not None]
        sheets = tuple((one, self._questionnaires.sheets(one.id)) for one in views)
        return gather(Sources(read, sheets, self._scoring.view(scored) if scored else None, self.rules(),
                              self._records.today(), self._settings.custom().currency))  # fmt: skip

    def rules(self) -> Rules:
        """Return the numbers of the round that the file follows."""
        pack = self._pack()
        currency = self._settings.custom().currency
        if pack is None:
            return rules_of(None, currency)
        return rules_of(pack, currency if pack.family == "community" else pack.currency or currency)

    def scoring_id(self) -> str:
        """Return the newest scoring of ideas, "" where there is none."""
        ideas = {str(one.get("scoring")) for one in self._records.load("score_candidate") if one.get("idea")}
        return next((row.id for row in self._records.load("scoring", sort=("-date", "title")) if row.id in ideas), "")

    def _pack(self) -> Pack | None:
        joined = [one.pack for one in self._programmes.joined()]
        found = next((one for one in joined if one.setting("ideas_max") is not None), None)
        return found or self._programmes.pack("community")

    def findings(self) -> tuple[Finding, ...]:
        """Return what of the money was spent before the approval."""
        return findings_of(early_spending(money_of(self._records.load), self._records.today()))

    # -- ideas

    def take(self, card_id: str, language: str) -> Taken:
        """Make an idea of a card of the shelf, in the words of *language*. Raises KeyError for no such card."""
        card = next((one for one in shelf().takeable() if one[0] == card_id), None)
        if card is None:
            raise KeyError(card_id)
        _, title, what, source = card
        words = [one.label.best(language) for one in (title, what)]
        with self._document.unit_of_work(N_("Take “{title}” as an idea", title=title.label)) as work:
            values = {"title": words[0], "what": words[1], "standing": "noted", "shelf": card_id,
                      "source_text": shelf().source(source).best(language)}  # fmt: skip
            made = self._records.insert(work.session, "idea", values)
        return Taken(made, work.changes)

    def stand(self, idea_id: str, standing: str) -> ChangeSet | None:
        """Say how far an idea is; making it the runner-up is written into the decision too."""
        idea = self._idea(idea_id)
        decision = self._decision_for(idea)
        with self._document.unit_of_work(N_("Change how far “{idea}” is", idea=own_words(idea.title))) as work:
            self._records.write(work.session, "idea", idea_id, {"standing": standing})
            if decision is not None:
                if standing == "runner_up":
                    for row in self._records.load("idea"):
                        if row.id != idea_id and row.get("standing") == "runner_up" and self._same_town(row, idea):
                            self._records.write(work.session, "idea", row.id, {"standing": "candidate"})
                    self._records.write(work.session, "seed_decision", decision.id, {"runner_up": idea_id})
                elif decision.get("runner_up") == idea_id:
                    self._records.write(work.session, "seed_decision", decision.id, {"runner_up": None})
        return work.changes

    def choose(self, idea_id: str) -> str:
        """Choose an idea: exactly one for all, or for its community; return the id of the decision.

        What was chosen before is a candidate again. The decision names a project of the budget, so that money
        spent before the approval is noticed; one is made where there is none of that name.

        Raises:
            InputError: the idea is gone.
        """
        idea = self._idea(idea_id)
        decision = self._decision_for(idea)
        with self._document.unit_of_work(N_("Choose “{idea}”", idea=own_words(idea.title))) as work:
            for row in self._records.load("idea"):
                if row.id != idea_id and row.get("standing") == CHOSEN and self._same_town(row, idea):
                    self._records.write(work.session, "idea", row.id, {"standing": "candidate"})
            self._records.write(work.session, "idea", idea_id, {"standing": CHOSEN})
            known = {row.title: row.id for row in self._records.load("project")}
            project = known.get(idea.title) or self._records.insert(work.session, "project", {"name": idea.title})
            values: dict[str, object] = {"chosen": idea_id, "project": project}
            if decision is None:
                town = idea.get("town") if self.rules().per == EACH else None
                first = {**values, "date": self._records.today(), "town": town, "runner_up": self._runner_up(idea)}
                return self._records.insert(work.session, "seed_decision", first)
            if decision.get("runner_up") == idea_id:
                values["runner_up"] = None
            self._records.write(work.session, "seed_decision", decision.id, values)
        return decision.id

    def _runner_up(self, idea: Row) -> str | None:
        rows = self._records.load("idea")
        found = (row.id for row in rows if row.get("standing") == "runner_up" and self._same_town(row, idea))
        return next(found, None)

    def _idea(self, idea_id: str) -> Row:
        row = self._records.get("idea", idea_id)
        if row is None:
            raise InputError(GONE, AGAIN)
        return row

    def _same_town(self, one: Row, other: Row) -> bool:
        return self.rules().per != EACH or (one.get("town") or "") == (other.get("town") or "")

    def _decision_for(self, idea: Row) -> Row | None:
        rows = self._records.load("seed_decision")
        if self.rules().per != EACH:
            return rows[0] if rows else None
        return next((row for row in rows if (row.get("town") or "") == (idea.get("town") or "")), None)

    # -- scoring

    def start_scoring(self, language: str) -> str:
        """Start a scoring of the compared ideas by C1 to C10; return its id.

        Where one is there already, ideas that it does not have yet are added. Core team members with a role
        are its first scorers.

        Raises:
            InputError: no idea is compared yet.
        """
        ideas = [row for row in self._records.load("idea") if row.get("standing") in COMPARED]
        if not ideas:
            raise InputError(N_("No idea is compared yet."), N_("Mark one to three ideas as candidates first."))
        known, made = self.scoring_id(), ""
        with self._document.unit_of_work(N_("Start scoring the ideas")) as work:
            there: set[object] = set()
            if known:
                there = {row.get("idea") for row in self._records.load("score_candidate", where={"scoring": known})}
            else:
                title = {"zh_TW": "種子專案構想比較", "en": "Comparing the ideas for the seed project"}[language]
                values = {"title": title, "date": self._records.today(), "scale": "levels"}
                made = self._records.insert(work.session, "scoring", values)
                for one in selection().criteria:
                    line = {
                        "title": one.named.best(language),
                        "points": one.weight,
                        "explained": one.good.label.best(language),
                    }
                    self._records.insert(work.session, "score_criterion", {"scoring": made, **line})
                for name, kind in self._scorers():
                    self._records.insert(work.session, "scorer", {"scoring": made, "name": name, "kind": kind})
            for row in ideas:
                if row.id not in there:
                    values = {"scoring": known or made, "title": row.title, "idea": row.id}
                    self._records.insert(work.session, "score_candidate", values)
        return known or made

    def _scorers(self) -> Sequence[tuple[str, str]]:
        pack = self._pack()
        core = {one.id for one in pack.roles if one.core} if pack else set()
        out = []
        for row in self._records.load("person"):
            roles = {str(one.get("role")) for one in row.below("roles")}
            if roles & (core | LIAISONS | STAFF) and row.title:
                kind = "liaison" if roles & LIAISONS else "municipal" if roles & STAFF else "team"
                out.append((row.title, kind))
        return out

    def weigh(self, criterion: str, text: str, *, step: str = "") -> ChangeSet | None:
        """Write the weight of a criterion as typed; what is no whole number is kept and does not count."""
        field = catalogue()["score_criterion"].field("points")
        parsed = parse_value(field, text)
        within = isinstance(parsed.value, int) and 0 <= parsed.value <= (field.maximum or parsed.value)
        if parsed.problem is None and within:
            return self._records.change("score_criterion", criterion, {"points": parsed.value}, typing=True, step=step)
        return self._records.set_pending("score_criterion", criterion, "points", text, typing=True, step=step)

    # -- numbers of the round

    def set_numbers(self, values: Mapping[str, object]) -> ChangeSet | None:
        """Set numbers of the round for this group, by the ids of :data:`NUMBERS`; ``None`` takes the pack's own.

        Raises:
            InputError: the programme was not joined.
        """
        pack = self._pack()
        return self._programmes.choose(pack.id if pack else "", {key: values[key] for key in NUMBERS if key in values})
