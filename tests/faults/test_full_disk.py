"""A disk that runs full in the middle of the work leaves the document whole and usable."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

WORK = """
import hashlib, os, sys
from pathlib import Path
from app.core.errors import DiskFullError
from app.core.messages import N_
from app.models.document.document import Document
from tests.models.document.small_models import Group, Member, small_setup

folder = Path(sys.argv[1])
path = folder / "a.banyan"
doc = Document.create(path, application_version="0", setup=small_setup())
stored, refused = 0, 0
ballast = folder / "ballast"
ballast.write_bytes(bytes(600_000))
while refused < 5:
    try:
        if stored % 3 == 2:
            data = os.urandom(100_000)
            doc.put_blob(hashlib.sha256(data).hexdigest(), data)
        else:
            with doc.unit_of_work(N_("Add"), typing=stored % 2 == 0, step="s") as work:
                work.session.add_all([Member(name=str(stored), photo=bytes(900)) for _ in range(20)])
        stored += 1
    except DiskFullError as error:
        assert error.what.id and error.safe.id and error.todo.id
        refused += 1
        state = doc.dump()
        assert doc.check() == []
        assert doc.dump() == state
assert stored > 5, stored
names = {row[0] for row in doc.connection.execute("SELECT name FROM member")}
assert names == {str(n) for n in range(stored) if n % 3 != 2}, names
ballast.unlink()
with doc.unit_of_work(N_("Add")) as work:
    work.session.add(Group(name="after"))
doc.undo()
doc.close()
try:
    Document.create(folder / "b.banyan", application_version="0", setup=small_setup()).close()
except DiskFullError:
    pass
with Document.open(path, setup=small_setup()) as doc:
    assert not doc.read_only and not doc.unclean
    assert doc.check() == []
assert {one.name for one in folder.iterdir()} <= {"a.banyan", "b.banyan"}
print("whole", stored)
"""


@pytest.mark.needs_root
@pytest.mark.skipif(not shutil.which("unshare") or not shutil.which("mount"), reason="needs unshare and mount")
def test_a_full_disk_leaves_the_document_whole(folder: Path) -> None:
    mount = 'mount -t tmpfs -o size=2m tmpfs "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "-m", "sh", "-c", mount, "sh", str(folder), sys.executable, WORK]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if "permission denied" in done.stderr.lower() or "not permitted" in done.stderr.lower():
        pytest.skip("may not mount here")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("whole")
