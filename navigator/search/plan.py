"""A question as operations on fields, worked out once for every engine: an engine only has to carry them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from navigator.model.catalogue import HitLayer
from navigator.search.engine import Wanted
from navigator.search.fields import one_word, term
from navigator.search.query import positive
from navigator.search.tree import And, Area, Held, Leaf, Near, Node, Not, Or, Phrase, Prefix, Under, Within, Word
from navigator.search.words import stemmer


@dataclass(frozen=True, slots=True)
class Is:
    """Rows whose field has one of these values."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Begins:
    field: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values straight after one another; with `open`, the last one is a beginning."""

    field: str
    values: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """One of some values and one of others in either order, at most `distance` places apart."""

    field: str
    left: frozenset[str]
    right: frozenset[str]
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    """Rows that satisfy every part; without parts, every row."""

    parts: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Rows that satisfy a part; without parts, none."""

    parts: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Without:
    wanted: Operation
    denied: Operation


Operation = Is | Begins | Sequence | Beside | All | Any | Without

# Far above what an engine gives to words: an exact number, heading or term is what was meant.
NUMBER, HEADING, TERM, HEADING_BEGINS, HEAD_WORD = 1000.0, 500.0, 250.0, 125.0, 2.0
_BINDING = Is("side", frozenset({str(HitLayer.BINDING)}))
_SUMMARY = Is("side", frozenset({str(HitLayer.SUMMARY)}))


class Lexicon(Protocol):
    """What an index knows of its words."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of its rows."""

    def inflections(self, stem: str, language: str) -> frozenset[str]:
        """The words of a language in the index that are other than this stem of theirs; of rows that are gone, too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What must hold of a row (`words`, which an engine scores, and `only`, which it does not), and what raises it:
    operations with the score that each adds."""

    words: Operation
    only: tuple[Operation, ...]
    raised: tuple[tuple[Operation, float], ...]


def plan(wanted: Wanted, lexicon: Lexicon) -> Plan:
    """The operations for a question to an index with these words."""
    return _Planner(wanted, lexicon).whole()


class _Planner:
    def __init__(self, wanted: Wanted, lexicon: Lexicon) -> None:
        self._wanted = wanted
        self._query = wanted.query
        self._lexicon = lexicon
        self._languages = lexicon.languages

    def whole(self) -> Plan:
        layers: set[HitLayer | None] = set(self._wanted.layers) or {None}
        if layers >= {HitLayer.BINDING, HitLayer.SUMMARY}:  # these two are everything
            layers = {None}
        ways = tuple(way for layer in sorted(layers, key=str) for way in self._ways(layer))
        words = ways[0] if len(ways) == 1 else Any(ways)
        denied = tuple(self._denied())
        if denied:
            words = Without(words, Any(denied))
        return Plan(words, tuple(self._only()), tuple(self._raised()))

    def _ways(self, layer: HitLayer | None) -> list[Operation]:
        """The ways to match in a layer (None: on either side): by what was typed as a whole, and by its words."""
        base = {HitLayer.HEADING: "head", HitLayer.DEFINITION: "entry"}.get(layer or HitLayer.BINDING, "text")
        side = _SUMMARY if layer is HitLayer.SUMMARY else _BINDING
        ways: list[Operation] = []
        if layer is not HitLayer.DEFINITION:
            ways += [All((jump, side)) for jump, _ in self._jumps()]
        if layer in {None, HitLayer.BINDING, HitLayer.DEFINITION}:
            ways += [named for named, _ in self._terms()]
        if self._query.is_empty:  # every row of the kinds of clause that are asked for
            ways.append(All((All(()), side)) if layer in {HitLayer.BINDING, HitLayer.SUMMARY} else All(()))
        if self._query.tree is not None:
            words = self._node(self._query.tree, base)
            ways.append(All((words, side)) if layer in {HitLayer.BINDING, HitLayer.SUMMARY} else words)
        return ways

    def _jumps(self) -> Iterator[tuple[Operation, float]]:
        """What was typed as a number or heading: on the binding side, unless summaries alone are wanted."""
        for at, number in enumerate(self._query.numbers):
            yield Is("number", frozenset({number})), NUMBER / (at + 1)
        if self._query.heading:
            heading = one_word(self._query.heading)
            yield Is("heading", frozenset({heading})), HEADING
            if self._query.unending:
                yield Begins("heading", heading), HEADING_BEGINS

    def _terms(self) -> Iterator[tuple[Operation, float]]:
        """What was typed as a defined term."""
        if self._query.heading:
            names = frozenset(term(self._query.heading, language) for language in self._languages)
            yield Is("term", names), TERM

    def _raised(self) -> Iterator[tuple[Operation, float]]:
        """What brings a row among the candidates: the exact number, heading or term; a word in the heading."""
        yield from self._jumps()
        yield from self._terms()
        for leaf in dict.fromkeys(positive(self._query.tree)):
            yield self._leaf(leaf, "head"), HEAD_WORD

    def _only(self) -> Iterator[Operation]:
        if self._query.scope is not None:
            yield self._node(self._query.scope, "text")
        if self._wanted.agreements is not None:
            yield Is("agreement", self._wanted.agreements)
        if self._wanted.section is not None:
            yield Is("within", frozenset({self._wanted.section}))
        if self._wanted.topics:
            yield Is("topic", self._wanted.topics)

    def _denied(self) -> Iterator[Operation]:
        if self._wanted.without:
            yield Is("agreement", self._wanted.without)
        if self._wanted.denied:
            yield Is("conditional", self._wanted.denied)

    def _node(self, node: Node, base: str) -> Operation:
        match node:
            case And(parts):
                found = tuple(self._node(part, base) for part in parts if not isinstance(part, Not))
                denied = tuple(self._node(part.part, base) for part in parts if isinstance(part, Not))
                return Without(All(found), Any(denied)) if denied else All(found)
            case Or(parts):
                return Any(tuple(self._node(part, base) for part in parts))
            case Not(part):
                return Without(All(()), self._node(part, base))
            case Within(area, part):
                return self._area(area, part)
            case Under(number):
                return Is("under", frozenset({number}))
            case Held(agreements):
                return Is("agreement", agreements)
        return self._leaf(node, base)

    def _area(self, area: Area, part: Node) -> Operation:
        match area:
            case Area.HEADING:
                return self._node(part, "head")
            case Area.TERM:
                return self._node(part, "name")
            case Area.PARTY:
                return self._node(part, "party")
            case Area.SUMMARY:
                return All((self._node(part, "text"), _SUMMARY))
            case Area.AGREEMENT:  # resolved by the caller, who knows the titles
                return Any(())

    def _leaf(self, leaf: Leaf, base: str) -> Operation:
        match leaf:
            case Word(text):
                return self._forms(text, base)
            case Prefix(text, unending):
                begun = Any((Begins(f"{base}_word", text), Begins(f"{base}_joined", text)))
                return Any((*begun.parts, self._forms(text, base))) if unending else begun
            case Phrase(words, unfinished):
                if len(words) == 1 and not unfinished:
                    return Is(f"{base}_word", frozenset(words))
                return Sequence(f"{base}_word", words, unfinished)
            case Near(left, right, distance):
                return Any(tuple(self._near(left, right, distance, f"{base}_word")))

    def _near(self, left: str, right: str, distance: int, field: str) -> Iterator[Operation]:
        """Two words in any of their forms, near to one another in a row of the language that has these forms."""
        of: dict[tuple[frozenset[str], frozenset[str]], set[str]] = defaultdict(set)
        for language in self._languages:
            of[self._inflected(left, language), self._inflected(right, language)].add(language)
        for (ones, others), languages in of.items():
            # Two forms of one word are near to one another wherever that word is.
            near = Beside(field, ones, others, distance) if ones != others else Is(field, ones)
            yield near if len(of) == 1 else All((near, Is("language", frozenset(languages))))

    def _forms(self, word: str, base: str) -> Any:
        """A word in any of its forms, in the languages that the index holds."""
        forms = {language: self._inflected(word, language) for language in self._languages}
        shared = frozenset({word}).union(frozenset.intersection(*forms.values()) if forms else ())
        of: dict[frozenset[str], set[str]] = defaultdict(set)
        for language, words in forms.items():
            if words - shared:
                of[words - shared].add(language)
        field = f"{base}_word"
        own = (All((Is(field, words), Is("language", frozenset(languages)))) for words, languages in of.items())
        return Any((Is(field, shared), *own, Is(f"{base}_joined", frozenset({word}))))

    def _inflected(self, word: str, language: str) -> frozenset[str]:
        """The words of a language that have the stem of this one."""
        stem = stemmer(language)
        of = stem(word)
        itself = {of} if stem(of) == of else set()
        return self._lexicon.inflections(of, language) | {word} | itself
