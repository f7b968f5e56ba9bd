"""LibreOffice as a second opinion: it recalculates a copy that holds no computed value at all."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl


def cell_values(data: bytes) -> dict[tuple[str, str], object]:
    """Return what a viewer that does not recalculate shows in every formula cell."""
    formulas, shown = openpyxl.load_workbook(BytesIO(data)), openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def recalculated(data: bytes, folder: Path) -> dict[tuple[str, str], object]:
    """Return LibreOffice's own values of the formula cells; for tests marked ``needs_libreoffice``."""
    soffice = shutil.which("soffice") or "libreoffice"
    bare, out = folder / "bare.xlsx", folder / "out"
    openpyxl.load_workbook(BytesIO(data)).save(bare)
    assert all(value is None for value in cell_values(bare.read_bytes()).values())
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(bare)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return cell_values((out / "bare.xlsx").read_bytes())


def differences(data: bytes, folder: Path) -> list[str]:
    """Return the formula cells whose value in the file is not what LibreOffice works out."""
    ours, theirs = cell_values(data), recalculated(data, folder)
    assert ours.keys() == theirs.keys()
    return [f"{place}: {ours[place]!r} != {theirs[place]!r}" for place in ours if not _same(ours[place], theirs[place])]


def _same(one: object, two: object) -> bool:
    if isinstance(one, (int, float)) and isinstance(two, (int, float)) and not isinstance(one, bool):
        return abs(Decimal(str(one)) - Decimal(str(two))) <= abs(Decimal(str(one))) * Decimal("1e-14")
    return one == two or {one, two} <= {None, ""}
