"""What is due as a list for the wall: a box to tick, the day, what, and who. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.messages import N_
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Paragraph, Table
from app.services.due.dates import DueDate
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

BOX = "□"


def due_spec(shown: ShownRecords, setting: ListSetting, due: Sequence[DueDate]) -> DocumentSpec:
    """Return the list of everything that is due, the oldest first."""
    parts = (setting.community, setting.date_text)
    blocks: list[Block] = [Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")]
    labels = (N_("Done"), N_("Day"), N_("What"), N_("What falls due"), N_("Who"))
    head: tuple[Runs, ...] = tuple(plain(shown.text(one)) for one in labels)
    body = tuple(
        (
            plain(BOX),
            plain(f"{shown.date(one.date)} ({shown.text(one.left)})"),
            plain(shown.text(one.title)),
            plain(shown.text(one.says)),
            plain(one.owner),
        )
        for one in due
    )
    if body:
        columns = (Column(2, "centre"), Column(7), Column(8), Column(3.5), Column(4))
        blocks.append(Table("due", columns, (head, *body), header=1, numbered=False))
    else:
        blocks.append(Paragraph("none", plain(shown.text(N_("Nothing is due in the next weeks."))), "plain"))
    return list_document(shown, N_("What is due"), tuple(blocks), setting)
