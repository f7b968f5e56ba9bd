"""Judges a programme's rules on a dossier: what its text, pages and photos can answer.

The gatherer fills :class:`DossierFacts`; what it does not know stays ``None`` and the rules on it are
reported as not evaluated, neither passed nor failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from app.core.fields import Finding, Severity
from app.core.messages import N_, Message
from app.programmes.rules import State
from app.programmes.rules.evaluate import RuleResult, evaluate, findings_of
from app.programmes.schema import Pack

POINTS_PER_CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class SizedText:
    """A run as it was placed. ``size``: points, as text such as ``14`` or ``13.98``; ``place``: block or page."""

    size: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A picture as it was placed.

    Args:
        sha256: of the original.
        dpi: whole pixels to the inch at its printed size, rounded down.
        tag_dpi: what the file says of itself, ``None`` unknown.
        original: whether the original is in the document.
        label: what people call it, such as its caption.
        place: ``block:<id>``.
        width_pt: as printed, 0 unknown.
    """

    sha256: str
    dpi: int
    original: bool
    tag_dpi: int | None = None
    label: str = ""
    place: str = ""
    width_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class NamedFact:
    """Something that has to be there: what it is called, whether it is there, and where it is mended."""

    label: str
    there: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A numbered figure or table. ``cited``: whether the text refers to it."""

    label: str
    caption: bool
    cited: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class ContentsFact:
    """A line of the contents: the page it prints and the page it is on."""

    title: str
    printed: int
    real: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChapterFact:
    """A chapter of the dossier.

    Args:
        id: of the template's chapter.
        title: as printed, without its number.
        evidence: number of dated, verifiable records that it cites or prints, ``None`` unknown.
    """

    id: str
    title: str
    evidence: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class LineFact:
    """A scored line. ``evidence``: number of records that are said to prove it."""

    title: str
    points: int
    evidence: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class TextFact:
    """A text of the dossier with its place."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """Everything that the rules ask about a dossier; ``None`` is unknown.

    Args:
        pages: of the whole document, cover and front matter included.
        readable: the bytes open as a PDF without a password.
        sizes: runs off the cover.
        cover_sizes: runs of the cover's title.
        cover: texts that the cover has to contain, filled in for this community.
        summary: rows of the summary table.
        contents: lines of the table of contents.
        chapters: those that are printed, in order.
        phases: ids of disaster phases (mitigation, preparedness, response, recovery) with text and evidence.
        hazards: named hazards of the template that chapter 2 argues.
        pictures: placed pictures.
        fill_date: ISO day, "" not filled in.
        submission_date: ISO day, "" not known.
        texts: every text by block.
        figures: numbered figures and tables.
        fonts_embedded: whether every font is.
        megabytes: size of the file.
        continuity: topics of the last chapter that are addressed, of people, money, direction, experience.
        comparisons: number of before-and-after pairs, ``None`` unknown.
        lines: scored lines with what proves them.
        glyphs: characters that no font has.
        homes: quantity to the place where it is mended, for findings that have none of their own;
            ``chapter:<id>`` to the part of a template's chapter.
    """

    pages: int | None = None
    readable: bool | None = None
    sizes: tuple[SizedText, ...] | None = None
    cover_sizes: tuple[SizedText, ...] | None = None
    cover: tuple[NamedFact, ...] | None = None
    summary: tuple[NamedFact, ...] | None = None
    contents: tuple[ContentsFact, ...] | None = None
    chapters: tuple[ChapterFact, ...] | None = None
    phases: tuple[str, ...] | None = None
    hazards: tuple[str, ...] | None = None
    pictures: tuple[PlacedFact, ...] | None = None
    fill_date: str | None = None
    submission_date: str | None = None
    texts: tuple[TextFact, ...] | None = None
    figures: tuple[FigureFact, ...] | None = None
    fonts_embedded: bool | None = None
    megabytes: int | None = None
    continuity: tuple[str, ...] | None = None
    comparisons: int | None = None
    lines: tuple[LineFact, ...] | None = None
    glyphs: tuple[NamedFact, ...] | None = None
    language: str = "zh_TW"
    homes: Mapping[str, str] = field(default_factory=dict, hash=False)


def quantities(pack: Pack, facts: DossierFacts) -> dict[str, object]:
    """Return the facts under the names that packs use in their rules; unknown ones are left out."""
    template = pack.dossier
    found: dict[str, object] = {
        "pages": facts.pages,
        "pdf_readable": facts.readable,
        "text_runs": _sized(facts.sizes),
        "cover_title_runs": _sized(facts.cover_sizes),
        "cover_lines": _named(facts.cover),
        "summary_rows": _named(facts.summary),
        "missing_glyphs": _named(facts.glyphs),
        "contents_entries": _contents(facts),
        "chapters": _chapters(facts),
        "expected_chapters": _expected(pack, facts),
        "phases_described": facts.phases,
        "hazards_argued": facts.hazards,
        "pictures": _pictures(facts, pack.number("min_dpi")),
        "fill_date": facts.fill_date,
        "submission_date": facts.submission_date or None,
        "texts": _texts(facts.texts),
        "placeholders": template.placeholders if template else None,
        "figures": _figures(facts),
        "fonts_embedded": facts.fonts_embedded,
        "megabytes": facts.megabytes,
        "continuity_topics": facts.continuity,
        "comparisons": facts.comparisons,
        "scored_lines": _scored(facts.lines),
        "round": pack.round or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def check_dossier(
    pack: Pack,
    facts: DossierFacts,
    *,
    waivers: Mapping[str, str] = MappingProxyType({}),
    round_over: bool = False,
) -> tuple[RuleResult, ...]:
    """Judge every rule of the pack over a dossier, in the pack's order.

    Rules on forms, visits and money are in the answer too, as not evaluated.

    Args:
        pack: the programme.
        facts: what is known of the dossier.
        waivers: rule id to the written reason.
        round_over: the round's hard dates are past.
    """
    known = quantities(pack, facts)
    about_dossier = tuple(one for one in pack.rules if one.subject == "dossier")
    others = tuple(one for one in pack.rules if one.subject != "dossier")
    judged = evaluate(pack, about_dossier, known, waivers=waivers, round_over=round_over)
    judged = tuple(at_home(one, facts.homes) for one in judged)
    return (*judged, *evaluate(pack, others, {}, round_over=round_over))


def dossier_findings(
    pack: Pack,
    facts: DossierFacts,
    *,
    waivers: Mapping[str, str] = MappingProxyType({}),
    round_over: bool = False,
) -> tuple[Finding, ...]:
    """Return the findings alone; arguments as for :func:`check_dossier`."""
    return findings_of(check_dossier(pack, facts, waivers=waivers, round_over=round_over))


def is_ready(results: tuple[RuleResult, ...]) -> bool:
    """Say whether a final may be printed: no rule of severity error failed without a waiver."""
    return not any(
        finding.severity is Severity.ERROR for one in results if one.state is State.FAILED for finding in one.findings
    )


def at_home(result: RuleResult, homes: Mapping[str, str]) -> RuleResult:
    """Send findings without a place to where the quantity of their rule is mended: quantity to place."""
    named = (value for value in result.rule.params.values() if isinstance(value, str))
    home = next((homes[name] for name in named if name in homes), "")
    if not home or all(one.place for one in result.findings):
        return result
    return replace(result, findings=tuple(one if one.place else replace(one, place=home) for one in result.findings))


def _named(facts: tuple[NamedFact, ...] | None) -> tuple[dict[str, object], ...] | None:
    if facts is None:
        return None
    return tuple({"place": one.place, "label": one.label, "there": one.there} for one in facts)


def _sized(runs: tuple[SizedText, ...] | None) -> tuple[dict[str, object], ...] | None:
    if runs is None:
        return None
    return tuple({"place": one.place, "size": float(one.size), "label": one.size} for one in dict.fromkeys(runs))


def _contents(facts: DossierFacts) -> tuple[dict[str, object], ...] | None:
    if facts.contents is None:
        return None
    return tuple(
        {"place": one.place, "label": one.title, "printed": one.printed, "real": one.real} for one in facts.contents
    )


def _chapters(facts: DossierFacts) -> tuple[dict[str, object], ...] | None:
    if facts.chapters is None:
        return None
    return tuple(
        {"id": one.id, "title": one.title, "label": one.title, "evidence": one.evidence, "place": one.place}
        for one in facts.chapters
    )


def _scored(lines: tuple[LineFact, ...] | None) -> tuple[dict[str, object], ...] | None:
    if lines is None:
        return None
    return tuple(
        {"place": one.place, "label": one.title, "points": one.points, "evidence": one.evidence} for one in lines
    )


def _expected(pack: Pack, facts: DossierFacts) -> tuple[dict[str, object], ...] | None:
    if pack.dossier is None:
        return None
    return tuple(
        {"id": one.id, "title": one.title.best(facts.language), "place": facts.homes.get(f"chapter:{one.id}", "")}
        for one in pack.dossier.chapters
    )


def _sharp(one: PlacedFact, least: int | None) -> Message | None:
    """Say how wide a coarse picture may be printed."""
    if not least or not one.width_pt or one.dpi >= least:
        return None
    tenths = int(one.width_pt / POINTS_PER_CM * one.dpi / least * 10)
    return N_("It prints clean up to {width} cm wide.", width=f"{tenths // 10}.{tenths % 10}") if tenths else None


def _pictures(facts: DossierFacts, least: int | None) -> tuple[dict[str, object], ...] | None:
    if facts.pictures is None:
        return None
    return tuple(
        {
            "place": one.place,
            "label": one.label,
            "dpi": one.dpi,
            "tag_dpi": one.tag_dpi if one.tag_dpi is not None else 300,
            "original": one.original,
            "change": _sharp(one, least),
        }
        for one in facts.pictures
    )


def _texts(texts: tuple[TextFact, ...] | None) -> tuple[dict[str, object], ...] | None:
    return None if texts is None else tuple({"place": one.place, "text": one.text} for one in texts)


def _figures(facts: DossierFacts) -> tuple[dict[str, object], ...] | None:
    if facts.figures is None:
        return None
    return tuple(
        {"place": one.place, "label": one.label, "complete": one.caption and one.cited} for one in facts.figures
    )
