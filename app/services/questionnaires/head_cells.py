"""What is said of a whole sheet in a workbook: number, language, event, group of residents, date. Pure; thread: any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.core.fields import Option, Row
from app.core.messages import N_, Label, Message
from app.i18n import Translator
from app.imports.grid import Book, Raw
from app.models.catalogue import catalogue
from app.models.options import LANGUAGES
from app.services.document_settings import Custom
from app.services.importing.cells import CellReader, Manner, shown_raw
from app.services.importing.match import about_of
from app.services.questionnaires import QuestionnaireView
from app.services.questionnaires.book_form import DATE, EVENT, GROUP, LANGUAGE, NUMBER_KEY, named, plain_words, text_of
from app.services.questionnaires.columns import LANGUAGES as TONGUES
from app.services.workbook.columns import LISTS_SHEET

SHEET = "questionnaire_sheet"
NO_LANGUAGE = N_("“{text}” is no language of this questionnaire.")
NO_EVENT = N_("There is no event called “{text}” here.")
NO_GROUP = N_("There is no group of residents called “{text}” here.")
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class SheetSnapshot:
    """The document as the dry run sees it.

    Args:
        view: the questionnaire.
        rows: its sheets by their number, with their answers.
        taken: ids of the sheets of all questionnaires.
        events, groups: what a sheet may name.
        custom: calendar and more of the place.
        ids: makes keys. Thread: any.
        mark: state of the document.
        choices: lists of the programme; sheets need none.
    """

    view: QuestionnaireView
    rows: tuple[Row, ...]
    taken: frozenset[str]
    events: tuple[Row, ...]
    groups: tuple[Row, ...]
    custom: Custom
    ids: Callable[[], str] = field(hash=False)
    mark: str
    choices: Mapping[str, tuple[Option, ...]] = field(default_factory=dict, hash=False)


class HeadReader:
    """Reads what is said of a whole sheet.

    Args:
        book: the file; its hidden lists pair names with ids.
        snapshot: the document.
    """

    def __init__(self, book: Book, snapshot: SheetSnapshot) -> None:
        said, custom = about_of(book), snapshot.custom
        calendar = said.get("calendar") or custom.calendar
        self._fields = {one.name: one for one in catalogue()[SHEET].fields}
        self._cells = CellReader(Manner(calendar, custom.us and not said, custom.currency, {}, _wordings))
        allowed = {one.key for one in LANGUAGES if not snapshot.view.languages or one.key in snapshot.view.languages}
        allowed |= {text_of(row, LANGUAGE) for row in snapshot.rows}
        languages = {_plain(text): one.key for one in LANGUAGES for text in (one.key, *_wordings(one.label))}
        self._known = {
            LANGUAGE: {text: key for text, key in languages.items() if key in allowed},
            EVENT: _by_name(snapshot.events) | _listed(book, 2, {row.id for row in snapshot.events}),
            GROUP: _by_name(snapshot.groups) | _listed(book, 4, {row.id for row in snapshot.groups}),
        }

    def number(self, raw: Raw) -> tuple[int, Message | None]:
        """Return the number of a sheet, 0 where there is none, and why it cannot be read."""
        if not shown_raw(raw).strip():
            return 0, None
        read = self._cells.read(self._fields[NUMBER_KEY], raw)
        if read.problem is None and isinstance(read.value, int) and read.value > 0:
            return read.value, None
        return 0, read.problem or N_("Sheets are numbered from 1.")

    def read(self, key: str, raw: Raw) -> tuple[object, Message | None]:
        """Return language, event, group or date as stored, and why it cannot be read."""
        if key == DATE:
            read = self._cells.read(self._fields[DATE], raw)
            return read.value, read.problem
        text = shown_raw(raw).strip()
        found = self._known[key].get(_plain(text))
        if found is None:
            why = {LANGUAGE: NO_LANGUAGE, EVENT: NO_EVENT, GROUP: NO_GROUP}[key]
            return None, Message(why.id, {"text": text[:MOST_SHOWN]})
        return found, None


def _wordings(label: Label) -> tuple[str, ...]:
    return tuple(Translator(language).text(label) for language in TONGUES)


def _by_name(rows: tuple[Row, ...]) -> dict[str, str]:
    """Return names to ids; a title that several have is not among them unless it was told apart."""
    counted = Counter(_plain(row.title) for row in rows)
    titles = {_plain(row.title): row.id for row in rows if counted[_plain(row.title)] == 1}
    told = {_plain(label): key for key, label in named(rows).items() if counted[_plain(label)] <= 1}
    return titles | told


def _listed(book: Book, column: int, known: set[str]) -> dict[str, str]:
    """Return the names that the file itself pairs with ids which are still there."""
    grid = book.grid(LISTS_SHEET)
    pairs = ((row.at(column), row.at(column + 1)) for row in grid.rows) if grid is not None else ()
    return {_plain(str(name)): str(key) for name, key in pairs if name is not None and str(key) in known}


def _plain(text: str) -> str:
    return plain_words(text).casefold()
