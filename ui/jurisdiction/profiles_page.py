"""Two profiles side by side: the answers, the special terms and the text that differ between them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from navigator.model.analysis import Analysis
from navigator.model.consolidated import (
    ConsolidatedProvision,
    FactDifference,
    PieceStatus,
    ProfileComparison,
    Standing,
    TextDifference,
)
from navigator.model.rules import FACT_NAMES, Answer, Profile
from navigator.model.text import plain
from ui.frame.labels import anchor, heading, muted, rich
from ui.frame.page import Page
from ui.frame.places import place_name, place_of, target
from ui.frame.top_bar import ArrowButton
from ui.frame.words import caption, cells_apart, counted
from ui.jurisdiction.words import whole
from ui.panel import Current
from ui.theme import icon

_SIDES = 2
_STANDINGS = {
    Standing.DISAPPLIED: "Does not apply",
    Standing.OPEN: "It is not settled whether this is replaced or applies",
    Standing.OTHERS: "Terms for others",
}


class ProfilesPage(Page):
    """`choose` asks for a profile for one side: 0 is the window's own, 1 the one it is compared with."""

    choose = Signal(int)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, "Two profiles", parent)
        self._found: ProfileComparison | None = None
        self.sides = [self._side(place) for place in range(_SIDES)]
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("What differs between two profiles")
        heads = QFrame(self)
        heads.setObjectName("page-head")
        grid = QGridLayout(heads)
        grid.setContentsMargins(20, 8, 20, 8)
        grid.setHorizontalSpacing(40)
        for place, button in enumerate(self.sides):
            grid.addWidget(button, 0, place, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(place, 1)
        self.column.addWidget(heads)
        self.column.addWidget(self.area, 1)
        self.track(current.theme_changed, self._theme)
        self._theme()

    def show_comparison(self, found: ProfileComparison) -> None:
        """What differs has been worked out."""
        self._found = found
        for button, profile in zip(self.sides, (found.left, found.right), strict=True):
            words = self._who(profile)
            button.setText(caption(words))
            button.setAccessibleName(f"{words}: choose another profile for this side")
        self._show()

    def panes(self) -> list[QWidget]:
        return [self.area]

    def _who(self, profile: Profile) -> str:
        names = self.current.country_names
        return whole(profile, names.get(profile.country, profile.country) if profile.country else None)

    def _show(self) -> None:
        found, analysis = self._found, self.current.analysis
        if found is None or analysis is None:
            return
        body = QWidget()
        body.setObjectName("sheet-body")
        grid = QGridLayout(body)
        grid.setContentsMargins(20, 14, 20, 24)
        grid.setHorizontalSpacing(40)
        grid.setVerticalSpacing(6)
        for place in range(_SIDES):
            grid.setColumnStretch(place, 1)
        answers, texts = counted(len(found.facts), "answer"), counted(len(found.texts), "provision")
        self.about.setText(f"{answers} and {texts} differ")
        if found.facts:
            self._head(grid, "Answers", body)
        for row in found.facts:
            self._fact(grid, analysis, row, body)
        if found.left_terms or found.right_terms:
            self._head(grid, "Special terms for one of them alone", body)
            self._terms(grid, analysis, found, body)
        if found.texts:
            self._head(grid, "Text that reads differently", body)
        for difference in found.texts:
            self._text(grid, analysis, difference, body)
        if not (found.facts or found.left_terms or found.right_terms or found.texts):
            self._wide(grid, muted("This agreement reads the same for both.", body))
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(body)

    # -- rows ---------------------------------------------------------------------------------------------------------

    def _head(self, grid: QGridLayout, words: str, body: QWidget) -> None:
        if grid.rowCount() > 1:
            grid.setRowMinimumHeight(grid.rowCount(), 10)
        self._wide(grid, heading(words, body))

    def _fact(self, grid: QGridLayout, analysis: Analysis, row: FactDifference, body: QWidget) -> None:
        self._wide(grid, muted(FACT_NAMES[row.fact], body))
        answers = [self._answer(analysis, answer, body) for answer in (row.left, row.right)]
        self._pair(grid, *answers)

    def _answer(self, analysis: Analysis, answer: Answer | None, body: QWidget) -> QLabel:
        theme = self.current.theme
        if answer is None:
            return muted("No answer given", body)
        words = answer.said or "Left open by the agreement"
        link = ""
        if answer.provision is not None:
            where = target(answer.provision, answer.value_span)
            link = " " + anchor(where, place_name(analysis.agreement, answer.provision), theme, small=True)
        html = f"<b>{escape(words)}</b>{link}"
        if not answer.certain:
            html += f'<br><span style="color:{theme.warn_text}">{escape(answer.reason)}</span>'
        return rich(html, self._follow, body, spoken=words)

    def _terms(self, grid: QGridLayout, analysis: Analysis, found: ProfileComparison, body: QWidget) -> None:
        made = []
        for terms in (found.left_terms, found.right_terms):
            links = [self._name(analysis, identity) for identity in terms]
            made.append(rich("<br>".join(links), self._follow, body) if links else muted("None", body))
        self._pair(grid, *made)

    def _text(self, grid: QGridLayout, analysis: Analysis, row: TextDifference, body: QWidget) -> None:
        self._wide(grid, rich(f"<b>{self._name(analysis, row.provision)}</b>", self._follow, body))
        self._pair(grid, self._reads(analysis, row.left, body), self._reads(analysis, row.right, body))

    def _reads(self, analysis: Analysis, row: ConsolidatedProvision, body: QWidget) -> QLabel:
        """The provision for one side: what is struck, what stands in its place, what adds to it."""
        theme, text = self.current.theme, analysis.agreement.text
        parts: list[str] = []
        spoken: list[str] = []
        note = _STANDINGS.get(row.standing)
        if row.standing is Standing.REPLACED and row.replaced_by:
            note = "Replaced by " + ", ".join(self._name(analysis, by) for by in row.replaced_by)
        if note:
            parts.append(f'<span style="color:{theme.warn_text}">{note}</span>')
        # What is in force comes first: the other side shows what is struck as it was published.
        for piece in sorted(row.pieces, key=lambda piece: piece.status is PieceStatus.STRUCK):
            words = _lines(text.laid(piece.span))
            spoken.append(plain(text.at(piece.span)))
            match piece.status:
                case PieceStatus.STRUCK:
                    spoken[-1] = f"[does not apply: {spoken[-1]}]"
                    parts.append(f'<s style="color:{theme.struck}">{words}</s>')
                case PieceStatus.REPLACEMENT:
                    parts.append(f'<span style="background-color:{theme.inserted_bg}">{words}</span>')
                case _:
                    parts.append(words)
        for touch in row.touched_by:
            link = self._name(analysis, touch.by)
            words = _lines(text.laid(touch.span))
            doubt = "" if touch.certain else " (may apply)"
            parts.append(f'{link}{doubt}: <span style="background-color:{theme.inserted_bg}">{words}</span>')
            spoken.append(plain(text.at(touch.span)))
        made = rich(_paragraphs(parts), self._follow, body, spoken=" ".join(spoken))
        made.setStyleSheet(f'font-family: "{theme.serif}"; font-size: {theme.reading_size - 1}px;')
        made.setTextInteractionFlags(made.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    # -- pieces -------------------------------------------------------------------------------------------------------

    def _name(self, analysis: Analysis, identity: str) -> str:
        found = analysis.agreement.by_id.get(identity)
        words = found.label if found is not None and found.label else place_name(analysis.agreement, identity)
        return anchor(target(identity), words, self.current.theme)

    def _wide(self, grid: QGridLayout, widget: QWidget) -> None:
        grid.addWidget(widget, grid.rowCount(), 0, 1, _SIDES)

    def _pair(self, grid: QGridLayout, left: QWidget, right: QWidget) -> None:
        row = grid.rowCount()
        for place, widget in enumerate((left, right)):
            grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignTop)

    def _side(self, place: int) -> ArrowButton:
        made = ArrowButton("", self)
        made.setObjectName("profile-chip")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _checked=False: self.choose.emit(place))
        return made

    def _follow(self, link: str) -> None:
        self.go.emit(*place_of(link))

    def _theme(self) -> None:
        for button in self.sides:
            button.set_arrow(icon("caret-down", self.current.theme.accent))
        self._show()


def _lines(laid: str) -> str:
    """Words as they are laid out, as markup."""
    return escape(cells_apart(laid)).replace("\n", "<br>")


def _paragraphs(parts: list[str]) -> str:
    """Paragraphs with the line height of binding text."""
    return "".join(f'<p style="line-height:140%;margin:0 0 8px 0">{part}</p>' for part in parts or ["—"])
