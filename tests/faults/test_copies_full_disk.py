"""A disk that runs full while a backup, a write-back or a restored file is written: what was there stays whole."""

from __future__ import annotations

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
from app.models.document.backups import making as backup_making
from app.models.document.backups import mirror as backup_mirror
from app.models.document.backups import restore as restore_points
from app.models.document.travel import parcel as travel_parcel
from app.models.document.backups.store import BackupStore
from app.models.document.backups.mirror import Mirroring, second_root
from app.models.document.document import Document
from app.models.document.travel.parcel import deliver, pack_up
from app.core.clock import SystemClock
from tests.models.document.small_models import SMALL, Member, small_setup

small, large = Path(sys.argv[1]), Path(sys.argv[2])
for module in (backup_making, backup_mirror, restore_points, travel_parcel):
    if sys.argv[3] == "blind":  # as if the disk ran full behind the check of its room
        module.free_bytes = lambda _: None
doc = Document.create(large / "a.banyan", application_version="0", setup=small_setup())

def grow(size, mark):
    data = os.urandom(size)
    doc.put_blob(hashlib.sha256(data).hexdigest(), data)
    with doc.unit_of_work(N_("Add")) as work:
        work.session.add_all([Member(name=mark, photo=os.urandom(400)) for _ in range(200)])

grow(200_000, "first")
store = BackupStore(small, SMALL)
good, refused = store.make(doc), 0
first = deliver(pack_up(doc, large), small / "a.banyan", SMALL)
before = first.path.read_bytes()
for number in range(12):
    grow(300_000, str(number))
    try:
        store.make(doc)
    except DiskFullError as error:
        assert error.what.id and error.safe.id and error.todo.id
        refused += 1
    try:
        deliver(pack_up(doc, large), small / "a.banyan", SMALL)
        before = (small / "a.banyan").read_bytes()
    except DiskFullError:
        refused += 1
        assert (small / "a.banyan").read_bytes() == before
    try:
        store.restore(good, small / "back.banyan")
        (small / "back.banyan").unlink()
    except DiskFullError:
        refused += 1
        assert not (small / "back.banyan").exists()
    try:
        mirroring = Mirroring(good, second_root(small / "second", doc.document_id), SystemClock())
        while mirroring.step():
            pass
    except DiskFullError:
        refused += 1
    assert doc.check() == []
assert refused > 5, refused
verdict = store.verify(good, thorough=True)
assert verdict.sound or (sys.argv[3] == "seeing" and not verdict.damages), verdict  # no room for photos from the start
for point in store.points(doc.document_id):
    verdict = store.verify(point, thorough=True)
    assert not verdict.damages, verdict
    assert verdict.sound or point.verified_at is None, verdict
assert not [one for one in small.rglob("*") if one.name.endswith((".part", ".new"))]
with Document.open(small / "a.banyan", edit=False, setup=small_setup()) as copy:
    assert copy.check() == []
doc.close()
print("whole", refused)
"""


@pytest.mark.needs_root
@pytest.mark.parametrize("how", ["seeing", "blind"])
def test_a_full_disk_leaves_every_copy_whole(folder: Path, how: str) -> None:
    small, large = folder / "small", folder / "large"
    small.mkdir()
    large.mkdir()
    mount = 'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$3" -c "$4" "$1" "$2" "$5"'
    command = ["unshare", "-m", "sh", "-c", mount, "sh", str(small), str(large), sys.executable, WORK, how]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if "permission denied" in done.stderr.lower() or "not permitted" in done.stderr.lower():
        pytest.skip("may not mount here")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("whole")
