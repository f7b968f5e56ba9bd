"""What language the person's system speaks, as the system names it."""

from __future__ import annotations

import locale
import os
import sys

_VARIABLES = ("BANYAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")
_NONE = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8"})


def system_language() -> str:
    """Return the name of the person's locale, such as ``zh_TW``, "" where the system says none. Thread: any."""
    for name in _VARIABLES:
        said = os.environ.get(name, "").split(":")[0]
        if said and said not in _NONE:
            return said
    if sys.platform == "win32":
        import ctypes

        known: str = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
        return known
    return locale.getlocale()[0] or ""
