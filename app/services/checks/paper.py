"""The check report: what was checked against which programme, what stands open, what was set aside and by whom.

Pure once the words are there; any thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.messages import N_, NP_, Label, Message
from app.core.richtext import plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, Paragraph, Table
from app.services.checks.view import VERDICTS, CheckLine, CheckView, Verdict
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

TITLE = N_("Check report")
OPEN = (Verdict.ERROR, Verdict.NOTICE, Verdict.HINT)
HEADS: dict[Verdict, Message] = {
    Verdict.ERROR: N_("Problems that stand in the way"),
    Verdict.NOTICE: N_("Notices"),
    Verdict.HINT: N_("Hints"),
    Verdict.WAIVED: N_("Set aside, with the reason"),
    Verdict.UNKNOWN: N_("Not evaluated: neither met nor broken"),
    Verdict.PASSED: N_("Rules that are met"),
}
OURS, DASH = " ※", "－"
FOUR = (Column(2.4), Column(6.6), Column(3.9), Column(4.5))


def checks_spec(shown: ShownRecords, how: ListSetting, view: CheckView) -> DocumentSpec:
    """Return the report.

    Args:
        shown: for words and dates in the paper's language.
        how: paper, dates, community.
        view: the check.
    """
    blocks: list[Block] = list(_opening(shown, how, view))
    for verdict, title in HEADS.items():
        lines = view.of(verdict)
        if lines:
            blocks.append(Heading(f"group-{verdict}", 1, plain(shown.text(title)), numbered=False))
            blocks.append(_table(shown, verdict, lines))
    note = N_("※ Our own reading; the programme does not say it in these words.")
    blocks.append(Paragraph("ours", plain(shown.text(note)), "note"))
    return list_document(shown, TITLE, tuple(blocks), how, landscape=False)


def verdict_words(view: CheckView) -> Message:
    """Return in one sentence whether it is ready."""
    errors = view.counts.get(Verdict.ERROR, 0)
    if errors:
        return NP_("Not ready: {n} problem is open.", "Not ready: {n} problems are open.", errors)
    if not view.begun:
        return N_("Not ready: the dossier was not begun.")
    return N_("Ready: no problem is open.")


def against_words(view: CheckView) -> Message:
    """Return against what it was checked."""
    return N_("Checked against {name}, version {version} of its rules.", name=view.name, version=view.version)


def where_words(line: CheckLine) -> Message:
    """Return where a finding stands: page and chapter, or the field of a record."""
    if line.page and line.where:
        return N_("Page {page}, {where}", page=line.page, where=line.where)
    if line.page:
        return N_("Page {page}", page=line.page)
    return N_("{words}", words=line.where)


def asks_words(line: CheckLine) -> Message:
    """Return what the rule asks and where that is written; our own readings say so."""
    if line.source is None:
        return N_("The rule: {title}", title=line.title)
    if line.ours:
        return N_("The rule: {title} (our reading, after {source})", title=line.title, source=line.source)
    return N_("The rule: {title} (source: {source})", title=line.title, source=line.source)


def waiver_words(line: CheckLine, day: str) -> Message:
    """Return why a rule was set aside, by whom and when; *day* in words."""
    who = [one for one in (line.by, day) if one]
    said: Message = N_("Reason: {reason}", reason=line.reason)
    return N_("{said} ({who})", said=said, who=" · ".join(who)) if who else said


def _opening(shown: ShownRecords, how: ListSetting, view: CheckView) -> Iterator[Block]:
    parts = (how.community, how.date_text)
    yield Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
    yield Paragraph("verdict", plain(shown.text(verdict_words(view))), "lead")
    yield Paragraph("against", plain(shown.text(against_words(view))), "plain")
    if view.pages:
        yield Paragraph(
            "pages",
            plain(shown.text(NP_("The dossier has {n} page.", "The dossier has {n} pages.", view.pages))),
            "plain",
        )
    rows = [(VERDICTS[one], view.counts.get(one, 0)) for one in HEADS]
    body = tuple((plain(shown.text(label)), plain(str(count))) for label, count in rows)
    yield Table("counts", (Column(6), Column(2, "right")), body, header=0, numbered=False)


def _table(shown: ShownRecords, verdict: Verdict, lines: Sequence[CheckLine]) -> Table:
    say = shown.text
    if verdict in (Verdict.PASSED, Verdict.UNKNOWN):
        heads: tuple[Label, ...] = (N_("Rule"), N_("What the rule asks"))
        body: list[tuple[str, ...]] = [(_rule(one), say(one.title)) for one in lines]
        columns: tuple[Column, ...] = (Column(2.4), Column(14))
    elif verdict is Verdict.WAIVED:
        heads = (N_("Rule"), N_("What was found"), N_("Where"), N_("Why it was set aside"))
        body = [
            (
                _rule(one),
                _found(shown, one),
                say(where_words(one)),
                say(waiver_words(one, shown.date(one.on) if one.on else "")),
            )
            for one in lines
        ]
        columns = FOUR
    else:
        heads = (N_("Rule"), N_("What was found"), N_("Where"), N_("What helps"))
        body = [
            (_rule(one), _found(shown, one), say(where_words(one)), say(one.fix) if one.fix is not None else "")
            for one in lines
        ]
        columns = FOUR
    rows = (tuple(plain(say(one)) for one in heads), *(tuple(plain(cell) for cell in row) for row in body))
    return Table(f"table-{verdict}", columns, rows, header=1, numbered=False)


def _rule(one: CheckLine) -> str:
    """Return the code of a rule of the programme; those of the program itself have none that a reader knows."""
    code = one.rule if one.rule[:1].isupper() else ""
    return (code + (OURS if one.ours else "")).strip() or DASH


def _found(shown: ShownRecords, one: CheckLine) -> str:
    words = shown.text(one.said) if one.said is not None else shown.text(one.title)
    sums = shown.text(one.arithmetic) if one.arithmetic is not None else ""
    more = shown.text(NP_("And {n} more place.", "And {n} more places.", one.more)) if one.more else ""
    asks = shown.text(asks_words(one)) if one.said is not None else ""
    return "\n".join(part for part in (words, sums, more, asks) if part)
