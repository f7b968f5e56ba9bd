"""The private drawer: set a passphrase, unlock, lock, change it, recover from a lost one, empty the drawer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.passphrase import PassphraseFields
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.drawer import DrawerView, NewLocks, Ways
    from app.services.output_kinds.base import Work
    from app.services.workspace import Workspace

SOON_MS = 60
CODE_EM, CHOICE_EM = 30.0, 14.0
ERASE = {"zh_TW": "永久刪除", "en": "erase"}
"""The word that is typed, by language; the service takes either."""
BOTH_LOST = N_("If the passphrase and the recovery sheet are both lost, nobody can open the drawer. We cannot either.")
STATES: dict[str, tuple[str, Message]] = {
    "unset": (OPEN, N_("The drawer has no passphrase yet, and nothing can be put in.")),
    "clear": (NOTICE, N_("This practice file needs no passphrase. Everything in the drawer can be read.")),
    "locked": (DONE, N_("The drawer is locked. Only how many records are in it can be seen.")),
    "open": (NOTICE, N_("The drawer is open. Lock it when you leave the computer.")),
}


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
        self._part = Binder(context)
        self._doing = _Doing()
        self._busy = self._next = False
        self._fields: PassphraseFields | None = None
        self._code: LineEdit | None = None
        self._word: LineEdit | None = None
        self._kept: CheckBox | None = None
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
        self._part.refresh()
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
        self._view = None
        self._ask()

    def _do(self, step: str = "", made: NewLocks | None = None, key: object = None) -> None:
        self._doing = _Doing(step, made, key)
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        self._part, self._fields, self._code, self._word, self._kept = Binder(self.context), None, None, None, None
        self._list.setSpacing(self.context.theme.metrics.u(1))
        self.sheet.setVisible(self._doing.step == "sheet")
        view = self._view
        if view is None:
            return
        if not self._doing.step:
            self._list.addWidget(self._head(view))
        if view.read_only and not view.readable and view.state != "locked":
            return
        makers: dict[str, Callable[[DrawerView], Card]] = {
            "sheet": self._sheet_card,
            "forgotten": self._forgotten_card,
            "renew": self._renew_card,
            "change": self._change_card,
            "new_sheet": self._new_sheet_card,
            "empty": self._empty_card,
        }
        states = {
            "unset": self._set_card,
            "clear": self._set_card,
            "locked": self._unlock_card,
            "open": self._open_card,
        }
        self._list.addWidget(makers.get(self._doing.step, states[view.state])(view))
        if self.isVisible() and (self._doing.step or self._next):
            self._next = False
            self._focus_first()

    def _card(self, said: Label, icon: str) -> Card:
        card = Card(self.context, said, icon=icon)
        self._part.also(card.refresh)
        return card

    def _say(self, card: Card, said: Label, role: str = "body") -> QLabel:
        label = self._part.label(said, role)
        card.body.addWidget(label)
        return label

    def _add_fields(self, card: Card, labels: dict[str, Message], submit: Callable[[], object]) -> PassphraseFields:
        fields = PassphraseFields(self.context, dict(labels))
        fields.submitted.connect(submit)
        self._part.also(fields.refresh)
        card.body.addWidget(fields)
        self._fields = fields
        return fields

    def _line(self, card: Card, said: Label, name: str, submit: Callable[[], object]) -> LineEdit:
        label, line = self._say(card, said, "strong"), LineEdit()
        line.setObjectName(name)
        line.setMaximumWidth(self.context.theme.metrics.em(CODE_EM))
        line.setAccessibleName(self.context.text(said))
        line.returnPressed.connect(submit)
        label.setBuddy(line)
        card.body.addWidget(line)
        return line

    def _head(self, view: DrawerView) -> Card:
        card = self._card(N_("What is in it"), "lock-open" if view.readable else "lock")
        status = StatusWord(self.context, *STATES[view.state], wrap=True)
        status.setObjectName("drawer_state")
        self._part.also(status.refresh)
        card.body.addWidget(status)
        for one in view.held:
            count = NP_("{n} record", "{n} records", one.count)
            self._say(card, N_("{type}: {count}", type=one.label, count=count))
        return card

    def _set_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Set a passphrase"), "key")
        self._say(card, N_("Choose several words that the team can remember. Ten letters or five Chinese characters."))
        if view.state == "clear":
            said = N_(
                "Everything in the drawer is then encrypted anew. Backups from before stay readable until dropped."
            )
            self._say(card, said)
        self._say(card, BOTH_LOST)
        labels = {"new_passphrase": N_("New passphrase"), "again_passphrase": N_("Once more")}
        self._add_fields(card, labels, self._on_set)
        go = self._part.button(N_("Go on to the recovery sheet"), self._on_set, kind="primary", name="drawer_set")
        card.body.addLayout(button_row(go))
        return card

    def _sheet_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Keep the recovery code"), "file-text")
        self._say(card, N_("This code opens the drawer when the passphrase is forgotten. It is shown only now."))
        made = self._doing.made
        code = QLabel(_spaced(made.code) if made is not None else "")
        code.setObjectName("recovery_code")
        code.setProperty("role", "section")
        code.setWordWrap(True)
        code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        code.setAccessibleName(self.context.text(N_("Recovery code")))
        card.body.addWidget(code)
        sheet = self._part.button(
            N_("Print or save the recovery sheet"), self._on_sheet, icon="printer", name="drawer_sheet"
        )
        card.body.addLayout(button_row(sheet))
        self._kept = CheckBox(self.context.theme)
        self._kept.setObjectName("sheet_kept")
        self._part.text(self._kept.setText, N_("I have the sheet, or I wrote the code down."))
        card.body.addWidget(self._kept)
        renewed = view.state == "open"
        words = N_("Use the new code from now on") if renewed else N_("Lock the drawer with this passphrase")
        done = self._part.button(words, self._on_store, kind="primary", icon="lock", name="drawer_store")
        stop = self._part.button(N_("Leave everything as it was"), self._on_stop, kind="quiet", name="drawer_stop")
        card.body.addLayout(button_row(done, stop))
        return card

    def _unlock_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Unlock the drawer"), "key")
        self._add_fields(card, {"passphrase": N_("Passphrase")}, self._on_unlock)
        go = self._part.button(
            N_("Unlock the drawer"), self._on_unlock, kind="primary", icon="lock-open", name="drawer_unlock"
        )
        lost = self._part.button(N_("Passphrase forgotten"), partial(self._do, "forgotten"), name="drawer_forgotten")
        card.body.addLayout(button_row(go, lost))
        self._say(card, BOTH_LOST, "caption")
        return card

    def _forgotten_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Use the recovery sheet"), "file-text")
        self._say(card, N_("Type the code of the recovery sheet: seven groups of five. Spaces do not matter."))
        self._code = self._line(card, N_("Recovery code"), "code", self._on_code)
        go = self._part.button(N_("Try the code"), self._on_code, kind="primary", icon="key", name="drawer_code")
        back = self._part.button(N_("Type the passphrase instead"), self._on_stop, kind="quiet", name="drawer_back")
        card.body.addLayout(button_row(go, back))
        self._say(card, BOTH_LOST)
        if not view.read_only:
            self._say(card, N_("You can then only empty the drawer and begin anew."))
            card.body.addLayout(button_row(self._empty_button()))
        return card

    def _renew_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Set a new passphrase"), "key")
        self._say(card, N_("The code is right. Choose the passphrase that opens the drawer from now on."))
        labels = {"new_passphrase": N_("New passphrase"), "again_passphrase": N_("Once more")}
        self._add_fields(card, labels, self._on_renew)
        go = self._part.button(N_("Set the new passphrase"), self._on_renew, kind="primary", name="drawer_renew")
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _open_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Lock and passphrase"), "lock")
        lock = self._part.button(
            N_("Lock the drawer now"), self._on_lock, kind="primary", icon="lock", name="drawer_lock"
        )
        card.body.addLayout(button_row(lock))
        self._say(card, N_("It locks by itself when nobody types for a while, and when the file is closed."))
        if view.read_only:
            return card
        from app.services.drawer import MINUTES

        options = tuple(Option(str(one), NP_("After {n} minute", "After {n} minutes", one)) for one in MINUTES)
        box = ChoiceBox(self.context, options, optional=False)
        box.set_value(str(view.minutes))
        box.setMaximumWidth(self.context.theme.metrics.em(CHOICE_EM))
        box.main_input().setObjectName("drawer_minutes")
        label = self._say(card, N_("Lock by itself"), "strong")
        label.setBuddy(box.main_input())
        box.name_it(self.context.text(N_("Lock by itself")))
        box.edited.connect(self._on_minutes)
        self._part.also(box.refresh)
        card.body.addWidget(box)
        change = self._part.button(N_("Change the passphrase"), partial(self._do, "change"), name="drawer_change")
        sheet = self._part.button(
            N_("Make a new recovery sheet"), partial(self._do, "new_sheet"), name="drawer_new_sheet"
        )
        card.body.addLayout(button_row(change, sheet, self._empty_button()))
        return card

    def _change_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Change the passphrase"), "key")
        self._say(card, N_("The old one then opens nothing here. Backups made before still open with the old one."))
        labels = {
            "passphrase": N_("Present passphrase"),
            "new_passphrase": N_("New passphrase"),
            "again_passphrase": N_("Once more"),
        }
        self._add_fields(card, labels, self._on_change)
        go = self._part.button(N_("Change the passphrase"), self._on_change, kind="primary", name="drawer_changed")
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _new_sheet_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Make a new recovery sheet"), "file-text")
        self._say(card, N_("The old sheet then opens nothing here. Tear it up when you have the new one."))
        self._add_fields(card, {"passphrase": N_("Present passphrase")}, self._on_new_sheet)
        go = self._part.button(N_("Show a new code"), self._on_new_sheet, kind="primary", name="drawer_show_code")
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _empty_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Empty the drawer"), "trash-2")
        warning = N_("Everything in the drawer is erased for good, with its passphrase. Nothing brings it back.")
        status = StatusWord(self.context, NOTICE, warning, wrap=True)
        self._part.also(status.refresh)
        card.body.addWidget(status)
        word = ERASE.get(self.context.translator.language, ERASE["en"])
        self._word = self._line(card, N_("To erase it, type: {word}", word=word), "empty_word", self._on_empty)
        self._word.setMaximumWidth(self.context.theme.metrics.em(16))
        keep = self._part.button(N_("Keep what is in it"), self._on_stop, kind="primary", name="drawer_keep")
        sure = self._part.button(N_("Erase it for good"), self._on_empty, icon="trash-2", name="drawer_empty_sure")
        card.body.addLayout(button_row(keep, sure))
        return card

    def _stop_button(self) -> QWidget:
        return self._part.button(N_("Leave everything as it was"), self._on_stop, kind="quiet", name="drawer_stop")

    def _empty_button(self) -> QWidget:
        return self._part.button(
            N_("Empty the drawer"), partial(self._do, "empty"), icon="trash-2", name="drawer_empty"
        )

    # -- what people do

    def _on_set(self) -> None:
        new = self._new_passphrase()
        if new:
            self._work(partial(_first, passphrase=new), self._on_made)

    def _on_made(self, made: NewLocks) -> None:
        self._free()
        self.said.hide()
        self._do("sheet", made)

    def _on_sheet(self) -> None:
        made = self._doing.made
        if made is not None:
            self.sheet.write(partial(_sheet, code=made.code), self._sheet_name(), ".pdf", N_("Save the recovery sheet"))

    def _on_store(self) -> None:
        made, kept = self._doing.made, self._kept
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

    def _on_unlock(self) -> None:
        if self._fields is None:
            return
        typed = self._fields.text("passphrase")
        if not typed.strip():
            self._tell(PROBLEM, N_("Type the passphrase first."))
            self._fields.focus()
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

    def _on_lock(self) -> None:
        self.context.lane.submit(lambda workspace: workspace.drawer.lock(), self._on_locked)

    def _on_locked(self, _view: DrawerView) -> None:
        self._doing = _Doing()
        self._tell(DONE, N_("The drawer is locked."))
        self._changed()

    def _on_minutes(self, edit: Edit) -> None:
        minutes = int(str(edit.value or 0))
        self.context.lane.submit(lambda workspace: workspace.drawer.set_minutes(minutes))

    def _on_code(self) -> None:
        if self._code is not None:
            self._code.commit_composition()
            self._try(partial(_by_code, code=self._code.text()), self._on_code_key)

    def _on_code_key(self, key: object) -> None:
        self._free()
        self.said.hide()
        if self._view is not None and self._view.read_only:
            self._on_key(key)
        else:
            self._do("renew", key=key)

    def _on_renew(self) -> None:
        new, key = self._new_passphrase(), self._doing.key
        if new:
            self._work(partial(_changed, key=key, passphrase=new), self._store)

    def _on_change(self) -> None:
        new = self._new_passphrase()
        if new and self._fields is not None:
            old = self._fields.text("passphrase")
            self._try(partial(_other_passphrase, old=old, new=new), self._store)

    def _on_new_sheet(self) -> None:
        if self._fields is not None:
            self._try(partial(_other_code, old=self._fields.text("passphrase")), self._on_made)

    def _on_empty(self) -> None:
        if self._word is not None:
            self._word.commit_composition()
            typed = self._word.text()
            self.context.lane.submit(lambda workspace: workspace.drawer.empty(typed), self._on_emptied, self._on_failed)

    def _on_emptied(self, _changes: object) -> None:
        self._doing = _Doing()
        self._tell(DONE, N_("The drawer is empty. Older backups still hold what was in it, encrypted as it was."))
        self._changed()

    def _on_stop(self) -> None:
        self._forget()
        self.said.hide()
        self._fresh_sheet()
        self._next = True
        self._do()

    # -- trying

    def _new_passphrase(self) -> str:
        """Return the new passphrase that stands in the fields, "" where it cannot be taken."""
        from app.services.drawer import passphrase_fault

        if self._fields is None:
            return ""
        new, again = self._fields.text("new_passphrase"), self._fields.text("again_passphrase")
        fault = passphrase_fault(new, again)
        if fault is None:
            return new
        self._tell(PROBLEM, fault)
        self._fields.focus("new_passphrase")
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
        if self._fields is not None:
            self._fields.clear()
        if self._code is not None:
            self._code.clear()

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
        target: QWidget | None = self._code or self._word or next((one for one in buttons if not one.isHidden()), None)
        if self._fields is not None:
            self._fields.focus()
            target = self._fields
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
