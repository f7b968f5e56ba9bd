"""Hands for a whole programme: open a step, read its guidance, go on by its tools, fill in forms, print and read.

Beside ``tests/walk.py``, whose person at the window it borrows.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from app.core.messages import LocalText
from app.exports.pdf import page_texts
from app.programmes.schema import Pack
from app.system.paths import Paths
from app.ui.forms.record_form import RecordForm
from app.ui.forms.rows import RowsEditor
from app.ui.pages.base import Page
from app.ui.screenshots import wait_for
from app.ui.start import Desk, application
from app.ui.widgets.choice import CheckList, ChoiceBox, TriState
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.text_editors import LocalizedEditor
from tests.support import ime_type
from tests.walk import Answers, Walker

PASSPHRASE = "seven quiet herons"


@dataclass(frozen=True, slots=True)
class Say:
    """The same fact in both languages."""

    chinese: str
    english: str


Value = Say | str | bool | tuple[str, ...] | dict[str, "Value"]
"""What goes into a field: words, the key of a choice, yes or no, keys to tick, the fields of a new row."""


Facts = dict[str, Value]


def bare(text: str) -> str:
    """Return *text* without white space, as it can be looked for on a page whatever its lines."""
    return re.sub(r"\s", "", text)


class StepWalker(Walker):
    """A person who follows the steps of a programme.

    Args:
        desk, answers, language, folder: as for every walker.
        pack: the programme, whose words stand on the screen.
    """

    def __init__(self, desk: Desk, answers: Answers, language: str, folder: Path, pack: Pack) -> None:
        super().__init__(desk, answers, language, folder)
        self.pack, self._step = pack, ""
        self.printed = 0
        self._filled: set[str] = set()

    def say(self, value: Value) -> str:
        """Return the words of a fact in the language of the walk."""
        if isinstance(value, Say):
            return value.chinese if self.language == "zh_TW" else value.english
        return str(value)

    @property
    def page(self) -> Page:
        """The page that is open."""
        page = self.window.nav.page
        assert page is not None
        return page

    def press(self, name: str) -> None:
        """Press the first button of the page whose name begins like this, with the space bar."""
        self._tap(self.button(name))
        assert self.window.isActiveWindow(), f"a window of its own came with {name} and took the keyboard"

    def button(self, name: str) -> QAbstractButton:
        """Return a button of the page by its name, or the first one that begins so where *name* ends with "_"."""

        def seen() -> list[QAbstractButton]:
            found = [one for one in self.page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
            exact = [one for one in found if one.objectName() == name]
            return exact or [one for one in found if name.endswith("_") and one.objectName().startswith(name)]

        wait_for(lambda: bool(seen()))
        found = seen()
        assert found, f"{self.window.nav.route} shows no {name}: {self.buttons()}\n{self.labels()}"
        return found[0]

    def buttons(self) -> list[str]:
        """Return the names of what can be pressed on the page."""
        found = self.page.findChildren(QAbstractButton)
        return [one.objectName() for one in found if one.isVisible() and one.objectName()]

    def labels(self) -> str:
        """Return what the labels of the page say."""
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    # -- steps

    def to_step(self, step_id: str) -> None:
        """Open a step by the journey at the side, unfolding its phase where it is folded."""
        self._step = step_id
        row, phase = f"nav_step:{self.pack.id}:{step_id}", self._phase(step_id)
        self.rest()
        if phase not in self.window.journey._unfolded:  # what is drawn may be a moment behind
            self.go(phase)
        self.go(row.removeprefix("nav_"))

    def _phase(self, step_id: str) -> str:
        step = next(one for one in self.pack.steps if one.id == step_id)
        return f"phase:{self.pack.id}:{step.phase}"

    def tool(self, tool: str) -> None:
        """Open a page by its button on the step's page."""
        if not self.window.nav.route.startswith(f"step:{self.pack.id}:{self._step}"):
            self.to_step(self._step)
        self.press(f"tool_{tool}")

    def guidance(self, task_id: str) -> tuple[str, list[str]]:
        """Ask for the help of a task; return what the panel says and the parts that the pack gives."""
        self.press(f"help_{task_id}")
        task = next(one for one in self.pack.tasks if one.id == task_id)
        one = task.guidance
        parts: list[LocalText] = [task.title, one.why, *one.how, one.example, one.mistake, one.whom]
        panel = self.window.help
        wait_for(lambda: bare(one.example.best(self.language)) in self._panel_words())
        assert panel.isVisible()
        return self._panel_words(), [bare(part.best(self.language)) for part in parts]

    def _panel_words(self) -> str:
        return bare("\n".join(one.text() for one in self.window.help.findChildren(QLabel)))

    # -- forms

    def fill(self, facts: dict[str, Value]) -> None:
        """Fill in fields of the record that was opened or added last, each with the keys that its kind takes."""
        wait_for(lambda: self._form() is not None)
        form = self._form()
        assert form is not None, f"no form of its own on {self.window.nav.route}: {self.buttons()}"
        for name, value in facts.items():
            if name not in form.shown_fields():
                form.focus_field(name)
                self.rest()
            self._fill_in(form.line(name).editor, value)
            form = self._form() or form
        self.page.leave()
        self.rest()
        assert form.row is not None
        self._filled.add(form.row.id)

    def _form(self) -> RecordForm | None:
        """Return the form of the record that was asked for: not of the one that stood there a moment ago."""
        route = [*self.window.nav.route.split(":"), "", ""]
        for one in self.window.findChildren(RecordForm):
            if not one.isVisible() or one.row is None or one.row.type != route[1]:
                continue
            if one.row.id == route[2] or (not route[2] and one.row.id not in self._filled):
                return one
        return None

    def _fill_in(self, editor: QWidget, value: Value) -> None:
        if isinstance(editor, ReferencePicker):
            self._pick(editor, value)
        elif isinstance(editor, ChoiceBox):
            self.choose(editor.box, str(value))
        elif isinstance(editor, TriState):
            self._tap(editor._buttons[0 if value else 1])
        elif isinstance(editor, CheckList):
            assert isinstance(value, tuple)
            for key in value:
                self._tap(editor._boxes[key])
        elif isinstance(editor, RowsEditor):
            self._add_row(editor, value)
        else:
            one = editor.inputs[self.language].input if isinstance(editor, LocalizedEditor) else editor.main_input()  # type: ignore[attr-defined]
            one.setFocus()
            QTest.keyClick(one, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            ime_type(one, self.say(value))
            return
        self.rest()

    def _pick(self, editor: ReferencePicker, value: Value) -> None:
        self._tap(editor.open_button)
        ime_type(editor.filter, self.say(value))
        wait_for(lambda: editor.list.count() > 0)
        QTest.keyClick(editor.filter, Qt.Key.Key_Return)

    def _add_row(self, editor: RowsEditor, value: Value) -> None:
        """Add a row of a list within the form and fill in its fields."""
        assert isinstance(value, dict)
        self._tap(editor.add_button)
        wait_for(lambda: bool(editor._fields))
        self.rest()
        for name, one in value.items():
            self._fill_in(editor._fields[name].editor, one)

    def _tap(self, button: QAbstractButton) -> None:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.rest()

    def another(self) -> None:
        """Add one more record, by way of the list where the form has taken its place."""
        if "add" not in self.buttons():
            self.press("to_list")
        self.press("add")

    def choose(self, box: QWidget, key: str) -> None:
        """Go with the arrow keys to a choice."""
        assert isinstance(box, QComboBox)
        wanted = box.findData(key)
        assert wanted >= 0, [box.itemData(at) for at in range(box.count())]
        box.setFocus()
        for _ in range(box.count()):
            if box.currentIndex() == wanted:
                break
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
        assert box.currentIndex() == wanted
        self.rest()

    def write(self, name: str, value: Value) -> None:
        """Type into a field of the page that stands in no form, in place of what it says."""
        field = self.find(QWidget, name, self.page)
        if isinstance(field, QLineEdit):
            field.setFocus()
            field.selectAll()
        ime_type(field, self.say(value))
        self.page.leave()
        self.rest()

    # -- papers

    def paper(self, button: str, ending: str = ".pdf") -> str:
        """Press what prints or saves, save it, and return what can be read in the file, without white space."""
        self.printed += 1
        path = self.answers.save = self.folder / f"{self.printed:02}-{button.rstrip('_')[:20]}{ending}"
        self.press(button)
        if ending == ".pdf":
            self.click("print_save")
        wait_for(path.exists)
        self.rest()
        assert path.exists(), self.labels()
        return read(path)

    def set_passphrase(self) -> None:
        """Give the private drawer its passphrase, on its page, and open it."""
        for name in ("new_passphrase", "again_passphrase"):
            self.type(name, PASSPHRASE, self.page)
        self.press("drawer_set")
        self.press("sheet_kept")
        self.press("drawer_store")


@dataclass(frozen=True, slots=True)
class Do:
    """Something done on a page.

    Args:
        tool: button on the step's page that leads there, "" to stay on the page that is open.
        presses: buttons of the page, one after the other; the empty state's own where there is nothing yet.
        facts: fields of the form that opens, and what is written into them.
        plain: fields of the page itself, which stand in no form.
    """

    tool: str = ""
    presses: tuple[str, ...] = ()
    facts: Facts | None = None
    plain: Facts | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """An output, and what must be read in it.

    Args:
        tool: button on the step's page that leads to where it is printed, "" for the page that is open.
        press: what prints it.
        says: facts of the step.
    """

    tool: str
    press: str
    says: tuple[Value, ...]
    ending: str = ".pdf"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the programme.

    Args:
        task: whose guidance is asked for, "" for the step's first.
        does: deeds, papers in between, and what takes a person at the window.
        papers: what is printed at the end.
    """

    id: str
    task: str
    does: tuple[Do | Paper | Callable[[StepWalker], object], ...]
    papers: tuple[Paper, ...] = ()


def _do(walker: StepWalker, deed: Do) -> None:
    if deed.tool:
        walker.tool(deed.tool)
    for name in deed.presses:
        walker.press(name) if name != "add" else walker.another()
    for name, value in (deed.plain or {}).items():
        walker.write(name, value)
    if deed.facts:
        walker.fill(deed.facts)


def _lacking(walker: StepWalker, paper: Paper) -> list[str]:
    """Print a paper; return the facts that cannot be read in it."""
    if paper.tool:
        walker.tool(paper.tool)
    text = walker.paper(paper.press, paper.ending)
    return [line for one in paper.says for line in walker.say(one).split("\n") if bare(line) not in text]


def take(walker: StepWalker, step: Step) -> list[str]:
    """Do a step; return what its papers lack."""
    walker.to_step(step.id)
    task = step.task or next(one.id for one in walker.pack.tasks if one.step == step.id)
    said, parts = walker.guidance(task)
    lacking = [f"guidance {task}: {part}" for part in parts if part not in said]
    for deed in (*step.does, *step.papers):
        if isinstance(deed, Paper):
            lacking += [f"{step.id} {deed.press}: {fact}" for fact in _lacking(walker, deed)]
        elif isinstance(deed, Do):
            _do(walker, deed)
        else:
            deed(walker)
    return lacking


def start_steps(paths: Paths, language: str, folder: Path, pack: Pack) -> StepWalker:
    """Return a person before the first window."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = Answers(folder)
    desk = Desk(application(), paths, dialogs=answers, language=language, scheme="light")
    desk.begin()
    return StepWalker(desk, answers, language, folder, pack)


def read(path: Path) -> str:
    """Return the words of a PDF, or of what a workbook or a text document packs, without white space."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return bare("".join(page_texts(data)))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith(".xml")]
    return bare(html.unescape(re.sub(r"<[^>]+>", "", "".join(parts))))
