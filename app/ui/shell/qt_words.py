"""Qt's own words (file dialogs, context menus) in the interface language."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.i18n import qt_catalogue


class QtWords(QObject):
    """Installs and removes Qt's catalogue as the language changes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._translator = "", QTranslator(self)

    def speak(self, language: str) -> None:
        """Let Qt speak *language*; where it has no catalogue it speaks English."""
        name = qt_catalogue(language)
        if name == self._name:
            return
        QApplication.removeTranslator(self._translator)
        self._name = name
        if name and self._translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            QApplication.installTranslator(self._translator)
