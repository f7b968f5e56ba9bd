"""The small style sheet that the palette cannot say: frames, paddings, sizes of text.

Widgets ask for a look by a property: ``role`` (title, section, caption), ``tone`` (a token's name),
``kind`` (primary, quiet, row), ``card`` and ``ground``.
"""

from __future__ import annotations

from app.ui.theme.metrics import CORNER_PX, Metrics
from app.ui.theme.tokens import Tokens


def style_sheet(t: Tokens, m: Metrics) -> str:
    """Return the style sheet of one scheme at one size. No address, no file is named in it."""
    return "\n".join((_text(t, m), _frames(t), _buttons(t, m), _fields(t, m), _tables(t, m), _bars(t, m)))


def _text(t: Tokens, m: Metrics) -> str:
    tones = "\n".join(f'QLabel[tone="{name}"] {{ color: {t.tone(name)}; }}' for name in ("leaf", "sun", "clay", "sky"))
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {m.pt("title"):.2f}pt; font-weight: 700; }}
QLabel[role="section"] {{ font-size: {m.pt("section"):.2f}pt; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="caption"] {{ font-size: {m.pt("caption"):.2f}pt; color: {t.ink_2}; }}
QLabel[tone="ink_2"] {{ color: {t.ink_2}; }}
{tones}
QToolTip {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line}; padding: {m.u(0.5)}px; }}
"""


def _frames(t: Tokens) -> str:
    softs = "\n".join(
        f'QFrame[ground="{name}_soft"] {{ background: {t.tone(name + "_soft")};'
        f" border: 1px solid {t.tone(name)}; border-radius: {CORNER_PX}px; }}"
        for name in ("leaf", "sun", "clay", "sky")
    )
    return f"""
QFrame[card="true"] {{ background: {t.surface}; border: 1px solid {t.divider}; border-radius: {CORNER_PX}px; }}
QFrame[ground="sunken"] {{ background: {t.sunken}; border: none; }}
QFrame[ground="surface"] {{ background: {t.surface}; border: none; }}
QFrame[ground="window"] {{ background: {t.window}; border: none; }}
QFrame[ground="bar"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.divider}; }}
QFrame[ground="left"] {{ background: {t.sunken}; border: none; border-right: 1px solid {t.divider}; }}
QFrame[ground="right"] {{ background: {t.sunken}; border: none; border-left: 1px solid {t.divider}; }}
QFrame[rule="true"] {{ background: {t.divider}; border: none; max-height: 1px; min-height: 1px; }}
{softs}
QScrollArea {{ border: none; background: transparent; }}
"""


def _buttons(t: Tokens, m: Metrics) -> str:
    high, wide = m.act_px - 2, m.u(1.5)
    return f"""
QPushButton {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {CORNER_PX}px;
    padding: 0px {wide}px; min-height: {high}px; outline: none; }}
QPushButton:hover {{ background: {t.sunken}; }}
QPushButton:pressed {{ background: {t.divider}; }}
QPushButton:checked {{ background: {t.leaf_soft}; border-color: {t.leaf}; }}
QPushButton:disabled {{ color: {t.ink_2}; border-color: {t.divider}; background: transparent; }}
QPushButton[kind="primary"] {{ background: {t.leaf}; color: {t.on_leaf}; border-color: {t.leaf}; font-weight: 700; }}
QPushButton[kind="primary"]:pressed {{ background: {t.ink_2}; border-color: {t.ink_2}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.divider}; color: {t.ink}; border-color: {t.divider}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; padding: 0px {m.u(0.75)}px; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="row"]:hover {{ background: {t.divider}; }}
QPushButton[kind="quiet"]:checked {{ background: {t.leaf_soft}; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.ink_2}; }}
QPushButton[kind="small"] {{ min-height: {max(26, m.u(2))}px; padding: 0px {m.u(0.75)}px; }}
QPushButton[kind="row"] {{ background: transparent; border: 1px solid transparent; text-align: left; padding: 0px; }}
QPushButton[kind="row"]:checked {{ background: {t.leaf_soft}; }}
QPushButton[kind="head"] {{ background: transparent; border: none; border-bottom: 1px solid {t.divider};
    border-radius: 0px; text-align: left; font-weight: 700; padding: 0px {m.u(0.25)}px; }}
QPushButton[kind="head"]:hover {{ background: {t.sunken}; }}
QPushButton[kind="tile"] {{ text-align: left; padding: 0px; }}
"""


def _fields(t: Tokens, m: Metrics) -> str:
    high = m.act_px - 2 - 2 * m.u(0.25)
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {{ background: {t.surface}; color: {t.ink};
    border: 1px solid {t.line}; border-radius: {CORNER_PX}px;
    selection-background-color: {t.leaf}; selection-color: {t.on_leaf}; }}
QLineEdit {{ padding: {m.u(0.25)}px {m.u(0.75)}px; min-height: {high}px; }}
QPlainTextEdit, QTextEdit {{ padding: {m.u(0.25)}px {m.u(0.5)}px; }}
QComboBox {{ padding: {m.u(0.25)}px {m.u(0.75)}px; min-height: {high}px; }}
QComboBox::drop-down {{ border: none; width: 0px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line}; padding: {m.u(0.25)}px;
    selection-background-color: {t.leaf_soft}; selection-color: {t.ink}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {m.row_px}px; padding: 0px {m.u(0.5)}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {t.window}; color: {t.ink_2};
    border-color: {t.divider}; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] {{ border-color: {t.clay}; }}
QCheckBox, QRadioButton {{ spacing: {m.u(0.75)}px; min-height: {max(28, m.u(2.5))}px; outline: none; }}
QGroupBox {{ border: none; margin: 0px; padding: 0px; }}
"""


def _tables(t: Tokens, m: Metrics) -> str:
    return f"""
QTableView, QTreeView, QListView {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.divider};
    border-radius: {CORNER_PX}px; gridline-color: {t.divider}; outline: none;
    selection-background-color: {t.leaf_soft}; selection-color: {t.ink}; }}
QTableView::item, QTreeView::item, QListView::item {{ padding: 0px {m.u(0.5)}px; }}
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {{ background: {t.leaf_soft};
    color: {t.ink}; }}
QListView::item {{ min-height: {m.row_px}px; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.sunken}; color: {t.ink}; border: none; font-weight: 700;
    border-right: 1px solid {t.divider}; border-bottom: 1px solid {t.line};
    padding: {m.u(0.4)}px {m.u(0.5) + 3}px; }}
QTableCornerButton::section {{ background: {t.sunken}; border: none; }}
"""


def _bars(t: Tokens, m: Metrics) -> str:
    wide = max(12, m.u(0.9))
    return f"""
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0px; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0px; }}
QScrollBar::handle {{ background: {t.line}; border-radius: {(wide - 6) // 2}px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: {m.u(3)}px; }}
QScrollBar::handle:horizontal {{ min-width: {m.u(3)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {t.divider}; }}
QProgressBar {{ background: {t.sunken}; border: 1px solid {t.line}; border-radius: {CORNER_PX}px;
    text-align: center; color: {t.ink}; min-height: {m.u(1.5)}px; }}
QProgressBar::chunk {{ background: {t.leaf_soft}; border-radius: {CORNER_PX - 1}px; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line}; padding: {m.u(0.25)}px; }}
QMenu::item {{ padding: {m.u(0.5)}px {m.u(1.5)}px; border-radius: {CORNER_PX}px; }}
QMenu::item:selected {{ background: {t.leaf_soft}; }}
"""
