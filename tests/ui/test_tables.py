from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.core import collation
from app.core.fields import Field, Kind, Row
from app.core.messages import N_
from app.services.figures.view import FigureView
from app.ui.figures.table import FigureTable
from app.ui.itemmodels.row_table import ID_ROLE, MANY, Column, RowTableModel
from app.ui.theme import Theme
from app.ui.widgets.table import RecordTable

Shown = Callable[..., QWidget]
NAME, COUNT = Field("name", Kind.TEXT, N_("Name")), Field("count", Kind.INTEGER, N_("People"))
ROWS = (
    Row("event", "1", {"name": "說明會", "count": 30}),
    Row("event", "2", {"name": "一起走", "count": 5}),
    Row("event", "3", {"name": "水源踏查", "count": None}),
    Row("event", "4", {"name": "台灣文化日", "count": 120}),
)


def show(field: Field, row: Row) -> str:
    value = row.get(field.name)
    return "" if value is None else str(value)


def model() -> RowTableModel:
    table = RowTableModel(show, lambda text: collation.key(text, "zh_TW"))
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.set_columns([Column(NAME, "Name"), Column(COUNT, "People")])
    table.set_rows(ROWS)
    return table


def names(table: RowTableModel) -> list[str]:
    return [str(table.index(place, 0).data()) for place in range(table.rowCount())]


def test_chinese_is_sorted_by_strokes_and_numbers_by_value_with_unknown_last(qapp: QApplication) -> None:
    table = model()
    table.sort(0)
    assert names(table) == ["一起走", "水源踏查", "台灣文化日", "說明會"]
    table.sort(1)
    assert names(table) == ["一起走", "說明會", "台灣文化日", "水源踏查"]
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["台灣文化日", "說明會", "一起走", "水源踏查"]
    table.sort(-1)
    assert names(table) == ["說明會", "一起走", "水源踏查", "台灣文化日"]


def test_filter_words_must_all_be_found_variants_and_widths_included(qapp: QApplication) -> None:
    table = model()
    table.set_words(["臺灣"])
    assert names(table) == ["台灣文化日"]
    table.set_words(["１２０"])
    assert names(table) == ["台灣文化日"]
    table.set_words(["文化", "說明"])
    assert names(table) == []
    assert table.total() == 4
    table.set_words([])
    assert len(names(table)) == 4


def test_changed_rows_are_shown_where_they_stand(qapp: QApplication) -> None:
    table = model()
    table.sort(0)
    told: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda first, last: told.append((first.row(), last.column())))
    table.set_rows((*ROWS[:3], Row("event", "4", {"name": "文化日", "count": 120})))
    assert told == [(2, 1)]
    assert names(table)[2] == "文化日"


def test_text_that_did_not_parse_is_shown_as_typed(qapp: QApplication) -> None:
    table = model()
    table.set_rows((Row("event", "1", {"name": "x", "count": None}, pending={"count": "三十多"}),))
    assert table.index(0, 1).data() == "三十多"


def test_cells_speak_their_heading_and_numbers_stand_right(qapp: QApplication) -> None:
    table = model()
    assert table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "People: 30"
    assert table.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.index(0, 0).data(ID_ROLE) == "1"
    assert table.headerData(1, Qt.Orientation.Horizontal) == "People"


def test_selection_survives_sorting(qapp: QApplication, theme: Theme, shown: Shown) -> None:
    table = model()
    view = RecordTable(theme, table)
    shown(view)
    assert view.choose("4")
    table.sort(1)
    assert view.chosen() == ("4",)


def test_keys_copy_open_and_leave_the_table(theme: Theme, shown: Shown) -> None:
    table = model()
    box, view, after = QWidget(), RecordTable(theme, table), QLineEdit()
    layout = QVBoxLayout(box)
    layout.addWidget(view)
    layout.addWidget(after)
    shown(box)
    opened: list[str] = []
    entered: list[str] = []
    view.opened.connect(opened.append)
    view.activated_row.connect(entered.append)
    view.setFocus()
    view.choose("1")
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened[-1] == "2"
    assert entered == ["2"]
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name\tPeople\n一起走\t5\n"
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_copied_cells_never_break_the_lines(qapp: QApplication) -> None:
    table = model()
    table.set_rows((Row("event", "1", {"name": "a\tb\nc", "count": 1}),))
    assert table.as_text() == "Name\tPeople\na b c\t1\n"


def test_rows_are_high_enough_and_grow_with_the_text(theme: Theme, shown: Shown) -> None:
    view = RecordTable(theme, model())
    assert view.verticalHeader().defaultSectionSize() >= 32
    theme.wear(text_size=200)
    view.refresh()
    assert view.verticalHeader().defaultSectionSize() >= 64


def _many(count: int) -> tuple[Row, ...]:
    return tuple(Row("event", str(at), {"name": f"活動{(at * 7919) % count}", "count": at % 97}) for at in range(count))


def _settled(table: RowTableModel) -> None:
    while table.busy():
        QApplication.processEvents()


def test_many_rows_are_sorted_and_filtered_between_frames_as_few_are(qapp: QApplication) -> None:
    table, rows = model(), _many(MANY + 50)
    table.set_rows(rows)
    assert table.rowCount() == len(rows)
    assert names(table)[0] == rows[0].values["name"]
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.busy()
    _settled(table)
    wanted = sorted(rows, key=lambda row: collation.key(str(row.get("name")), "zh_TW"), reverse=True)
    assert [row.id for row in table.rows()] == [row.id for row in wanted]
    table.set_words(["活動77"])
    _settled(table)
    assert [row.id for row in table.rows()] == [row.id for row in wanted if "活動77" in str(row.get("name"))]
    table.set_words([])
    assert [row.id for row in table.rows()] == [row.id for row in wanted], "asking for the rows finishes the work"


def test_what_is_chosen_among_many_rows_stays_chosen_when_they_are_sorted(qapp: QApplication) -> None:
    table, told = model(), list[int]()
    table.set_rows(_many(MANY + 50))
    table.arranged.connect(lambda: told.append(table.rowCount()))
    _settled(table)
    kept = QPersistentModelIndex(table.index(5, 0))
    chosen = kept.data(ID_ROLE)
    table.sort(1)
    table.sort(0)
    _settled(table)
    assert kept.data(ID_ROLE) == chosen
    assert told[-1] == table.rowCount()


def test_a_changed_row_among_many_shows_its_new_words(qapp: QApplication) -> None:
    table, rows = model(), list(_many(MANY + 50))
    table.set_rows(rows)
    table.set_words(["全新"])
    rows[3] = Row("event", "3", {"name": "全新活動", "count": 1})
    table.set_rows(rows)
    table.set_words(["全新"])
    _settled(table)
    assert names(table) == ["全新活動"]


def test_a_table_of_figures_wraps_long_lines_and_cuts_none(shown: Shown, theme: Theme) -> None:
    long = "Flats with shade and fans that somebody showed how to use"
    rows = (("What", "Held", "Sum"), (f"{long}\nWho gains?", long, "1,200.00"), ("Short", "－", "0.00"))
    for width in (420, 700, 1000):
        table = FigureTable()
        shown(table, width, 400)
        table.show_view(FigureView("k", None, "Figures", (), rows, (False, False, True)), theme.metrics)
        QApplication.processEvents()
        assert table.horizontalScrollBar().maximum() == 0, width
        for column in range(2):
            inside = table.columnWidth(column) - 2 * theme.metrics.u(0.5) - 6
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = table.fontMetrics().boundingRect(0, 0, inside, 0, flags, rows[1][column])
            assert needed.height() <= table.rowHeight(0), (width, column)
            assert needed.width() <= inside, (width, column)
        assert table.columnWidth(2) < table.columnWidth(0)
