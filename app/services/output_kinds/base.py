"""What every kind of output is, and what preparing one needs: words, paper, masked records, the last step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.core.fields import Finding
from app.core.messages import Label
from app.core.progress import Progress
from app.core.text import safe_file_name
from app.exports.layout import FontSet, LayoutCache, lay_out, standard_words
from app.exports.pdf import write_pdf
from app.exports.spec import Audience, DocumentSpec, Pictures
from app.exports.xlsx.spec import WorkbookSpec
from app.i18n import Translator
from app.services.masking import Reader, ShownRecords, demanded
from app.services.photos.originals import Figure
from app.services.printing_lists import ListSetting
from app.services.workspace import Workspace

ALL = (Audience.PUBLIC, Audience.AUTHORITY, Audience.TEAM)
INSIDE = (Audience.AUTHORITY, Audience.TEAM)
TEAM = (Audience.TEAM,)
PROGRAMME = "programme"
"""Option: id of the joined programme, or round of one, that an output is of."""
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
        folder: where the originals go that stand beside files.
        listing: name of the list of everything with its SHA-256, for a package that is read back and compared.
    """

    files: Mapping[str, bytes] = field(hash=False)
    draft: bool = False
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    figures: tuple[Figure, ...] = ()
    folder: str = ""
    listing: str = ""

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
    def programme(self) -> str:
        """The joined programme that is asked for, "" where none is named."""
        return self.options.get(PROGRAMME, "")

    @property
    def large(self) -> bool:
        """Whether large print is asked for."""
        return self.options.get("large", "") in YES


def shown_to(ws: Workspace, setting: Setting) -> ShownRecords:
    """Return the records as the output's audience may see them, in its language. Thread: document lane."""
    custom, pack = ws.settings.custom(), ws.main_pack()
    translator = Translator(setting.language, custom.calendar, custom.currency)
    return ShownRecords(ws.records, translator, Reader(setting.audience, demanded(pack)))


def list_setting(ws: Workspace, shown: ShownRecords) -> ListSetting:
    """Return paper, dates and marks of a list or sheet. Thread: document lane."""
    custom, today = ws.settings.custom(), ws.today()
    return ListSetting(
        paper=custom.paper,
        date_iso=today,
        date_text=shown.translator.date(today),
        community=custom.community,
        watermark=ws.watermark(),
        words=standard_words(shown.translator.language),
    )


def book_work(spec: WorkbookSpec) -> Work:
    """Return the work that writes a workbook."""

    def work(_tools: Tools, _progress: Progress) -> Output:
        from app.exports.xlsx.workbook import write as write_workbook  # its library is read only when needed

        return Output({safe_file_name(spec.title) + ".xlsx": write_workbook(spec)})

    return work


def docx_work(spec: DocumentSpec) -> Work:
    """Return the work that writes a paper as a .docx, to go on editing."""

    def work(tools: Tools, _progress: Progress) -> Output:
        from app.exports.docx import write_docx  # its library is read only when needed

        return Output({safe_file_name(spec.title) + ".docx": write_docx(spec, tools.fonts, tools.pictures)})

    return work


def paged(spec: DocumentSpec) -> Work:
    """Return the work that prints a spec as a PDF."""

    def work(tools: Tools, progress: Progress) -> Output:
        laid = lay_out(spec, tools.fonts, tools.cache)
        progress.step(1, 2)
        data = write_pdf(spec, laid, tools.fonts, tools.pictures)
        return Output({safe_file_name(spec.title) + ".pdf": data}, pages=len(laid.pages))

    return work
