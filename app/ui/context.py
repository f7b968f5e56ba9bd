"""What every page is handed: the lane, the pool, the words, the theme, the settings and the way around.

The protocols at the end are the parts of the services that the shell and its pages use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.messages import Label, Message
from app.ui.jobs import BaseLane, Pool
from app.ui.theme import Theme


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
    """

    language: str = ""
    scheme: str = "system"
    text_size: int = 100
    help_folded: bool = False
    journey_folded: bool = False
    recent: tuple[str, ...] = ()
    person: str = ""


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


class Wording(Protocol):
    """The part of ``app.i18n``'s translator that the interface uses."""

    @property
    def language(self) -> str:
        """``zh_TW``, ``en`` or ``qps``."""
        ...

    def text(self, label: Label | str | None) -> str:
        """Return a message or a local text in the language; a plain text as it is; "" for None."""
        ...


class UiContext(QObject):
    """Handed to every page; lives as long as the window.

    Signals:
        language_changed: after ``translator`` was exchanged; the shell retranslates every page.
        noticed: message and tone (``leaf``, ``sun``, ``sky``) for the bar under the top line.
        erred: an :class:`AppError` to be shown in three lines.
        asked: a route to go to; "" goes back.

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
    erred = Signal(object)
    asked = Signal(str)

    def __init__(self, lane: BaseLane, pool: Pool, theme: Theme, translator: Wording, settings: SettingsStore) -> None:
        super().__init__()
        self.lane, self.pool, self.theme, self.settings = lane, pool, theme, settings
        self.translator = translator
        self.document = DocumentFacts()

    def text(self, label: Label | str | None) -> str:
        """Return *label* in the interface language; "" for None."""
        return self.translator.text(label)

    def speak(self, translator: Wording) -> None:
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

    def notice(self, message: Message, tone: str = "leaf") -> None:
        """Say something in the bar, which no key and no time-out takes away by surprise."""
        self.noticed.emit(message, tone)

    def error(self, error: AppError) -> None:
        """Show an expected failure in its three lines."""
        self.erred.emit(error)


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
    """

    calendar: str = "roc"
    us: bool = False
    currency: str = "TWD"
    paper: str = "A4"
    output_language: str = "zh_TW"
    read_only: bool = False
    community: str = ""


class SettingsPort(Protocol):
    """Settings inside the document. Thread: document lane."""

    def values(self) -> Mapping[str, object]:
        """Return every setting that was set."""
        ...

    def change(self, values: Mapping[str, object]) -> object:
        """Set what is given and return the change set."""
        ...


class RecordsPort(Protocol):
    """The part of the record service that forms and tables use. Thread: document lane."""

    def catalogue(self) -> Mapping[str, Any]: ...  # noqa: D102 - see services.records
    def load(self, type: str, *, where: Mapping[str, object] | None = None) -> tuple[Any, ...]: ...  # noqa: D102
    def get(self, type: str, id: str) -> object | None: ...  # noqa: D102
    def create(self, type: str, values: Mapping[str, object] | None = None) -> tuple[Any, Any]: ...  # noqa: D102
    def change(  # noqa: D102
        self,
        type: str,
        id: str,
        values: Mapping[str, object],
        *,
        typing: bool = False,
        step: str = "",
    ) -> object: ...
    def set_pending(self, type: str, id: str, field: str, text: str) -> object: ...  # noqa: D102
    def delete(self, type: str, id: str) -> object: ...  # noqa: D102
    def options(self, type: str, field: str) -> Sequence[Any]: ...  # noqa: D102
    def missing_count(self, type: str, id: str) -> int: ...  # noqa: D102


class Workspace(Protocol):
    """The services of one open document; everything on it runs on the document lane."""

    records: RecordsPort
    settings: SettingsPort
    programmes: Any
    history: Any
    search: Any
    dossier: Any
    budget: Any
    photos: Any
    backups: Any

    def drain_changes(self) -> Sequence[object]:
        """Return the change sets since the last call, oldest first."""
        ...

    def close(self) -> None:
        """Seal, save and let go of the file."""


Submit = Callable[[Callable[[Workspace], Any]], None]
