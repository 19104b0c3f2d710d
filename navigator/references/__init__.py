"""Cross-references: find the words that name provisions (`grammar`), tell what lies outside (`context`), resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.model.address import ORDINALS
from navigator.model.agreement import Agreement, Layer, Piece, Provision, ProvisionKind
from navigator.model.links import Ambiguous, Broken, External, Reference, Resolution, Resolved
from navigator.model.text import Span
from navigator.references.context import cites_standard_clauses, fills_in_standard_clauses, outside
from navigator.references.grammar import Found, find

_SCHEDULES = (
    "schedule",
    "exhibit",
    "annex",
    "appendi",
    "attachment",
    "anlage",
    "anhang",
    "anexo",
    "allegat",
    "bijlage",
)
# "… under paragraph (b)": there (b) is cited, not printed as an item
_CITED_ITEM = re.compile(r"(?:paragraphs?|clauses?|items?|points?|sections?)\s*\Z", re.IGNORECASE)
_NAMING = r"(?<!\w){title}\s+(?:section|clause|article)\b|[“\"]{title},?[”\"],?\s+(?:above|below|section)\b"
_AMENDING = re.compile(
    r"\b(?:amendment|amending|avenant|änderungsvereinbarung|nachtrag|enmienda|aditivo)\b", re.IGNORECASE
)
_NOT_A_TITLE = re.compile(
    r"(?:regarding|as|if|and|or|including|e\.g|i\.e|which|see|above|below|other than|except)\b", re.IGNORECASE
)
# "… with the exception of the following sections: Indemnity, …", "mit Ausnahme der folgenden Abschnitte: …"
_FOLLOWING = re.compile(
    r"\b(?:following|folgenden?r?|suivante?s|siguientes|seguintes|seguenti|volgende)\s+"
    r"(?:sections?|clauses?|articles?|provisions|abschnitte?n?|ziffern|bestimmungen|secciones|cláusulas|seções|sezioni|artikelen)\b[^:.]{0,120}:\s*|"
    r"\b(?:sections|articles|clauses)\s+suivante?s\b[^:.]{0,120}:\s*",
    re.IGNORECASE,
)
_ROMANS = dict(zip("123456789", "i ii iii iv v vi vii viii ix".split(), strict=True))
# Words without which no heading is cited by itself
_BY_HEADING = re.compile(
    r"[Ff]ollow|[Ff]olgend|[Ss]uivant|[Ss]igui|[Ss]egu|[Vv]olgend|[Ss]ection|[Cc]lause|[Aa]rticle|"
    r"[”\"],? (?:above|below)"
)
# Names that a document gives itself; those of its title join them.
_OWN_NAMES = frozenset(
    "agreement|terms|terms of service|terms of use|terms and conditions|conditions|policy|contract|addendum|dpa|"
    "eula|present|présentes|cgu|cgv|cguv|"
    "general terms|general conditions|document|main body|body".split("|")
)


def find_references(agreement: Agreement) -> tuple[Reference, ...]:
    """Every reference in binding text and summaries, in reading order, resolved as far as the words settle it."""
    resolver = Resolver(agreement)
    found: list[Reference] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            found += resolver.read(provision, Layer.BINDING, piece)
        summary = agreement.summary_by_id.get(provision.id)
        if summary is not None and summary.beside[0] == provision.id:
            for piece in summary.pieces:
                found += resolver.read(provision, Layer.SUMMARY, piece)
    return tuple(found)


class Resolver:
    """Looks citations up in one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.by_number: dict[str, list[Provision]] = {}
        for provision in agreement.provisions:
            if provision.full_number is not None:
                self.by_number.setdefault(_key(provision.full_number), []).append(provision)
        self.amending = _AMENDING.search(agreement.title) is not None
        self.quoted = _quotations(agreement) if self.amending else ()
        self.headings = sorted({p.heading for p in agreement.provisions if p.heading}, key=len, reverse=True)
        self.cited_words = {
            m[1].lower() for m in re.finditer(r"\b(clause|paragraph)s?\s+\d", agreement.text.text, re.I)
        }
        self.standard_clauses = cites_standard_clauses(agreement.text.text)
        title = " ".join(re.findall(r"[\w’'-]+", agreement.title.lower()))
        self.own_names = _OWN_NAMES | ({title} if title else frozenset())

    def read(self, home: Provision, layer: Layer, piece: Piece) -> Iterator[Reference]:
        """The references in one piece of text."""
        text = self.agreement.text.at(piece.span)
        rows = find(text)
        if _BY_HEADING.search(text):
            rows = sorted([*rows, *self._title_lists(text, rows), *self._by_name(text, rows)], key=lambda r: r.start)
        for place, row in enumerate(rows):
            following = next(
                (r for r in rows[place:] if r is rows[-1] or rows[rows.index(r) + 1].head != row.head), row
            )
            elsewhere = (
                None if row.own else outside(text, row.start if not row.listed else row.head, row.end, self.own_names)
            )
            if elsewhere is None and (self._in_replacement(piece) or self._newly_made(text, row)):
                elsewhere = "the agreement that this one amends"
            if elsewhere is None and not row.own and following is not row:
                elsewhere = outside(text, row.head, following.end, self.own_names)
            if elsewhere is None and not row.own and self._in_standard_clauses(home, row):
                elsewhere = "the standard contractual clauses"
            reference = self._reference(home, layer, piece, text, row, elsewhere)
            if reference is not None:
                yield reference

    def _in_standard_clauses(self, home: Provision, row: Found) -> bool:
        """Whether a citation points into the standard clauses that a data processing agreement incorporates."""
        if not self.standard_clauses:
            return False
        if row.word.startswith("clause"):
            return True
        above = self.agreement.by_id.get(home.parent or "")
        return row.word.startswith("annex") and any(
            fills_in_standard_clauses(self.agreement.text.at(piece.span)) for piece in (above.body if above else ())
        )

    def _in_replacement(self, piece: Piece) -> bool:
        """Whether a piece is text that an amendment puts into another agreement: its numbers are that agreement's."""
        return any(piece.span in span for span in self.quoted)

    def _by_name(self, text: str, rows: list[Found]) -> Iterator[Found]:
        """'the Data Protection section', 'as described in "Importing text," above': headings named as such."""
        for title in self.headings:
            if title not in text:
                continue
            for found in re.finditer(_NAMING.format(title=re.escape(title)), text):
                if not any(row.start < found.end() and found.start() < row.end for row in rows):
                    yield Found(found.start(), found.end(), "section", None, title=title, head=found.start())

    def _newly_made(self, text: str, row: Found) -> bool:
        """ "A new Paragraph 5(h) shall be added to …", "the end of such Paragraph 5(f)" in an amendment."""
        return (
            self.amending and re.search(r"\b(?:new|such|said)\s+\Z", text[max(0, row.head - 8) : row.head]) is not None
        )

    def _title_lists(self, text: str, rows: list[Found]) -> Iterator[Found]:
        """'the following Sections survive: Indemnity, Limitation; Cap, Miscellaneous': headings named in a row,
        in the sentence that a "following sections" begins and that cites no numbers."""
        for lead in _FOLLOWING.finditer(text):
            end = re.search(r"\.(?:\s|$)", text[lead.end() :])
            stop = lead.end() + (end.start() if end else len(text))
            if any(lead.end() <= row.start < stop for row in rows):
                continue
            at = lead.end()
            while at < stop:
                heading = next((h for h in self.headings if text[at:stop].startswith(h)), None)
                if heading is not None and not text[at + len(heading) : at + len(heading) + 1].isalnum():
                    yield Found(at, at + len(heading), "section", None, title=heading, head=at)
                    at += len(heading)
                else:
                    step = re.compile(r"\W+|\w+").match(text, at)
                    at = step.end() if step else stop

    def _reference(
        self, home: Provision, layer: Layer, piece: Piece, text: str, row: Found, elsewhere: str | None
    ) -> Reference | None:
        resolution, item = (External(elsewhere), None) if elsewhere else self._resolve(home, row)
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

    def _resolve(self, home: Provision, row: Found) -> tuple[Resolution | None, Span | None]:
        if row.number is None:
            return self._unnumbered(home, row)
        if row.word.startswith(_SCHEDULES):
            return self._schedule(row), None
        exact = self._candidates(row.number + row.sub)
        if exact:
            return self._choose(home, exact, row), None
        holders = self._candidates(row.number)
        if not holders:
            if row.number.isalpha():
                return None, None  # "Section A" of nothing here: no citation that anyone could follow or check
            if not self.by_number and not row.own:
                return External(f"another document: this one numbers no {row.word}"), None
            return Broken(f"this document has no {row.word} {row.number}"), None
        chosen = self._choose(home, holders, row)
        item = self._item(chosen.target, row.sub) if row.sub and isinstance(chosen, Resolved) else None
        return chosen, item

    def _candidates(self, number: str) -> list[Provision]:
        return self.by_number.get(_key(number), [])

    def _choose(self, home: Provision, candidates: list[Provision], row: Found) -> Resolution:
        """One candidate resolves. Of several, the one in the same schedule or under the same heading is meant where
        the words say "this", or where its title is the one given; otherwise the reader chooses."""
        if len(candidates) == 1:
            return Resolved(candidates[0].id)
        titled = [c for c in candidates if row.title and c.heading and _same(row.title, c.heading)]
        if len(titled) == 1:
            return Resolved(titled[0].id)
        family = {p.id for p in self.agreement.ancestors(home.id)} | {home.id}
        if row.own:
            own = [c for c in candidates if c.id in family]
            if own:
                return Resolved(own[-1].id)
        near = [c for c in candidates if self._part(c) == self._part(home)] or candidates
        if len(near) == 1:
            return Resolved(near[0].id)
        return Ambiguous(tuple(c.id for c in near), f"{len(near)} provisions carry the number {row.number}")

    def _part(self, provision: Provision) -> str | None:
        """The schedule, or the part under an unnumbered heading at the top, that a provision stands in; None where it
        stands in the main body."""
        top = (provision, *self.agreement.ancestors(provision.id))[-1]
        for above in (provision, *self.agreement.ancestors(provision.id)):
            if above.kind is ProvisionKind.SCHEDULE:
                return above.id
        return top.id if top.number is None and top.kind is ProvisionKind.SECTION else None

    def _schedule(self, row: Found) -> Resolution:
        letter = (row.number or "").lower()
        found = [
            p
            for p in self.agreement.provisions
            if p.kind is ProvisionKind.SCHEDULE and (p.number or "").lower().split()[-1:] == [letter]
        ]
        if not found and letter in _ROMANS:  # "Annex 1" for what is headed Annex I
            found = [
                p
                for p in self.agreement.provisions
                if p.kind is ProvisionKind.SCHEDULE and (p.number or "").lower().split()[-1:] == [_ROMANS[letter]]
            ]
        named = [p for p in found if (p.number or "").lower().startswith(row.word[:5])]
        best = named or found
        if len(best) == 1:
            return Resolved(best[0].id)
        if best:
            return Ambiguous(tuple(p.id for p in best), f"{len(best)} attachments are called {row.word} {row.number}")
        return External(f"{row.word} {row.number}, which this file does not hold")

    def _unnumbered(self, home: Provision, row: Found) -> tuple[Resolution | None, Span | None]:
        if row.title is not None:
            return self._by_heading(row.title), None
        here = self._clause(home)
        if row.own and not row.sub:
            if row.word in ("clause", "paragraph") and row.word not in self.cited_words:
                return None, None  # "we have this clause because …": the word, not a citation
            return Resolved((home if row.word.startswith("para") else here).id), None
        return self._relative(home, here, row.sub)

    def _clause(self, home: Provision) -> Provision:
        """The provision that "this Section" means: the nearest that is more than an item of a list."""
        at = home
        while at.kind is ProvisionKind.ITEM and at.parent is not None:
            at = self.agreement.by_id[at.parent]
        return at

    def _by_heading(self, title: str) -> Resolution | None:
        headed = [p for p in self.agreement.provisions if p.heading]
        near: list[Provision] = []
        for count in range(
            len(title.split()), 0, -1
        ):  # "section on Cancellation of …": the heading is how the words begin
            words = _words(" ".join(title.split()[:count]))
            near = [p for p in headed if _same(words, p.heading or "")]
            near = near or [p for p in headed if len(words) >= 10 and _words(p.heading or "").startswith(words)]
            if near:
                break
        if len(near) == 1:
            return Resolved(near[0].id)
        if near:
            return Ambiguous(tuple(p.id for p in near), f"{len(near)} provisions have this heading")
        return None

    def _relative(self, home: Provision, here: Provision, sub: str) -> tuple[Resolution | None, Span | None]:
        """'paragraph (b) above': an item of this clause, of its parent's list, or printed within its text."""
        for owner in (home, here, *self.agreement.ancestors(home.id)):
            exact = self._candidates((owner.full_number or "") + sub) if owner.full_number else []
            if len(exact) == 1:
                return Resolved(exact[0].id), None
            item = self._item(owner.id, sub)
            if item is not None:
                return Resolved(owner.id), item
        return None, None

    def _item(self, identity: str, sub: str) -> Span | None:
        """Where "(c)" is printed within the own text of a provision: up to the next item of the same kind."""
        last = re.findall(r"\([^()]+\)", sub)[-1:] or [sub]
        for piece in self.agreement.by_id[identity].body:
            text = self.agreement.text.at(piece.span)
            for at in re.finditer(rf"(?<![\w)]){re.escape(last[0])}\s", text):
                if _CITED_ITEM.search(text[max(0, at.start() - 16) : at.start()]):
                    continue
                stop = re.search(r"(?<=[;,.]) (?:and |or )?\([a-z0-9]{1,4}\) |;", text[at.end() :])
                end = at.end() + stop.start() if stop else len(text)
                return Span(piece.span.start + at.start(), piece.span.start + end)
        return None


def _quotations(agreement: Agreement) -> tuple[Span, ...]:
    """Stretches of whole paragraphs in quotation marks: “(i) If … / (A) for … / … severance.”"""
    found: list[Span] = []
    start: int | None = None
    for piece in (piece for provision in agreement.provisions for piece in provision.body):
        text = agreement.text.at(piece.span)
        if start is None and text.startswith("“"):
            start = piece.span.start
        if start is not None and text.count("”") > text.count("“") - (
            text.startswith("“") and start == piece.span.start
        ):
            found.append(Span(start, piece.span.end))
            start = None
    return tuple(found)


def _key(number: str) -> str:
    """One form for every way to cite: '2.1(C)' and '2.1.c' -> '2.1.c'; 'PRIMERA' -> '1'."""
    number = str(ORDINALS.get(number.lower(), number))
    return re.sub(r"\s+", "", re.sub(r"\(([^()]+)\)", r".\1", number)).strip(".").lower()


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("’", "'").lower()))


def _same(title: str, heading: str) -> bool:
    return _words(title) == _words(heading)
