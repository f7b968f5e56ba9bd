"""The pages by the first word of their route; one module each, and no page imports another.

Modules are named as text and imported when first opened, so the window stands before they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from types import MappingProxyType
from typing import Any

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "home": "app.ui.pages.home:HomePage",
        "step": "app.ui.pages.step:StepPage",
        "records": "app.ui.pages.records:RecordsPage",
        "record": "app.ui.pages.records:RecordsPage",
        "room": "app.ui.pages.room:RoomPage",
        "dossier": "app.ui.pages.dossier:DossierPage",
        "checks": "app.ui.pages.checks:ChecksPage",
        "handover": "app.ui.pages.handover:HandoverPage",
        "upkeep": "app.ui.pages.upkeep:UpkeepPage",
        "budget": "app.ui.pages.budget:BudgetPage",
        "due": "app.ui.pages.due:DuePage",
        "way": "app.ui.pages.way:WayPage",
        "eligibility": "app.ui.pages.eligibility:EligibilityPage",
        "wall": "app.ui.pages.wall:WallPage",
        "application": "app.ui.pages.application:ApplicationPage",
        "plan": "app.ui.pages.plan:PlanPage",
        "reach": "app.ui.pages.reach:ReachPage",
        "lived": "app.ui.pages.lived:LivedPage",
        "together": "app.ui.pages.together:TogetherPage",
        "recruit": "app.ui.pages.recruit:RecruitPage",
        "questionnaire": "app.ui.pages.questionnaire:QuestionnairePage",
        "roadmap": "app.ui.pages.roadmap:RoadmapPage",
        "rounds": "app.ui.pages.rounds:RoundsPage",
        "priorities": "app.ui.pages.priorities:PrioritiesPage",
        "seed": "app.ui.pages.seed:SeedPage",
        "work": "app.ui.pages.work:WorkPage",
        "evidence": "app.ui.pages.evidence:EvidencePage",
        "scoring": "app.ui.pages.scoring:ScoringPage",
        "review": "app.ui.pages.review:ReviewPage",
        "photos": "app.ui.pages.photos:PhotosPage",
        "paper": "app.ui.pages.paper:PaperPage",
        "key": "app.ui.pages.key:KeyPage",
        "import": "app.ui.pages.bring_in:BringInPage",
        "history": "app.ui.pages.history:HistoryPage",
        "bin": "app.ui.pages.bin:BinPage",
        "backups": "app.ui.pages.backups:BackupsPage",
        "drawer": "app.ui.pages.drawer:DrawerPage",
        "search": "app.ui.pages.search:SearchPage",
        "programmes": "app.ui.pages.programmes:ProgrammesPage",
        "round-setup": "app.ui.pages.round_setup:RoundSetUpPage",
        "settings": "app.ui.pages.settings:SettingsPage",
        "manual": "app.ui.pages.manual:ManualPage",
    }
)
"""First word of a route to ``module:class``; the class is made with the page context."""


def has_page(word: str) -> bool:
    """Say whether the program has the page that routes beginning with *word* lead to."""
    return word in PAGES


def page_class(word: str) -> Callable[[Any], Any]:
    """Return the class of a page. Raises KeyError where there is none."""
    found: Callable[[Any], Any] = resolve_name(PAGES[word])
    return found
