"""Searching: both engines over the agreements of the corpus, multiplied with changed words up to a size, beside raw
Tantivy, SQLite FTS5 and Whoosh's own analysis over the same provisions.

Ours is the product's own search: an index is built as `library rebuild-index` builds it once the sources are
understood, and each answer is one of the session's: the query read, ranked, and what each row is. Raw Tantivy has its
own English analysis and commits when ours does; once more it commits only at the end, which no crash may interrupt.
All build and answer in turn, several times, so that the machine's mood meets them alike. Every peer is asked the same
and hands over the same number of rows with a snippet each. Whoosh and FTS5 join in up to `_WHOOSH_MOST` and
`_FTS5_MOST` provisions: above that their indexes or answers take minutes.
"""

import gc
import json
import os
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from navigator.model.catalogue import AgreementCard, Engine
from navigator.search.tantivy_engine import FILLED_SECONDS, TantivyEngine
from tests.bench.asking import CARDS, OURS, PHRASES, SHOWN, TYPED, asked, finder, memory
from tests.bench.copies import Agreement, base, cards, multiplied
from tests.bench.measure import Row, median_and_p95, milliseconds
from tests.conftest import ROOT

DEFAULT = 10_000
_WHOOSH_MOST = 20_000
_FTS5_MOST = 200_000
_HELD = 100_000
"""Provisions up to which the copies are made before anything is timed, and everything is built `_TURNS` times. More are
made as they are asked for, and the time for that is taken off: what a peer does beside it meanwhile then counts for
nothing."""
_TURNS = 3
_AT_ONCE = 16  # agreements for each transaction of SQLite's


@dataclass
class Timed:
    """One peer: how to fill it, and how to ask it for words of which the last may go on, and for a phrase."""

    name: str
    fill: Callable[[Iterable[Agreement]], None]
    typed: Callable[[str], int]
    phrase: Callable[[str], int]


_Make = Callable[[Path], Timed]  # in a folder that is there


def run(size: int | None) -> list[Row]:
    """Index rate, answers and memory at `size` provisions (10,000 unless told)."""
    count = size or DEFAULT
    originals = base()
    listed = cards(originals, count)
    makers: list[_Make] = [partial(_ours, Engine.TANTIVY, listed), _raw_tantivy]
    if count <= _FTS5_MOST:
        makers.append(_fts5)
    if count <= _WHOOSH_MOST:
        makers.append(partial(_ours, Engine.WHOOSH, listed))
    makers.append(partial(_raw_tantivy, at_once=True))
    with TemporaryDirectory(prefix="bench-search-") as place:
        folder = Path(place)
        (folder / CARDS).write_bytes(pickle.dumps(listed))
        (ours, *peers, once), built = _all_built(makers, folder, originals, count)
        own = built[ours.name]
        rows: list[Row] = []
        for peer in (*peers, once):
            theirs = built[peer.name]
            rows += [
                Row("index 1,000 provisions", count, own.wall, "ms", peer.name, theirs.wall),
                Row("the same, processor time of all threads", count, own.processor, "ms", peer.name, theirs.processor),
            ]
        if own.peak is not None:
            rows.append(Row("memory that the build adds, at its peak", count, own.peak, "MB"))
        if own.anonymous is not None:
            rows.append(Row("of it not files of the index, when an agreement is asked for", count, own.anonymous, "MB"))
        for what, texts in (("as-you-type query", TYPED), ("phrase query", list(PHRASES) * 8)):
            figures = _answers([ours, *peers], what, texts)
            for peer in peers:
                rows += median_and_p95(what, count, figures[ours.name], "ms", peer.name, figures[peer.name])
        return rows + _alone(folder, count)


def _alone(folder: Path, count: int) -> list[Row]:
    """What a process of its own takes that only opens the index and asks."""
    (index,) = (path for path in (folder / OURS).iterdir() if path.is_dir())
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
    """Every query to every peer in turn, once to warm up and `_TURNS` times counted."""
    figures: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for turn in range(_TURNS + 1):
        for text in texts:
            for peer in peers:
                ask = peer.phrase if what.startswith("phrase") else peer.typed
                took = milliseconds(partial(ask, text))
                if turn:
                    figures[peer.name].append(took)
    return figures


@dataclass
class Built:
    """What a build took: milliseconds for 1,000 provisions on the clock and of the processor, the making of copies left
    out, and how far memory rose (MB; None where the system does not say): at its peak, and what of it was not files
    while agreements were asked for."""

    wall: float
    processor: float
    peak: float | None
    anonymous: float | None


def _all_built(
    makers: list[_Make], folder: Path, originals: list[Agreement], count: int
) -> tuple[list[Timed], dict[str, Built]]:
    """The peers that were built last, ours in the folder of its name, and the medians of what each took."""
    held = list(multiplied(originals, count)) if count <= _HELD else None
    turns: dict[str, list[Built]] = defaultdict(list)
    for _ in range(_TURNS if held else 1):
        for old in folder.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
        peers: list[Timed] = []
        for at, make in enumerate(makers):
            home = folder / (str(at) if at else OURS)
            home.mkdir()
            peers.append(make(home))
            turns[peers[-1].name].append(_built(peers[-1], held or multiplied(originals, count), count))
    return peers, {name: _typical(builds) for name, builds in turns.items()}


def _typical(builds: list[Built]) -> Built:
    """The medians of several builds, and the most of memory."""
    return Built(
        statistics.median(each.wall for each in builds),
        statistics.median(each.processor for each in builds),
        max((each.peak for each in builds if each.peak is not None), default=None),
        max((each.anonymous for each in builds if each.anonymous is not None), default=None),
    )


def _built(peer: Timed, agreements: Iterable[Agreement], count: int) -> Built:
    coming = iter(agreements)
    making = {time.perf_counter: 0.0, time.thread_time: 0.0}
    anonymous: list[float] = []

    def counted() -> Iterator[Agreement]:
        while True:
            began = {clock: clock() for clock in making}
            agreement = next(coming, None)
            anonymous.append(memory("RssAnon") or 0)
            for clock in making:
                making[clock] += clock() - began[clock]
            if agreement is None:
                return
            yield agreement

    gc.collect()
    gc.freeze()  # what is held only for the measurement
    if hasattr(os, "sync"):
        os.sync()  # what others have written is not waited for at a commit
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, own, began, worked = memory("VmRSS"), memory("RssAnon"), time.perf_counter(), time.process_time()
    peer.fill(counted())
    wall = time.perf_counter() - began - making[time.perf_counter]
    processor = time.process_time() - worked - making[time.thread_time]
    peak = memory()
    gc.unfreeze()
    return Built(
        wall / count * 1e6,
        processor / count * 1e6,
        peak - before if peak is not None and before is not None else None,
        max(anonymous) - own if own is not None else None,
    )


def _ours(engine: Engine, listed: tuple[AgreementCard, ...], folder: Path) -> Timed:
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


def _fts5(folder: Path) -> Timed:
    """SQLite's full-text search, its BM25 and its snippets."""
    store = sqlite3.connect(folder / "fts5.sqlite")
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
