"""The pages of a document as they will be printed, one below the other; only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.panel import Current

_GAP = 18
_WIDEST = 820
_HELD = 6
"""Pages that are kept decoded."""


class PreviewPane(QAbstractScrollArea):
    """`show_pages` takes PNG images; `show_words` says why there are none."""

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = current
        self.pages: Sequence[bytes] = ()
        self._size = QSize(210, 297)
        self._words = ""
        self._stale = False
        self._drawn: dict[int, QPixmap] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.verticalScrollBar().setSingleStep(40)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Shows pages of one size; the place is kept where there are as many."""
        at = self.verticalScrollBar().value()
        self._drawn.clear()
        self.pages, self._stale = pages, False
        if pages:
            self._size = QImage.fromData(pages[0]).size()
        self._words = "" if pages else "There is nothing to show."
        self.setAccessibleDescription(f"{len(pages)} pages" if len(pages) != 1 else "1 page")
        self._measure()
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def show_words(self, words: str, *, keep: bool = False) -> None:
        """Says that pages are on their way or cannot be made; with `keep` the former pages stay, paler."""
        self._words, self._stale = words, keep and bool(self.pages)
        if not self._stale:
            self.pages = ()
            self._drawn.clear()
        self._measure()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn.clear()
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.current.theme
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.surface_alt))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scroll = self.verticalScrollBar().value()
        page = self._page()
        for number in range(len(self.pages)):
            place = QRect(
                (self.viewport().width() - page.width()) // 2,
                _GAP + number * (page.height() + _GAP) - scroll,
                page.width(),
                page.height(),
            )
            if place.intersects(self.viewport().rect()):
                painter.setOpacity(0.45 if self._stale else 1.0)
                painter.drawPixmap(place, self._pixmap(number))
                painter.setOpacity(1.0)
                painter.setPen(QColor(theme.border_strong))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if self._words:
            box = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.setPen(QColor(theme.text_muted))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), self._words)
        painter.end()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _page(self) -> QSize:
        width = min(max(self.viewport().width() - 2 * _GAP, 120), _WIDEST)
        return QSize(width, width * self._size.height() // max(self._size.width(), 1))

    def _measure(self) -> None:
        height = self._page().height() + _GAP
        whole = _GAP + len(self.pages) * height
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, whole - self.viewport().height()))

    def _pixmap(self, number: int) -> QPixmap:
        if number not in self._drawn:
            while len(self._drawn) >= _HELD:
                del self._drawn[next(iter(self._drawn))]
            ratio = self.devicePixelRatioF()
            image = QImage.fromData(self.pages[number]).scaled(
                self._page() * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._drawn[number] = QPixmap.fromImage(image)
        return self._drawn[number]
