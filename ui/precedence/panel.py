"""Order of precedence as a ladder, and the documents that the agreement takes in: in the library, or missing."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from navigator.model.catalogue import AgreementCard
from navigator.model.precedence import Ladder, OtherDocument, Precedence, Rank
from navigator.model.text import plain
from ui.frame.labels import anchor, heading, line, muted, rich
from ui.frame.labels import plain as label
from ui.frame.places import place_name, place_of, target
from ui.panel import Current, Panel
from ui.theme import scaled

_OPEN = "open:"


class PrecedencePanel(Panel):
    """`go` asks for a provision of this agreement, `open_agreement` for another one of the library."""

    go = Signal(str, object)
    open_agreement = Signal(str)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self._found = Precedence()
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Order of precedence")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self.setFocusProxy(self.area)
        self.track(current.theme_changed, self._show)
        self.track(current.library_changed, self._show)

    def show_found(self, found: Precedence) -> None:
        """What the agreement says about itself among other documents."""
        self._found = found
        self._show()

    def _show(self) -> None:
        if self.current.analysis is None:
            return
        body = QWidget()
        body.setObjectName("sheet-body")
        sides = QHBoxLayout(body)
        sides.setContentsMargins(18, 14, 18, 16)
        sides.setSpacing(36)
        sides.addLayout(self._ladders(body), 1)
        sides.addLayout(self._documents(body), 1)
        self.area.setWidget(body)

    def _ladders(self, body: QWidget) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(6)
        for ladder in self._found.ladders:
            box.addWidget(heading(f"What prevails, by {self._place(ladder.provision)}", body))
            for rank in ladder.ranks:
                box.addWidget(self._rung(ladder, rank, body))
            box.addSpacing(10)
        if not self._found.ladders:
            box.addWidget(heading("What prevails", body))
            box.addWidget(muted("The agreement does not say which document prevails over which.", body))
        box.addStretch(1)
        return box

    def _rung(self, ladder: Ladder, rank: Rank, body: QWidget) -> QFrame:
        holder = QFrame(body)
        holder.setProperty("role", "card")
        grid = QGridLayout(holder)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setHorizontalSpacing(12)
        number = label(str(rank.rank), holder, role="value", wrap=False)
        number.setFixedWidth(scaled(18))
        grid.addWidget(number, 0, 0, Qt.AlignmentFlag.AlignTop)
        words = plain(rank.words)
        words = words[:1].upper() + words[1:]
        where = target(ladder.provision, rank.span)
        link = anchor(where, words, self.current.theme)
        grid.addWidget(rich(link, self._follow, holder, spoken=f"{rank.rank}: {words}"), 0, 1)
        grid.setColumnStretch(1, 1)
        if rank.own:
            grid.addWidget(self._state("this agreement", "good", holder), 0, 2, Qt.AlignmentFlag.AlignTop)
        elif (card := self._card(rank.document)) is not None:
            grid.addWidget(self._opener(card, holder), 0, 2, Qt.AlignmentFlag.AlignTop)
        return holder

    def _documents(self, body: QWidget) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(4)
        rows = [(row, self._card(row.name)) for row in self._found.documents]
        missing = sum(card is None for _, card in rows)
        words = "Documents that it takes in or names"
        box.addWidget(heading(words + (f", {missing} not in the library" if missing else ""), body))
        for document, card in rows:
            box.addWidget(line(body))
            box.addWidget(self._document(document, card, body))
        if not rows:
            box.addWidget(muted("The agreement names no other document.", body))
        box.addStretch(1)
        return box

    def _document(self, document: OtherDocument, card: AgreementCard | None, body: QWidget) -> QWidget:
        holder = QWidget(body)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 3, 0, 3)
        links = [anchor(target(place), self._place(place), self.current.theme) for place in document.provisions[:6]]
        more = f" and {len(document.provisions) - 6} more" if len(document.provisions) > 6 else ""
        html = f"<b>{escape(document.name)}</b> &nbsp;{', '.join(links)}{more}"
        grid.addWidget(rich(html, self._follow, holder, spoken=document.name), 0, 0)
        if card is not None:
            grid.addWidget(self._opener(card, holder), 0, 1, Qt.AlignmentFlag.AlignTop)
        else:
            state = self._state("missing" if document.incorporated else "not in the library", "warn", holder)
            grid.addWidget(state, 0, 1, Qt.AlignmentFlag.AlignTop)
        told = "Part of this agreement by its own words" if document.incorporated else ""
        told = " · ".join(part for part in (told, document.url or "") if part)
        if told:
            grid.addWidget(muted(told, holder), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        return holder

    def _opener(self, card: AgreementCard, parent: QWidget) -> QLabel:
        link = anchor(_OPEN + card.key, "in the library: open", self.current.theme, small=True)
        return rich(link, self._follow, parent, spoken=f"Open {card.title}")

    def _state(self, words: str, role: str, parent: QWidget) -> QLabel:
        made = label(words, parent, wrap=False, role="state")
        made.setProperty("tone", role)
        return made

    def _place(self, provision: str) -> str:
        assert self.current.analysis is not None
        return place_name(self.current.analysis.agreement, provision)

    def _card(self, name: str) -> AgreementCard | None:
        """The agreement of the library that bears a name: the same publisher's where the open one's is known."""
        own, wanted = self.current.card, _folded(name)
        if not wanted:
            return None
        for card in self.current.library:
            if own is not None and card.key == own.key:
                continue
            title = _folded(card.title)
            publisher = _folded(card.publisher or "")
            same = own is not None and bool(publisher) and publisher == _folded(own.publisher or "")
            if title == wanted or (
                same and title.removeprefix(publisher).strip() == wanted.removeprefix(publisher).strip()
            ):
                return card
        return None

    def _follow(self, link: str) -> None:
        if link.startswith(_OPEN):
            self.open_agreement.emit(link.removeprefix(_OPEN))
            return
        self.go.emit(*place_of(link))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
