"""Modules that others import at once and use only now and then are read when they are first used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import util
from threading import RLock
from types import ModuleType

_ONE_AT_A_TIME = RLock()


class _Late(ModuleType):
    """A module that is read when something is looked for that it does not have yet.

    The library's own lazy loader reads a module at its second import already, up to Python 3.11.
    """

    def __getattr__(self, name: str) -> object:
        self.read()
        return object.__getattribute__(self, name)

    def read(self) -> None:
        """Read the module where it was not; whoever comes meanwhile waits, itself excepted."""
        with _ONE_AT_A_TIME:
            spec = self.__spec__
            if type(self) is not _Late or spec is None or spec.loader is None or "__reading__" in self.__dict__:
                return
            self.__dict__["__reading__"] = True
            try:
                spec.loader.exec_module(self)
            finally:
                del self.__dict__["__reading__"]
            self.__class__ = ModuleType  # type: ignore[assignment]


def put_off(name: str, *functions: str) -> None:
    """Let the module called *name* be read with the first use of anything in it.

    Args:
        name: of a module of the standard library that others import whole.
        functions: of it that others take out while they are imported themselves; calling one reads the module.
    """
    spec = None if name in sys.modules else util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    plain = util.module_from_spec(spec)
    late = _Late(name, plain.__doc__)
    late.__dict__.update(vars(plain))
    late.__dict__.update({one: _reads(late, one) for one in functions})
    sys.modules[name] = late
    package, _, own = name.rpartition(".")
    if package:
        setattr(sys.modules[package], own, late)


def _reads(module: _Late, name: str) -> Callable[..., object]:
    def call(*given: object) -> object:
        _Late.read(module)  # and the function itself takes the place of this one
        return getattr(module, name)(*given)

    return call
