"""Every keyboard shortcut of the program, in one place, so that the list can be shown and printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.core.messages import N_, Message

EVERYWHERE, IN_LISTS, IN_FIELDS = N_("Everywhere"), N_("In lists and on pages"), N_("In fields")
IN_CHAPTERS = N_("In a chapter of the dossier")
IN_KEYING = N_("While a paper form is typed in")
IN_SHEET = N_("In the budget's sheet")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One shortcut.

    Args:
        id: what it does, such as ``undo``; pages name their own commands by these ids.
        keys: portable key names; the first is the one that is shown.
        label: a verb with its object.
        group: where it works.
        own: False for keys that the fields themselves know and that are only listed.
    """

    id: str
    keys: tuple[str, ...]
    label: Message
    group: Message = EVERYWHERE
    own: bool = True

    def shown(self) -> str:
        """Return the first key as this system writes it."""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


SHORTCUTS = (
    Shortcut("undo", ("Ctrl+Z",), N_("Undo the last step")),
    Shortcut("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), N_("Redo the step")),
    Shortcut("save", ("Ctrl+S",), N_("Ask whether everything is saved")),
    Shortcut("home", ("Alt+Home",), N_("Open the home page")),
    Shortcut("back", ("Alt+Left",), N_("Go back")),
    Shortcut("search", ("Ctrl+F",), N_("Search everything")),
    Shortcut("help", ("F1",), N_("Show help for the field")),
    Shortcut("journey", ("F2",), N_("Go to the journey")),
    Shortcut("page", ("F6",), N_("Go to the page")),
    Shortcut("larger", ("Ctrl++", "Ctrl+="), N_("Make the text larger")),
    Shortcut("smaller", ("Ctrl+-",), N_("Make the text smaller")),
    Shortcut("normal", ("Ctrl+0",), N_("Set the text to its normal size")),
    Shortcut("language", ("Ctrl+Shift+L",), N_("Change the language")),
    Shortcut("lock", ("Ctrl+L",), N_("Lock the drawer now")),
    Shortcut("add", ("Ctrl+N",), N_("Add a record"), IN_LISTS),
    Shortcut("delete", ("Ctrl+Shift+D",), N_("Move the record to the bin"), IN_LISTS),
    Shortcut("export", ("Ctrl+E",), N_("Export the list to Excel"), IN_LISTS),
    Shortcut("print", ("Ctrl+P",), N_("Print the page or list"), IN_LISTS),
    Shortcut("tools", ("Ctrl+T",), N_("Open the tools of the dossier"), IN_LISTS),
    Shortcut("replace", ("Ctrl+H",), N_("Find and replace in the dossier"), IN_LISTS),
    Shortcut("copy", ("Ctrl+C",), N_("Copy the chosen rows"), IN_LISTS, own=False),
    Shortcut("open", ("Return",), N_("Open the chosen row"), IN_LISTS, own=False),
    Shortcut("next", ("Tab",), N_("Go to the next field"), IN_FIELDS, own=False),
    Shortcut("previous", ("Shift+Tab",), N_("Go to the field before"), IN_FIELDS, own=False),
    Shortcut("tick", ("Space",), N_("Press the button or tick the box"), IN_FIELDS, own=False),
    Shortcut("bold", ("Ctrl+B",), N_("Set in bold"), IN_FIELDS, own=False),
    Shortcut("emphasis", ("Ctrl+I",), N_("Set in emphasis"), IN_FIELDS, own=False),
    Shortcut("block_up", ("Alt+Up",), N_("Move the block up"), IN_CHAPTERS, own=False),
    Shortcut("block_down", ("Alt+Down",), N_("Move the block down"), IN_CHAPTERS, own=False),
    Shortcut("form_0", ("Ctrl+0",), N_("Make it a paragraph"), IN_CHAPTERS, own=False),
    Shortcut("form_1", ("Ctrl+1",), N_("Make it a heading of level 1"), IN_CHAPTERS, own=False),
    Shortcut("form_2", ("Ctrl+2",), N_("Make it a heading of level 2"), IN_CHAPTERS, own=False),
    Shortcut("form_3", ("Ctrl+3",), N_("Make it a heading of level 3"), IN_CHAPTERS, own=False),
    Shortcut("form_4", ("Ctrl+4",), N_("Make it a heading of level 4"), IN_CHAPTERS, own=False),
    Shortcut("deeper", ("Ctrl+]",), N_("Set the heading or list one level deeper"), IN_CHAPTERS, own=False),
    Shortcut("higher", ("Ctrl+[",), N_("Set the heading or list one level higher"), IN_CHAPTERS, own=False),
    Shortcut("reference", ("Ctrl+K",), N_("Insert a reference or a page number"), IN_CHAPTERS, own=False),
    Shortcut("fact", ("Ctrl+Shift+K",), N_("Insert a fact of the community"), IN_CHAPTERS, own=False),
    Shortcut("key_on", ("Return", "Enter"), N_("Go on to the next question"), IN_KEYING, own=False),
    Shortcut("key_back", ("Shift+Return", "Shift+Enter"), N_("Go back one question"), IN_KEYING, own=False),
    Shortcut("key_repeat", ("F4", "Ctrl+'"), N_("Repeat what stands above"), IN_KEYING, own=False),
    Shortcut("key_take", ("F3",), N_("Take the person that is offered"), IN_KEYING, own=False),
    Shortcut("key_next", ("PgDown",), N_("Go to the next sheet"), IN_KEYING, own=False),
    Shortcut("key_before", ("PgUp",), N_("Go to the sheet before"), IN_KEYING, own=False),
    Shortcut("cell_open", ("F2",), N_("Open the cell"), IN_SHEET, own=False),
    Shortcut("cell_back", ("Esc",), N_("Take back what was typed, or leave the sheet"), IN_SHEET, own=False),
    Shortcut("cell_list", ("Alt+Down",), N_("Show what can be chosen, or move the line down"), IN_SHEET, own=False),
    Shortcut("cell_fill", ("Ctrl+D",), N_("Fill down"), IN_SHEET, own=False),
    Shortcut("cell_paste", ("Ctrl+V",), N_("Paste cells, also from Excel"), IN_SHEET, own=False),
    Shortcut("cell_repeat", ("F4",), N_("Do the last thing again"), IN_SHEET, own=False),
    Shortcut("line_insert", ("Ins",), N_("Put a line in"), IN_SHEET, own=False),
    Shortcut("line_up", ("Alt+Up",), N_("Move the line up"), IN_SHEET, own=False),
    Shortcut("line_items", ("Alt+Right",), N_("Show or fold the items of a purchase"), IN_SHEET, own=False),
)


def shortcut(shortcut_id: str) -> Shortcut:
    """Return the shortcut called *shortcut_id*; ``KeyError`` where there is none."""
    for one in SHORTCUTS:
        if one.id == shortcut_id:
            return one
    raise KeyError(shortcut_id)


def command_of(event: QKeyEvent, *groups: Message) -> str:
    """Return the id of the listed shortcut of *groups* that a key press is, "" for none.

    Fields that know keys of their own ask here, so that what is listed and printed is what works.
    """
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    for one in SHORTCUTS:
        if one.group in groups and any(QKeySequence(key) == pressed for key in one.keys):
            return one.id
    return ""
