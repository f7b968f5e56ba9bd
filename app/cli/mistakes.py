"""What is wrong with a command line, in the person's language: argparse itself speaks only English."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import NoReturn

from app.core.errors import UsageError
from app.core.messages import N_, Message

Wording = Callable[..., Message]


class Parser(ArgumentParser):
    """An argument parser whose mistakes are our own usage errors; options are written out in full."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line. Raises UsageError."""
        raise UsageError(said(message), N_("See the commands with: --help"))


def said(message: str) -> Message:
    """Return argparse's *message* in words of ours; one that is not known stays as it is."""
    for pattern, wording in _WORDINGS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return wording(**{name: _listed(name, value) for name, value in found.groupdict().items()})
    return N_("The command line is not understood: {problem}", problem=message)


def _listed(name: str, value: str) -> str:
    """Return choices without the quotation marks of Python."""
    return value.replace("'", "") if name == "choices" else value


def _missing(names: str) -> Message:
    return N_("Say also: {names}", names=names)


def _unknown(words: str) -> Message:
    return N_("This is not understood: {words}", words=words)


def _no_value(option: str) -> Message:
    return N_("Write one value after {option}.", option=option)


def _not_among(option: str, value: str, choices: str) -> Message:
    return N_("“{value}” does not go with {option}. Choose one of: {choices}", value=value, option=option,
              choices=choices)  # fmt: skip


def _no_number(option: str, value: str) -> Message:
    return N_("Write a whole number after {option}, not “{value}”.", option=option, value=value)


_WORDINGS: Sequence[tuple[str, Wording]] = (
    (r"the following arguments are required: (?P<names>.+)", _missing),
    (r"unrecognized arguments: (?P<words>.+)", _unknown),
    (r"argument (?P<option>\S+): expected (?:one|at least one) argument", _no_value),
    (r"argument (?P<option>\S+): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.+)\)", _not_among),
    (r"argument (?P<option>\S+): invalid int value: '(?P<value>.*)'", _no_number),
)
