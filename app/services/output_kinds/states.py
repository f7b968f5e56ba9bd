"""What changed in a dossier between two days, or since the year before, as a paper."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.messages import N_, Label
from app.services.dossier.carry import current_pack
from app.services.dossier.states import days_of
from app.services.dossier.states_paper import LAST_YEAR, TITLE, changes_spec, difference
from app.services.output_kinds.base import TEAM, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.workspace import Workspace

BEFORE, AFTER, PACK = "before", "after", "pack"
"""Options: an ISO day or ``last-year``; an ISO day, now where it is left out; the programme of the dossier."""


def _prepared(ws: Workspace, setting: Setting) -> Work:
    pack = setting.options.get(PACK, "") or current_pack(ws)
    view = ws.dossier.find(pack)
    if view is None:
        raise UsageError(
            N_("The dossier of “{pack}” was not begun yet.", pack=pack),
            N_("Open the file, go to the dossier, then export it."),
        )
    days = days_of(ws)
    usual = LAST_YEAR if view.carried_from else days[1] if len(days) > 1 else days[0] if days else ws.today()
    before, after = setting.options.get(BEFORE, "") or usual, setting.options.get(AFTER, "")
    shown = shown_to(ws, setting)
    date = shown.translator.date
    first: Label = N_("the dossier of the year before") if before == LAST_YEAR else N_("{day}", day=date(before))
    second: Label = N_("{day}", day=date(after)) if after else N_("now")
    between = N_("From: {first}. To: {second}.", first=first, second=second)
    return paged(changes_spec(shown, list_setting(ws, shown), difference(ws, view.id, before, after), between))


KINDS: tuple[OutputKind, ...] = (OutputKind("dossier-changes", TITLE, ".pdf", TEAM, _prepared),)
