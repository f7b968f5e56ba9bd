"""The command line: every command says what it does in one line, every mistake is one line.

Exit codes: 0 fine, 1 findings of severity error, 2 unreadable or damaged, 3 a missing system library,
64 usage. Source: architecture.md section 8.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from app.cli.mistakes import Parser
from app.core.errors import AppError, UsageError
from app.core.messages import N_, Message
from app.i18n import Translator, resolve_language
from app.system.display import has_display
from app.system.language import system_language
from app.system.paths import Paths

log = logging.getLogger(__name__)
USAGE, BUG = 64, 1
COMMANDS: Mapping[str, Message] = {
    "sample": N_("make the practice community"),
    "programmes": N_("list and validate the programmes"),
    "export": N_("write one output"),
    "check": N_("check the file and the rules"),
    "import": N_("bring data in"),
    "backup": N_("make a backup"),
    "restore": N_("make a document from a backup"),
    "screenshots": N_("draw every page without a display"),
    "self-test": N_("prove that the installed program works"),
}


def run(arguments: Sequence[str], paths: Paths) -> int:
    """Run one command, or the window where there is none, and return the exit code.

    Args:
        arguments: the command line without the program's name.
        paths: of this installation.
    """
    words = Translator(resolve_language(system_language()))
    try:
        code = _run(arguments, paths, words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AppError as error:
        tell(error, words)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception:  # the command line's boundary: a person gets a sentence, the log the rest
        log.debug("a command ended in a bug", exc_info=True)
        return _bug(words)


def _run(arguments: Sequence[str], paths: Paths, words: Translator) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        return _window(arguments, paths, words)
    from app.cli import commands
    from app.cli.opening import Surroundings

    found: Callable[[argparse.ArgumentParser], None] = commands.PARSERS[arguments[0]]
    parser = Parser(prog=f"python -m app {arguments[0]}", description=words.text(COMMANDS[arguments[0]]))
    found(parser)
    options = parser.parse_args(arguments[1:])
    done: int = commands.RUN[arguments[0]](options, Surroundings(paths, words))
    return done


def _window(arguments: Sequence[str], paths: Paths, words: Translator) -> int:
    parser = Parser(prog="python -m app", description=words.text(N_("Banyan: a community's file, offline")))
    parser.epilog = " · ".join(f"{name}: {words.text(what)}" for name, what in COMMANDS.items())
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--scheme", choices=("system", "light", "dark"))
    parser.add_argument("--lang", choices=("zh_TW", "en", "qps"))
    options = parser.parse_args(arguments)
    if options.file and not options.file.startswith("-") and _looks_like_a_command(options.file):
        raise UsageError(
            N_("“{word}” is neither a command nor a file.", word=options.file), N_("See the commands with: --help")
        )
    if not has_display():
        raise UsageError(
            N_("There is no screen to show the window on."),
            N_("Start it from a desktop, or use the commands; see them with: --help"),
        )
    gc.disable()  # what a start makes stays; the window collects between a person's actions (app/ui/start.py)
    from app.ui.start import start

    gc.freeze()  # modules are never garbage: no later collection walks through them
    return start(paths, options.file or "", language=options.lang or "", scheme=options.scheme or "")


def _looks_like_a_command(word: str) -> bool:
    from pathlib import Path

    return not Path(word).exists() and "." not in word


def tell(error: AppError, words: Translator) -> None:
    """Write an expected failure as one line on standard error, in the person's language."""
    print(sentences((error.what, error.safe, error.todo), words), file=sys.stderr)


def sentences(parts: Sequence[Message], words: Translator) -> str:
    """Return *parts* as whole sentences in one line."""
    stop = "。" if words.language == "zh_TW" else "."
    said = (words.text(one).replace("\n", " ").rstrip() for one in parts if one.id)
    return " ".join(one if one.endswith((".", "?", "!", "。", "？", "！")) else one + stop for one in said)


def _bug(words: Translator) -> int:
    import traceback

    print(words.text(N_("Something went wrong inside the program. Your work is safe.")), file=sys.stderr)
    path = _crash_note(traceback.format_exc())
    if path:
        print(words.text(N_("What happened is written down in {path}.", path=path)), file=sys.stderr)
    return BUG


def _crash_note(text: str) -> str:
    from app.system.paths import find_paths

    path = find_paths().data / "last-error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return ""
    return str(path)
