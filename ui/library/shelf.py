"""The user's library once there is something in it: a table of agreements, and beside it what is known of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from navigator.model.catalogue import AgreementCard
from ui.frame.labels import muted, plain, restyle
from ui.frame.top_bar import ArrowButton
from ui.library.details import DetailsPane
from ui.library.table import AgreementsTable
from ui.panel import Current, Panel
from ui.theme import icon, scaled

_DETAILS = 340
_NARROW, _VERY_NARROW = 1000, 860
_TYPED_MS = 120


class Shelf(Panel):
    """Head with filter and ways of adding, table, details. Typing anywhere in the table goes to the filter."""

    opened = Signal(str, object)

    def __init__(self, current: Current, ways: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.title = plain("Library", self, role="title", wrap=False)
        self.count = muted("", self, wrap=False)
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("Filter by title, publisher or file")
        self.box.setAccessibleName("Filter agreements by title, publisher or file")
        self.box.setClearButtonEnabled(True)
        self.box.setFixedWidth(scaled(280))
        self.add_button = ArrowButton("Add", self)
        self.add_button.setProperty("role", "primary")
        self.add_button.setAccessibleName("Add agreements")
        menu = QMenu(self.add_button)
        menu.addActions(list(ways))
        self.add_button.clicked.connect(
            lambda _checked=False: menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))
        )
        self.table = AgreementsTable(current, self)
        self.details = DetailsPane(current, self)
        self.details.setFixedWidth(scaled(_DETAILS))
        self.none = muted("No agreement has these words in its title, publisher or file name.", self)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.drop = self._build_drop()
        self._lay_out()
        # Choosing goes through many rows while a key is held: only where it rests are details asked for.
        self._resting = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._resting.timeout.connect(lambda: self.details.show_card(self.table.current_card()))
        self.table.chosen.connect(lambda _card: self._resting.start())
        self.table.opened.connect(lambda key: self.opened.emit(key, None))
        self.details.opened.connect(self.opened)
        self.box.textChanged.connect(self._filter)
        self.setFocusProxy(self.table)
        self.track(current.theme_changed, self._theme)
        self._theme()

    def show_cards(self, cards: Sequence[AgreementCard]) -> None:
        """Other cards, the same filter."""
        self.table.show_cards(cards)
        self._filter(self.box.text())
        self.details.show_card(self.table.current_card())

    def show_drop(self, over: bool) -> None:
        """Lights the foot up while a file is held over the window."""
        self.drop.setProperty("over", over)
        restyle(self.drop)

    def release(self) -> None:
        self._resting.stop()
        self.details.release()
        super().release()

    def panes(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.box, self.table, self.details]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text().strip() and not self.box.hasFocus():
            self.box.setFocus()
            self.box.insert(event.text())
        elif event.key() == Qt.Key.Key_Escape and self.box.text():
            self.box.clear()
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.box.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.narrow(self.width() < scaled(_NARROW), very=self.width() < scaled(_VERY_NARROW))
        self.details.setVisible(self.width() >= scaled(700))

    # -- inside -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QFrame(self)
        head.setObjectName("page-head")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.box)
        row.addWidget(self.add_button)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self.none, 1)
        left.addWidget(self.drop)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.details)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(middle, 1)

    def _build_drop(self) -> QFrame:
        drop = QFrame(self)
        drop.setProperty("role", "drop-foot")
        row = QHBoxLayout(drop)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        self._picture = QLabel(drop)
        row.addWidget(self._picture)
        row.addWidget(muted("Drop files or folders anywhere. They are read here, and never sent anywhere.", drop), 1)
        return drop

    def _filter(self, text: str) -> None:
        self.table.filter(text)
        empty = self.table.shown.rowCount() == 0
        self.table.setVisible(not empty)
        self.none.setVisible(empty)
        self.count.setText(self.table.summary())

    def _theme(self) -> None:
        theme = self.current.theme
        self._picture.setPixmap(icon("file-arrow-down", theme.accent).pixmap(QSize(20, 20)))
        self.add_button.set_arrow(icon("caret-down", theme.on_accent))
