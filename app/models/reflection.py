"""Looking back: what to keep, change and stop, whom to thank, and what comes next.

Source: ``mvp2.md`` 4 (step 10); ``community_path.md`` G2.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4"
KINDS = (
    Option("keep", N_("Keep: do it again")),
    Option("change", N_("Change: do it otherwise")),
    Option("stop", N_("Stop: do it no more")),
    Option("success", N_("What worked")),
    Option("difficulty", N_("What was hard")),
    Option("surprise", N_("What surprised us")),
    Option("thanks", N_("Thanks")),
)
VOICES = (
    Option("liaison", N_("A liaison")),
    Option("resident", N_("A resident")),
    Option("staff", N_("Municipal staff")),
    Option("vendor", N_("A vendor or partner")),
    Option("team", N_("The whole team")),
)
STEP_KINDS = (
    Option("follow", N_("Something to finish")),
    Option("upkeep", N_("Keeping up what was made")),
    Option("tie", N_("A tie or tool that goes on")),
    Option("grant", N_("Idea for a larger grant")),
    Option("other", N_("Something else")),
)
STATES = (
    Option("open", N_("Open")),
    Option("done", N_("Done")),
    Option("dropped", N_("Dropped")),
)
GRANT = N_("For a larger grant")


class Reflection(Record, Sourced, Base):
    """One thing that was learned."""

    __tablename__ = "reflection"
    __record__ = col.about(
        N_("Thing learned"),
        N_("Keep, change, stop"),
        source=SOURCE,
        empty=N_("Let each write alone first, then speak in turn. Liaisons speak first."),
        add=N_("Add to keep, change, stop"),
        room="seed",
        table=("kind", "text", "evidence", "voice"),
    )

    order_key: Mapped[str | None] = col.order()
    kind: Mapped[str | None] = col.enum(N_("Keep, change or stop"), KINDS, required=True)
    text: Mapped[str | None] = col.text(
        N_("In one sentence"),
        required=True,
        title=True,
        help=N_("What is done, not who is good or bad."),
        example=zh_en("兩人一組敲門", "Knocking in pairs"),
    )
    evidence: Mapped[str | None] = col.long_text(
        N_("What shows it"), required=True, help=N_("A figure or a story, without a name.")
    )
    voice: Mapped[str | None] = col.enum(N_("Who said it"), VOICES, help=N_("A perspective, never a name."))
    who_can: Mapped[str | None] = col.text(
        N_("Who can change it"), example=zh_en("鎮公所的排班窗口", "Whoever plans meetings")
    )
    said_on: Mapped[str | None] = col.date(N_("Said on"))
    meeting: Mapped[str | None] = col.reference(N_("Meeting"), "meeting")
    project: Mapped[str | None] = col.reference(N_("Project"), "project")


class NextStep(Record, Sourced, Base):
    """What goes on after the project; ideas for larger grants are among it."""

    __tablename__ = "next_step"
    __record__ = col.about(
        N_("Next step"),
        N_("Next steps"),
        source=SOURCE,
        empty=N_("Write down what goes on, who sees to it, and ideas for a larger grant."),
        add=N_("Add next step"),
        room="seed",
        table=("title", "kind", "date", "status"),
        falls=(col.Falls("date", col.TO_DO, done="status", ahead=30),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What comes next"),
        required=True,
        title=True,
        example=zh_en("納涼站加太陽能", "Solar power for the cool room"),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of next step"), STEP_KINDS, required=True)
    what: Mapped[str | None] = col.long_text(N_("In more words"), help=N_("What is done, who gains, who joins."))
    owner: Mapped[str | None] = col.reference(N_("Who keeps it going"), "person")
    date: Mapped[str | None] = col.date(N_("By when"))
    status: Mapped[str | None] = col.enum(N_("How far it is"), STATES)
    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups that gain"), "population_group", group=GRANT)
    priorities: Mapped[tuple[str, ...] | None] = col.references(N_("Priorities it serves"), "priority", group=GRANT)
    partners: Mapped[tuple[str, ...] | None] = col.references(N_("Who joins"), "organisation", group=GRANT)
    idea: Mapped[str | None] = col.reference(N_("Idea it came from"), "idea", group=GRANT)
    cost: Mapped[int | None] = col.money(N_("What it would cost"), group=GRANT, minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=GRANT)
