"""``self-test``: the installed program proves that it works, in a folder of its own, and says how."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from app.cli.opening import Surroundings, fonts_of, opened, program_of
from app.core.messages import N_, Message
from app.core.progress import NoProgress
from app.exports.pdf import page_count
from app.services.output_kinds import Request, Tools, prepare
from app.services.sample import make_sample
from app.system.display import draw_offscreen, has_display

FAILED = 1
LANGUAGES = ("zh_TW", "en")


def prove(where: Surroundings, keep: Path | None) -> int:
    """Make a practice file, print it, check it, and return 0 where all of it worked.

    Args:
        where: the installation.
        keep: folder in which the outputs stay; a temporary one where ``None``.
    """
    with tempfile.TemporaryDirectory(prefix="banyan-") as name:
        folder = keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        results = {what: step(folder, where) for what, step in STEPS.items()}
    for what, good in results.items():
        print("●" if good else "✕", where.words.text(WORDS[what]))
    return 0 if all(results.values()) else FAILED


def _catalogues(_folder: Path, where: Surroundings) -> bool:
    from app.i18n import Translator

    return all(Translator(language).text(N_("Contents")) for language in LANGUAGES) and bool(where.words.language)


def _packs(_folder: Path, where: Surroundings) -> bool:
    return {"community", "nfa-114", "mvp-2"} <= {pack.id for pack, _ in program_of(where).packs}


def _document(folder: Path, where: Surroundings) -> bool:
    path = folder / "練習 practice.banyan"
    make_sample(path, "nfa-114", "small", program_of(where), force=True)
    with opened(path, where, edit=False) as ws:
        return not ws.document.check(NoProgress()) and bool(ws.search.query("演練"))


def _dossier(folder: Path, where: Surroundings) -> bool:
    good = True
    with opened(folder / "練習 practice.banyan", where, edit=False) as ws:
        for language in LANGUAGES:
            tools = Tools(fonts_of(where.paths), ws.pictures)
            output = prepare(ws, "dossier", Request(language))(tools, NoProgress())
            data = output.single or b""
            (folder / f"dossier-{language}.pdf").write_bytes(data)
            good = good and not output.draft and page_count(data) == output.pages
    return good


def _budget(folder: Path, where: Surroundings) -> bool:
    with opened(folder / "練習 practice.banyan", where, edit=False) as ws:
        data = prepare(ws, "budget")(Tools(fonts_of(where.paths), ws.pictures), NoProgress()).single or b""
    (folder / "budget.xlsx").write_bytes(data)
    return data.startswith(b"PK")


def _window(_folder: Path, where: Surroundings) -> bool:
    if not has_display():
        draw_offscreen()
    from app.ui.start import proves_itself

    return proves_itself(where.paths)


WORDS: Mapping[str, Message] = {
    "catalogues": N_("The languages are there"),
    "packs": N_("The programmes are there"),
    "document": N_("A document is made, searched and sound"),
    "dossier": N_("The dossier is printed in both languages"),
    "budget": N_("The budget workbook is written"),
    "window": N_("The window opens"),
}
STEPS: Mapping[str, Callable[[Path, Surroundings], bool]] = {
    "catalogues": _catalogues,
    "packs": _packs,
    "document": _document,
    "dossier": _dossier,
    "budget": _budget,
    "window": _window,
}
