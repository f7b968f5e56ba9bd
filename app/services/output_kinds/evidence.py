"""The index of evidence, with the pages of the dossier as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from app.core.messages import N_, Label
from app.core.progress import Progress
from app.exports.layout import shown_pages, with_pages
from app.i18n import Translator
from app.services.dossier.press import Gathered, as_draft, gather_dossier, press
from app.services.evidence.paper import NO_DOSSIER, TITLE, index_spec
from app.services.evidence.views import Coverage
from app.services.masking import Reader, ShownRecords, demanded
from app.services.output_kinds.base import ALL, Output, OutputKind, Setting, Tools, Work, list_setting, paged
from app.services.output_kinds.dossiers import nfa_pack
from app.services.workspace import Workspace

SHEET = "sheet"
"""Option: key of the one sheet that is wanted, such as ``nfa-114/site``."""


def _prepared(ws: Workspace, setting: Setting) -> Work:
    sheets, pack = _wanted(ws, setting), ws.main_pack()
    return _index(ws, setting, sheets, pack.id if pack else "")


def _index(ws: Workspace, setting: Setting, sheets: Sequence[Coverage], pack_id: str) -> Work:
    custom = ws.settings.custom()
    translator = Translator(setting.language, custom.calendar, custom.currency)
    reader = Reader(setting.audience, demanded(ws.programmes.pack(pack_id)), dossier=True)
    shown = ShownRecords(ws.records, translator, reader)
    gathered = _dossier(ws, sheets, setting)
    note: Label = NO_DOSSIER
    if gathered is not None:
        note = N_("Pages are those of the dossier as it was on {day}.", day=translator.date(ws.today()))
    spec = index_spec(shown, list_setting(ws, shown), sheets, note)

    def work(tools: Tools, progress: Progress) -> Output:
        pages: Mapping[str, Sequence[int]] = MappingProxyType({})
        if gathered is not None:
            pressed = press(gathered, tools.fonts, tools.cache)
            if not pressed.ready:
                pressed = press(as_draft(gathered), tools.fonts, tools.cache)
            pages = shown_pages(pressed.laid)
        progress.step(1, 2)
        return paged(with_pages(spec, pages))(tools, progress)

    return work


def _wanted(ws: Workspace, setting: Setting) -> tuple[Coverage, ...]:
    found = ws.evidence.all()
    wanted = setting.options.get(SHEET, "")
    return tuple(one for one in found if one.sheet.key == wanted) or found


def _dossier(ws: Workspace, sheets: Sequence[Coverage], setting: Setting) -> Gathered | None:
    """Return the dossier whose pages are told: that of the first sheet's programme, else the main one; none begins."""
    pack = ws.main_pack()
    packs = [*dict.fromkeys(one.sheet.pack for one in sheets), *([pack.id] if pack else [])]
    begun = next((one for one in packs if ws.template_of(one) is not None and ws.dossier.find(one) is not None), "")
    return gather_dossier(ws, begun, setting.language, setting.audience) if begun else None


def _of_evaluation(ws: Workspace, setting: Setting) -> Work:
    """Prepare the index of the resilient-community evaluation alone: every line of its rubrics with its pages."""
    pack = nfa_pack(ws)
    own = tuple(one for one in ws.evidence.all() if one.sheet.pack == pack)
    return _index(ws, setting, own, pack)


KINDS: tuple[OutputKind, ...] = (
    OutputKind("evidence-matrix", TITLE, ".pdf", ALL, _prepared),
    OutputKind(
        "nfa-evidence-index", N_("Index of evidence of the resilient-community evaluation"), ".pdf", ALL, _of_evaluation
    ),
)
