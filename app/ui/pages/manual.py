"""The offline manual: looked up, read and printed; with the quick-start card and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from app.core.fields import Option
from app.core.messages import N_, Label, Message, zh_en
from app.exports.layout import standard_words
from app.exports.spec import DocumentSpec
from app.i18n import Translator
from app.programmes.schema import Pack
from app.services.manual import ManualSetting, licence_chapter, manual_spec, own_chapters, pack_chapter
from app.services.manual.parts import Chapter
from app.services.papers.cards import CARD, SHORTCUTS, ShortcutLine, quick_start_spec, shortcuts_spec
from app.system.paths import find_paths
from app.ui.context import UiContext
from app.ui.manual.reader import ManualContents, ManualReader
from app.ui.pages.base import Page
from app.ui.shell.shortcuts import SHORTCUTS as KEYS
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.fill_scroll import FillScroll
from app.ui.widgets.help import HelpText
from app.ui.widgets.output_bar import OutputBar

if TYPE_CHECKING:
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace

BESIDE_EM = 46.0
LIST_EM = 19.0
LANGUAGES = (
    Option("zh_TW", zh_en("印成中文", "Print in Chinese")),
    Option("en", zh_en("印成英文", "Print in English")),
)
LICENCES: tuple[tuple[Message, str], ...] = (
    (N_("Fonts"), "fonts/licences/ATTRIBUTION.txt"),
    (N_("Icons"), "icons/LICENSE"),
    (N_("Table of strokes"), "collation/LICENSE.txt"),
)


@dataclass(frozen=True, slots=True)
class ManualFacts:
    """What the page asks of the document: the programmes whose guidance is shown, and the day."""

    packs: tuple[Pack, ...]
    today: str


class ManualPage(Page):
    """At the left what can be looked up, at the right the chapter; both languages come from the same texts."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts = ManualFacts((), "2025-01-01")
        self._section = ""
        self._chapters: tuple[Chapter, ...] = ()
        self._licences = licence_chapter(_licences(find_paths().resources))
        self._lay_out()
        self._show(self._facts)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Manual")

    def wants_help(self) -> bool:
        """The manual is the help."""
        return False

    def help_text(self) -> HelpText | None:
        """Return what the buttons are for."""
        return HelpText(
            N_("Manual"),
            why=N_("Everything that helps stands here, without a network, in both languages."),
            how=(
                N_("Type a word to see where it is explained."),
                N_("Print the quick-start card on both sides of one sheet."),
                N_("Print the shortcuts and put them beside the screen."),
            ),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Open a section by its id, the beginning where none is given."""
        self._section = args[0] if args else self._section
        self.context.lane.submit(_gather, self._show)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"print": self.save_manual}

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        super().retranslate()
        metrics = self.context.theme.metrics
        self._outer.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(1))
        self._outer.setSpacing(metrics.u(0.75))
        self._columns.setSpacing(metrics.u(1))
        for part in (self.language, self.output, self.contents, self.reader):
            part.refresh()
        self.language.setFixedWidth(widest(self.language.box, self.context.theme))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the contents beside the text where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # -- what people do

    def save_manual(self) -> None:
        """Write the manual as a PDF."""
        setting = self._setting()
        self._write(manual_spec(self._chapters, setting), N_("Save the manual as a PDF"))

    def save_card(self) -> None:
        """Write the quick-start card as a PDF of two pages."""
        self._write(quick_start_spec(self._setting()), N_("Save the quick-start card as a PDF"))

    def save_shortcuts(self) -> None:
        """Write the list of shortcuts as a PDF."""
        lines = [ShortcutLine(one.shown(), one.label, one.group) for one in KEYS]
        self._write(shortcuts_spec(lines, self._setting()), N_("Save the list of shortcuts as a PDF"))

    # -- layout

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scroll = FillScroll()
        whole.addWidget(scroll)
        self._outer = scroll.body
        make = self.binder.button
        self.output = OutputBar(self.context)
        self.language = ChoiceBox(self.context, LANGUAGES, optional=False)
        self.language.set_value(self.context.document.output_language)
        self.binder.text(self.language.name_it, N_("Language of the printed help"))
        self._outer.addLayout(
            button_row(
                make(CARD, self.save_card, icon="printer", name="save_card"),
                make(SHORTCUTS, self.save_shortcuts, icon="keyboard", name="save_shortcuts"),
                make(N_("Manual as a PDF"), self.save_manual, icon="book-open", name="save_manual"),
                self.language,
            )
        )
        self._outer.addWidget(self.output)
        self._columns: QBoxLayout = QHBoxLayout()
        self.contents, self.reader = ManualContents(self.context), ManualReader(self.context)
        self.contents.chosen.connect(self._on_chosen)
        self.frame = QFrame()
        self.frame.setProperty("card", True)
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.reader)
        self._columns.addWidget(self.contents)
        self._columns.addWidget(self.frame, 1)
        self._outer.addLayout(self._columns, 1)
        self.retranslate()

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self.width() >= metrics.em(BESIDE_EM)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.contents.setMinimumWidth(metrics.em(LIST_EM) if beside else 0)
        self.contents.setMaximumWidth(metrics.em(LIST_EM) if beside else 16_777_215)
        self.contents.setMinimumHeight(metrics.u(12 if beside else 10))
        self.frame.setMinimumHeight(metrics.u(12 if beside else 22))

    def _show(self, facts: ManualFacts) -> None:
        self._facts = facts
        self._chapters = (*own_chapters(), *(pack_chapter(pack) for pack in facts.packs), self._licences)
        self.contents.show_chapters(self._chapters)
        known = {section.id for chapter in self._chapters for section in chapter.sections}
        if self._section not in known:
            self._section = self._chapters[0].sections[0].id
        self.contents.choose(self._section)
        self._on_chosen(self._section)

    def _on_chosen(self, section: str) -> None:
        self._section = section
        for chapter in self._chapters:
            if any(one.id == section for one in chapter.sections):
                self.reader.read(chapter, section)

    def _setting(self) -> ManualSetting:
        language = str(self.language.value() or self.context.document.output_language)
        words = self.context.translator.text
        if language != self.context.translator.language:
            words = Translator(language).text
        paper = self.context.document.paper
        return ManualSetting(words, language, paper, self._facts.today, standard_words(language))

    def _write(self, spec: DocumentSpec, title: Message) -> None:
        def prepare(_workspace: Workspace) -> Work:
            from app.services.output_kinds import paged

            return paged(spec)

        self.output.write(prepare, spec.title, ".pdf", title)


def _gather(workspace: Workspace) -> ManualFacts:
    return ManualFacts(tuple(one.pack for one in workspace.programmes.joined()), workspace.today())


def _licences(resources: Path) -> tuple[tuple[Label, str], ...]:
    found: list[tuple[Label, str]] = []
    for title, name in LICENCES:
        path = resources / name
        if path.is_file():
            found.append((title, path.read_text(encoding="utf-8")))
    return tuple(found)
