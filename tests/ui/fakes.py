"""Words without catalogues, and a workspace of plain dictionaries, for tests of widgets alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.messages import LocalText, Message
from app.ui.theme import Theme


class English:
    """Renders message ids as they are, and local texts in one language.

    Args:
        language: ``en``, ``zh_TW``, or ``qps`` for wordings that are longer.
    """

    def __init__(self, language: str = "en") -> None:
        self._language = language

    @property
    def language(self) -> str:
        return self._language

    def text(self, label: Message | LocalText | str | None) -> str:
        if label is None or isinstance(label, str):
            return label or ""
        if isinstance(label, LocalText):
            return label.best(self._language)
        params: Mapping[str, object] = {name: self._part(value) for name, value in label.params.items()}
        wording = label.plural if label.plural and label.count != 1 else label.id
        return ("「" if self._language == "zh_TW" else "") + wording.format_map({"n": label.count, **params})

    def _part(self, value: object) -> object:
        return self.text(value) if isinstance(value, (Message, LocalText)) else value


@dataclass
class Plain:
    """Words and theme for a widget."""

    theme: Theme
    words: English

    def text(self, label: Message | LocalText | str | None) -> str:
        return self.words.text(label)
