"""A query of ours, with its filters, as a query of Whoosh's (the fields are told in `whoosh_engine`)."""

# Whoosh re-exports its names without saying so and leaves some calls without types.
# mypy: disable-error-code="attr-defined, name-defined, misc, no-untyped-call"

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import query
from whoosh.matching import AndNotMatcher

from navigator.model.catalogue import Filters, HitLayer
from navigator.search.query import And, Node, Not, Or, Phrase, Prefix, Query, Word, positive
from navigator.search.words import stemmer, term_key

# Far above what BM25 gives to words: an exact number, heading or term is what was meant.
_NUMBER, _HEADING, _HEADING_BEGINS, _TERM = 1000.0, 500.0, 250.0, 125.0
_HEAD_WORD, _SAME_FORM = 2.0, 0.5


class _Without(query.AndNot):
    """Whoosh's own AND NOT lets the first match through where its matcher of what is denied starts further up."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        wanted = self.a.matcher(searcher, context)
        denied = self.b.matcher(searcher, searcher.boolean_context())
        if wanted.is_active() and denied.is_active() and denied.id() < wanted.id():
            denied.skip_to(wanted.id())
        return AndNotMatcher(wanted, denied)


def _any(field: str, values: frozenset[str]) -> Any:
    return query.Or([query.Term(field, value) for value in sorted(values)])


def _on(side: HitLayer, words: Any) -> Any:
    """A query on one side of the provisions only."""
    return query.And([words, query.ConstantScoreQuery(query.Term("side", str(side)), 0.0)])


class Asked:
    """A query and its filters, for Whoosh."""

    def __init__(self, asked: Query, filters: Filters, without: frozenset[str], languages: tuple[str, ...]) -> None:
        self._query = asked
        self._filters = filters
        self._without = without
        self._languages = languages

    def whole(self) -> Any:
        layers: set[HitLayer | None] = set(self._filters.layers) or {None}
        if layers >= {HitLayer.BINDING, HitLayer.SUMMARY}:  # these two are everything
            layers = {None}
        ways = [way for layer in layers for way in self._ways(layer)]
        found = query.Or(ways) if len(ways) > 1 else (ways[0] if ways else query.NullQuery)
        for restriction in self._restrictions():
            found = query.And([found, query.ConstantScoreQuery(restriction, 0.0)])
        if self._without:
            found = _Without(found, _any("agreement", self._without))
        return found

    def _ways(self, layer: HitLayer | None) -> list[Any]:
        """The ways to match in a layer (None: on either side): by what was typed as a whole, and by its words."""
        name = {HitLayer.HEADING: "head", HitLayer.DEFINITION: "entry"}.get(layer or HitLayer.BINDING, "text")
        side = layer if layer in {HitLayer.BINDING, HitLayer.SUMMARY} else None
        ways = [] if layer is HitLayer.DEFINITION else [_on(side or HitLayer.BINDING, jump) for jump in self._jumps()]
        if layer in {None, HitLayer.BINDING, HitLayer.DEFINITION}:
            ways += self._terms()
        if self._query.tree is not None:
            words = self._node(self._query.tree, name)
            boosts = [boost for part in positive(self._query.tree) for boost in self._boosts(part)]
            if boosts and name == "text" and side is not HitLayer.SUMMARY:
                words = query.AndMaybe(words, query.Or(boosts))
            ways.append(_on(side, words) if side is not None else words)
        return ways

    def _boosts(self, part: Word | Prefix | Phrase) -> Iterator[Any]:
        """What raises a row that matches: the words in its heading, and the very form that was typed ("governing" is
        nearer to "governing" than "government" is, though both have one stem)."""
        yield query.ConstantScoreQuery(self._node(part, "head"), _HEAD_WORD)
        if isinstance(part, Word):
            yield query.Term("text_word", part.text, boost=_SAME_FORM)

    def _jumps(self) -> Iterator[Any]:
        """What was typed as a number or heading: on the binding side, unless summaries alone are wanted."""
        for place, number in enumerate(self._query.numbers):
            yield query.ConstantScoreQuery(query.Term("number", number), _NUMBER / (place + 1))
        if self._query.heading:
            yield query.ConstantScoreQuery(query.Term("heading", self._query.heading), _HEADING)
            if self._query.unending:
                yield query.ConstantScoreQuery(query.Prefix("heading", self._query.heading), _HEADING_BEGINS)

    def _terms(self) -> list[Any]:
        """What was typed as a defined term."""
        heading = self._query.heading
        names = [f"{language}:{term_key(heading, language)}" for language in self._languages] if heading else []
        return [query.ConstantScoreQuery(query.Term("term", name), _TERM) for name in names]

    def _restrictions(self) -> Iterator[Any]:
        if self._filters.agreements:
            yield _any("agreement", self._filters.agreements)
        if self._filters.section is not None:
            yield query.Term("within", self._filters.section)

    def _node(self, node: Node, field: str) -> Any:
        match node:
            case Word(text):
                return self._forms(text, field)
            case Prefix(text, unending):
                begun = query.Prefix(f"{field}_word", text)
                return query.Or([begun, self._forms(text, field)]) if unending else begun
            case Phrase():
                return self._phrase(node, field)
            case And(parts):
                wanted = [self._node(part, field) for part in parts if not isinstance(part, Not)]
                denied = [self._node(part.part, field) for part in parts if isinstance(part, Not)]
                found = query.And(wanted) if wanted else query.Every()
                return _Without(found, query.Or(denied)) if denied else found
            case Or(parts):
                return query.Or([self._node(part, field) for part in parts])
            case Not(part):
                return _Without(query.Every(), self._node(part, field))

    def _forms(self, word: str, field: str) -> Any:
        """A word in any of its forms, in the languages that the index holds."""
        stems = {f"{language}:{stemmer(language)(word)}" for language in self._languages}
        terms = [query.Term(f"{field}_stem", stem) for stem in sorted(stems)]
        return query.Or(terms) if len(terms) != 1 else terms[0]

    def _phrase(self, phrase: Phrase, field: str) -> Any:
        """Words straight after one another; a last word that may go on is any word that begins so."""
        name = f"{field}_word"
        if not phrase.prefix:
            return query.Phrase(name, list(phrase.words))
        parts = [query.Term(name, word) for word in phrase.words[:-1]]
        return query.SpanNear2([*parts, query.Prefix(name, phrase.words[-1])], slop=1, ordered=True)
