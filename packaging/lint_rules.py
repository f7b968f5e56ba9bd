"""House rules that are read from the syntax tree; each is a function from a module to its breaches."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

FILE_LINES, FUNCTION_LINES = 600, 80

SYSTEM_ROOM = "app/system/"
POSIX_MODULES = frozenset({"fcntl", "grp", "posix", "pwd", "resource", "termios"})
WINDOWS_MODULES = frozenset({"_winapi", "msvcrt", "nt", "winreg"})
SYSTEM_MODULES = POSIX_MODULES | WINDOWS_MODULES | {"platform", "subprocess"}
SYSTEM_NAMES = frozenset(
    {
        "ctypes.CDLL", "ctypes.WinDLL", "ctypes.WinError", "ctypes.cdll", "ctypes.util", "ctypes.windll",
        "ctypes.wintypes", "os.chown", "os.fork", "os.geteuid", "os.getgid", "os.getuid", "os.kill", "os.name",
        "os.popen", "os.startfile", "os.statvfs", "os.system", "os.uname", "signal.SIGKILL", "sys.getwindowsversion",
        "sys.platform", "sys.winver",
    }
)  # fmt: skip
WINDOWS_WORDS = re.compile(r"\bwin32\b|\bnt\b|windll|msvcrt|winreg", re.IGNORECASE)
POSIX_NAMES = frozenset(name for name in SYSTEM_NAMES if name.startswith("os.")) - {"os.startfile"} | {"sys.platform"}

BOUNDARIES: Mapping[str, str] = {
    "app/bootstrap.py": "the last one before the process ends",
    "app/cli/__init__.py": "a command line shows one line, never a traceback",
    "app/media/opening.py": "a hostile picture can make a foreign decoder raise anything",
    "app/services/jobs.py": "the runner hands what was raised to the one who asked",
    "app/ui/crash.py": "the crash path itself",
    "app/ui/jobs.py": "the runner hands what was raised to the one who asked",
}

DOCUMENT_ROOM = "app/models/document/"
DOCUMENT_NAME = re.compile(r"^_?(the_)?(document|doc|banyan|community)(_(path|file|name))?$")
DOCUMENT_PATH = re.compile(r"^_?(document|doc)$")
OPENERS = frozenset({"open", "read_bytes", "read_text", "write_bytes", "write_text", "samefile", "replace", "rename"})
COPIERS = frozenset({"copy", "copy2", "copyfile", "copyfileobj", "move", "samefile"})


class Module(NamedTuple):
    """One Python file: place below the root with slashes, its text, its syntax tree."""

    place: str
    text: str
    tree: ast.Module


class Breach(NamedTuple):
    """One breach of one rule, where it is and what to do instead."""

    place: str
    line: int
    rule: str
    words: str


@lru_cache(maxsize=1)
def nodes(tree: ast.Module) -> Sequence[ast.AST]:
    """Return every node of a tree; walked once, for the rules look at one module after the other."""
    return tuple(ast.walk(tree))


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` for a chain of names, else ""."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules, and the names from modules, that an import statement brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def system_uses(module: Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything in *module* that is different from system to system."""
    for node in nodes(module.tree):
        for name in imported(node):
            if name.split(".")[0] in SYSTEM_MODULES or name in SYSTEM_NAMES:
                yield getattr(node, "lineno", 1), name
        if isinstance(node, ast.Attribute) and (name := dotted(node)) in SYSTEM_NAMES:
            yield node.lineno, name


def system_calls(module: Module) -> Iterator[Breach]:
    """Calls that differ between systems stand in app/system only."""
    if module.place.startswith("app/") and not module.place.startswith(SYSTEM_ROOM):
        for line, name in system_uses(module):
            yield Breach(module.place, line, "system", f"{name} belongs into app/system, with its Windows twin")


def windows_twins(code: Mapping[str, Module]) -> Iterator[Breach]:
    """Every module of app/system that knows POSIX knows Windows too, itself or in a twin of the same names."""
    for module in code.values():
        if not module.place.startswith(SYSTEM_ROOM):
            continue
        posix = [line for line, name in system_uses(module) if name.split(".")[0] in POSIX_MODULES]
        posix += [line for line, name in system_uses(module) if name in POSIX_NAMES or name == "subprocess"]
        if not posix or any(WINDOWS_WORDS.search(words) for words in constants_and_names(module)):
            continue
        twin = code.get(module.place.replace("posix", "windows"))
        if twin is None or twin is module or public_names(twin) != public_names(module):
            yield Breach(module.place, posix[0], "twin", "has a POSIX branch and no Windows branch or twin module")


def constants_and_names(module: Module) -> Iterator[str]:
    """Yield the strings (docstrings apart) and dotted names of a module."""
    prose = {id(node.value) for node in nodes(module.tree) if isinstance(node, ast.Expr)}
    for node in nodes(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value
        yield from imported(node)
        if isinstance(node, ast.Attribute):
            yield dotted(node)


def public_names(module: Module) -> set[str]:
    """Return the public functions and classes of a module."""
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in module.tree.body if isinstance(node, named) and not node.name.startswith("_")}


def sizes(module: Module) -> Iterator[Breach]:
    """A file has at most 600 lines and a function at most 80."""
    lines = module.text.count("\n")
    if lines > FILE_LINES:
        yield Breach(module.place, lines, "size", f"{lines} lines; {FILE_LINES} are refused, 200 are the aim")
    for node in nodes(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield Breach(module.place, node.lineno, "size", f"{node.name} has {lines} lines; 30 are the aim")


def document_opens(module: Module) -> Iterator[Breach]:
    """Nothing but SQLite opens an open document: closing another handle would drop SQLite's locks."""
    if not module.place.startswith("app/") or module.place.startswith(DOCUMENT_ROOM):
        return
    for node in nodes(module.tree):
        if isinstance(node, ast.Call) and any(names_document(part) for part in opened(node)):
            words = "opens or moves what looks like a document; only app/models/document may"
            yield Breach(module.place, node.lineno, "document", words)


def opened(call: ast.Call) -> list[ast.expr]:
    """Return the expressions whose files a call opens, copies or moves."""
    name, arguments = dotted(call.func), list(call.args)
    if name in {"open", "os.open", "io.open", "os.replace", "os.rename", "os.path.samefile", "sqlite3.connect"}:
        return arguments
    if name.startswith("shutil.") and name.split(".")[-1] in COPIERS:
        return arguments
    if isinstance(call.func, ast.Attribute) and call.func.attr in OPENERS:
        # Document.open(path) is the one right way; document.replace(…) may be anything
        return [call.func.value] if looks_like_path(call.func.value) else []
    return []


def looks_like_path(node: ast.expr) -> bool:
    """Tell a path from an object that merely has a method of the same name."""
    if isinstance(node, ast.Call):
        return dotted(node.func).split(".")[-1] == "Path"
    name = dotted(node).split(".")[-1]
    return name == "path" or name.endswith(("_path", "_file"))


def names_document(node: ast.expr) -> bool:
    """Say whether an expression is provably the place of a document."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value.endswith(".banyan")
    if isinstance(node, ast.BinOp | ast.JoinedStr | ast.FormattedValue | ast.Call):
        parts = [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] not in {"Path", "str", "fspath"}:
            return False
        return any(names_document(part) for part in parts)
    steps = dotted(node).split(".")
    if steps[-1] == "path" and len(steps) > 1:
        return DOCUMENT_PATH.match(steps[-2]) is not None
    return DOCUMENT_NAME.match(steps[-1]) is not None


def broad_excepts(module: Module) -> Iterator[Breach]:
    """Catching everything is for the few boundaries; a clean-up that raises again may stand anywhere."""
    if not module.place.startswith("app/") or module.place in BOUNDARIES:
        return
    for node in nodes(module.tree):
        if isinstance(node, ast.ExceptHandler) and catches_all(node.type):
            last = node.body[-1]
            if not (isinstance(last, ast.Raise) and last.exc is None):
                yield Breach(module.place, node.lineno, "except", "catches everything; name what is expected")


def catches_all(caught: ast.expr | None) -> bool:
    """Say whether an except clause catches bugs too."""
    parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(part is None or dotted(part) in {"Exception", "BaseException"} for part in parts)


def module_state(module: Module) -> Iterator[Breach]:
    """No module keeps changing state: tests and two open windows would share it."""
    if not module.place.startswith("app/"):
        return
    for node in nodes(module.tree):
        if isinstance(node, ast.Global):
            yield Breach(module.place, node.lineno, "state", "global; hand the object in instead")
    for statement in module.tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        if makes_mutable(getattr(statement, "value", None)):
            for name in (target.id for target in targets if isinstance(target, ast.Name)):
                if not name.strip("_").isupper() and not name.startswith("__"):
                    yield Breach(module.place, statement.lineno, "state", f"{name} can change; freeze it")


def makes_mutable(value: ast.expr | None) -> bool:
    """Say whether an expression makes a list, dict or set."""
    made = isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)
    return made or (isinstance(value, ast.Call) and dotted(value.func) in {"list", "dict", "set", "defaultdict"})


def event_pumping(module: Module) -> Iterator[Breach]:
    """Nobody pumps events: a second event handler inside the first one is how work gets lost."""
    if module.place.startswith("app/"):
        for node in nodes(module.tree):
            if isinstance(node, ast.Attribute) and node.attr == "processEvents":
                yield Breach(module.place, node.lineno, "events", "processEvents; give the work to a lane instead")


RULES: tuple[Callable[[Module], Iterator[Breach]], ...] = (
    system_calls,
    sizes,
    document_opens,
    broad_excepts,
    module_state,
    event_pumping,
)
