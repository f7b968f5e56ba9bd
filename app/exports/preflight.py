"""What would print untruthfully or poorly: characters no font has, references that lead nowhere, coarse pictures.

Looks at laid-out pages alone; the rules of a programme are evaluated in ``app/programmes``.
"""

from __future__ import annotations

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Message
from app.exports.layout.items import Laid, PlacedPicture, Unresolved
from app.exports.layout.scripts import refused_in

DPI = 300
"""Least dots per inch of a printed photo (nfa_114.md, rule DOS on photos)."""
GLYPH, REFERENCE, PICTURE = "print.glyph", "print.reference", "print.picture"


def check(laid: Laid, least_dpi: int = DPI) -> tuple[Finding, ...]:
    """Return what to mend before printing: errors first, each with its place. Pure; any thread.

    Only a missing glyph is an error, because a box in place of a name would be untrue; the rest warns.
    """
    return (*glyph_findings(laid), *reference_findings(laid), *picture_findings(laid, least_dpi))


def glyph_findings(laid: Laid) -> tuple[Finding, ...]:
    """Return one finding per block with characters that no font of ours draws."""
    blocks: dict[str, str] = {}
    for one in laid.missing:
        blocks[one.block_id] = blocks.get(one.block_id, "") + one.char
    return tuple(
        Finding(
            GLYPH,
            Severity.ERROR,
            _page_words(laid, block_id, shown_characters(chars)),
            f"block:{block_id}" if block_id else "",
            _glyph_fix(chars),
        )
        for block_id, chars in blocks.items()
    )


def _glyph_fix(chars: str) -> Message:
    script = refused_in(chars)
    if script is None:
        return N_("Write another character, or describe the character in words.")
    return N_("A PDF cannot show {script} yet. Save the paper for Word where that is offered.", script=script)


def shown_characters(chars: str) -> str:
    """Return each of *chars* with its code point: the character alone may be a blank on the screen too."""
    return "、".join(f"{char if char.isprintable() else '·'} (U+{ord(char):04X})" for char in dict.fromkeys(chars))


def _page_words(laid: Laid, block_id: str, chars: str) -> Message:
    page = laid.places.get(block_id)
    if page is None:
        return N_("No font has these characters: {characters}", characters=chars)
    return N_("No font has these characters on page {page}: {characters}", page=page, characters=chars)


def reference_findings(laid: Laid) -> tuple[Finding, ...]:
    """Return one finding per reference whose target is not in the document."""
    return tuple(_reference(one, laid.places.get(one.block_id, 1)) for one in laid.unresolved)


def _reference(one: Unresolved, page: int) -> Finding:
    said = N_("A reference on page {page} leads to something that is gone.", page=page)
    fix = N_("Choose another target, or delete the reference.")
    if one.kind == "fact":
        said = N_("A fact quoted on page {page} has no value.", page=page)
        fix = N_("Fill it in where it is recorded, or delete it from the text.")
    return Finding(REFERENCE, Severity.WARN, said, f"block:{one.block_id}", fix)


def picture_findings(laid: Laid, least_dpi: int = DPI) -> tuple[Finding, ...]:
    """Return one finding per photo printed with fewer than *least_dpi* dots per inch."""
    return tuple(
        Finding(
            PICTURE,
            Severity.WARN,
            N_(
                "The photo {figure} on page {page} prints at {dpi} dpi; {least} are asked for.",
                figure=laid.labels.get(one.block_id, ""),
                page=laid.places.get(one.block_id, 1),
                dpi=int(one.dpi),
                least=least_dpi,
            ),
            f"block:{one.block_id}",
            _picture_fix(one, least_dpi),
        )
        for one in laid.pictures
        if one.dpi < least_dpi
    )


def _picture_fix(one: PlacedPicture, least_dpi: int) -> Message:
    widest = one.width_px / least_dpi * 2.54
    return N_("Ask the sender for the original, or print it at most {width} cm wide.", width=f"{widest:.1f}")


def headline(laid: Laid) -> Message:
    """Return how many characters stand in the way of printing, in a sentence for a status line."""
    count = len({one.char for one in laid.missing})
    if not count:
        return N_("Every character can be printed.")
    return NP_("{n} character cannot be printed.", "{n} characters cannot be printed.", count)
