"""Modules that others import at once and use only now and then are read when they are first used."""

from __future__ import annotations

import sys
from importlib import util


def put_off(*names: str) -> None:
    """Let the modules called *names* be read with the first use of anything in them.

    Args:
        names: of modules of the standard library, a package before what lies in it.
    """
    for name in names:
        found = None if name in sys.modules else util.find_spec(name)
        if found is None or found.loader is None:
            continue
        late = util.LazyLoader(found.loader)
        found.loader = late
        module = util.module_from_spec(found)
        sys.modules[name] = module
        late.exec_module(module)
        package, _, own = name.rpartition(".")
        if package:
            setattr(sys.modules[package], own, module)
