"""The offline manual: our own chapters and the guidance of the programmes, on screen and on paper.

Screen, PDF and search read the same texts. Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.messages import N_, Label, LocalText
from app.core.richtext import plain
from app.core.text import fold
from app.exports.spec import Block, Contents, DocumentSpec, Heading, ListItem, PageFormat, Paragraph, Part, TextStyle
from app.programmes.schema import Pack, Task
from app.services.manual.applying import APPLYING
from app.services.manual.begin import PROGRAMMES, START
from app.services.manual.care import CARE
from app.services.manual.dossier_and_budget import BUDGET, DOSSIER
from app.services.manual.handing_in import HANDING_IN
from app.services.manual.in_and_out import IN_AND_OUT
from app.services.manual.paper import OUTSIDE
from app.services.manual.parts import Chapter, Section
from app.services.manual.plan import PLAN
from app.services.manual.project import PROJECT
from app.services.manual.recording import PHOTOS, RECORD
from app.services.manual.recruiting import RECRUITING
from app.services.manual.review import REVIEW
from app.services.manual.roadmap import ROADMAP
from app.services.manual.seed import SEED
from app.services.manual.studio import STUDIO
from app.services.manual.together import TOGETHER
from app.services.printing_lists import page_of

MANUAL_STYLE = TextStyle(size=11.5, leading=19.0, cover_title=22.0, cover_body=12.0, indent_em=0.0, face="sans")
Words = Callable[[Label | str | None], str]


@dataclass(frozen=True, slots=True)
class ManualSetting:
    """Everything about a printed help that is not its text.

    Args:
        words: renders labels in the output's language.
        language: ``zh_TW`` or ``en``.
        paper: ``A4`` or ``Letter``.
        date_iso: stamped into the file.
        layout_words: labels of the layout in the output's language.
    """

    words: Words
    language: str
    paper: str = "A4"
    date_iso: str = "2025-01-01"
    layout_words: Mapping[str, str] = field(default_factory=dict, hash=False)


def own_chapters() -> tuple[Chapter, ...]:
    """Return the chapters on the program itself, in reading order."""
    work = (START, RECORD, PHOTOS, DOSSIER, BUDGET, PROGRAMMES)
    evaluation = (STUDIO, IN_AND_OUT, APPLYING, HANDING_IN, REVIEW)
    return (*work, *evaluation, PLAN, TOGETHER, RECRUITING, ROADMAP, SEED, PROJECT, *OUTSIDE, *CARE)


def pack_chapter(pack: Pack) -> Chapter:
    """Return a programme's guidance as a chapter: a section for each task."""
    steps = {one.id: one for one in pack.steps}
    sections = [
        _task_section(pack, task, steps[task.step].title, steps[task.step].number)
        for step in pack.steps
        for task in pack.tasks_of(step.id)
    ]
    return Chapter(f"pack.{pack.id}", pack.name, tuple(sections))


def licence_chapter(texts: Iterable[tuple[Label, str]]) -> Chapter:
    """Return what must be said of the fonts, icons and tables that come with the program.

    Args:
        texts: title and the text as it came, paragraphs parted by an empty line.
    """
    sections = []
    for number, (title, text) in enumerate(texts):
        paragraphs = [one.strip("\n") for one in text.replace("\r\n", "\n").split("\n\n") if one.strip()]
        sections.append(Section(f"licences.{number}", title, tuple(LocalText({"": one}) for one in paragraphs)))
    return Chapter("licences", N_("Licences and sources"), tuple(sections))


def find(chapters: Sequence[Chapter], text: str, words: Words) -> tuple[tuple[Chapter, Section], ...]:
    """Return the sections that hold every word of *text*, those with a match in the title first.

    Args:
        chapters: to be searched.
        text: as typed; full or half width, any case.
        words: renders labels in the language that is read.
    """
    terms = fold(text).split()
    if not terms:
        return tuple((chapter, section) for chapter in chapters for section in chapter.sections)
    found: list[tuple[bool, Chapter, Section]] = []
    for chapter in chapters:
        for section in chapter.sections:
            title = fold(words(section.title))
            body = "\n".join((title, fold(words(chapter.title)), *(fold(words(one)) for one in _texts(section))))
            if all(term in body for term in terms):
                found.append((not all(term in title for term in terms), chapter, section))
    found.sort(key=lambda one: one[0])
    return tuple((chapter, section) for _, chapter, section in found)


def manual_spec(chapters: Sequence[Chapter], setting: ManualSetting) -> DocumentSpec:
    """Return the manual as a document: title page, contents, chapters."""
    words = setting.words
    title = words(N_("Banyan manual"))
    cover = Part(
        "cover",
        "cover",
        plain(title),
        (
            Paragraph("cover-title", plain(title), "title"),
            Paragraph("cover-text", plain(words(N_("For community teams. Works without a network."))), "centre"),
        ),
        listed=False,
        show_title=False,
    )
    contents = Part("contents-part", "contents", plain(words(N_("Contents"))), (Contents(),), listed=False)
    parts = [Part(one.id, "chapter", plain(words(one.title)), tuple(_blocks(one, words))) for one in chapters]
    return document(title, (cover, contents, *parts), setting, footer=title)


def document(
    title: str,
    parts: tuple[Part, ...],
    setting: ManualSetting,
    *,
    footer: str = "",
    style: TextStyle = MANUAL_STYLE,
    page: PageFormat | None = None,
) -> DocumentSpec:
    """Return a help document in the manual's look."""
    return DocumentSpec(
        title=title,
        language="zh_TW" if setting.language == "zh_TW" else "en",
        parts=parts,
        page=page or page_of(setting.paper, landscape=False),
        style=style,
        footer=footer,
        date_iso=setting.date_iso,
        words=setting.layout_words,
        outline=len(parts) > 1,
    )


def _task_section(pack: Pack, task: Task, step: LocalText, number: str) -> Section:
    guidance = task.guidance
    where = N_("Step {step}", step=LocalText({key: f"{number} {one}".strip() for key, one in step.values.items()}))
    return Section(
        f"{pack.id}.{task.id}",
        task.title,
        (where, guidance.why),
        guidance.how,
        (
            N_("A good example: {words}", words=guidance.example),
            N_("A usual mistake: {words}", words=guidance.mistake),
            N_("Whom to ask: {words}", words=guidance.whom),
        ),
    )


def _texts(section: Section) -> tuple[Label, ...]:
    return (*section.texts, *section.steps, *section.after)


def _blocks(chapter: Chapter, words: Words) -> Iterable[Block]:
    for section in chapter.sections:
        yield Heading(section.id, 1, plain(words(section.title)), numbered=False)
        for number, one in enumerate(section.texts):
            yield Paragraph(f"{section.id}.text{number}", plain(words(one)), "plain")
        for number, one in enumerate(section.steps):
            yield ListItem(f"{section.id}.step{number}", plain(words(one)), "number")
        for number, one in enumerate(section.after):
            yield Paragraph(f"{section.id}.after{number}", plain(words(one)), "plain")
