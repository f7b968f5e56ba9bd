"""The few words that the layout itself prints, as data for ``DocumentSpec.words``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_CHINESE = MappingProxyType(
    {
        "chapter": "第{n}章",
        "appendix": "附錄{n}",
        "figure": "圖{n}",
        "table": "表{n}",
        "caption": "、",
        "title": "　",
        "unresolved": "？",
        "nowhere": "－",
    }
)
_ENGLISH = MappingProxyType(
    {
        "chapter": "Chapter {n}",
        "appendix": "Appendix {n}",
        "figure": "Figure {n}",
        "table": "Table {n}",
        "caption": ". ",
        "title": ". ",
        "unresolved": "?",
        "nowhere": "–",
    }
)


def standard_words(language: str) -> Mapping[str, str]:
    """Return label id to wording: ``chapter``, ``appendix``, ``figure`` and ``table`` with ``{n}``.

    ``caption`` stands between a figure's number and its caption, ``title`` between a chapter's number
    and its title, ``unresolved`` where a reference leads nowhere, ``nowhere`` for the page of a record
    that is not printed. A spec's own ``words`` win.
    Source of the forms: records_and_reports.md 5.2.
    """
    return _CHINESE if language.startswith("zh") else _ENGLISH
