"""Languages: the only room that touches gettext and Babel."""

from app.i18n.languages import LANGUAGES, PSEUDO, qt_catalogue, resolve_language
from app.i18n.translator import Translator

__all__ = ["LANGUAGES", "PSEUDO", "Translator", "qt_catalogue", "resolve_language"]
