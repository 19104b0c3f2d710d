"""The card *What applies to you*: each answer with the provision it is read from, each doubt in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.rules import FACT_NAMES, Answer, Applicability, Fact, Rule
from navigator.model.text import plain as collapsed
from ui.frame.labels import anchor, clear, heading, link_button, muted, plain, rich
from ui.frame.places import place_name, target
from ui.frame.words import tip
from ui.panel import Current
from ui.reads import Reads
from ui.theme import Theme

_LONGEST = 110
_MOST_RULES = 6
_LONG_REASON = 150

Follow = Callable[[str], None]
"""Takes a link's target: "provision" or "provision#start-end"."""


_Deed = tuple[str, str, str]
"""The provision that does it, what it does, to which provision."""
_DOES = {
    Action.ADD: "adds to",
    Action.QUALIFY: "qualifies",
    Action.DISAPPLY: "limits",
    Action.REPLACE: "changes words of",
}


def _deeds(analysis: Analysis, reads: Reads | None) -> list[_Deed]:
    """What special terms do to other provisions for the profile, each pair once."""
    if reads is None:
        return []
    found = [(row.by, "replaces", row.target) for row in reads.applicability.replaced]
    found += [(row.by, "ends", row.target) for row in reads.applicability.disapplied]
    for row in reads.consolidated.provisions:
        found += [(touch.by, _DOES[touch.action], row.provision) for touch in row.touched_by if touch.certain]
    return [deed for deed in dict.fromkeys(found) if deed[2] in analysis.agreement.by_id]


class AppliesCard(QWidget):
    """Rebuilt whenever the agreement or the profile changes; a dozen labels, so that is cheap. `doors` lead on."""

    def __init__(
        self,
        current: Current,
        follow: Follow,
        choose: Callable[[], object],
        doors: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._current, self._follow, self._choose, self._doors = current, follow, choose, doors
        self.setAccessibleName("What applies to you")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def refresh(self) -> None:
        """Says again what applies now."""
        clear(self._box)
        analysis, applicability = self._current.analysis, self._current.applicability
        self._box.addWidget(heading("What applies to you", self))
        if analysis is None:
            return
        if applicability is None or self._current.profile.is_empty:
            self._show_choices(analysis)
        else:
            self._show_answers(analysis, applicability)
        if analysis.rules or analysis.special_terms:
            self._box.addSpacing(8)
            for door in self._doors:
                button = link_button(door.text(), door.trigger, self)
                button.setToolTip(door.toolTip())
                self._box.addWidget(button)

    # -- a profile is chosen ----------------------------------------------------------------------------------------

    def _show_answers(self, analysis: Analysis, applicability: Applicability) -> None:
        answers = applicability.answers
        said = False
        for fact in (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS):
            said |= self._answer(analysis, FACT_NAMES[fact], answers.get(fact))
        said |= self._disputes(analysis, answers)
        said |= self._answer(analysis, FACT_NAMES[Fact.CURRENCY], answers.get(Fact.CURRENCY))
        self._special_terms(analysis, applicability, _deeds(analysis, self._current.reads))
        if not said:
            self._note("This agreement names no entity, law or courts that depend on who you are.")
        for warning in applicability.warnings:
            self._box.addSpacing(8)
            self._box.addWidget(plain(warning, self, role="warn"))

    def _answer(self, analysis: Analysis, name: str, answer: Answer | None) -> bool:
        if answer is None:
            return False
        self._name(name)
        words = answer.value or "Left open by the agreement"
        link = self._source(analysis, answer)
        self._value(words, link)
        if not answer.certain:
            self._doubt(answer.why or "The agreement's words do not settle it.")
        return True

    def _disputes(self, analysis: Analysis, answers: dict[Fact, Answer | None]) -> bool:
        seat, rules = answers.get(Fact.ARBITRATION_SEAT), answers.get(Fact.ARBITRATION_RULES)
        if seat is None and rules is None:
            return False
        self._name("Disputes")
        parts = []
        if seat is not None:
            parts.append(f"Arbitration in {seat.value}" if seat.value else "Arbitration; its seat is left open")
        if rules is not None:
            parts.append(rules.value or "rules left open")
        source = next((answer for answer in (seat, rules) if answer is not None and answer.provision), None)
        self._value(", ".join(parts), self._source(analysis, source) if source is not None else "")
        for answer in (seat, rules):
            if answer is not None and not answer.certain and answer.why:
                self._doubt(answer.why)
        return True

    def _special_terms(self, analysis: Analysis, applicability: Applicability, deeds: list[_Deed]) -> None:
        """The special terms that apply, each with what it does to which provisions."""
        if not applicability.special_terms and not deeds:
            return
        self._name("Special terms")
        done: dict[str, dict[str, list[str]]] = {}
        shown = {row.provision for row in applicability.special_terms}
        for by, does, to in deeds:
            way = (by, *(above.id for above in analysis.agreement.ancestors(by)))
            owner = next((identity for identity in way if identity in shown), by)
            name = place_name(analysis.agreement, to).removeprefix("§\u00a0")
            done.setdefault(owner, {}).setdefault(does, []).append(anchor(to, name, self._theme, small=True))
        for terms in applicability.special_terms:
            link = anchor(target(terms.provision), f"{terms.number} {terms.heading}".strip(), self._theme)
            html = f"<b>{link}</b> {self._done(done.pop(terms.provision, {}))}"
            self._box.addWidget(rich(html, self._follow, self, spoken=f"{terms.number} {terms.heading}: {terms.why}"))
            self._box.addWidget(muted(terms.why, self))
            self._box.addSpacing(4)
        for owner, acts in done.items():
            by = anchor(owner, place_name(analysis.agreement, owner), self._theme)
            self._box.addWidget(rich(f"{by} {self._done(acts)}", self._follow, self))

    def _done(self, acts: dict[str, list[str]]) -> str:
        """ "replaces 9.7 · adds to 3.2.1, 3.2.2" """
        parts = [
            f'<span style="color:{self._theme.text_muted}">{does}</span> {", ".join(links)}'
            for does, links in acts.items()
        ]
        return " · ".join(parts)

    # -- nothing is chosen ------------------------------------------------------------------------------------------

    def _show_choices(self, analysis: Analysis) -> None:
        self._note("Nothing chosen: you read the agreement as published.")
        button = QPushButton("Choose who you are…", self)
        button.clicked.connect(lambda _checked=False: self._choose())
        self._box.addSpacing(8)
        self._box.addWidget(button)
        self._box.addSpacing(4)
        by_fact: dict[Fact, list[Rule]] = {}
        for rule in analysis.rules:
            by_fact.setdefault(rule.fact, []).append(rule)
        for fact, name in FACT_NAMES.items():
            rules = by_fact.get(fact, [])
            if rules:
                self._name(name if len(rules) == 1 else f"{name}, by where you are")
                for rule in rules[:_MOST_RULES]:
                    self._choice(analysis, rule)
                if len(rules) > _MOST_RULES:
                    self._box.addWidget(muted(f"and {len(rules) - _MOST_RULES} more", self))
        if not analysis.rules and not analysis.special_terms:
            self._note("This agreement names no entity, law or courts that depend on who you are.")
        if analysis.special_terms:
            self._name("Special terms")
            for terms in analysis.special_terms:
                found = analysis.agreement.by_id[terms.provision]
                link = anchor(found.id, found.label or place_name(analysis.agreement, found.id), self._theme)
                self._box.addWidget(rich(link, self._follow, self))

    def _choice(self, analysis: Analysis, rule: Rule) -> None:
        span = rule.value_span
        name = place_name(analysis.agreement, rule.provision)
        link = anchor(target(rule.provision, span), name, self._theme, small=True)
        self._value(rule.value, link)
        words = collapsed(rule.condition.text)
        if words:
            label = muted(words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …", self)
            label.setToolTip(tip("" if len(words) <= _LONGEST else words))
            self._box.addWidget(label)
            self._box.addSpacing(4)

    # -- pieces -----------------------------------------------------------------------------------------------------

    @property
    def _theme(self) -> Theme:
        return self._current.theme

    def _source(self, analysis: Analysis, answer: Answer) -> str:
        if answer.provision is None:
            return ""
        where = target(answer.provision, answer.value_span)
        return anchor(where, place_name(analysis.agreement, answer.provision), self._theme, small=True)

    def _name(self, words: str) -> None:
        self._box.addSpacing(10)
        self._box.addWidget(muted(words, self))

    def _value(self, words: str, link: str) -> None:
        # A value is cut from running text: "courts of Dublin" begins with a capital here.
        words = words[:1].upper() + words[1:]
        html = f"<b>{escape(words)}</b>" + (f" {link}" if link else "")
        self._box.addWidget(rich(html, self._follow, self, spoken=words))

    def _doubt(self, why: str) -> None:
        """Why an answer is not certain; a long reason begins folded."""
        words = f"Not certain. {why}"
        label = plain(words, self, role="warn")
        self._box.addSpacing(3)
        self._box.addWidget(label)
        if len(words) > _LONG_REASON:
            label.setText(words[:_LONG_REASON].rsplit(" ", 1)[0] + " …")
            label.setAccessibleName(words)
            more = link_button("Show the whole reason", lambda: label.setText(words), self)
            more.clicked.connect(more.hide)
            self._box.addWidget(more)

    def _note(self, words: str) -> None:
        self._box.addSpacing(8)
        self._box.addWidget(muted(words, self))
