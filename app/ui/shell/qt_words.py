"""Qt's own words (file dialogs, context menus) in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.i18n import qt_catalogue

NAME = "qt_words"


class QtWords(QObject):
    """Installs and removes Qt's catalogue as the language changes.

    The application has one at most, whichever window installed it: a window that is gone leaves no words.
    """

    def speak(self, language: str) -> None:
        """Let Qt speak *language*; where it has no catalogue it speaks English."""
        app, name = QApplication.instance(), qt_catalogue(language)
        if app is None:
            return
        for old in app.findChildren(QTranslator, NAME):
            app.removeTranslator(old)
            old.setParent(None)
            old.deleteLater()
        made = QTranslator(app)
        made.setObjectName(NAME)
        if name and made.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(made)
