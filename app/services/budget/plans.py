"""Budgets with their rules: what a page asks for and what a person can do with a version.

Everything here runs on the document lane and gives back frozen values (``budget_plan_views``):

    plans = workspace.plans
    plans.budgets()                  every budget (BudgetName); one with id "" before any record exists
    plans.plan(budget_id="")         one budget whole (PlanView): lines, figures, tables, rules, findings;
                                     "" is the one in use. Kept up to date line by line, so asking again
                                     after a changed cell costs a few milliseconds
    plans.proposal(budget_id, rule_id)   the RuleView with its change even where that touches many lines; the
                                     plan itself only holds changes of up to 16 lines, to be quick
    plans.ensure()                   id of the budget in use; makes its record where there is none (undoable)
    plans.copy(budget_id="")         -> (id, ChangeSet): a copy to try things out, in state ``draft``
    plans.compare(before, after)     -> Comparison: line by line, rule by rule, totals, expenses left without a line
    plans.apply(copy_id)             one undo step: the copy is in use, the other is set aside, payments follow
    plans.set_aside(copy_id)         one undo step: the copy stays, and is not in use
    plans.remove(copy_id)            one undo step: the copy goes with its lines; never the one in use
    plans.carry_out(budget_id, change)   one undo step: what a rule proposes (RuleView.change)
    budget_return.take_back(workspace, read_book(path), budget_id)   a workbook that was changed elsewhere becomes
                                     a version (Returned: its id, counts, cells that could not be read)
    plans.file_changed(change_set)   the workspace tells what happened; nobody else needs to

A line of a copy is an ordinary ``budget_line`` whose ``budget`` is the copy: edit it with ``records.change``,
add one with ``records.create("budget_line", {"budget": copy_id, …})``. Until ``apply`` the records of the
budget in use are not touched. Sources: ``records_and_reports.md`` R24; ``repair_lcbf.md`` 2–8, 13, 18.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy.orm import Session

from app.core.fields import Finding, Option, Row, Severity
from app.core.messages import N_, NP_, Message
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.programmes.schema import Pack
from app.services.budget.compare import compare
from app.services.budget.engine.engine import Engine
from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.engine.mend import Change
from app.services.budget.engine.views import RuleView, figures_of, rule_views, tables_of
from app.services.budget.gather import TYPES, Ledger, budgets_of, current_of, family_of, gather, lines_of
from app.services.budget.plan_views import BudgetName, Comparison, PlanView
from app.services.budget.versions import Versions
from app.services.record_reader import RecordReader
from app.services.records import RecordService

QUICK = 16
"""Lines that a change proposed beside the plan may touch; a larger one is worked out when somebody asks for it."""
ORDER = (Severity.ERROR, Severity.WARN, Severity.INFO, Severity.UNKNOWN)


class Packs(Protocol):
    """Where programmes come from; ``ProgrammeService`` is one."""

    def pack(self, pack_id: str) -> Pack | None:
        """Return a pack as this document uses it."""
        ...


class _Kept:
    """A budget with its engine, kept while only its lines change."""

    def __init__(self, engine: Engine, make: Callable[[Row], BudgetEntry], base: PlanView) -> None:
        self.engine, self.make, self.base = engine, make, base
        self.stale: set[str] = set()


class BudgetPlanService:
    """The budgets of one open document. Thread: the document lane.

    Args:
        document: open.
        records: reads and writes records.
        packs: gives programmes by id.
        main_pack: the file's own programme, for budgets that name none.
        currency: of the file, asked anew each time.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        packs: Packs,
        main_pack: Callable[[], Pack | None],
        currency: Callable[[], str],
    ) -> None:
        self._records, self._packs = records, packs
        self._main_pack, self._currency = main_pack, currency
        self._versions = Versions(document, records)
        self._kept: dict[str, _Kept] = {}

    # -- reading

    def budgets(self) -> tuple[BudgetName, ...]:
        """Return every budget in its order."""
        return budgets_of(self._ledger(("budget",)))

    def pack_of(self, budget: BudgetName) -> Pack | None:
        """Return the programme whose heads and rules a budget follows: its own, else the file's."""
        return (self._packs.pack(budget.programme) if budget.programme else None) or self._main_pack()

    def plan(self, budget_id: str = "", known: Sequence[Row] = ()) -> PlanView:
        """Return a budget whole; "" is the one in use, and so is an id that is gone.

        *known* are lines as they were read just now, so that they are not read twice.
        """
        kept = self._kept.get(budget_id)
        if kept is None:
            kept = self._kept[budget_id] = self._read(budget_id)
        elif kept.stale:
            self._refresh(kept, known)
        return self._view(kept)

    def whole(self, budget_id: str = "") -> PlanView:
        """Return a budget as :meth:`plan` does, with every change that a rule can propose, however long that takes."""
        self.plan(budget_id)
        return self._view(self._kept[budget_id], most=None)

    def proposal(self, budget_id: str, rule_id: str) -> RuleView | None:
        """Return a rule with its smallest change, however many lines that touches; ``None`` where it is not known."""
        self.plan(budget_id)
        return next((one for one in rule_views(self._kept[budget_id].engine) if one.id == rule_id), None)

    def compare(self, before: str, after: str) -> Comparison:
        """Return how two budgets differ, line by line and rule by rule."""
        ledger = self._ledger()
        one, two = self.plan(before), self.plan(after)
        lines, others = (lines_of(ledger, plan.budget.id) for plan in (one, two))
        return compare(one, two, lines, others, ledger.of("expense"))

    # -- doing

    def ensure(self) -> str:
        """Return the id of the budget in use; its record is made where there is none yet."""
        found = self._current()
        if found:
            return found
        row, _ = self._records.create("budget", self._first_values())
        return row.id

    def begin(self) -> Row:
        """Make a budget of the file's programme: in use where it is the first, else a draft."""
        first = not self._records.load("budget")
        values = self._first_values()
        return self._records.create("budget", values if first else {**values, "state": "draft"})[0]

    def copy(self, budget_id: str = "") -> tuple[str, ChangeSet]:
        """Copy a budget with its partners, lines and items to try things out; the original is not touched.

        Raises:
            LookupError: there is no such budget.
        """
        ledger = self._ledger()
        return self._versions.copy(ledger, budget_id or current_of(ledger.of("budget")), self._first_values())

    def revise(
        self, budget_id: str, label: Message, then: Callable[[Session, str, Mapping[str, str]], None]
    ) -> tuple[str, ChangeSet]:
        """Copy a budget and change the copy in the same step; see :meth:`Versions.copy`."""
        ledger = self._ledger()
        source = budget_id or current_of(ledger.of("budget"))
        return self._versions.copy(ledger, source, self._first_values(), label, then)

    def apply(self, copy_id: str) -> ChangeSet | None:
        """Put a copy into use: the budget it replaces is set aside and payments follow to the copied lines.

        Raises:
            LookupError: there is no such budget.
        """
        ledger = self._ledger()
        return self._versions.apply(ledger, copy_id, _replaced(ledger, copy_id))

    def set_aside(self, budget_id: str) -> ChangeSet | None:
        """Set a version aside; it stays to be looked at."""
        return self._versions.set_aside(budget_id)

    def remove(self, budget_id: str) -> ChangeSet | None:
        """Delete a version with its lines; the one in use is refused.

        Raises:
            ValueError: it is the budget in use.
        """
        if budget_id in ("", self._current()):
            raise ValueError("the budget in use is not removed")
        return self._records.delete("budget", budget_id)

    def carry_out(self, budget_id: str, change: Change) -> ChangeSet | None:
        """Write what a rule proposes, as one undo step."""
        return self._versions.carry_out(budget_id or self._current(), change, self._first_values())

    def file_changed(self, changes: ChangeSet) -> None:
        """Forget what is no longer true; a change of lines alone is taken up line by line."""
        if not changes.types() & {*TYPES, "budget_partner", "budget_item", "participation", "community", "setting"}:
            return
        lines = {one.record for one in changes.changes if one.type == "budget_line" and _same_place(one.old, one.new)}
        if changes.types() == {"budget_line"} and len(lines) == len(changes.changes):
            for key, kept in tuple(self._kept.items()):
                mine = lines & kept.engine.entries.keys()
                kept.stale |= mine
                if any(kept.engine.entries[one].spent or kept.engine.entries[one].committed for one in mine):
                    del self._kept[key]  # what was paid on them is judged by what they are
        else:
            self._kept.clear()

    # -- inside

    def _current(self) -> str:
        return current_of(self._records.load("budget"))

    def _first_values(self) -> Mapping[str, object]:
        """Return what the first budget of a file begins with."""
        pack = self._main_pack()
        named = {"programme": pack.id} if pack else {}
        return {"kind": "programme", "state": "applied", "version": 1, "currency": self._currency(), **named}

    def _ledger(self, types: Sequence[str] = TYPES) -> Ledger:
        with self._records.reader() as reader:
            return Ledger({name: _rows(reader, name) for name in types})

    def _read(self, budget_id: str) -> _Kept:
        ledger = self._ledger()
        names = budgets_of(ledger)
        current = next((one for one in names if one.current), names[0])
        budget = next((one for one in names if one.id == budget_id), current) if budget_id else current
        pack = self.pack_of(budget)
        made = gather(ledger, budget.id, pack, self._currency())
        term = made.frame.term
        base = PlanView(
            budget=budget,
            currency=made.frame.currency,
            programme=pack.name if pack else None,
            term=None if term is None else int(term * 100),
            awarded=made.frame.awarded,
            grant_source=made.frame.grant_source,
            partners=made.frame.partners,
            heads=tuple(Option(one.id, one.title) for one in pack.heads) if pack else (),
            grant_types=tuple(Option(one.id, one.title) for one in pack.grant_types) if pack else (),
            names=ledger.names(),
        )
        return _Kept(Engine(made.frame, made.entries), made.make, base)

    def _refresh(self, kept: _Kept, known: Sequence[Row]) -> None:
        rows = [row for row in known if row.id in kept.stale]
        if others := kept.stale - {row.id for row in rows}:
            with self._records.reader() as reader:
                rows += reader.rows("budget_line", ids=sorted(others))
        for row in rows:
            kept.engine.put(kept.make(row))
        kept.stale = set()

    def _view(self, kept: _Kept, most: int | None = QUICK) -> PlanView:
        engine = kept.engine
        rules = rule_views(engine, most=most)
        found = [finding for one in rules for finding in one.findings]
        found += [*_orphans(engine), *_incomplete(engine)]
        return replace(
            kept.base,
            lines=tuple(engine.entries.values()),
            figures=figures_of(engine),
            tables=tables_of(engine),
            rules=rules,
            findings=tuple(sorted(found, key=lambda one: ORDER.index(one.severity))),
        )


def _rows(reader: RecordReader, name: str) -> tuple[Row, ...]:
    return reader.rows(name)


def _same_place(old: Mapping[str, object] | None, new: Mapping[str, object] | None) -> bool:
    """Say whether a line only got other content: not new, not gone, not moved, not in another budget."""
    return old is not None and new is not None and not {"budget", "order_key", "copied_from"} & new.keys()


def _replaced(ledger: Ledger, copy_id: str) -> str:
    """Return the version in use that a copy would replace: of its own family, else the one that is in use."""
    family = family_of(ledger, copy_id)
    applied = [one.id for one in budgets_of(ledger) if one.state == "applied" and one.id in family - {copy_id}]
    return applied[0] if applied else ""


def _orphans(engine: Engine) -> list[Finding]:
    """Name the lines that stay when a partner was taken out of the budget; nothing is lost."""
    known = {one.organisation for one in engine.frame.partners}
    if not known:
        return []
    # a line that names no organisation is the lead applicant's own
    left = [one for one in engine.entries.values() if one.organisation and one.organisation not in known]
    if not left:
        return []
    first = left[0]
    message: Message = NP_(
        "{n} line is spent by nobody who is a partner of this budget: {item}",
        "{n} lines are spent by nobody who is a partner of this budget, first: {item}",
        len(left),
        item=first.item or N_("a line without a name"),
    )
    place = f"record:budget_line:{first.id}:organisation"
    fix = N_("Name another organisation in these lines, or add the partner again.")
    return [Finding("budget.partner_gone", Severity.WARN, message, place, fix, source="repair_lcbf.md 4.2")]


def _incomplete(engine: Engine) -> list[Finding]:
    """Say what is in no sum: amounts that are not known, and those in another currency."""
    found = []
    if engine.gross.unknown:
        text = NP_(
            "{n} amount is not known yet, so the sums are not complete.",
            "{n} amounts are not known yet, so the sums are not complete.",
            engine.gross.unknown,
        )
        fix = N_("Fill in quantity and unit price, or the amount paid.")
        found.append(Finding("budget.unknown", Severity.UNKNOWN, text, fix=fix))
    if engine.gross.foreign:
        text = NP_(
            "{n} amount is in another currency than {currency} and is not in the sums.",
            "{n} amounts are in another currency than {currency} and are not in the sums.",
            engine.gross.foreign,
            currency=engine.frame.currency,
        )
        found.append(Finding("budget.currency", Severity.WARN, text))
    return found
