"""The rule by which the files of a package are named: tokens, checked before anything is written. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.messages import N_, LocalText, Message, zh_en
from app.core.text import MOST_BYTES, MOST_CHARACTERS, safe_file_name

WHAT = "what"
TOKENS: Mapping[str, LocalText] = {
    "round": zh_en("年度", "year of the round"),
    "county": zh_en("縣市", "county"),
    "township": zh_en("鄉鎮市區", "township"),
    "name": zh_en("社區名稱", "name of the community"),
    "date": zh_en("今天的日期", "today's date"),
    WHAT: zh_en("文件名稱", "what the paper is"),
}
"""What a rule may name, in ``{}``; ``{what}`` has to be among them, or all papers would have one name."""
USUAL = "{round}_{name}_{what}"
SETTING = "package_names"
"""Key of the document's setting that holds the rule."""
UNSAFE = '<>:"/\\|?*'
_TOKEN = re.compile(r"\{([^{}]*)\}")
SHORTENED = ("name", "township", "county")
_LEAST = 6


@dataclass(frozen=True, slots=True)
class NamingRule:
    """A rule and the values of its tokens, all but ``{what}``."""

    rule: str
    values: Mapping[str, str]

    def problem(self) -> Message | None:
        """Return what is wrong with the rule in one sentence, ``None`` where it can be used."""
        found = _TOKEN.findall(self.rule)
        unknown = next((one for one in found if one not in TOKENS), None)
        rest = _TOKEN.sub("", self.rule)
        bad = [one for one in dict.fromkeys(rest) if one in UNSAFE or not one.isprintable()]
        if not self.rule.strip():
            return N_("The rule is empty.")
        if unknown is not None:
            return N_("“{token}” is not one of the words that can be filled in.", token="{" + unknown + "}")
        if "{" in rest or "}" in rest:
            return N_("A bracket is open. Write words to be filled in as {example}.", example="{name}")
        if bad:
            return N_("These characters cannot stand in a file name: {characters}", characters=" ".join(bad))
        if WHAT not in found:
            return N_("{token} is missing, so all papers would have the same name.", token="{what}")
        if not _fits(self._fitted("申請表", ".pdf"), ".pdf"):
            return N_("The names would be too long. Leave something out.")
        return None

    def name(self, what: str, ending: str = "") -> str:
        """Return the name of a paper, safe on every system; a long name of the community gives way to the paper's."""
        return safe_file_name(self._fitted(what, ending) + ending, what)

    def _fitted(self, what: str, ending: str) -> str:
        values = dict(self.values)
        while not _fits(stem := self._filled(what, values), ending):
            longest = max(SHORTENED, key=lambda one: len(values.get(one, "")))
            if len(values.get(longest, "")) <= _LEAST:
                break
            values[longest] = values[longest][:-1].rstrip()
        return stem

    def _filled(self, what: str, known: Mapping[str, str]) -> str:
        values = {**known, WHAT: what}
        text = _TOKEN.sub(lambda match: str(values.get(match[1], "")), self.rule)
        return re.sub(r"([_\-. ])\1+", r"\1", text).strip("_-. ")


def _fits(stem: str, ending: str) -> bool:
    """Say whether no system cuts the name, which would take the paper's name from its end."""
    room = len(ending) + 1
    return len(stem) <= MOST_CHARACTERS - room and len(stem.encode("utf-8")) <= MOST_BYTES - room
