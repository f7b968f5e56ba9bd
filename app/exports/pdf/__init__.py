"""Draws laid-out pages with reportlab and shows PDFs with PDFium; breaks no lines itself."""

from app.exports.pdf.render import RasterPage, page_count, page_texts, render_pages
from app.exports.pdf.writer import as_printed, write_pdf

__all__ = ["RasterPage", "as_printed", "page_count", "page_texts", "render_pages", "write_pdf"]
