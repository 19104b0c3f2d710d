"""Opening the lists below the text. What they show is worked out in a worker when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.panel import Current
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.findings import Finding
    from navigator.session import Session
    from ui.figures.panel import FiguresPanel
    from ui.findings.panel import FindingsPanel
    from ui.frame.room import ReadingRoom
    from ui.tray.panel import Tray

LISTS = {"findings": "Findings", "figures": "Deadlines and figures"}
"""Name of a list -> its tab."""


class TrayCommands(QObject):
    """`room` gives the reading room, which is built where it must be; `show` puts it in sight."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        room: Callable[[], ReadingRoom],
        show: Callable[[], object],
        save: Callable[[str, list[list[str]]], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._room, self._show, self._save = room, show, save
        self._tray: Tray | None = None
        self._findings: FindingsPanel | None = None
        self._figures: FiguresPanel | None = None
        self._name = "findings"
        current.agreement_changed.connect(self._refresh)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {f"view.{name}": lambda name=name: self.toggle(name) for name in LISTS}

    def toggle(self, name: str) -> None:
        """Shows a list; a second time closes the tray."""
        room = self._room()
        if room.isVisible() and self._tray is not None and self._tray.isVisible() and self._name == name:
            self.close()
            return
        self._show()
        self.open(name)

    def open(self, name: str) -> None:
        """Shows a list below the text, with the keyboard in it."""
        tray = self._made()
        self._name = name
        tray.show()
        self._refresh()
        tray.stack.currentWidget().setFocus()

    def close(self) -> None:
        """Gives the room back to the text."""
        if self._tray is not None:
            self._tray.hide()
            self._room().reader.setFocus()

    def _made(self) -> Tray:
        if self._tray is None:
            from ui.tray.panel import Tray

            self._tray = Tray(self._current, LISTS)
            self._tray.wanted.connect(self.open)
            self._tray.left.connect(self.close)
            self._room().take_tray(self._tray)
        return self._tray

    def _refresh(self) -> None:
        """Fills the list in sight."""
        tray, analysis, room = self._tray, self._current.analysis, self._room
        if tray is None or tray.isHidden() or analysis is None:
            return
        if self._name == "figures":
            if self._figures is None:
                from ui.figures.panel import FiguresPanel

                self._figures = FiguresPanel(self._current)
                self._figures.setFocusProxy(self._figures.table)
                self._figures.table.go.connect(room().look_at)
                self._figures.save.connect(lambda rows: self._save("figures", rows))
                tray.take(self._figures, self._figures.controls)
            tray.show_list(self._name, self._figures, self._figures.controls)
            self._figures.show_figures(analysis)
            return
        if self._findings is None:
            from ui.findings.panel import FindingsPanel

            self._findings = FindingsPanel(self._current)
            self._findings.setFocusProxy(self._findings.table)
            self._findings.table.go.connect(room().look_at)
            tray.take(self._findings, self._findings.controls)
        panel = self._findings
        tray.show_list(self._name, panel, panel.controls)

        def done(found: tuple[Finding, ...]) -> None:
            if self._current.analysis is analysis:
                panel.show_findings(found)

        self._tasks.run("findings", lambda _job: self._session().findings(analysis), done)
