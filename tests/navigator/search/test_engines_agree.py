"""Two engines, one behaviour: seeded random queries find the same provisions in the same order on both.

`SEARCH_QUERIES=2000` asks more than the usual run does.
"""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import samples
from navigator.model.catalogue import HitLayer
from navigator.pipeline import analyse
from navigator.search.documents import documents
from navigator.search.engine import Document, Wanted
from navigator.search.query import parse
from navigator.search.ranking import Standpoint, ranked
from navigator.search.tantivy_engine import TantivyEngine
from navigator.search.whoosh_engine import WhooshEngine
from navigator.search.words import tokens

QUERIES = int(os.environ.get("SEARCH_QUERIES", "150"))
CORPUS = (
    "twilio-terms-of-service.md",
    "open/commonpaper-csa.md",
    "open/legalstart-cgu.fr.md",
    "open/mozilla-firefox-cloud-tos.de.html",
)
Engines = tuple[WhooshEngine, TantivyEngine]


@pytest.fixture(scope="module")
def indexed() -> dict[str, list[Document]]:
    return {sample.name: list(documents(analyse(sample.data, sample.name))) for sample in samples()}


@pytest.fixture(scope="module")
def engines(indexed: dict[str, list[Document]]) -> Iterator[Engines]:
    made = WhooshEngine(None), TantivyEngine(None)
    for engine in made:
        engine.update(indexed)
    yield made
    for engine in made:
        engine.close()


class Asking:
    """Random queries of the words of some texts, and some that are broken."""

    def __init__(self, indexed: dict[str, list[Document]], seed: int) -> None:
        self._chance = random.Random(seed)
        self._runs = [
            words
            for rows in indexed.values()
            for row in rows
            if len(words := [token.text for token in tokens(row.text) if not token.compound]) > 3
        ]
        self._numbers = sorted({row.number for rows in indexed.values() for row in rows if row.number})
        self._headings = sorted({row.heading for rows in indexed.values() for row in rows if row.heading})

    def query(self) -> str:
        text = " ".join(self._part(2) for _ in range(self._chance.choice((1, 1, 2, 2, 3))))
        if self._chance.random() < 0.1:  # broken on the way
            cut = self._chance.randrange(len(text) + 1)
            text = text[:cut] + self._chance.choice(('"', "(", ")", " AND", " OR", " NOT", " near/2")) + text[cut:]
        return text

    def _part(self, depth: int) -> str:
        run = self._chance.choice(self._runs)
        at = self._chance.randrange(len(run) - 2)
        kinds: list[Callable[[], str]] = [
            lambda: run[at],
            lambda: run[at],
            lambda: f"{run[at][: self._chance.randint(2, 5)]}*",
            lambda: f'"{run[at]} {run[at + 1]}"',
            lambda: f"{run[at]} near/{self._chance.randint(1, 6)} {run[self._chance.randrange(len(run))]}",
            lambda: f"NOT {run[at]}",
            lambda: f"{self._chance.choice(('heading', 'summary', 'term', 'party'))}:{run[at]}",
            lambda: f"in:{self._chance.choice(self._numbers)}",
            lambda: self._chance.choice(self._numbers),
            lambda: self._chance.choice(self._headings),
            lambda: f"({self._part(depth - 1)} {self._chance.choice(('AND', 'OR', 'NOT'))} {self._part(depth - 1)})",
        ]
        return self._chance.choice(kinds if depth else kinds[:-1])()


def same(engines: Engines, text: str, layers: frozenset[HitLayer], *, typing: bool) -> None:
    query = parse(text, as_you_type=typing)
    found = []
    for engine in engines:
        wanted = Wanted(query, layers)
        answer = engine.search(wanted, 10_000)
        assert answer.total == len(answer.rows)
        rows = ranked(query, answer.rows, Standpoint(lambda *_: None))
        found.append(([(row.agreement, row.provision, row.side) for row in rows], engine.counts(wanted)))
    assert found[0] == found[1], text


def ask(engines: Engines, indexed: dict[str, list[Document]], count: int, seed: int) -> None:
    asking = Asking(indexed, seed)
    chance = random.Random(seed)
    layers = [frozenset[HitLayer](), *(frozenset({layer}) for layer in HitLayer)]
    for _ in range(count):
        same(engines, asking.query(), chance.choice(layers[:1] * 3 + layers), typing=chance.random() < 0.5)


def test_random_queries_over_the_samples(engines: Engines, indexed: dict[str, list[Document]]) -> None:
    ask(engines, indexed, QUERIES, seed=1)


def test_random_queries_over_real_agreements(corpus_file: Callable[[str], Path]) -> None:
    indexed = {
        name: list(documents(analyse(path.read_bytes(), path.name))) for name in CORPUS for path in [corpus_file(name)]
    }
    engines = WhooshEngine(None), TantivyEngine(None)
    try:
        for engine in engines:
            engine.update(indexed)
        ask(engines, indexed, QUERIES, seed=2)
    finally:
        for engine in engines:
            engine.close()
