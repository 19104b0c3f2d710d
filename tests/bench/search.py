"""Searching: both engines over the agreements of the corpus, multiplied with changed words up to a size, beside raw
Tantivy, SQLite FTS5 and Whoosh's own analysis over the same provisions.

Ours is the product's own search: an index is built as `library rebuild-index` builds it once the sources are
understood, and each answer is one of the session's: the query read, ranked, and what each row is. Raw Tantivy has its
own English analysis and commits when ours does; once more it commits only at the end, which no crash may interrupt.
Every peer is asked the same and hands over the same number of rows with a snippet each. Whoosh and FTS5 join in up to
`_WHOOSH_MOST` and `_FTS5_MOST` provisions: above that their indexes or answers take minutes.
"""

import gc
import json
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from navigator.model.catalogue import AgreementCard, Engine
from navigator.search.tantivy_engine import FILLED_SECONDS, TantivyEngine
from tests.bench.asking import CARDS, PHRASES, SHOWN, TYPED, asked, finder, memory
from tests.bench.copies import Agreement, base, cards, multiplied
from tests.bench.measure import Row, median_and_p95, milliseconds
from tests.conftest import ROOT

DEFAULT = 10_000
_WHOOSH_MOST = 20_000
_FTS5_MOST = 200_000
_HELD = 100_000
"""Provisions up to which the copies are made before anything is timed. More are made as they are asked for, and the
time for that is taken off: what a peer does beside it meanwhile then counts for nothing."""
_AT_ONCE = 16  # agreements for each transaction of SQLite's


@dataclass
class Timed:
    """One peer: how to fill it, and how to ask it for words of which the last may go on, and for a phrase."""

    name: str
    fill: Callable[[Iterable[Agreement]], None]
    typed: Callable[[str], int]
    phrase: Callable[[str], int]


def run(size: int | None) -> list[Row]:
    """Index rate, answers and memory at `size` provisions (10,000 unless told)."""
    count = size or DEFAULT
    originals = base()
    listed = cards(originals, count)
    folder = Path(tempfile.mkdtemp(prefix="bench-search-"))
    try:
        (folder / CARDS).write_bytes(pickle.dumps(listed))
        ours = _ours(folder / "ours", Engine.TANTIVY, listed)
        peers = [_raw_tantivy(folder / "raw")]
        if count <= _FTS5_MOST:
            peers.append(_fts5(folder / "fts5.sqlite"))
        if count <= _WHOOSH_MOST:
            peers.append(_ours(folder / "whoosh", Engine.WHOOSH, listed))
        once = _raw_tantivy(folder / "once", at_once=True)
        own = _built(ours, originals, count)
        rows: list[Row] = []
        for peer in (*peers, once):
            took = _built(peer, originals, count)
            rows += [
                Row("index 1,000 provisions", count, own.wall, "ms", peer.name, took.wall),
                Row("the same, processor time of all threads", count, own.processor, "ms", peer.name, took.processor),
            ]
        if own.peak is not None:
            rows.append(Row("memory that the build adds, at its peak", count, own.peak, "MB"))
        for what, texts in (("as-you-type query", TYPED), ("phrase query", list(PHRASES) * 8)):
            figures = _answers([ours, *peers], what, texts)
            for peer in peers:
                rows += median_and_p95(what, count, figures[ours.name], "ms", peer.name, figures[peer.name])
        return rows + _alone(folder, count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _alone(folder: Path, count: int) -> list[Row]:
    """What a process of its own takes that only opens the index and asks."""
    (index,) = (path for path in (folder / "ours").iterdir() if path.is_dir())
    opened = [milliseconds(lambda: TantivyEngine(index).close()) for _ in range(5)]
    command = [sys.executable, "-m", "tests.bench.asking", str(folder)]
    said = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
    figures = (
        ("opening the index", statistics.median(opened), "ms"),
        ("opening it and the first answer, in a new process", said["first"], "ms"),
        ("answer to a word that no text has, the first such", said["mended"], "ms"),
        ("memory before a process opens the index", said["before"], "MB"),
        ("memory of a process that searches, at its peak", said["peak"], "MB"),
        ("of it the process's own; the rest is files of the index, which the system may take back", said["own"], "MB"),
        ("index on disk", sum(f.stat().st_size for f in index.iterdir()) / 2**20, "MB"),
    )
    return [Row(what, count, figure, unit) for what, figure, unit in figures if figure is not None]


def _answers(peers: list[Timed], what: str, texts: list[str]) -> dict[str, list[float]]:
    """Every query to every peer in turn, once to warm up and once counted."""
    figures: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for warm in (True, False):
        for text in texts:
            for peer in peers:
                ask = peer.phrase if what.startswith("phrase") else peer.typed
                took = milliseconds(lambda ask=ask, text=text: ask(text))
                if not warm:
                    figures[peer.name].append(took)
    return figures


@dataclass
class Built:
    """What a build took: milliseconds for 1,000 provisions on the clock and of the processor, the making of copies left
    out, and how far memory rose (MB; None where the system does not say)."""

    wall: float
    processor: float
    peak: float | None


def _built(peer: Timed, originals: list[Agreement], count: int) -> Built:
    making = {time.perf_counter: 0.0, time.thread_time: 0.0}
    held = list(multiplied(originals, count)) if count <= _HELD else None

    def counted() -> Iterator[Agreement]:
        began = {clock: clock() for clock in making}
        for agreement in held or multiplied(originals, count):
            for clock in making:
                making[clock] += clock() - began[clock]
            yield agreement
            began = {clock: clock() for clock in making}

    gc.collect()
    gc.freeze()  # what is held only for the measurement
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, began, worked = memory("VmRSS"), time.perf_counter(), time.process_time()
    peer.fill(counted())
    wall = time.perf_counter() - began - making[time.perf_counter]
    processor = time.process_time() - worked - making[time.thread_time]
    peak = memory()
    gc.unfreeze()
    rise = peak - before if peak is not None and before is not None else None
    return Built(wall / count * 1e6, processor / count * 1e6, rise)


def _ours(folder: Path, engine: Engine, listed: tuple[AgreementCard, ...]) -> Timed:
    search = finder(folder, engine)
    return Timed(
        "ours" if engine is Engine.TANTIVY else "our Whoosh engine",
        lambda agreements: _no_troubles(search.rebuild(listed, found=agreements)),
        lambda text: asked(search, text, listed, typed=True),
        lambda text: asked(search, f'"{text}"', listed),
    )


def _no_troubles(troubles: tuple[str, ...]) -> None:
    assert not troubles, troubles


def _raw_tantivy(folder: Path, *, at_once: bool = False) -> Timed:
    """Tantivy with its own English analysis, stored text and snippets; `at_once` with a single commit."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("heading", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("agreement", stored=True, tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))

    def fill(agreements: Iterable[Agreement]) -> None:
        writer = index.writer(64_000_000, 2)
        last = time.monotonic()
        for name, rows in agreements:
            for row in rows:
                writer.add_document(
                    tantivy.Document(text=f"{row.heading or ''} {row.text}", heading=row.heading or "", agreement=name)
                )
            if not at_once and time.monotonic() - last > FILLED_SECONDS:
                writer.commit()
                last = time.monotonic()
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def ask(query: tantivy.Query) -> int:
        searcher = index.searcher()
        found = searcher.search(query, SHOWN)
        snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
        return len([snippets.snippet_from_doc(searcher.doc(address)).to_html() for _, address in found.hits])

    def typed(text: str) -> int:
        *words, last = text.split()
        parts = [index.parse_query(word, ["text"]) for word in words]
        parts.append(tantivy.Query.regex_query(schema, "text", f"{last}.*"))
        return ask(tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts]))

    name = "raw Tantivy, one commit" if at_once else "raw Tantivy"
    return Timed(name, fill, typed, lambda text: ask(index.parse_query(f'"{text}"', ["text"])))


def _fts5(path: Path) -> Timed:
    """SQLite's full-text search, its BM25 and its snippets."""
    store = sqlite3.connect(path)
    store.execute(
        "CREATE VIRTUAL TABLE rows USING fts5(text, heading, agreement UNINDEXED, tokenize='porter unicode61')"
    )

    def fill(agreements: Iterable[Agreement]) -> None:
        coming = iter(agreements)
        while batch := list(islice(coming, _AT_ONCE)):
            with store:
                store.executemany(
                    "INSERT INTO rows VALUES (?, ?, ?)",
                    ((row.text, row.heading or "", name) for name, rows in batch for row in rows),
                )

    def ask(words: str) -> int:
        found = store.execute(
            "SELECT agreement, snippet(rows, 0, '[', ']', '…', 24) FROM rows WHERE rows MATCH ? ORDER BY rank LIMIT ?",
            (words, SHOWN),
        )
        return len(found.fetchall())

    def typed(text: str) -> int:
        return ask(" ".join(f'"{word}"' for word in text.split()) + "*")

    return Timed("SQLite FTS5", fill, typed, lambda text: ask(f'"{text}"'))
