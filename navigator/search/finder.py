"""Search as the session offers it: rows with their titles, standing and order, and the ways to narrow them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    AgreementCard,
    BadInput,
    CancelCheck,
    Cancelled,
    Clause,
    Engine,
    Facet,
    Filters,
    Hit,
    HitLayer,
    ProgressSink,
    SearchResult,
)
from navigator.model.rules import Applicability, Profile
from navigator.model.topics import Topic
from navigator.search.clauses import MOST, clauses
from navigator.search.documents import missing
from navigator.search.engine import Candidates, Document, SearchEngine, Wanted
from navigator.search.facets import chosen, earlier, facets
from navigator.search.keeper import Keeper, refusal
from navigator.search.query import Query, parse
from navigator.search.ranking import Found, Standpoint, ranked
from navigator.search.showing import shown, title_marks
from navigator.search.spelling import as_printed, mended
from navigator.search.standing import Standings
from navigator.search.titles import resolved

_MORE = 30  # candidates that are ranked beyond the rows that are shown
T = TypeVar("T")
_MEND = "library rebuild-index makes it anew"
_NAMED = 3  # agreements that cannot be read and are named at a search


class Cards(dict[str, AgreementCard]):
    """Agreements by key, with what every search asks of them all."""

    @cached_property
    def samples(self) -> frozenset[str]:
        """Those that come with the product."""
        return frozenset(key for key, card in self.items() if card.sample)

    @cached_property
    def older(self) -> frozenset[str]:
        """Those of which a newer version is there."""
        return earlier(self)


class Finder:
    """The search of one library; its index is kept in `folder`, or in `spare` where that cannot be written to.

    analysis   key -> the agreement, understood
    applies    (analysis, profile) -> what applies
    stamp      changes whenever an index made before would no longer fit what this version understands of a text
    """

    def __init__(
        self,
        folder: Path,
        analysis: Callable[[str], Analysis],
        applies: Callable[[Analysis, Profile], Applicability],
        stamp: str,
        spare: Path | None = None,
    ) -> None:
        self._keeper = Keeper(folder, analysis, stamp, spare)
        self._standings = Standings(analysis, applies)
        self._listed: tuple[Iterable[AgreementCard], Cards] | None = None
        self._vocabulary: tuple[object, Mapping[str, int]] | None = None

    def use(self, engine: Engine) -> None:
        """What holds the index from the next search on."""
        self._keeper.choice = engine

    def prepare(
        self,
        cards: Iterable[AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        *,
        again: bool = False,
    ) -> tuple[str, ...]:
        """See `Keeper.prepare`."""
        return self._keeper.prepare(self._listed_by_key(cards), progress, cancelled, again=again)

    def note(self, found: Mapping[str, Sequence[Document]]) -> None:
        """See `Keeper.note`."""
        self._keeper.note(found)

    def try_again(self) -> None:
        """See `Keeper.try_again`."""
        self._keeper.try_again()

    def check(self) -> tuple[str, ...]:
        """What is wrong with the index on disk, one line each."""
        return self._keeper.check()

    def strangers(self, cards: Iterable[AgreementCard]) -> tuple[str, ...]:
        """What the index holds of agreements that are none of these, and which of these it lacks and could hold, one
        line each."""
        by_key = self._listed_by_key(cards)
        keys = self._keeper.engine(by_key).keys()
        found = [f"index: holds {key}, which is not in the library" for key in sorted(keys - by_key.keys())]
        lacks = by_key.keys() - keys - self._keeper.unread.keys()
        found += [f"index: lacks {by_key[key].title} ({key})" for key in by_key if key in lacks]
        return tuple(f"{words}; {_MEND}" for words in found)

    def lacks(self, key: str, fresh: Iterable[Document]) -> str | None:
        """How what the index holds of an agreement differs from a fresh reading of it; None where it does not."""
        return missing(self._keeper.engine().documents(key), fresh)

    def rebuild(
        self,
        cards: Iterable[AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
        found: Iterable[tuple[str, Sequence[Document]]] = (),
    ) -> tuple[str, ...]:
        """See `Keeper.rebuild`."""
        return self._keeper.rebuild(self._listed_by_key(cards), progress, cancelled, found)

    def search(
        self,
        text: str,
        filters: Filters,
        cards: Iterable[AgreementCard],
        *,
        as_you_type: bool = False,
        cancelled: CancelCheck | None = None,
    ) -> SearchResult:
        """Ranked rows. Samples are searched where they are asked for by name, or where there is nothing else: a clause
        of an invented agreement among one's own would mislead. The time given is that of the search itself, not of
        bringing the index up to date before it. Agreements that could not be read are told in the notes."""
        by_key = self._listed_by_key(cards)
        engine, complete = self._keeper.current(by_key, cancelled, at_once=as_you_type)
        query = resolved(parse(text, as_you_type=as_you_type), by_key)

        def find(engine: SearchEngine) -> SearchResult:
            began = time.perf_counter()
            query_used, found, suggestion = self._candidates(engine, query, filters, by_key, cancelled)
            rows = self._ranked(query_used, found, filters, by_key)
            hits = tuple(self._hit(query_used, filters, row, by_key) for row in rows[: filters.limit])
            elapsed = (time.perf_counter() - began) * 1000
            fuzzy = suggestion is not None and found.total > 0
            if suggestion is not None:
                suggestion = as_printed(suggestion, text, (hit.snippet for hit in hits))
            notes = query.notes + self._unread(filters, by_key)
            return SearchResult(text, engine.name, found.total, elapsed, hits, complete, notes, suggestion, fuzzy)

        return self._asked(engine, find, by_key, cancelled)

    def facets(
        self,
        text: str,
        filters: Filters,
        cards: Iterable[AgreementCard],
        cancelled: CancelCheck | None = None,
    ) -> tuple[Facet, ...]:
        """The ways to narrow that search, with their counts. Each facet is counted as if nothing of itself were chosen
        yet, so that another value of it can be."""
        by_key = self._listed_by_key(cards)
        engine, _ = self._keeper.current(by_key, cancelled, at_once=True)
        query = resolved(parse(text), by_key)

        def count(engine: SearchEngine) -> tuple[Facet, ...]:
            used, _, _ = self._candidates(engine, query, replace(filters, limit=1), by_key, cancelled)
            everything = engine.counts(self._wanted(engine, used, filters, by_key, cancelled), cancelled)
            freed: dict[str, Facet] = {}
            for key in ("agreements", "publishers", "languages", "topics", "layers", "versions"):
                if getattr(filters, key):
                    free = _freed(filters, key)
                    counts = engine.counts(self._wanted(engine, used, free, by_key, cancelled), cancelled)
                    freed |= {facet.key: facet for facet in facets(counts, by_key, None) if facet.key == key}
            applying = None
            if not filters.profile.is_empty:
                mine = replace(filters, applies_only=True)
                applying = engine.search(self._wanted(engine, used, mine, by_key, cancelled), 1, cancelled).total
            return tuple(freed.get(facet.key, facet) for facet in facets(everything, by_key, applying))

        return self._asked(engine, count, by_key, cancelled)

    def clauses(
        self,
        topic: Topic,
        filters: Filters,
        cards: Iterable[AgreementCard],
        cancelled: CancelCheck | None = None,
    ) -> tuple[Clause, ...]:
        """The clauses of a kind in every agreement that the filters leave."""
        by_key = self._listed_by_key(cards)
        engine, _ = self._keeper.current(by_key, cancelled, at_once=True)
        asked = replace(filters, topics=frozenset({topic.value}), layers=frozenset({HitLayer.BINDING}))

        def find(engine: SearchEngine) -> tuple[Clause, ...]:
            found = engine.search(self._wanted(engine, parse(""), asked, by_key, cancelled), MOST, cancelled)
            applies = lambda key, provision: self._standings.applies(filters.profile, key, provision)  # noqa: E731
            return clauses(found.rows, by_key, by_key.older, applies)

        return self._asked(engine, find, by_key, cancelled)

    def close(self) -> None:
        """Let go of the index. A search that is under way ends with `Cancelled`."""
        self._keeper.close()

    def _listed_by_key(self, cards: Iterable[AgreementCard]) -> Cards:
        """By key; made once for the very same tuple."""
        kept = self._listed
        if kept is None or kept[0] is not cards:
            kept = (cards, Cards((card.key, card) for card in cards))
            if isinstance(cards, tuple):
                self._listed = kept
        return kept[1]

    def _asked(
        self, engine: SearchEngine, ask: Callable[[SearchEngine], T], cards: Cards, cancelled: CancelCheck | None
    ) -> T:
        """An answer of the engine; of the next one where the index was exchanged meanwhile, or was damaged and is made
        anew. That is tried once; any other failure is one of ours, and is not hidden."""
        try:
            try:
                return ask(engine)
            except BadInput:
                raise
            except Cancelled:
                after = self._keeper.successor(engine)
                if after is None:
                    raise
            except Exception:
                after = self._keeper.instead_of(engine, cards, cancelled)
                if after is None:
                    raise
            return ask(after)
        except OSError as error:
            raise BadInput(f"{refusal(error)}; {_MEND}") from error

    def _unread(self, filters: Filters, cards: Cards) -> tuple[str, ...]:
        """What would have been searched and is not, because it cannot be read."""
        among = chosen(filters, cards)
        titles = [cards[key].title for key in self._keeper.unread if key in cards and (among is None or key in among)]
        if not titles:
            return ()
        more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
        names = "; ".join(titles[:_NAMED])
        return (f"Not searched, because the stored file cannot be read: {names}{more}. Checking the library says why.",)

    def _candidates(
        self, engine: SearchEngine, query: Query, filters: Filters, cards: Cards, cancelled: CancelCheck | None
    ) -> tuple[Query, Candidates, str | None]:
        """What matches; where nothing does, what matches words like those that no text has. With the query that was
        asked in the end, and the words that were perhaps meant."""
        most = filters.limit + _MORE
        found = engine.search(self._wanted(engine, query, filters, cards, cancelled), most, cancelled)
        if found.total or query.tree is None:
            return query, found, None
        mend = mended(query, self._words(engine))
        if mend is None:
            return query, found, None
        like, suggestion = mend
        nearly = engine.search(self._wanted(engine, like, filters, cards, cancelled), most, cancelled)
        return (like, nearly, suggestion) if nearly.total else (query, found, None)  # no wild-goose chase

    def _words(self, engine: SearchEngine) -> Mapping[str, int]:
        """The words of every text, kept until the index changes."""
        state = engine.keys()
        if self._vocabulary is None or self._vocabulary[0] is not state:
            self._vocabulary = (state, engine.vocabulary())
        return self._vocabulary[1]

    def _wanted(
        self, engine: SearchEngine, query: Query, filters: Filters, cards: Cards, cancelled: CancelCheck | None
    ) -> Wanted:
        others = not filters.agreements and len(cards.samples) < len(cards)
        aside = cards.samples - {filters.reading} if others else frozenset()
        wanted = Wanted(query, filters.layers, chosen(filters, cards), aside, filters.section, filters.topics)
        if not filters.applies_only or filters.profile.is_empty:
            return wanted
        denied = [
            place
            for place in engine.conditional(wanted, cancelled)
            if self._standings.applies(filters.profile, *place.split("/", 1)) is False
        ]
        return replace(wanted, denied=frozenset(denied))

    def _ranked(self, query: Query, found: Candidates, filters: Filters, cards: Cards) -> list[Found]:
        profile = filters.profile
        standpoint = Standpoint(
            lambda agreement, provision: self._standings.applies(profile, agreement, provision),
            cards.older,
            filters.layers == {HitLayer.SUMMARY},
        )
        return ranked(query, (row for row in found.rows if row[0] in cards), standpoint)

    def _hit(self, query: Query, filters: Filters, row: Found, cards: Cards) -> Hit:
        card = cards[row.agreement]
        layer, snippet = shown(query, filters.layers, row)
        known = not filters.profile.is_empty
        standing = self._standings.of(filters.profile, row.agreement) if known and row.conditional else None
        applies: bool | None = None
        if known:  # what is not conditional applies to everybody
            applies = standing.applies(row.provision) if standing is not None else not row.conditional or None
        return Hit(
            agreement=row.agreement,
            agreement_title=card.title,
            version=card.version,
            provision=row.provision,
            full_number=row.number,
            heading=row.heading,
            layer=layer,
            score=row.score,
            snippet=snippet.text,
            marks=snippet.marks,
            applies=applies,
            replaced_by=standing.replaced_by(row.provision) if standing is not None else None,
            called=card.called,
            title_marks=title_marks(row),
        )


def _freed(filters: Filters, facet: str) -> Filters:
    """The filters with nothing chosen of one facet."""
    changed: dict[str, Any] = {facet: frozenset()}
    return replace(filters, **changed)
