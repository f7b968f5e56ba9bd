"""What the check of a dossier asks of the evidence: what is cited for each aspect, and lines that nothing proves.

Thread: the document lane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.exports.spec import DocumentSpec, records_in
from app.i18n import Translator
from app.programmes.schema import Pack
from app.services.dossier.check import EvidenceFacts
from app.services.evidence.targets import line_words
from app.services.evidence.views import sound_picks
from app.services.rules.dossier import LineFact

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def evidence_facts(ws: Workspace, pack: Pack, spec: DocumentSpec) -> EvidenceFacts:
    """Return what the rules of *pack* ask about the evidence of its dossier.

    Args:
        ws: the open document.
        pack: the dossier's programme.
        spec: the dossier as gathered; the records that it prints are looked at.
    """
    sheets = [one for one in ws.evidence.cited() if one.sheet.pack == pack.id]
    lines = [line for one in sheets for line in one.lines]
    cited = {
        aspect: frozenset(record or f"list:{type_name}" for type_name, record in picks)
        for aspect, picks in sound_picks(lines).items()
    }
    speak = Translator(spec.language).text
    return EvidenceFacts(
        cited,
        ws.evidence.sound(one for part in spec.parts for block in part.blocks for one in records_in(block)),
        tuple(
            LineFact(speak(line_words(one.target)), one.target.points, len(one.pieces), f"evidence:{one.target.key}")
            for one in lines
            if one.target.points
        ),
    )
