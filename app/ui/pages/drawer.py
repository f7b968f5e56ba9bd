"""The private drawer: set a passphrase, unlock, lock, change it, recover from a lost one, empty the drawer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.drawer.cards import DrawerCards
from app.ui.drawer.desk import DrawerDesk
from app.ui.pages.base import ScrollPage
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import DONE, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.drawer.service import DrawerView, NewLocks
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
        self._cards, self._desk = DrawerCards(context, self), DrawerDesk(context, self)
        self._doing, self._next = _Doing(), False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._desk.read)
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
        self._connect()

    def _connect(self) -> None:
        desk = self._desk
        desk.viewed.connect(self._on_view)
        desk.told.connect(self._tell)
        desk.made.connect(self._on_made)
        desk.code_fits.connect(self._on_code_fits)
        desk.stored.connect(self._on_stored)
        for done in (desk.opened, desk.locked, desk.emptied):
            done.connect(self._changed)
        desk.refused.connect(self._focus_first)

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
        self._desk.read()

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

    def _on_view(self, view: DrawerView) -> None:
        if view != self._view or self._list.count() == 0:
            self._view = view
            self._fill()

    def _on_drawer(self) -> None:
        """Begin anew: what was made with an open drawer must not open it again."""
        if self._doing.step:
            self._fresh_sheet()
        self._view, self._doing = None, _Doing()
        self._desk.read()

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
            self._desk.set_first(new)

    def _on_made(self, made: NewLocks) -> None:
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
        if made is None:
            return
        if kept is not None and not kept.isChecked():
            self._tell(PROBLEM, N_("Keep the code first. Then tick the box above this button."))
            kept.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._desk.store(made)

    def _on_stored(self, anew: bool) -> None:
        step = self._doing.step
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
        self._desk.try_passphrase(typed)

    def lock_now(self) -> None:
        """Lock the drawer."""
        self._desk.lock()

    def choose_minutes(self, edit: Edit) -> None:
        """Choose after how long it locks itself."""
        self._desk.set_minutes(int(str(edit.value or 0)))

    def try_code(self) -> None:
        """Try the recovery code."""
        if self._cards.code is not None:
            self._cards.code.commit_composition()
            self._desk.try_code(self._cards.code.text())

    def _on_code_fits(self, key: object) -> None:
        self.said.hide()
        if self._view is not None and self._view.read_only:
            self._desk.open_with(key)
        else:
            self._do("renew", key=key)

    def renew(self) -> None:
        """Set a new passphrase after the code opened the drawer."""
        new = self._new_passphrase()
        if new:
            self._desk.renew(self._doing.key, new)

    def change_passphrase(self) -> None:
        """Change the passphrase."""
        new = self._new_passphrase()
        if new and self._cards.fields is not None:
            self._desk.change(self._cards.fields.text("passphrase"), new)

    def make_sheet(self) -> None:
        """Make another recovery code."""
        if self._cards.fields is not None:
            self._desk.make_sheet(self._cards.fields.text("passphrase"))

    def empty_drawer(self) -> None:
        """Erase everything in the drawer."""
        if self._cards.word is not None:
            self._cards.word.commit_composition()
            self._desk.empty(self._cards.word.text())

    def leave_it(self) -> None:
        """Leave everything as it was."""
        self._forget()
        self.said.hide()
        self._fresh_sheet()
        self._next = True
        self._do()

    # -- what stands in the fields

    def _new_passphrase(self) -> str:
        """Return the new passphrase that stands in the fields, "" where it cannot be taken."""
        from app.services.drawer.service import passphrase_fault

        if self._cards.fields is None:
            return ""
        new, again = self._cards.fields.text("new_passphrase"), self._cards.fields.text("again_passphrase")
        fault = passphrase_fault(new, again)
        if fault is None:
            return new
        self._tell(PROBLEM, fault)
        self._cards.fields.focus("new_passphrase")
        return ""

    def _changed(self) -> None:
        """Let every page forget or show what is in the drawer; the keyboard goes to what can be done next."""
        self._forget()
        self._doing, self._next = _Doing(), True
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


def _sheet(workspace: Workspace, code: str) -> Work:
    from app.services.drawer.sheet import sheet_work

    return sheet_work(workspace, code)
