"""The search engine on Whoosh: an index in a folder, or in memory, written in Python alone. For small libraries.

Every text is analysed by `search.words` before it comes here, so that both engines match alike.
"""

# Whoosh re-exports its names without saying so and leaves some calls without types.
# mypy: disable-error-code="attr-defined, name-defined, misc, no-untyped-call"

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

from whoosh import fields as kinds
from whoosh import index, query, scoring
from whoosh.analysis import Analyzer, Token
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.matching import AndNotMatcher

from navigator.model.catalogue import BadInput, CancelCheck, Cancelled
from navigator.search import pickles
from navigator.search import plan as plans
from navigator.search.engine import Candidates, Counts, Document, Wanted
from navigator.search.fields import BASES, COUNTED, KEYS, restored, row, rows
from navigator.search.words import inflected, inflections

pickles.guard()

_WAIT_SECONDS = 20.0
_CHECK_EVERY = 512
_AT_ONCE = 16  # agreements for each commit of a build: enough to be quick, few enough to lose little to a crash


class _Spaced(Analyzer):
    """What our own analysis parts by spaces."""

    def __call__(self, value: str, positions: bool = False, **_rest: Any) -> Iterator[Token]:
        token = Token(positions)
        for at, word in enumerate(value.split()):
            token.text, token.boost = word, 1.0
            if positions:
                token.pos = at
            yield token


class WhooshEngine:
    """See `SearchEngine`."""

    name = "whoosh"

    def __init__(self, folder: Path | None) -> None:
        """Opens the index of a folder, or makes one. Raises `OSError` where the folder or what is in it cannot be
        used."""
        self._lock = threading.Lock()  # of the searcher
        self._writing = threading.Lock()
        self._folder = folder
        self._index = _index_in(folder)
        self._generation = -1
        self._closed = False
        self._searcher: Any = None
        self._keys: frozenset[str] = frozenset()
        self._refresh()

    def keys(self) -> frozenset[str]:
        with self._lock:
            self._refresh()
            return self._keys

    def size(self) -> int:
        with self._lock:
            self._refresh()
            return int(self._searcher.doc_count())

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        with self._writing:
            try:
                writer = _index_writer(self._index)
            except index.LockError:
                raise BadInput(f"search index {self._folder}: another program writes to it; try again") from None
            try:
                for agreement in {*added, *removed}:
                    writer.delete_by_term("agreement", agreement)
                for agreement, documents in added.items():
                    made = rows(agreement, documents)
                    if made:  # the last one tells of all
                        made[-1]["inflected"] = " ".join(_inflections(made))
                    for fields in made:
                        writer.add_document(**fields)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def fill(self, agreements: Iterable[tuple[str, Iterable[Document]]]) -> None:
        came = iter(agreements)
        cancelled: Cancelled | None = None
        while cancelled is None:
            ready: dict[str, Iterable[Document]] = {}
            try:
                ready.update(islice(came, _AT_ONCE))
            except Cancelled as error:
                cancelled = error
            if not ready:
                break
            self.update(ready)
        if cancelled is not None:
            raise cancelled

    def documents(self, agreement: str) -> list[Document]:
        with self._lock:
            self._refresh()
            return [restored(row(kept["row"])) for kept in self._searcher.documents(agreement=agreement)]

    def search(self, wanted: Wanted, limit: int, cancelled: CancelCheck | None = None) -> Candidates:
        total = 0
        best: list[tuple[float, int]] = []
        with self._lock:
            self._refresh()
            if wanted.is_empty or limit < 1:
                return Candidates(0)
            asked = _whole(plans.plan(wanted, self._lexicon))
            for offset, matcher, _ in self._matching(asked, cancelled, scored=True):
                total += 1
                found = (matcher.score(), -(matcher.id() + offset))
                if len(best) < limit:
                    heapq.heappush(best, found)
                elif found > best[0]:
                    heapq.heapreplace(best, found)
            rows = [self._searcher.stored_fields(-negative)["row"] for _, negative in sorted(best, reverse=True)]
        return Candidates(total, tuple(map(row, rows)))

    def counts(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> Counts:
        counted: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
        with self._lock:
            self._refresh()
            if wanted.is_empty:
                return Counts()
            asked = _matching(plans.plan(wanted, self._lexicon))
            for _, matcher, reader in self._matching(asked, cancelled):
                number = matcher.id()
                for name in COUNTED:
                    counted[name].update(_column(reader, name)[number].split())
        return Counts(*(counted[name] for name in COUNTED))

    def conditional(self, wanted: Wanted, cancelled: CancelCheck | None = None) -> frozenset[str]:
        places: set[str] = set()
        with self._lock:
            self._refresh()
            if wanted.is_empty:
                return frozenset()
            asked = query.And([_matching(plans.plan(wanted, self._lexicon)), query.Every("conditional")])
            for _, matcher, reader in self._matching(asked, cancelled):
                places.add(_column(reader, "conditional")[matcher.id()])
        return frozenset(places - {""})

    def vocabulary(self) -> Mapping[str, int]:
        with self._lock:
            self._refresh()
            reader = self._searcher.reader()
            return {term.decode(): info.doc_frequency() for term, info in reader.iter_field("text_word")}

    def close(self) -> None:
        with self._writing, self._lock:
            self._closed = True
            self._searcher.close()
            self._index.close()

    def _matching(
        self, asked: Any, cancelled: CancelCheck | None, *, scored: bool = False
    ) -> Iterator[tuple[int, Any, Any]]:
        """Each row that matches: what to add to its number, a matcher that stands on it, and its segment's reader."""
        seen = 0
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = asked.matcher(leaf, leaf.context() if scored else leaf.boolean_context())
            while matcher.is_active():
                if seen % _CHECK_EVERY == 0 and cancelled is not None and cancelled():
                    raise Cancelled
                seen += 1
                yield offset, matcher, leaf.reader()
                matcher.next()

    def _refresh(self) -> None:
        """See what was written last, here or by another program. A new searcher, because Whoosh's own way to refresh
        one shares files with the old one and closes them under it."""
        if self._closed:
            raise Cancelled
        latest = self._index.latest_generation()
        if latest == self._generation:
            return
        before, self._searcher = self._searcher, self._index.searcher(weighting=scoring.BM25F())
        if before is not None:
            before.close()
        self._generation = latest
        self._keys = frozenset(self._values("agreement"))
        self._lexicon = _Lexicon(self._searcher.reader(), tuple(sorted(self._values("language"))))

    def _values(self, field: str) -> Iterator[str]:
        """The values of a key field that some row still has."""
        reader = self._searcher.reader()
        for value in reader.field_terms(field):
            if reader.postings(field, value).is_active():
                yield value


class _Lexicon:
    """See `plans.Lexicon`."""

    def __init__(self, reader: Any, languages: tuple[str, ...]) -> None:
        self._reader = reader
        self.languages = languages

    def inflections(self, stem: str, language: str) -> frozenset[str]:
        beginning = inflected(stem, language)
        found = self._reader.expand_prefix("inflected", beginning)
        return frozenset(term.decode().removeprefix(beginning) for term in found)


class _AndNotMatcher(AndNotMatcher):
    """Whoosh's own asks for its place after it has run out of rows."""

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's name
        self.a.skip_to(id)
        if self.a.is_active() and self.b.is_active():
            self._find_next()


class _Without(query.AndNot):
    """Whoosh's own AND NOT lets the first match through where its matcher of what is denied starts further up."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        wanted = self.a.matcher(searcher, context)
        denied = self.b.matcher(searcher, searcher.boolean_context())
        if wanted.is_active() and denied.is_active() and denied.id() < wanted.id():
            denied.skip_to(wanted.id())
        return _AndNotMatcher(wanted, denied)


def _whole(plan: plans.Plan) -> Any:
    """What must hold, scored, with what raises it."""
    raised = [query.ConstantScoreQuery(_query(each), score) for each, score in plan.raised]
    wanted = _matching(plan)
    return query.AndMaybe(wanted, query.Or(raised)) if raised else wanted


def _matching(plan: plans.Plan) -> Any:
    """What must hold alone."""
    only = [query.ConstantScoreQuery(_query(each), 0.0) for each in plan.only]
    words = _query(plan.words)
    return query.And([words, *only]) if only else words


def _query(operation: plans.Operation) -> Any:
    match operation:
        case plans.Is(field, values):
            return _either([query.Term(field, value) for value in sorted(values)])
        case plans.Begins(field, beginning):
            return query.Prefix(field, beginning)
        case plans.Sequence(field, values, unfinished):
            if not unfinished:
                return query.Phrase(field, list(values))
            parts = [query.Term(field, value) for value in values[:-1]]
            return query.SpanNear2([*parts, query.Prefix(field, values[-1])], slop=1, ordered=True)
        case plans.Beside(field, left, right, distance):
            one, other = (_query(plans.Is(field, values)) for values in (left, right))
            ways = ([one, other], [other, one])
            return query.Or([query.SpanNear2(way, slop=distance, ordered=True) for way in ways])
        case plans.All(parts):
            return query.And(list(map(_query, parts))) if parts else query.Every()
        case plans.Any(parts):
            return _either(list(map(_query, parts)))
        case plans.Without(wanted, denied):
            return _Without(_query(wanted), _query(denied))


def _either(queries: list[Any]) -> Any:
    if not queries:
        return query.NullQuery
    return queries[0] if len(queries) == 1 else query.Or(queries)


def _column(reader: Any, name: str) -> Any:
    return reader.column_reader(name)


def _schema() -> kinds.Schema:
    found: dict[str, Any] = {"row": kinds.STORED()}
    for base in BASES:
        found[f"{base}_word"] = kinds.TEXT(analyzer=_Spaced())
        found[f"{base}_joined"] = kinds.KEYWORD()
    for name in KEYS:
        found[name] = kinds.KEYWORD(sortable=name in COUNTED or name == "conditional")
    return kinds.Schema(**found)


def _index_in(folder: Path | None) -> Any:
    """The index of a folder, made anew where there is none."""
    if folder is None:
        return RamStorage().create().create_index(_schema())
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder)).create()
    try:
        if not any(name.endswith(".toc") for name in storage.list()):
            return storage.create_index(_schema())
        found = storage.open_index()
        found.searcher().close()
    except Exception as error:  # a damaged index fails in as many ways as it can be damaged
        raise OSError(f"{folder}: {error}") from error
    return found


def _inflections(made: list[dict[str, Any]]) -> Iterator[str]:
    """The inflections in the rows of an agreement."""
    words: dict[str, set[str]] = defaultdict(set)
    for fields in made:
        for base in BASES:
            words[fields["language"]].update(fields.get(f"{base}_word", "").split())
    return chain.from_iterable(inflections(found, language) for language, found in words.items())


def _index_writer(of: Any) -> Any:
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            return of.writer()
        except index.LockError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
