"""On paper: the blank form of a record type; for an event also its packet and its flyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.core.fields import Option, RecordType, Row
from app.core.messages import N_, NP_, Label, zh_en
from app.core.text import fold
from app.services.papers.event_packet import ROWS
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import growing
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace

LANGUAGES = (Option("zh_TW", zh_en("中文", "Chinese")), Option("en", zh_en("英文", "English")))
EVENT = "event"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the page shows.

    Args:
        record_type: whose paper.
        row: the event, ``None`` for a blank form.
        people: members, key and name.
        words: of the flyer.
    """

    record_type: RecordType
    row: Row | None
    people: tuple[Option, ...]
    words: str


class PaperPage(ScrollPage):
    """Prints what is filled in by hand, and makes the flyer."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._type, self._record = EVENT, ""
        self._facts: PaperFacts | None = None
        self._chosen = False
        self.output = OutputBar(context)
        self.binder.also(self.output.refresh)
        self.body.addWidget(self.output)
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("paper_said")
        self.binder.also(self.said.refresh)
        self.body.addWidget(self.said)
        self.said.hide()
        self.how = self._make_how()
        self.packet = self._make_packet()
        self.flyer = self._make_flyer()
        self.form = self._make_form()
        for card in (self.how, self.packet, self.flyer, self.form):
            self.binder.also(card.refresh)
            self.body.addWidget(card)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        facts = self._facts
        if facts is None:
            return N_("On paper")
        title = facts.row.title if facts.row is not None and facts.row.title else facts.record_type.label
        return N_("On paper: {title}", title=title)

    def help_text(self) -> HelpText | None:
        """Return how paper and program go together."""
        return HelpText(
            N_("On paper"),
            why=N_("At the door a sheet of paper is quicker than any screen."),
            how=(
                N_("Print, let people write, then type the sheets in with “Key a paper form”."),
                N_("The code at the top right of each sheet finds its screen."),
            ),
            mistake=N_("A packet holds names. Hand it to the team only, and keep the sheets in a folder."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Open the papers of a type, or of one event."""
        kind, record = (*args, "", "")[:2]
        self._type, self._record = kind or EVENT, record
        self.said.hide()
        if not self._chosen:
            self.language.set_value(self.context.document.output_language)
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the flyer anew where the event changed."""
        if any(one.type in (self._type, "person") for one in getattr(changes, "changes", ())) and self.isVisible():
            self._ask()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.language.refresh()
        self.only.refresh()
        self.rows.setMaximumWidth(self.context.theme.metrics.em(6))
        if self._facts is not None:
            self._on_facts(self._facts)

    # -- cards

    def _make_how(self) -> Card:
        card = Card(self.context, N_("How it is printed"), icon="printer")
        label = card.binder.label(N_("Language of the paper"), "strong")
        self.language = ChoiceBox(self.context, LANGUAGES, optional=False)
        self.language.set_value(self.context.document.output_language)
        self.language.box.setObjectName("paper_language")
        self.language.setMaximumWidth(self.context.theme.metrics.em(18))
        label.setBuddy(self.language.box)
        card.binder.text(self.language.box.setAccessibleName, N_("Language of the paper"))
        self.language.edited.connect(self._on_language)
        self.large = self._check(card, N_("Large print, 16 points"), "paper_large")
        for one in (label, self.language, self.large):
            card.body.addWidget(one)
        return card

    def _make_packet(self) -> Card:
        card = Card(self.context, N_("Event packet"), icon="clipboard-list")
        card.body.addWidget(
            growing(
                card.binder.label(N_("Event form, sign-in sheets with tally boxes, and sheets for what people say."))
            )
        )
        label = card.binder.label(N_("Room for how many people"), "strong")
        self.rows = LineEdit()
        self.rows.setObjectName("paper_rows")
        self.rows.setText(str(ROWS))
        self.rows.setMaximumWidth(self.context.theme.metrics.em(6))
        label.setBuddy(self.rows)
        card.binder.text(self.rows.setAccessibleName, N_("Room for how many people"))
        self.names = self._check(card, N_("Print known names"), "paper_names")
        self.names.setChecked(True)
        self.names.clicked.connect(self._show_names)
        self.only_label = card.binder.label(N_("Only these people; nobody chosen means everybody"), "strong")
        self.only = ReferencePicker(self.context, many=True, choose=N_("Choose people"), fold=fold)
        self.only.edited.connect(lambda _edit: self._count())
        self.count = card.binder.label(None, "caption")
        self.phone = self._check(card, N_("Column for telephones"), "paper_phone")
        for one in (label, self.rows, self.names, self.only_label, self.only, self.count, self.phone):
            card.body.addWidget(one)
        make = card.binder.button
        print_it = make(N_("Print the packet"), self._on_packet, kind="primary", icon="printer", name="print_packet")
        key = make(N_("Type the sheets in"), self._on_key, icon="pencil", name="paper_key")
        card.body.addLayout(button_row(print_it, key))
        return card

    def _make_flyer(self) -> Card:
        card = Card(self.context, N_("Flyer"), icon="image")
        card.body.addWidget(
            growing(card.binder.label(N_("One page to hang up, a picture for the telephone, words to paste.")))
        )
        self.words = card.binder.label(None)
        self.words.setObjectName("flyer_words")
        frame = QWidget()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(growing(self.words))
        card.body.addWidget(frame)
        make = card.binder.button
        print_it = make(N_("Print the flyer"), self._on_flyer, kind="primary", icon="printer", name="print_flyer")
        picture = make(N_("Save picture"), self._on_picture, icon="download", name="flyer_picture")
        copy = make(N_("Copy text"), self._on_copy, icon="copy", name="flyer_copy")
        edit = make(N_("Change the event"), self._on_record, kind="quiet", icon="pencil", name="flyer_edit")
        card.body.addLayout(button_row(print_it, picture, copy, edit))
        return card

    def _make_form(self) -> Card:
        card = Card(self.context, N_("Blank form"), icon="file-text")
        card.body.addWidget(
            growing(card.binder.label(N_("Every question with room for its answer, to fill in by hand.")))
        )
        make = card.binder.button
        print_it = make(N_("Print a blank form"), self._on_form, icon="printer", name="print_form")
        key = make(N_("Key a paper form"), partial(self.context.go, "key"), icon="pencil", name="form_key")
        card.body.addLayout(button_row(print_it, key))
        return card

    def _check(self, card: Card, said: Label, name: str) -> CheckBox:
        box = CheckBox(self.context.theme)
        box.setObjectName(name)
        card.binder.text(box.setText, said)
        return box

    # -- answers

    def _on_language(self, _edit: Edit) -> None:
        self._chosen = True
        self._ask()

    def _ask(self) -> None:
        language = self.language.value() or self.context.document.output_language
        work = partial(_facts, type_name=self._type, record=self._record, language=language)
        self.context.lane.submit(work, self._on_facts)

    def _on_facts(self, facts: PaperFacts) -> None:
        self._facts = facts
        event = self._type == EVENT
        self.packet.setVisible(event)
        self.flyer.setVisible(event and facts.row is not None)
        self.only.set_options(facts.people)
        self.binder.text(self.words.setText, facts.words)
        self._show_names()
        self.title_changed.emit()

    def _show_names(self) -> None:
        names = self.names.isChecked()
        for one in (self.only_label, self.only, self.count):
            one.setVisible(names and bool(self._facts and self._facts.people))
        self._count()

    def _count(self) -> None:
        chosen = self.only.value()
        known = len(self._facts.people) if self._facts is not None else 0
        many = len(chosen) if isinstance(chosen, tuple) and chosen else known
        self.binder.text(self.count.setText, NP_("{n} name is printed", "{n} names are printed", many))

    def _on_packet(self) -> None:
        self.rows.commit_composition()
        options = {"rows": self.rows.text().strip(), "phone": "yes" if self.phone.isChecked() else ""}
        chosen = self.only.value()
        if not self.names.isChecked():
            options["people"] = ""
        elif isinstance(chosen, tuple) and chosen:
            options["people"] = ",".join(chosen)
        self._write("event-packet", N_("Print the packet"), ".pdf", options)

    def _on_flyer(self) -> None:
        self._write("flyer", N_("Print the flyer"), ".pdf", {})

    def _on_picture(self) -> None:
        self._write("flyer-picture", N_("Save picture"), ".png", {})

    def _on_copy(self) -> None:
        if self._facts is not None:
            QApplication.clipboard().setText(self._facts.words)
            self.said.say(DONE, N_("The words are copied. Paste them into LINE or an e-mail."))
            self.said.show()
            self.scroll_area.follow(self.said)

    def _on_form(self) -> None:
        self._write("paper-form", N_("Print a blank form"), ".pdf", {}, types=(self._type,))

    def _on_key(self) -> None:
        self.context.go(f"key:{EVENT}:{self._record}" if self._record else f"key:{EVENT}")

    def _on_record(self) -> None:
        self.context.go(f"record:{EVENT}:{self._record}:flyer_words")

    def _write(
        self, kind: str, title: Label, ending: str, options: Mapping[str, str], types: Sequence[str] = ()
    ) -> None:
        ids = (self._record,) if self._record and not types else None
        given = {**options, "large": "yes" if self.large.isChecked() else ""}
        language = self.language.value() or ""
        work = partial(_prepared, kind=kind, language=language, types=tuple(types), ids=ids, options=given)
        self.output.write(work, self._name(), ending, title)  # type: ignore[arg-type]
        self.scroll_area.verticalScrollBar().setValue(0)

    def _name(self) -> str:
        facts = self._facts
        parts = [facts.row.title if facts and facts.row else "", self.context.document.community]
        return " · ".join(one for one in parts if one) or "Banyan"


def _facts(workspace: Workspace, type_name: str, record: str, language: str) -> PaperFacts:
    from app.services.output_kinds.papers import flyer_words

    row = workspace.records.get(type_name, record) if record else None
    people: tuple[Option, ...] = ()
    words = ""
    if type_name == EVENT:
        left = {one.id for one in workspace.records.load("person") if one.get("left_on")}
        people = tuple(one for one in workspace.records.options(EVENT, "host") if one.key not in left)
        words = flyer_words(workspace, record, language) if row is not None else ""
    return PaperFacts(workspace.records.catalogue()[type_name], row, people, words)


def _prepared(
    workspace: Workspace,
    kind: str,
    language: str,
    types: tuple[str, ...],
    ids: tuple[str, ...] | None,
    options: Mapping[str, str],
) -> Work:
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, kind, Request(language, None, types, ids, (), options))
