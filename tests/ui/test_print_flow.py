"""Printing some pages of a finished PDF, onto a printer that is a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.exports.pdf import page_count, page_texts, render_pages
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.jobs import Pool
from app.ui.outputs_flow import OutputsFlow
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.print_flow import PrintFlow
from app.ui.widgets.printout import Printout, new_printer
from tests.support import ime_type
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


class PaperFile:
    """A printer that is set up, whose paper is a file; what its window was told is remembered."""

    def __init__(self, target: Path, *, there: bool = True, agrees: bool = True) -> None:
        self.target, self.there, self.agrees, self.asked = target, there, agrees, 0

    def available(self) -> bool:
        return self.there

    def ask(self, parent: QWidget, printer: QPrinter) -> bool:
        self.asked += 1
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        return self.agrees


def sheets(path: Path, count: int, size: tuple[float, float] = A4) -> bytes:
    """Return a PDF whose page *n* is black from the top down to *n* tenths."""
    canvas = Canvas(str(path), pagesize=size)
    for number in range(1, count + 1):
        high = size[1] * number / 10
        canvas.rect(0, size[1] - high, size[0], high, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def tenths(pdf: bytes) -> list[int]:
    """Return how many tenths of each page are black, in the middle of the sheet."""
    found = []
    for page in render_pages(pdf, None, 36):
        column = [page.data[(y * page.width + page.width // 2) * 3] for y in range(page.height)]
        found.append(round(sum(value < 128 for value in column) / page.height * 10))
    return found


@pytest.fixture
def paper(tmp_path: Path) -> PaperFile:
    return PaperFile(tmp_path / "紙.pdf")


@pytest.fixture
def flow(context: UiContext, shown: Shown, paper: PaperFile, tmp_path: Path) -> PrintFlow:
    made = PrintFlow(context, printing=paper)
    shown(made)
    made.offer(sheets(tmp_path / "five.pdf", 5), 5, A4, "五頁")
    return made


def fill(flow: PrintFlow, first: str, last: str) -> None:
    for field, text in ((flow.first, first), (flow.last, last)):
        field.setFocus()
        field.selectAll()
        ime_type(field, text)


def test_all_pages_are_offered_and_printed(flow: PrintFlow, paper: PaperFile) -> None:
    assert (flow.first.text(), flow.last.text()) == ("1", "5")
    press(flow, "print_now")
    printed = paper.target.read_bytes()
    assert page_count(printed) == 5
    assert tenths(printed) == [1, 2, 3, 4, 5]
    assert "5 pages went to the printer." in words(flow)


def test_a_range_is_typed_through_the_input_method(flow: PrintFlow, paper: PaperFile) -> None:
    fill(flow, "2", "３")
    press(flow, "print_now")
    assert tenths(paper.target.read_bytes()) == [2, 3]


@pytest.mark.parametrize(("first", "last"), [("4", "2"), ("0", "2"), ("1", "6"), ("two", "3"), ("1", "9" * 5000)])
def test_a_range_without_sense_is_said_before_the_printer_is_asked(
    flow: PrintFlow, paper: PaperFile, first: str, last: str
) -> None:
    fill(flow, first, last)
    press(flow, "print_now")
    assert "Give page numbers from 1 to 5" in words(flow)
    assert not paper.asked
    assert not paper.target.exists()


def test_without_a_printer_a_pdf_is_offered(
    context: UiContext, shown: Shown, paper: PaperFile, tmp_path: Path, qtbot: QtBot
) -> None:
    paper.there = False
    flow = PrintFlow(context, saves=False, printing=paper)
    shown(flow)
    flow.offer(sheets(tmp_path / "two.pdf", 2), 2, A4, "")
    assert not flow.save.isVisible()
    press(flow, "print_now")
    assert "No printer is set up on this computer." in words(flow)
    assert not paper.asked
    with qtbot.waitSignal(flow.save_asked):
        press(flow, "print_save")


def test_who_thinks_better_of_it_prints_nothing(flow: PrintFlow, paper: PaperFile) -> None:
    paper.agrees = False
    press(flow, "print_now")
    assert not paper.target.exists()
    paper.agrees = True
    press(flow, "print_now")
    assert page_count(paper.target.read_bytes()) == 5


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_told(flow: PrintFlow, paper: PaperFile, tmp_path: Path) -> None:
    paper.target = tmp_path / "no such folder" / "x.pdf"
    press(flow, "print_now")
    assert "The printer did not take the pages." in words(flow)
    assert button(flow, "print_now").isEnabled()


def test_paper_follows_the_pages(flow: PrintFlow, paper: PaperFile, tmp_path: Path) -> None:
    wide = landscape(A4)
    flow.offer(sheets(tmp_path / "wide.pdf", 1, wide), 1, wide, "橫")
    press(flow, "print_now")
    page = render_pages(paper.target.read_bytes(), None, 72)[0]
    assert abs(page.width - wide[0]) < 3
    assert abs(page.height - wide[1]) < 3
    assert tenths(paper.target.read_bytes()) == [1]


def test_pages_go_over_from_the_pool_and_stop_stops(
    context: UiContext, shown: Shown, paper: PaperFile, tmp_path: Path, qtbot: QtBot
) -> None:
    context.pool = Pool()
    flow = PrintFlow(context, printing=paper)
    shown(flow)
    flow.offer(sheets(tmp_path / "eight.pdf", 8), 8, A4, "")
    with qtbot.waitSignal(flow.printed, timeout=60_000):
        press(flow, "print_now")
    assert tenths(paper.target.read_bytes()) == list(range(1, 9))
    flow.jobs.show()
    press(flow, "print_now")
    flow.jobs.stop.click()
    qtbot.waitUntil(lambda: "Printing was stopped." in words(flow), timeout=60_000)
    assert flow.go.isEnabled()
    context.pool.close()


def test_pages_that_are_made_later_are_printed_once_they_are_there(
    flow: PrintFlow, paper: PaperFile, tmp_path: Path, qtbot: QtBot
) -> None:
    data = sheets(tmp_path / "four.pdf", 4)
    flow.expect(3, A4, "")
    with qtbot.waitSignal(flow.data_wanted):
        press(flow, "print_now")
    assert not paper.target.exists()
    flow.give(data)
    assert page_count(paper.target.read_bytes()) == 4, "all pages means all that there are at the end"


def test_copies_are_printed_where_the_printer_makes_none_itself(
    flow: PrintFlow, paper: PaperFile, tmp_path: Path, context: UiContext
) -> None:
    printer = new_printer("", A4)
    paper.ask(flow, printer)
    printer.setCopyCount(2)
    printout = Printout(printer, sheets(tmp_path / "two.pdf", 2), 1, 0, flow)
    printout.begin()
    context.pool.run(printout.run)
    printout.end()
    found = tenths(paper.target.read_bytes())
    assert found == ([1, 2] if printer.supportsMultipleCopies() else [1, 2, 1, 2])


def test_a_list_is_printed_or_saved(
    context: UiContext, workspace: Workspace, shown: Shown, paper: PaperFile, tmp_path: Path
) -> None:
    ids = [workspace.records.create("person", {"name": f"林大{n}"})[0].id for n in range(60)]
    bar = OutputBar(context, Answers(save=tmp_path / "名冊.pdf"))
    context.printing = paper
    assert bar.isHidden(), "with nothing to show it takes no room on a page"
    shown(bar)
    OutputsFlow(context, bar).print_records("person", ids, ("name",))
    pages = bar.printing.last.text()
    assert f"{pages} pages are ready to print or to save." in words(bar)
    assert int(pages) > 1
    small = bar.printing.go.iconSize().width()
    context.theme.wear(text_size=200)
    assert bar.printing.go.iconSize().width() > 1.5 * small
    context.theme.wear(text_size=100)
    fill(bar.printing, "2", "2")
    press(bar, "print_now")
    assert page_count(paper.target.read_bytes()) == 1
    press(bar, "print_save")
    saved = (tmp_path / "名冊.pdf").read_bytes()
    assert page_count(saved) == int(pages)
    assert "60 筆" in "".join(page_texts(saved))
    assert "Saved as 名冊.pdf." in words(bar)
    assert bar.isVisible()
    press(bar, "close_output")
    assert bar.isHidden()
