"""Scorings of the open document: read whole, and one person's points for one line written.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import astuple, dataclass
from types import MappingProxyType

from app.core.errors import InputError
from app.core.fields import Row
from app.core.messages import N_, Label
from app.models.catalogue import catalogue
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import Pack, Rubric, RubricItem
from app.services.parsing import parse_value
from app.services.records import RecordService
from app.services.scoring import LEVELS, TENTH, Given, Line, Person, Result, evaluate
from app.services.seed.shelf import known_words

LEVEL_SCALE = "levels"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one score stands: id of what is scored, id of who scores, key of the line."""

    candidate: str
    scorer: str
    line: str


@dataclass(frozen=True, slots=True)
class ScoringLine:
    """One scoring in the list. ``missing``: scores not given yet."""

    id: str
    title: str
    date: str
    candidates: int
    scorers: int
    missing: int


@dataclass(frozen=True, slots=True)
class ScoringView:
    """One scoring, whole.

    Args:
        id: of the scoring.
        title, date: as written.
        sheet: what the sheet is called, ``None`` for lines of our own.
        note: what the programme says about the sheet.
        source: where the sheet comes from.
        lines: in order.
        candidates: id and title of each thing that is scored.
        people: who scores.
        given: every score that counts.
        kept: points that were typed and are no number that the line allows.
        rubric: key of the programme's sheet, "" for lines of our own.
        minutes: how long each person may read and score, 0 where nobody said.
    """

    id: str
    title: str
    date: str
    sheet: Label | None
    note: Label | None
    source: str
    lines: tuple[Line, ...]
    candidates: tuple[tuple[str, str], ...]
    people: tuple[Person, ...]
    given: tuple[Given, ...]
    kept: Mapping[Place, str]
    rubric: str = ""
    minutes: int = 0

    def result(self, candidate: str) -> Result:
        """Return what one candidate got."""
        return evaluate(self.lines, self.people, self.given, candidate)

    def score(self, place: Place) -> Given | None:
        """Return one score, ``None`` where nothing was written."""
        found = (one for one in self.given if (one.candidate, one.scorer, one.line) == astuple(place))
        return next(found, None)


class ScoringService:
    """Reads and writes scorings.

    Args:
        document: the open document.
        records: its records.
        pack: gives a pack as the document uses it, ``None`` where there is none.
    """

    def __init__(self, document: Document, records: RecordService, pack: Callable[[str], Pack | None]) -> None:
        self._document, self._records, self._pack = document, records, pack

    def all(self) -> tuple[ScoringLine, ...]:
        """Return every scoring, the newest first."""
        out = []
        for row in self._records.load("scoring", sort=("-date", "title")):
            view = self._view(row)
            missing = sum(view.result(one).missing for one, _ in view.candidates)
            out.append(ScoringLine(row.id, view.title, view.date, len(view.candidates), len(view.people), missing))
        return tuple(out)

    def view(self, id: str) -> ScoringView | None:
        """Return a scoring, ``None`` where it is gone."""
        row = self._records.get("scoring", id)
        return self._view(row) if row else None

    def most(self) -> Mapping[tuple[str, str], int]:
        """Return the most points of each line: key of the scoring and of the line to points."""
        views = (self._view(row) for row in self._records.load("scoring"))
        return {(view.id, line.key): line.most for view in views for line in view.lines}

    def put(self, id: str, place: Place, text: str, *, step: str = "") -> ChangeSet | None:
        """Write one person's points for one line as typed; one Undo.

        Text that is no number, or more than the line allows, is kept as typed and counts as missing.

        Args:
            id: of the scoring.
            place: what is scored, who scores, and the line.
            text: as typed, such as ``7.5`` or ``７``; "" takes the points away.
            step: names the visit of a field, so that it is one Undo.

        Raises:
            InputError: the scoring, its line or the person is gone.
        """
        line = self._known(id, place)
        record = self._record(id, place, line, step)
        parsed = parse_value(catalogue()["score"].field("value"), text)
        within = parsed.value is None or (isinstance(parsed.value, int) and 0 <= parsed.value <= line.most * TENTH)
        if parsed.problem is None and within:
            return self._records.change("score", record, {"value": parsed.value}, typing=True, step=step)
        return self._records.set_pending("score", record, "value", text, typing=True, step=step)

    def explain(self, id: str, place: Place, reason: str, *, step: str = "") -> ChangeSet | None:
        """Write the reason for one person's points, "" takes it away. Raises as :meth:`put`."""
        record = self._record(id, place, self._known(id, place), step)
        return self._records.change("score", record, {"reason": reason or None}, typing=True, step=step)

    def _known(self, id: str, place: Place) -> Line:
        view = self.view(id)
        line = next((one for one in view.lines if one.key == place.line), None) if view else None
        if view is None or line is None or place.scorer not in {one.key for one in view.people}:
            raise InputError(N_("This scoring has changed meanwhile."), N_("Open it again and go on."))
        return line

    def _record(self, id: str, place: Place, line: Line, step: str) -> str:
        """Return the record of one score; it is made where there is none yet."""
        for row in self._records.load("score", where={"scoring": id}):
            if place == _place(row):
                return row.id
        with self._document.unit_of_work(N_("Score “{line}”", line=line.title), typing=True, step=step) as work:
            key = {"candidate": place.candidate, "scorer": place.scorer, "criterion": place.line}
            return self._records.insert(work.session, "score", {"scoring": id, **key})

    def _view(self, row: Row) -> ScoringView:
        asks = any(one.get("idea") for one in row.below("candidates"))
        ideas = {idea.id: idea.title for idea in self._records.load("idea")} if asks else {}
        return view_of(row, self._rubric(str(row.get("rubric") or "")), ideas)

    def _rubric(self, key: str) -> Rubric | None:
        pack_id, _, rubric_id = key.partition("/")
        pack = self._pack(pack_id) if rubric_id else None
        return next((one for one in pack.rubrics if one.id == rubric_id), None) if pack else None


def view_of(row: Row, rubric: Rubric | None = None, ideas: Mapping[str, str] = MappingProxyType({})) -> ScoringView:
    """Return a scoring made of its row.

    Args:
        row: with candidates, scorers, lines and scores below it.
        rubric: the programme's sheet, ``None`` for lines of our own.
        ideas: id to title of the ideas that its candidates stand for.
    """
    lines = tuple(_lines_of(rubric.items)) if rubric else _own_lines(row)
    kept = _kept(row, lines)
    return ScoringView(
        row.id,
        str(row.get("title") or ""),
        str(row.get("date") or ""),
        rubric.title if rubric else None,
        rubric.note if rubric and rubric.note.values else None,
        rubric.source if rubric else "",
        lines,
        tuple((one.id, ideas.get(str(one.get("idea"))) or one.title) for one in row.below("candidates")),
        tuple(_person(one) for one in row.below("scorers")),
        tuple(_given(one, kept) for one in row.below("scores")),
        kept,
        row.text("rubric") if rubric else "",
        row.whole("minutes") or 0,
    )


def blank_view(pack: Pack, rubric: Rubric, translate: Callable[[Label], str]) -> ScoringView:
    """Return a programme's sheet that nobody has written on, for one thing without a name.

    Args:
        pack: the programme.
        rubric: its sheet.
        translate: gives words in the language of the sheet.
    """
    lines, key = tuple(_lines_of(rubric.items)), f"{pack.id}/{rubric.id}"
    note = rubric.note if rubric.note.values else None
    things = ((rubric.id, ""),)
    return ScoringView("", translate(rubric.title), "", None, note, rubric.source, lines, things, (), (), {}, key)


def _person(row: Row) -> Person:
    return Person(row.id, row.text("name"), row.text("kind"), row.whole("minutes") or 0)


def _place(row: Row) -> Place:
    return Place(str(row.get("candidate") or ""), str(row.get("scorer") or ""), str(row.get("criterion") or ""))


def _lines_of(items: Sequence[RubricItem], part: Label | None = None) -> list[Line]:
    """Return the scored lines of a rubric: those without lines below them."""
    out: list[Line] = []
    for item in items:
        if item.items:
            out += _lines_of(item.items, item.title)
        else:
            shown = item.criterion if any(item.criterion.values.values()) else None
            out.append(Line(item.id, item.title, item.points, item.points, part, shown))
    return out


def _own_lines(row: Row) -> tuple[Line, ...]:
    levels = row.get("scale") == LEVEL_SCALE
    out = []
    for one in row.below("criteria"):
        points = one.get("points")
        least = 0 if levels else 1  # a weight of 0 leaves the line out of the sum
        worth = points if isinstance(points, int) and points >= least else 1
        title, more = str(one.get("title") or ""), str(one.get("explained") or "")
        explained = known_words(more) if more else None
        out.append(Line(one.id, known_words(title), worth, LEVELS if levels else worth, None, explained))
    return tuple(out)


def _kept(row: Row, lines: Sequence[Line]) -> dict[Place, str]:
    """Return the points that do not count: no number, or more than the line gives, as may come with a file."""
    most, kept = {line.key: line.most * TENTH for line in lines}, {}
    for one in row.below("scores"):
        place, value = _place(one), one.whole("value")
        if "value" in one.pending:
            kept[place] = one.pending["value"]
        elif value is not None and value > most.get(place.line, value):
            whole, tenths = divmod(value, TENTH)
            kept[place] = f"{whole}.{tenths}" if tenths else str(whole)
    return kept


def _given(row: Row, kept: Container[Place]) -> Given:
    place = _place(row)
    tenths = None if place in kept else row.whole("value")
    return Given(place.candidate, place.scorer, place.line, tenths, str(row.get("reason") or ""))
