"""What the programme says about the place in the dossier where one is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.messages import N_
from app.ui.widgets.help import HelpText

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import PartView


def help_at(gathered: Gathered | None, part: PartView | None, block: str) -> HelpText:
    """Return the help for a block of a part: of its item, else of its chapter, else of the studio."""
    chapters = gathered.template.chapters if gathered is not None else ()
    chapter = next((one for one in chapters if part is not None and one.id == part.item), None)
    if chapter is None:
        return HelpText(N_("Dossier"), N_("What is written here becomes the pages at the right, as they print."))
    heading = heading_above(part, block)
    wanted = next((one.items for one in chapter.headings if one.id == heading), ())
    item = next((one for one in chapter.items if one.id in wanted), None)
    if item is None:
        return HelpText(chapter.title, chapter.guidance, source=chapter.source)
    return HelpText(item.title, item.why, (item.convinces,), item.example, source=chapter.source)


def heading_above(part: PartView | None, wanted: str) -> str:
    """Return the template's id of the heading above a block."""
    heading = ""
    for block in part.blocks if part is not None else ():
        heading = str(block.settings.get("template") or heading)
        if block.id == wanted:
            break
    return heading
