"""The search engine on Tantivy: an index in a folder, or in memory, for libraries of any size.

Every text is analysed by `search.words` before it comes here, so that both engines match alike; Tantivy's own part is
the index, the counting and the choice of candidates.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import tantivy

from navigator.model.catalogue import BadInput, CancelCheck, Cancelled
from navigator.search import plan as plans
from navigator.search.engine import Candidates, Counts, Document, Row, Wanted
from navigator.search.fields import BASES, COUNTED, KEYS, restored, row, rows
from navigator.search.tantivy_queries import Compiler, every_row
from navigator.search.words import inflected, inflections

_WAIT_SECONDS = 5.0  # for another program that writes; it may be building for minutes
_HEAP, _HEAP_TO_FILL, _HEAP_FOR_WORDS = 32_000_000, 64_000_000, 15_000_000
"""Bytes for the writer: far below the memory that a search may use; what is built in larger pieces is merged less."""
_TOGETHER = 8  # texts of which the words are told apart together
_THREADS = 1  # each makes a segment of its own at every commit: two took longer, for merging what they had made
FILLED_SECONDS = 5.0
"""After which a build commits what is ready: the work that a crash may cost. Each commit takes as long as to write some
300 provisions, and what it made is merged later."""
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
        with self._lock:
            self._refresh()
            return self._keys

    def size(self) -> int:
        with self._lock:
            self._refresh()
            return _total(self._searcher.search(every_row(self._schema), 1))

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        with self._written(_HEAP) as writer:
            held = self.keys()
            for agreement in held.intersection(removed):
                writer.delete_documents_by_term("agreement", agreement)
            prepare = _Preparing(self._open(None)[0])
            _add(writer, (prepare(key, documents) for key, documents in added.items()), held)
            _add_all(writer, prepare.inflected())
            writer.commit()

    def fill(self, agreements: Iterable[tuple[str, Iterable[Document]]]) -> None:
        with self._written(_HEAP_TO_FILL) as writer, ThreadPoolExecutor(1, "navigator-index") as beside:
            held, last = self.keys(), time.monotonic()
            commit: Future[Any] | None = None
            prepare = _Preparing(self._open(None)[0])
            waiting: list[_Prepared] = []
            cancelled: Cancelled | None = None
            try:
                for agreement, documents in agreements:
                    waiting.append(prepare(agreement, documents))
                    if commit is not None:
                        if not commit.done() and sum(len(ready) for _, ready in waiting) < _WAITING:
                            continue  # what comes meanwhile waits
                        commit.result()
                        commit = None
                    _add(writer, waiting, held)  # Tantivy indexes it beside what is read and analysed next
                    waiting = []
                    if time.monotonic() - last > FILLED_SECONDS:
                        _add_all(writer, prepare.inflected())
                        commit, last = beside.submit(writer.commit), time.monotonic()
            except Cancelled as error:
                cancelled = error
            if commit is not None:
                commit.result()
            _add(writer, waiting, held)
            _add_all(writer, prepare.inflected())
            writer.commit()
        if cancelled is not None:
            raise cancelled

    @_told()
    def documents(self, agreement: str) -> list[Document]:
        searcher, _ = self._open(None)
        most = max(1, searcher.doc_freq("agreement", agreement))
        found = searcher.search(tantivy.Query.term_query(self._schema, "agreement", agreement), most)
        return [restored(_row(searcher, address)) for _, address in found.hits]

    @_told()
    def search(self, wanted: Wanted, limit: int, cancelled: CancelCheck | None = None) -> Candidates:
        searcher, lexicon = self._open(cancelled)
        if wanted.is_empty or limit < 1:
            return Candidates(0)
        asked = Compiler(self._schema, searcher).whole(plans.plan(wanted, lexicon))
        found = searcher.search(asked, limit)
        if cancelled is not None and cancelled():
            raise Cancelled
        rows = tuple(_row(searcher, address) for _, address in found.hits)
        return Candidates(_total(found), rows)

    @_told()
    def counts(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> Counts:
        searcher, lexicon = self._open(cancelled)
        if wanted.is_empty:
            return Counts()
        asked = Compiler(self._schema, searcher).matching(plans.plan(wanted, lexicon))
        counted = (Counter(_values(searcher, name, asked)) for name in COUNTED)
        return Counts(*counted)

    @_told()
    def conditional(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> frozenset[str]:
        searcher, lexicon = self._open(cancelled)
        if wanted.is_empty:
            return frozenset()
        asked = Compiler(self._schema, searcher).matching(plans.plan(wanted, lexicon))
        return frozenset(_values(searcher, "conditional", asked))

    @_told()
    def vocabulary(self) -> Mapping[str, int]:
        searcher, _ = self._open(None)
        return dict(searcher.terms_with_prefix("text_word", ""))

    def close(self) -> None:
        with self._writing, self._lock:
            self._closed = True
            del self._searcher, self._index

    def _open(self, cancelled: CancelCheck | None) -> tuple[tantivy.Searcher, _Lexicon]:
        if cancelled is not None and cancelled():
            raise Cancelled
        with self._lock:
            self._refresh()
            return self._searcher, self._lexicon

    def _refresh(self, *, force: bool = False) -> None:
        """See what was written last, here or by another program."""
        if self._closed:
            raise Cancelled
        written: object = None
        if self._folder is not None:
            with suppress(OSError):
                found = (self._folder / "meta.json").stat()
                written = (found.st_mtime_ns, found.st_size, found.st_ino)
        if not force and written == self._seen:
            return
        self._index.reload()
        self._searcher = self._index.searcher()
        self._seen = written
        rows = every_row(self._schema)
        self._keys = frozenset(_values(self._searcher, "agreement", rows))
        languages = tuple(sorted(_values(self._searcher, "language", rows)))
        self._lexicon = _Lexicon(self._searcher, languages)

    @contextmanager
    def _written(self, heap: int) -> Iterator[tantivy.IndexWriter]:
        """A writer; what it was given and has not committed at the end of the block is forgotten."""
        with self._writing:
            if self._closed:
                raise Cancelled
            writer = self._writer(heap)
            try:
                try:
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


_Prepared = tuple[str, list[tantivy.Document]]  # the key of an agreement, and its documents as Tantivy takes them


class _Preparing:
    """Makes the documents of agreements ready for one writer, and what tells of the inflections in them."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._words = _Words()
        self._had: dict[str, set[str]] = defaultdict(set)

    def __call__(self, agreement: str, documents: Iterable[Document]) -> _Prepared:
        made, words = rows(agreement, documents)
        for language, found in words.items():
            self._words.add(language, found)
        return agreement, list(map(_document, made))

    def inflected(self) -> Iterator[tantivy.Document]:
        """The inflections in what was made ready since this was asked last, to be committed with it. Those that neither
        the index nor this writer has yet stand in documents of their own, which no agreement takes away: another one
        has the same words."""
        for language, found in self._words.taken():
            new = found - self._had[language]
            self._had[language] |= new
            told = [each for each in inflections(new, language) if not self._searcher.doc_freq("inflected", each)]
            if told:
                yield tantivy.Document(inflected=" ".join(told))


class _Words:
    """Words by language, each once. Tantivy tells them apart, beside what goes on in Python, in an index in memory."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[tantivy.Index, tantivy.IndexWriter]] = {}

    def add(self, language: str, texts: Sequence[str]) -> None:
        """Texts, each as words with spaces between. A few go together: a whole agreement would leave holes in memory,
        and Tantivy lets ten thousand documents wait."""
        if language not in self._made:
            builder = tantivy.SchemaBuilder()
            builder.add_text_field("word", tokenizer_name="whitespace", index_option="basic")
            index = tantivy.Index(builder.build())
            self._made[language] = index, index.writer(_HEAP_FOR_WORDS, 1)
        writer = self._made[language][1]
        for at in range(0, len(texts), _TOGETHER):
            writer.add_document(tantivy.Document(word=" ".join(texts[at : at + _TOGETHER])))

    def taken(self) -> Iterator[tuple[str, set[str]]]:
        """The words of each language, which are forgotten."""
        while self._made:
            language, (index, writer) = self._made.popitem()
            writer.commit()
            writer.wait_merging_threads()
            index.reload()
            yield language, {word for word, _ in index.searcher().terms_with_prefix("word", "")}
        _give_back()


def _give_back() -> None:
    """Let the system have the memory that is free, where the C library can be asked to (glibc): threads that come and
    go otherwise leave a few hundred MB of it behind during a long build."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _add(writer: tantivy.IndexWriter, made: Iterable[_Prepared], held: frozenset[str]) -> None:
    """Agreements in place of what the index has `held` of them."""
    for agreement, documents in made:
        if agreement in held:
            writer.delete_documents_by_term("agreement", agreement)
        _add_all(writer, documents)


def _add_all(writer: tantivy.IndexWriter, documents: Iterable[tantivy.Document]) -> None:
    for document in documents:
        writer.add_document(document)


def _total(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count"))  # noqa: B009 - missing from the types


def _values(searcher: tantivy.Searcher, field: str, among: tantivy.Query) -> dict[str, int]:
    """The values of a field, each with the number of these rows that have it."""
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
    for name in KEYS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def _document(fields: dict[str, Any]) -> tantivy.Document:
    kept = fields.pop("row")
    made = tantivy.Document(**fields)
    made.add_bytes("row", kept)
    return made
