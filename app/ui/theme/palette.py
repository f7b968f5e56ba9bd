"""The tokens as a Qt palette, so that every stock widget wears them without a style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.tokens import Tokens


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette of one scheme, disabled colours included."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.ink),
        (role.PlaceholderText, tokens.ink_2),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.on_leaf),
        (role.Highlight, tokens.leaf),
        (role.HighlightedText, tokens.on_leaf),
        (role.Accent, tokens.leaf),
        (role.Link, tokens.sky),
        (role.LinkVisited, tokens.sky),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.divider),
        (role.Mid, tokens.divider),
        (role.Dark, tokens.line),
        (role.Shadow, tokens.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, QColor(tokens.ink_2))
    palette.setColor(group.Disabled, role.Highlight, QColor(tokens.divider))
    palette.setColor(group.Disabled, role.HighlightedText, QColor(tokens.ink))
    return palette
