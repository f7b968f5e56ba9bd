"""A town in Massachusetts that carries its project out: everything for page and papers, invented."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.core.clock import FixedClock
from app.i18n import Translator
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from tests.practice import program_at

TODAY = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
KNOCK = "Door-knocking team"


def open_town(folder: Path, place: str = "US", programme: str = "mvp-2", language: str = "en") -> Workspace:
    """Return an empty file on the fixed day."""
    program = program_at(folder, FixedClock(TODAY), seed=8)
    return make_workspace(
        folder / "a.banyan", program, Translator(language), community="Maple Falls", place=place,
        programme=programme, person="",
    )  # fmt: skip


class Town:
    """Fills a file; each method returns keys."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    def make(self, type_name: str, /, **values: object) -> str:
        """Make one record and return its key."""
        return self.ws.records.create(type_name, values)[0].id

    def whole(self) -> dict[str, str]:
        """Fill everything that steps 8 to 10 hold; return the keys of what tests look at."""
        make = self.make
        keys = {"elders": make("population_group", name="Elders alone", hazards=("FLOOD",))}
        keys["priority"] = make("priority", title="Nobody alone in an outage", hazards=("HEAT",))
        make("priority_action", priority=keys["priority"], title="A phone chain in three languages")
        make("priority_action", priority=keys["priority"], title="Rosa Banyan keeps the keys")
        make("priority", title="Given up long ago", disposition="retire", hazards=("SEA", "OTHER"))
        make("priority", title="Parted into two", disposition="split", hazards=("QUAKE",))
        for name, role in (("Rosa Banyan", "MPM"), ("Paul Planner", "PLV"), ("Lin Mei", "LIA")):
            keys[name] = make("person", name=name)
            make("person_role", person=keys[name], role=role)
        make("seat", perspective="A renter whose home was flooded", groups=(keys["elders"],), languages=("pt",))
        make("disaster_event", name="The 2021 flood", hazard="FLOOD", date_start="2021-07")
        idea = make(
            "idea", title=KNOCK, what="Trained neighbours knock on doors.", standing="candidate", months=10,
            cost=48_000_00, currency="USD", priorities=(keys["priority"],), groups=(keys["elders"],),
        )  # fmt: skip
        keys["decision"] = self.ws.seed.choose(idea)
        keys["project"] = str(self.ws.records.load("project")[0].id)
        self.ws.records.change("project", keys["project"], {
            "start": "2026-09", "end": "2027-06", "problem": "Sixty elders had no visit in the last outage.",
            "report_back": "A table at the library each month.", "upkeep": "The fire service keeps the list.",
        })  # fmt: skip
        self._plan(keys)
        self._rest(keys)
        return keys

    def _plan(self, keys: dict[str, str]) -> None:
        make, project = self.make, keys["project"]
        tasks = (
            ("Find twenty door-knockers", "2026-09-01", "2026-10-05", "doing", ""),
            ("Print the list of homes", "2026-09-10", "2026-09-30", "done", "2026-10-02"),
            ("Train the volunteers", "2026-11", "2026-12", "doing", ""),
            ("Ring every elder once", "2027-02", "2027-05", "", ""),
        )
        for title, start, end, status, done in tasks:
            keys[title] = make(
                "plan_task", title=title, start=start, end=end, status=status or None, done_on=done or None,
                owner=keys["Lin Mei"], project=project,
            )  # fmt: skip
        make("plan_task", title="All volunteers trained", kind="milestone", end="2026-12-31", project=project)
        make("permission", title="Key box on the hall wall", from_whom="Town office", status="asked",
             asked_on="2026-09-01", expected_on="2026-10-01", project=project)  # fmt: skip
        make("plan_risk", title="Too few volunteers", likely="high", harm="high", response="Recruit every two weeks")
        make("procurement", title="Training and scheduling", purpose="carrying_out", state="asked", asked_on="2026-08")
        keys["planning"] = make("procurement", title="Planning and meetings", purpose="planning", state="signed")
        for item, head, price in (("Training", "implementation_vendor", 30_000_00), ("Meals", "engagement", 4_000_00),
                                  ("Advice", "advisor", 1_500_00)):  # fmt: skip
            keys[item] = make(
                "budget_line", item=item, head=head, qty=100, unit_price=price, project=project, currency="USD"
            )
        make("expense", item="Pizza for the training", head="engagement", amount=240_00, date="2026-10-09",
             budget_line=keys["Meals"], currency="USD")  # fmt: skip
        for name in ("Lin Mei", "Rosa Banyan"):
            keys[f"agreement {name}"] = make(
                "liaison_agreement", person=keys[name], start="2026-01", end="2027-09", hours=800
            )

    def _rest(self, keys: dict[str, str]) -> None:
        make, project = self.make, keys["project"]
        keys["measure"] = make(
            "equity_measure", question="gains", indicator="Elders visited", group=keys["elders"], unit="homes",
            baseline=0, target=80_00, how="A tick after each visit", often="Each quarter", level="counts",
            meaning="We feel safer, said several.", project=project,
        )  # fmt: skip
        make("measure_reading", measure=keys["measure"], date="2026-10-01", value=41_00)
        keys["change"] = make(
            "change_request", title="A radio drill instead of one training", why="Phones fail in an outage",
            asked_on="2026-10-02", project=project,
        )  # fmt: skip
        make("check_in", month="2026-09", course="late", done="Two trainings, seventeen volunteers.",
             money="Meals cost more than planned.", next="Complete the list.", project=project)  # fmt: skip
        make("indicator", other_item="Visits", measure="Homes visited", unit="homes", before_value=0,
             before_date="2026-08", after_value=41_00, after_date="2026-10")  # fmt: skip
        for kind, text, evidence in (
            ("keep", "Knocking in pairs", "Nobody felt unsafe in forty visits."),
            ("change", "Begin the list earlier", "It was three months late."),
            ("stop", "Meetings in office hours", "Two liaisons could not come."),
            ("surprise", "Neighbours brought food", "At nine of ten doors."),
            ("thanks", "The library, for its room", "All winter long."),
        ):
            make("reflection", kind=kind, text=text, evidence=evidence, voice="liaison")
        make("next_step", title="Solar power for the cool room", kind="grant", what="Panels on the library.")
        make("next_step", title="Store the list with the fire service", kind="follow", date="2027-07")


def fill_project(ws: Workspace) -> None:
    """Put a small project with idea, scoring and decision into any file, without people or disasters."""
    make = Town(ws).make
    idea = make("idea", title="敲門隊", what="停電時敲門問候。", standing="candidate", months=9, cost=480_000)
    ws.seed.start_scoring("zh_TW")
    make("plan_task", title="招募志工", start="2025-03", end="2025-06", status="doing")
    make("plan_task", title="志工到齊", kind="milestone", end="2025-06-30")
    measure = make("equity_measure", question="gains", indicator="敲到門的戶數", unit="戶", baseline=0, target=80_00)
    make("measure_reading", measure=measure, date="2025-04", value=41_00)
    make("change_request", title="改成無線電演練", why="停電時電話不通", asked_on="2025-04-02")
    make("check_in", month="2025-03", course="on_time", done="訓練兩場。", next="印名冊。")
    make("reflection", kind="keep", text="兩人一組敲門", evidence="四十戶都平安。", voice="liaison")
    ws.seed.choose(idea)
