"""How long a cold export of some 100 pages with 200 photos takes, beside LibreOffice on the same content.

Ours is the command itself in a new process, the reduced photos at hand; LibreOffice converts a .docx of the
same text, tables and photos (already at 300 dpi), with the same fonts. Both whole processes, in turns.
The drawn photos of the practice community are replaced by ones with a grain like a sensor's (flat colours
would be compressed far below what photos weigh), and its repeated paragraphs get 60 other characters each, so
that the text holds as many different ones (some 3,600) as that on which the limit was measured.
``--records 5000`` adds that many records and live blocks over them, which count them or, with ``--rows``, print each
as a row of a table; nothing is kept of a live block, so every export gathers and lays them out anew.
Prints seconds, ratio and peak memory of this machine and this run; fails nothing. Usage, from the
project's folder: ``python packaging/bench/export.py [--times 3] [--file LARGE.banyan] [--records 5000 [--rows]]``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from docx_twin import write_docx  # noqa: E402 - beside this script
from PIL import Image, ImageChops, ImageDraw  # noqa: E402

from app.core.clock import SystemClock  # noqa: E402
from app.core.ids import new_id  # noqa: E402
from app.core.messages import N_  # noqa: E402
from app.core.richtext import plain, text_of  # noqa: E402
from app.exports.layout import FontSet  # noqa: E402
from app.exports.pdf import page_count  # noqa: E402
from app.exports.spec import Audience  # noqa: E402
from app.i18n import Translator  # noqa: E402
from app.services.dossier import BlockEdit  # noqa: E402
from app.services.dossier.press import gather_dossier, press  # noqa: E402
from app.services.opening import installed_program, open_workspace  # noqa: E402
from app.services.workspace import Workspace  # noqa: E402
from app.system.paths import find_paths  # noqa: E402

LIMIT, LIMIT_RECORDS, LIMIT_MB = 0.3, 0.5, 450
SIZE = (2016, 1512)
PACK, LANGUAGE, FACE = "nfa-114", "zh_TW", "Banyan Kai"
PLACES = ("活動中心倉庫", "國小體育館器材室", "里辦公處", "北側高地集合點", "土地公廟旁貨櫃")
GATHERED: Mapping[str, Callable[[int], dict[str, object]]] = {
    "supply": lambda n: {"name": f"備用物資 {n} 號箱", "qty": n % 90 + 1, "unit": "箱", "location": PLACES[n % 5]},
    "equipment": lambda n: {"name": f"救災裝備第 {n} 組", "qty": n % 7 + 1, "unit": "組", "location": PLACES[n % 5]},
    "training": lambda n: {"title": f"第 {n} 次小組演練", "date": day(n), "attended": n % 40, "place": PLACES[n % 5]},
    "organisation": lambda n: {"name": f"合作夥伴第 {n} 號", "note": f"每季聯繫一次，窗口在{PLACES[n % 5]}"},
    "event": lambda n: {"title": f"第 {n} 場說明會", "date": day(n), "place": PLACES[n % 5], "attended": n % 60},
}
"""Record type to the values of its n-th record."""


@dataclass(frozen=True)
class Run:
    """One process: wall seconds, seconds of the processor, and the most memory it held, in megabytes."""

    seconds: float
    busy: float
    megabytes: float


def timed(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run *command* to its end and return what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if os.name == "nt":
        process.communicate()
        return Run(time.perf_counter() - started, float("nan"), float("nan"))
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-800:]}")
    megabytes = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, megabytes)


def make_sample(path: Path, environment: Mapping[str, str]) -> None:
    """Make the large practice community."""
    command = [sys.executable, "-m", "app", "sample", str(path), "--programme", PACK, "--size", "large"]
    taken = timed(command, environment)
    print(f"large practice community made   {taken.seconds:7.1f} s   {path.stat().st_size / 1e6:.0f} MB")


def draw(seed: int) -> Image.Image:
    """Return soft shapes under a grain, which weigh as a JPEG what a photo of that size weighs."""
    rng, image = random.Random(seed), Image.new("RGB", (252, 189), (120, 180, 200))
    pen = ImageDraw.Draw(image)
    for _ in range(90):
        x, y, r = rng.randrange(252), rng.randrange(189), rng.randrange(4, 36)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(rng.randrange(256) for _ in range(3)))
    grain = Image.effect_noise(SIZE, 26).convert("RGB")
    return Image.blend(image.resize(SIZE, Image.Resampling.BICUBIC), grain, 0.22)


def dress(document: Path, home: Path) -> None:
    """Give every photo of the document an original with a grain."""
    drawn = [draw(seed) for seed in range(8)]
    ws = opened(document, home, edit=True)
    try:
        for number, row in enumerate(ws.records.load("photo")):
            out = BytesIO()
            ImageChops.offset(drawn[number % len(drawn)], 37 * number, 11 * number).save(out, "JPEG", quality=92)
            data = out.getvalue()
            key = hashlib.sha256(data).hexdigest()
            ws.document.put_blob(key, data)
            values = {"sha256": key, "size": len(data), "width_px": SIZE[0], "height_px": SIZE[1]}
            ws.records.change("photo", row.id, values)
        _enrich(ws)
    finally:
        ws.close()


def _enrich(ws: Workspace) -> None:
    """Give every longer paragraph of the dossier 60 characters of its own."""
    rng, rare = random.Random(1), [chr(code) for code in range(0x4E00, 0x4E00 + 3600)]
    view = ws.dossier.find(PACK)
    for part in view.parts if view else ():
        edits = []
        for one in part.blocks:
            words, runs = text_of(one.runs), one.runs
            if one.kind == "paragraph" and len(words) > 100:
                runs = plain(words[:-60] + "".join(rng.sample(rare, 60)))
            edits.append(BlockEdit(one.id, one.kind, one.level, one.style, runs))
        if part.kind == "chapter":
            ws.dossier.save_part(part.id, edits, "", typing=False)


def day(number: int) -> str:
    """Return a day that is the *number*-th since the community began."""
    return (date(2012, 1, 7) + timedelta(days=number)).isoformat()


def gather_more(document: Path, home: Path, records: int, block: str) -> int:
    """Put so many *records* into the document and under live blocks of a chapter; return how many these gather.

    Args:
        document: the file.
        home: folder of what is kept beside it.
        records: how many are added, in equal parts of each type.
        block: kind of the blocks, ``counts`` or ``table``.
    """
    ws, gathered = opened(document, home, edit=True), 0
    try:
        with ws.document.unit_of_work(N_("Add {n} records", n=records)) as work:
            for name, values in GATHERED.items():
                for number in range(records // len(GATHERED)):
                    ws.records.insert(work.session, name, values(number))
        view = ws.dossier.find(PACK)
        chapter = next(one for one in view.parts if one.kind == "chapter") if view else None
        for name in GATHERED if chapter is not None else ():
            chapter = ws.dossier.part(chapter.id)
            ws.dossier.insert(chapter.id, chapter.blocks[-1].id, "live", {"live": f"{name}.{block}"})
            gathered += len(ws.records.load(name))
    finally:
        ws.close()
    return gathered


def opened(document: Path, home: Path, *, edit: bool) -> Workspace:
    """Open the document with everything kept in *home*."""
    paths = replace(find_paths(), data=home / "data", config=home / "config", cache=home / "cache")
    return open_workspace(document, installed_program(paths, SystemClock(), new_id), Translator(LANGUAGE), edit=edit)


def twin(document: Path, path: Path, home: Path) -> tuple[int, int]:
    """Write the .docx of the document's dossier; return its pictures and our pages."""
    ws, fonts = opened(document, home, edit=False), FontSet.load(ROOT / "resources" / "fonts")
    try:
        pressed = press(gather_dossier(ws, PACK, LANGUAGE, Audience.PUBLIC), fonts)
        return write_docx(path, pressed.spec, pressed.laid, ws.pictures, FACE), pressed.pages
    finally:
        ws.close()


def show_fonts(home: Path) -> None:
    """Put the fonts of ours where fontconfig looks for those of a person."""
    (home / ".fonts").symlink_to(ROOT / "resources" / "fonts", target_is_directory=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cold export beside LibreOffice.")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--file", type=Path, help="a large practice community that was made before")
    parser.add_argument("--records", type=int, default=0, metavar="N", help="live blocks gather this many more")
    parser.add_argument("--rows", action="store_true", help="and print each of them as a row")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the .docx and both PDFs here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, document = folder / "home", folder / "large.banyan"
        environment = {**os.environ, "BANYAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        if given.file is None:
            make_sample(document, environment)
        else:
            shutil.copyfile(given.file, document)
        dress(document, home)
        if given.records:
            gathered = gather_more(document, home, given.records, "table" if given.rows else "counts")
            print(f"live blocks gather {gathered:,} records")
        out, command = folder / "d.pdf", [sys.executable, "-m", "app", "export", str(document), "nfa-dossier"]
        command += ["--out", str(out), "--lang", LANGUAGE, "--force"]
        timed(command, environment)  # makes the reduced photos and counts for nothing
        pictures, pages = twin(document, folder / "d.docx", home)
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office is None:
            print("SKIPPED: LibreOffice is not installed here; only our side is measured")
        theirs_env = {**environment, "HOME": str(folder)}
        convert = [str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
                   "pdf", "--outdir", str(folder / "other"), str(folder / "d.docx")]  # fmt: skip
        show_fonts(folder)
        ours, theirs = [], []
        if office:
            timed(convert, theirs_env)  # makes its profile and font cache and counts for nothing
        for _ in range(given.times):
            ours.append(timed(command, environment))
            if office:
                theirs.append(timed(convert, theirs_env))
        shown = out.read_bytes()
        mine = statistics.median(one.seconds for one in ours)
        memory = max(one.megabytes for one in ours)
        print(f"ours: {page_count(shown)} pages, {pictures} photos, {len(shown) / 1e6:.1f} MB")
        print(f"cold export, whole process      {mine:7.2f} s   peak {memory:.0f} MB (below {LIMIT_MB})")
        print(f"  of the processor              {min(one.busy for one in ours):7.2f} s")
        assert page_count(shown) == pages
        if theirs:
            data = (folder / "other" / "d.pdf").read_bytes()
            yours = statistics.median(one.seconds for one in theirs)
            print(
                f"LibreOffice from .docx          {yours:7.2f} s   {page_count(data)} pages, {len(data) / 1e6:.1f} MB"
            )
            print(f"  of the processor              {min(one.busy for one in theirs):7.2f} s")
            print(f"ratio {mine / yours:.2f} (at most {LIMIT_RECORDS if given.records else LIMIT})")
            busy = min(one.busy for one in ours) / min(one.busy for one in theirs)
            print(f"  of the processor {busy:.2f}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            for one in (out, folder / "d.docx", *(folder / "other").glob("*.pdf")):
                shutil.copyfile(one, given.keep / f"{one.parent.name}-{one.name}")


if __name__ == "__main__":
    main()
