"""What is known of one agreement of the library: its versions, its relations to others, where it came from."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from navigator.model.catalogue import AgreementCard
from navigator.model.dates import in_words
from navigator.model.library import Details, Relation, RelationKind
from ui.frame.labels import anchor, clear, heading, muted, plain, rich
from ui.frame.words import counted
from ui.panel import Current, Panel

_SAYS = {
    RelationKind.INCORPORATES: "Takes in",
    RelationKind.AMENDS: "Amends",
    RelationKind.REPLACES: "Replaces",
    RelationKind.NAMES: "Names",
}
_SAID = {
    RelationKind.INCORPORATES: "Taken in by",
    RelationKind.AMENDS: "Amended by",
    RelationKind.REPLACES: "Replaced by",
    RelationKind.NAMES: "Named by",
}


class DetailsPane(Panel):
    """`wanted` asks for the details of a key; `opened` for an agreement, and the provision that says something;
    `removing` to take one out of the library."""

    wanted = Signal(str)
    opened = Signal(str, object)
    removing = Signal(object)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        self.setObjectName("details")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._card: AgreementCard | None = None
        self._details: Details | None = None
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(6)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("About the chosen agreement")
        area.setWidget(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self.track(current.theme_changed, self._fill)
        self._fill()

    def show_card(self, card: AgreementCard | None) -> None:
        """Another agreement: what its card says at once, the rest when it comes."""
        if card != self._card:
            self._card, self._details = card, None
            self._fill()
        if card is not None:
            self.wanted.emit(card.key)

    def show_details(self, details: Details) -> None:
        """What was asked for; nothing where another agreement has been chosen since."""
        if self._card is not None and details.card.key == self._card.key and details != self._details:
            self._details = details
            self._fill()

    # -- inside -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        clear(self._column)
        card = self._card
        if card is None:
            self._column.addWidget(muted("Choose an agreement to see its versions and where it came from.", self._body))
            self._column.addStretch(1)
            return
        self._column.addWidget(plain(card.title, self._body, role="value"))
        about = [card.publisher or "Publisher not stated", counted(card.provisions, "provision")]
        about.append(counted(card.words, "word"))
        if card.has_summaries:
            about.append("with summaries")
        self._column.addWidget(muted(" · ".join(about), self._body))
        self._column.addSpacing(8)
        self._column.addWidget(self._buttons(card))
        if self._details is not None:
            self._versions(self._details)
            self._relations(self._details)
            self._origin(self._details)
        self._column.addStretch(1)

    def _buttons(self, card: AgreementCard) -> QWidget:
        holder = QWidget(self._body)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        read = QPushButton("Read", holder)
        read.setProperty("role", "primary")
        read.setAccessibleName(f"Read {card.title}")
        read.clicked.connect(lambda _checked=False: self.opened.emit(card.key, None))
        row.addWidget(read)
        if not card.sample:
            remove = QPushButton("Remove…", holder)
            remove.setAccessibleName(f"Remove {card.title} from the library")
            remove.clicked.connect(lambda _checked=False: self.removing.emit(card))
            row.addWidget(remove)
        row.addStretch(1)
        return holder

    def _versions(self, details: Details) -> None:
        self._section("Versions" if len(details.versions) > 1 else "Version")
        for place, card in enumerate(details.versions):
            day = card.version or card.added.astimezone().date()
            words = in_words(day) if card.version else f"Undated, added {in_words(day)}"
            note = " · newest" if place == 0 and len(details.versions) > 1 else ""
            self._line(f"{self._link(card.key, None, words)}{escape(note)}", f"Version: {words}{note}")

    def _relations(self, details: Details) -> None:
        # What is only named, and not here, the order of precedence lists.
        says = [row for row in details.says if row.candidates or row.stated.kind is not RelationKind.NAMES]
        rows = [(_SAYS[row.stated.kind], row, True) for row in says]
        rows += [(_SAID[row.stated.kind], row, False) for row in details.said_of]
        names = {card.key: card.called for card in self.current.library}
        for head in dict.fromkeys(head for head, _, _ in rows):
            self._section(head)
            for _, row, own in (each for each in rows if each[0] == head):
                html, spoken = self._said(row, names) if own else self._by(row, names)
                self._line(html, f"{head}: {spoken}")

    def _said(self, row: Relation, names: dict[str, str]) -> tuple[str, str]:
        """What this agreement says of another one."""
        said = row.stated
        found = [key for key in row.candidates if key in names]
        where = f" · {self._link(row.agreement, said.provision, 'where it says so')}" if said.provision else ""
        if len(found) == 1:
            return f"{self._link(found[0], None, names[found[0]])}{where}", names[found[0]]
        if found:
            choices = ", ".join(self._link(key, None, names[key]) for key in found)
            return f"{escape(said.named)}: one of {choices}{where}", f"{said.named}, one of {len(found)}"
        return f"{escape(said.named)}, not in the library{where}", f"{said.named}, not in the library"

    def _by(self, row: Relation, names: dict[str, str]) -> tuple[str, str]:
        """What another agreement says of this one."""
        name = names.get(row.agreement, "an agreement")
        doubt = "" if len(row.candidates) == 1 else ", or another one by that name"
        return f"{self._link(row.agreement, row.stated.provision, name)}{escape(doubt)}", f"{name}{doubt}"

    def _origin(self, details: Details) -> None:
        card, origin = details.card, details.origin
        self._section("Source")
        if origin.address:
            self._column.addWidget(self._selectable(origin.address))
            if origin.retrieved is not None:
                local = origin.retrieved.astimezone()
                self._column.addWidget(muted(f"Downloaded on {in_words(local.date())} at {local:%H:%M}", self._body))
        else:
            self._column.addWidget(plain(card.file, self._body))
        if not card.sample:
            self._column.addWidget(muted(f"Added on {in_words(card.added.astimezone().date())}", self._body))
        print_ = muted(f"SHA-256 {card.sha256[:16]}…", self._body)
        print_.setToolTip(card.sha256)
        self._column.addWidget(print_)

    def _selectable(self, words: str) -> QLabel:
        label = plain(words, self._body)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _section(self, title: str) -> None:
        self._column.addSpacing(12)
        self._column.addWidget(heading(title, self._body))

    def _line(self, html: str, spoken: str) -> None:
        self._column.addWidget(rich(html, self._follow, self._body, spoken=spoken))

    def _link(self, key: str, provision: str | None, words: str) -> str:
        return anchor(f"{key}/{provision or ''}", words, self.current.theme)

    def _follow(self, target: str) -> None:
        key, _, provision = target.partition("/")
        self.opened.emit(key, provision or None)
