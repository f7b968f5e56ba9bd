"""From the records to printed pages: gathered on the lane, laid out and judged anywhere.

The meter, the preview and the exported PDF all come from :func:`press`, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.fields import Finding, Row, Severity
from app.core.messages import N_
from app.core.richtext import text_of
from app.exports.layout import FontSet, Laid, LayoutCache, MissingGlyph, lay_out, standard_words
from app.exports.pdf import write_pdf
from app.exports.spec import Audience, DocumentSpec, Photos, Pictures
from app.i18n import Translator
from app.programmes.rules.evaluate import RuleResult, findings_of
from app.programmes.schema import DossierTemplate, Pack
from app.services.document_settings import Custom
from app.services.dossier.attached import bytes_of, missing_findings
from app.services.dossier.carried import carried_findings
from app.services.dossier.check import NO_EVIDENCE, NOTHING_ASKED, Asked, EvidenceFacts, Original, dossier_facts
from app.services.dossier.evidence import evidence_facts
from app.services.dossier.frozen import stale_blocks, stale_findings
from app.services.dossier.gather import Setting, gather, marking
from app.services.dossier.gone import gone_findings
from app.services.dossier.size import expected_megabytes
from app.services.dossier.views import DossierView
from app.services.fact_register import Fact, facts_of, quoted, with_facts
from app.services.masking import Reader, ShownRecords, demanded
from app.services.photos.originals import Figure
from app.services.photos.pictures import Request
from app.services.rules.dossier import check_dossier, is_ready

if TYPE_CHECKING:
    from app.services.workspace import Workspace

HANDED_IN = "handover"
"""Step of a programme at whose hard date the dossier is handed in."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that laying out and judging need; frozen, safe in any thread.

    Args:
        originals: SHA-256 to what the document knows of a picture's original.
        waivers: rule id to the written reason.
        place: values of the cover's places.
        draft_marking: words at the head of each page where it is printed as a draft.
        facts: id of each fact that the text quotes to its words; unknown ones are left out.
        consent: which photos were left out for these readers and why, and which frozen blocks are stale.
        evidence: what is said to prove what.
        asked: what the document knows besides.
        attachments: SHA-256 of each attached PDF to its bytes.
        stale: ids of frozen blocks whose records say something else by now.
    """

    view: DossierView
    template: DossierTemplate
    pack: Pack
    spec: DocumentSpec
    originals: Mapping[str, Original] = field(default_factory=dict, hash=False)
    waivers: Mapping[str, str] = field(default_factory=dict, hash=False)
    round_over: bool = False
    place: Mapping[str, str] = field(default_factory=dict, hash=False)
    draft_marking: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)
    consent: tuple[Finding, ...] = ()
    evidence: EvidenceFacts = NO_EVIDENCE
    asked: Asked = NOTHING_ASKED
    attachments: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)
    stale: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A dossier on its pages, judged.

    Args:
        laid: the pages; their number is what the meter shows.
        results: one per rule of the programme.
        megabytes: expected size of the PDF, rounded up.
        consent: which photos were left out for these readers, and why.
    """

    spec: DocumentSpec
    laid: Laid
    results: tuple[RuleResult, ...]
    megabytes: int
    consent: tuple[Finding, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.laid.pages)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found, in their order, then the photos that were left out."""
        return (*findings_of(self.results), *self.consent)

    @property
    def missing(self) -> tuple[MissingGlyph, ...]:
        """Characters that no font has."""
        return self.laid.missing

    @property
    def ready(self) -> bool:
        """Whether a final may be printed: no open error."""
        return is_ready(self.results) and not self.laid.missing

    def errors(self) -> int:
        """Return how many open errors there are."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


def gather_dossier(
    ws: Workspace, pack_id: str, language: str, audience: Audience, *, draft: bool = False, watermark: str = ""
) -> Gathered:
    """Read a dossier and the records it prints. Thread: document lane.

    Args:
        ws: the open document.
        pack_id: programme whose dossier it is; it is begun where it was not.
        language: of the output.
        audience: for whom; the records are masked accordingly.
        draft: whether the pages say so.
        watermark: drawn on every page; practice files have their own.

    Raises:
        InputError: the programme has no dossier, or it was not begun in a document that can only be read.
    """
    pack = ws.programmes.pack(pack_id)
    template = ws.template_of(pack_id)
    if pack is None or template is None:
        raise InputError(
            N_("The programme “{pack}” has no dossier.", pack=pack_id), N_("Choose a programme with a dossier.")
        )
    custom = ws.settings.custom()
    view = ws.dossier.find(pack_id)
    if view is None and ws.document.read_only:
        raise InputError(
            N_("The dossier of “{pack}” was not begun yet.", pack=pack.short or pack.name),
            N_("Open the file, go to the dossier, then export it."),
        )
    view = view or ws.dossier.begin(pack_id, template.language or custom.output_language)
    shown = _shown(ws, pack, custom, language, audience)
    translator, facts = shown.translator, quoted(view, shown)
    setting = Setting(
        language=language,
        audience=audience,
        place=_place(shown, pack, custom, language),
        paper=custom.paper,
        words={
            **standard_words(language),
            "contents": translator.text(N_("Contents")),
            "cover": translator.text(N_("Cover")),
            "badge": translator.text(N_("Badge")),
        },
        date_text=translator.date(view.filled_on) if view.filled_on else "",
        date_iso=view.filled_on if len(view.filled_on) == 10 else ws.today(),
        community=custom.community,
        watermark=watermark or ws.watermark(),
        draft=draft,
    )
    spec = gather(with_facts(view, facts), template, shown, setting)
    stale, attached = stale_blocks(ws, pack_id, view, shown), bytes_of(ws, spec)
    return Gathered(
        view,
        template,
        pack,
        spec,
        _originals(ws, spec),
        view.waivers,
        ws.programmes.round_over(pack_id),
        setting.place,
        marking(replace(setting, draft=True), template.language, shown.text),
        facts,
        (
            *shown.photo_findings(),
            *gone_findings(view, ws.records.ids("photo")),
            *stale_findings(stale),
            *missing_findings(spec, attached),
            *carried_findings(view),
        ),
        evidence_facts(ws, pack, spec),
        _asked(ws, pack, shown, setting.place),
        attached,
        frozenset(one.id for one in stale),
    )


def offered_facts(ws: Workspace, gathered: Gathered, audience: Audience) -> tuple[Fact, ...]:
    """Return the facts that the text of a dossier can quote, as its readers may see them. Thread: document lane."""
    return facts_of(_shown(ws, gathered.pack, ws.settings.custom(), gathered.spec.language, audience))


def shown_for(ws: Workspace, pack_id: str, language: str, audience: Audience) -> ShownRecords:
    """Return the records as the readers of a programme's dossier may see them. Thread: document lane."""
    pack = ws.programmes.pack(pack_id)
    if pack is None:
        raise LookupError(pack_id)
    return _shown(ws, pack, ws.settings.custom(), language, audience)


def _shown(ws: Workspace, pack: Pack, custom: Custom, language: str, audience: Audience) -> ShownRecords:
    translator = Translator(language, custom.calendar, custom.currency)
    reader = Reader(audience, demanded(pack), dossier=True)
    return ShownRecords(ws.records, translator, reader)


def as_draft(gathered: Gathered) -> Gathered:
    """Return the same dossier with pages that say they are a draft."""
    return replace(gathered, spec=replace(gathered.spec, marking=gathered.draft_marking))


def press(gathered: Gathered, fonts: FontSet, cache: LayoutCache | None = None) -> Pressed:
    """Lay out and judge. Pure; any thread."""
    laid = lay_out(gathered.spec, fonts, cache)

    def original_of(sha256: str) -> Original:
        return gathered.originals.get(sha256, Original(stored=False))

    megabytes = expected_megabytes(laid, original_of, sum(map(len, gathered.attachments.values())))
    facts = dossier_facts(
        gathered.view,
        gathered.template,
        gathered.spec,
        laid,
        original_of,
        megabytes,
        gathered.evidence,
        gathered.asked,
    )
    results = check_dossier(gathered.pack, facts, waivers=gathered.waivers, round_over=gathered.round_over)
    return Pressed(gathered.spec, laid, results, megabytes, gathered.consent, gathered.attachments)


def write(
    pressed: Pressed,
    fonts: FontSet,
    pictures: Pictures,
    *,
    preview: bool = False,
    pages: Sequence[int] | None = None,
) -> bytes:
    """Return the PDF of what was pressed; see :func:`app.exports.pdf.write_pdf`. Any thread."""
    return write_pdf(
        pressed.spec, pressed.laid, fonts, pictures, pages=pages, preview=preview, attachments=pressed.attachments
    )


def write_word(pressed: Pressed, fonts: FontSet, pictures: Pictures) -> bytes:
    """Return what was pressed as a .docx; where its pages end is the office's business. Any thread."""
    from app.exports.docx import write_docx  # its library is read only when needed

    attached = pressed.attachments
    return write_docx(pressed.spec, fonts, pictures, pages=pressed.laid.places, attachments=attached)


def word_requests(pressed: Pressed) -> tuple[Request, ...]:
    """Return the pictures that the .docx will ask for, so that they can be made on the lane before."""
    from app.exports.docx import placed_in

    return tuple(Request(picture, across, down) for picture, across, down in placed_in(pressed.spec))


def _place(shown: ShownRecords, pack: Pack, custom: Custom, language: str) -> Mapping[str, str]:
    """Return the values of the cover's places; what nobody filled in stays empty and is printed as ○○."""
    rows = shown.rows("community")

    def said(*names: str) -> str:
        return next((cell for name in names if rows and (cell := shown.cell(rows[0], name))), "")

    return {
        "name": said("name") or custom.community,
        "county": said("county", "state"),
        "township": said("township", "town"),
        "village": said("village"),
        "round": pack.round,
    }


def _asked(ws: Workspace, pack: Pack, shown: ShownRecords, place: Mapping[str, str]) -> Asked:
    paired = (
        row.id for row in ws.records.load("indicator") if None not in (row.get("before_value"), row.get("after_value"))
    )
    rows, fields = shown.rows("community"), {one.name: one for one in shown.record_type("community").fields}
    row = rows[0] if rows else None
    abroad = row is not None and row.get("country") not in (None, "", "TW")
    names = {"name": "name", "county": "state" if abroad else "county", "township": "town" if abroad else "township"}
    return Asked(
        submission_day(pack),
        place,
        frozenset(paired),
        {one: f"record:community:{row.id}:{name}" for one, name in names.items()} if row else {},
        {one: shown.text(fields[name].label) for one, name in names.items()},
    )


def submission_day(pack: Pack) -> str:
    """Return the ISO day by which the dossier is handed in: the county's own or the programme's; "" unknown."""
    own = pack.setting("internal_date")
    hard = [one.date for one in pack.deadlines if one.date and one.kind == "hard" and HANDED_IN in one.steps]
    return min([*hard, *([own] if isinstance(own, str) and own else [])], default="")


_WEIGHED = ("sha256", "dpi_tag", "width_px", "height_px", "media_type")


def _originals(ws: Workspace, spec: DocumentSpec) -> Mapping[str, Original]:
    placed = {
        item.picture.sha256
        for part in spec.parts
        for block in part.blocks
        if isinstance(block, Photos)
        for item in block.items
    }
    rows = {str(row.get("sha256")): row for row in ws.records.load("photo", names=_WEIGHED)} if placed else {}
    found: dict[str, Original] = {}
    for sha256 in placed:
        row, size = rows.get(sha256), ws.document.blob_size(sha256)
        tag = row.get("dpi_tag") if row else None
        density = _density(row, size) if row and size else None
        made = ws.pictures.sizes(sha256)
        found[sha256] = Original(size is not None, tag if isinstance(tag, int) else None, density, made)
    return found


def _density(row: Row, size: int) -> float | None:
    """Return the bytes per pixel of a JPEG original; other kinds say nothing about a JPEG made of them."""
    width, height = row.get("width_px"), row.get("height_px")
    if row.get("media_type") != "image/jpeg" or not (isinstance(width, int) and isinstance(height, int)):
        return None
    return size / max(1, width * height)


def picture_requests(pressed: Pressed) -> tuple[Request, ...]:
    """Return the pictures that writing will ask for, so that they can be made on the lane before."""
    return tuple(Request(one.picture, one.width_px, one.height_px) for one in pressed.laid.pictures)


def figures_of(pressed: Pressed) -> tuple[Figure, ...]:
    """Return the printed pictures in figure order, that of the cover by its place, for the package of originals."""
    captions = {
        item.id: text_of(item.caption)
        for part in pressed.spec.parts
        for block in part.blocks
        if isinstance(block, Photos)
        for item in block.items
    }
    labels, words = pressed.laid.labels, pressed.spec.words

    def place(block_id: str) -> str:
        named = words.get("cover", "") + (words.get("badge", "") if "/badge/" in block_id else "")
        return labels.get(block_id, named).replace(" ", "")

    return tuple(
        Figure(place(one.block_id), captions.get(one.block_id, "")[:40], one.picture.sha256)
        for one in pressed.laid.pictures
    )
