"""All topics as a ring of leaves around the whole: how far each is, how much was said, by whom, what is missing."""

from __future__ import annotations

from functools import partial
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, own_words
from app.services.roadmap.paper import open_words, opening_words
from app.services.roadmap.views import RoadmapView, TopicView
from app.ui.context import UiContext
from app.ui.roadmap.words import SHAPES, short, state_words, unheard_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import WrapButton
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

LEAF_EM, LEAF_HIGH_EM, CENTRE_EM = 11.0, 5.0, 20.0
LONGEST = 36
"""Characters of a topic's name on its leaf; the tool tip says all of it."""
GAP_EM, LOWEST_EM, HIGHEST_EM = 0.4, 26.0, 64.0


def ring_places(count: int, width: float, leaf: tuple[float, float], heights: tuple[float, float]) -> list[QRectF]:
    """Return where the leaves of a ring stand, the first at the top, clockwise; nothing where there is no room.

    Args:
        count: leaves.
        width: that there is.
        leaf: width and height of a leaf, with the gap around it.
        heights: least and greatest height of the ring.
    """
    wide, high = leaf
    tall = heights[0]
    while tall <= heights[1]:
        places = []
        for number in range(count):
            turn = 2 * pi * number / count
            x = (width - wide) / 2 * (1 + sin(turn))
            y = (tall - high) / 2 * (1 - cos(turn))
            places.append(QRectF(x, y, wide, high))
        apart = all(not places[at - 1].intersects(places[at]) for at in range(count))
        if apart or not places:
            return places
        tall += high / 4
    return []


class Leaf(WrapButton):
    """One topic, drawn as a leaf: two corners are round, two are not."""

    def __init__(self, context: UiContext, one: TopicView) -> None:
        super().__init__("tile")
        self._context, self._one = context, one
        self.binder = Binder(context)
        metrics = context.theme.metrics
        texts = QWidget()
        box = QVBoxLayout(texts)
        box.setContentsMargins(metrics.em(0.9), metrics.em(0.4), metrics.em(0.7), metrics.em(0.4))
        box.setSpacing(0)
        box.addWidget(self.binder.label(own_words(short(context.text(one.topic.title), LONGEST)), "strong"))
        said = N_("residents {voices} of {all}", voices=one.voices, all=len(one.statements))
        told = said if one.statements else state_words(one)
        box.addWidget(StatusWord(context, SHAPES[one.state], told, wrap=True))
        if one.voices and one.unheard:
            gap = NP_("{n} group unheard", "{n} groups unheard", len(one.unheard))
            box.addWidget(StatusWord(context, NOTICE, gap, wrap=True))
        box.addStretch(1)
        self.put(texts, 1)
        self.inside.setContentsMargins(0, 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the leaf."""
        theme, edge = self._context.theme, QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        large, small = min(edge.height() * 0.45, edge.width() / 3), 6.0
        path = QPainterPath()
        path.moveTo(edge.left() + large, edge.top())
        path.lineTo(edge.right() - small, edge.top())
        path.quadTo(edge.topRight(), edge.topRight() + _down(small))
        path.lineTo(edge.right(), edge.bottom() - large)
        path.quadTo(edge.bottomRight(), edge.bottomRight() - _along(large))
        path.lineTo(edge.left() + small, edge.bottom())
        path.quadTo(edge.bottomLeft(), edge.bottomLeft() - _down(small))
        path.lineTo(edge.left(), edge.top() + large)
        path.quadTo(edge.topLeft(), edge.topLeft() + _along(large))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("leaf" if self._one.voices else "line"), 1.5))
        painter.setBrush(theme.colour("leaf_soft" if self.underMouse() or self.isDown() else "surface"))
        painter.drawPath(path)


class TopicRing(QWidget):
    """The leaves, and what they say together in the middle."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._leaves: list[Leaf] = []
        self._centre: QWidget | None = None
        self._places: list[QRectF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_topics(self, view: RoadmapView, width: int) -> bool:
        """Show all topics in the team's order; the keyboard stays where it was. Return whether there is room."""
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for old in (*self._leaves, self._centre):
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        self._part = Binder(self._context)
        self._leaves = [self._leaf(view, one) for one in view.topics]
        self._centre = self._middle(view)
        self._places = self._ring(len(self._leaves), width)
        self.setFixedHeight(round(max((one.bottom() for one in self._places), default=0.0)) + 1)
        self._arrange()
        if held and (again := self.findChild(Leaf, held)) is not None:
            again.setFocus()
        return bool(self._places)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the leaves into the new width."""
        super().resizeEvent(event)
        if self._leaves and (places := self._ring(len(self._leaves), self.width())):
            self._places = places
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return no width of its own: without room the page shows the list."""
        return QSize(0, 0)

    def _ring(self, count: int, width: int) -> list[QRectF]:
        em = self._context.theme.metrics.em
        high = max((one.heightForWidth(em(LEAF_EM)) for one in self._leaves), default=em(LEAF_HIGH_EM))
        leaf = (em(LEAF_EM + GAP_EM), high + em(GAP_EM))
        found = ring_places(count, width, leaf, (em(LOWEST_EM), em(HIGHEST_EM)))
        inner = width - 2 * leaf[0]
        return found if inner >= em(CENTRE_EM) else []

    def _leaf(self, view: RoadmapView, one: TopicView) -> Leaf:
        leaf, say = Leaf(self._context, one), self._context.text
        leaf.setParent(self)
        leaf.setObjectName(f"leaf_{one.topic.key}")
        gaps = [say(unheard_words(self._context, view, one.unheard))] if one.voices and one.unheard else []
        leaf.setAccessibleName(f"{say(one.topic.title)}: {say(state_words(one))}")
        leaf.setToolTip(" ".join([f"{say(one.topic.title)}:", say(state_words(one)), *gaps]))
        go = partial(self._context.go, f"roadmap:{one.topic.key}")
        leaf.clicked.connect(lambda _checked=False: go())
        leaf.show()
        return leaf

    def _middle(self, view: RoadmapView) -> QWidget:
        whole = QWidget(self)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        for said, role in ((opening_words(view), "strong"), (open_words(view), "body")):
            label = self._part.label(said, role)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        if view.silent:
            number = NP_("{n} group was heard on no topic.", "{n} groups were heard on no topic.", len(view.silent))
            box.addWidget(StatusWord(self._context, NOTICE, number, wrap=True))
        whole.show()
        return whole

    def _arrange(self) -> None:
        gap = self._context.theme.metrics.em(GAP_EM / 2)
        for leaf, place in zip(self._leaves, self._places, strict=False):
            leaf.setGeometry(place.adjusted(gap, gap, -gap, -gap).toRect())
        if self._centre is not None:
            wide = min(self._context.theme.metrics.em(CENTRE_EM), self.width())
            high = max(self._centre.heightForWidth(wide), self._centre.sizeHint().height())
            self._centre.setGeometry(QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high))


def _down(by: float) -> QPointF:
    return QPointF(0.0, by)


def _along(by: float) -> QPointF:
    return QPointF(by, 0.0)
