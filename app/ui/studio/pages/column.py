"""The column of the real pages: which page it is, smaller and larger, and the pages themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.studio.pages.view import PageView
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import FlowLayout


class PageColumn(QWidget):
    """The pages below their tools.

    Args:
        context: words, theme.
        pages: the view of the pages.
    """

    def __init__(self, context: UiContext, pages: PageView) -> None:
        super().__init__()
        self._context, self._pages, self._binder = context, pages, Binder(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        row, binder = FlowLayout(gap=6), self._binder
        row.setContentsMargins(6, 2, 6, 0)
        self.words = binder.label("", wrap=False)
        row.addWidget(self.words)
        self.smaller = binder.button(N_("Smaller"), self._on_smaller, icon="minus", kind="small", name="pages_smaller")
        self.larger = binder.button(N_("Larger"), self._on_larger, icon="plus", kind="small", name="pages_larger")
        row.addWidget(self.smaller)
        row.addWidget(self.larger)
        layout.addLayout(row)
        layout.addWidget(pages, 1)
        pages.turned.connect(self.show_page)

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.show_page(self._pages.page())

    def show_page(self, number: int) -> None:
        """Say which page is seen, nothing as long as there are none."""
        said = N_("Page {page} of {pages}", page=number, pages=self._pages.count())
        self.words.setText(self._context.text(said) if self._pages.count() else "")

    def _on_smaller(self) -> None:
        self._zoom(-1)

    def _on_larger(self) -> None:
        self._zoom(1)

    def _zoom(self, by: int) -> None:
        self._pages.zoom(by)
        smaller, larger = self._pages.zoomed()
        self.smaller.setEnabled(smaller)
        self.larger.setEnabled(larger)
