"""Qt, and only here.

The binding puts a function of its own in front of every later import and reads the source of every module that
comes in by it, in case one asks for names in another spelling. None of ours does, so the plain import comes back.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - brings the binding's import in

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
