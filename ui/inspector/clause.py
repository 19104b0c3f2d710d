"""*This clause*: what it cites, what cites it, its defined terms, what replaces it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from navigator.model.agreement import Provision
from navigator.model.analysis import Analysis
from navigator.model.links import Ambiguous, Broken, External, Reference, Resolved
from ui.frame.labels import anchor, heading, line, muted, plain, rich
from ui.jurisdiction.card import place_name, target
from ui.panel import Current

_MOST = 8
_DOT = "\u00a0· "


class ClauseCard(QWidget):
    """Rebuilt when another provision is read."""

    def __init__(self, current: Current, follow: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current, self._follow = current, follow
        self.setAccessibleName("This clause")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def refresh(self) -> None:
        """Says again what is true of the provision being read."""
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        analysis, identity = self._current.analysis, self._current.provision
        provision = analysis.agreement.by_id.get(identity) if analysis is not None and identity is not None else None
        if analysis is None or provision is None:
            return
        name = provision.full_number or provision.heading or provision.kind.value
        self._box.addWidget(heading(f"This clause, {name}", self))
        self._box.addSpacing(6)
        rows = self._rows(analysis, provision)
        for key, html, spoken in rows:
            self._row(key, html, spoken)
        if not rows:
            self._box.addWidget(muted("It cites nothing, nothing cites it, and it uses no defined term.", self))

    def _rows(self, analysis: Analysis, provision: Provision) -> list[tuple[str, str, str]]:
        """(name, links as markup, words for a screen reader)."""
        rows: list[tuple[str, str, str]] = []
        rows += self._replacements(analysis, provision)
        cites = _unique(analysis.references_from.get(provision.id, ()), provision.id)
        for reference in cites[:_MOST]:
            rows.append(("cites", *self._cited(analysis, reference)))
        if len(cites) > _MOST:
            rows.append(("", f"and {len(cites) - _MOST} more", f"and {len(cites) - _MOST} more"))
        citing = list(dict.fromkeys(row.provision for row in analysis.references_to.get(provision.id, ())))
        citing = [identity for identity in citing if identity != provision.id]
        if citing:
            rows.append(("cited by", *self._places(analysis, citing)))
        terms = self._terms(analysis, provision)
        if terms is not None:
            rows.append(("terms", *terms))
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
                span = reference.item
                where = target(found, span.start, span.end) if span is not None else found
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
        shown = [anchor(i, n, self._current.theme) for i, n in zip(citing[:_MOST], names, strict=False)]
        more = f" and {len(citing) - _MOST} more" if len(citing) > _MOST else ""
        return between.join(shown) + more, ", ".join(names)

    def _terms(self, analysis: Analysis, provision: Provision) -> tuple[str, str] | None:
        found: dict[str, str] = {}
        for use in analysis.uses_in.get(provision.id, ()):
            for number in use.definitions[:1]:
                definition = analysis.definitions[number]
                where = target(definition.provision, definition.span.start, definition.span.end)
                found.setdefault(definition.term, where)
        if not found:
            return None
        names = list(found)
        shown = [anchor(found[name], name, self._current.theme) for name in names[:12]]
        more = f" and {len(names) - 12} more" if len(names) > 12 else ""
        return _DOT.join(shown) + more, ", ".join(names)

    def _row(self, key: str, html: str, spoken: str) -> None:
        self._box.addWidget(line(self))
        holder = QFrame(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        name = plain(key, holder, wrap=False, role="muted")
        name.setFixedWidth(58)
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
