"""The notices above a provision that reads differently for the profile: their boxes, their links and their button."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.reader.formats import FormatBook
from ui.reader.overlay import Notice, Tone

PAD = 10
GAP = 6
LINK, BUTTON = "notice-link", "notice-button"


class NoticeBox:
    """A notice laid out at one width. Its rectangles are measured from its own top left corner."""

    def __init__(self, notice: Notice, book: FormatBook, width: int, original: bool) -> None:
        self.notice, self.book, self.width, self.original = notice, book, width, original
        metrics = QFontMetricsF(book.note)
        self._line = ceil(metrics.height())
        self.button_text = ("Show replacement" if original else "Show original") if notice.original else ""
        button = metrics.horizontalAdvance(self.button_text)
        words = metrics.horizontalAdvance(notice.text + " ")
        link = metrics.horizontalAdvance(notice.by_number or "")
        self._wrapped = button > 0 and words + link + button + 3 * PAD > width
        text_width = width - 2 * PAD
        box = metrics.boundingRect(QRectF(0, 0, text_width, 1e6), int(Qt.TextFlag.TextWordWrap), notice.text)
        self._tall = words + link > text_width
        lines = max(1, round(box.height() / metrics.lineSpacing())) + (1 if link else 0) if self._tall else 1
        self.height = (lines + (1 if self._wrapped else 0)) * (self._line + 2) + 2 * 7
        rtl = book.rtl
        link_y = 7 + (lines - 1) * (self._line + 2)
        link_x = PAD if self._tall else PAD + words
        self.link = QRectF(width - link_x - link if rtl else link_x, link_y, link, self._line) if link else QRectF()
        button_y = self.height - 9 - self._line if self._wrapped else 7
        button_x = PAD if self._wrapped else width - PAD - button
        self.button = QRectF(width - button_x - button if rtl else button_x, button_y, button, self._line)
        if not button:
            self.button = QRectF()

    def draw(self, painter: QPainter) -> None:
        """Draws the notice at the painter's origin."""
        theme, book, tone = self.book.theme, self.book, self.notice.tone
        ground, ink = {
            Tone.WARN: (theme.warn_bg, theme.warn_text),
            Tone.GOOD: (theme.good_bg, theme.good_text),
            Tone.QUIET: (theme.surface_alt, theme.text_muted),
        }[tone]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(0, 0, self.width, self.height), 4, 4)
        colour = QColor(ink)
        painter.setPen(colour)
        painter.setFont(book.note)
        flags = Qt.TextFlag.TextWordWrap | (Qt.AlignmentFlag.AlignRight if book.rtl else Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(PAD, 7, self.width - 2 * PAD, self.height), int(flags), self.notice.text)
        if not self.link.isNull():
            painter.setPen(QColor(theme.link))
            painter.drawText(self.link, int(Qt.AlignmentFlag.AlignLeft), self.notice.by_number or "")
            painter.setPen(QPen(QColor(theme.link), 1))
            y = round(self.link.bottom()) + 0.5
            painter.drawLine(QPointF(self.link.left(), y), QPointF(self.link.right(), y))
        if self.button_text:
            painter.setPen(colour)
            painter.drawText(self.button.adjusted(0, 0, 2, 0), int(Qt.AlignmentFlag.AlignLeft), self.button_text)


class Notices:
    """The notices of one provision, one below the other."""

    def __init__(self, notices: Sequence[Notice], book: FormatBook, width: int, original: bool) -> None:
        self.boxes = [NoticeBox(notice, book, width, original) for notice in notices]
        self.width = width
        self._tops = [sum(box.height + GAP for box in self.boxes[:at]) for at in range(len(self.boxes))]
        self.height = self._tops[-1] + self.boxes[-1].height if self.boxes else 0

    @property
    def said(self) -> str:
        """All of them as words."""
        return ". ".join(box.notice.said for box in self.boxes)

    def draw(self, painter: QPainter) -> None:
        """Draws them at the painter's origin."""
        for top, box in zip(self._tops, self.boxes, strict=True):
            painter.save()
            painter.translate(0, top)
            box.draw(painter)
            painter.restore()

    def parts(self) -> Iterator[tuple[int, str, QRectF]]:
        """What can be clicked: (which notice, LINK or BUTTON, where)."""
        for at, (top, box) in enumerate(zip(self._tops, self.boxes, strict=True)):
            for part, rect in ((LINK, box.link), (BUTTON, box.button)):
                if not rect.isNull():
                    yield at, part, rect.translated(0, top)
