"""Which input method Qt is to use, decided before Qt starts."""

from __future__ import annotations

import os
import sys

FCITX = frozenset({"fcitx", "fcitx5"})


def choose_input_method(plugins: str = "") -> None:
    """Let fcitx users type: Qt's own wheel has no fcitx plugin, but fcitx answers to ibus too.

    Args:
        plugins: folder of Qt's input-context plugins; where a fcitx one lies, nothing is changed.

    Source: ``anchors.md`` pitfall 1. Windows and macOS bring their own input methods.
    """
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_IM_MODULE", "") not in FCITX:
        return
    try:
        names = os.listdir(plugins) if plugins else []
    except OSError:
        names = []
    if not any("fcitx" in name for name in names):
        os.environ["QT_IM_MODULE"] = "ibus"
