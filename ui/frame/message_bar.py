"""The bar above the text: notices, troubles with their mend, progress with Cancel. Never modal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QToolButton, QWidget

from navigator.model.catalogue import Progress
from ui.frame.buttons import IconButton
from ui.frame.labels import plain, restyle
from ui.theme import Theme, icon

_ICONS = {"info": "info", "good": "check-circle", "warn": "warning", "bad": "warning-circle"}
_NOTICE_MS = 9000


class MessageBar(QFrame):
    """Shows one message, the newest. Troubles stay until they are closed; good news leaves by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setAccessibleName("Messages")
        self._theme, self._tone = theme, "info"
        self.still = False
        """Whether nothing in it may move by itself."""
        self._act: Callable[[], object] | None = None
        self.icon = QToolButton(self)
        self.icon.setProperty("role", "flat")
        self.icon.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.icon.setEnabled(True)
        self.icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = plain("", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(220)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._press)
        self.button.hide()
        self.close_button = IconButton("x", "Close this message", self.clear, self, flat=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.label, 1)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.timeout.connect(self.clear)
        self.hide()

    def tell(
        self,
        text: str,
        tone: str = "info",
        *,
        action: str | None = None,
        act: Callable[[], object] | None = None,
        stays: bool = False,
    ) -> None:
        """Shows a message with a tone (info, good, warn, bad) and, where given, one thing to do about it.

        News leaves by itself unless it `stays`; a warning or trouble always stays.
        """
        self._show(text, tone, action, act)
        self.bar.hide()
        self.close_button.show()
        if tone in ("info", "good") and not stays:
            self._leave.start(_NOTICE_MS)

    def progress(self, progress: Progress, cancel: Callable[[], object]) -> None:
        """Shows how far a piece of work is; `total` 0 means that nobody knows."""
        self._show(progress.what, "info", "Cancel", cancel)
        unknown = progress.total <= 0
        self.bar.setRange(0, 1 if unknown and self.still else max(progress.total, 0))
        self.bar.setValue(progress.done)
        self.bar.setAccessibleName(progress.what)
        self.bar.show()
        self.close_button.hide()

    @property
    def in_progress(self) -> bool:
        """Whether it shows a piece of work."""
        return not self.isHidden() and not self.bar.isHidden()

    def clear(self) -> None:
        """Takes the message away."""
        self._leave.stop()
        self._act = None
        self.hide()

    def text(self) -> str:
        """What is shown now, "" where nothing is."""
        return self.label.text() if not self.isHidden() else ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._paint_icons()

    def _show(self, text: str, tone: str, action: str | None, act: Callable[[], object] | None) -> None:
        self._leave.stop()
        self.label.setText(text)
        self.label.setAccessibleName(text)
        self._act = act
        self.button.setVisible(action is not None)
        self.button.setText(action or "")
        self._tone = tone
        self.setProperty("tone", tone)
        restyle(self)
        self._paint_icons()
        self.show()

    def _paint_icons(self) -> None:
        theme = self._theme
        colours = {"info": theme.accent, "good": theme.good_text, "warn": theme.warn_text, "bad": theme.bad_text}
        self.icon.setIcon(icon(_ICONS[self._tone], colours[self._tone]))
        self.close_button.set_theme(theme)

    def _press(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
