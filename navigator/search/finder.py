"""Search as the session offers it: an index that follows the library, and rows with their titles and their standing."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    AgreementCard,
    BadInput,
    CancelCheck,
    Cancelled,
    Filters,
    Hit,
    Progress,
    ProgressSink,
    SearchResult,
)
from navigator.model.rules import Applicability, Profile
from navigator.search.documents import documents
from navigator.search.engine import Accepts, Document, Match, SearchEngine
from navigator.search.query import parse
from navigator.search.standing import Standing
from navigator.search.whoosh_engine import WhooshEngine

_PATIENCE = 0.3  # seconds that a search waits for an index that is being brought up to date
_AT_ONCE = 16  # agreements for each commit: enough to be quick, few enough to lose little to a crash or a cancel


class Finder:
    """One index, kept beside the library in `folder`, or in memory where that folder cannot be written to.

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
    ) -> None:
        self._folder = folder
        self._analysis = analysis
        self._applies = applies
        self._stamp = stamp
        self._updating = threading.RLock()  # held while the index is written
        self._opening = threading.RLock()  # held for a moment; taken last
        self._engine: SearchEngine | None = None

    def prepare(
        self,
        cards: Iterable[AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> tuple[str, ...]:
        """Make the index hold exactly these agreements: what is missing is added, what is gone is dropped. Answers the
        agreements that could not be read, one line each: they cannot be found until they are mended. Raises
        `Cancelled`; what was indexed by then stays."""
        by_key = {card.key: card for card in cards}
        with self._updating:
            try:
                return self._follow(by_key, progress, cancelled)
            except OSError:  # a full disk or a read-only folder: what cannot be kept is still found
                self.close()
                with self._opening:
                    self._engine = WhooshEngine(None, self._stamp)
                return self._follow(by_key, progress, cancelled)

    def note(self, found: Mapping[str, Sequence[Document]]) -> None:
        """Index agreements whose documents are at hand, by key. What fails here is made good by `prepare`."""
        if found:
            with self._updating, suppress(OSError, BadInput):
                self._open().update(found)

    def rebuild(
        self,
        cards: Iterable[AgreementCard],
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> tuple[str, ...]:
        """Throw the index away and make it anew."""
        with self._updating:
            self.close()
            with suppress(OSError):
                shutil.rmtree(self._folder)
            return self.prepare(cards, progress, cancelled)

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
        bringing the index up to date before it."""
        by_key = {card.key: card for card in cards}
        complete = self._prepare_unless_busy(by_key, cancelled)
        samples = frozenset(card.key for card in by_key.values() if card.sample)
        aside = samples if not filters.agreements and len(samples) < len(by_key) else frozenset()
        query = parse(text, as_you_type=as_you_type)
        standings = _Standings(self._analysis, self._applies, filters.profile)
        accepts: Accepts | None = None
        if filters.applies_only and not filters.profile.is_empty:
            accepts = standings.wanted
        began = time.perf_counter()
        try:
            found = self._open().search(query, filters, without=aside, accepts=accepts, cancelled=cancelled)
        except (Cancelled, BadInput):
            raise
        except Exception:  # noqa: BLE001 - a damaged index fails in as many ways as it can be damaged
            self.rebuild(by_key.values(), cancelled=cancelled)
            began = time.perf_counter()
            found = self._open().search(query, filters, without=aside, accepts=accepts, cancelled=cancelled)
        hits = [_hit(match, by_key, standings) for match in found.matches if match.agreement in by_key]
        # What is settled not to apply comes after the rest. The same clause in two versions of an agreement has one
        # score: the newer version comes first.
        hits.sort(key=lambda hit: (hit.applies is not False, hit.score, hit.version or date.min), reverse=True)
        elapsed = (time.perf_counter() - began) * 1000
        return SearchResult(text, self._open().name, found.total, elapsed, tuple(hits), complete)

    def close(self) -> None:
        """Let go of the index. A search that is under way ends with `Cancelled`."""
        with self._updating, self._opening:
            if self._engine is not None:
                self._engine.close()
                self._engine = None

    def _open(self) -> SearchEngine:
        with self._opening:
            if self._engine is None:
                try:
                    self._engine = WhooshEngine(self._folder, self._stamp)
                except OSError:
                    self._engine = WhooshEngine(None, self._stamp)
            return self._engine

    def _prepare_unless_busy(self, cards: Mapping[str, AgreementCard], cancelled: CancelCheck | None) -> bool:
        """Bring the index up to date, unless that is under way elsewhere and takes its time; answers whether it is."""
        until = time.monotonic() + _PATIENCE
        while not self._updating.acquire(timeout=0.05):
            if cancelled is not None and cancelled():
                raise Cancelled
            if self._engine is not None and time.monotonic() > until:
                return False
        try:
            self.prepare(cards.values(), cancelled=cancelled)
            return True
        finally:
            self._updating.release()

    def _follow(
        self, cards: Mapping[str, AgreementCard], progress: ProgressSink | None, cancelled: CancelCheck | None
    ) -> tuple[str, ...]:
        engine = self._open()
        have = engine.keys()
        missing = [key for key in cards if key not in have]
        gone = [key for key in have if key not in cards]
        if gone:
            engine.update({}, gone)
        troubles: list[str] = []
        for start in range(0, len(missing), _AT_ONCE):
            batch: dict[str, list[Document]] = {}
            for at, key in enumerate(missing[start : start + _AT_ONCE], start):
                if cancelled is not None and cancelled():
                    raise Cancelled
                if progress is not None:
                    progress(Progress(at, len(missing), cards[key].title))
                try:
                    batch[key] = list(documents(self._analysis(key)))
                except BadInput as error:
                    troubles.append(str(error))
            if batch:
                engine.update(batch)
        return tuple(troubles)


class _Standings:
    """The standing of provisions for one profile, worked out for an agreement when first asked."""

    def __init__(
        self,
        analysis: Callable[[str], Analysis],
        applies: Callable[[Analysis, Profile], Applicability],
        profile: Profile,
    ) -> None:
        self._analysis = analysis
        self._applies = applies
        self._profile = profile
        self._known: dict[str, Standing | None] = {}

    def of(self, agreement: str) -> Standing | None:
        """None where no profile was given, or where the agreement can no longer be read."""
        if self._profile.is_empty:
            return None
        if agreement not in self._known:
            try:
                analysis = self._analysis(agreement)
                self._known[agreement] = Standing(analysis, self._applies(analysis, self._profile))
            except BadInput:
                self._known[agreement] = None
        return self._known[agreement]

    def wanted(self, agreement: str, provision: str) -> bool:
        """Whether a row is shown under "applies to me": all but what is settled not to apply."""
        standing = self.of(agreement)
        return standing is None or standing.applies(provision) is not False


def _hit(match: Match, cards: Mapping[str, AgreementCard], standings: _Standings) -> Hit:
    card = cards[match.agreement]
    standing = standings.of(match.agreement)
    return Hit(
        agreement=match.agreement,
        agreement_title=card.title,
        version=card.version,
        provision=match.provision,
        full_number=match.full_number,
        heading=match.heading,
        layer=match.layer,
        score=match.score,
        snippet=match.snippet,
        marks=match.marks,
        applies=standing.applies(match.provision) if standing else None,
        replaced_by=standing.replaced_by(match.provision) if standing else None,
    )
