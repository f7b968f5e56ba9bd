"""Gathers everything that is checked, and judges it once the dossier is on its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.fields import Finding, Severity
from app.core.messages import N_, Label, own_words
from app.core.richtext import text_of
from app.exports.layout import FontSet, LayoutCache
from app.exports.preflight import GLYPH, glyph_findings, reference_findings
from app.exports.spec import Audience
from app.i18n import Translator
from app.programmes.rules import State
from app.programmes.rules.evaluate import RuleResult, waiver_key
from app.programmes.schema import Pack, PackRule
from app.programmes.sources import cited_in
from app.programmes.ways import way_of
from app.services.application.form import FormView, form_view
from app.services.application.glyphs import Unprintable, unprintable
from app.services.checks.form import form_results
from app.services.checks.view import OF_SEVERITY, ORDER, CheckLine, CheckView, Verdict
from app.services.dossier.press import Gathered, Pressed, gather_dossier, press
from app.services.dossier.slip import Book, Slip
from app.services.dossier.slips import RULES as SLIPS
from app.services.dossier.slips import book_of, slips_of
from app.services.dossier.views import DossierView, Waiver

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CHECKED = ("dossier", "form")
"""Subjects of rules that are handed in; visits and money are judged on their own pages."""
GLYPHS = "missing_glyphs"
PRINTABLE = N_("Every character can be printed")
LOOK = N_("Mend it, or say in “Facts and slips” of the dossier that it is right.")
EACH = 12
"""Places of one kind of slip that are listed; the last says how many more there are."""


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Everything that judging needs; frozen, safe in any thread.

    Args:
        pack: as the document uses it.
        dossier: gathered, ``None`` where it was not begun.
        form: what came of the rules on the form.
        titles: places outside the dossier, and record type and name of a field, to what they are called.
        book: what the records say that the words of the dossier can contradict, ``None`` without a dossier.
        paper: the application form as it stands, ``None`` where the way asks for none.
    """

    pack: Pack
    language: str
    dossier: Gathered | None
    form: tuple[RuleResult, ...]
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    book: Book | None = None
    paper: FormView | None = None

    @property
    def needs_dossier(self) -> bool:
        """Whether a dossier is handed in at all."""
        return asks_dossier(self.pack)


def asks_dossier(pack: Pack) -> bool:
    """Say whether the way through the round has a dossier on it."""
    way = way_of(pack)
    return pack.dossier is not None and (way is None or "dossier" not in way.hides)


def gather_checks(
    ws: Workspace, pack_id: str, language: str, audience: Audience = Audience.AUTHORITY, *, spoken: str = ""
) -> ToCheck:
    """Read what is checked; a dossier is never begun by looking. Thread: the document lane.

    Args:
        ws: the document.
        pack_id: the programme.
        language: of the papers.
        audience: for whom names are masked.
        spoken: language in which fields and places are named to the reader, that of the papers where "".

    Raises:
        InputError: the programme is gone.
    """
    pack = ws.programmes.pack(pack_id)
    if pack is None:
        raise InputError(N_("The programme “{pack}” is gone.", pack=pack_id), N_("Join a programme first."))
    begun = asks_dossier(pack) and ws.dossier.find(pack_id) is not None
    dossier = gather_dossier(ws, pack_id, language, audience) if begun else None
    speak = Translator(spoken or language)
    types = ws.records.catalogue()
    titles = {f"community:{one.name}": speak.text(one.label) for one in types["community"].fields}
    titles["records:certificate"] = speak.text(types["certificate"].plural)
    titles["way"] = titles[f"way:{pack.id}"] = speak.text(N_("Your way through the round"))
    book = book_of(ws, dossier, audience) if dossier is not None else None
    form = form_view(ws, pack.id)
    paper = form if form is not None and form.needed else None
    return ToCheck(pack, language, dossier, form_results(ws, pack, spoken or language), titles, book, paper)


def check(found: ToCheck, fonts: FontSet, cache: LayoutCache | None = None) -> tuple[CheckView, Pressed | None]:
    """Lay the dossier out and judge everything. Pure; any thread."""
    pressed = press(found.dossier, fonts, cache) if found.dossier is not None else None
    odd = unprintable(found.paper, fonts.missing) if found.paper is not None else ()
    return view_of(found, pressed, odd), pressed


def view_of(found: ToCheck, pressed: Pressed | None, odd: Sequence[Unprintable] = ()) -> CheckView:
    """Return the check of what was gathered and laid out, and of fields that cannot be printed. Pure; any thread."""
    judged = {one.rule.id: one for one in (pressed.results if pressed else ())}
    judged |= {one.rule.id: one for one in found.form}
    waived = found.dossier.view.waived if found.dossier else {}
    lines: list[CheckLine] = []
    asked = CHECKED if found.needs_dossier else CHECKED[1:]
    for rule in found.pack.rules:
        if rule.subject not in asked:
            continue
        result = judged.get(rule.id)
        if result is None:
            lines.append(
                CheckLine(rule.id, Verdict.UNKNOWN, rule.title, source=cited(found.pack, rule), ours=rule.inferred)
            )
        else:
            lines += _lines(result, found, pressed, waived)
    lines += _besides(found, pressed)
    lines += _slips(found, pressed)
    lines += (_unprintable(one, found) for one in odd)
    lines.sort(key=lambda one: ORDER.index(one.verdict))
    view = found.dossier.view if found.dossier else None
    return CheckView(
        found.pack.id,
        found.pack.name,
        found.pack.version,
        found.pack.round,
        tuple(lines),
        pressed.pages if pressed else 0,
        view is not None or not found.needs_dossier,
        view.id if view else "",
        Counter(one.verdict for one in lines),
    )


def cited(pack: Pack, rule: PackRule) -> Label | None:
    """Return the documents that a rule rests on, by the titles that the pack gives them."""
    return cited_in(pack, rule.source, "; ")


def page_of(place: str, pressed: Pressed | None, view: DossierView | None) -> int:
    """Return the page of the dossier on which a place stands, 0 where it stands on none."""
    if pressed is None or view is None:
        return 0
    kind, _, key = place.partition(":")
    if kind == "page":
        return int(key) if key.isdigit() else 0
    if kind not in ("block", "part"):
        return 0
    laid, whole = pressed.laid, key.partition("/")[0]
    part = view.part_of_block(whole)
    pages = (laid.places.get(key), laid.places.get(whole), laid.part_pages.get(whole, (None,))[0])
    own = next((one for one in pages if one), None)
    return own or (laid.part_pages.get(part.id, (0, 0))[0] if part else 0)


def _lines(
    result: RuleResult, found: ToCheck, pressed: Pressed | None, waived: Mapping[str, Waiver]
) -> Iterator[CheckLine]:
    rule = result.rule
    if result.state is State.OFF:
        return
    base = CheckLine(
        rule.id, Verdict.PASSED, rule.title, result.words, source=cited(found.pack, rule), ours=rule.inferred
    )
    if result.state is State.PASSED:
        yield base
        return
    if result.state is State.UNKNOWN:
        yield replace(base, verdict=Verdict.UNKNOWN)
        return
    if all(one.severity is Severity.INFO for one in result.findings) and not any(result.reasons):
        line = _found(result.findings[0], base, found, pressed)
        yield replace(line, more=len(result.findings) - 1)  # a hint that stands everywhere is said once
        return
    reasons = result.reasons or ("",) * len(result.findings)
    for finding, reason in zip(result.findings, reasons, strict=True):
        own = waiver_key(rule.id, finding.place)
        key = own if own in waived or rule.id not in waived else rule.id
        line = replace(_found(finding, base, found, pressed), waivable=rule.waivable, key=key)
        kept = waived.get(key)
        if reason and kept is not None:
            line = replace(line, verdict=Verdict.WAIVED, reason=reason, by=kept.by, on=kept.on)
        yield line


def _besides(found: ToCheck, pressed: Pressed | None) -> Iterator[CheckLine]:
    """Yield what no rule names: characters without a font, lost references, photos that were left out."""
    if pressed is None:
        return
    told = any(one.params.get("records") == GLYPHS for one in found.pack.rules)
    glyphs = () if told else glyph_findings(pressed.laid)
    for finding in (*glyphs, *reference_findings(pressed.laid), *pressed.consent):
        title = PRINTABLE if finding.rule == GLYPH else N_("Nothing leads nowhere")
        yield _found(finding, CheckLine(finding.rule, Verdict.HINT, title, ours=True), found, pressed)


def _unprintable(one: Unprintable, found: ToCheck) -> CheckLine:
    """Return a field of the form with characters that no font has: the form cannot be printed so."""
    finding = Finding(GLYPH, Severity.ERROR, one.said, one.route, one.fix)
    return _found(finding, CheckLine(GLYPH, Verdict.ERROR, PRINTABLE, ours=True), found, None)


def _slips(found: ToCheck, pressed: Pressed | None) -> Iterator[CheckLine]:
    """Yield slips in the words as hints: none of them is a rule of the programme, so none stands in the way."""
    if pressed is None or found.dossier is None or found.book is None:
        return
    by_rule: dict[str, list[Slip]] = {}
    for one in slips_of(found.dossier, pressed.laid, found.book):
        by_rule.setdefault(one.rule, []).append(one)
    for rule, slips in by_rule.items():
        for place, one in enumerate(slips[:EACH]):
            fix = N_("Write “{words}”.", words=own_words(one.instead)) if one.instead else None
            finding = Finding(rule, Severity.INFO, one.message, one.place, fix or LOOK)
            line = _found(finding, CheckLine(rule, Verdict.HINT, SLIPS[rule], ours=True), found, pressed)
            last = place == EACH - 1
            yield replace(line, page=line.page or one.page, more=len(slips) - EACH if last else 0)


def _found(finding: Finding, base: CheckLine, found: ToCheck, pressed: Pressed | None) -> CheckLine:
    view = found.dossier.view if found.dossier else None
    page = page_of(finding.place, pressed, view)
    return replace(
        base,
        verdict=OF_SEVERITY[finding.severity],
        said=finding.message,
        arithmetic=finding.arithmetic,
        fix=finding.fix,
        place=finding.place,
        page=page,
        route=_route(finding.place, page, pressed),
        where=_where(finding.place, page, pressed, view, found),
    )


def _route(place: str, page: int, pressed: Pressed | None) -> str:
    """Return where in the program a place is mended: a block or part in the studio, else as it is."""
    kind, _, key = place.partition(":")
    if kind == "record" and ":" not in key:
        return f"records:{key}"
    if kind in ("block", "part"):
        return f"dossier:{key.partition('/')[0]}"
    if kind != "page":
        return place
    placed = pressed.laid.pages[page - 1].placed if pressed is not None and 0 < page <= pressed.pages else ()
    return f"dossier:{placed[0].row.block_id.partition('/')[0]}" if placed else "dossier"


def _where(place: str, page: int, pressed: Pressed | None, view: DossierView | None, found: ToCheck) -> str:
    """Return the part of the dossier, or the field of the record, in the words of the output."""
    kind, _, key = place.partition(":")
    if kind == "record":
        type_name, _, rest = key.partition(":")
        return found.titles.get(f"{type_name}:{rest.partition(':')[2]}", "")
    if place in found.titles:
        return found.titles[place]
    if pressed is None or view is None or kind not in ("block", "part", "page"):
        return ""
    part = view.part(key.partition("/")[0]) or view.part_of_block(key.partition("/")[0])
    part_id = part.id if part else pressed.laid.pages[page - 1].part_id if 0 < page <= pressed.pages else ""
    printed = next((one for one in pressed.spec.parts if one.id == part_id), None)
    if printed is None:
        return part.title.best(pressed.spec.language) if part else ""
    words = (pressed.laid.labels.get(part_id, ""), text_of(printed.title))
    return " ".join(one for one in words if one) or pressed.spec.words.get(printed.kind, "")
