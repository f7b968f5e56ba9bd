"""The check as it is shown and printed: every rule with its verdict, place, page and waiver. Frozen; any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.fields import Severity
from app.core.messages import N_, Label, Message


class Verdict(StrEnum):
    """What stands in the list for one line."""

    ERROR = "error"
    NOTICE = "notice"
    HINT = "hint"
    WAIVED = "waived"
    UNKNOWN = "unknown"
    PASSED = "passed"


ORDER = (Verdict.ERROR, Verdict.NOTICE, Verdict.HINT, Verdict.WAIVED, Verdict.UNKNOWN, Verdict.PASSED)
OF_SEVERITY: Mapping[Severity, Verdict] = {
    Severity.ERROR: Verdict.ERROR,
    Severity.WARN: Verdict.NOTICE,
    Severity.INFO: Verdict.HINT,
    Severity.UNKNOWN: Verdict.UNKNOWN,
}
VERDICTS: Mapping[Verdict, Message] = {
    Verdict.ERROR: N_("Problem"),
    Verdict.NOTICE: N_("Notice"),
    Verdict.HINT: N_("Hint"),
    Verdict.WAIVED: N_("Set aside"),
    Verdict.UNKNOWN: N_("Not evaluated"),
    Verdict.PASSED: N_("Met"),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One finding, or one rule that found nothing.

    Args:
        rule: its id, such as ``DOS-013``.
        verdict: what came of it.
        title: the rule in words.
        words: its threshold in words, ``None`` where its kind has none.
        said: what is wrong, ``None`` where nothing is.
        arithmetic: the sum with the user's own numbers.
        fix: what would mend it, the smallest change included.
        place: where to go, as in ``Finding.place``.
        page: of the printed dossier, 0 for none.
        route: the page of the program where it is mended, "" for none.
        where: the chapter or record in words, "" for none.
        source: the documents that the rule rests on, by their titles, ``None`` for none.
        ours: whether the rule is our reading and not written so in the programme.
        waivable: whether a written reason may set it aside.
        key: name under which its waiver is kept.
        reason, by, on: of the waiver; ``on`` is an ISO day.
        more: how many further places a hint names that are not listed.
    """

    rule: str
    verdict: Verdict
    title: Label
    words: Label | None = None
    said: Label | None = None
    arithmetic: Label | None = None
    fix: Label | None = None
    place: str = ""
    page: int = 0
    route: str = ""
    where: str = ""
    source: Label | None = None
    ours: bool = False
    waivable: bool = False
    key: str = ""
    reason: str = ""
    by: str = ""
    on: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class CheckView:
    """The whole check.

    Args:
        pack: id of the programme.
        name: its name; version: of its content as checked; round: its year.
        lines: in the order of their weight, then of the programme.
        pages: of the dossier, 0 where there is none.
        begun: whether there is a dossier, or none is asked for.
        dossier: id of it, "" for none.
    """

    pack: str
    name: Label
    version: int
    round: str
    lines: tuple[CheckLine, ...]
    pages: int = 0
    begun: bool = False
    dossier: str = ""
    counts: Mapping[Verdict, int] = field(default_factory=dict, hash=False)

    @property
    def ready(self) -> bool:
        """Whether no error is open."""
        return self.begun and not self.counts.get(Verdict.ERROR, 0)

    def of(self, verdict: Verdict) -> tuple[CheckLine, ...]:
        """Return the lines of one verdict."""
        return tuple(one for one in self.lines if one.verdict is verdict)
