"""The forms, scoring sheets, rules and budget heads of a pack."""

from __future__ import annotations

import msgspec

from app.core.messages import LocalText
from app.programmes.schema_parts import NO_TEXT, Datum


class FormField(Datum, frozen=True, kw_only=True):
    """A field of an official form.

    Args:
        label: exact, as the form prints it (clean of its spacing); ``printed`` with its spacing.
        type: ``text``, ``text_pair``, ``phone``, ``email``, ``choice``, ``money``, ``date`` or ``long_text``.
        options: exact wording of the boxes.
        fill: where the value comes from, such as ``community.name``; "" where it is asked.
        rules: rule ids that judge it.
    """

    id: str
    label: LocalText
    type: str
    printed: str = ""
    options: tuple[LocalText, ...] = ()
    required: bool = True
    fill: str = msgspec.field(default="", name="from")
    rules: tuple[str, ...] = ()


class Form(Datum, frozen=True, kw_only=True):
    """An official form, to be copied into the authority's own file.

    Args:
        footnotes: the notes printed below it.
    """

    id: str
    title: LocalText
    fields: tuple[FormField, ...]
    list_title: LocalText = NO_TEXT
    footnotes: tuple[LocalText, ...] = ()


class RubricItem(Datum, frozen=True, kw_only=True):
    """A scored line. ``points``: of the rubric's total; sub-items' points sum to it."""

    id: str
    title: LocalText
    points: int
    criterion: LocalText = NO_TEXT
    items: tuple[RubricItem, ...] = ()


class Rubric(Datum, frozen=True, kw_only=True):
    """A scoring sheet of one stage.

    Args:
        stage: ``written``, ``site``, ``selection`` or ``self``.
        total: what the items' points sum to.
    """

    id: str
    title: LocalText
    stage: str
    total: int
    items: tuple[RubricItem, ...]


class EvidenceLink(Datum, frozen=True, kw_only=True):
    """What some record types can prove: suggested to the user, who confirms it.

    Args:
        records: record types.
        lines: ``<rubric>/<line>`` such as ``site/1.1``, or ``aspect:<n>``; only lines without lines below them.
        exhibit: what a reader is usually shown of them.
        whole: whether the list as a whole is the evidence, such as a stock list.
        follows: whether they are suggested wherever a record that shows them is cited, such as its photos.
    """

    id: str
    records: tuple[str, ...]
    exhibit: LocalText
    lines: tuple[str, ...] = ()
    whole: bool = False
    follows: bool = False


class PackRule(Datum, frozen=True, kw_only=True):
    """An instance of a rule kind.

    Args:
        kind: name in ``app.programmes.rules.KINDS``.
        severity: ``error``, ``warn`` or ``info``.
        evaluated: whether this version can judge it; where not, it is reported as not evaluated.
        subject: ``dossier``, ``form``, ``visit`` or ``money``.
        params: quantities and thresholds of the kind; ``{setting: id}`` stands for a setting's value.
        title: the rule in words.
        message: what is wrong when it fails; ``{value}`` and ``{limit}`` are filled in.
        fix: what to do then.
        waivable: whether a written reason may set it aside.
        applies: ids of the grant types that it is for; empty is all.
        stage: ``application``, ``before_award`` or ``award``.
        loosens: id of the rule of which this is the looser reading; where only this one passes, it warns.
    """

    id: str
    kind: str
    severity: str
    subject: str
    title: LocalText
    message: LocalText
    fix: LocalText
    params: dict[str, object] = msgspec.field(default_factory=dict)
    evaluated: bool = True
    waivable: bool = False
    applies: tuple[str, ...] = ()
    stage: str = "application"
    loosens: str = ""


class GrantType(Datum, frozen=True, kw_only=True):
    """A kind of grant of one programme, with the figures that its money rules name as ``{grant: …}``.

    Args:
        least, most: of the request in minor units, both included.
        max_years: longest term.
        co_min: co-applicants at least.
        co_share: whether the co-applicants' share is asked for.
        lead: kinds of applicant that may lead; empty is any eligible one.
        projects_min: projects at least.
        organisation_budget_years: how many annual budgets each applicant attaches.
        score_max: points that can be had.
        regranting: whether money may be passed on to smaller groups.
    """

    id: str
    title: LocalText
    least: int | None = None
    most: int | None = None
    max_years: int | None = None
    co_min: int = 0
    co_share: bool = False
    lead: tuple[str, ...] = ()
    projects_min: int = 1
    organisation_budget_years: int = 0
    score_max: int | None = None
    regranting: bool = False
    for_whom: LocalText = NO_TEXT


class VoucherKind(Datum, frozen=True, kw_only=True):
    """A kind of voucher and what it must show.

    Args:
        id: as the record type ``voucher`` keeps it.
        needs: names of the voucher's fields that may not be empty; ``a|b`` asks for one of the two.
    """

    id: str
    title: LocalText
    needs: tuple[str, ...] = ()


class Head(Datum, frozen=True, kw_only=True):
    """A budget head.

    Args:
        ceiling: highest unit price in minor units, ``None`` where nobody has told us.
        whom_to_ask: who knows the ceiling.
        line_class: ``direct``, ``contingency`` or ``indirect``.
        asks: what the rules ask of its lines, such as ``itemise``, ``purpose``, ``consultant``.
    """

    id: str
    title: LocalText
    ceiling: int | None = None
    line_class: str = "direct"
    asks: tuple[str, ...] = ()
    explains: LocalText = NO_TEXT
    whom_to_ask: LocalText = NO_TEXT
