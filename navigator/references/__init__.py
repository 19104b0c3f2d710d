"""Cross-references: find the words that name provisions (`grammar`), tell what lies outside (`context`), look
up what they name (`lookup`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from navigator.model.agreement import Agreement, Layer, Piece, Provision
from navigator.model.links import External, Reference, Resolved
from navigator.model.text import Span, small
from navigator.references.context import cites_standard_clauses, fills_in_standard_clauses, outside, quotations
from navigator.references.grammar import Found, ends_of_lists, find, stems_in, without_letter
from navigator.references.headings import words_of
from navigator.references.lookup import SCHEDULES, Lookup
from navigator.references.parts import part_beside, schedules_beside
from navigator.references.stated import with_stated

_AMENDING = re.compile(
    r"\b(?:amendment|amending|avenant|änderungsvereinbarung|nachtrag|enmienda|aditivo)\b", re.IGNORECASE
)
# "AMENDMENT NO. 2 / TO THE / EMPLOYMENT AGREEMENT"
_AMENDMENT_TO = re.compile(
    r"^\s*(?:[A-Z]\w+ )?(?:AMENDMENT|Amendment)(?:\s+(?:NO|No|Number)\b\.?\s*\w+)?\s+(?:TO|to|OF|of)\b", re.M
)
_HEAD_LENGTH = 600
_NOT_A_TITLE = re.compile(
    r"(?:regarding|as|if|and|or|including|e\.g|i\.e|which|see|above|below|other than|except|collectively|together|"
    r"to the extent|hereinafter)\b|(?:the|this|an?|each|el|los|las?|les?|die|der|das|il|os?|de|het)\W*\s[“\"„«]",
    re.IGNORECASE,
)
# "Section 6(e) is hereby amended to read: …", in a document that amends another
_AMENDED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:of|to|in)\s+(?:the|said)\s+[\w ]{3,40}?\s)?\s*(?:is|are|shall be)\s+"
    r"(?:hereby\s+)?(?:\w+ly\s+)?(?:amended|deleted|replaced|restated|revised|modified|supplemented)\b",
    re.IGNORECASE,
)
# Names that a document gives itself; those of its title join them.
_OWN_NAMES = frozenset(
    "agreement|terms|terms of service|terms of use|terms and conditions|conditions|policy|contract|addendum|dpa|"
    "eula|present|présentes|cgu|cgv|cguv|"
    "general terms|general conditions|document|main body|body".split("|")
)


def find_references(agreement: Agreement) -> tuple[Reference, ...]:
    """Every reference in binding text and summaries, in reading order, resolved as far as the words settle it."""
    reader = _Reader(agreement)
    found: list[Reference] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            found += reader.read(provision, Layer.BINDING, piece)
        summary = agreement.summary_by_id.get(provision.id)
        if summary is not None and summary.beside[0] == provision.id:
            for piece in summary.pieces:
                found += reader.read(provision, Layer.SUMMARY, piece)
    return with_stated(agreement, found)


class _Reader:
    """Reads the citations of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self._lower = small(agreement.text.text)
        self._stems = stems_in(self._lower)
        self._amending = _amends(agreement)
        self._quoted = quotations(agreement) if self._amending else ()
        self._lookup = Lookup(agreement, amending=self._amending)
        title = " ".join(re.findall(r"[\w’'-]+", agreement.title.lower()))
        self._own_names = _OWN_NAMES | ({title} if title else frozenset())

    @cached_property
    def _standard_clauses(self) -> bool:
        return cites_standard_clauses(self.agreement.text.text)

    def read(self, home: Provision, layer: Layer, piece: Piece) -> Iterator[Reference]:
        """The references in one piece of text."""
        text = self.agreement.text.at(piece.span)
        lower = self._lower[piece.span.start : piece.span.end]
        rows = find(text, lower, self._stems)
        headed = self._lookup.headings.cited(text, lower, rows)
        if headed:
            rows = sorted([*rows, *headed], key=lambda r: r.start)
        if not rows:
            return
        scopes = self._scopes(text, rows)
        for row, following in zip(rows, ends_of_lists(rows), strict=True):
            elsewhere = (
                None if row.own else outside(text, row.start if not row.listed else row.head, row.end, self._own_names)
            )
            if elsewhere is None and (self._in_replacement(piece) or self._newly_made(text, row)):
                elsewhere = "the agreement that this one amends"
            if elsewhere is None and not row.own and following is not row:
                elsewhere = outside(text, row.head, following.end, self._own_names)
            if elsewhere is None and not row.own and self._in_standard_clauses(home, row):
                elsewhere = "the standard contractual clauses"
            within = self.agreement.by_id[scopes[row]] if row in scopes else home
            reference = self._reference(home, layer, piece, text, row, elsewhere, within)
            if reference is not None:
                yield reference

    def _scopes(self, text: str, rows: list[Found]) -> dict[Found, str]:
        """Citations that name the part or schedule which theirs stands in, by the id of that."""
        found: dict[Found, str] = {}
        for part, row in schedules_beside(text, rows, SCHEDULES):
            named = self._lookup.schedule(part)
            if isinstance(named, Resolved):
                found[row] = named.target
        for row in rows:
            word, number = part_beside(text, row) or ("", "")
            alike = self._lookup.called(word, number) if word else []
            if len(alike) == 1:
                found[row] = alike[0]
        return found

    def _in_standard_clauses(self, home: Provision, row: Found) -> bool:
        """Whether a citation points into the standard clauses that a data processing agreement incorporates."""
        if not row.word.startswith(("clause", "annex")) or not self._standard_clauses:
            return False
        if row.word.startswith("clause"):
            return True
        above = self.agreement.by_id.get(home.parent or "")
        lead = above.body if above else ()
        return any(fills_in_standard_clauses(self.agreement.text.at(piece.span)) for piece in lead)

    def _in_replacement(self, piece: Piece) -> bool:
        """Whether a piece is text that an amendment puts into another agreement: its numbers are that agreement's."""
        return any(piece.span in span for span in self._quoted)

    def _newly_made(self, text: str, row: Found) -> bool:
        """ "A new Paragraph 5(h) shall be added to …", "the end of such Paragraph 5(f)" in an amendment, and
        "Section 5 is hereby deleted": the amendment does not change itself."""
        if not self._amending:
            return False
        return (
            re.search(r"\b(?:new|such|said)\s+\Z", text[max(0, row.head - 8) : row.head]) is not None
            or _AMENDED.match(text, row.end) is not None
        )

    def _reference(
        self,
        home: Provision,
        layer: Layer,
        piece: Piece,
        text: str,
        row: Found,
        elsewhere: str | None,
        within: Provision,
    ) -> Reference | None:
        row = row if not row.number or self._lookup.has(row.number) else without_letter(row)
        resolution, item = (External(elsewhere), None) if elsewhere else self._lookup.resolve(within, row)
        if resolution is None:
            return None
        target = self.agreement.by_id.get(resolution.target) if isinstance(resolution, Resolved) else None
        title, end, matches = self._title(text, row, target)
        span = Span(piece.span.start + row.start, piece.span.start + end)
        return Reference(
            home.id,
            layer,
            span,
            text[row.start : end],
            row.number,
            resolution,
            subparagraph=row.sub or None,
            range_to=row.to,
            is_self=row.own,
            title_given=title,
            title_matches=matches,
            item=item,
        )

    def _title(self, text: str, row: Found, target: Provision | None) -> tuple[str | None, int, bool | None]:
        """The title given with the number, where the link ends, and whether it is the heading."""
        heading = target.heading if target is not None else None
        if row.number is None and row.title is not None:
            return row.title, row.end, None if heading is None else _same(row.title, heading)
        if row.title is not None:
            if _NOT_A_TITLE.match(row.title):
                return None, row.end, None
            return row.title, row.end, None if heading is None else _same(row.title, heading)
        if heading and not row.own:
            after = re.match(r"\s*[.:–—-]\s*", text[row.end :])
            if after and text[row.end + after.end() :].lower().startswith(heading.lower()):
                end = row.end + after.end() + len(heading)
                return text[end - len(heading) : end], end, True
        return None, row.end, None


def _amends(agreement: Agreement) -> bool:
    """Whether a document says in its title, or in the lines around it, that it amends another."""
    head = agreement.text.text[:_HEAD_LENGTH]
    return _AMENDING.search(agreement.title) is not None or _AMENDMENT_TO.search(head) is not None


def _same(title: str, heading: str) -> bool:
    return words_of(title) == words_of(heading)
