"""``check``: is the file sound, and what do the rules of its programmes find?"""

from __future__ import annotations

import json
from pathlib import Path

from app.cli.opening import Surroundings, fonts_of, opened
from app.core.errors import UsageError
from app.core.fields import Finding, Severity
from app.core.messages import N_
from app.core.progress import NoProgress
from app.exports.spec import Audience
from app.services.dossier.press import gather_dossier, press
from app.services.workspace import Workspace

FINDINGS, DAMAGED = 1, 2


def check_file(path: Path, programme: str, where: Surroundings, *, as_json: bool, unlock: bool = False) -> int:
    """Print what is wrong with *path* and return the exit code.

    Args:
        path: a document.
        programme: id of the programme whose rules are judged; "" judges every one joined.
        where: the installation.
        as_json: for other programs.
        unlock: whether to ask for the passphrase of the private drawer.

    Raises:
        UsageError: the document does not take part in *programme*.
        InputError: the passphrase is not the one.
    """
    with opened(path, where, edit=False, unlock=unlock) as ws:
        damages = ws.document.check(NoProgress())
        findings = () if damages else _findings(ws, programme, where)
    rows = [
        {"damage": one.kind, "type": one.type, "title": one.title, "message": where.words.text(one.message)}
        for one in damages
    ]
    rows += [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "message": where.words.text(one.message),
            "place": one.place,
            "fix": where.words.text(one.fix) if one.fix else "",
        }
        for one in findings
    ]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(" · ".join(str(row.get(key)) for key in ("damage", "rule", "severity", "message") if row.get(key)))
        if not rows:
            print(where.words.text(N_("The file is sound and nothing is open.")))
    if damages:
        return DAMAGED
    return FINDINGS if any(one.severity is Severity.ERROR for one in findings) else 0


def _findings(ws: Workspace, programme: str, where: Surroundings) -> tuple[Finding, ...]:
    joined = [one.id for one in ws.programmes.joined()]
    if programme and programme not in joined:
        raise UsageError(
            N_("This document does not take part in “{programme}”.", programme=programme),
            N_("Choose one of: {names}", names=", ".join(joined)),
        )
    packs = [programme] if programme else joined
    fonts, found = fonts_of(where.paths), []
    language = ws.settings.custom().output_language
    for pack_id in packs:
        if ws.dossier.find(pack_id) is not None:
            pressed = press(gather_dossier(ws, pack_id, language, Audience.PUBLIC), fonts)
            found += [one for one in pressed.findings if one.severity is not Severity.UNKNOWN]
    plain = ws.budget.view().findings
    said = " ".join(one.source for one in plain)  # what the plain budget names a rule for is not said twice
    money = [one for rule in ws.plans.plan().rules for one in rule.findings if one.rule not in said]
    return (*found, *plain, *money)
