"""How long a changed cell takes until sums, every money rule and its smallest change stand again.

A budget of 2,000 lines under the money rules of the Bay REPAIR fund, some of which fail, as they do while
somebody types. Measured twice: the reckoning alone, and with the record read back from the file, as a page
asks for it after each change; the write itself is not counted. Counts processor time, so that a busy
machine does not blur it. Prints median and p95 and the aim of one frame; fails nothing. Usage:
``python packaging/bench/budget.py [--lines 2000] [--changes 300]``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import new_id  # noqa: E402
from app.core.messages import N_  # noqa: E402
from app.models.document.document import Document  # noqa: E402
from app.programmes.loader import installed  # noqa: E402
from app.services.budget.engine.engine import Engine  # noqa: E402
from app.services.budget.engine.lines import BudgetEntry, Frame, Item, Partner, product  # noqa: E402
from app.services.budget.engine.views import figures_of, rule_views, tables_of  # noqa: E402
from app.services.budget.plans import QUICK  # noqa: E402
from app.services.workspace import Program, Workspace  # noqa: E402

FRAME_MS, PACK, SEED = 16.0, "lcbf-1", 20251121


def entries(count: int, luck: random.Random, frame: Frame) -> list[BudgetEntry]:
    """Return so many lines over all heads, two organisations, three projects and two years."""
    heads = frame.pack.heads if frame.pack else ()
    made = []
    for number in range(count):
        head = heads[number % len(heads)]
        price = luck.randint(1_000, 250_000) * {"indirect": 4, "consultant": 5}.get(head.id, 1)
        amount = product(200, price)
        made.append(
            BudgetEntry(
                id=f"l{number}", head=head.id, item=f"Item {number}", line_class=head.line_class,
                asks=frozenset(head.asks), quantity=200, unit_price=price, amount=amount, purpose="x", estimate="x",
                organisation=("lead", "ally")[number % 3 == 0], project=f"p{number % 3}", year=1 + number % 2,
                items=(Item("x", amount),) if number % 60 != 3 else (), supplier=f"s{number % 400}",
            )
        )  # fmt: skip
    return made


def measure_engine(count: int, changes: int) -> list[float]:
    """Return the seconds of each changed cell, without any file."""
    luck = random.Random(SEED)
    pack = next(one for one, _ in installed(ROOT / "resources" / "programmes") if one.id == PACK)
    grant = next(one for one in pack.grant_types if one.id == "opportunity")
    partners = (Partner("lead", "Lead", "lead", "", 10**12), Partner("ally", "Ally", "co_applicant", "", 10**12))
    frame = Frame(
        currency="USD",
        pack=pack,
        grant=grant,
        term=Fraction(2),
        partners=partners,
        facts={"expenses": (), "vouchers": ()},
    )
    engine = Engine(frame, entries(count, luck, frame))
    failing = [one.id for one in rule_views(engine) if one.findings]
    print(f"{count} lines, {len(engine.rules())} rules, of which fail: {', '.join(failing) or 'none'}")
    taken = []
    for _ in range(changes):
        one = engine.entries[f"l{luck.randrange(count)}"]
        price = luck.randint(1_000, 250_000)
        started = time.process_time()
        engine.put(replace(one, unit_price=price, amount=product(one.quantity, price)))
        rule_views(engine, most=QUICK), figures_of(engine), tables_of(engine)
        taken.append(time.process_time() - started)
    return taken


def measure_file(count: int, changes: int) -> list[float]:
    """Return the seconds from a change in the file to the whole plan."""
    luck = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        document = Document.create(
            place / "x.banyan", application_version="0", person="B", clock=SystemClock(), ids=new_id
        )
        packs = installed(ROOT / "resources" / "programmes")
        ws = Workspace(document, Program(packs, place / "c", place / "d", SystemClock(), new_id))
        ids = _fill(ws, count, luck)
        ws.plans.plan()
        taken = []
        for _ in range(changes):
            ws.records.change("budget_line", luck.choice(ids), {"unit_price": luck.randint(1_000, 250_000)})
            started = time.process_time()
            ws.plans.plan()
            taken.append(time.process_time() - started)
        ws.close()
    return taken


def _fill(ws: Workspace, count: int, luck: random.Random) -> list[str]:
    head = {"programme": PACK, "grant_type": "opportunity", "currency": "USD", "term": 200, "state": "applied"}
    with ws.document.unit_of_work(N_("Fill the budget")) as work:
        budget = ws.records.insert(work.session, "budget", head)
        pack = ws.programmes.pack(PACK)
        made = entries(count, luck, Frame(pack=pack))
        return [
            ws.records.insert(
                work.session,
                "budget_line",
                {"budget": budget, "head": one.head, "item": one.item, "qty": 200, "unit_price": one.unit_price,
                 "purpose": "x", "estimate": "x", "supplier": one.supplier, "year": one.year, "order_key": f"a{n:06}"},
            )
            for n, one in enumerate(made)
        ]  # fmt: skip


def say(name: str, taken: list[float]) -> None:
    """Print median and p95 in milliseconds beside the aim."""
    ordered = sorted(one * 1_000 for one in taken)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:34} median {statistics.median(ordered):6.1f} ms   p95 {p95:6.1f} ms   aim {FRAME_MS:.0f} ms")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--changes", type=int, default=300)
    given = parser.parse_args()
    say("sums, rules, smallest changes", measure_engine(given.lines, given.changes))
    say("the same, read back from the file", measure_file(given.lines, given.changes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
