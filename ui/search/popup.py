"""The search popup: filters, ranked provisions as one types, and what to do when there are none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.model.catalogue import Filters, Hit, SearchResult
from ui.frame.keys import written
from ui.frame.labels import link_button, muted
from ui.frame.overlay import Overlay, go_on
from ui.panel import Current
from ui.search.box import SearchBox
from ui.search.delegate import HitDelegate, row_height
from ui.search.kept import KeptSearches, Search
from ui.search.model import ResultsModel
from ui.search.notice import Notice, Remarks
from ui.search.scope import ScopeBar
from ui.theme import scaled

_DEBOUNCE_MS = 80
_LATER_MS = 1000
_WIDTH = 720
_TALLEST = 520
_FEW_KEPT = 4
_SHOWN = 30  # hits; the search page shows more


class SearchPopup(Overlay):
    """Shows results; asks for them through `wanted` and hands a choice over through `chosen`."""

    wanted = Signal(str, object)
    """The query and its filters; an empty query is never asked."""
    chosen = Signal(object, bool)
    """A hit, and whether it is to be shown beside rather than gone to."""

    all_wanted = Signal()
    """Every result is wanted, on the search page."""

    def __init__(self, host: QWidget, box: SearchBox, current: Current) -> None:
        super().__init__(host, box, "Search results")
        self.align_centre = True
        self.box, self.current = box, current
        self.kept: KeptSearches | None = None
        self.model = ResultsModel()
        self.delegate = HitDelegate(current.theme)
        self._shown_for: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._ask_again)
        self._repeats = False  # the next result is for the words that are shown already
        self._build()
        box.textEdited.connect(self._typed)
        box.focused.connect(self.show_for_box)
        box.moved.connect(self.move_choice)
        box.accepted.connect(self.accept)
        box.dismissed.connect(self._dismiss)
        current.profile_changed.connect(self._profile_changed)
        current.agreement_changed.connect(self._agreement_changed)
        current.theme_changed.connect(self._theme_changed)

    @property
    def pending(self) -> bool:
        """Whether typed words have not been asked for yet."""
        return self._timer.isActive()

    def show_for_box(self) -> None:
        """Opens below the box, with results, recent searches or hints."""
        self._profile_changed()
        self._agreement_changed()
        if not self.box.text().strip():
            self._show_hints()
        elif self._shown_for != self.box.text():
            self._timer.start()
        self.open()

    def search(self, words: str) -> None:
        """Puts words into the box and searches for them."""
        self.box.setText(words)
        self.show_for_box()
        self._typed()

    def show_result(self, result: SearchResult) -> None:
        """The newest result."""
        if result.query.strip() != self.box.text().strip():
            return
        chosen = self.model.hit(self.list.currentIndex().row()) if self._repeats else None
        self._repeats = False
        self._shown_for = self.box.text()
        self.model.show_result(result)
        what = "provision" if result.total == 1 else "provisions"
        self.scope.count.setText(f"{result.total:,} {what} · {max(1, round(result.milliseconds))} ms")
        self.remarks.show_result(result)
        if result.hits:
            self.pages.setCurrentWidget(self.list)
            kept = self.model.row_of(chosen) if chosen is not None else -1
            self._choose(kept if kept >= 0 else self.model.next_hit(-1, 0))
        else:
            self._say_nothing_found(result.query)
        self.place()
        if not result.complete:
            self._later.start()

    def show_trouble(self, words: str) -> None:
        """The search failed; says why."""
        self.model.show_result(None)
        self.scope.count.setText("")
        self.remarks.show_result(None)
        self._say("This search could not be made", words)

    def move_choice(self, step: int) -> None:
        """Moves the choice by so many hits."""
        if not self.isVisible():
            self.show_for_box()
        self._choose(self.model.next_hit(self.list.currentIndex().row(), step))

    def accept(self, beside: bool = False) -> None:
        """Opens the chosen hit; asks at once where the words have not been asked for yet."""
        if self.pending:
            self._timer.stop()
            self._ask()
        hit = self.model.hit(self.list.currentIndex().row())
        if hit is not None and self._shown_for == self.box.text():
            self._take(hit, beside)

    def filters(self) -> Filters:
        """What the chips restrict the search to."""
        return self.scope.filters(_SHOWN)

    def tab(self, focus: QWidget, forwards: bool) -> bool:
        """The popup stands between the box and what comes after that: Tab goes through it, and closes it on leaving."""
        stops = self.stops()
        if focus is self.box and forwards and stops:
            go_on(stops[0], forwards)
            return True
        if focus is not self.box and not self.isAncestorOf(focus):
            return False
        at = stops.index(focus) + (1 if forwards else -1) if focus in stops else len(stops)
        if 0 <= at < len(stops):
            go_on(stops[at], forwards)
            return True
        if focus is not self.box:
            self.box.setFocus(Qt.FocusReason.PopupFocusReason)
            if not forwards:
                return True
        self.close_up(give_back=False)
        self.box.focusNextPrevChild(forwards)
        return True

    # -- inside ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.scope = ScopeBar(self.current, self)
        self.scope.changed.connect(self._ask)
        self.remarks = Remarks(self.search, self)
        whole.addWidget(self.scope)
        whole.addWidget(self.remarks)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Results")
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.list)
        self.notice = Notice()
        self.pages.addWidget(self.notice)
        whole.addWidget(self.pages, 1)
        self.foot = foot = QFrame(self)
        foot.setObjectName("popup-foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 6, 16, 7)
        row.setSpacing(18)
        for words in ("↑↓ choose", "Enter open", f"{written('Ctrl+Enter')} show beside", "Esc close"):
            row.addWidget(muted(words, foot, wrap=False))
        row.addStretch(1)
        self.all = link_button("All results and filters", self.all_wanted.emit, foot)
        row.addWidget(self.all)
        whole.addWidget(foot)

    def _typed(self) -> None:
        self._repeats = False
        if not self.isVisible():
            self.open()
        if self.box.text().strip():
            self._timer.start()
            if not self.model.rowCount():
                self._say("Searching…", "")
        else:
            self._timer.stop()
            self._show_hints()

    def _ask_again(self) -> None:
        """For what has been indexed since; the choice stays."""
        if self.isVisible() and not self.pending and self._shown_for == self.box.text():
            self._repeats = True
            self._ask()

    def _ask(self) -> None:
        words = self.box.text()
        if words.strip():
            self.wanted.emit(words, self.filters())

    def _choose(self, row: int) -> None:
        if row >= 0:
            index = self.model.index(row, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(self.model.index(max(0, row - 1), 0) if row <= 1 else index)
            self.box.setAccessibleDescription(str(index.data(int(Qt.ItemDataRole.AccessibleTextRole))))

    def _clicked(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row())
        if hit is not None:
            self._take(hit, False)

    def _take(self, hit: Hit, beside: bool) -> None:
        if self.kept is not None:
            self.kept.visited(Search(self.box.text().strip()))
        if not beside:
            self.close_up(give_back=False)
        self.chosen.emit(hit, beside)

    def _dismiss(self) -> None:
        if self.isVisible():
            self.close_up()
        elif self.box.text():
            self.box.clear()
        else:
            self.host.setFocus()

    def _say(self, title: str, words: str, act: tuple[str, Callable[[], object]] | None = None) -> None:
        notice = Notice()
        notice.say(title, words, act)
        self._show_notice(notice)

    def _say_nothing_found(self, query: str) -> None:
        self._say(
            f"Nothing found for “{query.strip()}”",
            "Try fewer or other words, or indemn* for words that begin so.",
            ("Search everything instead", self.scope.widen) if self.scope.restricted else None,
        )

    def _show_hints(self) -> None:
        self.model.show_result(None)
        self._shown_for = None
        self.scope.count.setText("")
        self.remarks.show_result(None)
        notice = Notice()
        notice.show_hints(self._kept_searches(), self.search)
        self._show_notice(notice)

    def _kept_searches(self) -> list[tuple[str, list[str]]]:
        """Titles with the words of saved and recent searches, those with none left out."""
        if self.kept is None:
            return []
        saved = list(dict.fromkeys(search.words for search in self.kept.saved()))[:_FEW_KEPT]
        recent = list(dict.fromkeys(search.words for search in self.kept.recent()))[:_FEW_KEPT]
        return [(title, words) for title, words in (("Saved searches", saved), ("Recent searches", recent)) if words]

    def _show_notice(self, notice: Notice) -> None:
        self.pages.removeWidget(self.notice)
        self.notice.deleteLater()
        self.notice = notice
        self.pages.addWidget(notice)
        self.pages.setCurrentWidget(notice)
        self.place()

    def place(self) -> None:
        """As tall as what it shows, within reason and within the window."""
        self.setFixedWidth(min(scaled(_WIDTH), self.host.width() - 16))
        if self.pages.currentWidget() is self.list:
            rows = self.model.rowCount()
            hits = sum(1 for row in range(rows) if self.model.hit(row) is not None)
            room = min(scaled(_TALLEST), hits * row_height(hit=True) + (rows - hits) * row_height(hit=False) + 4)
            room = min(room, self.most() - self._around())
        else:
            room = self.notice.needed(self.width() - 2)
        self.pages.setFixedHeight(max(room, row_height(hit=True)))
        self._whole.activate()
        super().place()

    def _around(self) -> int:
        """Pixels of height above and below the results."""
        inside = self.width() - 2
        parts = (self.scope, self.remarks, self.foot)
        shown = [part for part in parts if not part.isHidden()]
        return 2 + sum(max(part.heightForWidth(inside), part.sizeHint().height()) for part in shown)

    def _profile_changed(self) -> None:
        self.scope.take_profile()
        if self.isVisible():
            self._ask()

    def _agreement_changed(self) -> None:
        self.scope.take_agreement()

    def _theme_changed(self) -> None:
        self.delegate.set_theme(self.current.theme)
        self.list.viewport().update()
