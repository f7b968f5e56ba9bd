"""Ready sets of response groups, to start from and rename. Thread: the document lane.

Source: ``records_and_reports.md`` R08 (both sets are proposals; no official naming was found).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.messages import N_, LocalText, Message, zh_en
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.records import RecordService


@dataclass(frozen=True, slots=True)
class GroupSet:
    """One ready set of groups.

    Args:
        id: name of the set.
        label: what it is called on its button.
        command: name of the group at the top.
        groups: names of the groups below, in order.
    """

    id: str
    label: Message
    command: LocalText
    groups: tuple[LocalText, ...]


COMMAND_GROUP = zh_en("指揮組", "Command group")
GROUP_SETS = (
    GroupSet(
        "community",
        N_("Groups for a community"),
        COMMAND_GROUP,
        (
            zh_en("警戒巡查組", "Watch and patrol group"),
            zh_en("通報聯絡組", "Report and contact group"),
            zh_en("疏散避難組", "Evacuation group"),
            zh_en("收容照護組", "Shelter and care group"),
            zh_en("後勤整備組", "Supplies and readiness group"),
        ),
    ),
    GroupSet(
        "school",
        N_("Groups as schools have them"),
        COMMAND_GROUP,
        (
            zh_en("搶救組", "Rescue group"),
            zh_en("通報組", "Report group"),
            zh_en("避難引導組", "Evacuation guidance group"),
            zh_en("安全防護組", "Safety and protection group"),
            zh_en("緊急救護組", "First-aid group"),
        ),
    ),
)


def add_groups(records: RecordService, document: Document, set_id: str, language: str) -> ChangeSet | None:
    """Make the groups of a ready set behind those that are there; one step for Undo.

    Args:
        records: the records of the document.
        document: the open document.
        set_id: ``community`` or ``school``.
        language: in which the names are written; they are the person's own text from then on.

    Raises:
        KeyError: there is no such set.
    """
    chosen = {one.id: one for one in GROUP_SETS}[set_id]
    with document.unit_of_work(N_("Add ready groups")) as work:
        values = {"group_name": chosen.command.best(language), "is_command": True}
        records.insert(work.session, "response_group", values)
        for name in chosen.groups:
            records.insert(work.session, "response_group", {"group_name": name.best(language), "is_command": False})
    return work.changes
