"""The cards of the private drawer's page: what it holds, and one card for what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.ui.context import UiContext
from app.ui.drawer.passphrase import PassphraseFields
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.drawer.service import DrawerView

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


class Deeds(Protocol):
    """What the buttons of the cards do; the page does it."""

    def begin(self, step: str) -> None:
        """Go to the card of a step, such as ``change``."""

    def set_first(self) -> None:
        """Make the first locks of a new passphrase, and go on to the recovery sheet."""

    def print_sheet(self) -> None:
        """Print or save the recovery sheet."""

    def store_locks(self) -> None:
        """Store the locks that were made."""

    def leave_it(self) -> None:
        """Leave everything as it was."""

    def try_passphrase(self) -> None:
        """Try the passphrase."""

    def try_code(self) -> None:
        """Try the recovery code."""

    def renew(self) -> None:
        """Set a new passphrase after the code opened the drawer."""

    def lock_now(self) -> None:
        """Lock the drawer."""

    def choose_minutes(self, edit: Edit) -> None:
        """Choose after how long it locks itself."""

    def change_passphrase(self) -> None:
        """Change the passphrase."""

    def make_sheet(self) -> None:
        """Make another recovery code."""

    def empty_drawer(self) -> None:
        """Erase everything in the drawer."""


class DrawerCards:
    """Makes the cards and remembers their inputs.

    Args:
        context: words and theme.
        deeds: what the buttons do.

    Attributes:
        part: says again what stands on the cards.
        fields, code, word, kept: inputs of the card that stands there, ``None`` where it has none.
    """

    def __init__(self, context: UiContext, deeds: Deeds) -> None:
        self._context, self._deeds = context, deeds
        self.clear()

    def clear(self) -> None:
        """Forget the cards that stood there."""
        self.part = self._part = Binder(self._context)
        self.fields: PassphraseFields | None = None
        self.code: LineEdit | None = None
        self.word: LineEdit | None = None
        self.kept: CheckBox | None = None

    def make(self, view: DrawerView, step: str, code: str) -> Card:
        """Return the card of a step, or of how the drawer stands where no step was begun.

        Args:
            view: how the drawer stands.
            step: see the page.
            code: the new recovery code, for the step ``sheet``.
        """
        if step == "sheet":
            return self._sheet_card(view, code)
        makers: dict[str, Callable[[DrawerView], Card]] = {
            "forgotten": self._forgotten_card,
            "renew": self._renew_card,
            "change": self._change_card,
            "new_sheet": self._new_sheet_card,
            "empty": self._empty_card,
            "unset": self._set_card,
            "clear": self._set_card,
            "locked": self._unlock_card,
            "open": self._open_card,
        }
        return makers[step or view.state](view)

    def _card(self, said: Label, icon: str) -> Card:
        card = Card(self._context, said, icon=icon)
        self._part.also(card.refresh)
        return card

    def _say(self, card: Card, said: Label, role: str = "body") -> QLabel:
        label = self._part.label(said, role)
        card.body.addWidget(label)
        return label

    def _add_fields(self, card: Card, labels: dict[str, Message], submit: Callable[[], object]) -> PassphraseFields:
        fields = PassphraseFields(self._context, dict(labels))
        fields.submitted.connect(submit)
        self._part.also(fields.refresh)
        card.body.addWidget(fields)
        self.fields = fields
        return fields

    def _line(self, card: Card, said: Label, name: str, submit: Callable[[], object]) -> LineEdit:
        label, line = self._say(card, said, "strong"), LineEdit()
        line.setObjectName(name)
        line.setMaximumWidth(self._context.theme.metrics.em(CODE_EM))
        line.setAccessibleName(self._context.text(said))
        line.returnPressed.connect(submit)
        label.setBuddy(line)
        card.body.addWidget(line)
        return line

    def head(self, view: DrawerView) -> Card:
        """Return the card that says how the drawer stands and what it holds."""
        card = self._card(N_("What is in it"), "lock-open" if view.readable else "lock")
        status = StatusWord(self._context, *STATES[view.state], wrap=True)
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
        self._add_fields(card, labels, self._deeds.set_first)
        go = self._part.button(
            N_("Go on to the recovery sheet"), self._deeds.set_first, kind="primary", name="drawer_set"
        )
        card.body.addLayout(button_row(go))
        return card

    def _sheet_card(self, view: DrawerView, code: str) -> Card:
        card = self._card(N_("Keep the recovery code"), "file-text")
        self._say(card, N_("This code opens the drawer when the passphrase is forgotten. It is shown only now."))
        shown = QLabel("   ".join(code.split("-")))
        shown.setObjectName("recovery_code")
        shown.setProperty("role", "section")
        shown.setWordWrap(True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        shown.setAccessibleName(self._context.text(N_("Recovery code")))
        card.body.addWidget(shown)
        sheet = self._part.button(
            N_("Print or save the recovery sheet"), self._deeds.print_sheet, icon="printer", name="drawer_sheet"
        )
        card.body.addLayout(button_row(sheet))
        self.kept = CheckBox(self._context.theme)
        self.kept.setObjectName("sheet_kept")
        self._part.text(self.kept.setText, N_("I have the sheet, or I wrote the code down."))
        card.body.addWidget(self.kept)
        renewed = view.state == "open"
        words = N_("Use the new code from now on") if renewed else N_("Lock the drawer with this passphrase")
        done = self._part.button(words, self._deeds.store_locks, kind="primary", icon="lock", name="drawer_store")
        stop = self._part.button(
            N_("Leave everything as it was"), self._deeds.leave_it, kind="quiet", name="drawer_stop"
        )
        card.body.addLayout(button_row(done, stop))
        return card

    def _unlock_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Unlock the drawer"), "key")
        self._add_fields(card, {"passphrase": N_("Passphrase")}, self._deeds.try_passphrase)
        go = self._part.button(
            N_("Unlock the drawer"), self._deeds.try_passphrase, kind="primary", icon="lock-open", name="drawer_unlock"
        )
        lost = self._part.button(
            N_("Passphrase forgotten"), partial(self._deeds.begin, "forgotten"), name="drawer_forgotten"
        )
        card.body.addLayout(button_row(go, lost))
        self._say(card, BOTH_LOST, "caption")
        return card

    def _forgotten_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Use the recovery sheet"), "file-text")
        self._say(card, N_("Type the code of the recovery sheet: seven groups of five. Spaces do not matter."))
        self.code = self._line(card, N_("Recovery code"), "code", self._deeds.try_code)
        go = self._part.button(N_("Try the code"), self._deeds.try_code, kind="primary", icon="key", name="drawer_code")
        back = self._part.button(
            N_("Type the passphrase instead"), self._deeds.leave_it, kind="quiet", name="drawer_back"
        )
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
        self._add_fields(card, labels, self._deeds.renew)
        go = self._part.button(N_("Set the new passphrase"), self._deeds.renew, kind="primary", name="drawer_renew")
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _open_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Lock and passphrase"), "lock")
        lock = self._part.button(
            N_("Lock the drawer now"), self._deeds.lock_now, kind="primary", icon="lock", name="drawer_lock"
        )
        card.body.addLayout(button_row(lock))
        self._say(card, N_("It locks by itself when nobody types for a while, and when the file is closed."))
        if view.read_only:
            return card
        from app.services.drawer.service import MINUTES

        options = tuple(Option(str(one), NP_("After {n} minute", "After {n} minutes", one)) for one in MINUTES)
        box = ChoiceBox(self._context, options, optional=False)
        box.set_value(str(view.minutes))
        box.setMaximumWidth(self._context.theme.metrics.em(CHOICE_EM))
        box.main_input().setObjectName("drawer_minutes")
        label = self._say(card, N_("Lock by itself"), "strong")
        label.setBuddy(box.main_input())
        box.name_it(self._context.text(N_("Lock by itself")))
        box.edited.connect(self._deeds.choose_minutes)
        self._part.also(box.refresh)
        card.body.addWidget(box)
        change = self._part.button(
            N_("Change the passphrase"), partial(self._deeds.begin, "change"), name="drawer_change"
        )
        sheet = self._part.button(
            N_("Make a new recovery sheet"), partial(self._deeds.begin, "new_sheet"), name="drawer_new_sheet"
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
        self._add_fields(card, labels, self._deeds.change_passphrase)
        go = self._part.button(
            N_("Change the passphrase"), self._deeds.change_passphrase, kind="primary", name="drawer_changed"
        )
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _new_sheet_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Make a new recovery sheet"), "file-text")
        self._say(card, N_("The old sheet then opens nothing here. Tear it up when you have the new one."))
        self._add_fields(card, {"passphrase": N_("Present passphrase")}, self._deeds.make_sheet)
        go = self._part.button(N_("Show a new code"), self._deeds.make_sheet, kind="primary", name="drawer_show_code")
        card.body.addLayout(button_row(go, self._stop_button()))
        return card

    def _empty_card(self, view: DrawerView) -> Card:
        card = self._card(N_("Empty the drawer"), "trash-2")
        warning = N_("Everything in the drawer is erased for good, with its passphrase. Nothing brings it back.")
        status = StatusWord(self._context, NOTICE, warning, wrap=True)
        self._part.also(status.refresh)
        card.body.addWidget(status)
        word = ERASE.get(self._context.translator.language, ERASE["en"])
        self.word = self._line(card, N_("To erase it, type: {word}", word=word), "empty_word", self._deeds.empty_drawer)
        self.word.setMaximumWidth(self._context.theme.metrics.em(16))
        keep = self._part.button(N_("Keep what is in it"), self._deeds.leave_it, kind="primary", name="drawer_keep")
        sure = self._part.button(
            N_("Erase it for good"), self._deeds.empty_drawer, icon="trash-2", name="drawer_empty_sure"
        )
        card.body.addLayout(button_row(keep, sure))
        return card

    def _stop_button(self) -> QWidget:
        return self._part.button(
            N_("Leave everything as it was"), self._deeds.leave_it, kind="quiet", name="drawer_stop"
        )

    def _empty_button(self) -> QWidget:
        return self._part.button(
            N_("Empty the drawer"), partial(self._deeds.begin, "empty"), icon="trash-2", name="drawer_empty"
        )
