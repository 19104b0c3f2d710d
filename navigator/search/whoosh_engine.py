"""The search engine on Whoosh: an index in a folder, or in memory.

One Whoosh document holds one side of one provision, so that a provision is one row for its binding words and one for
its summary. Its fields, each in two forms (`_stem`: every word in its form without ending, tagged with the language;
`_word`: as printed, with positions, for phrases and beginnings):
    text   number, heading and words: what decides whether a row matches
    head   heading alone: raises the rank, and what the filter "heading" searches
    entry  defined terms and their meaning: what the filter "definition" searches
and the keys `number`, `heading`, `term`, which bring an exact number, heading or term to the top.
"""

# Whoosh re-exports its names without saying so and leaves some calls without types.
# mypy: disable-error-code="attr-defined, no-untyped-call"

from __future__ import annotations

import heapq
import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import fields, index, scoring
from whoosh.analysis import Analyzer, Token
from whoosh.filedb.filestore import FileStorage, RamStorage

from navigator.model.address import number_part
from navigator.model.catalogue import BadInput, CancelCheck, Cancelled, Filters, HitLayer
from navigator.search import rows
from navigator.search.engine import Accepts, Document, Found
from navigator.search.query import Query
from navigator.search.whoosh_query import Asked
from navigator.search.words import BREAK, key, stemmer, term_key, tokens

_STAMP = "stamp"
_WAIT_SECONDS = 20.0
_CHECK_EVERY = 512
_SUMMARY = 0.9  # of the score that the same words have where they bind


class Words(Analyzer):
    """Our tokeniser, for Whoosh."""

    def __call__(self, value: str, positions: bool = False, **_rest: Any) -> Iterator[Token]:
        token = Token(positions)
        for word in tokens(value):
            token.text, token.boost = word.text, 1.0
            if positions:
                token.pos = word.place
            yield token


def _schema() -> fields.Schema:
    return fields.Schema(
        row=fields.STORED,
        agreement=fields.ID,
        side=fields.ID(sortable=True),
        language=fields.ID,
        within=fields.KEYWORD,
        number=fields.ID,
        heading=fields.ID,
        term=fields.KEYWORD(commas=True),
        text_stem=fields.KEYWORD(scorable=True),
        text_word=fields.TEXT(analyzer=Words()),
        head_stem=fields.KEYWORD,
        head_word=fields.TEXT(analyzer=Words()),
        entry_stem=fields.KEYWORD,
        entry_word=fields.TEXT(analyzer=Words()),
    )


class WhooshEngine:
    """See `SearchEngine`. `stamp` names what the index must have been made by: another one is thrown away."""

    name = "whoosh"

    def __init__(self, folder: Path | None, stamp: str) -> None:
        self._lock = threading.Lock()  # of the searcher
        self._writing = threading.Lock()
        self._folder = folder
        self._index = _index_in(folder, stamp)
        self._generation = -1
        self._closed = False
        self._searcher: Any = None
        self._keys: frozenset[str] = frozenset()
        self._languages: tuple[str, ...] = ()
        self._refresh()

    def keys(self) -> frozenset[str]:
        with self._lock:
            self._refresh()
            return self._keys

    def update(self, added: Mapping[str, Iterable[Document]], removed: Iterable[str] = ()) -> None:
        """Raises `OSError` where the disk refuses, and `BadInput` where another program keeps the index for itself."""
        with self._writing:
            try:
                writer = _index_writer(self._index)
            except index.LockError:
                raise BadInput(f"search index {self._folder}: another program writes to it; try again") from None
            try:
                for agreement in {*added, *removed}:
                    writer.delete_by_term("agreement", agreement)
                for agreement, documents in added.items():
                    for document in documents:
                        writer.add_document(**_fields(agreement, document))
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def search(
        self,
        query: Query,
        filters: Filters,
        *,
        without: frozenset[str] = frozenset(),
        accepts: Accepts | None = None,
        cancelled: CancelCheck | None = None,
    ) -> Found:
        if query.is_empty or filters.limit < 1:
            return Found(0, ())
        with self._lock:
            self._refresh()
            asked = Asked(query, filters, without, self._languages).whole()
            total, best = self._best(asked, filters.limit, accepts, cancelled)
            found = [(score, self._searcher.stored_fields(number)["row"]) for score, number in best]
        return Found(total, tuple(rows.match(query, filters.layers, row, score) for score, row in found))

    def close(self) -> None:
        with self._writing, self._lock:
            self._closed = True
            self._searcher.close()
            self._index.close()

    def _refresh(self) -> None:
        """See what was written last, here or by another program. A new searcher, because Whoosh's own way to refresh
        one keeps segments that are no longer in the index."""
        if self._closed:
            raise Cancelled
        latest = self._index.latest_generation()
        if self._searcher is None or latest != self._generation:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = self._index.searcher(weighting=scoring.BM25F())
            self._generation = latest
            self._keys = frozenset(self._lexicon("agreement"))
            self._languages = tuple(self._lexicon("language"))

    def _lexicon(self, field: str) -> Iterator[str]:
        """The values of a key field that some document still has."""
        reader = self._searcher.reader()
        for value in reader.field_terms(field):
            if reader.postings(field, value).is_active():
                yield value

    def _best(
        self, asked: Any, limit: int, accepts: Accepts | None, cancelled: CancelCheck | None
    ) -> tuple[int, list[tuple[float, int]]]:
        """How many documents match, and the best of them: (score, document), best first, in the order of the
        agreement where scores are equal."""
        total = 0
        best: list[tuple[float, int]] = []
        for leaf, offset in self._searcher.leaf_searchers():
            sides = leaf.reader().column_reader("side")
            matcher = asked.matcher(leaf, leaf.context())
            while matcher.is_active():
                number, score = matcher.id(), matcher.score()
                matcher.next()
                if accepts is not None and not accepts(*_place(leaf.stored_fields(number)["row"])):
                    continue
                total += 1
                if total % _CHECK_EVERY == 1 and cancelled is not None and cancelled():
                    raise Cancelled
                if len(best) < limit or score > best[0][0]:
                    if sides[number] == HitLayer.SUMMARY:
                        score *= _SUMMARY
                    place = (score, -(number + offset))
                    if len(best) < limit:
                        heapq.heappush(best, place)
                    else:
                        heapq.heappushpop(best, place)
        return total, [(score, -negative) for score, negative in sorted(best, reverse=True)]


def _index_in(folder: Path | None, stamp: str) -> Any:
    """The index of a folder, made anew where there is none, where another version made it, or where it is damaged."""
    if folder is None:
        return RamStorage().create().create_index(_schema())
    stamp_file = folder / _STAMP
    with suppress(OSError, ValueError):
        if stamp_file.read_text(encoding="utf-8") == stamp:
            try:
                found = FileStorage(str(folder)).open_index()
                found.searcher().close()
            except Exception:  # noqa: BLE001 - a damaged index fails in as many ways as it can be damaged
                found = None
            if found is not None:
                return found
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    made = FileStorage(str(folder)).create().create_index(_schema())
    stamp_file.write_text(stamp, encoding="utf-8")
    return made


def _index_writer(of: Any) -> Any:
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            return of.writer()
        except index.LockError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _fields(agreement: str, document: Document) -> dict[str, Any]:
    heading = document.heading or ""
    text = BREAK.join((document.number or "", heading, document.text))
    entries = BREAK.join(f"{BREAK.join(entry.names)}{BREAK}{entry.meaning}" for entry in document.entries)
    binding = document.side is HitLayer.BINDING
    found: dict[str, Any] = {
        "row": rows.stored(agreement, document),
        "agreement": agreement,
        "side": str(document.side),
        "language": document.language,
        "within": " ".join(document.within),
        "text_stem": _stems(text if binding else document.text, document.language),
        "text_word": text if binding else document.text,
        "number": number_part(document.number) if document.number else None,
        "heading": key(heading),
    }
    if binding:
        found |= {
            "term": ",".join(_term(name, document.language) for entry in document.entries for name in entry.names),
            "head_stem": _stems(heading, document.language),
            "head_word": heading,
            "entry_stem": _stems(entries, document.language),
            "entry_word": entries,
        }
    return {name: value for name, value in found.items() if value}


def _term(name: str, language: str) -> str:
    return f"{language}:{term_key(name, language)}"


def _stems(text: str, language: str) -> str:
    stem = stemmer(language)
    return " ".join(f"{language}:{stem(token.text)}" for token in tokens(text))


def _place(row: Any) -> tuple[str, str]:
    return row[0], row[1]
