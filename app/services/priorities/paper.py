"""The crosswalk on paper, across the page, with the log of what residents changed. Thread: the document lane."""

from __future__ import annotations

from app.core.messages import N_, own_words
from app.core.richtext import plain
from app.exports.spec import Audience, Block, DocumentSpec, Heading, ListItem, Paragraph
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.priorities.crosswalk import Crosswalk
from app.services.priorities.tables import changes_table, crosswalk_table
from app.services.priorities.words import earlier_words, now_words

TITLE = N_("Crosswalk of earlier and present priorities")
NOTHING = N_("No priority stands here yet.")


def crosswalk_spec(shown: ShownRecords, setting: ListSetting, walk: Crosswalk) -> DocumentSpec:
    """Return the crosswalk for the reader of *shown*; what is odd in it is told to the team alone."""
    say = shown.text
    head = " · ".join(one for one in (setting.community, setting.date_text) if one)
    blocks: list[Block] = [Paragraph("head", plain(head), "note")]
    table = crosswalk_table("crosswalk", walk, shown)
    if table is None:
        blocks.append(Paragraph("none", plain(say(NOTHING)), "plain"))
        return list_document(shown, TITLE, tuple(blocks), setting, landscape=True)
    if walk.earlier:
        blocks.append(Paragraph("earlier", plain(say(earlier_words(walk))), "lead"))
    blocks.append(Paragraph("now", plain(say(now_words(walk))), "plain"))
    if shown.reader.audience is Audience.TEAM:
        for one in walk.lines:
            for number, doubt in enumerate(one.doubts):
                words = N_("{title}: {said}", title=own_words(one.row.title), said=doubt)
                blocks.append(ListItem(f"doubt-{one.id}-{number}", plain(say(words))))
    blocks.append(table)
    changes = changes_table("changes", walk, shown)
    blocks.append(Heading("changes-head", 1, plain(say(N_("What residents said, and what changed"))), numbered=False))
    blocks.append(changes or Paragraph("no-changes", plain(say(N_("Residents were not asked yet."))), "plain"))
    return list_document(shown, TITLE, tuple(blocks), setting, landscape=True)
