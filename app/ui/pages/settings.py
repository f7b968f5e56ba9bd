"""Settings: of this computer (language, text, colours) and of the document (calendar, money, paper, output)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.core.fields import Field, Option
from app.core.messages import N_, Label, Message, zh_en
from app.i18n import LANGUAGES, Translator
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.shell.shortcuts import SHORTCUTS
from app.ui.theme import SCHEMES
from app.ui.theme.metrics import TEXT_SIZES
from app.ui.widgets.card import Card
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LANGUAGE_OPTIONS = tuple(
    Option(code, {"zh_TW": zh_en("中文（臺灣）", "中文（臺灣）"), "en": zh_en("English", "English")}[code])
    for code in LANGUAGES
)
SCHEME_WORDS: dict[str, Message] = {
    "system": N_("As the system has it"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}
SCHEME_OPTIONS = tuple(Option(name, SCHEME_WORDS[name]) for name in SCHEMES)
SIZE_OPTIONS = tuple(Option(str(size), N_("{size} %", size=size)) for size in TEXT_SIZES)
DOCUMENT_FIELDS = ("calendar", "currency", "paper", "output_language")


class SettingsPage(ScrollPage):
    """Two cards of choices and the list of keys; each choice holds at once and can be undone."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._fields: dict[str, Field] = {}
        self._boxes: dict[str, ChoiceBox] = {}
        self._community = ""
        here = Card(context, N_("On this computer"), icon="settings")
        self._grid_here = QGridLayout()
        here.body.addLayout(self._grid_here)
        self.document_card = Card(context, N_("In this file"), icon="file")
        self._grid_file = QGridLayout()
        self.document_card.body.addLayout(self._grid_file)
        keys = Card(context, N_("Keys"), icon="keyboard")
        self._grid_keys = QGridLayout()
        keys.body.addLayout(self._grid_keys)
        for card in (here, self.document_card, keys):
            self.binder.also(card.refresh)
            self.body.addWidget(card)
        self._add(self._grid_here, "language", N_("Language"), LANGUAGE_OPTIONS, self._on_language)
        self._add(self._grid_here, "text_size", N_("Size of the text"), SIZE_OPTIONS, self._on_size)
        self._add(self._grid_here, "scheme", N_("Colours"), SCHEME_OPTIONS, self._on_scheme)
        self.document_card.hide()
        self._fill_keys()
        self._show_own()

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Settings")

    def help_text(self) -> HelpText | None:
        """Return what the two cards are for."""
        why = N_("What is chosen for this computer stays here. What is chosen for the file travels with it.")
        return HelpText(N_("Settings"), why=why)

    def open(self, args: tuple[str, ...]) -> None:
        """Read the document's settings."""
        self.context.lane.submit(_document_settings, self._on_settings)

    def on_changes(self, changes: object) -> None:
        """Read the document's settings anew."""
        if self.isVisible():
            self.context.lane.submit(_document_settings, self._on_settings)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        for box in self._boxes.values():
            box.refresh()
        self._fill_keys()
        self._show_own()

    def _add(
        self, grid: QGridLayout, name: str, said: Label, options: tuple[Option, ...], slot: Callable[[Edit], None]
    ) -> None:
        box, label, row = (
            ChoiceBox(self.context, options, optional=False),
            self.binder.label(said, "strong"),
            grid.rowCount(),
        )
        box.box.setObjectName(f"setting_{name}")
        box.edited.connect(slot)
        label.setBuddy(box.box)
        self.binder.text(box.name_it, said)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setVerticalSpacing(self.context.theme.metrics.u(0.75))
        self._boxes[name] = box

    def _show_own(self) -> None:
        self._boxes["language"].set_value(self.context.translator.language)
        self._boxes["text_size"].set_value(str(self.context.theme.text_size))
        self._boxes["scheme"].set_value(self.context.theme.scheme)

    def _on_language(self, edit: Edit) -> None:
        facts, language = self.context.document, str(edit.value)
        self.context.settings.change(language=language)
        self.context.speak(Translator(language, calendar=facts.calendar, currency=facts.currency))

    def _on_size(self, edit: Edit) -> None:
        size = int(str(edit.value))
        self.context.settings.change(text_size=size)
        self.context.theme.wear(text_size=size)

    def _on_scheme(self, edit: Edit) -> None:
        self.context.settings.change(scheme=str(edit.value))
        self.context.theme.wear(scheme=str(edit.value))

    def _on_settings(self, found: tuple[str, tuple[tuple[Field, tuple[Option, ...], object], ...]]) -> None:
        self._community, fields = found
        self.document_card.setVisible(bool(fields))
        for field, options, value in fields:
            if field.name not in self._boxes:
                self._add(self._grid_file, field.name, field.label, options, partial(self._on_document, field.name))
            self._boxes[field.name].set_value(value)
            self._boxes[field.name].freeze(self.context.document.read_only)

    def _on_document(self, name: str, edit: Edit) -> None:
        values, community = {name: edit.value}, self._community
        self.context.lane.submit(lambda workspace: _change(workspace, community, values))

    def _fill_keys(self) -> None:
        clear(self._grid_keys)
        self._grid_keys.setHorizontalSpacing(self.context.theme.metrics.u(2))
        group: Message | None = None
        for one in SHORTCUTS:
            row = self._grid_keys.rowCount()
            if one.group is not group:
                group = one.group
                self._grid_keys.addWidget(self.binder.label(group, "strong"), row, 0, 1, 2)
                row += 1
            self._grid_keys.addWidget(self.binder.label(one.label), row, 0)
            key = self.binder.label(one.shown(), "strong", wrap=False)
            self._grid_keys.addWidget(key, row, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._grid_keys.setColumnStretch(0, 1)

    def key_list(self) -> str:
        """Return the list of keys as text, for the clipboard and for print."""
        return "\n".join(f"{one.shown()}\t{self.context.text(one.label)}" for one in SHORTCUTS)


def _document_settings(workspace: Workspace) -> tuple[str, tuple[tuple[Field, tuple[Option, ...], object], ...]]:
    """Return the community's id and the fields that are settings, with what holds now."""
    record_type = workspace.records.catalogue()["community"]
    row, custom = workspace.records.single("community"), workspace.settings.custom()
    known = {one.name: one for one in record_type.fields}
    found = tuple(
        (known[name], tuple(workspace.records.options("community", name)), getattr(custom, name))
        for name in DOCUMENT_FIELDS
        if name in known
    )
    return (row.id if row is not None else ""), found


def _change(workspace: Workspace, community: str, values: dict[str, object]) -> object:
    if not community:
        return workspace.records.create("community", values)[1]
    return workspace.records.change("community", community, values)
