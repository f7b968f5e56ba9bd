"""What the studio does: gathers on the lane, lays out in the pool, saves what was typed.

The meter, the pages and the export all come from the same pressing, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError
from app.exports.spec import Audience
from app.ui.context import UiContext
from app.ui.looking import Gather, PaperLooking
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.pages.pictures import PictureSupply

if TYPE_CHECKING:
    from app.exports.layout import FontSet, LayoutCache
    from app.services.dossier.carry import Earlier
    from app.services.dossier.press import Gathered, Pressed
    from app.services.output_kinds import Tools
    from app.services.photos.pictures import PictureCache

SOON_MS = 200
OWN_TYPES = frozenset({"dossier", "dossier_part", "dossier_block"})
OTHER_TYPES = frozenset({"community", "photo", "setting", "participation", "stored_pack", "own_fact"})


@dataclass(frozen=True, slots=True)
class Target:
    """What is printed, for whom, in which language.

    Args:
        pack: programme whose dossier it is.
        language: of the output.
        audience: for whom.
        home: language in which the programme reads it; another is a reading copy.
    """

    pack: str
    language: str
    audience: Audience = Audience.PUBLIC
    home: str = "zh_TW"


@dataclass(frozen=True, slots=True)
class Found:
    """What the document says when the studio opens.

    Args:
        begun: whether there is a dossier already.
        earlier: dossiers of other rounds that a new one can start from.
    """

    target: Target | None
    begun: bool
    pictures: PictureCache | None
    earlier: tuple[Earlier, ...] = ()


class StudioPresenter(QObject):
    """Behaviour of the studio.

    Signals:
        found: a :class:`Found`, once per opening.
        viewed: what was gathered; whether it answers the person's own command or undo; whether what
            is being edited may be newer.
        pressed: the pages and what the rules say of them.
        told: gathering or laying out failed with an :class:`AppError`.

    Args:
        context: lane, pool, fonts, words.
    """

    found = Signal(object)
    viewed = Signal(object, bool, bool)
    pressed_anew = Signal(object)
    told = Signal(object)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.target: Target | None = None
        self.pictures: PictureCache | None = None
        self.gathered: Gathered | None = None
        self.pressed: Pressed | None = None
        self.supply = PictureSupply(context.lane, context.pool, self)
        self._looking = PaperLooking(context, self._begin_look, _press, self)
        self._looking.gathered.connect(self._on_gathered)
        self._looking.seen.connect(self._on_pressed)
        self._looking.failed.connect(self._on_failed)
        self._own, self._own_now, self._begins = False, False, False
        self._waiting: list[Callable[[str], None]] = []
        self.pending_date, self._pack = "", ""
        self._saves, self._saves_then = 0, 0
        self._saved: dict[str, frozenset[str]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)

    # --- opening ----------------------------------------------------------------------------------

    def open(self, pack: str = "") -> None:
        """Ask the document which dossier it has; ``found`` answers, then ``viewed`` and ``pressed_anew``.

        Args:
            pack: programme whose dossier is wanted; "" takes the one shown last, else the one worked on.
        """
        self._pack = pack or self._pack
        self.context.lane.submit(partial(_find, self._pack), self._on_found, self._on_failed)

    def begin(self) -> None:
        """Make the dossier from the programme's template and show it."""
        self._begins = True
        self.refresh(own=True)

    def carry_over(self, source: str) -> None:
        """Make the dossier from another one and show it."""
        if self.target is not None:
            pack = self.target.pack
            self.context.lane.submit(partial(_carry_over, source, pack), lambda _made: self.refresh(own=True))

    def choose(self, *, language: str = "", audience: Audience | None = None) -> None:
        """Print in another language or for somebody else from now on."""
        if self.target is not None:
            wanted = replace(
                self.target, language=language or self.target.language, audience=audience or self.target.audience
            )
            if wanted != self.target:
                self.target = wanted
                self.refresh()

    def _on_found(self, found: Found) -> None:
        kept = self.target
        if found.target is not None and kept is not None and kept.pack == found.target.pack:
            found = replace(found, target=kept)
        self.target, self.pictures = found.target, found.pictures
        self.found.emit(found)
        if found.target is not None and found.begun:
            self.refresh()

    # --- gathering and laying out -----------------------------------------------------------------

    def concerns(self, changes: Any) -> bool:  # noqa: ANN401 - a ChangeSet
        """Say whether a change set can change a page."""
        from app.services.dossier.live import live_types

        return bool(changes.types() & (OWN_TYPES | OTHER_TYPES | live_types()))

    def soon(self) -> None:
        """Gather and lay out after a pause."""
        self._soon.start()

    def refresh(self, *, own: bool = False) -> None:
        """Gather and lay out now; while that runs, what comes is done once more afterwards."""
        self._soon.stop()
        self._own = self._own or own
        if self.target is not None:
            self._looking.look()

    @property
    def fonts(self) -> FontSet:
        """The fonts that the pages are laid out with. Thread: any."""
        return self.context.fonts()

    @property
    def cache(self) -> LayoutCache:
        """The measured blocks of the pages. Thread: any."""
        return self._looking.cache

    def _begin_look(self) -> Gather:
        self._saves_then = self._saves
        self._own_now, self._own = self._own, False
        begins, self._begins = self._begins, False
        return partial(_gather, self.target, begins)

    def _on_gathered(self, answer: tuple[Gathered, str] | None) -> None:
        if answer is None:
            self.gathered = self.pressed = None
            self.open()
            return
        gathered, self.pending_date = answer
        self.gathered = gathered
        if self._saves == self._saves_then:
            self._saved = {}
        self.viewed.emit(gathered, self._own_now, self._saves != self._saves_then)

    def _on_pressed(self, pressed: Pressed) -> None:
        self.pressed = pressed
        self.pressed_anew.emit(pressed)

    def _on_failed(self, error: AppError) -> None:
        self.told.emit(error)
        self.context.error(error)

    # --- changing ---------------------------------------------------------------------------------

    def save_part(self, part_id: str, blocks: Sequence[BlockData], step: str) -> None:
        """Write a chapter as the editor has it."""
        self._saves += 1
        self._saved[part_id] = frozenset(one.id for one in blocks)
        self.context.lane.submit(partial(_save, part_id, tuple(blocks), step))

    def is_beside(self, block_id: str, part_id: str) -> bool:
        """Say whether another part than *part_id* holds a block, by what was read and what was saved since."""
        if any(block_id in held for part, held in self._saved.items() if part != part_id):
            return True
        holder = self.gathered.view.part_of_block(block_id) if self.gathered is not None else None
        return holder is not None and holder.id != part_id and holder.id not in self._saved

    def insert(
        self, part_id: str, after: str, kind: str, settings: Mapping[str, object], done: Callable[[str], None]
    ) -> None:
        """Put an object behind a block and call *done* with its id; the page then shows it."""
        self._waiting.append(done)
        self.context.lane.submit(
            lambda ws: ws.dossier.insert(part_id, after, kind, settings), self._on_made, self._on_not_made
        )

    def change(self, block_id: str, settings: Mapping[str, object], *, typing: bool = False, step: str = "") -> None:
        """Replace the settings of an object."""
        chosen = dict(settings)
        self.context.lane.submit(lambda ws: ws.dossier.change(block_id, chosen, typing=typing, step=step))

    def set_part(self, part_id: str, *, title: str | None = None, left_out: bool | None = None) -> None:
        """Give a part its own title, or leave it out of the print."""
        self.context.lane.submit(lambda ws: ws.dossier.set_part(part_id, title=title, left_out=left_out))
        self.refresh()

    def add_appendix(self, title: str, done: Callable[[str], None]) -> None:
        """Add an appendix and call *done* with its id."""
        if self.gathered is None:
            return
        dossier = self.gathered.view.id
        self._waiting.append(done)
        self.context.lane.submit(lambda ws: ws.dossier.add_appendix(dossier, title), self._on_made, self._on_not_made)

    def _on_made(self, answer: tuple[str, object]) -> None:
        """Show what was made, then say which it is; the lane answers in the order of asking."""
        self._waiting.pop(0)(answer[0])
        self.refresh(own=True)

    def _on_not_made(self, error: AppError) -> None:
        self._waiting.pop(0)
        self.context.error(error)

    def set_dossier(self, **values: object) -> None:
        """Set the date filled in, the cover photo or the look."""
        if self.gathered is not None:
            dossier = self.gathered.view.id
            self.context.lane.submit(lambda ws: ws.dossier.set_dossier(dossier, **values))
            self.refresh()

    def keep_date(self, text: str) -> None:
        """Keep a date as it was typed that could not be read."""
        if self.gathered is not None:
            dossier = self.gathered.view.id
            self.context.lane.submit(lambda ws: ws.records.set_pending("dossier", dossier, "filled_on", text))

    def waive(self, rule: str, reason: str) -> None:
        """Write down why a rule does not apply here; an empty reason takes the waiver back."""
        if self.gathered is not None:
            dossier = self.gathered.view.id
            self.context.lane.submit(lambda ws: ws.dossier.waive(dossier, rule, reason))
            self.refresh()


def _find(wanted: str, ws: Any) -> Found:  # noqa: ANN401 - the workspace
    from app.services.dossier.carry import current_pack, earlier

    pack = ws.programmes.pack(wanted or current_pack(ws)) or ws.main_pack()
    template = ws.template_of(pack.id) if pack is not None else None
    if template is None:
        return Found(None, False, None)
    language = template.language or ws.settings.custom().output_language
    begun = ws.dossier.find(pack.id) is not None
    start = () if begun else earlier(ws, pack.id)
    return Found(Target(pack.id, language, home=template.language or language), begun, ws.pictures, start)


def _carry_over(source: str, pack: str, ws: Any) -> object:  # noqa: ANN401 - the workspace
    from app.services.dossier.carry import carry_over

    return carry_over(ws, source, pack)


def _gather(target: Target | None, begins: bool, ws: Any) -> tuple[Gathered, str] | None:  # noqa: ANN401 - the workspace
    """Return what is printed, and the date as it was typed where it could not be read; ``None``: it is not begun.

    Only a person begins it: begun by a look, it would come again with every undo of its beginning.
    """
    from app.services.dossier.press import gather_dossier

    assert target is not None  # nothing is gathered before it is known
    if not begins and ws.dossier.find(target.pack) is None:
        return None
    gathered = gather_dossier(ws, target.pack, target.language, target.audience)
    row = ws.records.get("dossier", gathered.view.id)
    return gathered, str(row.pending.get("filled_on", "")) if row is not None else ""


def _press(answer: tuple[Gathered, str], tools: Tools) -> Pressed:
    """Thread: pool."""
    from app.services.dossier.press import press

    return press(answer[0], tools.fonts, tools.cache)


def _save(part_id: str, blocks: tuple[BlockData, ...], step: str, ws: Any) -> None:  # noqa: ANN401 - the workspace
    from app.services.dossier import BlockEdit

    edits = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in blocks]
    ws.dossier.save_part(part_id, edits, step)
