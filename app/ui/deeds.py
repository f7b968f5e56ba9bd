"""What can be done with a record besides filling it in: its papers, and the page of its work. Thread: UI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Deed:
    """One button on a record's page.

    Args:
        label: a verb with its object.
        icon: file name of an icon.
        route: where it leads; ``{id}`` stands for the record.
        output: id of the output that is printed instead, "" for none.
    """

    label: Message
    icon: str
    route: str = ""
    output: str = ""


DEEDS: Mapping[str, tuple[Deed, ...]] = MappingProxyType(
    {
        "meeting": (
            Deed(N_("Print the minutes"), "printer", output="minutes"),
            Deed(N_("What changed since this meeting"), "history", output="since-meeting"),
        ),
        "scoring": (Deed(N_("Give points and see results"), "list", route="scoring:{id}"),),
        "questionnaire": (
            Deed(N_("Write questions and type sheets in"), "clipboard-list", route="questionnaire:{id}"),
            Deed(N_("Print the results"), "printer", output="questionnaire-results"),
        ),
        "questionnaire_sheet": (Deed(N_("All questionnaires"), "clipboard-list", route="questionnaire"),),
        "alert": (Deed(N_("Print the alert as a timeline"), "printer", output="alert-timeline"),),
        "response_group": (Deed(N_("Print the organisation chart"), "printer", output="organisation-chart"),),
        "disaster_event": (Deed(N_("Print the hazard report"), "printer", output="hazard-report"),),
        "population_group": (
            Deed(N_("See the reach map"), "users", route="reach"),
            Deed(N_("See who was heard"), "map", route="roadmap:+heard"),
        ),
        "event": (Deed(N_("Make statements of what was said"), "map", route="roadmap:+words:{id}"),),
        "statement": (Deed(N_("See its topic"), "map", route="roadmap:@{id}"),),
        "work_log": (Deed(N_("See the reach map"), "users", route="reach"),),
        "liaison_agreement": (Deed(N_("See the reach map"), "users", route="reach"),),
        "idea": (Deed(N_("Compare the ideas"), "sprout", route="seed"),),
        "seed_decision": (
            Deed(N_("See gates, scores and approval"), "sprout", route="seed:decision"),
            Deed(N_("Print the selection framework"), "printer", output="mvp-selection"),
        ),
        "plan_task": (
            Deed(N_("See the plan at a glance"), "flag", route="work"),
            Deed(N_("Print the implementation plan"), "printer", output="mvp-implementation"),
        ),
        "permission": (Deed(N_("See the plan at a glance"), "flag", route="work"),),
        "plan_risk": (Deed(N_("See tasks and risks"), "flag", route="work:tasks"),),
        "equity_measure": (Deed(N_("See who gains"), "flag", route="work:measures"),),
        "check_in": (
            Deed(N_("See all months"), "calendar", route="work:months"),
            Deed(N_("Print the progress report"), "printer", output="mvp-progress"),
        ),
        "change_request": (Deed(N_("See all changes"), "flag", route="work:months"),),
        "reflection": (
            Deed(N_("See what else was learned"), "flag", route="work:back"),
            Deed(N_("Print the closing report"), "printer", output="mvp-closing"),
        ),
        "next_step": (Deed(N_("See what else was learned"), "flag", route="work:back"),),
        "member_community": (Deed(N_("See what the money comes to"), "coins", route="plan:setup"),),
        "procurement": (Deed(N_("See the team and its roles"), "users", route="plan:team"),),
        "letter": (Deed(N_("All that is due"), "calendar", route="due"),),
    }
)
"""Record type to what can be done with one of its records."""
WHOLE = frozenset(
    {"organisation-chart", "hazard-report", "mvp-selection", "mvp-implementation", "mvp-progress", "mvp-closing"}
)
"""Outputs that tell of all records, not of the one that is seen."""
