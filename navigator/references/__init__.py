"""Cross-references: find the words that name provisions (`grammar`), tell what lies outside (`context`), resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from navigator.model.address import ORDINALS
from navigator.model.agreement import Agreement, Layer, Piece, Provision, ProvisionKind
from navigator.model.links import Ambiguous, Broken, External, Reference, Resolution, Resolved
from navigator.model.text import Span, small
from navigator.references.context import cites_standard_clauses, fills_in_standard_clauses, outside, quotations
from navigator.references.grammar import Found, ends_of_lists, find
from navigator.references.headings import Headings, words_of
from navigator.references.parts import PARTS, Parts, part_beside, schedules_beside
from navigator.references.stated import with_stated

_SCHEDULES = (
    "schedule",
    "exhibit",
    "annex",
    "appendi",
    "attachment",
    "anlage",
    "załącz",
    "bilag",
    "vedlegg",
    "приложен",
    "příloh",
    "mellékl",
    "lampiran",
    "anhang",
    "anexo",
    "allegat",
    "bijlage",
)
# "… under paragraph (b)": there (b) is cited, not printed as an item
_CITED_ITEM = re.compile(r"(?:paragraphs?|clauses?|items?|points?|sections?)\s*\Z", re.IGNORECASE)
_NEXT_ITEM = re.compile(r"(?<=[;,.]) (?:and |or )?\([a-z0-9]{1,4}\) |;")
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
_STATUTE = re.compile(r"\d{3}[A-Z]?")
# "Section 6(e) is hereby amended to read: …", in a document that amends another
_AMENDED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:of|to|in)\s+(?:the|said)\s+[\w ]{3,40}?\s)?\s*(?:is|are|shall be)\s+"
    r"(?:hereby\s+)?(?:\w+ly\s+)?(?:amended|deleted|replaced|restated|revised|modified|supplemented)\b",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"[^\W\d_]{3,}")  # the word of a number: "Chapter 2", "Art. 5"
_ROMANS = dict(zip("123456789", "i ii iii iv v vi vii viii ix".split(), strict=True))
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
    return with_stated(agreement, found)


class Resolver:
    """Looks citations up in one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.by_number: dict[str, list[str]] = {}
        for provision in agreement.provisions:
            if provision.full_number is not None:
                self.by_number.setdefault(_key(provision.full_number), []).append(provision.id)
        self._items: dict[tuple[str, str], Span | None] = {}
        self._headed: dict[str, dict[str, tuple[str, ...]]] = {}
        self.amending = _amends(agreement)
        self.quoted = quotations(agreement) if self.amending else ()
        self.headings = Headings(agreement)
        self.schedules: dict[str, list[Provision]] = {}
        for provision in agreement.provisions:
            if provision.kind is ProvisionKind.SCHEDULE:
                for letter in (provision.number or "").lower().split()[-1:]:
                    self.schedules.setdefault(letter, []).append(provision)
        self.parts = Parts(agreement)
        title = " ".join(re.findall(r"[\w’'-]+", agreement.title.lower()))
        self.own_names = _OWN_NAMES | ({title} if title else frozenset())

    @cached_property
    def cited_words(self) -> frozenset[str]:
        """Which of "clause" and "paragraph" stand before numbers somewhere: few texts ever need to know."""
        text = self.agreement.text.text
        return frozenset(m[1].lower() for m in re.finditer(r"\b(clause|paragraph)s?\s+\d", text, re.I))

    @cached_property
    def standard_clauses(self) -> bool:
        return cites_standard_clauses(self.agreement.text.text)

    def read(self, home: Provision, layer: Layer, piece: Piece) -> Iterator[Reference]:
        """The references in one piece of text."""
        text = self.agreement.text.at(piece.span)
        lower = small(text)
        rows = find(text, lower)
        headed = self.headings.cited(text, lower, rows)
        if headed:
            rows = sorted([*rows, *headed], key=lambda r: r.start)
        if not rows:
            return
        scopes = self._scopes(text, rows)
        for row, following in zip(rows, ends_of_lists(rows), strict=True):
            elsewhere = (
                None if row.own else outside(text, row.start if not row.listed else row.head, row.end, self.own_names)
            )
            if elsewhere is None and (self._in_replacement(piece) or self._newly_made(text, row)):
                elsewhere = "the agreement that this one amends"
            if elsewhere is None and not row.own and following is not row:
                elsewhere = outside(text, row.head, following.end, self.own_names)
            if elsewhere is None and not row.own and self._in_standard_clauses(home, row):
                elsewhere = "the standard contractual clauses"
            within = self.agreement.by_id[scopes[row]] if row in scopes else home
            reference = self._reference(home, layer, piece, text, row, elsewhere, within)
            if reference is not None:
                yield reference

    def _scopes(self, text: str, rows: list[Found]) -> dict[Found, str]:
        """Citations that name the part or schedule which theirs stands in, by the id of that."""
        found: dict[Found, str] = {}
        for part, row in schedules_beside(text, rows, _SCHEDULES):
            named = self._schedule(part)
            if isinstance(named, Resolved):
                found[row] = named.target
        for row in rows:
            word, number = part_beside(text, row) or ("", "")
            alike = [i for i in self._candidates(number) if self._number(i).startswith(word)] if word else []
            if len(alike) == 1:
                found[row] = alike[0]
        return found

    def _number(self, identity: str) -> str:
        """The printed number of a provision in small letters."""
        return (self.agreement.by_id[identity].number or "").lower()

    def _in_standard_clauses(self, home: Provision, row: Found) -> bool:
        """Whether a citation points into the standard clauses that a data processing agreement incorporates."""
        if not row.word.startswith(("clause", "annex")) or not self.standard_clauses:
            return False
        if row.word.startswith("clause"):
            return True
        above = self.agreement.by_id.get(home.parent or "")
        lead = above.body if above else ()
        return any(fills_in_standard_clauses(self.agreement.text.at(piece.span)) for piece in lead)

    def _in_replacement(self, piece: Piece) -> bool:
        """Whether a piece is text that an amendment puts into another agreement: its numbers are that agreement's."""
        return any(piece.span in span for span in self.quoted)

    def _newly_made(self, text: str, row: Found) -> bool:
        """ "A new Paragraph 5(h) shall be added to …", "the end of such Paragraph 5(f)" in an amendment, and
        "Section 5 is hereby deleted": the amendment does not change itself."""
        if not self.amending:
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
        resolution, item = (External(elsewhere), None) if elsewhere else self._resolve(within, row)
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
        number = self._in_own_part(home, row.number)
        exact = self._candidates(number + row.sub)
        if exact:
            return self._choose(home, exact, row), None
        under = number + row.sub[: row.sub.rfind("(")] if row.sub.count("(") > 1 else number
        holders = self._candidates(under) or self._candidates(number)
        if not holders:
            if row.number.isalpha():
                return None, None  # "Section A" of nothing here: no citation that anyone could follow or check
            if self.amending and not row.own:
                return External("the agreement that this one amends"), None
            if _STATUTE.fullmatch(row.number) and not row.own:
                return External(f"a statute: this document has no {row.word} {row.number}"), None
            if not self.by_number and not row.own:
                return External(f"another document: this one numbers no {row.word}"), None
            return Broken(f"this document has no {row.word} {row.number}"), None
        chosen = self._choose(home, holders, row)
        item = self._item(chosen.target, row.sub) if row.sub and isinstance(chosen, Resolved) else None
        return chosen, item

    def _in_own_part(self, home: Provision, number: str) -> str:
        """ "2" as it is listed where the sections of each part are counted anew: "A.2" in Part A."""
        for above in (home, *self.agreement.ancestors(home.id)):
            if above.full_number and self._number(above.id).startswith(PARTS):
                own = f"{above.full_number}.{number}"
                return own if self._candidates(own) else number
        return number

    def _candidates(self, number: str) -> list[str]:
        return self.by_number.get(_key(number), [])

    def _choose(self, home: Provision, candidates: list[str], row: Found) -> Resolution:
        """One candidate resolves. Of several, the one in the same schedule or under the same heading is meant where
        the words say "this", or where its title is the one given; otherwise the reader chooses."""
        candidates = self._worded(candidates, row.word)
        if len(candidates) == 1:
            return Resolved(candidates[0])
        titled = self._titled(candidates, words_of(row.title)) if row.title else ()
        if len(titled) == 1:
            return Resolved(titled[0])
        if row.own:
            family = {p.id for p in self.agreement.ancestors(home.id)} | {home.id}
            own = [identity for identity in candidates if identity in family]
            if own:
                return Resolved(own[-1])
        near = self.parts.nearest(home, f"number of {candidates[0]}", candidates)
        if len(near) == 1:
            return Resolved(near[0])
        return Ambiguous(near, f"{len(near)} provisions carry the number {row.number}")

    def _worded(self, candidates: list[str], word: str) -> list[str]:
        """Of several provisions with one number those that the word names: for "section 2" neither "Chapter 2" nor
        "Part 2", for "Article 2" not the plain 2."""
        if len(candidates) == 1:
            return candidates
        if not word.isascii() and len(word) == 1:  # 제2조 beside 제2장
            numbers = {identity: self.agreement.by_id[identity].number or "" for identity in candidates}
            return [identity for identity, number in numbers.items() if word in number] or candidates
        named = {identity: _DEVICE.match(self.agreement.by_id[identity].number or "") for identity in candidates}
        same = [identity for identity, found in named.items() if found and found[0].lower().startswith(word[:3])]
        return same or [identity for identity, found in named.items() if found is None] or candidates

    def _titled(self, candidates: list[str], words: str) -> tuple[str, ...]:
        """Those of the provisions with one number that have a heading of these words."""
        if candidates[0] not in self._headed:
            headed: dict[str, tuple[str, ...]] = {}
            for identity in candidates:
                own = words_of(self.agreement.by_id[identity].heading or "")
                headed[own] = (*headed.get(own, ())[:1], identity)  # whether there is one is all that matters
            self._headed[candidates[0]] = headed
        return self._headed[candidates[0]].get(words, ()) if words else ()

    def _schedule(self, row: Found) -> Resolution:
        letter = (row.number or "").lower()
        found = self.schedules.get(letter) or self.schedules.get(_ROMANS.get(letter, ""), [])
        # "Annex 1" for what is headed Annex I
        alike = [*self.schedules.get(letter, []), *self.schedules.get(_ROMANS.get(letter, ""), [])]
        named = [p for p in alike if (p.number or "").lower().startswith(row.word[:5])]
        best = named or found
        if len(best) == 1:
            return Resolved(best[0].id)
        if best:
            return Ambiguous(tuple(p.id for p in best), f"{len(best)} attachments are called {row.word} {row.number}")
        return External(f"{row.word} {row.number}, which this file does not hold")

    def _unnumbered(self, home: Provision, row: Found) -> tuple[Resolution | None, Span | None]:
        if row.title is not None:
            return self._nearest(home, row.title), None
        here = self._clause(home)
        if row.own and not row.sub:
            if row.word in ("clause", "paragraph") and row.word not in self.cited_words:
                return None, None  # "we have this clause because …": the word, not a citation
            return Resolved((home if row.word.startswith("para") else here).id), None
        return self._relative(home, here, row.sub)

    def _nearest(self, home: Provision, title: str) -> Resolution | None:
        """The provision with a heading; of several, the one in the same part."""
        resolution = self.headings.resolve(title)
        if not isinstance(resolution, Ambiguous):
            return resolution
        near = self.parts.nearest(home, f"heading {title}", resolution.candidates)
        return Resolved(near[0]) if len(near) == 1 else resolution

    def _clause(self, home: Provision) -> Provision:
        """The provision that "this Section" means: the nearest that is more than an item of a list."""
        at = home
        while at.kind is ProvisionKind.ITEM and at.parent is not None:
            at = self.agreement.by_id[at.parent]
        return at

    def _relative(self, home: Provision, here: Provision, sub: str) -> tuple[Resolution | None, Span | None]:
        """'paragraph (b) above': an item of this clause, of its parent's list, or printed within its text."""
        for owner in (home, here, *self.agreement.ancestors(home.id)):
            exact = self._candidates((owner.full_number or "") + sub) if owner.full_number else []
            if len(exact) == 1:
                return Resolved(exact[0]), None
            item = self._item(owner.id, sub)
            if item is not None:
                return Resolved(owner.id), item
        return None, None

    def _item(self, identity: str, sub: str) -> Span | None:
        """Where "(c)" is printed within the own text of a provision: up to the next item of the same kind."""
        if (identity, sub) not in self._items:
            self._items[identity, sub] = self._find_item(identity, sub)
        return self._items[identity, sub]

    def _find_item(self, identity: str, sub: str) -> Span | None:
        last = re.findall(r"\([^()]+\)", sub)[-1:] or [sub]
        for piece in self.agreement.by_id[identity].body:
            text = self.agreement.text.at(piece.span)
            for at in re.finditer(rf"(?<![\w)]){re.escape(last[0])}\s", text):
                if _CITED_ITEM.search(text[max(0, at.start() - 16) : at.start()]):
                    continue
                stop = _NEXT_ITEM.search(text, at.end())
                end = stop.start() if stop else len(text)
                return Span(piece.span.start + at.start(), piece.span.start + end)
        return None


def _amends(agreement: Agreement) -> bool:
    """Whether a document says in its title, or in the lines around it, that it amends another."""
    head = agreement.text.text[:_HEAD_LENGTH]
    return _AMENDING.search(agreement.title) is not None or _AMENDMENT_TO.search(head) is not None


def _key(number: str) -> str:
    """One form for every way to cite: '2.1(C)' and '2.1.c' -> '2.1.c'; 'PRIMERA' -> '1'."""
    number = _LATER.sub(r"\1", str(ORDINALS.get(number.lower(), number)))
    return re.sub(r"\s+", "", re.sub(r"\(([^()]+)\)", r".\1", number)).strip(".").lower()


_LATER = re.compile(r"[\s-]+(bis|ter|quater|quinquies)\b", re.IGNORECASE)


def _same(title: str, heading: str) -> bool:
    return words_of(title) == words_of(heading)
