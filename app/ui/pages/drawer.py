"""The private drawer: set a passphrase, unlock, lock, change it, recover from a lost one, empty the drawer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.widgets.drawer_cards import DrawerCards
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import DONE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.drawer import DrawerView, NewLocks, Ways
    from app.services.output_kinds.base import Work
    from app.services.workspace import Workspace

SOON_MS = 60


@dataclass(slots=True)
class _Doing:
    """What the person is in the middle of.

    Args:
        step: ``""``, ``sheet``, ``forgotten``, ``renew`` (a new passphrase after the code), ``change``,
            ``new_sheet`` or ``empty``.
        made: locks that are not stored yet.
        key: that the recovery code opened.
    """

    step: str = ""
    made: NewLocks | None = None
    key: object = None


class DrawerPage(ScrollPage):
    """One card for what can be done now; what is typed here is in no field of any record and is kept nowhere."""

    stays = True

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._view: DrawerView | None = None
        self._cards = DrawerCards(context, self)
        self._doing = _Doing()
        self._busy = self._next = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("drawer_said")
        self._list = QVBoxLayout()
        self.sheet = OutputBar(context)
        self.binder.also(self.said.refresh)
        self.binder.also(self.sheet.refresh)
        self.body.addWidget(self.said)
        self.body.addLayout(self._list)
        self.body.addWidget(self.sheet)
        self.said.hide()
        self.sheet.hide()
        context.drawer_changed.connect(self._on_drawer)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Private drawer")

    def help_text(self) -> HelpText | None:
        """Return what the drawer is for."""
        return HelpText(
            N_("Private drawer"),
            why=N_("Health, needs for help and pay are nobody else's business. In the drawer they are encrypted."),
            how=(
                N_("Choose a passphrase of several words. Two people of the team should know it."),
                N_("Keep the recovery sheet somewhere else than the computer."),
                N_("Locked, the program shows only how many records there are. Backups hold them encrypted too."),
                N_("Scans and photos are not encrypted. Keep such papers under lock and do not attach them."),
            ),
            example=N_("A sentence from a song that only the team knows."),
            mistake=N_("A passphrase on a note at the screen protects nobody."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show how the drawer stands."""
        if not self._doing.made:
            self._doing = _Doing()
        self.said.hide()
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Count anew."""
        if self.isVisible() and not self._doing.step:
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again; what was typed stays."""
        super().retranslate()
        self._cards.part.refresh()
        self._list.setSpacing(self.context.theme.metrics.u(1))

    def leave(self) -> None:
        """Forget passphrases that were typed and not used."""
        super().leave()
        self._forget()

    # -- what stands there

    def _ask(self) -> None:
        self.context.lane.submit(_view, self._on_view)

    def _on_view(self, view: DrawerView) -> None:
        if view != self._view or self._list.count() == 0:
            self._view = view
            self._fill()

    def _on_drawer(self) -> None:
        """Begin anew: what was made with an open drawer must not open it again."""
        if self._doing.step:
            self._fresh_sheet()
        self._view, self._doing = None, _Doing()
        self._ask()

    def begin(self, step: str) -> None:
        """Go to the card of a step, such as ``change``."""
        self._do(step)

    def _do(self, step: str = "", made: NewLocks | None = None, key: object = None) -> None:
        self._doing = _Doing(step, made, key)
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        self._cards.clear()
        self._list.setSpacing(self.context.theme.metrics.u(1))
        self.sheet.setVisible(self._doing.step == "sheet")
        view = self._view
        if view is None:
            return
        if not self._doing.step:
            self._list.addWidget(self._cards.head(view))
        if view.read_only and not view.readable and view.state != "locked":
            return
        code = self._doing.made.code if self._doing.made is not None else ""
        self._list.addWidget(self._cards.make(view, self._doing.step, code))
        if self.isVisible() and (self._doing.step or self._next):
            self._next = False
            self._focus_first()

    # -- what people do

    def set_first(self) -> None:
        """Make the first locks of a new passphrase, and go on to the recovery sheet."""
        new = self._new_passphrase()
        if new:
            self._work(partial(_first, passphrase=new), self._on_made)

    def _on_made(self, made: NewLocks) -> None:
        self._free()
        self.said.hide()
        self._do("sheet", made)

    def print_sheet(self) -> None:
        """Print or save the recovery sheet."""
        made = self._doing.made
        if made is not None:
            self.sheet.write(partial(_sheet, code=made.code), self._sheet_name(), ".pdf", N_("Save the recovery sheet"))

    def store_locks(self) -> None:
        """Store the locks that were made."""
        made, kept = self._doing.made, self._cards.kept
        if made is None or self._busy:
            return
        if kept is not None and not kept.isChecked():
            self._tell(PROBLEM, N_("Keep the code first. Then tick the box above this button."))
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._store(made)

    def _store(self, made: NewLocks) -> None:
        self._busy = True
        self.context.lane.submit(lambda workspace: workspace.drawer.store(made), self._on_stored, self._on_failed)

    def _on_stored(self, anew: bool) -> None:
        step = self._doing.step
        self._free()
        self._forget()
        self._doing = _Doing()
        self._fresh_sheet()
        said = {
            "change": N_("The new passphrase holds. Backups made before still open with the old one."),
            "renew": N_("The new passphrase holds, and the drawer is open. The recovery sheet stays the same."),
        }.get(step, N_("Done. The drawer is open until it is locked."))
        if anew:
            said = N_("Done. Backups from before hold the drawer unprotected: drop them on the page of backups.")
        self._tell(DONE, said)
        self._changed()

    def try_passphrase(self) -> None:
        """Try the passphrase."""
        if self._cards.fields is None:
            return
        typed = self._cards.fields.text("passphrase")
        if not typed.strip():
            self._tell(PROBLEM, N_("Type the passphrase first."))
            self._cards.fields.focus()
            return
        self._try(partial(_by_passphrase, passphrase=typed), self._on_key)

    def _on_key(self, key: object) -> None:
        self.context.lane.submit(lambda workspace: workspace.drawer.open_with(key), self._on_opened, self._on_failed)

    def _on_opened(self, _view: DrawerView) -> None:
        self._free()
        self._forget()
        self._doing = _Doing()
        self._tell(DONE, N_("The drawer is open."))
        self._changed()

    def lock_now(self) -> None:
        """Lock the drawer."""
        self.context.lane.submit(lambda workspace: workspace.drawer.lock(), self._on_locked)

    def _on_locked(self, _view: DrawerView) -> None:
        self._doing = _Doing()
        self._tell(DONE, N_("The drawer is locked."))
        self._changed()

    def choose_minutes(self, edit: Edit) -> None:
        """Choose after how long it locks itself."""
        minutes = int(str(edit.value or 0))
        self.context.lane.submit(lambda workspace: workspace.drawer.set_minutes(minutes))

    def try_code(self) -> None:
        """Try the recovery code."""
        if self._cards.code is not None:
            self._cards.code.commit_composition()
            self._try(partial(_by_code, code=self._cards.code.text()), self._on_code_key)

    def _on_code_key(self, key: object) -> None:
        self._free()
        self.said.hide()
        if self._view is not None and self._view.read_only:
            self._on_key(key)
        else:
            self._do("renew", key=key)

    def renew(self) -> None:
        """Set a new passphrase after the code opened the drawer."""
        new, key = self._new_passphrase(), self._doing.key
        if new:
            self._work(partial(_changed, key=key, passphrase=new), self._store)

    def change_passphrase(self) -> None:
        """Change the passphrase."""
        new = self._new_passphrase()
        if new and self._cards.fields is not None:
            old = self._cards.fields.text("passphrase")
            self._try(partial(_other_passphrase, old=old, new=new), self._store)

    def make_sheet(self) -> None:
        """Make another recovery code."""
        if self._cards.fields is not None:
            self._try(partial(_other_code, old=self._cards.fields.text("passphrase")), self._on_made)

    def empty_drawer(self) -> None:
        """Erase everything in the drawer."""
        if self._cards.word is not None:
            self._cards.word.commit_composition()
            typed = self._cards.word.text()
            self.context.lane.submit(lambda workspace: workspace.drawer.empty(typed), self._on_emptied, self._on_failed)

    def _on_emptied(self, _changes: object) -> None:
        self._doing = _Doing()
        self._tell(DONE, N_("The drawer is empty. Older backups still hold what was in it, encrypted as it was."))
        self._changed()

    def leave_it(self) -> None:
        """Leave everything as it was."""
        self._forget()
        self.said.hide()
        self._fresh_sheet()
        self._next = True
        self._do()

    # -- trying

    def _new_passphrase(self) -> str:
        """Return the new passphrase that stands in the fields, "" where it cannot be taken."""
        from app.services.drawer import passphrase_fault

        if self._cards.fields is None:
            return ""
        new, again = self._cards.fields.text("new_passphrase"), self._cards.fields.text("again_passphrase")
        fault = passphrase_fault(new, again)
        if fault is None:
            return new
        self._tell(PROBLEM, fault)
        self._cards.fields.focus("new_passphrase")
        return ""

    def _try(self, work: Callable[[Ways], Any], done: Callable[[Any], Any]) -> None:
        """Read the locks on the lane, try them in the pool."""
        if self._busy:
            return
        self._busy = True
        self._tell(OPEN, N_("Trying the key …"))
        self.context.lane.submit(
            lambda workspace: workspace.drawer.ways(),
            lambda ways: self._run(lambda: work(ways), done),
            self._on_failed,
        )

    def _work(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        if not self._busy:
            self._busy = True
            self._tell(OPEN, N_("Making the lock …"))
            self._run(work, done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        self.context.pool.run(lambda _job: work(), done, self._on_failed)

    def _on_failed(self, error: AppError) -> None:
        self._free()
        if error.code == "drawer.wrong":
            self.context.lane.submit(lambda workspace: workspace.drawer.wrong(), partial(self._on_wrong, error))
            return
        self._tell(PROBLEM, N_("{what} {todo}", what=error.what, todo=error.todo))
        self._focus_first()

    def _on_wrong(self, error: AppError, wait_s: int) -> None:
        todo = N_("Wait {n} seconds, then try again.", n=wait_s) if wait_s else error.todo
        self._tell(PROBLEM, N_("{what} {todo}", what=error.what, todo=todo))
        self._focus_first()

    def _free(self) -> None:
        self._busy = False

    def _changed(self) -> None:
        """Let every page forget or show what is in the drawer; the keyboard goes to what can be done next."""
        self._next = True
        self.context.drawer_changed.emit()

    def _forget(self) -> None:
        if self._cards.fields is not None:
            self._cards.fields.clear()
        if self._cards.code is not None:
            self._cards.code.clear()

    def _fresh_sheet(self) -> None:
        """Take another bar for sheets: the one before holds a page with the code."""
        old, self.sheet = self.sheet, OutputBar(self.context, self.sheet.dialogs)
        self.body.replaceWidget(old, self.sheet)
        self.binder.also(self.sheet.refresh)
        self.sheet.hide()
        old.hide()
        old.deleteLater()

    def _focus_first(self) -> None:
        """Put the keyboard into the first field of the card, else on its first button."""
        buttons = [one for one in self.findChildren(QPushButton) if one.property("kind") == "primary"]
        target: QWidget | None = (
            self._cards.code or self._cards.word or next((one for one in buttons if not one.isHidden()), None)
        )
        if self._cards.fields is not None:
            self._cards.fields.focus()
            target = self._cards.fields
        elif target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is not None:
            self.scroll_area.follow(target)

    def _tell(self, shape: str, said: Label) -> None:
        self.said.say(shape, said)
        self.said.show()
        self.scroll_area.follow(self.said)

    def _sheet_name(self) -> str:
        name = self.context.text(N_("Recovery sheet"))
        return f"{self.context.document.community} {name}".strip()


def _spaced(code: str) -> str:
    return "   ".join(code.split("-"))


def _view(workspace: Workspace) -> DrawerView:
    return workspace.drawer.view()


def _sheet(workspace: Workspace, code: str) -> Work:
    from app.services.drawer_sheet import sheet_work

    return sheet_work(workspace, code)


def _first(passphrase: str) -> NewLocks:
    from app.services.drawer import first_locks

    return first_locks(passphrase)


def _changed(key: object, passphrase: str) -> NewLocks:
    from app.services.drawer import changed_passphrase

    return changed_passphrase(key, passphrase)  # type: ignore[arg-type]


def _by_passphrase(ways: Ways, passphrase: str) -> object:
    from app.services.drawer import key_by_passphrase

    return key_by_passphrase(ways, passphrase)


def _by_code(ways: Ways, code: str) -> object:
    from app.services.drawer import key_by_code

    return key_by_code(ways, code)


def _other_passphrase(ways: Ways, old: str, new: str) -> NewLocks:
    from app.services.drawer import changed_passphrase, key_by_passphrase

    return changed_passphrase(key_by_passphrase(ways, old), new)


def _other_code(ways: Ways, old: str) -> NewLocks:
    from app.services.drawer import key_by_passphrase, new_sheet

    return new_sheet(key_by_passphrase(ways, old))
