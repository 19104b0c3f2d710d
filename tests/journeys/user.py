"""Somebody at the keyboard: presses keys and reads what the window shows, and knows nothing of its insides."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, takewhile

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from ui.shell import Shell

_A_MOMENT_MS = 5_000


class User:
    """One person in front of one window."""

    def __init__(self, shell: Shell, settle: Callable[[Shell], None]) -> None:
        self.shell, self._settle = shell, settle

    def press(self, *keys: str) -> None:
        """Presses keys as the shortcuts sheet writes them ("Ctrl+K", "Down"), one after the other."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
            self._settle(self.shell)

    def type(self, words: str) -> None:
        """Types words where the keyboard is."""
        QTest.keyClicks(self._focus(), words)
        self._settle(self.shell)

    def tab_to(self, said: str) -> None:
        """Presses Tab until a screen reader would say this."""
        heard = []
        for _ in range(40):
            self.press("Tab")
            heard.append(self.hears)
            if heard[-1] == said:
                return
        raise AssertionError(f"{said!r} is not among {heard}")

    @property
    def agreement(self) -> str:
        """The title of the agreement that is being read; "" in the library."""
        analysis = self.shell.current.analysis
        return analysis.agreement.title if analysis is not None else ""

    @property
    def reading(self) -> str:
        """The number of the provision that is being read, or its heading where it has none."""
        analysis, here = self.shell.current.analysis, self.shell.current.provision
        if analysis is None or here is None:
            return ""
        row = analysis.agreement.by_id[here]
        return row.full_number or row.heading or ""

    @property
    def message(self) -> str:
        """What the message bar says."""
        return self.shell.window.messages.text()

    @property
    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    @property
    def hears(self) -> str:
        """What a screen reader says of the place where the keyboard is."""
        focus = self._focus()
        if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
            row = focus.currentIndex()
            cells = takewhile(QModelIndex.isValid, (row.siblingAtColumn(at) for at in count()))
            role = Qt.ItemDataRole.AccessibleTextRole
            return "; ".join(str(cell.data(role) or cell.data() or "") for cell in cells)
        spoken = QAccessible.queryAccessibleInterface(focus)
        return focus.accessibleDescription() or (spoken.text(QAccessible.Text.Name) if spoken is not None else "")

    def sees(self, words: str) -> bool:
        """Whether a label in sight has these words, or has them in a moment."""

        def there() -> bool:
            labels = self.shell.window.findChildren(QLabel)
            return any(words in label.text() for label in labels if label.isVisible())

        for _ in range(_A_MOMENT_MS // 50):
            if there():
                return True
            QTest.qWait(50)
        return False

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.shell.window
