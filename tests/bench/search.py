"""Searching: both engines over the agreements of the corpus, multiplied with changed words up to a size, beside raw
Tantivy, SQLite FTS5 and Whoosh's own analysis over the same provisions.

Every peer is asked the same and hands over the same number of rows with a snippet each; ours also reads the query,
ranks, and says where each row stands. Whoosh joins in up to `_WHOOSH_MOST` provisions: above that its index takes
minutes.
"""

import gc
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from corpus import samples
from navigator.pipeline import analyse
from navigator.search.documents import documents
from navigator.search.engine import Document, SearchEngine, Wanted
from navigator.search.query import parse
from navigator.search.ranking import Standpoint, ranked
from navigator.search.showing import shown
from navigator.search.tantivy_engine import TantivyEngine
from navigator.search.whoosh_engine import WhooshEngine
from tests.bench.measure import Row, median_and_p95, milliseconds
from tests.conftest import CORPUS

DEFAULT = 10_000
_WHOOSH_MOST = 20_000
_AT_ONCE = 16  # agreements for each commit, as the library does it
_SHOWN = 50
_TYPED = (
    "governing law",
    "limitation of liability",
    "terminate account",
    "personal data",
    "notice thirty days",
    "fees",
)
_PHRASES = ("intellectual property", "third party", "terms of service", "personal information", "reasonable notice")
Agreement = tuple[str, list[Document]]


@dataclass
class Timed:
    """One peer: how to fill it, and how to ask it for words of which the last may go on, and for a phrase."""

    name: str
    fill: Callable[[Iterator[Agreement]], None]
    typed: Callable[[str], int]
    phrase: Callable[[str], int]


def run(size: int | None) -> list[Row]:
    """Index rate and answers at `size` provisions (10,000 unless told)."""
    count = size or DEFAULT
    base = _base()
    folder = Path(tempfile.mkdtemp(prefix="bench-search-"))
    try:
        ours = _ours(TantivyEngine(folder / "ours"))
        peers = [_raw_tantivy(folder / "raw"), _fts5(folder / "fts5.sqlite")]
        if count <= _WHOOSH_MOST:
            peers.append(_ours(WhooshEngine(folder / "whoosh")))
        rates = {peer.name: _rate(peer, base, count) for peer in (ours, *peers)}
        rows = [
            Row("index 1,000 provisions", count, rates[ours.name], "ms", peer.name, rates[peer.name]) for peer in peers
        ]
        for what, asked in (("as-you-type query", _typing()), ("phrase query", list(_PHRASES) * 8)):
            figures = _answers([ours, *peers], what, asked)
            for peer in peers:
                rows += median_and_p95(what, count, figures[ours.name], "ms", peer.name, figures[peer.name])
        opened = [milliseconds(lambda: TantivyEngine(folder / "ours").close()) for _ in range(5)]
        rows.append(Row("opening the index", count, statistics.median(opened), "ms"))
        rows.append(
            Row("index on disk", count, sum(f.stat().st_size for f in (folder / "ours").iterdir()) / 2**20, "MB")
        )
        return rows
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _typing() -> list[str]:
    """Each query letter by letter, from its second letter on."""
    return [query[:end] for query in _TYPED for end in range(2, len(query) + 1)]


def _answers(peers: list[Timed], what: str, asked: list[str]) -> dict[str, list[float]]:
    """Every query to every peer in turn, once to warm up and once counted."""
    figures: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for warm in (True, False):
        for query in asked:
            for peer in peers:
                ask = peer.phrase if what.startswith("phrase") else peer.typed
                took = milliseconds(lambda ask=ask, query=query: ask(query))
                if not warm:
                    figures[peer.name].append(took)
    return figures


def _rate(peer: Timed, base: list[Agreement], count: int) -> float:
    """Milliseconds for 1,000 provisions, the making of changed ones left out."""
    making = 0.0

    def counted() -> Iterator[Agreement]:
        nonlocal making
        began = time.perf_counter()
        for agreement in multiplied(base, count):
            making += time.perf_counter() - began
            yield agreement
            began = time.perf_counter()

    gc.collect()
    return (milliseconds(lambda: peer.fill(counted())) - making * 1000) / count * 1000


def _base() -> list[Agreement]:
    """The agreements of the corpus, or the samples where it is not at hand."""
    files = sorted(path for path in CORPUS.glob("**/*.md") if path.stem != "SOURCES") or [s.path for s in samples()]
    # Numbered: many publishers call theirs "Terms of Service", and an index replaces what it has under a key.
    return [
        (f"{at}-{path.stem}", list(documents(analyse(path.read_bytes(), path.name)))) for at, path in enumerate(files)
    ]


def multiplied(base: list[Agreement], count: int) -> Iterator[Agreement]:
    """Agreements until there are `count` provisions: those of the corpus, then copies with every twentieth word changed
    for another one of the corpus."""
    words = sorted({word for _, rows in base for row in rows for word in row.text.split()})
    left, copy = count, 0
    chance = random.Random(20)
    while left > 0:
        for name, rows in base:
            made = [row if copy == 0 else _changed(row, words, chance) for row in islice(rows, left)]
            left -= len(made)
            if made:
                yield f"{name}-{copy}".replace(" ", "-"), made
        copy += 1


def _changed(row: Document, words: list[str], chance: random.Random) -> Document:
    text = row.text.split()
    for _ in range(len(text) // 20):
        text[chance.randrange(len(text))] = chance.choice(words)
    return replace(row, text=" ".join(text))


def _batches(agreements: Iterator[Agreement]) -> Iterator[dict[str, list[Document]]]:
    while batch := dict(islice(agreements, _AT_ONCE)):
        yield batch


def _ours(engine: SearchEngine) -> Timed:
    def fill(agreements: Iterator[Agreement]) -> None:
        for batch in _batches(agreements):
            engine.update(batch)

    def ask(text: str, *, typed: bool) -> int:
        query = parse(text, as_you_type=typed)
        found = engine.search(Wanted(query), _SHOWN + 30)
        rows = ranked(query, found.rows, Standpoint(lambda *_: None))[:_SHOWN]
        return len([shown(query, frozenset(), row) for row in rows])

    return Timed(
        "ours" if engine.name == "tantivy" else "our Whoosh engine",
        fill,
        lambda text: ask(text, typed=True),
        lambda text: ask(f'"{text}"', typed=False),
    )


def _raw_tantivy(folder: Path) -> Timed:
    """Tantivy with its own English analysis, stored text and snippets."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("heading", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("agreement", stored=True, tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))

    def fill(agreements: Iterator[Agreement]) -> None:
        for batch in _batches(agreements):
            writer = index.writer(64_000_000, 2)
            for name, rows in batch.items():
                for row in rows:
                    writer.add_document(
                        tantivy.Document(
                            text=f"{row.heading or ''} {row.text}", heading=row.heading or "", agreement=name
                        )
                    )
            writer.commit()
            writer.wait_merging_threads()
        index.reload()

    def ask(query: tantivy.Query) -> int:
        searcher = index.searcher()
        found = searcher.search(query, _SHOWN)
        snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
        return len([snippets.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits])

    def typed(text: str) -> int:
        *words, last = text.split()
        parts = [index.parse_query(word, ["text"]) for word in words]
        parts.append(tantivy.Query.regex_query(schema, "text", f"{last}.*"))
        return ask(tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts]))

    return Timed("raw Tantivy", fill, typed, lambda text: ask(index.parse_query(f'"{text}"', ["text"])))


def _fts5(path: Path) -> Timed:
    """SQLite's full-text search, its BM25 and its snippets."""
    store = sqlite3.connect(path)
    store.execute(
        "CREATE VIRTUAL TABLE rows USING fts5(text, heading, agreement UNINDEXED, tokenize='porter unicode61')"
    )

    def fill(agreements: Iterator[Agreement]) -> None:
        for batch in _batches(agreements):
            with store:
                store.executemany(
                    "INSERT INTO rows VALUES (?, ?, ?)",
                    ((row.text, row.heading or "", name) for name, rows in batch.items() for row in rows),
                )

    def ask(words: str) -> int:
        found = store.execute(
            "SELECT agreement, snippet(rows, 0, '[', ']', '…', 24) FROM rows WHERE rows MATCH ? ORDER BY rank LIMIT ?",
            (words, _SHOWN),
        )
        return len(found.fetchall())

    def typed(text: str) -> int:
        return ask(" ".join(f'"{word}"' for word in text.split()) + "*")

    return Timed("SQLite FTS5", fill, typed, lambda text: ask(f'"{text}"'))
