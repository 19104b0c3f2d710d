"""A popover inside the window: below its anchor, closed by Esc or by a click elsewhere. Tab stays within it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

_GAP = 5
_MARGIN = 8
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class Overlay(QFrame):
    """A child of the window (`host`), so that it works the same on every platform and is drawn in its pictures."""

    def __init__(self, host: QWidget, anchor: QWidget, name: str) -> None:
        super().__init__(host)
        self.host, self.anchor = host, anchor
        self.setObjectName("overlay")
        self.setProperty("role", "popup")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.align_centre = False
        self._back: QWidget | None = None
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self.hide()

    def open(self, focus: QWidget | None = None) -> None:
        """Shows it below its anchor and, where given, moves the focus into it; `close_up` gives the focus back."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
            self._watch(True)
        self.place()
        self.show()
        self.raise_()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self, *, give_back: bool = True) -> None:
        """Hides it; the focus returns to where it was before, unless it has moved on by itself."""
        if not self.isVisible():
            return
        self._watch(False)
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if give_back and inside and self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back = None

    def place(self) -> None:
        """Below the anchor, kept inside the window."""
        self.adjustSize()
        size = self.size()
        below = self.anchor.mapTo(self.host, QPoint(0, self.anchor.height() + _GAP))
        if self.align_centre:
            x = below.x() + (self.anchor.width() - size.width()) // 2
        else:
            x = below.x() + self.anchor.width() - size.width()
        x = max(_MARGIN, min(x, self.host.width() - size.width() - _MARGIN))
        self.setGeometry(x, below.y(), size.width(), max(min(size.height(), self.most()), 80))

    def most(self) -> int:
        """Pixels of height that there are below the anchor."""
        return self.host.height() - self.anchor.mapTo(self.host, QPoint(0, self.anchor.height() + _GAP)).y() - _MARGIN

    def stops(self) -> list[QWidget]:
        """What Tab goes round in it, in order."""
        found, at = [], self.nextInFocusChain()
        while at is not None and at is not self:
            takes = at.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if takes and at.isEnabled() and at.isVisible() and at.focusProxy() is None and self.isAncestorOf(at):
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def tab(self, focus: QWidget, forwards: bool) -> bool:
        """Tab (or Shift+Tab) at a widget with the keyboard; True where it has been seen to. What lies below the popover
        cannot be seen, so that Tab goes round in it."""
        stops = self.stops()
        if not stops or not (focus is self or self.isAncestorOf(focus)):
            return False
        at = stops.index(focus) + (1 if forwards else -1) if focus in stops else 0
        go_on(stops[at % len(stops)], forwards)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            assert isinstance(event, QMouseEvent)
            outside = not (watched is self or self.isAncestorOf(watched) or self._is_anchor(watched))
            if outside and watched.window() is self.host.window():
                self.close_up(give_back=False)
        elif event.type() == QEvent.Type.Resize and watched is self.host:
            self.place()
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget) and watched.hasFocus():
            # Not by focusNextPrevChild, which Qt also calls while widgets go away.
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() in _PLAIN:
                return self.tab(watched, event.key() == Qt.Key.Key_Tab)
        return False

    def _watch(self, on: bool) -> None:
        """Clicks anywhere in the window are looked at only while this is open."""
        app = QApplication.instance()
        if app is not None:
            (app.installEventFilter if on else app.removeEventFilter)(self)

    def _is_anchor(self, widget: QWidget) -> bool:
        return widget is self.anchor or self.anchor.isAncestorOf(widget)


def go_on(widget: QWidget, forwards: bool) -> None:
    """Gives a widget the keyboard as Tab does."""
    widget.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
