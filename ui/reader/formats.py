"""From roles and layers to Qt's character and block formats, for one theme and one zoom."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen, QTextBlockFormat, QTextCharFormat

from ui.reader.content import Role, State
from ui.reader.layers import LinkKind
from ui.theme.fonts import font
from ui.theme.tokens import Theme

CLOSER = 15 / 16
"""Line height of summaries and tables, as a share of that of binding text."""
_SANS = {Role.SUMMARY, Role.RUN_IN, Role.SECTION, Role.TITLE, Role.LEAD, Role.HEADER_CELL, Role.NOTE, Role.TRACE}
_SANS |= {Role.TEAM, Role.TEAM_LABEL}
_CLOSE = {Role.SUMMARY, Role.LEAD, Role.NOTE, Role.TEAM, Role.TEAM_LABEL, Role.CELL, Role.HEADER_CELL}
_STRONG = {Role.RUN_IN, Role.SECTION, Role.TITLE, Role.LEAD, Role.HEADER_CELL, Role.TEAM_LABEL}
_SCALE = {
    Role.SUMMARY: 0.94,
    Role.LEAD: 0.94,
    Role.SECTION: 1.3,
    Role.TITLE: 1.7,
    Role.CELL: 0.92,
    Role.HEADER_CELL: 0.88,
    Role.NOTE: 0.84,
    Role.TEAM: 0.94,
    Role.TEAM_LABEL: 0.8,
    Role.TRACE: 0.84,
}
_SAMPLE = "the parties agree that neither will be liable for a delay in performance under this clause"


class Style(NamedTuple):
    """Everything that decides the look of a stretch."""

    role: Role = Role.BODY
    state: State = State.PLAIN
    link: LinkKind | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    strike: bool = False


class FormatBook:
    """Formats, fonts and measures for one theme at one zoom (1.0 is the theme's reading size)."""

    def __init__(self, theme: Theme, zoom: float = 1.0, *, rtl: bool = False) -> None:
        self.theme, self.zoom, self.rtl = theme, zoom, rtl
        self._formats: dict[Style, QTextCharFormat] = {}
        self._blocks: dict[tuple[Role, float, float, bool], QTextBlockFormat] = {}
        self.serif = font(theme.serif, theme.reading_size * zoom)
        self.sans = font(theme.sans, theme.reading_size * zoom * _SCALE[Role.SUMMARY])
        self.number = font(theme.sans, theme.reading_size * zoom * 0.9)
        self.note = font(theme.sans, theme.reading_size * zoom * _SCALE[Role.NOTE])
        self.section_number = self.font(Style(Role.SECTION))
        self.serif_metrics = QFontMetricsF(self.serif)
        self.sans_metrics = QFontMetricsF(self.sans)
        self.number_metrics = QFontMetricsF(self.number)
        self.note_metrics = QFontMetricsF(self.note)
        self.serif_advance = self.serif_metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.sans_advance = self.sans_metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.step = round(26 * zoom)

    def label_width(self, label: str) -> float:
        """Room for a number that hangs before its paragraph, with the space after it."""
        wide = self.serif_metrics.horizontalAdvance(label) + 0.4 * self.serif.pixelSize()
        return ceil(wide / 8) * 8  # so that "(a)" and "(b)" hang alike

    def font(self, style: Style) -> QFont:
        """The font of a style."""
        theme = self.theme
        family = theme.sans if style.role in _SANS else theme.serif
        strong = style.role in _STRONG or (style.bold and style.role is not Role.SECTION)
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        pixels = theme.reading_size * self.zoom * _SCALE.get(style.role, 1.0)
        if style.role is Role.RUN_IN:
            pixels *= 0.97
        made = font(family, pixels, weight=weight, italic=style.italic)
        if style.code:
            made.setFamilies(["monospace", "DejaVu Sans Mono", "Consolas", "Menlo"])
            made.setStyleHint(QFont.StyleHint.Monospace)
        return made

    def char(self, style: Style) -> QTextCharFormat:
        """The character format of a style; the same object for the same style."""
        made = self._formats.get(style)
        if made is None:
            made = self._formats[style] = self._char(style)
        return made

    def _char(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.font(style))
        made.setForeground(QBrush(QColor(self._colour(style))))
        if style.state in {State.INSERTED, State.ADDED}:
            made.setBackground(QBrush(QColor(self.theme.inserted_bg)))
        elif style.state is State.REMOVED:
            made.setBackground(QBrush(QColor(self.theme.bad_bg)))
        if (style.underline or style.state is State.ADDED) and style.link is None:
            made.setFontUnderline(True)
        if style.strike or style.state in {State.STRUCK, State.REMOVED}:
            made.setFontStrikeOut(True)
        return made

    def _colour(self, style: Style) -> str:
        theme = self.theme
        if style.state is State.STRUCK:
            return theme.struck
        if style.state in {State.REMOVED, State.ADDED}:
            return theme.bad_text if style.state is State.REMOVED else theme.good_text
        if style.role is Role.NOTE:
            return theme.warn_text
        if style.role in {Role.TEAM, Role.TEAM_LABEL}:
            return theme.team_text
        if style.role is Role.TRACE and style.link is None:
            return theme.text_muted
        if style.state is State.DIMMED:
            return theme.text_muted
        match style.link:
            case LinkKind.REFERENCE | LinkKind.WEB:
                return theme.link
            case LinkKind.AMBIGUOUS | LinkKind.BROKEN:
                return theme.warn_text
        return theme.summary_text if style.role in {Role.SUMMARY, Role.LEAD} else theme.text

    def block(self, role: Role, *, left: float = 0, above: float = 0, centred: bool = False) -> QTextBlockFormat:
        """A paragraph's format. `left` is the margin at the side where lines begin."""
        key = (role, left, above, centred)
        made = self._blocks.get(key)
        if made is None:
            made = self._blocks[key] = QTextBlockFormat()
            height = self.theme.line_spacing * (CLOSER if role in _CLOSE else 1.0)
            if role in {Role.SECTION, Role.TITLE}:
                height = 1.3
            face = self.font(Style(role))
            percent = 100 * height * face.pixelSize() / QFontMetricsF(face).height()
            made.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            made.setTopMargin(above)
            (made.setRightMargin if self.rtl else made.setLeftMargin)(left)
            if self.rtl:
                made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            if centred:
                made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

    def line(self, kind: LinkKind) -> QPen:
        """The pen of the line under a link: solid for what is settled, dashed in the warning colour for what is not."""
        theme = self.theme
        if kind is LinkKind.TERM:
            pen = QPen(QColor(theme.term_underline), 1.0)
            pen.setDashPattern([1.0, 2.0])
        elif kind is LinkKind.EXTERNAL:
            pen = QPen(QColor(theme.term_underline), 1.0)
            pen.setDashPattern([4.0, 2.0])
        elif kind in {LinkKind.AMBIGUOUS, LinkKind.BROKEN}:
            pen = QPen(QColor(theme.warn_text), 1.4)
            pen.setDashPattern([1.0, 1.6] if kind is LinkKind.AMBIGUOUS else [4.0, 2.0])
        else:
            colour = QColor(theme.link)
            colour.setAlphaF(0.45)
            pen = QPen(colour, 1.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
