"""The search engine on Tantivy: an index in a folder, or in memory, for libraries of any size.

Every text is analysed by `search.words` before it comes here, so that both engines match alike; Tantivy's own part is
the index, the counting and the choice of candidates. Tantivy also tells apart the words of which inflections are made,
far quicker than Python would, but only once their rows are committed: whatever is written takes two commits, and an
agreement counts as held since the second, which marks it as complete.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from navigator.model.catalogue import BadInput, CancelCheck, Cancelled
from navigator.search import plan as plans
from navigator.search.engine import Candidates, Counts, Document, Row, Wanted
from navigator.search.fields import BASES, COUNTED, KEYS, restored, row, rows
from navigator.search.tantivy_queries import Compiler, all_of, every_row
from navigator.search.words import inflected, inflections

_WAIT_SECONDS = 5.0  # for another program that writes; it may be building for minutes
_HEAP, _HEAP_TO_FILL = 32_000_000, 64_000_000
"""Bytes for the writer: far below the memory that a search may use; what is built in larger pieces is merged less."""
_THREADS = 1  # each makes a segment of its own at every commit: two took longer, for merging what they had made
FILLED_SECONDS = 5.0
"""After which a build commits what is ready: the work that a crash may cost. Each commit takes as long as to write some
300 provisions, and what it made is merged later."""
_COMPLETE = "complete"
"""The field that names an agreement which is complete; and the `side` of the document that holds it."""
_WAITING = 5000
"""Provisions that may wait in memory while a commit goes on."""


@contextmanager
def _told() -> Iterator[None]:
    """A damaged index can make Tantivy panic, and a panic is no `Exception`: it becomes one here."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(f"search index: {error}") from error
        raise


class TantivyEngine:
    """See `SearchEngine`."""

    name = "tantivy"

    def __init__(self, folder: Path | None) -> None:
        """Opens the index of a folder, or makes one. Raises `OSError` where the folder or what is in it cannot be
        used."""
        self._folder = folder
        self._schema = _schema()
        self._lock = threading.Lock()  # of the searcher and what is known of it
        self._writing = threading.Lock()
        self._closed = False
        try:
            with _told():
                if folder is None:
                    self._index = tantivy.Index(self._schema)
                else:
                    folder.mkdir(parents=True, exist_ok=True)
                    self._index = tantivy.Index(self._schema, path=str(folder))
                self._index.config_reader("manual")
            self._seen: object = None
            self._refresh(force=True)
        except (ValueError, RuntimeError) as error:
            raise OSError(f"{folder}: {error}") from error

    def keys(self) -> frozenset[str]:
        return self._open(None).keys

    @_told()
    def size(self) -> int:
        return _total(self._open(None).searcher.search(every_row(self._schema), 1))

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        with self._written(_HEAP) as writer:
            there = self._open(None).keys
            _drop(writer, there.intersection(removed))
            ready = [_prepared(key, documents) for key, documents in added.items()]
            self._commit(writer, _add(writer, ready, there))

    def fill(self, agreements: Iterable[tuple[str, Iterable[Document]]]) -> None:
        with self._written(_HEAP_TO_FILL) as writer, ThreadPoolExecutor(1, "navigator-index") as beside:
            there, last = self._open(None).keys, time.monotonic()
            commit: Future[None] | None = None
            waiting: list[_Prepared] = []
            new: list[str] = []
            cancelled: Cancelled | None = None
            try:
                for agreement, documents in agreements:
                    waiting.append(_prepared(agreement, documents))
                    if commit is not None:
                        if not commit.done() and sum(len(ready) for _, ready in waiting) < _WAITING:
                            continue  # what comes meanwhile waits
                        commit.result()
                        commit = None
                    new += _add(writer, waiting, there)  # Tantivy indexes it beside what is read and analysed next
                    waiting = []
                    if time.monotonic() - last > FILLED_SECONDS:
                        commit, last, new = beside.submit(self._commit, writer, new), time.monotonic(), []
            except Cancelled as error:
                cancelled = error
            if commit is not None:
                commit.result()
            self._commit(writer, [*new, *_add(writer, waiting, there)])
        if cancelled is not None:
            raise cancelled

    @_told()
    def documents(self, agreement: str) -> list[Document]:
        searcher = self._open(None).searcher
        most = max(1, searcher.doc_freq("agreement", agreement))
        found = searcher.search(tantivy.Query.term_query(self._schema, "agreement", agreement), most)
        return [restored(_row(searcher, address)) for _, address in found.hits]

    @_told()
    def search(self, wanted: Wanted, limit: int, cancelled: CancelCheck | None = None) -> Candidates:
        searcher, compiler, plan = self._planned(wanted, cancelled)
        if wanted.is_empty or limit < 1:
            return Candidates(0)
        found = searcher.search(compiler.whole(plan), limit)
        if cancelled is not None and cancelled():
            raise Cancelled
        rows = tuple(_row(searcher, address) for _, address in found.hits)
        return Candidates(_total(found), rows)

    @_told()
    def counts(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> Counts:
        searcher, compiler, plan = self._planned(wanted, cancelled)
        if wanted.is_empty:
            return Counts()
        asked = compiler.matching(plan)
        return Counts(*(Counter(_values(searcher, name, asked)) for name in COUNTED))

    @_told()
    def conditional(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> frozenset[str]:
        searcher, compiler, plan = self._planned(wanted, cancelled)
        if wanted.is_empty:
            return frozenset()
        return frozenset(_values(searcher, "conditional", compiler.matching(plan)))

    @_told()
    def vocabulary(self) -> Mapping[str, int]:
        searcher = self._open(None).searcher
        return dict(searcher.terms_with_prefix("text_word", ""))

    def close(self) -> None:
        with self._writing, self._lock:
            self._closed = True
            del self._view, self._index

    def _open(self, cancelled: CancelCheck | None) -> _View:
        if cancelled is not None and cancelled():
            raise Cancelled
        with self._lock:
            self._refresh()
            return self._view

    def _planned(self, wanted: Wanted, cancelled: CancelCheck | None) -> tuple[tantivy.Searcher, Compiler, plans.Plan]:
        view = self._open(cancelled)
        if incomplete := view.agreements - view.keys:
            wanted = replace(wanted, without=wanted.without | incomplete)
        return view.searcher, Compiler(self._schema, view.searcher), plans.plan(wanted, view.lexicon)

    def _refresh(self, *, force: bool = False) -> None:
        """See what was written last, here or by another program."""
        if self._closed:
            raise Cancelled
        written: object = None
        if self._folder is not None:
            with suppress(OSError):
                found = (self._folder / "meta.json").stat()
                written = (found.st_mtime_ns, found.st_size, found.st_ino)
        if force or written != self._seen:
            with _told():
                self._index.reload()
                self._view = _view(self._index.searcher(), self._schema)
            self._seen = written

    def _commit(self, writer: tantivy.IndexWriter, new: list[str]) -> None:
        """Write what the writer was given, which made these agreements `new`."""
        writer.commit()
        if new:
            with self._lock:
                self._refresh(force=True)
                view = self._view
            _add_all(writer, _completing(view, self._schema, new))
            writer.commit()

    @contextmanager
    def _written(self, heap: int) -> Iterator[tantivy.IndexWriter]:
        """A writer; what it was given and has not committed at the end of the block is forgotten."""
        with self._writing, _told():
            if self._closed:
                raise Cancelled
            writer = self._writer(heap)
            try:
                try:
                    view = self._open(None)
                    _drop(writer, view.agreements - view.keys)  # left by one who was stopped: nobody else writes now
                    yield writer
                    writer.garbage_collect_files()
                finally:  # merging ends with it, and cleans up
                    writer.wait_merging_threads()
            except ValueError as error:
                if type(error) is not ValueError:  # what cannot be encoded, say, is no trouble of Tantivy's
                    raise
                raise OSError(f"search index {self._folder}: {error}") from error
        with self._lock:
            self._refresh(force=True)

    def _writer(self, heap: int) -> tantivy.IndexWriter:
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                return self._index.writer(heap, _THREADS)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise OSError(f"search index {self._folder}: {error}") from error
                if time.monotonic() > until:
                    raise BadInput(f"search index {self._folder}: another program writes to it; try again") from None
            time.sleep(0.1)


class _Lexicon:
    """See `plans.Lexicon`. It remembers, since a query grows by a letter at a time."""

    def __init__(self, searcher: tantivy.Searcher, languages: tuple[str, ...]) -> None:
        self._searcher = searcher
        self.languages = languages
        self._known: dict[str, frozenset[str]] = {}

    def inflections(self, stem: str, language: str) -> frozenset[str]:
        beginning = inflected(stem, language)
        if beginning not in self._known:
            found = self._searcher.terms_with_prefix("inflected", beginning)
            self._known[beginning] = frozenset(term.removeprefix(beginning) for term, _ in found)
        return self._known[beginning]


class _View(NamedTuple):
    """An index as it was at a commit. Of its `agreements`, the `keys` are complete; of others, the inflections are
    missing: a build was stopped, or another program is about to add them."""

    searcher: tantivy.Searcher
    agreements: frozenset[str]
    keys: frozenset[str]
    lexicon: _Lexicon


def _view(searcher: tantivy.Searcher, schema: tantivy.Schema) -> _View:
    rows, marks = every_row(schema), tantivy.Query.term_query(schema, "side", _COMPLETE)
    agreements, keys = (frozenset(_values(searcher, *of)) for of in (("agreement", rows), (_COMPLETE, marks)))
    return _View(searcher, agreements, keys, _Lexicon(searcher, tuple(sorted(_values(searcher, "language", rows)))))


_Prepared = tuple[str, list[tantivy.Document]]  # the key of an agreement, and its documents as Tantivy takes them


def _prepared(agreement: str, documents: Iterable[Document]) -> _Prepared:
    return agreement, list(map(_document, rows(agreement, documents)))


def _add(writer: tantivy.IndexWriter, made: Iterable[_Prepared], there: frozenset[str]) -> list[str]:
    """Agreements in place of what is `there` of them; answers those that have documents."""
    new: list[str] = []
    for agreement, documents in made:
        _drop(writer, there.intersection({agreement}))
        _add_all(writer, documents)
        new += [agreement] if documents else []
    return new


def _drop(writer: tantivy.IndexWriter, agreements: Iterable[str]) -> None:
    for agreement in agreements:
        for field in ("agreement", _COMPLETE):
            writer.delete_documents_by_term(field, agreement)


def _completing(view: _View, schema: tantivy.Schema, new: list[str]) -> Iterator[tantivy.Document]:
    """The inflections in agreements that are `new`, as far as the index does not hold them yet, in documents of their
    own: no agreement takes them away, since another one has the same words. Then the marks of what is complete."""
    searcher = view.searcher
    among = [] if view.agreements.issubset(new) else [tantivy.Query.term_set_query(schema, "agreement", new)]
    rows = _values(searcher, "language", all_of([every_row(schema), *among]))
    holds_some = bool(searcher.terms_with_prefix("inflected", "", limit=1))
    for language in rows:
        # Words of other languages among those of the one that has most rows do no harm: no row of it has them.
        most = language == max(rows, key=rows.__getitem__)
        only = among if most else [*among, tantivy.Query.term_query(schema, "language", language)]
        where = all_of(only) if only else None
        words = {word for base in BASES for word in _values(searcher, f"{base}_word", where)}
        found = inflections(words, language)
        if holds_some:
            found = [each for each in found if not searcher.doc_freq("inflected", each)]
        if found:
            yield tantivy.Document(inflected=" ".join(found))
    for agreement in new:
        yield tantivy.Document(side=_COMPLETE, complete=agreement)


def _add_all(writer: tantivy.IndexWriter, documents: Iterable[tantivy.Document]) -> None:
    for document in documents:
        writer.add_document(document)


def _total(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count"))  # noqa: B009 - missing from the types


def _values(searcher: tantivy.Searcher, field: str, among: tantivy.Query | None) -> dict[str, int]:
    """The values of a field, each with the number of these rows that have it; with None, of all and some more."""
    found = searcher.terms_with_prefix(field, "", filter_query=among)
    return {value: count for value, count in found if count}


def _row(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Row:
    kept: Any = searcher.doc(address).get_first("row")
    return row(kept)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_bytes_field("row", stored=True)
    for base in BASES:
        builder.add_text_field(f"{base}_word", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"{base}_joined", tokenizer_name="whitespace", index_option="basic")
    for name in (*KEYS, _COMPLETE):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def _document(fields: dict[str, Any]) -> tantivy.Document:
    kept = fields.pop("row")
    made = tantivy.Document(**fields)
    made.add_bytes("row", kept)
    return made
