"""How the dossier looks: font, line pitch, margins, order, parentheses, lists; what the programme fixes is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.core.messages import N_, Label, Message
from app.services.dossier.looks import FACES, LEADINGS, MARGINS, face_of
from app.ui.context import UiContext
from app.ui.studio.radio_words import RadioWords
from app.ui.studio.tools.desk import ToolPanel
from app.ui.widgets.choice import CheckBox

if TYPE_CHECKING:
    from app.ui.studio.presenter import StudioPresenter

ORDERS: tuple[tuple[str, Message], ...] = (
    ("summary", N_("Summary first")),
    ("cover", N_("Cover first")),
)
PARENS: tuple[tuple[str, Message], ...] = (("half", N_("Half-width: (一)")), ("full", N_("Full-width: （一）")))


class LookPanel(ToolPanel):
    """Sets ``look`` of the dossier."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("Look of the dossier"))
        self.fixed = self.binder.label("")
        self.body.addWidget(self.fixed)
        self.face = self._choice(N_("Font"), FACES, "face")
        pitches = tuple((str(one), N_("{n} pt", n=one // 10)) for one in LEADINGS)
        self.leading = self._choice(N_("Line pitch"), pitches, "leading")
        margins = tuple((str(one), N_("{cm} cm", cm=f"{one / 10:.1f}")) for one in MARGINS)
        self.margin = self._choice(N_("Margins"), margins, "margin_cm")
        self.order_label = self.binder.label(N_("Order"), "strong")
        self.order = self._choice(N_("Order"), ORDERS, "cover_first", self.order_label)
        self.parens_label = self.binder.label(N_("Parentheses of numbers"), "strong")
        self.parens = self._choice(N_("Parentheses of numbers"), PARENS, "full_width_parens", self.parens_label)
        self.body.addWidget(self.binder.label(N_("Behind the contents"), "strong"))
        self.figures = self._box(N_("List of figures"), "list_figures")
        self.tables = self._box(N_("List of tables"), "list_tables")
        self.body.addWidget(self.binder.label(N_("Every list takes pages; the meter counts them."), "caption"))

    def focus_first(self) -> None:
        """Put the keyboard on the font."""
        self.face.buttons[self.face.value() or "kai"].setFocus()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        gathered = self.presenter.gathered
        if gathered is None:
            return
        look, template = gathered.view.look, gathered.template
        said = N_("The programme fixes the sizes: {body} pt, the cover's title {title} pt.",
                  body=template.body_pt, title=template.cover_title_pt)  # fmt: skip
        self.binder.text(self.fixed.setText, said)
        self.face.set_value(face_of(look))
        self.leading.set_value(str(_whole(look.get("leading"), 220)))
        self.margin.set_value(str(_whole(look.get("margin_cm"), 25)))
        self.order.set_value("cover" if look.get("cover_first") else "summary")
        self.parens.set_value("full" if look.get("full_width_parens") else "half")
        self.figures.setChecked(look.get("list_figures") is True)
        self.tables.setChecked(look.get("list_tables") is True)
        kinds = {part.kind for part in gathered.view.parts}
        for widget in (self.order_label, self.order):
            widget.setVisible({"cover", "summary"} <= kinds)
        for widget in (self.parens_label, self.parens):
            widget.setVisible(gathered.spec.language.startswith("zh"))
        for one in (self.face, self.leading, self.margin, self.order, self.parens, self.figures, self.tables):
            one.setEnabled(not self.context.document.read_only)

    def _choice(
        self, said: Label, options: tuple[tuple[str, Message], ...], key: str, label: object = None
    ) -> RadioWords:
        radio = RadioWords(self.context, options)
        radio.setObjectName(f"look_{key}")
        self.binder.text(radio.setAccessibleName, said)
        self.binder.also(radio.refresh)
        self.body.addWidget(label if label is not None else self.binder.label(said, "strong"))  # type: ignore[arg-type]
        self.body.addWidget(radio)
        radio.chosen.connect(partial(self._on_chosen, key))
        return radio

    def _box(self, said: Label, key: str) -> CheckBox:
        box = CheckBox(self.context.theme)
        box.setObjectName(f"look_{key}")
        self.binder.text(box.setText, said)
        box.toggled.connect(partial(self._on_box, key))
        self.body.addWidget(box)
        return box

    def _on_chosen(self, key: str, value: str) -> None:
        meant: object = int(value) if value.isdigit() else value
        self._set(key, {"cover": True, "summary": False, "full": True, "half": False}.get(value, meant))

    def _on_box(self, key: str, on: bool) -> None:
        self._set(key, on)

    def _set(self, key: str, value: object) -> None:
        gathered = self.presenter.gathered
        if gathered is not None and (gathered.view.look.get(key) or False) != value:
            self.presenter.set_dossier(look={**gathered.view.look, key: value})


def _whole(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default
