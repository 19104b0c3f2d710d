"""What citations name: numbers, attachments, headings and printed items -> provisions of one agreement."""

from __future__ import annotations

import re
from functools import cached_property

from navigator.model.address import ORDINALS
from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.links import Ambiguous, Broken, External, Resolution, Resolved
from navigator.model.text import Span
from navigator.references.grammar import Found
from navigator.references.headings import Headings, words_of
from navigator.references.parts import PARTS, Parts

SCHEDULES = (
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
"""How the words for attachments begin."""
# "… under paragraph (b)": there (b) is cited, not printed as an item
_CITED_ITEM = re.compile(r"(?:paragraphs?|clauses?|items?|points?|sections?)\s*\Z", re.IGNORECASE)
_LETTERED = re.compile(r"\([a-h]\)")
_PRINTED_ITEM = re.compile(r"(?<![\w)])\(([a-z])\)\s")
_NEXT_ITEM = re.compile(r"(?<=[;,.]) (?:and |or )?\([a-z0-9]{1,4}\) |;")
_STATUTE = re.compile(r"\d{3}[A-Z]?|\d{4}(?:-\d+)?[A-Z]?|[LRD]\.?\s?\d{3,4}(?:-\d+)+")
_DEVICE = re.compile(r"[^\W\d_]{3,}")  # the word of a number: "Chapter 2", "Art. 5"
_ROMANS = dict(zip("123456789", "i ii iii iv v vi vii viii ix".split(), strict=True))
_LATER = re.compile(r"[\s-]+(bis|ter|quater|quinquies)\b", re.IGNORECASE)


class Lookup:
    """Looks citations up in one agreement. `amending`: it amends another, whose numbers it cites."""

    def __init__(self, agreement: Agreement, *, amending: bool) -> None:
        self._agreement = agreement
        self._amending = amending
        self._by_number: dict[str, list[str]] = {}
        for provision in agreement.provisions:
            if provision.full_number is not None:
                self._by_number.setdefault(_key(provision.full_number), []).append(provision.id)
        self._items: dict[tuple[str, str], Span | None] = {}
        self._headed: dict[str, dict[str, tuple[str, ...]]] = {}
        self.headings = Headings(agreement)
        self._schedules: dict[str, list[Provision]] = {}
        for provision in agreement.provisions:
            if provision.kind is ProvisionKind.SCHEDULE:
                for letter in (provision.number or "").lower().split()[-1:]:
                    self._schedules.setdefault(letter, []).append(provision)
        self._parts = Parts(agreement)

    @cached_property
    def _cited_words(self) -> frozenset[str]:
        """Which of "clause" and "paragraph" stand before numbers somewhere: few texts ever need to know."""
        text = self._agreement.text.text
        return frozenset(m[1].lower() for m in re.finditer(r"\b(clause|paragraph)s?\s+\d", text, re.I))

    def resolve(self, home: Provision, row: Found) -> tuple[Resolution | None, Span | None]:
        """What a citation in `home` names, and where the item that it cites is printed; None for what is no citation
        after all."""
        if row.number is None:
            return self._unnumbered(home, row)
        if row.word.startswith(SCHEDULES):
            return self.schedule(row), None
        number = self._in_own_part(home, row.number)
        exact = self._candidates(number + row.sub)
        if exact:
            return self._choose(home, exact, row), None
        under = number + row.sub[: row.sub.rfind("(")] if row.sub.count("(") > 1 else number
        holders = self._candidates(under) or self._candidates(number)
        if not holders:
            if row.number.isalpha():
                return None, None  # "Section A" of nothing here: no citation that anyone could follow or check
            if self._amending and not row.own:
                return External("the agreement that this one amends"), None
            if _STATUTE.fullmatch(row.number) and not row.own:
                return External(f"a statute: this document has no {row.word} {row.number}"), None
            if not self._by_number and not row.own:
                return External(f"another document: this one numbers no {row.word}"), None
            return Broken(f"this document has no {row.word} {row.number}"), None
        chosen = self._choose(home, holders, row)
        item = self._item(chosen.target, row.sub) if row.sub and isinstance(chosen, Resolved) else None
        if item is None and isinstance(chosen, Resolved) and self._lacks(chosen.target, row.sub):
            return Broken(f"{row.word} {row.number} has no {row.sub}"), None
        return chosen, item

    def _lacks(self, identity: str, sub: str) -> bool:
        """Whether a provision prints its items, "(a)" and "(b)", in its own words alone, and none is the one cited."""
        if not _LETTERED.fullmatch(sub) or self._agreement.children.get(identity):
            return False
        text = " ".join(self._agreement.text.at(piece.span) for piece in self._agreement.by_id[identity].body)
        printed = _PRINTED_ITEM.findall(text)
        expected = [chr(ord("a") + place) for place in range(len(printed))]
        return len(printed) > 1 and printed == expected and sub[1] not in printed

    def has(self, number: str) -> bool:
        """Whether some provision carries a number."""
        return bool(self._candidates(number))

    def called(self, word: str, number: str) -> list[str]:
        """The provisions with a number whose printed number begins with a word: "part" and "B"."""
        return [identity for identity in self._candidates(number) if self._number(identity).startswith(word)]

    def _number(self, identity: str) -> str:
        """The printed number of a provision in small letters."""
        return (self._agreement.by_id[identity].number or "").lower()

    def _in_own_part(self, home: Provision, number: str) -> str:
        """ "2" as it is listed where the sections of each part are counted anew: "A.2" in Part A."""
        for above in (home, *self._agreement.ancestors(home.id)):
            if above.full_number and self._number(above.id).startswith(PARTS):
                own = f"{above.full_number}.{number}"
                return own if self._candidates(own) else number
        return number

    def _candidates(self, number: str) -> list[str]:
        return self._by_number.get(_key(number), [])

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
            family = {p.id for p in self._agreement.ancestors(home.id)} | {home.id}
            own = [identity for identity in candidates if identity in family]
            if own:
                return Resolved(own[-1])
        near = self._parts.nearest(home, f"number of {candidates[0]}", candidates)
        if len(near) == 1:
            return Resolved(near[0])
        return Ambiguous(near, f"{len(near)} provisions carry the number {row.number}")

    def _worded(self, candidates: list[str], word: str) -> list[str]:
        """Of several provisions with one number those that the word names: for "section 2" neither "Chapter 2" nor
        "Part 2", for "Article 2" not the plain 2."""
        if len(candidates) == 1:
            return candidates
        if not word.isascii() and len(word) == 1:  # 제2조 beside 제2장
            numbers = {identity: self._agreement.by_id[identity].number or "" for identity in candidates}
            return [identity for identity, number in numbers.items() if word in number] or candidates
        named = {identity: _DEVICE.match(self._agreement.by_id[identity].number or "") for identity in candidates}
        same = [identity for identity, found in named.items() if found and found[0].lower().startswith(word[:3])]
        return same or [identity for identity, found in named.items() if found is None] or candidates

    def _titled(self, candidates: list[str], words: str) -> tuple[str, ...]:
        """Those of the provisions with one number that have a heading of these words."""
        if candidates[0] not in self._headed:
            headed: dict[str, tuple[str, ...]] = {}
            for identity in candidates:
                own = words_of(self._agreement.by_id[identity].heading or "")
                headed[own] = (*headed.get(own, ())[:1], identity)  # whether there is one is all that matters
            self._headed[candidates[0]] = headed
        return self._headed[candidates[0]].get(words, ()) if words else ()

    def schedule(self, row: Found) -> Resolution:
        """The attachment that a citation names."""
        letter = (row.number or "").lower()
        found = self._schedules.get(letter) or self._schedules.get(_ROMANS.get(letter, ""), [])
        # "Annex 1" for what is headed Annex I
        alike = [*self._schedules.get(letter, []), *self._schedules.get(_ROMANS.get(letter, ""), [])]
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
            if row.word in ("clause", "paragraph") and row.word not in self._cited_words:
                return None, None  # "we have this clause because …": the word, not a citation
            return Resolved((home if row.word.startswith("para") else here).id), None
        return self._relative(home, here, row.sub)

    def _nearest(self, home: Provision, title: str) -> Resolution | None:
        """The provision with a heading; of several, the one in the same part."""
        resolution = self.headings.resolve(title)
        if not isinstance(resolution, Ambiguous):
            return resolution
        near = self._parts.nearest(home, f"heading {title}", resolution.candidates)
        return Resolved(near[0]) if len(near) == 1 else resolution

    def _clause(self, home: Provision) -> Provision:
        """The provision that "this Section" means: the nearest that is more than an item of a list."""
        at = home
        while at.kind is ProvisionKind.ITEM and at.parent is not None:
            at = self._agreement.by_id[at.parent]
        return at

    def _relative(self, home: Provision, here: Provision, sub: str) -> tuple[Resolution | None, Span | None]:
        """'paragraph (b) above': an item of this clause, of its parent's list, or printed within its text."""
        for owner in (home, here, *self._agreement.ancestors(home.id)):
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
        for piece in self._agreement.by_id[identity].body:
            text = self._agreement.text.at(piece.span)
            for at in re.finditer(rf"(?<![\w)]){re.escape(last[0])}\s", text):
                if _CITED_ITEM.search(text[max(0, at.start() - 16) : at.start()]):
                    continue
                stop = _NEXT_ITEM.search(text, at.end())
                end = stop.start() if stop else len(text)
                return Span(piece.span.start + at.start(), piece.span.start + end)
        return None


def _key(number: str) -> str:
    """One form for every way to cite: '2.1(C)' and '2.1.c' -> '2.1.c'; 'PRIMERA' -> '1'."""
    number = _LATER.sub(r"\1", str(ORDINALS.get(number.lower(), number)))
    return re.sub(r"\s+", "", re.sub(r"\(([^()]+)\)", r".\1", number)).strip(".").lower()
