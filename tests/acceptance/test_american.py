"""The American practice community's dossier: final, on Letter paper, sharp, with its fonts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.core.clock import FixedClock
from app.exports.layout import FontSet
from app.exports.spec import CM, LETTER, Audience
from app.i18n import Translator
from app.services.dossier.press import Pressed, gather_dossier, press
from app.services.opening import open_workspace
from tests.acceptance.printed import Printed, fonts
from tests.console import Console, made_once
from tests.practice import practice, program_at, shared_folder
from tests.support import ROOT


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, Pressed]:
    """The PDF as exported, and the dossier as pressed here."""
    document, folder = practice(tmp_path_factory, "us"), shared_folder(tmp_path_factory)
    with made_once(folder, "us outputs") as place:
        if place is not None:
            said = Console(folder / "home")("export", document, "dossier", "--out", place / "d.pdf")
            assert (said.code, said.err) == (0, []), said
    clock = FixedClock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    ws = open_workspace(document, program_at(tmp_path_factory.mktemp("p"), clock), Translator("en"), edit=False)
    try:
        gathered = gather_dossier(ws, "community", "en", Audience.PUBLIC)
    finally:
        ws.close()
    pressed = press(gathered, FontSet.load(ROOT / "resources" / "fonts"))
    return Printed((folder / "us outputs" / "d.pdf").read_bytes(), 2.5 * CM), pressed


def test_it_is_final_on_letter_paper_and_as_long_as_the_meter_says(printed: tuple[Printed, Pressed]) -> None:
    pdf, pressed = printed
    assert pressed.ready
    assert pdf.pages == pressed.pages
    assert 25 <= pdf.pages <= 45
    assert set(pdf.heights) == {LETTER.height}


def test_its_fonts_are_in_the_file_and_its_sizes_the_templates(printed: tuple[Printed, Pressed]) -> None:
    pdf, pressed = printed
    found = fonts(pdf.data)
    assert found
    assert all(found.values()), found
    style = pressed.spec.style
    assert pdf.sizes(range(1, pdf.pages + 1)).keys() <= {style.size, style.cover_title, style.cover_body}


def test_its_photos_are_sharp_and_no_phone_number_is_printed(printed: tuple[Printed, Pressed]) -> None:
    pdf, pressed = printed
    assert len(pdf.images) == len(pressed.laid.pictures) >= 24
    assert [one for one in pdf.images if one.dpi < 299.99] == []
    assert "555-01" not in pdf.body
