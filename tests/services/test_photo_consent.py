"""Photos go as far as the people in them agreed, the output says which it left out, and no PDF holds a position."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.core.clock import Clock
from app.core.fields import Severity
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.core.richtext import text_of
from app.exports.layout import FontSet
from app.exports.spec import Audience, Photos
from app.i18n import Translator
from app.models.document.document import Document
from app.services.dossier.press import Pressed, gather_dossier, press, write
from app.services.output_kinds import Request, Tools, prepare
from app.services.papers.reading_copy import reading_copy
from app.services.photos.consent import RULE
from app.services.workspace import Program, Workspace
from tests.media.torture import exif
from tests.packs import packs
from tests.support import ROOT

CONSENTS = ("public", "authority", "team", "not_asked", None)
SHOWN = {Audience.PUBLIC: 1, Audience.AUTHORITY: 2, Audience.TEAM: 5}
GPS = 0x8825


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A dossier with five photos of people, each with its position, one per answer to the question of consent."""
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    made = Workspace(document, program, Translator("en"))
    made.programmes.join("nfa-114", "2025-01")
    made.records.create("community", {"name": "榕樹社區", "country": "TW"})
    paths = []
    for number, consent in enumerate(CONSENTS):
        image = Image.new("RGB", (1200 + number, 900), (60 * number, 120, 90))
        paths.append(tmp_path / f"photo-{consent}.jpg")
        image.save(paths[-1], "JPEG", exif=exif("2025:04:15 08:00:00", gps=True))
    added = made.photos.add(made.photos.prepare(paths)).added
    by_name = {str(row.get("name")): row.id for row in made.records.load("photo")}
    event, _ = made.records.create("event", {"title": "地震演練", "date": "2025-03-12", "photos": added})
    for consent in CONSENTS:
        values = {"shows_people": True, "consent": consent, "caption": {"zh_TW": f"說明{consent}"}}
        made.records.change("photo", by_name[f"photo-{consent}.jpg"], values)
    view = made.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.kind == "chapter")
    made.dossier.insert(part.id, "", "photos", {"photos": list(added), "per_row": 2})
    made.dossier.insert(part.id, "", "live", {"live": "event_photos", "record": event.id})
    made.drain_changes()
    yield made
    made.document.close()


def pressed_for(ws: Workspace, fonts: FontSet, audience: Audience) -> Pressed:
    return press(gather_dossier(ws, "nfa-114", "zh_TW", audience), fonts)


def captions(pressed: Pressed) -> list[str]:
    return [
        text_of(item.caption)
        for part in pressed.spec.parts
        for block in part.blocks
        if isinstance(block, Photos)
        for item in block.items
    ]


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_sees_what_was_agreed(audience: Audience, ws: Workspace, fonts: FontSet) -> None:
    pressed = pressed_for(ws, fonts, audience)
    agreed = {f"說明{consent}" for consent in CONSENTS[: SHOWN[audience]]}
    assert set(captions(pressed)) == agreed
    assert len(captions(pressed)) == 2 * len(agreed)
    said = [one for one in pressed.findings if one.rule == RULE]
    assert len(said) == len(CONSENTS) - len(agreed)
    assert all(one.severity is Severity.WARN and one.place.startswith("record:photo:") for one in said)
    words = " ".join(ws.records.translator.text(one.message) for one in said)
    for consent in CONSENTS[SHOWN[audience] :]:
        assert f"說明{consent}" in words


def test_the_reason_is_named(ws: Workspace, fonts: FontSet) -> None:
    said = [ws.records.translator.text(one.message) for one in pressed_for(ws, fonts, Audience.PUBLIC).consent]
    assert sum("agreed to the team only" in one for one in said) == 1
    assert sum("submitting authority only" in one for one in said) == 1
    assert sum("nobody has asked" in one for one in said) == 2


def test_a_photo_of_which_nobody_said_anything_is_shown_and_asked_about(ws: Workspace, fonts: FontSet) -> None:
    for row in ws.records.load("photo"):
        ws.records.change("photo", row.id, {"shows_people": None, "consent": None})
    pressed = pressed_for(ws, fonts, Audience.PUBLIC)
    assert len(set(captions(pressed))) == 5
    (asked,) = pressed.consent
    assert asked.severity is Severity.INFO
    assert "5 photos" in ws.records.translator.text(asked.message)


def test_a_cover_photo_is_held_back_too(ws: Workspace, fonts: FontSet) -> None:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    team = next(row.id for row in ws.records.load("photo") if row.get("consent") == "team")
    ws.dossier.set_dossier(view.id, cover_photo=team)
    cover = next(part for part in pressed_for(ws, fonts, Audience.PUBLIC).spec.parts if part.kind == "cover")
    assert not any(isinstance(block, Photos) for block in cover.blocks)


def jpegs(pdf: bytes) -> list[bytes]:
    """Return every JPEG of a PDF as it lies in the file."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        return [
            bytes(one.read_raw_bytes())
            for one in book.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]


def assert_no_position(pdf: bytes, at_least: int) -> None:
    found = jpegs(pdf)
    assert len(found) >= at_least
    for data in found:
        assert b"Exif" not in data
        assert b"GPS" not in data
        image = Image.open(io.BytesIO(data))
        assert not image.getexif().get_ifd(GPS)
        assert not image.getexif()
        assert not any(key in image.info for key in ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"))
    assert not re.search(rb"GPS(Latitude|Longitude|Position)|exif:GPS", pdf)


def test_the_originals_hold_a_position(ws: Workspace) -> None:
    for row in ws.records.load("photo"):
        data = ws.document.blob(str(row.get("sha256")))
        assert data is not None
        assert Image.open(io.BytesIO(data)).getexif().get_ifd(GPS)
        assert row.get("has_gps") is True


@pytest.mark.parametrize("audience", list(Audience))
def test_no_pdf_holds_a_position(audience: Audience, ws: Workspace, fonts: FontSet) -> None:
    pressed = pressed_for(ws, fonts, audience)
    assert_no_position(write(pressed, fonts, ws.pictures), SHOWN[audience])
    small = reading_copy(pressed, fonts, ws.pictures, 20_000_000)
    assert_no_position(small.data, SHOWN[audience])


def test_no_other_paper_holds_a_position(ws: Workspace, fonts: FontSet) -> None:
    tools = Tools(fonts, ws.pictures)
    for name in ("dossier", "photos", "events", "flyer", "handover-kit"):
        output = prepare(ws, name, Request())(tools, NoProgress())
        for data in output.files.values():
            if data.startswith(b"%PDF"):
                assert_no_position(data, 0)
        assert any(one.rule == RULE for one in output.findings) == (name == "dossier")
