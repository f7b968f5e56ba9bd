"""How long and how much memory hostile tables take until they are refused or read.

Every file of ``tests/imports/hostile.py`` is read in a process of its own, so that its memory is its own;
the memory of a process that has only imported the reader is taken off (Linux). Prints the slowest and the largest and
fails nothing. Usage: ``python packaging/bench/hostile.py [--all]`` from the project's folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SECONDS, MEGABYTES = 5.0, 150.0
ONE = """
import json, sys, time
from pathlib import Path
from app.core.errors import InputError
from app.imports.grid import Meter
from app.imports.workbook import read_book
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = peak()
meter, code, start, spent = Meter(), "read", time.perf_counter(), time.process_time()
try:
    kept = read_book(Path(sys.argv[1]), meter=meter)
except InputError as error:
    code = error.code
seconds, spent = time.perf_counter() - start, time.process_time() - spent
counts = [meter.scanned, meter.expanded, meter.rows, meter.cells]
print(json.dumps([code, seconds, spent, (peak() - before) / 1024, *counts]))
"""


def main() -> int:
    """Print the times and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every file, not only the ten slowest")
    options = parser.parse_args()
    from tests.imports.hostile import ODD, REFUSED

    makers = {**{name: make for name, (_, make) in REFUSED.items()}, **ODD}
    found = []
    with tempfile.TemporaryDirectory(prefix="banyan-bench-") as folder:
        for name, make in makers.items():
            path = Path(folder) / name
            path.write_bytes(make())
            done = subprocess.run(
                [sys.executable, "-c", ONE, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
            )
            code, seconds, spent, megabytes, *read = json.loads(done.stdout)
            found.append((seconds, megabytes, name, code, spent, read))
            path.unlink()
    found.sort(reverse=True)
    for seconds, megabytes, name, code, spent, read in found if options.all else found[:10]:
        counts = "{:>11,} bytes counted, {:>11,} read, {:>7,} rows, {:>9,} cells".format(*read)
        print(f"{seconds:6.2f} s ({spent:5.2f} s)  +{megabytes:5.0f} MB  {counts}  {code:22} {name}")
    print(f"{len(found)} files: {found[0][0]:.2f} s at most (aim {SECONDS}), "
          f"+{max(one[1] for one in found):.0f} MB at most (aim {MEGABYTES:.0f})")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
