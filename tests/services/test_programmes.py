"""Joining, the journey in the document, plans that begin anew, and another year, all with undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.models.document.document import Document
from app.models.participation import StoredPack
from app.programmes.loader import installed
from app.programmes.rounds import RoundValue
from app.services.programmes.service import ProgrammeService
from tests.programmes.small_pack import write_pack

TAIPEI = timezone(timedelta(hours=8))
Make = Callable[[str], ProgrammeService]


@pytest.fixture
def make(document: Document, tmp_path: Path) -> Make:
    write_pack(tmp_path)
    packs = installed(tmp_path)

    def service(day: str) -> ProgrammeService:
        moment = datetime.fromisoformat(day).replace(hour=9, tzinfo=TAIPEI)
        return ProgrammeService(document, packs, FixedClock(moment))

    return service


def test_joining_stores_the_pack_and_undo_takes_it_back(make: Make, document: Document) -> None:
    service = make("2025-02-10")
    assert [(one.id, one.joined) for one in service.available()] == [("toy-114", False)]
    assert service.join("toy-114") is not None
    (joined,) = service.joined()
    assert (joined.id, joined.start_month, joined.joined_on) == ("toy-114", "2025-01", "2025-02-10")
    with pytest.raises(InputError):
        service.join("toy-114")
    with pytest.raises(InputError):
        service.join("nothing")
    document.undo()
    assert service.joined() == ()
    document.redo()
    assert len(service.joined()) == 1


def test_the_stored_pack_wins_over_the_installed_one(make: Make, document: Document, tmp_path: Path) -> None:
    make("2025-02-10").join("toy-114")
    file = tmp_path / "toy-114" / "20-steps.yaml"
    file.write_text(file.read_text("utf-8").replace("乙", "丙"), "utf-8")
    later = ProgrammeService(document, installed(tmp_path), FixedClock(datetime(2025, 3, 1, tzinfo=TAIPEI)))
    pack = later.pack("toy-114")
    assert pack is not None
    step = pack.step("b")
    assert step is not None
    assert step.title.best("zh_TW") == "乙"
    # and on a computer that has no such pack at all
    bare = ProgrammeService(document, (), FixedClock(datetime(2025, 3, 1, tzinfo=TAIPEI)))
    assert [one.id for one in bare.joined()] == ["toy-114"]


def test_tasks_are_ticked_noted_and_undone(make: Make, document: Document) -> None:
    service = make("2025-02-10")
    service.join("toy-114")
    assert [one.task.id for one in service.next_tasks(2)] == ["a.1", "a.2"]
    changes = service.set_task("toy-114", "a.1", "done", note="寫好了")
    assert changes is not None
    assert changes.touches("task_state")
    view = service.step("toy-114", "a")
    assert view is not None
    assert (view.status, view.tasks[0].note, view.done) == ("done", "寫好了", 1)
    assert service.set_task("toy-114", "a.1", "done") is None
    document.undo()
    view = service.step("toy-114", "a")
    assert view is not None
    assert view.status == "open"
    with pytest.raises(InputError):
        service.set_task("other", "a.1", "done")
    with pytest.raises(ValueError, match="maybe"):
        service.set_task("toy-114", "a.1", "maybe")


def test_what_was_there_already_can_be_said_and_taken_back(make: Make) -> None:
    service = make("2025-02-10")
    service.join("toy-114")
    service.already_have("toy-114", "a", "從108年就有")
    view = service.step("toy-114", "a")
    assert view is not None
    assert (view.have, view.status, view.note) == (True, "done", "從108年就有")
    service.already_have("toy-114", "a", have=False)
    service.set_step_note("toy-114", "a", "再看一次")
    view = service.step("toy-114", "a")
    assert view is not None
    assert (view.have, view.status, view.note) == (False, "open", "再看一次")


def test_beginning_anew_keeps_history_in_one_action(make: Make, document: Document) -> None:
    service = make("2025-02-10")
    service.join("toy-114")
    service.set_task("toy-114", "a.1", "done")
    service.rebaseline("toy-114", "2025-06", "颱風")
    service.rebaseline("toy-114", "2025-09")
    (joined,) = service.joined()
    assert joined.start_month == "2025-09"
    assert [(one.start_month, one.reason) for one in joined.baselines] == [("2025-01", "颱風"), ("2025-06", "")]
    assert service.rebaseline("toy-114", "2025-09") is None
    document.undo()
    assert service.joined()[0].start_month == "2025-06"
    view = service.step("toy-114", "a")
    assert view is not None
    assert view.status == "done"


def test_a_round_that_is_over_has_nothing_overdue_and_can_be_set_up_anew(make: Make, document: Document) -> None:
    make("2025-02-10").join("toy-114")
    service = make("2026-11-21")
    assert service.round_over("toy-114")
    assert service.due() == ()
    assert service.next_tasks() == ()
    words = service.clock_words("toy-114")
    assert words is not None
    assert words.id == "This round is over."
    values = {
        "round": RoundValue(116),
        "date:T1": RoundValue("2027-04-15", "縣市"),
        "date:T8": RoundValue("2027-10-30", "縣市"),
        "set:max_pages": RoundValue(80, "公文"),
    }
    made = service.set_up_round("toy-114", values)
    assert (made.pack_id, made.findings) == ("toy-116", ())
    assert {one.id for one in service.joined()} == {"toy-114", "toy-116"}
    assert not service.round_over("toy-116")
    assert {one.pack for one in service.due()} == {"toy-116"}
    assert {one.pack for one in service.next_tasks()} == {"toy-116"}
    template = service.template_of("toy-116")
    assert template is not None
    assert template.page_limit == 80
    assert any(now == 80 for _, _, now in service.compare("toy-114", "toy-116"))
    with pytest.raises(InputError):
        service.set_up_round("toy-114", values)
    with pytest.raises(InputError):
        service.set_up_round("toy-114", {})
    document.undo()
    assert [one.id for one in service.joined()] == ["toy-114"]


def test_a_round_that_was_set_up_is_filled_in_further_in_one_step(make: Make, document: Document) -> None:
    service = make("2026-11-21")
    service.join("toy-114")
    service.set_up_round("toy-114", {"round": RoundValue(116), "date:T1": RoundValue("2027-04-20", "電話")})
    service.set_task("toy-116", "a.1", "done")
    with pytest.raises(InputError):
        service.change_round("toy-114", {})
    wrong = service.change_round("toy-116", {"weight:written:1": RoundValue(90)})
    assert {one.rule for one in wrong.findings} == {"pack.sum"}
    values = {
        "date:T1": RoundValue("2027-04-20", "電話"),
        "date:T8": RoundValue("2027-10-30", "公文"),
        "set:max_pages": RoundValue(80, "公文"),
    }
    changed = service.change_round("toy-116", values)
    assert (changed.pack_id, changed.findings) == ("toy-116", ())
    fields = {one.id: (one.value, one.told_by) for one in service.round_fields("toy-116")}
    assert (fields["date:T1"], fields["date:T8"]) == (("2027-04-20", "電話"), ("2027-10-30", "公文"))
    assert fields["set:max_pages"] == (80, "公文")
    with document.read() as session:
        assert len(session.scalars(select(StoredPack)).all()) == 2
    view = service.journey("toy-116")
    assert view is not None
    assert view.done == 1
    document.undo()
    fields = {one.id: (one.value, one.told_by) for one in service.round_fields("toy-116")}
    assert (fields["date:T1"], fields["date:T8"]) == (("2027-04-20", "電話"), ("", ""))


def test_values_that_do_not_fit_are_said_and_nothing_is_stored(make: Make) -> None:
    service = make("2025-02-10")
    values = {"round": RoundValue(116), "weight:written:1": RoundValue(90)}
    made = service.set_up_round("toy-114", values)
    assert made.changes is None
    assert {one.rule for one in made.findings} == {"pack.sum"}
    assert service.joined() == ()


def test_choices_change_the_limits_of_one_document(make: Make) -> None:
    service = make("2025-02-10")
    service.join("toy-114", choices={"max_pages": 50})
    template = service.template_of("toy-114")
    assert template is not None
    assert template.page_limit == 50
    service.choose("toy-114", {"max_pages": None})
    template = service.template_of("toy-114")
    assert template is not None
    assert template.page_limit == 100


def test_options_for_forms_come_from_the_joined_packs(make: Make) -> None:
    service = make("2025-02-10")
    assert service.option_list("heads") == ()
    service.join("toy-114")
    assert [one.key for one in service.option_list("heads")] == ["office"]
    assert [one.key for one in service.option_list("roles")] == ["lead", "liaison", "vendor"]
    assert service.option_list("no such list") == ()


def test_leaving_takes_marks_along_and_undo_brings_them_back(make: Make, document: Document) -> None:
    service = make("2025-02-10")
    service.join("toy-114")
    service.set_task("toy-114", "a.1", "done")
    service.leave("toy-114")
    assert service.joined() == ()
    document.undo()
    view = service.step("toy-114", "a")
    assert view is not None
    assert view.status == "done"
