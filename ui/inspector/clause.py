"""*This clause*: what it cites, what cites it, its defined terms, what replaces it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from navigator.model.agreement import Provision
from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken, External, Reference, Resolved
from ui.frame.labels import anchor, clear, heading, line, muted, plain, rich
from ui.frame.places import place_name, target
from ui.panel import Current
from ui.theme import scaled

_MOST = 8
_ALL = "#all"
"""The link that shows what a long list leaves off."""
_DOT = "\u00a0· "


class ClauseCard(QWidget):
    """Rebuilt when another provision is read."""

    def __init__(self, current: Current, follow: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._leave = current, follow
        self._all = False
        self._shown: str | None = None
        self.setAccessibleName("This clause")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def refresh(self) -> None:
        """Says again what is true of the provision being read."""
        clear(self._box)
        analysis, identity = self._current.analysis, self._current.provision
        provision = analysis.agreement.by_id.get(identity) if analysis is not None and identity is not None else None
        if analysis is None or provision is None:
            return
        if identity != self._shown:
            self._shown, self._all = identity, False
        name = provision.full_number or provision.heading or provision.kind.value
        self._box.addWidget(heading(f"This clause, {name}", self))
        self._box.addSpacing(6)
        rows = self._rows(analysis, provision)
        for key, html, spoken in rows:
            self._row(key, html, spoken)
        if not rows:
            self._box.addWidget(
                muted("It cites nothing, nothing cites it, and it neither uses nor defines a term.", self)
            )

    def _follow(self, link: str) -> None:
        if link == _ALL:
            self._all = True
            self.refresh()
        else:
            self._leave(link)

    def _rows(self, analysis: Analysis, provision: Provision) -> list[tuple[str, str, str]]:
        """(name, links as markup, words for a screen reader)."""
        rows: list[tuple[str, str, str]] = []
        rows += self._replacements(analysis, provision)
        cites = _unique(analysis.references_from.get(provision.id, ()), provision.id)
        for reference in cites if self._all else cites[:_MOST]:
            rows.append(("cites", *self._cited(analysis, reference)))
        if len(cites) > _MOST and not self._all:
            more = f"and {len(cites) - _MOST} more"
            rows.append(("", anchor(_ALL, more, self._current.theme), more))
        citing = _citing(analysis.references_to, provision.id)
        if citing:
            rows.append(("cited by", *self._places(analysis, citing)))
        ranges = [row for row in _citing(analysis.ranges_over, provision.id) if row not in citing]
        if ranges:
            rows.append(("in range", *self._places(analysis, ranges)))
        perhaps = [row for row in _citing(analysis.perhaps_to, provision.id) if row not in citing]
        if perhaps:
            html, said = self._places(analysis, perhaps)
            rows.append(("perhaps", f"{html} {self._warn('— which provision is meant is not settled')}", said))
        terms = self._terms(analysis, provision)
        if terms is not None:
            rows.append(("terms", *terms))
        rows += self._defined(analysis, provision)
        return rows

    def _replacements(self, analysis: Analysis, provision: Provision) -> list[tuple[str, str, str]]:
        applicability = self._current.applicability
        if applicability is None:
            return []
        rows = []
        for row in applicability.replaced:
            if row.target == provision.id:
                rows.append(("now", f"replaced by {self._link(analysis, row.by)}", f"replaced by {row.by_number}"))
            elif row.by == provision.id:
                rows.append(("replaces", self._link(analysis, row.target), row.target_number))
        return rows

    def _cited(self, analysis: Analysis, reference: Reference) -> tuple[str, str]:
        """A reference as it resolves: a link, its candidates, or why it leads nowhere."""
        resolution, words = reference.resolution, " ".join(reference.text.split())
        match resolution:
            case Resolved(target=found):
                name = _name(analysis, found) + (reference.subparagraph or "")
                where = target(found, reference.item)
                stale = reference.title_matches is False
                tail = self._warn(f" — cited as “{reference.title_given}”") if stale else ""
                return anchor(where, name, self._current.theme) + tail, name
            case Ambiguous(candidates=candidates, why=why):
                links = " or ".join(self._link(analysis, one) for one in candidates[:3])
                return f"{links} {self._warn(why)}", f"{words}: {why}"
            case Broken(why=why):
                return f"{escape(words)} {self._warn(why)}", f"{words}: {why}"
            case External(document=document):
                muted_words = f'<span style="color:{self._current.theme.text_muted}">{escape(document)}</span>'
                outside = muted_words if document and document not in words else ""
                return f"{escape(words)} {outside}", words

    def _places(self, analysis: Analysis, citing: list[str]) -> tuple[str, str]:
        names, between = [_name(analysis, identity) for identity in citing], "<br>"
        if len(citing) > 3:
            between = _DOT
            names = [place_name(analysis.agreement, identity).removeprefix("§\u00a0") for identity in citing]
        most = len(citing) if self._all else _MOST
        shown = [anchor(i, n, self._current.theme) for i, n in zip(citing[:most], names, strict=False)]
        return between.join(shown) + self._more(len(citing) - most), ", ".join(names)

    def _more(self, number: int) -> str:
        """A link that shows what is left off; "" where nothing is."""
        return f" {anchor(_ALL, f'and {number} more', self._current.theme)}" if number > 0 else ""

    def _terms(self, analysis: Analysis, provision: Provision) -> tuple[str, str] | None:
        found: dict[str, str] = {}
        for use in analysis.uses_in.get(provision.id, ()):
            for number in use.definitions[:1]:
                definition = analysis.definitions[number]
                where = target(definition.provision, definition.span)
                found.setdefault(definition.term, where)
        if not found:
            return None
        names = list(found)
        most = len(names) if self._all else 12
        shown = [anchor(found[name], name, self._current.theme) for name in names[:most]]
        return _DOT.join(shown) + self._more(len(names) - most), ", ".join(names)

    def _defined(self, analysis: Analysis, provision: Provision) -> list[tuple[str, str, str]]:
        """The terms that it defines, each once."""
        made = {
            row.term: target(row.provision, row.span) for row in analysis.definitions if row.provision == provision.id
        }
        if not made:
            return []
        names = list(made)
        most = len(names) if self._all else 12
        shown = [anchor(made[name], name, self._current.theme) for name in names[:most]]
        return [("defines", _DOT.join(shown) + self._more(len(names) - most), ", ".join(names))]

    def _row(self, key: str, html: str, spoken: str) -> None:
        self._box.addWidget(line(self))
        holder = QFrame(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        name = plain(key, holder, wrap=False, role="muted")
        name.setFixedWidth(scaled(58))
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(rich(html, self._follow, holder, spoken=f"{key} {spoken}"), 0, 1)
        grid.setColumnStretch(1, 1)
        self._box.addWidget(holder)

    def _link(self, analysis: Analysis, identity: str) -> str:
        return anchor(identity, _name(analysis, identity), self._current.theme)

    def _warn(self, words: str) -> str:
        return f'<span style="color:{self._current.theme.warn_text}">{escape(words)}</span>'


def _name(analysis: Analysis, identity: str) -> str:
    found = analysis.agreement.by_id.get(identity)
    if found is None:
        return identity
    return found.label or place_name(analysis.agreement, identity)


def _citing(references: Mapping[str, Sequence[Reference]], own: str) -> list[str]:
    """The other provisions that refer to one, each once, in order."""
    found = dict.fromkeys(row.provision for row in references.get(own, ()))
    return [identity for identity in found if identity != own]


def _unique(references: tuple[Reference, ...], own: str) -> list[Reference]:
    """References to other places, each target once, in order."""
    seen: set[tuple[str | None, str | None, str]] = set()
    found = []
    for row in references:
        words = "" if row.target is not None else row.text
        key = (row.target, row.subparagraph, words)
        if key in seen or row.target == own or row.is_self:
            continue
        seen.add(key)
        found.append(row)
    return found
