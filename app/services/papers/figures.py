"""Papers that are drawn: the report on hazards, the chart of the organisation, the timeline of an alert.

Each is a spec for ``exports``; what it says was masked before. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.core.messages import N_, Message
from app.core.richtext import plain
from app.exports.spec import Block, Chart, DocumentSpec, Heading, Paragraph, TextStyle
from app.services.figures import alert_blocks, hazard_blocks, team_blocks
from app.services.figures.hazards import Measure
from app.services.figures.words import chosen
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

READABLE = TextStyle(size=12.0, leading=18.0, cover_title=16.0, cover_body=12.0, indent_em=0.0, face="sans")
"""Size of these papers: they are read by a whole meeting."""


def hazard_report(shown: ShownRecords, options: Mapping[str, str], how: ListSetting) -> DocumentSpec:
    """Return the report on past disasters: the chosen measure and a second one drawn, every measure in a table.

    Args:
        shown: the records as the audience may see them.
        options: ``measure``, ``beside`` and ``top``, as in the live block.
        how: paper, dates, community.
    """
    title = N_("Hazard report")
    key, top = chosen(options, hazard_blocks.MEASURE), int(chosen(options, hazard_blocks.TOP))
    second = chosen(options, hazard_blocks.BESIDE)
    if second == key:
        second = next(one.key for one in hazard_blocks.BESIDE.answers if one.key != key)
    events = hazard_blocks.shares_of(shown, Measure.EVENTS)
    blocks = [_head(shown, how)]
    if not events.n:
        return _paper(shown, title, (*blocks, _nothing(shown)), how)
    labels = hazard_blocks.MEASURES
    choice = N_("Chosen measure: {measure}. Beside it: {second}.", measure=labels[key], second=labels[second])
    blocks.append(Paragraph("choice", plain(shown.text(choice)), "lead"))
    for place, one in enumerate((key, second)):
        shares = hazard_blocks.shares_of(shown, one)
        blocks.append(Paragraph(f"words-{place}", plain(hazard_blocks.ranking(shown, one, shares, top)), "plain"))
        if shares.slices:
            blocks.append(hazard_blocks.chart(f"chart-{place}", {}, shown, one, shares, top))
    blocks += [hazard_blocks.full_table("shares", shown), hazard_blocks.amounts_table("amounts", shown)]
    blocks.append(Heading("how", 1, plain(shown.text(N_("How this was worked out"))), numbered=False))
    blocks += [Paragraph(f"how-{place}", plain(shown.text(one)), "plain") for place, one in enumerate(HOW)]
    return _paper(shown, title, tuple(blocks), how)


HOW: tuple[Message, ...] = (
    N_("A share is what one hazard adds to a measure, divided by the sum over all events."),
    N_("The mean of the four losses counts only measures that have a sum."),
    hazard_blocks.ROUNDED,
    N_("An event counts once, under its main hazard. Deaths are counted without the missing."),
    N_("What is not known is left out of a sum and reported as incomplete; it is never taken as 0."),
)
"""The definitions, as printed. Source: ``records_and_reports.md`` 3."""


def organisation_chart(shown: ShownRecords, how: ListSetting) -> DocumentSpec:
    """Return the chart of the response organisation on turned paper; it goes on to a second page where it must."""
    title = N_("Response organisation")
    drawn = tuple(
        replace(one, caption=(), numbered=False)
        for one in team_blocks.chart_blocks("chart", {}, shown)
        if isinstance(one, Chart)
    )
    made = _paper(shown, title, (_head(shown, how), *(drawn or (_nothing(shown),))), how, landscape=True)
    return replace(made, style=replace(READABLE, size=14.0, leading=21.0, cover_body=14.0))


def alert_timeline(shown: ShownRecords, record: str, how: ListSetting) -> DocumentSpec:
    """Return the timeline of an alert.

    Args:
        shown: the records as the audience may see them.
        record: id of the alert, "" for the latest.
        how: paper, dates, community.
    """
    row = alert_blocks.alert_of({"record": record}, shown)
    found = alert_blocks.entries(row, shown) if row is not None else ()
    title = N_("Timeline of an alert")
    if row is None or not found:
        return _paper(shown, title, (_head(shown, how), _nothing(shown)), how)
    name = shown.cell(row, "title")
    drawn = replace(alert_blocks.timeline("line", {}, found, name, shown), caption=(), numbered=False)
    kind = shown.cell(row, "hazard")
    head = [Paragraph("name", plain(" · ".join(part for part in (name, kind) if part)), "lead")]
    made = _paper(shown, title, (_head(shown, how), *head, drawn), how)
    return replace(made, title=f"{made.title} · {name}")


def _head(shown: ShownRecords, how: ListSetting) -> Block:
    parts = (how.community, how.date_text)
    return Paragraph("head", plain(" · ".join(part for part in parts if part)), "note")


def _nothing(shown: ShownRecords) -> Block:
    return Paragraph("none", plain(shown.text(N_("Nothing has been recorded here yet."))), "plain")


def _paper(
    shown: ShownRecords, title: Message, blocks: tuple[Block, ...], how: ListSetting, *, landscape: bool = False
) -> DocumentSpec:
    return replace(list_document(shown, title, blocks, how, landscape), style=READABLE)
