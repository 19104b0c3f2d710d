"""Searching: the newest query in a worker, and the way from a hit into the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.settings import Settings
from ui.panel import Current
from ui.search.box import SearchBox
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.catalogue import Filters, Hit
    from navigator.session import Session
    from ui.search.popup import SearchPopup


class SearchCommands(QObject):
    """Makes the popup when it is first wanted. `go` reads a hit, `hold` shows it beside."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        box: SearchBox,
        window: QWidget,
        go: Callable[[str, str], object],
        hold: Callable[[Analysis, str], object],
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._box, self._window, self._go, self._hold = box, window, go, hold
        self._settings = settings
        self._popup: SearchPopup | None = None
        box.focused.connect(self._first)
        box.textEdited.connect(self._first)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"search.focus": self.focus}

    @property
    def popup(self) -> SearchPopup:
        if self._popup is None:
            from ui.search.popup import SearchPopup

            self._popup = SearchPopup(self._window, self._box, self._current)
            self._popup.begin_with(
                this_agreement=self._settings.text("search.scope") == "this",
                applies_only=self._settings.flag("search.applies-only"),
            )
            self._popup.wanted.connect(self._search)
            self._popup.chosen.connect(self._chosen)
        return self._popup

    @property
    def pending(self) -> bool:
        """Whether a search is about to start or under way."""
        return (self._popup is not None and self._popup.pending) or self._tasks.busy("search")

    def found_here(self) -> tuple[str, ...]:
        """Provisions of the open agreement that the last search found, the best first."""
        key = self._current.card.key if self._current.card is not None else None
        hits = self._popup.model.hits if self._popup is not None else ()
        return tuple(dict.fromkeys(hit.provision for hit in hits if hit.agreement == key))

    def focus(self) -> None:
        """Ctrl+K: into the box, its words selected."""
        self._box.setFocus()
        self._box.selectAll()
        self.popup.show_for_box()

    def search(self, words: str) -> None:
        """Searches for words as if they had been typed."""
        self._box.setFocus()
        self.popup.search(words)

    def _first(self) -> None:
        """The popup listens to the box itself once it is there."""
        if self._popup is None:
            self.popup.show_for_box()

    def _search(self, words: str, filters: Filters) -> None:
        popup = self.popup
        self._tasks.run(
            "search",
            lambda job: self._session().search(words, filters, job.cancelled, as_you_type=True),
            popup.show_result,
            failed=popup.show_trouble,
        )

    def _chosen(self, hit: Hit, beside: bool) -> None:
        if beside and self._current.analysis is not None:
            self._tasks.run(
                "hold",
                lambda _job: self._session().analysis(hit.agreement),
                lambda analysis: self._hold(analysis, hit.provision),
            )
        else:
            self.popup.close_up(give_back=False)
            self._go(hit.agreement, hit.provision)
