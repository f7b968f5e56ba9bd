"""What every page is handed: the lane, the pool, the words, the theme, the settings and the way around."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.messages import N_, Label, Message
from app.ui.jobs import BaseLane, Pool
from app.ui.paper_fonts import PaperFonts
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.exports.spec import Pictures
    from app.i18n import Translator
    from app.services.workspace import Workspace
    from app.ui.widgets.dialogs import Dialogs
    from app.ui.widgets.printout import Printing


@dataclass(frozen=True, slots=True)
class UiSettings:
    """What is kept on this computer, not in the document.

    Args:
        language: of the interface: ``zh_TW``, ``en`` or ``qps``; "" before it was chosen.
        scheme: ``system``, ``light`` or ``dark``.
        text_size: 100 to 200 per cent.
        help_folded, journey_folded: whether the side columns are folded.
        recent: paths of recent documents, newest first.
        person: who worked here last; proposed when "Who is working?" is asked.
        warned: hard dates of which it was warned already, each with its stage.
        columns: record type to the names of the fields that its table shows, in order.
        sorts: record type to the field that its table is sorted by, with ``-`` before it for falling.
        shapes: page to the shape in which it shows its records, such as ``roadmap`` to ``ring``.
    """

    language: str = ""
    scheme: str = "system"
    text_size: int = 100
    help_folded: bool = False
    journey_folded: bool = False
    recent: tuple[str, ...] = ()
    person: str = ""
    warned: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    sorts: Mapping[str, str] = field(default_factory=dict, hash=False)
    shapes: Mapping[str, str] = field(default_factory=dict, hash=False)


class SettingsStore(Protocol):
    """Keeps :class:`UiSettings`; implemented over a settings file, or in memory."""

    @property
    def current(self) -> UiSettings:
        """The settings now."""
        ...

    def change(self, **values: object) -> UiSettings:
        """Change the named settings, keep them and return all."""
        ...


class MemorySettings:
    """Settings that last as long as the object."""

    def __init__(self, current: UiSettings | None = None) -> None:
        self._current = current or UiSettings()

    @property
    def current(self) -> UiSettings:
        """The settings now."""
        return self._current

    def change(self, **values: object) -> UiSettings:
        """Change the named settings and return all."""
        known = {one.name for one in fields(UiSettings)}
        self._current = replace(self._current, **{k: v for k, v in values.items() if k in known})  # type: ignore[arg-type]
        return self._current


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the interface needs to know of the open document all the time.

    Args:
        calendar: ``roc`` or ``gregorian``, for dates typed and shown.
        us: whether 4/5 is April 5.
        currency: ISO 4217 code.
        paper: ``A4`` or ``Letter``.
        output_language: ``zh_TW`` or ``en``.
        read_only: whether it was opened to read only.
        community: its name.
        drawer_minutes: without a key stroke until the private drawer locks itself.
    """

    calendar: str = "roc"
    us: bool = False
    currency: str = "TWD"
    paper: str = "A4"
    output_language: str = "zh_TW"
    read_only: bool = False
    community: str = ""
    drawer_minutes: int = 15


class OutputsPort(Protocol):
    """Writes outputs for pages: asks where, works in the pool, says in the bar what came of it."""

    def save_records(self, type: str, ids: Sequence[str], columns: Sequence[str]) -> None:
        """Write records of *type* into an Excel workbook."""

    def print_records(self, type: str, ids: Sequence[str], columns: Sequence[str]) -> None:
        """Print records of *type* as a list."""

    def print_output(self, kind: str, ids: Sequence[str] | None, name: str, title: Message) -> None:
        """Print an output of the records with these *ids*, of all where ``None``."""


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One line of "Is my work safe?".

    Args:
        shape: ``done``, ``notice`` or ``problem``.
        said: one sentence.
        action: words of a button, None for none.
        route: where the button leads.
    """

    shape: str
    said: Message
    action: Message | None = None
    route: str = ""


def saved_lines(workspace: Workspace) -> tuple[SafetyLine, ...]:
    """Return when the document was last written. Thread: document lane."""
    steps = workspace.document.history(limit=1)
    if not steps:
        return (SafetyLine("done", N_("Everything is saved.")),)
    when = steps[0].at.astimezone()
    today = when.date() == datetime.now(when.tzinfo).date()
    said = N_("Saved at {time}", time=when.time()) if today else N_("Saved on {day}", day=when.date())
    return (SafetyLine("done", said),)


class UiContext(QObject):
    """Handed to every page; lives as long as the window.

    Signals:
        language_changed: after ``translator`` was exchanged; the shell retranslates every page.
        noticed: message and tone (``leaf``, ``sun``, ``sky``) for the bar under the top line.
        led_on: words and route of a button beside the message that was just noticed.
        erred: an :class:`AppError` to be shown in three lines.
        asked: a route to go to; "" goes back.
        drawer_changed: the private drawer was opened or locked; pages are made anew.

    Attributes:
        document: facts of the open document.
        outputs: writes workbooks and lists; None where nothing can be written.
        safety: asked on the document lane for the lines of "Is my work safe?".
        dialogs: asks for files; None takes the system's own.
        printing: asked for a printer; None takes the computer's own.
        pictures: finished pictures, for work in the pool.
        fonts: gives the fonts of papers, read once; for work in the pool.
        own_undo: while the answer to this person's own undo is on its way, focused fields take it too.
        round: id of the programme's round that is worked on, "" while nobody chose one; pages of one round follow it.

    Args:
        lane: the document lane, or an inline one.
        pool: for long work on frozen values.
        theme: colours, sizes, icons.
        translator: renders messages in the interface language.
        settings: what is kept on this computer.

    Thread: UI thread only.
    """

    language_changed = Signal()
    noticed = Signal(object, str)
    led_on = Signal(object, str)
    erred = Signal(object)
    asked = Signal(str)
    drawer_changed = Signal()

    def __init__(
        self, lane: BaseLane, pool: Pool, theme: Theme, translator: Translator, settings: SettingsStore
    ) -> None:
        super().__init__()
        self.lane, self.pool, self.theme, self.settings = lane, pool, theme, settings
        self.translator = translator
        self.document = DocumentFacts()
        self.outputs: OutputsPort | None = None
        self.safety: Callable[[Workspace], Sequence[SafetyLine]] = saved_lines
        self.round = ""
        self.own_undo = False
        self.dialogs: Dialogs | None = None
        self.printing: Printing | None = None
        self.pictures: Pictures | None = None
        self.fonts = PaperFonts()

    def text(self, label: Label | str | None) -> str:
        """Return *label* in the interface language; "" for None."""
        return self.translator.text(label)

    def speak(self, translator: Translator) -> None:
        """Change the interface language; pages hear ``language_changed``."""
        self.translator = translator
        self.theme.wear(language=translator.language)
        self.language_changed.emit()

    def go(self, route: str) -> None:
        """Open *route*, such as ``records:event``; the page left behind saves first."""
        self.asked.emit(route)

    def back(self) -> None:
        """Go to where one came from."""
        self.asked.emit("")

    def notice(self, message: Message, tone: str = "leaf", lead: tuple[Message, str] | None = None) -> None:
        """Say something in the bar, which no key and no time-out takes away by surprise.

        Args:
            message: what happened.
            tone: ``leaf``, ``sun`` or ``sky``.
            lead: words and route of a button that leads on from there.
        """
        self.noticed.emit(message, tone)
        if lead is not None:
            self.led_on.emit(*lead)

    def error(self, error: AppError) -> None:
        """Show an expected failure in its three lines."""
        self.erred.emit(error)
