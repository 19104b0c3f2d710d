"""Boxes to choose in, in the look of the other controls: the style sheet draws the frame, the arrows are ours.

Qt takes the arrows of a styled box from picture files alone; ours are icons of the one set, in the colour of the text.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.theme import icon, scaled

_SIDE, _EDGE, _INSIDE = 13, 9, 7


def _arrow(widget: QWidget, painter: QPainter, name: str, top: int) -> None:
    colour = widget.palette().color(QPalette.ColorRole.Text).name()
    side = scaled(_SIDE)
    left = widget.width() - _EDGE - side if widget.isLeftToRight() else _EDGE
    icon(name, colour).paint(painter, QRect(left, top, side, side))


class ComboBox(QComboBox):
    """A list that opens below its box, with Enter too. What has no room in the box ends in an ellipsis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for combo boxes knows nothing of style sheets

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not self.isEditable():
            self.showPopup()  # Qt itself has only the space bar and Alt+Down do that
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = option.currentText
        if self.currentIndex() < 0 and self.placeholderText():
            words = self.placeholderText()
            colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
            option.palette.setColor(QPalette.ColorRole.ButtonText, colour)
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        _arrow(self, painter, "caret-down", (self.height() - scaled(_SIDE)) // 2 + 1)


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _steps(self)


class DoubleSpinBox(QDoubleSpinBox):
    """A number with decimals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _steps(self)


def _steps(box: QWidget) -> None:
    painter = QPainter(box)
    middle = box.height() // 2
    _arrow(box, painter, "caret-up", middle - scaled(_SIDE) + 1)
    _arrow(box, painter, "caret-down", middle - 1)
