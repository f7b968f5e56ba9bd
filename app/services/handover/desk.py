"""What goes into the package of a round: gathered on the document lane, made ready anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.core.errors import InputError
from app.core.fields import Finding
from app.core.messages import N_, NP_, LocalText, Message, zh_en
from app.core.progress import Progress
from app.core.richtext import plain
from app.exports.layout import lay_out
from app.exports.pdf import page_count, write_pdf
from app.exports.spec import Audience, Block, DocumentSpec, Paragraph, PhotoItem, Photos
from app.programmes.rules.evaluate import findings_of
from app.programmes.schema import Pack
from app.services.checks.judge import CHECKED, ToCheck, asks_dossier, check, gather_checks
from app.services.checks.view import CheckView, Verdict
from app.services.dossier.press import Pressed, as_draft, figures_of, press, write
from app.services.handover.names import SETTING, USUAL, NamingRule
from app.services.masking import ShownRecords
from app.services.photos.originals import Figure
from app.services.printing_lists import ListSetting, list_document
from app.services.upkeep.view import missing

if TYPE_CHECKING:
    from app.services.output_kinds import Tools, Work
    from app.services.workspace import Workspace

DOSSIER, APPLICATION, PLAN, PICTURES, EVIDENCE, CHECKS = (
    "dossier", "application", "plan", "pictures", "evidence", "checks",
)  # fmt: skip
PARTS = (DOSSIER, APPLICATION, PLAN, PICTURES, EVIDENCE, CHECKS)
KINDS_OF: Mapping[str, tuple[str, ...]] = {
    APPLICATION: ("nfa-application",),
    PLAN: ("nfa-plan",),
    EVIDENCE: ("nfa-evidence-index", "evidence-matrix"),
    CHECKS: ("nfa-checks",),
}
"""Part to the kinds of output that make it, the first that the program has."""
TOOLS_OF: Mapping[str, str] = {APPLICATION: "application", PLAN: "upkeep"}
"""Part to the tool of a step that says that the round asks for it."""
WITH_DOSSIER = (PICTURES, EVIDENCE)
NAMES: Mapping[str, LocalText] = {
    DOSSIER: zh_en("書面評鑑資料", "dossier"),
    APPLICATION: zh_en("申請表", "application form"),
    PLAN: zh_en("維運計畫", "upkeep plan"),
    PICTURES: zh_en("圖片總覽", "all pictures"),
    EVIDENCE: zh_en("佐證索引", "index of evidence"),
    CHECKS: zh_en("檢查報告", "check report"),
    "list": zh_en("檔案清單SHA256", "list of files SHA256"),
    "package": zh_en("交件資料", "papers to hand in"),
}
TITLES: Mapping[str, Message] = {
    DOSSIER: N_("Dossier"),
    APPLICATION: N_("Application form"),
    PLAN: N_("Upkeep plan"),
    PICTURES: N_("All pictures and their originals"),
    EVIDENCE: N_("Index of evidence"),
    CHECKS: N_("Check report"),
}
ORIGINALS = zh_en("原始圖檔", "original pictures")
DRAFT = zh_en("草稿_", "draft ")
PICTURES_TITLE = N_("All pictures of the dossier")


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that making the package needs; frozen, safe in any thread.

    Args:
        checks: the dossier and the rules, gathered.
        works: part to the work that makes its PDF.
        parts: in order, those that the round asks for.
        naming: how the files are named.
        shown, how: words and paper of the picture book.
    """

    pack: Pack
    language: str
    checks: ToCheck
    works: Mapping[str, Work] = field(hash=False)
    parts: tuple[str, ...]
    naming: NamingRule
    shown: ShownRecords
    how: ListSetting

    def name_of(self, part: str, ending: str, *, draft: bool = False) -> str:
        """Return the name of one file."""
        words = NAMES[part].best(self.language)
        return self.naming.name((DRAFT.best(self.language) if draft else "") + words, ending)

    @property
    def folder(self) -> str:
        """Name of the folder of originals, as the programme calls them."""
        return ORIGINALS.best(self.language)


@dataclass(frozen=True, slots=True)
class Made:
    """The finished papers of a package; originals are added one by one.

    Args:
        files: name to bytes.
        figures: pictures in figure order.
        folder: where their originals go.
        listing: name of the list.
        name: of the package itself, without an ending.
        draft: whether errors stand.
        view: the check.
    """

    files: Mapping[str, bytes] = field(hash=False)
    figures: tuple[Figure, ...]
    folder: str
    listing: str
    name: str
    draft: bool
    view: CheckView
    findings: tuple[Finding, ...] = ()
    pages: int = 0


def naming_of(ws: Workspace, pack: Pack, rule: str = "") -> NamingRule:
    """Return the rule of the document, or *rule*, with the values of this community. Thread: the document lane."""
    kept = ws.settings.values().get(SETTING)
    row = ws.records.single("community")
    values = {name: str(row.get(name) or "") if row else "" for name in ("county", "township", "name")}
    values |= {"round": pack.round or ws.today()[:4], "date": ws.today()}
    return NamingRule(rule or (kept if isinstance(kept, str) and kept else USUAL), values)


def parts_of(pack: Pack) -> tuple[str, ...]:
    """Return the papers that the way through the round asks for, in order."""
    from app.services.output_kinds import KINDS

    tools = {tool for one in pack.steps for tool in one.tools}
    wanted = [part for part in PARTS if TOOLS_OF.get(part) in tools and part != DOSSIER]
    wanted += [DOSSIER, *WITH_DOSSIER] if asks_dossier(pack) else []
    wanted += [CHECKS] if any(one.subject in CHECKED for one in pack.rules) else []
    made = [one for one in wanted if one not in KINDS_OF or any(kind in KINDS for kind in KINDS_OF[one])]
    return tuple(one for one in PARTS if one in made)


def gather_package(ws: Workspace, pack_id: str, language: str = "") -> Package:
    """Read everything that goes into the package. Thread: the document lane.

    Raises:
        InputError: the programme is gone, or the rule for names cannot be used.
    """
    from app.services.output_kinds import KINDS, Request, prepare
    from app.services.output_kinds.base import PROGRAMME, Setting, list_setting, shown_to

    checks = gather_checks(ws, pack_id, language or _language(ws, pack_id))
    pack, language = checks.pack, checks.language
    naming, audience = naming_of(ws, pack), Audience.AUTHORITY
    problem = naming.problem()
    if problem is not None:
        raise InputError(problem, N_("Mend the rule for names on the page “Hand over”."))
    parts = parts_of(pack)
    if DOSSIER in parts and checks.dossier is None:
        raise InputError(
            N_("The dossier was not begun yet, so there is nothing to hand over."), N_("Begin the dossier first.")
        )
    request = Request(language, audience, options={PROGRAMME: pack.id})
    works = {
        part: prepare(ws, next(one for one in KINDS_OF[part] if one in KINDS), request)
        for part in parts
        if part in KINDS_OF
    }
    shown = shown_to(ws, Setting(language, audience))
    return Package(pack, language, checks, works, parts, naming, shown, list_setting(ws, shown))


def make_papers(package: Package, tools: Tools, progress: Progress) -> Made:
    """Lay out, judge and write every paper. Pure; any thread."""
    view, pressed = check(package.checks, tools.fonts, tools.cache)
    draft = bool(view.counts.get(Verdict.ERROR, 0))
    files: dict[str, bytes] = {}
    figures = figures_of(pressed) if pressed is not None else ()
    total = len(package.parts)
    for number, part in enumerate(package.parts, 1):
        if progress.cancelled():
            break
        data = _paper(package, part, pressed, tools, progress, draft=draft)
        if data is not None:
            files[package.name_of(part, ".pdf", draft=draft)] = data
        progress.step(number, total, N_("Making the papers"))
    listing = package.name_of("list", ".txt")
    name = package.name_of("package", "", draft=draft)
    found = (*(pressed.findings if pressed is not None else ()), *findings_of(package.checks.form))
    return Made(files, figures, package.folder, listing, name, draft, view, found, view.pages)


def _paper(
    package: Package, part: str, pressed: Pressed | None, tools: Tools, progress: Progress, *, draft: bool
) -> bytes | None:
    if part == DOSSIER:
        return _dossier(package, pressed, tools, draft=draft) if pressed is not None else None
    if part == PICTURES:
        spec = pictures_spec(package, pressed) if pressed is not None else None
        return write_pdf(spec, lay_out(spec, tools.fonts, tools.cache), tools.fonts, tools.pictures) if spec else None
    return package.works[part](tools, progress).single


def _dossier(package: Package, pressed: Pressed, tools: Tools, *, draft: bool) -> bytes:
    gathered = package.checks.dossier
    assert gathered is not None  # it was pressed
    final = press(as_draft(gathered), tools.fonts, tools.cache) if draft else pressed
    data = write(final, tools.fonts, tools.pictures)
    if page_count(data) != final.pages:
        raise RuntimeError("the written dossier has other pages than were laid out")
    return data


def pictures_spec(package: Package, pressed: Pressed) -> DocumentSpec | None:
    """Return a paper with every picture of the dossier in figure order, ``None`` where it has none."""
    say = package.shown.text
    blocks: list[Block] = [Paragraph("head", plain(_head(package)), "note")]
    for number, (one, figure) in enumerate(zip(pressed.laid.pictures, figures_of(pressed), strict=True)):
        words = "　".join(part for part in (figure.label, figure.caption) if part)
        item = PhotoItem(f"i{number}", replace(one.picture, crop=(0, 0, 1000, 1000)), plain(words))
        blocks.append(Photos(f"p{number}", (item,), 1, numbered=False))
    if len(blocks) == 1:
        return None
    made = list_document(package.shown, PICTURES_TITLE, tuple(blocks), package.how, landscape=False)
    return replace(made, subject=say(PICTURES_TITLE))


def _head(package: Package) -> str:
    parts = (package.how.community, package.shown.text(package.pack.name), package.how.date_text)
    return " · ".join(one for one in parts if one)


def _language(ws: Workspace, pack_id: str) -> str:
    """Return the language in which the programme reads its papers."""
    template = ws.template_of(pack_id)
    return (template.language if template else "") or ws.settings.custom().output_language


@dataclass(frozen=True, slots=True)
class Item:
    """One line of what is ready. ``route``: where it is made or mended."""

    part: str
    title: Message
    name: str
    said: Message
    ready: bool
    route: str = ""


@dataclass(frozen=True, slots=True)
class HandoverView:
    """What the page shows.

    Args:
        items: the papers, in order.
        view: the check.
        rule: for names, as typed.
        problem: what is wrong with it.
        names: every name of the package, as a preview.
    """

    items: tuple[Item, ...]
    view: CheckView
    rule: str
    problem: Message | None
    names: tuple[str, ...]


def preview(naming: NamingRule, parts: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the names that a rule gives to the papers of a package; none where it cannot be used."""
    if naming.problem() is not None:
        return ()
    papers = [naming.name(NAMES[part].best(language), ".pdf") for part in parts]
    folder = [f"{ORIGINALS.best(language)}/"] if PICTURES in parts else []
    return (*papers, *folder, naming.name(NAMES["list"].best(language), ".txt"))


@dataclass(frozen=True, slots=True)
class ToHandOver:
    """What the page asks of the document; frozen, safe in any thread.

    Args:
        rule: for names, as kept.
        lacking: what the plan still lacks.
    """

    checks: ToCheck
    parts: tuple[str, ...]
    naming: NamingRule
    rule: str
    lacking: tuple[Message, ...] = ()


def gather_handover(ws: Workspace, pack_id: str) -> ToHandOver:
    """Read what the page shows. Thread: the document lane. Raises InputError where the programme is gone."""
    checks = gather_checks(ws, pack_id, _language(ws, pack_id))
    naming = naming_of(ws, checks.pack)
    parts = parts_of(checks.pack)
    lacking = missing(ws.upkeep.view(programme=pack_id)) if PLAN in parts else ()
    return ToHandOver(checks, parts, naming, naming.rule, lacking)


def handover_view(found: ToHandOver, tools: Tools) -> HandoverView:
    """Lay out and judge, and say of each paper whether it is ready. Pure; any thread."""
    view, pressed = check(found.checks, tools.fonts, tools.cache)
    language = found.checks.language
    items = tuple(
        Item(part, TITLES[part], _name(found, part), *_state(part, found, view, pressed)) for part in found.parts
    )
    names = preview(found.naming, found.parts, language)
    return HandoverView(items, view, found.rule, found.naming.problem(), names)


def _name(found: ToHandOver, part: str) -> str:
    usable = found.naming.problem() is None
    return found.naming.name(NAMES[part].best(found.checks.language), ".pdf") if usable else ""


def _state(part: str, found: ToHandOver, view: CheckView, pressed: Pressed | None) -> tuple[Message, bool, str]:
    """Return what is said of one paper, whether it is ready, and where it is made or mended."""
    errors = view.of(Verdict.ERROR)
    if part == APPLICATION:
        rules = {one.id for one in found.checks.pack.rules if one.subject == "form"}
        return _judged(sum(one.rule in rules for one in errors), N_("Every field is filled."), "application")
    if part == PLAN:
        return _plan(found.lacking)
    if part == EVIDENCE:
        return N_("Made from the page “Evidence”."), True, "evidence"
    if part == CHECKS:
        return _judged(len(errors), N_("No problem is open."), "checks")
    if pressed is None:
        return N_("The dossier was not begun yet."), False, "dossier"
    if part == PICTURES:
        return _pictures(pressed, found.checks)
    rules = {one.id for one in found.checks.pack.rules if one.subject == "dossier"}
    ready = NP_("{n} page, nothing open.", "{n} pages, nothing open.", view.pages)
    return _judged(sum(one.rule in rules for one in errors), ready, "dossier")


def _plan(lacking: tuple[Message, ...]) -> tuple[Message, bool, str]:
    if not lacking:
        return N_("Every part of the plan is written."), True, "upkeep"
    said = lacking[0]
    if len(lacking) > 1:
        said = NP_("{said} {n} more thing is open.", "{said} {n} more things are open.", len(lacking) - 1, said=said)
    return said, False, "upkeep"


def _judged(errors: int, ready: Message, route: str) -> tuple[Message, bool, str]:
    if not errors:
        return ready, True, route
    return NP_("{n} problem is open.", "{n} problems are open.", errors), False, "checks"


def _pictures(pressed: Pressed, checks: ToCheck) -> tuple[Message, bool, str]:
    figures = {one.sha256 for one in figures_of(pressed)}
    known = checks.dossier.originals if checks.dossier else {}
    gone = sum(one not in known or not known[one].stored for one in figures)
    if gone:
        return NP_("{n} picture has no original.", "{n} pictures have no original.", gone), False, "checks"
    return NP_("{n} picture with its original.", "{n} pictures with their originals.", len(figures)), True, "photos"
