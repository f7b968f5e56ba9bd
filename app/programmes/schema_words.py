"""The schema library's faults in our own words, so that people read them in their language. Thread: any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from app.core.messages import N_, Message

_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_LENGTH = re.compile(r"Expected `array` of (?:at (?:least|most) )?length (?P<wanted>\d+).*got (?P<found>\d+)")
_KIND = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<found>[^`]*)`")
_CHOICE = re.compile(r"Invalid (?:enum )?value (?P<found>.+)")
_KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "str": N_("a text"),
        "int": N_("a whole number"),
        "float": N_("a number with decimals"),
        "bool": N_("true or false"),
        "null": N_("nothing"),
        "array": N_("a list"),
        "object": N_("named values"),
        "LocalText": N_("a text in each language"),
    }
)
_OTHER = N_("This value does not fit here.")


def fault_words(said: str) -> Message:
    """Return what is wrong with a value, from the library's English sentence without its place.

    Args:
        said: such as ``Expected `int`, got `str```; one of an unknown kind becomes a general sentence.
    """
    if match := _MISSING.fullmatch(said):
        return N_("“{name}” is missing.", name=match["name"])
    if match := _UNKNOWN.fullmatch(said):
        return N_("“{name}” is not known here.", name=match["name"])
    if match := _LENGTH.fullmatch(said):
        return N_("The list needs {wanted} values and has {found}.", wanted=match["wanted"], found=match["found"])
    if match := _KIND.fullmatch(said):
        return N_(
            "It should be {wanted}, and is {found}.", wanted=_kinds(match["wanted"]), found=_kinds(match["found"])
        )
    if match := _CHOICE.fullmatch(said):
        return N_("“{found}” is not one of the words that may stand here.", found=match["found"].strip("'\"`"))
    return _OTHER


def _kinds(names: str) -> Message:
    first, _, rest = names.partition(" | ")
    kind = _KINDS.get(first, Message("{name}", {"name": first}))
    return N_("{kind} or {other}", kind=kind, other=_kinds(rest)) if rest else kind
