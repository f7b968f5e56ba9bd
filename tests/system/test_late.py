"""A module that is put off is read with its first use, whole, and only then."""

from __future__ import annotations

import importlib
import subprocess
import sys

SCRIPT = """
import sys
from app.system.late import put_off
for names in (("asyncio", "iscoroutine"), ("importlib.metadata",), ("no_such_module",)):
    put_off(*names)
import asyncio, importlib.metadata
import sqlalchemy.orm
print("asyncio.base_events" in sys.modules, "email.message" in sys.modules)
taken = asyncio.iscoroutine
async def seven():
    await asyncio.sleep(0)
    return 7
print(asyncio.run(seven()), importlib.metadata.version("SQLAlchemy") == sqlalchemy.__version__)
print(taken(7), taken is asyncio.iscoroutine, asyncio.iscoroutine(None))
print(hasattr(asyncio, "no_such_name"), type(asyncio).__name__)
"""


def test_what_is_put_off_is_read_with_its_first_use() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False", "False", "7", "True", "False", "False", "False", "False", "module"], (
        done.stderr
    )


def test_what_is_there_already_stays() -> None:
    from app.system.late import put_off

    before = importlib.import_module("json")
    put_off("json")
    assert sys.modules["json"] is before
