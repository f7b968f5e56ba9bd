"""Which photos an output left out because of what the people in them agreed to, said as findings. Pure; any thread."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, NP_, Message

RULE = "photo-consent"
WHY: dict[str, Message] = {
    "not_asked": N_("nobody has asked the people in it"),
    "team": N_("the people in it agreed to the team only"),
    "authority": N_("the people in it agreed to the submitting authority only"),
}
INTERNAL = N_("its record is not for these readers")
ASK = N_("Ask the people in it, then write how far they agree, or choose another photo.")
SAY = N_("Say whether people are seen in it, and how far they agree.")
UNTITLED = N_("without a caption")


def consent_findings(withheld: Sequence[Row], unsaid: Sequence[Row]) -> tuple[Finding, ...]:
    """Return one finding per photo that was left out, and one for all of which nobody said who is in them.

    Args:
        withheld: photos that the output should have shown but may not.
        unsaid: photos that were shown although neither people nor consent are recorded.
    """
    found = [
        Finding(RULE, Severity.WARN, _left_out(row), f"record:photo:{row.id}:consent", ASK, source="R26")
        for row in withheld
    ]
    if unsaid:
        said = NP_(
            "{n} photo is shown although nobody said whether people are seen in it.",
            "{n} photos are shown although nobody said whether people are seen in them.",
            len(unsaid),
        )
        found.append(Finding(RULE, Severity.INFO, said, f"record:photo:{unsaid[0].id}:shows_people", SAY, source="R26"))
    return tuple(found)


def _left_out(row: Row) -> Message:
    consent = row.get("consent")
    agreed = row.get("shows_people") is False
    why = INTERNAL if agreed else WHY.get(str(consent or "not_asked"), INTERNAL)
    return N_("The photo “{title}” is left out: {why}.", title=row.title or UNTITLED, why=why)
