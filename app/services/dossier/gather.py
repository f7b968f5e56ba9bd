"""From a dossier to a frozen spec: live blocks resolved, texts of the cover filled in, one language.

Gathering reads through :class:`~app.services.live_kinds.Shown`, which has masked everything for
the audience already, so no spec but a team one ever holds a raw personal value.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.messages import N_, Label, LocalText
from app.core.richtext import Runs, plain
from app.exports.spec import (
    A4,
    CM,
    LETTER,
    Audience,
    Block,
    Column,
    DocumentSpec,
    Heading,
    ListItem,
    PageFormat,
    Paragraph,
    Part,
    Photos,
    Space,
    Table,
    TextStyle,
)
from app.programmes.schema import DossierTemplate
from app.services.dossier.attached import Pages
from app.services.dossier.cropping import PICTURE, cropped, of_cover, with_crops
from app.services.dossier.frozen import thawed
from app.services.dossier.headings import suggested, with_content
from app.services.dossier.live import live_blocks, photo_items
from app.services.dossier.looks import BESIDE_BADGE, badge_block, contents_blocks, cover_design, face_of
from app.services.dossier.views import BlockView, DossierView, PartView
from app.services.live_kinds import Shown

MARGIN_CM = 2.5
PER_ROW = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything about an output that is not the dossier's own text.

    Args:
        language: of the output.
        audience: for whom the records were masked.
        place: values of the cover's places: county, township, name, round.
        paper: ``A4`` or ``LETTER``.
        words: labels of figures, tables, chapters in the output's language.
        date_text: the date filled in, as the programme writes it.
        date_iso: stamped into the file.
        watermark: drawn on every page, "" for none.
        draft: whether open errors stand.
        community: printed at the foot.
    """

    language: str
    audience: Audience
    place: Mapping[str, str]
    paper: str
    words: Mapping[str, str]
    date_text: str
    date_iso: str
    community: str
    watermark: str = ""
    draft: bool = False


def gather(view: DossierView, template: DossierTemplate, shown: Shown, setting: Setting) -> DocumentSpec:
    """Return the spec of a whole dossier.

    Args:
        view: the dossier as read.
        template: of its programme: cover texts, summary rows, sizes.
        shown: the records for the audience.
        setting: language, paper, words and dates.
    """
    waiting = suggested(view, template)
    parts = [_part(one, view, template, shown, setting, waiting) for one in _ordered(view)]
    look = view.look
    style = TextStyle(
        size=float(template.body_pt),
        leading=_number(look, "leading", 22.0),
        cover_title=float(template.cover_title_pt),
        cover_body=float(template.body_pt),
        face=face_of(look),
    )
    return DocumentSpec(
        title=_first_line(template.cover, setting),
        language=setting.language,
        parts=tuple(one for one in parts if one is not None),
        page=page_format(setting.paper, _number(look, "margin_cm", MARGIN_CM)),
        style=style,
        footer=setting.community,
        author=setting.community,
        subject=shown.text(template.title),
        date_iso=setting.date_iso,
        watermark=setting.watermark,
        marking=marking(setting, template.language, shown.text),
        full_width_parens=bool(look.get("full_width_parens")),
        words=setting.words,
    )


def page_format(paper: str, margin_cm: float) -> PageFormat:
    """Return the paper with equal margins; anything but Letter is A4."""
    page, margin = (LETTER if paper.upper() == "LETTER" else A4), margin_cm * CM
    return replace(page, top=margin, bottom=margin, left=margin, right=margin)


def marking(setting: Setting, language: str, text: Callable[[Label], str]) -> str:
    """Return the words at the head of each page: draft, team copy, reading copy."""
    words: list[str] = []
    if setting.draft:
        words.append(text(N_("Draft")))
    if setting.audience is Audience.TEAM:
        words.append(text(N_("For the team only")))
    if language and language != setting.language:
        words.append(text(N_("Reading copy")))
    return " · ".join(words)


def _ordered(view: DossierView) -> Sequence[PartView]:
    """Return the parts to print; ``cover_first`` puts the cover before the summary table."""
    parts = [part for part in view.parts if not part.left_out]
    if view.look.get("cover_first"):
        parts.sort(key=lambda part: part.kind != "cover")
    return parts


def _part(
    part: PartView,
    view: DossierView,
    template: DossierTemplate,
    shown: Shown,
    setting: Setting,
    waiting: Collection[str],
) -> Part | None:
    if part.kind == "cover":
        design, blocks = cover_design(view.look), _cover(part, view, template, shown, setting)
        return Part(part.id, "cover", (), blocks, listed=False, show_title=False, design=design)
    if part.kind == "summary":
        blocks = _summary(part, template, shown, setting)
        return Part(part.id, "summary", plain(_label(part.title, setting)), blocks, listed=False, show_title=False)
    if part.kind == "contents":
        title = plain(setting.words.get("contents", ""))
        return Part(part.id, "contents", title, contents_blocks(part.id, view.look, shown), listed=False)
    blocks = with_content([block for one in part.blocks for block in printed_blocks(one, shown)], waiting)
    if part.kind == "appendix" and not blocks:
        return None
    return Part(part.id, part.kind, plain(_label(part.title, setting)), blocks)


def _label(text: LocalText, setting: Setting) -> str:
    return text.best(setting.language)


def _fill(text: str, setting: Setting) -> str:
    """Fill the places of a cover text; a place nobody filled in stays visible as ○○."""
    for name, value in setting.place.items():
        text = text.replace("{" + name + "}", value or "○○")
    return text


def _first_line(cover: Sequence[LocalText], setting: Setting) -> str:
    return _fill(_label(cover[0], setting), setting) if cover else setting.community


def _cover(
    part: PartView, view: DossierView, template: DossierTemplate, shown: Shown, setting: Setting
) -> tuple[Block, ...]:
    picture = shown.picture(view.cover_photo) if view.cover_photo else None
    badge = badge_block(part.id, view.look, shown)
    blocks: list[Block] = [*badge, Space(part.id + "/top", 1 if picture or badge else 5)]
    for index, line in enumerate(template.cover):
        style = "title" if index == 0 else "centre"
        blocks.append(Paragraph(f"{part.id}/{index}", plain(_fill(_label(line, setting), setting)), style))
        if index == 0:
            blocks.append(Space(f"{part.id}/gap", 1))
    blocks.append(Space(part.id + "/middle", 1 if picture else 2))
    if picture:
        items = photo_items(part.id, (view.cover_photo,), lambda _id: (picture[0], ""))
        items = cropped(items, of_cover(view.look, PICTURE))
        high = BESIDE_BADGE if badge else 0.0
        blocks += [Photos(part.id + "/photo", items, 1, numbered=False, tallest=high), Space(part.id + "/below", 1)]
    blocks.append(Paragraph(part.id + "/date", plain(setting.date_text), "centre"))
    blocks += [block for one in part.blocks for block in printed_blocks(one, shown)]
    return tuple(blocks)


def _summary(part: PartView, template: DossierTemplate, shown: Shown, setting: Setting) -> tuple[Block, ...]:
    """Return the page header, the date filled in and the table of the five rows."""
    by_item = {block.style: block for block in part.blocks if block.kind == "row"}
    heads = tuple(plain(_label(head, setting)) for head in template.summary_columns)
    rows: list[tuple[Runs, ...]] = [heads]
    for row in template.summary_rows:
        block = by_item.get(row.id)
        rows.append((plain(_label(row.title, setting)), block.runs if block else ()))
    blocks: list[Block] = []
    header = _fill(_label(template.page_header, setting), setting)
    if header:
        blocks.append(Paragraph(part.id + "/header", plain(header), "centre"))
    label = _label(template.fill_date_label, setting)
    if label:
        blocks.append(
            Paragraph(
                part.id + "/date", plain(label + (" " if setting.language == "en" else "") + setting.date_text), "plain"
            )
        )
    title = _fill(_label(template.summary_title, setting), setting)
    table = Table(
        part.id + "/table", (Column(3), Column(7)), tuple(rows), header=1, caption=plain(title), numbered=False
    )
    return (*blocks, table)


def printed_blocks(block: BlockView, shown: Shown) -> tuple[Block, ...]:
    """Return what a block prints for one audience; nothing where it is empty or has no records yet."""
    settings = block.settings
    if block.kind == "heading":
        return (Heading(block.id, max(1, block.level), block.runs, settings.get("numbered") is not False),)
    if block.kind == "paragraph":
        return (Paragraph(block.id, block.runs, block.style or "body"),) if block.runs else ()
    if block.kind == "list_item":
        return (ListItem(block.id, block.runs, block.style or "bullet", block.level),)
    if block.kind == "table":
        return _table(block)
    if block.kind == "photos":
        ids = settings.get("photos")
        items = photo_items(
            block.id, tuple(str(one) for one in ids) if isinstance(ids, (list, tuple)) else (), shown.picture
        )
        return (Photos(block.id, cropped(items, settings), _per_row(settings)),) if items else ()
    if block.kind == "attached":
        pages = Pages.of(settings)
        return (pages.block(block.id, shown),) if pages is not None else ()
    if block.kind == "live":
        kept = thawed(settings, shown)
        made = kept if kept is not None else live_blocks(block.id, settings, shown, _per_row(settings))
        return with_crops(made, settings)
    return ()


def _table(block: BlockView) -> tuple[Block, ...]:
    """Return a table as typed; short rows are filled up so that every row has all columns."""
    rows = block.settings.get("rows")
    cells = (
        [[str(cell) for cell in row] for row in rows if isinstance(row, (list, tuple))]
        if isinstance(rows, (list, tuple))
        else []
    )
    width = max((len(row) for row in cells), default=0)
    if not width:
        return ()
    body = tuple(tuple(plain(cell) for cell in row + [""] * (width - len(row))) for row in cells)
    caption = plain(str(block.settings.get("caption", "")))
    header = 1 if block.settings.get("header", True) else 0
    columns, across = _columns(block.settings.get("widths"), width), block.settings.get("landscape") is True
    return (Table(block.id, columns, body, header=header, caption=caption, landscape=across),)


def _columns(widths: object, count: int) -> tuple[Column, ...]:
    """Return the columns of a table, as wide as its settings say in whole parts, else equally wide."""
    parts = [one for one in widths if isinstance(one, int)] if isinstance(widths, (list, tuple)) else []
    return tuple(Column(float(max(1, one))) for one in parts) if len(parts) == count else (Column(),) * count


def _per_row(settings: Mapping[str, object]) -> int:
    value = settings.get("per_row")
    return value if isinstance(value, int) and value in PER_ROW else 2


def _number(look: Mapping[str, object], name: str, default: float) -> float:
    """Return a setting kept in tenths (there is no REAL in the file), else the default."""
    value = look.get(name)
    return value / 10 if isinstance(value, int) else default
