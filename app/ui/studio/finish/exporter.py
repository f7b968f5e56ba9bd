"""Writes the dossier into files: gathered on the lane, pictures made ready, drawn and written in the pool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, Cancelled, ExportError, StorageError
from app.core.messages import N_, Message
from app.exports.spec import Audience
from app.services.outputs import TargetBusyError, write_output
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.exports.layout import FontSet, LayoutCache
    from app.services.dossier.press import Gathered, Pressed
    from app.services.photos.originals import Figure
    from app.services.photos.pictures import PictureCache
    from app.ui.studio.presenter import StudioPresenter, Target

PDF, COPY_SHOP, SMALL, ORIGINALS, PAPER, WORD = "pdf", "copy_shop", "small", "originals", "paper", "word"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written.

    Args:
        what: ``pdf``, ``copy_shop``, ``small``, ``word``, ``originals`` or ``paper``, which is printed and not written.
        path: the file; of originals the folder; of paper nothing.
        draft: whether the pages say so; a final is refused while errors are open.
        paper: ``A4`` or ``Letter`` instead of the dossier's own, "" for that.
        limit_bytes: of a small copy.
    """

    what: str
    path: Path
    draft: bool = False
    paper: str = ""
    limit_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Args:
        order: as given.
        pages: 0 where it is no PDF.
        files: how many figures' originals.
        gone: how many figures have no original that can be handed over.
        size: in bytes.
        dpi: of the photos of a small copy, at most.
    """

    order: Order
    pages: int = 0
    files: int = 1
    gone: int = 0
    size: int = 0
    dpi: int = 0


class Exporter(QObject):
    """Carries out one order at a time.

    Signals:
        stepped: done, total (0 where unknown), what is being done.
        written: a :class:`Written`.
        drawn: the PDF of an order that goes to the printer.
        busy: the :class:`TargetBusyError` of a target that is open elsewhere; :meth:`save_beside` helps.
        failed: any other :class:`AppError`.
        ended: after each of the four.
    """

    stepped = Signal(int, int, object)
    written = Signal(object)
    drawn = Signal(object)
    busy = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, presenter: StudioPresenter) -> None:
        super().__init__(presenter)
        self._presenter = presenter
        self._order: Order | None = None
        self._kept: tuple[Written, bytes] | None = None
        self._pressed: Pressed | None = None
        self._job: Job | None = None
        self._stopping, self._at, self._gone = False, 0, 0
        self._figures: tuple[Figure, ...] = ()

    @property
    def running(self) -> bool:
        """Whether an order is being carried out."""
        return self._order is not None

    def start(self, order: Order) -> None:
        """Carry out *order*; what comes of it is told by the signals."""
        presenter = self._presenter
        if self.running or presenter.target is None:
            return
        self._order, self._stopping, self._kept = order, False, None
        self.stepped.emit(0, 0, N_("Gathering the dossier"))
        presenter.context.lane.submit(partial(_gather, presenter.target, order), self._on_gathered, self._on_failed)

    def stop(self) -> None:
        """Stop as soon as possible; no file is left half written."""
        self._stopping = True
        if self._job is not None:
            self._job.cancel()

    def save_beside(self) -> None:
        """Write what could not be written to the free name beside it."""
        if self._kept is None or self.running:
            return
        written, data = self._kept
        from app.services.outputs import next_name

        self._order = replace(written.order, path=next_name(written.order.path))
        self._write(replace(written, order=self._order), data)

    # --- one step after the other -------------------------------------------------------------------

    def _on_gathered(self, gathered: Gathered) -> None:
        if self._is_stopped():
            return
        self.stepped.emit(0, 0, N_("Laying out the pages"))
        presenter, order = self._presenter, self._order
        assert order is not None
        work = partial(_press, gathered, order, presenter.fonts, presenter.cache)
        self._run(work, self._on_pressed)

    def _on_pressed(self, pressed: Pressed) -> None:
        if self._is_stopped():
            return
        from app.services.dossier.press import figures_of, picture_requests, word_requests

        self._pressed = pressed
        presenter, order = self._presenter, self._order
        assert order is not None
        assert presenter.pictures is not None
        if order.what == ORIGINALS:
            self._figures, self._at, self._gone = figures_of(pressed), 0, 0
            self._next_original()
            return
        presenter.supply.supply(
            presenter.pictures,
            word_requests(pressed) if order.what == WORD else picture_requests(pressed),
            self._on_supplied,
            step=self._on_supplying,
            stopped=self._stopped,
            failed=self._on_failed,
        )

    def _on_supplying(self, done: int, total: int) -> None:
        self.stepped.emit(done, total, N_("Preparing pictures"))

    def _on_supplied(self) -> None:
        if self._is_stopped():
            return
        presenter, order, pressed = self._presenter, self._order, self._pressed
        assert order is not None
        assert pressed is not None
        self.stepped.emit(0, 0, N_("Drawing the pages"))
        self._run(partial(_draw, pressed, order, presenter.fonts, presenter.pictures), self._on_drawn)

    def _on_drawn(self, answer: tuple[Written, bytes]) -> None:
        order = self._order
        assert order is not None
        if order.what != PAPER:
            self._write(*answer)
        elif not self._is_stopped():
            self._end()
            self.drawn.emit(answer[1])
            self.ended.emit()

    def _write(self, written: Written, data: bytes) -> None:
        if not self._is_stopped():
            self._kept = (written, data)
            self._run(partial(_put, written, data), self._on_written)

    def _on_written(self, written: Written) -> None:
        self._kept = None
        self._end()
        self.written.emit(written)
        self.ended.emit()

    # --- originals, one after the other -------------------------------------------------------------

    def _next_original(self) -> None:
        if self._is_stopped():
            return
        order = self._order
        assert order is not None
        self.stepped.emit(self._at, len(self._figures), N_("Writing original photos"))
        if self._at >= len(self._figures):
            self._on_written(Written(order, files=self._at - self._gone, gone=self._gone))
            return
        sha256 = self._figures[self._at].sha256
        self._presenter.context.lane.submit(partial(_blob, sha256), self._on_original, self._on_failed)

    def _on_original(self, data: bytes | None) -> None:
        order = self._order
        assert order is not None
        figure, self._at = self._figures[self._at], self._at + 1
        self._run(partial(_put_original, figure, order.path, data), self._on_original_written)

    def _on_original_written(self, gone: int) -> None:
        self._gone += gone
        self._next_original()

    # --- ends ---------------------------------------------------------------------------------------

    def _run(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        self._job = self._presenter.context.pool.run(work, done, self._on_failed, self.stepped.emit)

    def _stopped(self) -> bool:
        return self._stopping

    def _is_stopped(self) -> bool:
        if self._stopping:
            self._on_failed(_stopped_error())
        return self._stopping

    def _on_failed(self, error: AppError) -> None:
        if not isinstance(error, TargetBusyError):
            self._kept = None
        self._end()
        if isinstance(error, TargetBusyError):
            self.busy.emit(error)
        else:
            self.failed.emit(error)
        self.ended.emit()

    def _end(self) -> None:
        self._order, self._job, self._pressed = None, None, None


def _stopped_error() -> Cancelled:
    return Cancelled(N_("Writing was stopped."), N_("Start it again whenever you like."))


def _gather(target: Target, order: Order, ws: Any) -> Gathered:  # noqa: ANN401 - the workspace
    from app.services.dossier.gather import MARGIN_CM, page_format
    from app.services.dossier.press import gather_dossier

    audience = target.audience
    if order.what == ORIGINALS and audience is Audience.PUBLIC:
        audience = Audience.AUTHORITY  # whole photos are for those who are handed the dossier
    found = gather_dossier(ws, target.pack, target.language, audience, draft=order.draft)
    if not order.paper:
        return found
    margin = found.view.look.get("margin_cm")
    page = page_format(order.paper, margin / 10 if isinstance(margin, int) else MARGIN_CM)
    return replace(found, spec=replace(found.spec, page=page))


def _press(gathered: Gathered, order: Order, fonts: FontSet, cache: LayoutCache, _job: Job) -> Pressed:
    from app.services.dossier.press import press

    pressed = press(gathered, fonts, cache)
    if order.what in (PDF, PAPER) and not order.draft and not pressed.ready:
        raise ExportError(
            N_("A final needs no open error; {n} are open.", n=pressed.errors()),
            N_("Mend what the check names, or export a draft."),
            code="export.not_ready",
        )
    return pressed


def _draw(
    pressed: Pressed, order: Order, fonts: FontSet, pictures: PictureCache | None, job: Job
) -> tuple[Written, bytes]:
    from app.services.dossier.press import write, write_word
    from app.services.papers.reading_copy import reading_copy

    assert pictures is not None
    if order.what == SMALL:
        copy = reading_copy(pressed, fonts, pictures, order.limit_bytes, job)
        return Written(order, pressed.pages, size=len(copy.data), dpi=copy.dpi), copy.data
    data = (write_word if order.what == WORD else write)(pressed, fonts, pictures)
    return Written(order, pressed.pages, size=len(data)), data


def _put(written: Written, data: bytes, job: Job) -> Written:
    if job.cancelled():
        raise _stopped_error()
    write_output(written.order.path, data)
    return written


def _blob(sha256: str, ws: Any) -> bytes | None:  # noqa: ANN401 - the workspace
    try:
        data: bytes = ws.document.blob(sha256)
    except KeyError:
        return None
    return data


def _put_original(figure: Figure, folder: Path, data: bytes | None, _job: Job) -> int:
    """Write the original of one figure; return 1 where there is none that can be handed over."""
    from app.services.photos.originals import write_originals

    def original(_sha256: str) -> bytes:
        if data is None:
            raise KeyError(figure.sha256)
        return data

    try:
        return len(write_originals(folder, (figure,), original))
    except OSError as cause:
        raise StorageError(
            N_("Nothing can be written into the folder {folder}.", folder=folder.name or str(folder)),
            N_("Choose another folder, such as Documents."),
        ) from cause


def written_words(written: Written) -> Message:
    """Return the sentence that says what was written."""
    name, megabytes = written.order.path.name, -(-written.size // 1_000_000)
    if written.order.what == ORIGINALS:
        if written.gone:
            return N_("{n} original photos are in the folder {name}; {gone} cannot be handed over.",
                      n=written.files, name=name, gone=written.gone)  # fmt: skip
        return N_("{n} original photos are in the folder {name}.", n=written.files, name=name)
    if written.order.what == WORD:
        return N_("{name} was written, {megabytes} MB. Its pages may differ from those of the PDF.",
                  name=name, megabytes=megabytes)  # fmt: skip
    if written.order.what == SMALL:
        said = N_("{name}: {pages} pages, {megabytes} MB, photos at {dpi} dpi. It is for reading, not for printing.",
                  name=name, pages=written.pages, megabytes=megabytes, dpi=written.dpi)  # fmt: skip
        return said
    return N_("{name} was written: {pages} pages, {megabytes} MB.", name=name, pages=written.pages, megabytes=megabytes)
