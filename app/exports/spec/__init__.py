"""What an exporter is given: frozen, resolved, masked for its audience, in one language.

A :class:`DocumentSpec` describes every paged output (dossier, printable list, manual, card, check
report) for ``exports/layout``, which turns it into pages of placed items; ``exports/pdf`` draws them
and the preview shows them. The same spec gives the same bytes.
"""

from app.exports.spec.document import Block, DocumentSpec, Part, records_in
from app.exports.spec.forms import FormField, FormGrid, FormTally, GridColumn, Tick
from app.exports.spec.paper import A4, CM, LETTER, SHOWN, Audience, PageFormat, TextStyle
from app.exports.spec.pictures import AttachedPdf, Chart, NoPictures, PhotoItem, Photos, Picture, Pictures
from app.exports.spec.tables import Column, Table
from app.exports.spec.texts import Contents, Display, Heading, ListItem, PageBreak, Paragraph, Space

__all__ = [
    "A4",
    "CM",
    "LETTER",
    "SHOWN",
    "AttachedPdf",
    "Audience",
    "Block",
    "Chart",
    "Column",
    "Contents",
    "Display",
    "DocumentSpec",
    "FormField",
    "FormGrid",
    "FormTally",
    "GridColumn",
    "Heading",
    "ListItem",
    "NoPictures",
    "PageBreak",
    "PageFormat",
    "Paragraph",
    "Part",
    "PhotoItem",
    "Photos",
    "Picture",
    "Pictures",
    "Space",
    "Table",
    "TextStyle",
    "Tick",
    "records_in",
]
