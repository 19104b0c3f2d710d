"""Searching: the newest query in a worker, and the way from a hit into the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.topics import Topic
from navigator.settings import Settings
from ui.panel import Current
from ui.search.box import SearchBox
from ui.search.kept import KeptSearches, Search
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.catalogue import Clause, Facet, Filters, Hit, SearchResult
    from navigator.model.exporting import Gathering
    from navigator.session import Session
    from ui.frame.page import Page
    from ui.search.page import SearchPage
    from ui.search.popup import SearchPopup


class SearchCommands(QObject):
    """Makes the popup and the page when they are first wanted. `go` reads a hit, `hold` shows it beside, `show` puts a
    page in the middle of the window, `export` takes what was found to the export page."""

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
        show: Callable[[Page], object],
        export: Callable[[Gathering], object],
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._box, self._window, self._go, self._hold = box, window, go, hold
        self._settings = settings
        self._show, self._take_out = show, export
        self._popup: SearchPopup | None = None
        self._page: SearchPage | None = None
        self._kept = KeptSearches(settings)
        self._last: SearchResult | None = None
        box.focused.connect(self._first)
        box.textEdited.connect(self._first)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "search.focus": self.focus,
            "search.results": self.show_results,
            "search.clauses": self.show_clauses,
        }

    @property
    def popup(self) -> SearchPopup:
        if self._popup is None:
            from ui.search.popup import SearchPopup

            self._popup = SearchPopup(self._window, self._box, self._current)
            self._popup.scope.begin_with(
                this_agreement=self._settings.text("search.scope") == "this",
                applies_only=self._settings.flag("search.applies-only"),
            )
            self._popup.wanted.connect(self._search)
            self._popup.chosen.connect(self._chosen)
            self._popup.all_wanted.connect(self.show_results)
            self._popup.kept = self._kept
        return self._popup

    @property
    def page(self) -> SearchPage:
        """The page of every result."""
        if self._page is None:
            from ui.search.page import SearchPage

            self._page = SearchPage(self._current, self._kept)
            self._page.wanted.connect(self._search_all)
            self._page.clauses_wanted.connect(self._compare_clauses)
            self._page.chosen.connect(lambda found: self._go(found.agreement, found.provision))
            self._page.save.connect(self._export)
        return self._page

    @property
    def pending(self) -> bool:
        """Whether a search is about to start or under way."""
        return (self._popup is not None and self._popup.pending) or self._tasks.busy("search")

    def found(self) -> Gathering | None:
        """What the last search found, the best first; None where there was none."""
        result = self._last
        return self._session().gather_hits(result) if result is not None and result.hits else None

    def focus(self) -> None:
        """Ctrl+K: into the box, its words selected."""
        self._box.setFocus()
        self._box.selectAll()
        self.popup.show_for_box()

    def show_results(self) -> None:
        """Every result for what the box holds, on a page of its own."""
        words = self._box.text()
        if self._popup is not None:
            self._popup.close_up(give_back=False)
        page = self.page
        if words.strip() and words != page.box.text():
            page.open_with(Search(words))
        else:
            page.open_with(page.search())
        self._show(page)
        page.box.setFocus()

    def show_clauses(self) -> None:
        """The same kind of clause of every agreement."""
        self.page.open_clauses()
        self._show(self.page)
        self.page.topic.setFocus()

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
            self._found,
            failed=popup.show_trouble,
        )

    def _found(self, result: SearchResult) -> None:
        self._last = result
        self.popup.show_result(result)

    def _search_all(self, words: str, filters: Filters) -> None:
        page = self.page

        def work(job: Job) -> tuple[SearchResult, tuple[Facet, ...]]:
            session = self._session()
            return session.search(words, filters, job.cancelled), session.facets(words, filters, job.cancelled)

        def done(found: tuple[SearchResult, tuple[Facet, ...]]) -> None:
            self._last = found[0]
            page.show_result(*found)

        self._tasks.run("search", work, done, failed=page.show_trouble)

    def _compare_clauses(self, topic: Topic, filters: Filters) -> None:
        page = self.page
        of_kind = replace(filters, topics=frozenset({topic.value}), layers=frozenset())

        def work(job: Job) -> tuple[tuple[Clause, ...], tuple[Facet, ...]]:
            session = self._session()
            return session.clauses(topic, filters, job.cancelled), session.facets("", of_kind, job.cancelled)

        self._tasks.run("search", work, lambda found: page.show_clauses(*found), failed=page.show_trouble)

    def _export(self, clauses: bool) -> None:
        page, session = self.page, self._session()
        if clauses:
            self._take_out(session.gather_clauses(list(Topic)[page.topic.currentIndex()], page.clauses))
        elif page.result is not None:
            self._take_out(session.gather_hits(page.result))

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
