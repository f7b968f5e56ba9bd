"""What can be written out, each kind declared once: the command line and the buttons read this list.

A kind is *prepared* on the document lane (short reads, masked) and gives back work that runs anywhere:
pure, cancellable, the same bytes for the same document, day and audience.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from app.core.errors import UsageError
from app.core.fields import Finding, Row
from app.core.messages import N_, Label
from app.core.progress import Progress
from app.core.text import safe_file_name
from app.exports.layout import FontSet, LayoutCache, lay_out, standard_words
from app.exports.pdf import render_pages, write_pdf
from app.exports.spec import Audience, DocumentSpec, Pictures
from app.exports.xlsx.spec import WorkbookSpec
from app.i18n import Translator
from app.media import png
from app.services.budget_book import BookSetting, budget_book
from app.services.dossier_press import as_draft, figures_of, gather_dossier, press, write
from app.services.event_packet import ROWS, PacketSetting, fit_packet, gather_packet
from app.services.flyer import PICTURE_WIDTH, Flyer, fit_flyer, flyer_text, gather_flyer
from app.services.masking import FORM_FIELDS, Reader, ShownRecords
from app.services.originals import Figure
from app.services.paper_forms import choices_of, form_spec, joined_forms
from app.services.printing_lists import ListSetting, list_spec
from app.services.record_book import records_book
from app.services.record_template import template_book
from app.services.scoring_papers import ScorePapers
from app.services.workspace import Workspace

ALL = (Audience.PUBLIC, Audience.AUTHORITY, Audience.TEAM)
INSIDE = (Audience.AUTHORITY, Audience.TEAM)
NFA = "nfa"
YES = ("yes", "1", "true")
"""Answers that switch an option on."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for.

    Args:
        language: of the output, ``zh_TW`` or ``en``; "" takes the document's.
        audience: ``None`` takes the narrowest that the kind allows.
        types: record types of lists and workbooks; the kind's own where empty.
        ids: only these records; all where ``None``.
        columns: field names of a list; the form's first page where empty.
        options: what the kind itself asks, such as ``large`` to ``yes``.
    """

    language: str = ""
    audience: Audience | None = None
    types: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    columns: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the work needs besides the frozen spec. Safe in any thread."""

    fonts: FontSet
    pictures: Pictures
    cache: LayoutCache = field(default_factory=LayoutCache)


@dataclass(frozen=True, slots=True)
class Output:
    """A finished output.

    Args:
        files: name to bytes; one file, or several for a folder or a ZIP.
        draft: whether open errors stand.
        findings: what the rules found.
        pages: of a paged output, 0 for others.
        figures: originals to be written one by one, instead of files (``services.originals``).
    """

    files: Mapping[str, bytes] = field(hash=False)
    draft: bool = False
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    figures: tuple[Figure, ...] = ()

    @property
    def single(self) -> bytes | None:
        """The bytes, where it is one file."""
        return next(iter(self.files.values())) if len(self.files) == 1 else None


Work = Callable[[Tools, Progress], Output]


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One kind of output.

    Args:
        id: name on the command line.
        label: name in the interface.
        ending: of the file, with its dot; "" for a folder or ZIP of several.
        audiences: that it allows, the narrowest first.
        prepare: reads on the lane and returns the work.
    """

    id: str
    label: Label
    ending: str
    audiences: tuple[Audience, ...]
    prepare: Callable[[Workspace, Setting], Work]


@dataclass(frozen=True, slots=True)
class Setting:
    """A request with everything filled in."""

    language: str
    audience: Audience
    types: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    columns: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def large(self) -> bool:
        """Whether large print is asked for."""
        return self.options.get("large", "") in YES


def prepare(ws: Workspace, kind_id: str, request: Request = Request()) -> Work:
    """Read what *kind_id* needs and return the work. Thread: document lane.

    Raises:
        UsageError: there is no such kind, or it does not allow that audience.
    """
    kind = KINDS.get(kind_id)
    if kind is None:
        raise UsageError(
            N_("There is no output called “{kind}”.", kind=kind_id), N_("See them all with: export --list")
        )
    audience = request.audience or kind.audiences[0]
    if audience not in kind.audiences:
        raise UsageError(
            N_("“{kind}” is not made for that audience.", kind=kind_id),
            N_("Choose one of: {audiences}", audiences=", ".join(kind.audiences)),
        )
    language = request.language or ws.settings.custom().output_language
    given = Setting(language, audience, request.types, request.ids, request.columns, request.options)
    return kind.prepare(ws, given)


def _shown(ws: Workspace, setting: Setting) -> ShownRecords:
    custom, pack = ws.settings.custom(), ws.main_pack()
    translator = Translator(setting.language, custom.calendar, custom.currency)
    allowed = FORM_FIELDS.get(pack.family, frozenset()) if pack else frozenset()
    return ShownRecords(ws.records, translator, Reader(setting.audience, allowed))


def _list_setting(ws: Workspace, shown: ShownRecords) -> ListSetting:
    custom, today = ws.settings.custom(), ws.today()
    return ListSetting(
        paper=custom.paper,
        date_iso=today,
        date_text=shown.translator.date(today),
        community=custom.community,
        watermark=ws.watermark(),
        words=standard_words(shown.translator.language),
    )


def _dossier(pack_id: Callable[[Workspace], str]) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        chosen = pack_id(ws)
        final = gather_dossier(ws, chosen, setting.language, setting.audience)

        def work(tools: Tools, progress: Progress) -> Output:
            pressed = press(final, tools.fonts, tools.cache)
            progress.step(1, 3)
            if not pressed.ready:
                pressed = press(as_draft(final), tools.fonts, tools.cache)
            progress.step(2, 3)
            data = write(pressed, tools.fonts, tools.pictures)
            progress.step(3, 3)
            name = safe_file_name(pressed.spec.title) + ".pdf"
            return Output({name: data}, not pressed.ready, pressed.findings, pressed.pages)

        return work

    return prepared


def _main_pack(ws: Workspace) -> str:
    pack = ws.main_pack()
    return pack.id if pack else ""


def _nfa_pack(ws: Workspace) -> str:
    joined = [one.pack for one in ws.programmes.joined() if one.pack.family == NFA]
    if not joined:
        raise UsageError(
            N_("This document takes part in no resilient-community evaluation."),
            N_("Join the programme first, or export “dossier”."),
        )
    return joined[-1].id


def _originals(ws: Workspace, setting: Setting) -> Work:
    gathered = gather_dossier(ws, _nfa_pack(ws), setting.language, setting.audience)

    def work(tools: Tools, progress: Progress) -> Output:
        pressed = press(gathered, tools.fonts, tools.cache)
        progress.step(1, 1)
        return Output({}, pages=pressed.pages, figures=figures_of(pressed))

    return work


def _budget(ws: Workspace, setting: Setting) -> Work:
    shown, view, custom = _shown(ws, setting), ws.budget.view(), ws.settings.custom()
    pack, today = ws.main_pack(), ws.today()
    kinds = {option.key: option.label for option in ws.records.options("funding_source", "kind")}
    money = tuple((rule.title, rule.fix) for rule in pack.rules if rule.subject == "money") if pack else ()
    spec = budget_book(
        view,
        BookSetting(
            words=shown.translator.text,
            language=setting.language,
            community=custom.community,
            date_iso=today,
            date_text=shown.translator.date(today),
            kinds=kinds,
            rules=money,
            paper=custom.paper,
            marking=shown.text(N_("For the team only")) if setting.audience is Audience.TEAM else "",
        ),
    )
    return _book(spec)


def _records(ws: Workspace, setting: Setting) -> Work:
    shown = _shown(ws, setting)
    return _book(records_book(shown, setting.types, _list_setting(ws, shown), setting.ids))


def _template(ws: Workspace, setting: Setting) -> Work:
    shown = _shown(ws, setting)
    return _book(template_book(shown, setting.types, _list_setting(ws, shown)))


def _book(spec: WorkbookSpec) -> Work:
    def work(_tools: Tools, _progress: Progress) -> Output:
        from app.exports.xlsx.workbook import write as write_workbook  # its library is read only when needed

        return Output({safe_file_name(spec.title) + ".xlsx": write_workbook(spec)})

    return work


def _list(type_name: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = _shown(ws, setting)
        name = next(iter(setting.types), type_name)
        return paged(list_spec(shown, name, setting.columns, _list_setting(ws, shown), setting.ids))

    return prepared


def _scores(results: bool) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = _shown(ws, setting)
        asked = setting.ids if setting.ids is not None else tuple(one.id for one in ws.scoring.all())
        views = [view for one in asked if (view := ws.scoring.view(one)) is not None]
        papers = ScorePapers(shown, _list_setting(ws, shown))
        return paged(papers.results(views) if results else papers.sheets(views))

    return prepared


def _paper_form(ws: Workspace, setting: Setting) -> Work:
    shown = _shown(ws, setting)
    how = _list_setting(ws, shown)
    names = setting.types or tuple(name for name, one in ws.records.catalogue().items() if not one.parent)
    unknown = [name for name in names if name not in ws.records.catalogue()]
    if unknown:
        raise UsageError(
            N_("There is no record type called “{type}”.", type=unknown[0]),
            N_("Choose one of: {types}", types=", ".join(ws.records.types())),
        )
    specs = [form_spec(shown, name, how, partial(choices_of, ws.records), large=setting.large) for name in names]
    return paged(joined_forms(specs, shown.text(N_("Paper forms"))))


def _event_packet(ws: Workspace, setting: Setting) -> Work:
    shown, custom = _shown(ws, setting), ws.settings.custom()
    rows = setting.options.get("rows", "")
    people = setting.options.get("people")
    how = PacketSetting(
        _list_setting(ws, shown),
        custom.country,
        int(rows) if rows.isdecimal() and len(rows) <= 4 else ROWS,
        None if people is None else tuple(one for one in people.split(",") if one),
        setting.options.get("phone", "") in YES,
        setting.large,
    )
    packet = gather_packet(shown, _event(shown, setting), partial(choices_of, ws.records), how)

    def work(tools: Tools, progress: Progress) -> Output:
        spec = fit_packet(packet, tools.fonts, tools.cache)
        progress.step(1, 2)
        return paged(spec)(tools, progress)

    return work


def _event(shown: ShownRecords, setting: Setting) -> Row | None:
    """Return the event that is meant, ``None`` for a blank packet."""
    found = shown.row("event", setting.ids[0]) if setting.ids else None
    if setting.ids and found is None:
        raise UsageError(
            N_("There is no event with this key, or it may not be printed."), N_("Choose an event from the list.")
        )
    return found


def _flyer(part: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = _shown(ws, setting)
        how = _list_setting(ws, shown)
        event = _event(shown, setting) or _next_event(shown, how.date_iso)
        if event is None:
            raise UsageError(N_("There is no event yet."), N_("Add an event first, then make its flyer."))
        flyer = gather_flyer(shown, event, how.community)
        return partial(flyer_work, part, flyer, how, setting.language)

    return prepared


def flyer_work(part: str, flyer: Flyer, how: ListSetting, language: str, tools: Tools, progress: Progress) -> Output:
    """Make the page, the picture or the words of a flyer. Pure; any thread."""
    name = safe_file_name(" · ".join(one for one in (flyer.title, flyer.community) if one))
    if part == "text":
        return Output({f"{name}.txt": flyer_text(flyer, language).encode()})
    spec = fit_flyer(flyer, how, language, tools.fonts, tools.cache)
    output = paged(spec)(tools, progress)
    if part == "page":
        return output
    (page,) = render_pages(output.single or b"", [1], PICTURE_WIDTH / spec.page.width * 72)
    return Output({f"{name}.png": png(page.width, page.height, page.data)})


def _next_event(shown: ShownRecords, today: str) -> Row | None:
    """Return the next event, or the last one where none is planned."""
    rows = [row for row in shown.rows("event") if row.get("date")]
    rows.sort(key=lambda row: str(row.get("date")))
    return next((row for row in rows if str(row.get("date")) >= today), rows[-1] if rows else None)


def paged(spec: DocumentSpec) -> Work:
    """Return the work that prints a spec as a PDF."""

    def work(tools: Tools, progress: Progress) -> Output:
        laid = lay_out(spec, tools.fonts, tools.cache)
        progress.step(1, 2)
        data = write_pdf(spec, laid, tools.fonts, tools.pictures)
        return Output({safe_file_name(spec.title) + ".pdf": data}, pages=len(laid.pages))

    return work


def _kinds() -> Mapping[str, OutputKind]:
    found = (
        OutputKind("dossier", N_("Dossier"), ".pdf", ALL, _dossier(_main_pack)),
        OutputKind(
            "nfa-dossier", N_("Dossier of the resilient-community evaluation"), ".pdf", ALL, _dossier(_nfa_pack)
        ),
        OutputKind("nfa-originals", N_("Original pictures in figure order"), "", INSIDE, _originals),
        OutputKind("budget", N_("Budget workbook"), ".xlsx", ALL, _budget),
        OutputKind("records", N_("All records as a workbook"), ".xlsx", ALL, _records),
        OutputKind("records-template", N_("Empty workbook to fill in"), ".xlsx", (Audience.TEAM,), _template),
        OutputKind("list", N_("List of records"), ".pdf", ALL, _list("community")),
        OutputKind("people", N_("List of people"), ".pdf", ALL, _list("person")),
        OutputKind("organisations", N_("List of organisations"), ".pdf", ALL, _list("organisation")),
        OutputKind("events", N_("List of events"), ".pdf", ALL, _list("event")),
        OutputKind("score-sheets", N_("Scoring sheets"), ".pdf", INSIDE, _scores(results=False)),
        OutputKind("score-results", N_("Scoring results"), ".pdf", ALL, _scores(results=True)),
        OutputKind("photos", N_("List of photos"), ".pdf", ALL, _list("photo")),
        OutputKind("paper-form", N_("Blank paper form"), ".pdf", ALL, _paper_form),
        OutputKind("event-packet", N_("Event packet"), ".pdf", (Audience.TEAM,), _event_packet),
        OutputKind("flyer", N_("Flyer"), ".pdf", (Audience.PUBLIC,), _flyer("page")),
        OutputKind("flyer-picture", N_("Flyer as a picture"), ".png", (Audience.PUBLIC,), _flyer("picture")),
        OutputKind("flyer-text", N_("Flyer as words to paste"), ".txt", (Audience.PUBLIC,), _flyer("text")),
    )
    return MappingProxyType({one.id: one for one in found})


KINDS: Mapping[str, OutputKind] = _kinds()
