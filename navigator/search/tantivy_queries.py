"""A plan as queries of Tantivy's."""

from __future__ import annotations

import re
from collections.abc import Iterable

import tantivy
from tantivy import Occur

from navigator.model.catalogue import HitLayer
from navigator.search import plan as plans
from navigator.search.fields import KEYS

_MOST_BEGINNINGS = 16_000
"""Words that one beginning inside a phrase may stand for: Tantivy refuses more than 2 ** 14."""
_FEW = 16  # keys that are asked for one by one; of more, none is scored


class Compiler:
    """Operations as queries of Tantivy's."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def whole(self, plan: plans.Plan) -> tantivy.Query:
        """What must hold, scored, with what raises it."""
        raised = [
            (Occur.Should, tantivy.Query.const_score_query(self.query(each), score)) for each, score in plan.raised
        ]
        return tantivy.Query.boolean_query([(Occur.Must, self.matching(plan)), *raised])

    def matching(self, plan: plans.Plan) -> tantivy.Query:
        """What must hold alone."""
        only = [(Occur.Must, tantivy.Query.const_score_query(self.query(each), 0.0)) for each in plan.only]
        return tantivy.Query.boolean_query([(Occur.Must, self.query(plan.words)), *only])

    def query(self, operation: plans.Operation) -> tantivy.Query:
        match operation:
            case plans.Is(field, values):
                return self._is(field, values)
            case plans.Begins(field, beginning):
                # Quicker to make than a regex, and without the bound on beginnings that Tantivy's own query has.
                return tantivy.Query.fuzzy_term_query(self._schema, field, beginning, distance=0, prefix=True)
            case plans.Sequence(field, values, unfinished):
                return self._sequence(field, values, unfinished=unfinished)
            case plans.Beside(field, left, right, distance):
                ways = ([_one_of(left), _one_of(right)], [_one_of(right), _one_of(left)])
                return _either(
                    tantivy.Query.regex_phrase_query(self._schema, field, list(way), slop=distance - 1) for way in ways
                )
            case plans.All(parts):
                if not parts:
                    return every_row(self._schema)
                return all_of(map(self.query, parts))
            case plans.Any(parts):
                return _either(map(self.query, parts))
            case plans.Without(wanted, denied):
                return tantivy.Query.boolean_query(
                    [(Occur.Must, self.query(wanted)), (Occur.MustNot, self.query(denied))]
                )

    def _is(self, field: str, values: frozenset[str]) -> tantivy.Query:
        if len(values) > _FEW and field in KEYS:
            return tantivy.Query.term_set_query(self._schema, field, sorted(values))
        return _either(tantivy.Query.term_query(self._schema, field, value) for value in sorted(values))

    def _sequence(self, field: str, values: tuple[str, ...], *, unfinished: bool) -> tantivy.Query:
        if not unfinished:
            return tantivy.Query.phrase_query(self._schema, field, list(values))
        if len(values) == 1:
            return self.query(plans.Begins(field, values[0]))
        ways = self._searcher.terms_with_prefix(field, values[-1], limit=_MOST_BEGINNINGS + 1)
        if len(ways) > _MOST_BEGINNINGS:
            return self.query(plans.Sequence(field, values[:-1]) if len(values) > 2 else _word(field, values[0]))
        patterns = [*map(re.escape, values[:-1]), re.escape(values[-1]) + ".*"]
        return tantivy.Query.regex_phrase_query(self._schema, field, list(patterns))


def every_row(schema: tantivy.Schema) -> tantivy.Query:
    """Not Tantivy's own query for all: some documents hold inflections alone."""
    sides = (tantivy.Query.term_query(schema, "side", side.value) for side in (HitLayer.BINDING, HitLayer.SUMMARY))
    return tantivy.Query.const_score_query(_either(sides), 0.0)


def all_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Rows that satisfy every one of some queries."""
    return tantivy.Query.boolean_query([(Occur.Must, each) for each in queries])


def _one_of(words: frozenset[str]) -> str:
    """Words as a pattern."""
    return f"({'|'.join(map(re.escape, sorted(words)))})"


def _word(field: str, value: str) -> plans.Operation:
    return plans.Is(field, frozenset({value}))


def _either(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    ways = list(queries)
    if not ways:
        return tantivy.Query.empty_query()
    return ways[0] if len(ways) == 1 else tantivy.Query.boolean_query([(Occur.Should, way) for way in ways])
