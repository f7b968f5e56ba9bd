"""Colours, sizes, fonts and icons of the interface."""

from app.ui.theme.metrics import Metrics
from app.ui.theme.theme import SCHEMES, Theme
from app.ui.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "SCHEMES", "Metrics", "Theme", "Tokens"]
