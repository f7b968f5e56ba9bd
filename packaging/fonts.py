"""Makes ``resources/fonts`` once, from named Debian and npm packages; nothing is fetched at run time.

Kai (TW-Kai and its Ext-B part, whole) loses its hinting, which print does not use, gets a family
name of our own as its licence's derivatives should, and its brackets are moved to the side of the em
box where Taiwanese typesetting expects them: the source draws them in the middle, so that 「 摘要 」
seems to hold spaces. All other fonts are taken byte for byte.

Beside each font stands a table of advances (``*.metrics``), so that layout never opens a 45 MB file.

Usage: ``python packaging/fonts.py build [--out DIR]`` (needs apt, dpkg-deb, npm and fonttools) and
``python packaging/fonts.py check`` (compares the committed files with the manifest).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "fonts"
LARGEST = 50_000_000
"""No committed file may be larger, in bytes."""

OPENING, CLOSING = "「『（《〈【〔", "」』）》〉】〕"
SHIFT = 250
"""How far the brackets move, in thousandths of an em: to the right for opening, to the left for closing ones."""

BLANK = frozenset((0x20, 0xA0, 0x3000))
"""Characters that are rightly empty; any other empty glyph counts as missing."""

METRICS_MAGIC = b"BNYM\x01"


@dataclass(frozen=True, slots=True)
class Source:
    """A package: Debian's (``deb``) or npm's (``npm``), with its exact version and SHA-256."""

    kind: str
    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """One font of ours. ``path`` is inside the package; ``family`` is set only where it is renamed."""

    key: str
    file: str
    source: str
    path: str
    family: str = ""


SOURCES = (
    Source(
        "deb",
        "fonts-cns11643-kai",
        "103.1+20181001-1",
        "c8c92e76357c0980b50d80d83674a5109a11624df83b9994c9118ad3aec31ece",
    ),
    Source(
        "deb",
        "fonts-liberation2",
        "2.1.5-1",
        "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda",
    ),
    Source(
        "deb",
        "fonts-sil-charis",
        "6.101-1",
        "bc1a774ed29af7be47aea74b0afbcffb1e379c9e61e3f322ccf60c9325ff88af",
    ),
    Source(
        "npm",
        "@expo-google-fonts/noto-sans-tc",
        "0.4.3",
        "e7532a3a43a6c660ee0351a167b99fe0da52f20b4940fb3fc067ed7c5bd594bf",
    ),
    Source(
        "npm",
        "@expo-google-fonts/noto-naskh-arabic",
        "0.4.5",
        "2f93452f15b3bdd86b922be17f247986d4d0e2ae7a1ca51f5d80326b2680628e",
    ),
)

_KAI = "usr/share/fonts/truetype/cns11643/"
_LIBERATION = "usr/share/fonts/truetype/liberation2/LiberationSerif-"
_NOTO = "package/"
FONTS = (
    Made("kai", "BanyanKai.ttf", "fonts-cns11643-kai", _KAI + "TW-Kai-98_1.ttf", "Banyan Kai"),
    Made("kai_ext", "BanyanKaiExtB.ttf", "fonts-cns11643-kai", _KAI + "TW-Kai-Ext-B-98_1.ttf", "Banyan Kai ExtB"),
    Made("sans", "NotoSansTC-Regular.ttf", SOURCES[3].name, _NOTO + "400Regular/NotoSansTC_400Regular.ttf"),
    Made("sans_bold", "NotoSansTC-Bold.ttf", SOURCES[3].name, _NOTO + "700Bold/NotoSansTC_700Bold.ttf"),
    Made("serif", "LiberationSerif-Regular.ttf", "fonts-liberation2", _LIBERATION + "Regular.ttf"),
    Made("serif_bold", "LiberationSerif-Bold.ttf", "fonts-liberation2", _LIBERATION + "Bold.ttf"),
    Made("serif_italic", "LiberationSerif-Italic.ttf", "fonts-liberation2", _LIBERATION + "Italic.ttf"),
    Made("serif_bold_italic", "LiberationSerif-BoldItalic.ttf", "fonts-liberation2", _LIBERATION + "BoldItalic.ttf"),
    Made(
        "charis",
        "CharisSIL-Regular.ttf",
        "fonts-sil-charis",
        "usr/share/fonts/truetype/charis/CharisSIL-Regular.ttf",
    ),
    Made("arabic", "NotoNaskhArabic-Regular.ttf", SOURCES[4].name, _NOTO + "400Regular/NotoNaskhArabic_400Regular.ttf"),
)

LICENCES = (
    ("fonts-cns11643-kai", "usr/share/doc/fonts-cns11643-kai/copyright", "TW-Kai-copyright.txt"),
    ("fonts-liberation2", "usr/share/doc/fonts-liberation2/copyright", "Liberation-copyright.txt"),
    ("fonts-sil-charis", "usr/share/doc/fonts-sil-charis/copyright", "CharisSIL-copyright.txt"),
    (SOURCES[3].name, "package/LICENSE_FONT", "NotoSansTC-OFL.txt"),
    (SOURCES[4].name, "package/LICENSE_FONT", "NotoNaskhArabic-OFL.txt"),
)

ATTRIBUTION = """\
Fonts of this folder and where they come from

Banyan Kai, Banyan Kai ExtB
  Derived from 全字庫正楷體 (TW-Kai) and 全字庫正楷體 Ext-B, version 103.1 (2018-10-01).
  Provided by: National Development Council, Republic of China (Taiwan), 2018 (國家發展委員會).
  Licence: Open Government Data License, version 1.0 (政府資料開放授權條款－第1版), which is
  compatible with Creative Commons Attribution 4.0 International.
  Changes: hinting and layout tables removed, brackets shifted by a quarter of an em, family renamed.
  The National Development Council neither endorses nor guarantees the changed fonts.

Noto Sans TC Regular and Bold
  Copyright 2014-2021 Adobe, with Reserved Font Name "Source". SIL Open Font License 1.1. Unchanged.

Liberation Serif 2.1.5, four styles
  Copyright 2010 Google Corporation, 2012 Red Hat, Inc., with Reserved Font Names.
  SIL Open Font License 1.1. Unchanged.

Charis SIL 6.101 Regular
  Copyright 1997-2022 SIL International, with Reserved Font Names "Charis" and "SIL".
  SIL Open Font License 1.1. Unchanged.

Noto Naskh Arabic 2.021 Regular
  Copyright 2022 The Noto Project Authors. SIL Open Font License 1.1. Unchanged.

The whole licence texts stand beside this file.
"""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(source: Source, work: Path) -> Path:
    """Download one package into *work*, verify and unpack it; return the folder. Raises SystemExit."""
    into = work / source.name.replace("/", "+")
    into.mkdir()
    if source.kind == "deb":
        subprocess.run(["apt-get", "download", "-q", f"{source.name}={source.version}"], cwd=into, check=True)
    else:
        subprocess.run(["npm", "pack", "--silent", f"{source.name}@{source.version}"], cwd=into, check=True)
    (archive,) = into.iterdir()
    if sha256(archive) != source.sha256:
        raise SystemExit(f"{archive.name} is not the file this script was written for; nothing was changed.")
    if source.kind == "deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(into)], check=True)
    else:
        with tarfile.open(archive) as packed:
            packed.extractall(into, filter="data")
    return into


def restyle(source: Path, target: Path, family: str) -> None:
    """Write *source* to *target* without hinting, with moved brackets and the name *family*."""
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
    for tag in ("fpgm", "prep", "cvt ", "gasp", "FFTM", "GDEF", "GPOS", "GSUB", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        glyf[name].removeHinting()
    _move_brackets(font)
    font["post"].formatType = 3.0
    names = font["name"]
    keep = [record for record in names.names if record.nameID in (0, 5) and record.platformID in (0, 3)]
    names.names = keep
    post_script = family.replace(" ", "")
    for platform, encoding, language in ((0, 3, 0), (3, 1, 0x409)):
        for number, text in ((1, family), (2, "Regular"), (3, f"{family} 103.1"), (4, family), (6, post_script)):
            names.setName(text, number, platform, encoding, language)
    maxp = font["maxp"]
    maxp.maxSizeOfInstructions = maxp.maxFunctionDefs = maxp.maxStorage = maxp.maxTwilightPoints = 0
    font.save(target, reorderTables=True)


def _move_brackets(font) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - fontTools is untyped
    glyf, hmtx, cmap = font["glyf"], font["hmtx"], font.getBestCmap()
    step = round(SHIFT * font["head"].unitsPerEm / 1000)
    moved = {
        cmap[ord(char)]: way * step
        for way, chars in ((1, OPENING), (-1, CLOSING))
        for char in chars
        if ord(char) in cmap
    }
    for name, glyph in ((name, glyf[name]) for name in font.getGlyphOrder()):
        if glyph.isComposite() and any(part.glyphName in moved for part in glyph.components):
            raise SystemExit(f"{name} is built from a bracket that would move; look at it first.")
    for name, dx in moved.items():
        glyph = glyf[name]
        if glyph.numberOfContours <= 0:
            continue
        glyph.coordinates.translate((dx, 0))
        glyph.xMin, glyph.xMax = glyph.xMin + dx, glyph.xMax + dx
        advance, bearing = hmtx[name]
        hmtx[name] = (advance, bearing + dx)


def advances(path: Path) -> Iterator[tuple[int, int]]:
    """Yield (code point, advance in thousandths of an em) of each character that is really drawn."""
    from fontTools.ttLib import TTFont

    font = TTFont(path, lazy=True)
    scale, hmtx, loca = 1000 / font["head"].unitsPerEm, font["hmtx"].metrics, font["loca"]
    for code, name in sorted(font.getBestCmap().items()):
        glyph = font.getGlyphID(name)
        drawn = loca[glyph + 1] > loca[glyph]
        if code >= 0x20 and (drawn or code in BLANK):
            yield code, round(hmtx[name][0] * scale)


def metrics(path: Path) -> bytes:
    """Return the table of advances: magic, count, then starts, lengths and advances of equal runs."""
    runs: list[list[int]] = []
    for code, advance in advances(path):
        if runs and runs[-1][0] + runs[-1][1] == code and runs[-1][2] == advance:
            runs[-1][1] += 1
        else:
            runs.append([code, 1, advance])
    starts, lengths, widths = zip(*runs, strict=True)
    body = struct.pack(f"<{3 * len(runs)}I", *starts, *lengths, *widths)
    return METRICS_MAGIC + struct.pack("<I", len(runs)) + zlib.compress(body, 9)


def build(out: Path) -> None:
    """Fetch every package and write the fonts, their metrics, the licences and the manifest to *out*."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "licences").mkdir(exist_ok=True)
    listed = {}
    with tempfile.TemporaryDirectory() as folder:
        packages = {source.name: fetch(source, Path(folder)) for source in SOURCES}
        for made in FONTS:
            source, target = packages[made.source] / made.path, out / made.file
            if made.family:
                restyle(source, target, made.family)
            else:
                shutil.copyfile(source, target)
            if target.stat().st_size > LARGEST:
                raise SystemExit(f"{made.file} is larger than {LARGEST} bytes.")
            target.with_suffix(".metrics").write_bytes(metrics(target))
            listed[made.key] = {"file": made.file, "source": made.source, "sha256": sha256(target)}
            print(f"{made.file}: {target.stat().st_size / 1e6:.1f} MB")
        for source_name, path, name in LICENCES:
            shutil.copyfile(packages[source_name] / path, out / "licences" / name)
    (out / "licences" / "ATTRIBUTION.txt").write_text(ATTRIBUTION, encoding="utf-8")
    versions = {source.name: source.version for source in SOURCES}
    manifest = {"fonts": listed, "packages": versions}
    (out / "fonts.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def check(folder: Path) -> int:
    """Return the number of font files that are not what the manifest says."""
    manifest = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
    wrong = 0
    for made in FONTS:
        path = folder / made.file
        if not path.is_file() or sha256(path) != manifest["fonts"][made.key]["sha256"]:
            print(f"{made.file} is missing or changed", file=sys.stderr)
            wrong += 1
    return wrong


def main() -> int:
    """Run the command line; exit 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    if chosen.command == "build":
        build(chosen.out)
        return 0
    return 1 if check(chosen.out) else 0


if __name__ == "__main__":
    sys.exit(main())
