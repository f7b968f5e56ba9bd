"""Writes the page spec of any paper as a .docx that Word and LibreOffice open and people go on editing."""

from app.exports.docx.pictures import placed_in
from app.exports.docx.writer import write_docx

__all__ = ["placed_in", "write_docx"]
