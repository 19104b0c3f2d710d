"""Every defined term with its definition and how often it is used; a click or Enter goes to the definition."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from navigator.model.analysis import Analysis
from navigator.model.consolidated import ApplicableDefinition
from navigator.model.terms import Definition
from navigator.model.text import plain
from ui.frame.labels import muted
from ui.frame.places import place_name
from ui.frame.words import counted
from ui.panel import Current, Panel
from ui.reads import Reads
from ui.theme import scaled
from ui.tray.table import Column, Line, LinesTable, filter_row


class TermsPanel(Panel):
    """The terms of the open agreement. `uses` asks for the uses of a definition, by its number."""

    uses = Signal(int)

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(current, parent)
        columns = (
            Column("Term", 220),
            Column("Definition", share=1),
            Column("Uses", 70, spare=True),
            Column("Provisions", 92, spare=True),
        )
        self.table = LinesTable(current, "Defined terms", (*columns, Column("Defined in", 96)), self)
        self._lines: dict[int, int] = {}
        self._analysis: Analysis | None = None
        self.track(current.applicability_changed, self._again)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Filter…")
        self.words.setAccessibleName("Show terms with these words")
        self.words.setMaximumWidth(scaled(220))
        self.words.textChanged.connect(lambda _words: self._filter())
        self.count = muted("", self, wrap=False)
        self.uses_button = QPushButton("Show its uses", self)
        self.uses_button.setToolTip("Show only the provisions that use this term, and walk through its uses")
        self.uses_button.clicked.connect(lambda _checked=False: self._ask())
        row = filter_row(self.words, self.uses_button, self.count, None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._allow())

    def show_found(self, analysis: Analysis) -> None:
        """Lists the terms in the order in which they are defined; for a profile the definition that applies before the
        other ones of the same term, each with what special terms say of it."""
        self._analysis = analysis
        uses = Counter(number for use in analysis.uses for number in set(use.definitions))
        places = Counter(number for number, _ in {(n, use.provision) for use in analysis.uses for n in use.definitions})
        said = _Said(analysis, self.current.reads)
        self._lines = {}
        lines = []
        for number in said.order():
            definition = analysis.definitions[number]
            line = _line(analysis, definition, uses[number], places[number], said.of(definition))
            self._lines[id(line)] = number
            lines.append(line)
        self.table.show_lines(lines)
        self._filter()
        self._allow()

    def _again(self) -> None:
        if self._analysis is not None and self._analysis is self.current.analysis:
            self.show_found(self._analysis)

    def chosen(self) -> int | None:
        """The number of the chosen definition."""
        line = self.table.line_at(self.table.currentIndex())
        return self._lines.get(id(line)) if line is not None else None

    def _ask(self) -> None:
        number = self.chosen()
        if number is not None:
            self.uses.emit(number)

    def _filter(self) -> None:
        words = self.words.text().casefold().split()
        self.table.filter(lambda line: all(word in " ".join(line.cells[:2]).casefold() for word in words))
        number = len(self.table.visible())
        self.count.setText(counted(number, "term"))
        self.table.say("" if self._lines else "No defined term was found.")

    def _allow(self) -> None:
        line = self.table.line_at(self.table.currentIndex())
        self.uses_button.setEnabled(line is not None and line.keys[2] > 0)


class _Said:
    """What a profile has to say of each definition."""

    def __init__(self, analysis: Analysis, reads: Reads | None) -> None:
        self._analysis = analysis
        self._bearing: dict[str, tuple[ApplicableDefinition, ...]] = {}
        if reads is not None:
            terms = dict.fromkeys(definition.term for definition in analysis.definitions)
            self._bearing = {term: reads.definitions(term) for term in terms}

    def order(self) -> list[int]:
        """The definitions by number: as defined, but those of one term together, the one that applies first."""
        definitions = self._analysis.definitions
        if not self._bearing:
            return list(range(len(definitions)))
        firsts: dict[str, int] = {}
        for number, definition in enumerate(definitions):
            firsts.setdefault(definition.term, number)
        return sorted(range(len(definitions)), key=lambda n: (firsts[definitions[n].term], self._rank(definitions[n])))

    def _rank(self, definition: Definition) -> int:
        rows = [row.definition for row in self._bearing[definition.term]]
        return rows.index(definition) if definition in rows else len(rows)

    def of(self, definition: Definition) -> str:
        """In words, "" where it simply applies."""
        rows = self._bearing.get(definition.term)
        if rows is None:
            return ""
        agreement = self._analysis.agreement
        own = next((row for row in rows if row.definition == definition), None)
        if own is None:
            return "For other customers"
        parts = []
        if own.applies is not True:
            parts.append(own.note or ("Not settled for you" if own.applies is None else "Does not apply to you"))
        for row in rows:
            if row.definition is None:
                may = "" if row.applies else "may be "
                words = plain(agreement.text.at(row.span))
                parts.append(f"{may}extended by {place_name(agreement, row.provision)}: {words}")
        said = "; ".join(parts)
        return said[:1].upper() + said[1:]


def _line(analysis: Analysis, definition: Definition, uses: int, places: int, said: str) -> Line:
    agreement = analysis.agreement
    others = [name for name in dict.fromkeys(definition.aliases) if name != definition.term]
    term = f"{definition.term} ({', '.join(others)})" if others else definition.term
    meaning = plain(agreement.text.at(definition.meaning))
    order = agreement.order.get(definition.provision, -1)
    cells = (term, meaning, f"{uses:,}", f"{places:,}", place_name(agreement, definition.provision))
    keys = (term.casefold(), meaning.casefold(), uses, places, order)
    return Line(cells, keys, definition.provision, definition.span, detail=said)
