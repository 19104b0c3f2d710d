"""*Where you are*: the map and the list of answers by country, side by side."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from navigator.model.rules import FACT_NAMES
from ui.frame.buttons import IconButton
from ui.frame.labels import anchor, clear, muted, plain, rich
from ui.frame.page import Choice, Page
from ui.frame.places import place_name, place_of, target
from ui.frame.words import counted
from ui.jurisdiction.answers_list import AnswersList, shade_of
from ui.jurisdiction.atlas import ASKED, Atlas, Group, Place, Standing, grouped
from ui.jurisdiction.outlines import World
from ui.jurisdiction.words import whole
from ui.jurisdiction.world_map import WorldMap
from ui.panel import Current
from ui.theme import scaled


class MapPage(Page):
    """`chosen` asks to take a country as the profile's. What it shows comes by `show_world` and `show_atlas`."""

    chosen = Signal(str)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, "Where you are", parent)
        self._atlas: Atlas | None = None
        self._places: dict[str, Place] = {}
        self._shared_out = False
        self.asked = Choice("Coloured by", [FACT_NAMES[fact] for fact in ASKED], self)
        self.head.addWidget(self.asked)
        self._zooms = [self._zoom_button(*row) for row in (("minus", "Farther", -1), ("plus", "Closer", 1))]
        self._zooms.append(self._zoom_button("corners-out", "The whole world", 0))
        self.map = WorldMap(current.theme, self)
        self.list = AnswersList(current, self)
        self.answer = QFrame(self)
        self.answer.setObjectName("page-foot")
        self._answer_row = QHBoxLayout(self.answer)
        self._answer_row.setContentsMargins(18, 10, 14, 10)
        self._answer_row.setSpacing(14)
        self.answer.setMinimumHeight(scaled(82))
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.map, 1)
        box.addWidget(self.answer)
        self._split = split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.list)
        split.setStretchFactor(0, 1)
        self.list.setMinimumWidth(scaled(240))
        self.column.addWidget(split)
        self.asked.chosen.connect(lambda _place: self._show())
        self.map.looked_at.connect(self._looked_at)
        self.list.looked_at.connect(self.map.look_at)
        for part in (self.map, self.list):
            part.chosen.connect(self.chosen)
        self.track(current.theme_changed, self._theme)
        self._theme()

    def show_world(self, world: World) -> None:
        """The outlines have been read."""
        self.map.set_world(world)
        self._begin()

    def show_atlas(self, atlas: Atlas) -> None:
        """The answers have been worked out."""
        self._atlas = atlas
        self._show()
        self._begin()

    def _begin(self) -> None:
        """The marker begins at the profile's own country."""
        if self._atlas is not None and self.map.here() is None and self._atlas.profile.country is not None:
            self.map.look_at(self._atlas.profile.country)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shared_out:
            self._shared_out = True
            wide = self.width()
            self._split.setSizes([wide * 72 // 100, wide * 28 // 100])

    def panes(self) -> list[QWidget]:
        return [self.map, self.list]

    def _show(self) -> None:
        atlas = self._atlas
        if atlas is None:
            return
        fact = ASKED[self.asked.at()]
        self._places = atlas.places(fact)
        groups = grouped(self._places)
        self.list.show_groups(groups)
        shades = {place.code: shade_of(group, self._spoken(place)) for group in groups for place in group.places}
        self.map.show_shades(shades, atlas.profile.country, self.current.theme)
        self._describe(groups)
        self._say(self.map.here())

    def _describe(self, groups: tuple[Group, ...]) -> None:
        settled = [group for group in groups if group.standing is Standing.SETTLED]
        unsettled = sum(len(group.places) for group in groups if group.standing is Standing.OPEN)
        words = f"{counted(len(settled), 'answer')}"
        if unsettled:
            words += f" · {counted(unsettled, 'country', 'countries')} not settled, hatched"
        if self._atlas is not None and (kinds := whole(self._atlas.profile, None)) and not self._only_country():
            words += f" · for: {kinds.lower()}"
        self.about.setText(words)

    def _only_country(self) -> bool:
        assert self._atlas is not None
        return not (self._atlas.profile.organisations or self._atlas.profile.programmes)

    @staticmethod
    def _spoken(place: Place) -> str:
        match place.standing:
            case Standing.SETTLED:
                assert place.answer is not None
                return f"{place.name}: {place.answer.said}"
            case Standing.OPEN:
                return f"{place.name}: not settled. {place.why}"
        return f"{place.name}: no answer given"

    def _looked_at(self, code: str) -> None:
        if code and not self.list.hasFocus():
            self.list.look_at(code)
        self._say(code or None)

    def _say(self, code: str | None) -> None:
        """The foot: name, answer and source of the country under mouse or keyboard."""
        clear(self._answer_row)
        place, analysis = self._places.get(code or ""), self.current.analysis
        if place is None or analysis is None:
            hint = "Point at a country, or move with the arrow keys; a click or Enter makes it yours. + and − zoom."
            self._answer_row.addWidget(muted(hint, self.answer), 1)
            return
        words = QVBoxLayout()
        words.setSpacing(1)
        holder = QWidget(self.answer)
        holder.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        theme, answer = self.current.theme, place.answer
        link = ""
        if answer is not None and answer.provision is not None:
            where = target(answer.provision, answer.value_span)
            link = " " + anchor(where, place_name(analysis.agreement, answer.provision), theme, small=True)
        value = answer.said if answer is not None else ""
        if not value:
            value = "No answer given" if answer is None else "Left open by the agreement"
        words.addWidget(plain(place.name, holder, role="value", wrap=False))
        words.addWidget(rich(escape(value) + link, self._follow, holder, spoken=f"{place.name}: {value}"))
        if place.why:
            words.addWidget(muted(place.why, holder))
        self._answer_row.addWidget(holder, 1)
        mine = self._atlas is not None and self._atlas.profile.country == place.code
        button = QPushButton("Your country" if mine else "Choose this country", self.answer)
        button.setEnabled(not mine)
        button.setAccessibleName(f"Choose {place.name}")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(place.code))
        self._answer_row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _follow(self, link: str) -> None:
        self.go.emit(*place_of(link))

    def _zoom_button(self, name: str, words: str, step: int) -> IconButton:
        made = IconButton(name, words, lambda: self.map.zoom(step), self)
        self.head.addWidget(made)
        return made

    def _theme(self) -> None:
        for button in self._zooms:
            button.set_theme(self.current.theme)
        self._show()
