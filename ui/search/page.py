"""The search page: every result with the ways to narrow it, and the same kind of clause of every agreement."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.model.catalogue import Clause, Facet, Filters, HitLayer, SearchResult
from navigator.model.topics import LABELS, Topic
from ui.frame.inputs import ComboBox
from ui.frame.labels import clear, link_button, muted, plain
from ui.frame.page import Choice, Page
from ui.frame.words import counted
from ui.panel import Current
from ui.search.clauses_view import ClausesView
from ui.search.delegate import HitDelegate
from ui.search.kept import KeptSearches, Search
from ui.search.model import ResultsModel
from ui.search.narrowing import Narrowing
from ui.search.notice import remarks
from ui.theme import scaled

LIMIT = 300
_DEBOUNCE_MS = 150
_BINDING = frozenset({HitLayer.BINDING, HitLayer.DEFINITION, HitLayer.HEADING})


class SearchPage(Page):
    """`wanted` asks for a search with its filters, `clauses_wanted` for a kind of clause; `chosen` hands a hit or a
    clause over to be read; `save` asks for what is shown to be exported."""

    wanted = Signal(str, object)
    clauses_wanted = Signal(object, object)
    chosen = Signal(object)
    save = Signal(bool)
    """True for the clauses, False for the hits."""

    def __init__(self, current: Current, kept: KeptSearches, parent: QWidget | None = None) -> None:
        super().__init__(current, "Search", parent)
        self.kept = kept
        self.result: SearchResult | None = None
        self.clauses: tuple[Clause, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self.ask)
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("Words, “a phrase”, heading:fees, notice near/5 terminate, in:9 …")
        self.box.setAccessibleName("Search every agreement")
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(scaled(280))
        self.box.textEdited.connect(lambda _text: self._timer.start())
        self.box.returnPressed.connect(self._into_results)
        self._down = QShortcut(Qt.Key.Key_Down, self.box, self._into_results)
        self._down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.way = Choice("Show", ["Results", "Clauses side by side"], self)
        self.way.chosen.connect(lambda _place: self._turn())
        self.save_search = QPushButton("Save search", self)
        self.save_search.clicked.connect(lambda _checked=False: self._keep())
        self.export = QPushButton("Export…", self)
        self.export.clicked.connect(lambda _checked=False: self.save.emit(self.side_by_side))
        for control in (self.way, self.save_search, self.export):
            self.head.addWidget(control)
        self._build()
        self.track(current.theme_changed, self._theme_changed)
        self.track(current.profile_changed, self._ask_again)
        self.track(current.library_changed, self._ask_again)
        self._turn()

    @property
    def side_by_side(self) -> bool:
        """Whether clauses are shown rather than results."""
        return self.way.at() == 1

    def open_with(self, search: Search) -> None:
        """Shows a search."""
        self.box.setText(search.words)
        self.narrowing.take(search.chosen)
        self.way.take(0)
        self._turn()

    def open_clauses(self, topic: Topic | None = None) -> None:
        """Shows a kind of clause of every agreement."""
        if topic is not None:
            self.topic.setCurrentIndex(list(Topic).index(topic))
        self.way.take(1)
        self._turn()

    def search(self) -> Search:
        """The search that is shown."""
        return Search(self.box.text(), self.narrowing.values())

    def filters(self) -> Filters:
        """What the choices at the side restrict the search to."""
        chosen = {key: frozenset(values) for key, values in self.narrowing.values().items()}
        sides = chosen.get("layers", frozenset())
        layers: frozenset[HitLayer] = frozenset()
        if len(sides) == 1:
            layers = _BINDING if HitLayer.BINDING in sides else frozenset({HitLayer.SUMMARY})
        return Filters(
            agreements=chosen.get("agreements", frozenset()),
            layers=layers,
            publishers=chosen.get("publishers", frozenset()),
            languages=chosen.get("languages", frozenset()),
            topics=chosen.get("topics", frozenset()),
            versions=chosen.get("versions", frozenset()),
            applies_only="applies_only" in chosen,
            profile=self.current.profile,
            limit=LIMIT,
            reading=self.current.card.key if self.current.card is not None else None,
        )

    def ask(self) -> None:
        """Asks for what is shown; nothing where there is nothing to ask for."""
        self._timer.stop()
        if self.side_by_side:
            self.clauses_wanted.emit(list(Topic)[self.topic.currentIndex()], self.filters())
        elif self.box.text().strip() or self.narrowing.chosen.get("topics"):
            self.wanted.emit(self.box.text(), self.filters())
        else:
            self._show_nothing()

    def show_result(self, result: SearchResult, facets: tuple[Facet, ...]) -> None:
        """The newest result."""
        self.result = result
        self.model.show_result(result)
        self.narrowing.show_facets(facets)
        # Where some are chosen, the facet counts the others too.
        agreements = _agreements(result, () if self.narrowing.chosen.get("agreements") else facets)
        found = counted(result.total, "provision")
        shown = f", the first {len(result.hits):,} shown" if result.total > len(result.hits) else ""
        self.about.setText(
            f"{found}{shown} · {counted(agreements, 'agreement')} · {max(1, round(result.milliseconds))} ms"
        )
        self._tell(result)
        self._mark()
        self.pages.setCurrentWidget(self.list if result.hits else self.nothing)
        if not result.hits:
            self._say(
                f"Nothing found for “{result.query.strip()}”",
                "Try fewer or other words, or give up a choice at the side.",
            )

    def show_clauses(self, clauses: tuple[Clause, ...], facets: tuple[Facet, ...]) -> None:
        """The newest clauses."""
        self.clauses = clauses
        self.narrowing.show_facets(tuple(facet for facet in facets if facet.key not in {"topics", "layers"}))
        agreements = len({clause.agreement for clause in clauses})
        provisions = _provisions(facets, self.narrowing.chosen.get("agreements", set()))
        within = f" in {counted(provisions, 'provision')}" if provisions > len(clauses) else ""
        self.about.setText(f"{counted(len(clauses), 'clause')}{within} · {counted(agreements, 'agreement')}")
        self.view.show_clauses(clauses)
        self.pages.setCurrentWidget(self.view if clauses else self.nothing)
        self.export.setEnabled(bool(clauses))
        if not clauses:
            self._say("No agreement has such a clause", "Or none whose heading or words say so clearly.")

    def show_trouble(self, words: str) -> None:
        """It failed; says why."""
        self._say("This search could not be made", words)
        self.pages.setCurrentWidget(self.nothing)

    def panes(self) -> list[QWidget]:
        return [self.box, self.narrowing, self.view if self.side_by_side else self.list]

    # -- inside ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.narrowing = Narrowing(self)
        self.narrowing.changed.connect(self.ask)
        self.narrowing.wanted.connect(self.open_with)
        self.narrowing.forgotten.connect(self._forget)
        self.narrowing.show_kept(self.kept.saved(), self.kept.recent())
        self.model = ResultsModel()
        self.delegate = HitDelegate(self.current.theme)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Results")
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self.view = ClausesView(self.current.theme, self)
        self.view.chosen.connect(self.chosen)
        self.nothing = QWidget(self)
        self._nothing = QVBoxLayout(self.nothing)
        self._nothing.setContentsMargins(24, 22, 24, 22)
        self._nothing.setSpacing(6)
        self._nothing_title = plain("", self.nothing, role="value")
        self._nothing_words = muted("", self.nothing)
        self._nothing.addWidget(self._nothing_title)
        self._nothing.addWidget(self._nothing_words)
        self._nothing.addStretch(1)
        self.pages = QStackedWidget(self)
        for page in (self.list, self.view, self.nothing):
            self.pages.addWidget(page)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._bar())
        middle.addWidget(self.pages, 1)
        whole = QHBoxLayout()
        whole.setSpacing(0)
        whole.addWidget(self.narrowing)
        whole.addLayout(middle, 1)
        self.column.addLayout(whole)

    def _bar(self) -> QWidget:
        bar = QWidget(self)
        row = QVBoxLayout(bar)
        row.setContentsMargins(18, 12, 18, 10)
        row.setSpacing(6)
        self.topic = ComboBox(bar)
        self.topic.setAccessibleName("Kind of clause")
        self.topic.addItems([LABELS[topic] for topic in Topic])
        self.topic.setCurrentIndex(list(Topic).index(Topic.GOVERNING_LAW))
        self.topic.currentIndexChanged.connect(lambda _place: self.ask())
        self.topic.setMaximumWidth(scaled(320))
        self.topic.setMaxVisibleItems(len(Topic))
        row.addWidget(self.box)
        row.addWidget(self.topic)
        self.notes = muted("", bar)
        self._meant = QHBoxLayout()
        row.addWidget(self.notes)
        row.addLayout(self._meant)
        return bar

    def _turn(self) -> None:
        """Results or clauses."""
        self.box.setVisible(not self.side_by_side)
        self.topic.setVisible(self.side_by_side)
        self.save_search.setVisible(not self.side_by_side)
        self.notes.setVisible(False)
        self._clear_meant()
        self.title.setText("Clauses side by side" if self.side_by_side else "Search")
        self.ask()

    def _tell(self, result: SearchResult) -> None:
        """How the query was read, and what was perhaps meant."""
        notes = remarks(result)
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self._clear_meant()
        if result.suggestion is not None:
            meant = result.suggestion
            self._meant.addWidget(link_button(f"Did you mean “{meant}”?", lambda: self._take_words(meant), self))
            self._meant.addStretch(1)

    def _clear_meant(self) -> None:
        clear(self._meant)

    def _take_words(self, words: str) -> None:
        self.box.setText(words)
        self.ask()

    def _show_nothing(self) -> None:
        self.result = None
        self.model.show_result(None)
        self.narrowing.show_facets(())
        self.about.setText("")
        self.notes.setVisible(False)
        self._clear_meant()
        self._mark()
        self._say("Search every agreement", "Type above, or take a saved or recent search at the side.")
        self.pages.setCurrentWidget(self.nothing)

    def _say(self, title: str, words: str) -> None:
        self._nothing_title.setText(title)
        self._nothing_words.setText(words)

    def _mark(self) -> None:
        """What can be done with the search that is shown."""
        there = bool(self.box.text().strip())
        saved = there and self.kept.is_saved(self.search())
        self.save_search.setEnabled(there and not saved)
        self.save_search.setText("Saved" if saved else "Save search")
        self.export.setEnabled(self.result is not None and bool(self.result.hits))

    def _keep(self) -> None:
        self.kept.save(self.search())
        self._show_kept()

    def _forget(self, search: Search) -> None:
        self.kept.forget(search)
        self._show_kept()

    def _show_kept(self) -> None:
        self.narrowing.show_kept(self.kept.saved(), self.kept.recent())
        self._mark()

    def _into_results(self) -> None:
        if self._timer.isActive():
            self.ask()
        first = self.model.next_hit(-1, 0)
        if first >= 0:
            self.list.setCurrentIndex(self.model.index(first, 0))
            self.list.setFocus()

    def _take(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row())
        if hit is not None:
            self.kept.visited(self.search())
            self._show_kept()
            self.chosen.emit(hit)

    def _ask_again(self) -> None:
        """What the answer rests on has changed; a page out of sight asks when it is shown."""
        if self.isVisible():
            self.ask()

    def _theme_changed(self) -> None:
        self.delegate.set_theme(self.current.theme)
        self.view.set_theme(self.current.theme)
        self.list.viewport().update()


def _provisions(facets: tuple[Facet, ...], chosen: set[str]) -> int:
    """How many provisions the clauses are made of: what the facets count."""
    values = next((facet.values for facet in facets if facet.key == "agreements"), ())
    return sum(value.count for value in values if not chosen or value.value in chosen)


def _agreements(result: SearchResult, facets: tuple[Facet, ...]) -> int:
    """How many agreements have what was found: of more than is shown the facet knows."""
    shown = {hit.agreement for hit in result.hits}
    if result.total <= len(result.hits):
        return len(shown)
    counted_there = next((len(facet.values) for facet in facets if facet.key == "agreements"), 0)
    return max(len(shown), counted_there)
