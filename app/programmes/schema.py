"""What a programme pack may say: frozen structures, checked strictly when a pack is read.

A pack is data (``resources/programmes/<id>/*.yaml``). Every text stands in both languages as a
:class:`~app.core.messages.LocalText`; every datum names its source. Unknown keys are refused, so a
misspelt key never passes silently. The keys are explained in ``docs/packs.md``.
"""

from __future__ import annotations

import msgspec

from app.core.messages import LocalText
from app.programmes.schema_dossier import (
    Chapter,
    ChapterHeading,
    DossierItem,
    DossierTemplate,
    PackBlock,
    SummaryRow,
    Visit,
    VisitBlock,
)
from app.programmes.schema_forms import (
    EvidenceLink,
    Form,
    FormField,
    GrantType,
    Head,
    PackRule,
    Rubric,
    RubricItem,
    VoucherKind,
)
from app.programmes.schema_parts import NO_TEXT, Datum, OptionItem, OptionList, PackSource, Setting
from app.programmes.schema_work import Deadline, Guidance, MatrixCell, Phase, Role, Step, Task, Term, Way

__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "Category",
    "Chapter",
    "ChapterHeading",
    "ChecklistItem",
    "Condition",
    "Datum",
    "Deadline",
    "DossierItem",
    "DossierTemplate",
    "EvidenceLink",
    "Fact",
    "Form",
    "FormField",
    "Gap",
    "GrantType",
    "Guidance",
    "Head",
    "MatrixCell",
    "OptionItem",
    "OptionList",
    "Pack",
    "PackBlock",
    "PackRule",
    "PackSource",
    "Phase",
    "Place",
    "Quota",
    "QuotaRow",
    "Role",
    "Rubric",
    "RubricItem",
    "Setting",
    "Step",
    "SummaryRow",
    "Task",
    "Term",
    "Visit",
    "VisitBlock",
    "VoucherKind",
    "Way",
]

SCHEMA_VERSION = 1
"""Version of the pack format; a pack with a higher one was written for a newer program."""


class Place(Datum, frozen=True, kw_only=True):
    """What follows from the answer to "where is your community?".

    Args:
        id: ``TW``, ``US`` or ``other``.
        settings: setting id to the value it takes in this place.
        practice: id of the pack whose practice community is shown to groups in this place, "" for this pack's.
    """

    id: str
    name: LocalText
    currency: str
    calendar: str
    paper: str
    language: str
    settings: dict[str, str | int | None] = msgspec.field(default_factory=dict)
    practice: str = ""


class Actor(Datum, frozen=True, kw_only=True):
    """Somebody outside or inside the community and what they do in the programme."""

    id: str
    name: LocalText
    does: LocalText


class Fact(Datum, frozen=True, kw_only=True):
    """A fact of the programme's identity, badge, money flow or awards.

    Args:
        group: ``identity``, ``badge``, ``money``, ``award``, ``sibling`` or ``praise``.
    """

    id: str
    group: str
    label: LocalText
    value: LocalText


class Gap(Datum, frozen=True, kw_only=True):
    """A contradiction or hole in the programme's own text, and how the program deals with it."""

    id: str
    finding: LocalText
    handling: LocalText


class Category(Datum, frozen=True, kw_only=True):
    """A class of grant.

    Args:
        amount: in minor units of the pack's currency for each community, ``None`` unknown.
        count: number of grants, ``None`` unknown.
        excludes: ids of categories that cannot be had beside this one.
    """

    id: str
    title: LocalText
    for_whom: LocalText = NO_TEXT
    amount: int | None = None
    count: int | None = None
    medal: bool = False
    excludes: tuple[str, ...] = ()


class QuotaRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One county's share. ``type``: 直轄市, 縣 or 市; ``iso``: ISO 3166-2 code."""

    county: LocalText
    iso: str
    places: int
    type: LocalText


class Quota(Datum, frozen=True, kw_only=True):
    """How many communities each county may put forward; the sum must equal ``total``."""

    total: int
    self_promoted_max: int | None = None
    excellent_max: int | None = None
    rows: tuple[QuotaRow, ...] = ()


class Condition(Datum, frozen=True, kw_only=True):
    """A condition for taking part.

    Args:
        strength: ``mandatory``, ``advisory`` or ``county`` (the county decides).
        evidence: what proves it.
        fact: which facts answer it (``app/services/eligibility/facts.py``); "" where somebody has to say so.
    """

    id: str
    title: LocalText
    strength: str
    evidence: LocalText = NO_TEXT
    fact: str = ""


class ChecklistItem(Datum, frozen=True, kw_only=True):
    """A paper or file that the programme asks for. ``step``: where it is made; ``ways``: as in ``Step``."""

    id: str
    title: LocalText
    step: str = ""
    optional: bool = False
    ways: tuple[str, ...] = ()


class Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A programme's dated round, whole.

    Args:
        schema: version of the pack format.
        family: rounds of one programme share it.
        round: what the programme calls its year, such as ``"114"``; "" where it has no rounds.
        round_offset: Gregorian year minus the round's number (1911 for ROC years), 0 for none.
        version: of the pack's content, raised at each correction.
        country: ISO 3166-1 code, "" for any.
        start_month: ``YYYY-MM`` that programme month 1 is when nobody chose another; "" asks.
        months: length in programme months.
        ways: of which a group chooses one first; empty where there is one only.
        way: id of the one that was chosen, "" for none yet.
        warn_days: how many days before a hard date it is warned, the farthest first.
        joinable: whether a community can take part already; ``not_joinable`` says why not.
    """

    id: str
    family: str
    version: int
    name: LocalText
    short: LocalText
    currency: str
    calendar: str
    paper: str
    source: str
    schema: int = SCHEMA_VERSION
    round: str = ""
    round_offset: int = 0
    country: str = ""
    start_month: str = ""
    months: int = 12
    description: LocalText = NO_TEXT
    ways: tuple[Way, ...] = ()
    way: str = ""
    warn_days: tuple[int, ...] = ()
    joinable: bool = True
    not_joinable: LocalText = NO_TEXT
    sources: tuple[PackSource, ...] = ()
    places: tuple[Place, ...] = ()
    settings: tuple[Setting, ...] = ()
    facts: tuple[Fact, ...] = ()
    actors: tuple[Actor, ...] = ()
    gaps: tuple[Gap, ...] = ()
    roles: tuple[Role, ...] = ()
    role_matrix: tuple[MatrixCell, ...] = ()
    phases: tuple[Phase, ...] = ()
    steps: tuple[Step, ...] = ()
    tasks: tuple[Task, ...] = ()
    concepts: tuple[Term, ...] = ()
    glossary: tuple[Term, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    categories: tuple[Category, ...] = ()
    quota: Quota | None = None
    eligibility: tuple[Condition, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    forms: tuple[Form, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    evidence_map: tuple[EvidenceLink, ...] = ()
    rules: tuple[PackRule, ...] = ()
    heads: tuple[Head, ...] = ()
    grant_types: tuple[GrantType, ...] = ()
    voucher_kinds: tuple[VoucherKind, ...] = ()
    lists: tuple[OptionList, ...] = ()
    dossier: DossierTemplate | None = None
    visit: Visit | None = None

    def setting(self, setting_id: str) -> str | int | None:
        """Return the value of a setting, ``None`` where it is unset or unknown."""
        return next((one.value for one in self.settings if one.id == setting_id), None)

    def number(self, setting_id: str) -> int | None:
        """Return the value of a setting where it is a whole number, else ``None``."""
        value = self.setting(setting_id)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def step(self, step_id: str) -> Step | None:
        """Return the step, ``None`` where this pack has no such id (any more)."""
        return next((one for one in self.steps if one.id == step_id), None)

    def task(self, task_id: str) -> Task | None:
        """Return the task, ``None`` where this pack has no such id (any more)."""
        return next((one for one in self.tasks if one.id == task_id), None)

    def tasks_of(self, step_id: str) -> tuple[Task, ...]:
        """Return a step's tasks in order."""
        return tuple(one for one in self.tasks if one.step == step_id)
