"""Tables that a text has run together: countries, companies, laws and courts in reading order, without cells.

    Country Company Governing law Courts Peru Northwind Peru S.A. Peruvian law Lima Chile Northwind Chile SpA …

A row begins with the words of a place right before a company; the companies of such a table share their first word.
What stands between a company and the next row is its law and courts, in the order of the heads. Where the
text does not show which words belong together, every value is kept under a condition that no profile settles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from navigator.jurisdiction import values
from navigator.jurisdiction.companies import NAME, may_name
from navigator.jurisdiction.conditions import Reading
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage
from navigator.jurisdiction.phrases import Place, read_place
from navigator.model.rules import Condition, Fact
from navigator.model.text import CanonicalText, Span, plain

_WHO = re.compile(
    r"\W*(?:(?:the|your|our)\s+)?(?:(?:customer|user|client|buyer|member|merchant|billing)(?:[’']?s)?\s+)?(?:countr(?:y|ies)|region|territory|"
    r"location|place|residence|address|(?:if|where)\s+(?:you|customer)\b|land\b|kunden?land|sitzland|pays\b|país\b|paese\b)",
    re.I,
)
_HEADS: tuple[tuple[Fact | None, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(rf"\b(?:{words})\b", re.I))
    for fact, words in (
        (
            Fact.ENTITY,
            (
                r"entity|company|contracting\s+party|contract(?:s|ing)?\s+with|provider|supplier|vertragspartner|gesellschaft"
                r"|cocontractant|société|sociedad|entidad|società"
            ),
        ),
        (Fact.GOVERNING_LAW, r"(?:governing\s+|applicable\s+)?laws?|(?:anwendbares\s+)?recht|droit|loi|ley|legge"),
        (Fact.ARBITRATION_SEAT, r"(?:arbitration\s+)?seat(?:\s+of\s+(?:the\s+)?arbitration)?|place\s+of\s+arbitration"),
        (Fact.COURTS, r"courts?|venue|jurisdiction|forum|gerichtsstand|tribunal|tribunaux|tribunales|foro"),
        (
            None,
            r"address|notices?|currency|e-?mail|arbitration\s+(?:rules|body|language)|telephone|registration|number|vat|adresse|währung|devise",
        ),
    )
)
_PLACES = (Fact.COURTS, Fact.ARBITRATION_SEAT)
_CONTRACT_HEADING = re.compile(
    r"\b(?:contract\w*|entit(?:y|ies)|who\s+(?:we|you)|companies|your\s+agreement|provider|vertragspartner|cocontractant)\b",
    re.I,
)
_NAME = re.compile(NAME)
_HEAD, _HEAD_REACH, _LONGEST, _MOST = 60, 180, 8000, 300
"""How long a head by itself is, how far all reach and how long such a table is, in characters; more companies than any
has."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: where its place begins, the place, its company, and where the row ends."""

    start: int
    place: Place
    name: tuple[int, int]
    end: int


def run_together(passages: Sequence[Passage], text: CanonicalText, headings: Mapping[str, str]) -> Iterator[RuleDraft]:
    """The rules of every such table. `passages` are the paragraphs, `headings` what stands above each provision."""
    for provision, group in groupby(passages, key=lambda passage: passage.provision):
        own = list(group)
        first = next((n for n, each in enumerate(own) if _may_head(each.text)), None)
        heads = first is not None
        if first is None:
            labelled = len(own) >= 4 and _CONTRACT_HEADING.search(headings.get(provision, "")) is not None
            first = 0 if labelled and not any(len(each.text) > 120 for each in own) else None
        if first is not None and sum(may_name(each.text) for each in own[first:]) + (len(own) - first == 1) > 1:
            start = own[first].start
            end = min(own[-1].start + len(own[-1].text), start + _LONGEST)
            yield from _table(provision, text.at(Span(start, end)), start, heads)


def _may_head(words: str) -> bool:
    """A cheap look: False where no heads of such a table begin."""
    found = _WHO.match(words) is not None
    return found and (len(words) <= _HEAD or _HEADS[0][1].search(words, 0, _HEAD_REACH) is not None)


def _table(provision: str, words: str, start: int, heads: bool) -> Iterator[RuleDraft]:
    brand = _brand(words)
    if brand is None:
        return
    starts = [each.start() for each in re.finditer(rf"(?<![\w’'])(?={re.escape(brand)}\s)", words)]
    names = [found.span() for at in starts if (found := _NAME.match(words, at)) is not None]
    rows = _rows(words, names)
    head = words[: rows[0].start] if rows else ""
    few = len(rows) < (1 if heads and len(names) > 1 else 2)
    if few or not _is_head(head, heads):
        return
    columns = _columns(head) if heads else [Fact.ENTITY]
    if Fact.ENTITY not in columns:
        return
    group = f"{provision}#run"
    inside = sum(any(low < at < high for low, high in names) for at in starts)
    unknown = sum(at > rows[0].start for at in starts) - inside != len(names)  # a company whose form was not read
    settled = len(rows) == len(names) and not unknown
    for row in rows if settled else ():
        span = Span(start + row.start, start + row.place.end)
        condition = Condition(plain(words[row.start : row.place.end]), span, row.place.countries)
        reading = Reading(0, 0, condition, row.place if row.place.others else None)
        yield RuleDraft(Fact.ENTITY, provision, _span(start, row.name), reading, group)
        yield from _beside(provision, words, start, row, columns, reading, group)
    told = head if head.strip() else words[: rows[0].place.end]
    open_one = Reading(0, 0, Condition(plain(told), Span(start, start + len(told)), unread=True))
    for name in names if not settled else ():
        yield RuleDraft(Fact.ENTITY, provision, _span(start, name), open_one, group, item=start + name[0])


def _span(start: int, found: tuple[int, int]) -> Span:
    return Span(start + found[0], start + found[1])


def _brand(words: str) -> str | None:
    """The word that the companies right after a place begin with, where two or more do."""
    counted: Counter[str] = Counter()
    for at in islice(re.finditer(r"(?<=\s)(?=[A-Z][\w&’'-]*\s+)", words), 2 * _MOST):
        first = words[at.start() : at.start() + 60].split(None, 1)[0]
        counted[first] += 1
    return next(
        (
            word
            for word, count in counted.most_common(12)
            if count > 1 and read_place(word) is None and _names_companies(words, word)
        ),
        None,
    )


def _names_companies(words: str, word: str) -> bool:
    places = re.finditer(rf"(?<![\w’'])(?={re.escape(word)}\s)", words)
    return sum(_NAME.match(words, at.start()) is not None for at in islice(places, 40)) > 1


def _rows(words: str, names: Sequence[tuple[int, int]]) -> list[_Row]:
    found: list[_Row] = []
    after = 0
    for name in names:
        row = _before(words, max(after, name[0] - _HEAD_REACH), name)
        if row is not None:
            found.append(row)
        after = name[1]
    ends = [row.start for row in found[1:]] + [len(words)] * bool(found)
    return [replace(row, end=end) for row, end in zip(found, ends, strict=True)]


def _before(words: str, after: int, name: tuple[int, int]) -> _Row | None:
    """The longest words of a place that end where a company begins."""
    for begins in re.finditer(r"(?<![\w’'])(?=[A-Za-zÀ-ÿ])", words[after : name[0]]):
        at = after + begins.start()
        place = read_place(words[: name[0]], at)
        if place is not None and not words[place.end : name[0]].strip(" \n\t*_|:–—-"):
            return _Row(at, place, name, name[1])
    return None


def _is_head(head: str, heads: bool) -> bool:
    """Whether the words before the first row are heads, and no sentence."""
    return len(head) <= _HEAD_REACH and not re.search(r"[.;]\s", head) if heads else not head.strip()


def _columns(head: str) -> list[Fact | None]:
    """The facts of the heads in their order; None for a column of something else."""
    at = [(match.start(), fact) for fact, pattern in _HEADS if (match := _last(pattern, head)) is not None]
    return [fact for _, fact in sorted(at, key=lambda each: each[0])]


def _last(pattern: re.Pattern[str], head: str) -> re.Match[str] | None:
    who = _WHO.match(head)
    return pattern.search(head, who.end() if who else 0)


def _beside(
    provision: str, words: str, start: int, row: _Row, columns: Sequence[Fact | None], reading: Reading, group: str
) -> Iterator[RuleDraft]:
    """Law and courts of a row, where the words after its company can be told apart; else both, left open."""
    facts = columns[columns.index(Fact.ENTITY) + 1 :]
    facts_before = columns[: columns.index(Fact.ENTITY)]
    low, high = row.name[1], row.end
    low += len(words[low:high]) - len(words[low:high].lstrip(" ,\n\t*_|"))
    high = low + len(words[low:high].rstrip(" .;,\n\t*_|"))
    if not facts or facts_before or high <= low:
        return
    parts = _split(words[low:high], facts)
    for fact, part in parts.items():
        yield RuleDraft(fact, provision, _span(start + low, part), reading, group)
    if not parts and None not in facts:
        doubtful = replace(reading, condition=replace(reading.condition, unread=True), others=None)
        for each in facts:
            if each is not None:
                yield RuleDraft(each, provision, Span(start + low, start + high), doubtful, f"{group}?")


def _split(cells: str, facts: Sequence[Fact | None]) -> dict[Fact, tuple[int, int]]:
    """Where each fact stands in the words of a row; nothing where that is not sure."""
    lines = [match.span() for match in re.finditer(r"[^\n|]+(?:\n(?!\s*\n)[^\n|]+)*", cells)]
    if len(lines) != len(facts) and len(cells.split()) == len(facts):
        lines = [match.span() for match in re.finditer(r"\S+", cells)]
    if len(lines) == len(facts):
        return {fact: part for fact, part in zip(facts, lines, strict=True) if fact is not None}
    if len(facts) != 2 or facts[0] is not Fact.GOVERNING_LAW or facts[1] not in _PLACES or len(lines) > 1:
        return {}
    law = next(iter(values.laws(cells)), None)
    cut = law[1] if law is not None and law[0] <= 4 else _place_end(cells)
    rest = cells[cut:].strip() if cut else ""
    if not cut or not rest or not rest[0].isupper():
        return {}
    begin = len(cells) - len(cells[cut:].lstrip())
    whole = values.place_end(rest, 0) == len(rest) or any(each == (0, len(rest)) for each in values.courts(rest))
    court = re.search(r"\b[Cc]ourts?\b", rest) is not None
    return {Fact.GOVERNING_LAW: (0, cut), facts[1]: (begin, len(cells))} if whole or court else {}


def _place_end(cells: str) -> int:
    place = read_place(cells)
    return place.end if place is not None and not place.others else 0
