from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.core.messages import N_
from app.i18n import Translator
from app.ui.pages.backups import BackupsPage
from app.ui.pages.bin import BinPage
from app.ui.pages.history import HistoryPage
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from tests.ui.looks import complaints, in_turn, overlaps
from tests.ui.safety_desk import SafetyDesk, safety_desk
from tests.ui.test_looks_shell import LONG, LOOKS


def fill(desk: SafetyDesk) -> str:
    """Give the document a past with long names, in the record, the history, the bin and the backups."""
    records = desk.records
    records.create("community", {"name": LONG, "country": "TW"})
    row, _ = records.create("person", {"name": LONG, "phone": "0912-345-678"})
    gone, _ = records.create("organisation", {"name": LONG})
    desk.idle()
    desk.hand.wait(days=8)
    desk.workspace.document.set_person(LONG)
    records.change("person", row.id, {"name": LONG[::-1]})
    records.delete("organisation", gone.id)
    desk.workspace.backups.back_up()
    desk.workspace.drain_changes()
    return row.id


@pytest.mark.parametrize(("language", "scheme", "size"), in_turn(LOOKS))
@pytest.mark.parametrize("full", [True, False])
def test_nothing_is_cut_where_things_are_put_back(
    language: str, scheme: str, size: int, full: bool, theme: Theme, tmp_path: Path
) -> None:
    with safety_desk(tmp_path, theme, on_stick=full) as desk:
        person = fill(desk) if full else ""
        theme.wear(scheme=scheme, text_size=size, language=language)
        desk.context.translator = Translator(language, "roc")
        window = MainWindow(desk.context)
        window.resize(1366, 768)
        window.show()
        found: list[str] = []

        def look(what: str) -> None:
            found.extend(f"{what}: {one}" for one in (*complaints(window), *overlaps(window)))

        window.start("backups", ask_who=False)
        page = window.nav.page
        assert isinstance(page, BackupsPage)
        look("backups")
        page.result.say(
            "notice", N_("The file there is held by another program."), desk.path, (N_("Write back"), page.hide)
        )
        look("result")
        window.nav.go("history")
        history = window.nav.page
        assert isinstance(history, HistoryPage)
        for row in list(history._rows.values())[:3]:
            row.head.click()
        look("history")
        history.tabs.buttons["since"].click()
        history._set_day(date(2025, 4, 1))
        history._ask()
        look("since")
        if full:
            window.nav.go(f"history:person:{person}")
            history._set_day(date(2025, 4, 15))
            history._ask()
            look("record")
        window.nav.go("bin")
        bin_page = window.nav.page
        assert isinstance(bin_page, BinPage)
        if full:
            bin_page._on_erase((bin_page._lines[0].type, bin_page._lines[0].id))
        look("bin")
        window.close()
        window.deleteLater()
    assert not found, "\n".join(found)
