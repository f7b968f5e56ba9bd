"""The timeline of a real alert: when, from whom, what was said and done, and who was told. Source: R20."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.core.fields import Row
from app.core.messages import N_, NP_, Message
from app.core.richtext import plain
from app.exports.drawings import Moment, Timeline
from app.exports.spec import Block, Chart, Column, Table
from app.services.figures.words import CHART_FIRST, SHOW, caption, chosen, pick, sentences, table
from app.services.live_kinds import LiveKind, Shown

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Args:
        time: ISO local time, "" not known.
        title: what arrived or was reported.
        action: what was done about it, "" for a report.
        by: who did it, as the reader may see it.
        report: whether it is a report that was sent.
    """

    time: str
    title: str
    action: str = ""
    by: str = ""
    report: bool = False


def alert_of(settings: Mapping[str, object], shown: Shown) -> Row | None:
    """Return the alert that was chosen, else the latest."""
    rows = shown.rows("alert")
    wanted = str(settings.get("record") or "")
    found = next((row for row in rows if row.id == wanted), None)
    return found or max(rows, key=lambda row: row.text("date"), default=None)


def entries(row: Row, shown: Shown) -> tuple[Entry, ...]:
    """Return everything that happened, in the order of time; what has no time comes last."""
    found = [_moment(one, shown) for one in _below(row, "rows")] + [
        _report(one, shown) for one in _below(row, "reports")
    ]
    return tuple(sorted(found, key=lambda one: (not one.time, one.time)))


def _below(row: Row, name: str) -> tuple[Row, ...]:
    value = row.get(name)
    return tuple(one for one in value if isinstance(one, Row)) if isinstance(value, tuple) else ()


def _moment(one: Row, shown: Shown) -> Entry:
    source, content = shown.cell(one, "source"), shown.cell(one, "content")
    title = shown.text(N_("{source}: {content}", source=source, content=content)) if source and content else ""
    return Entry(one.text("time"), title or source or content, shown.cell(one, "action"), shown.cell(one, "by"))


def _report(one: Row, shown: Shown) -> Entry:
    to, content = shown.cell(one, "to"), shown.cell(one, "content")
    said = N_("Report to {to}", to=to) if to else N_("Report sent")
    return Entry(one.text("time"), shown.text(said), content, report=True)


def alert_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the timeline of an alert and its table."""
    row = alert_of(settings, shown)
    if row is None:
        return ()
    found = entries(row, shown)
    if not found:
        return ()
    title = shown.text(N_("Timeline: {title}", title=shown.cell(row, "title")))
    drawn = replace(timeline(block_id, settings, found, title, shown), shows=(row.id,))
    told = replace(entry_table(block_id + "/table", found, title, shown), shows=(row.id,))
    return pick({SHOW.key: chosen(settings, CHART_FIRST)}, (drawn,), (told,))


def timeline(
    block_id: str, settings: Mapping[str, object], found: tuple[Entry, ...], title: str, shown: Shown
) -> Chart:
    """Return the entries along an axis; the time since the one before stands beside it."""
    moments = []
    before: datetime | None = None
    day = ""
    for one in found:
        now = _time(one.time)
        fresh = one.time[:10] != day and bool(one.time)
        day = one.time[:10] if one.time else day
        lines = []
        if one.action:
            lines.append(one.action if one.report else shown.text(N_("Done: {action}", action=one.action)))
        if one.by:
            lines.append(shown.text(N_("By: {name}", name=one.by)))
        moments.append(
            Moment(
                one.time[11:16] or shown.text(N_("time?")),
                one.title,
                tuple(lines),
                shown.date(day) if fresh else "",
                shown.text(gap(before, now)) if before and now and now > before else "",
            )
        )
        before = now or before
    return Chart(block_id, Timeline(tuple(moments)), caption(settings, title), plain(span(found, shown)))


def entry_table(block_id: str, found: tuple[Entry, ...], title: str, shown: Shown) -> Table:
    """Return the entries as a table: when, what, done, by whom."""
    rows = [[shown.text(one) for one in (N_("Time"), N_("What happened"), N_("What we did"), N_("Done by"))]]
    rows += [[when(one, shown), one.title, one.action, one.by] for one in found]
    columns = (Column(3.6), Column(4), Column(4), Column(2.2))
    return table(block_id, columns, rows, title=plain(title))


def when(one: Entry, shown: Shown) -> str:
    """Return date and time of an entry."""
    return f"{shown.date(one.time[:10])}\n{one.time[11:16]}" if one.time else shown.text(N_("time?"))


def span(found: tuple[Entry, ...], shown: Shown) -> str:
    """Return how many entries there are, and how long it took from the first to the last."""
    times = [time for one in found if (time := _time(one.time))]
    took = N_("From the first to the last: {time}.", time=gap(times[0], times[-1])) if len(times) > 1 else None
    reports = sum(one.report for one in found)
    return sentences(
        shown,
        NP_("{n} entry.", "{n} entries.", len(found)),
        NP_("{n} of them a report.", "{n} of them reports.", reports) if reports else None,
        took,
    )


def gap(before: datetime, now: datetime) -> Message:
    """Return the time between two moments in words."""
    minutes = int((now - before).total_seconds()) // 60
    hours, rest = divmod(minutes, 60)
    if not hours:
        return N_("{m} min", m=rest)
    if hours < 48:
        return N_("{h} h {m} min", h=hours, m=rest) if rest else N_("{h} h", h=hours)
    return NP_("{n} day", "{n} days", minutes // MINUTES_A_DAY)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if len(text) >= 16 else None
    except ValueError:
        return None


KIND = LiveKind(
    N_("Timeline of an alert"),
    "alert",
    make=alert_blocks,
    options=(CHART_FIRST,),
    also=("alert_row", "alert_report"),
    help=N_("One real alert by the minute: what arrived, what was done, who was told"),
    record="alert",
)
