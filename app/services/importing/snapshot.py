"""What the document holds of the types that a file touches, read once for a dry run.

Made on the document lane; frozen, to be used in any thread afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from app.core.fields import FromPack, Kind, Option, Row
from app.i18n import Translator
from app.models.catalogue import catalogue, parent_column, table
from app.models.document.document import Document
from app.models.document.drawer import DrawerState
from app.services.document_settings import Custom, DocumentSettings
from app.services.record_reader import RecordReader
from app.services.records import RecordService


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The document as a dry run sees it.

    Args:
        rows: record type to its records by key.
        parents: record type to (key of a row to the key of what it belongs to).
        titles: record type to (key to title), one mapping per language and calendar.
        custom: calendar, currency and more of the place.
        choices: lists of the programme, by id.
        drawer: whether values can be put into the private drawer.
        ids: makes keys. Thread: any.
        mark: state of the document.
        translators: the languages of the product, with the document's calendar.
        most: key of a scoring and of its line to the most points that can be given there.
    """

    rows: Mapping[str, Mapping[str, Row]] = field(hash=False)
    parents: Mapping[str, Mapping[str, str]] = field(hash=False)
    titles: Mapping[str, tuple[Mapping[str, str], ...]] = field(hash=False)
    custom: Custom
    choices: Mapping[str, tuple[Option, ...]] = field(hash=False)
    drawer: bool
    ids: Callable[[], str] = field(hash=False)
    mark: str
    translators: tuple[Translator, ...] = field(hash=False)
    most: Mapping[tuple[str, str], int] = field(default_factory=dict, hash=False)


def take_snapshot(
    document: Document,
    records: RecordService,
    settings: DocumentSettings,
    ids: Callable[[], str],
    types: Iterable[str],
    about: Mapping[str, str],
) -> Snapshot:
    """Return what a dry run over *types* needs. Thread: the document lane.

    Args:
        document: open.
        records: its records.
        settings: the habits of its place.
        ids: makes keys.
        types: record types that the file touches.
        about: what the workbook says of itself; its language and calendar decide how titles read.
    """
    custom, wanted = settings.custom(), set(types)
    wanted |= {parent for name in wanted if (parent := catalogue()[name].parent)}
    targets = {one.target for name in wanted for one in catalogue()[name].fields if one.target} | wanted
    both = tuple(Translator(language, custom.calendar, custom.currency) for language in ("zh_TW", "en"))
    said = about.get("language", ""), about.get("calendar", "")
    own = (Translator(*said, custom.currency),) if all(said) and said[0] in ("zh_TW", "en") else ()
    rows: dict[str, dict[str, Row]] = {}
    parents: dict[str, dict[str, str]] = {}
    titles: dict[str, list[Mapping[str, str]]] = {name: [] for name in targets}
    with document.read() as session:
        for speaker in (*own, *both):
            reader = RecordReader(session, speaker, records.option_source, document.drawer)
            for name in sorted(targets):
                titles[name].append(dict(reader.titles(name)))
        for name in sorted(wanted):
            rows[name] = {row.id: row for row in reader.rows(name)}
            column = parent_column(name)
            if column:
                one = table(name).columns
                found = session.execute(select(one["id"], one[column]))
                parents[name] = {str(key): str(parent or "") for key, parent in found}
    return Snapshot(
        rows,
        parents,
        {name: tuple(each) for name, each in titles.items()},
        custom,
        _choices(records, wanted),
        _drawer_takes(document, settings),
        ids,
        mark_of(document),
        both,
    )


def _drawer_takes(document: Document, settings: DocumentSettings) -> bool:
    """Say whether something can be put into the private drawer; a practice file needs no passphrase."""
    state = document.drawer.state()
    unset = state is DrawerState.UNSET and bool(settings.values().get("practice"))
    return unset or state in (DrawerState.OPEN, DrawerState.CLEAR)


def _choices(records: RecordService, types: Iterable[str]) -> dict[str, tuple[Option, ...]]:
    lists = {
        field.options.list_id
        for name in types
        for field in catalogue()[name].fields
        if isinstance(field.options, FromPack) and field.kind in (Kind.ENUM, Kind.SET)
    }
    return {one: records.option_source(one) for one in sorted(lists)}


def mark_of(document: Document) -> str:
    """Return what tells one state of the document from the next. Thread: the document lane."""
    last = document.history(limit=1)
    return f"{last[0].id}/{len(last[0].sets)}" if last else ""
