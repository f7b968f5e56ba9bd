"""The catalogues on disk: the compiled one, or the text where that is newer or there is no other."""

from __future__ import annotations

import functools
import gettext
import io
from pathlib import Path

LOCALES = Path(__file__).resolve().parents[2] / "locales"
DOMAIN = "banyan"


def load(language: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """Return the catalogue of *language*; an empty one where there is none.

    Args:
        language: ``"zh_TW"`` or ``"en"``.
        locales: folder with ``<language>/LC_MESSAGES/banyan.mo`` or ``.po``.
    """
    folder = locales / language / "LC_MESSAGES"
    text, compiled = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
    written = text.stat().st_mtime_ns if text.is_file() else 0
    made = compiled.stat().st_mtime_ns if compiled.is_file() else 0
    if not written and not made:
        return gettext.NullTranslations()
    if made and made >= written:
        return _read(compiled, made)
    return _read(text, written)


@functools.lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> gettext.NullTranslations:
    """Read a catalogue once for each time that it was written."""
    if path.suffix == ".mo":
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    # late: a packaged program has the compiled catalogue and never needs the parser
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3], domain=DOMAIN))
    out.seek(0)
    return gettext.GNUTranslations(out)
