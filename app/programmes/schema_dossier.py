"""The dossier's template and the site visit of a pack."""

from __future__ import annotations

from app.core.messages import LocalText
from app.programmes.schema_parts import NO_TEXT, Datum


class SummaryRow(Datum, frozen=True, kw_only=True):
    """A row of the summary table. ``hint``: what it may cover."""

    id: str
    title: LocalText
    hint: LocalText = NO_TEXT


class PackBlock(Datum, frozen=True, kw_only=True):
    """A block that a new dossier begins with below a heading.

    Args:
        kind: ``prompt`` (a grey question, never printed), ``live`` (prints records), ``paragraph``.
        live: for ``live``: ``members``, ``events``, ``event_photos``, ``community`` or a record type.
    """

    kind: str
    text: LocalText = NO_TEXT
    live: str = ""


class ChapterHeading(Datum, frozen=True, kw_only=True):
    """A suggested sub-heading (level 1: 一、).

    Args:
        items: ids of the items that belong below it.
        topic: of those that a chapter has to address, "" for none; rules count them as ``continuity_topics``.
    """

    id: str
    title: LocalText
    items: tuple[str, ...] = ()
    topic: str = ""
    blocks: tuple[PackBlock, ...] = ()


class DossierItem(Datum, frozen=True, kw_only=True):
    """A guidance item, such as one of the nineteen of aspect 1.

    Args:
        number: as the programme counts it.
        phases: ids of ``減災``-like phases of disaster management: mitigation, preparedness,
            response, recovery.
        why: why it is asked.
        convinces: what convinces a reader, two or three things.
        example: an invented example paragraph.
        records: record types that prove it.
    """

    id: str
    number: int
    title: LocalText
    phases: tuple[str, ...]
    why: LocalText
    convinces: LocalText
    example: LocalText
    records: tuple[str, ...] = ()
    sub_items: tuple[LocalText, ...] = ()


class Chapter(Datum, frozen=True, kw_only=True):
    """A chapter of the dossier.

    Args:
        weight: points of the rubric.
        pages: suggested page budget.
        title: printed title without its number.
    """

    id: str
    title: LocalText
    weight: int
    pages: int
    guidance: LocalText
    aspect: str = ""
    headings: tuple[ChapterHeading, ...] = ()
    items: tuple[DossierItem, ...] = ()


class DossierTemplate(Datum, frozen=True, kw_only=True):
    """How a dossier of this programme is built.

    Args:
        page_limit: greatest number of pages; everything counts.
        warn_pages: beyond this number the limit is called close.
        body_pt, cover_title_pt: sizes in points; the rest of the cover has the body's size.
        min_dpi: least resolution of a picture at its printed size.
        cover: texts of the cover, top to bottom; the first is the title. Places: ``{county}``,
            ``{township}``, ``{name}``, ``{round}``.
        cover_must_have: texts that the cover has to contain.
        page_header: printed above the summary table.
        summary_title: title of the summary table; ``summary_columns`` its two heads.
        order: of ``summary``, ``cover``, ``contents``, ``chapters``, ``appendices``.
        front_pages, appendix_pages: suggested page budget.
        placeholders: template texts that must not be left in a finished dossier.
        hazards: names of hazards that chapter 2 may argue.
        language: of the dossier, ``zh_TW``; "" follows the user's choice.
        spellings: names with their variants, the one to use first.
    """

    title: LocalText
    page_limit: int
    body_pt: int
    cover_title_pt: int
    min_dpi: int
    cover: tuple[LocalText, ...]
    order: tuple[str, ...]
    summary_title: LocalText
    summary_columns: tuple[LocalText, ...]
    summary_rows: tuple[SummaryRow, ...]
    chapters: tuple[Chapter, ...]
    warn_pages: int | None = None
    page_header: LocalText = NO_TEXT
    fill_date_label: LocalText = NO_TEXT
    cover_must_have: tuple[LocalText, ...] = ()
    appendix_title: LocalText = NO_TEXT
    appendix_guidance: LocalText = NO_TEXT
    front_pages: int = 0
    appendix_pages: int = 0
    components: tuple[SummaryRow, ...] = ()
    placeholders: tuple[str, ...] = ()
    hazards: tuple[LocalText, ...] = ()
    language: str = ""
    spellings: tuple[tuple[str, ...], ...] = ()


class VisitBlock(Datum, frozen=True, kw_only=True):
    """A part of the visit. ``minutes``: ``None`` where the programme gives none."""

    id: str
    title: LocalText
    minutes: int | None = None


class Visit(Datum, frozen=True, kw_only=True):
    """The site visit: schedule, what to prepare, what the briefing holds."""

    blocks: tuple[VisitBlock, ...]
    prepare: tuple[LocalText, ...] = ()
    briefing: tuple[LocalText, ...] = ()
    advice: tuple[LocalText, ...] = ()
    presenter_role: str = ""
    briefing_minutes: int | None = None
    answers_minutes: int | None = None
