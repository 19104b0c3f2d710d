"""Opening the lists below the text. What they show is worked out in a worker when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.panel import Current
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.session import Session
    from ui.figures.panel import FiguresPanel
    from ui.findings.panel import FindingsPanel
    from ui.frame.room import ReadingRoom
    from ui.notes.panel import NotesPanel
    from ui.precedence.panel import PrecedencePanel
    from ui.terms.panel import TermsPanel
    from ui.tray.panel import Tray

LISTS = {
    "notes": "Notes",
    "terms": "Defined terms",
    "findings": "Findings",
    "figures": "Deadlines",
    "precedence": "Precedence",
}
"""Name of a list -> its tab."""


class TrayCommands(QObject):
    """`room` gives the reading room, which is built where it must be; `show` puts it in sight; `save` writes a table,
    `open_agreement` reads another agreement of the library. `makers` make the lists that others keep."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        room: Callable[[], ReadingRoom],
        show: Callable[[], object],
        save: Callable[[str, list[list[str]]], object],
        open_agreement: Callable[[str], object],
        makers: Mapping[str, Callable[[], NotesPanel | TermsPanel]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._room, self._show, self._save, self._open = room, show, save, open_agreement
        self._tray: Tray | None = None
        self._panels: dict[str, FindingsPanel | FiguresPanel | PrecedencePanel | NotesPanel | TermsPanel] = {}
        self._makers = {
            **makers,
            "findings": self._make_findings,
            "figures": self._make_figures,
            "precedence": self._make_precedence,
        }
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
        tray, analysis = self._tray, self._current.analysis
        if tray is None or tray.isHidden() or analysis is None:
            return
        name = self._name
        if name not in self._panels:
            self._panels[name] = self._makers[name]()
            tray.take(self._panels[name])
        panel = self._panels[name]
        tray.show_list(name, panel)
        work: dict[str, Callable[[Job], Any]] = {
            "findings": lambda _job: self._session().findings(analysis),
            "figures": lambda _job: analysis,
            "terms": lambda _job: analysis,
            "notes": lambda _job: analysis,
            "precedence": lambda _job: self._session().precedence(analysis),
        }

        def done(found: Any) -> None:
            if self._current.analysis is analysis:
                panel.show_found(found)

        self._tasks.run("tray", work[name], done)

    def _make_findings(self) -> FindingsPanel:
        from ui.findings.panel import FindingsPanel

        made = FindingsPanel(self._current)
        made.table.go.connect(self._room().look_at)
        return made

    def _make_figures(self) -> FiguresPanel:
        from ui.figures.panel import FiguresPanel

        made = FiguresPanel(self._current)
        made.table.go.connect(self._room().look_at)
        made.save.connect(lambda rows: self._save("figures", rows))
        return made

    def _make_precedence(self) -> PrecedencePanel:
        from ui.precedence.panel import PrecedencePanel

        made = PrecedencePanel(self._current)
        made.go.connect(self._room().look_at)
        made.open_agreement.connect(self._open)
        return made
