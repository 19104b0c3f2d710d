"""Provisions cited by their headings alone: 'the Data Protection section', 'the following Sections survive: …'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from navigator.model.agreement import Agreement, Provision
from navigator.model.links import Ambiguous, Resolution, Resolved
from navigator.references.grammar import Found

# "… with the exception of the following sections: Indemnity, …", "mit Ausnahme der folgenden Abschnitte: …"
_FOLLOWING = re.compile(
    r"\b(?:following|folgenden?r?|suivante?s|siguientes|seguintes|seguenti|volgende)\s+"
    r"(?:sections?|clauses?|articles?|provisions|abschnitte?n?|ziffern|bestimmungen|secciones|cláusulas|seções|sezioni|artikelen)\b[^:.]{0,120}:\s*|"
    r"\b(?:sections|articles|clauses)\s+suivante?s\b[^:.]{0,120}:\s*",
    re.IGNORECASE,
)
# "the Fees section", 'see "Fees," above': what follows a heading that is named as such
_NAMED = re.compile(r"\s+(?:section|clause|article)\b")
_QUOTED = re.compile(r",?[”\"’'],?\s+(?:above|below|section)\b")
_OPENING = ("“", '"', "‘", "'")
# Of each pattern the words, in small letters, of which a text must hold one: a quick look before it is tried
_FOLLOWING_SIGNS = ("following", "folgend", "suivant", "sigui", "segu", "volgend")
_NAMED_SIGNS = ("section", "clause", "article")
_QUOTED_SIGNS = ("above", "below", "section")
_LETTER = re.compile(r"\w")
_STEP = re.compile(r"\W+|\w+")
_SENTENCE_END = re.compile(r"\.(?:\s|$)")
_LONGEST_LIST = 4_000
"""How far the headings named in a row may reach, in characters."""
_LEAST_BEGINNING = 10
"""A heading may be cited by its first words where these have as many characters."""


class Headings:
    """The headings of one agreement, to look provisions up by."""

    def __init__(self, agreement: Agreement) -> None:
        headed = [provision for provision in agreement.provisions if provision.heading]
        self._headings = frozenset(provision.heading or "" for provision in headed)
        self._lengths = sorted(set(map(len, self._headings)), reverse=True)
        self._by_words: dict[str, list[Provision]] = {}
        for provision in headed:
            self._by_words.setdefault(words_of(provision.heading or ""), []).append(provision)
        self._sorted = sorted(self._by_words)
        self._resolved: dict[str, Resolution | None] = {}
        self._order = agreement.order

    def cited(self, text: str, lower: str, rows: list[Found]) -> list[Found]:
        """What a text cites by heading, apart from the citations by number in `rows`. `lower`: the text in small
        letters."""
        found: list[Found] = []
        if any(map(lower.__contains__, _FOLLOWING_SIGNS)):
            found += self._lists(text, rows)
        if any(map(lower.__contains__, _NAMED_SIGNS)):
            found += self._by_name(_NAMED, text, rows)
        if any(map(lower.__contains__, _QUOTED_SIGNS)) and any(map(text.__contains__, "”\"’'")):
            found += self._by_name(_QUOTED, text, rows)
        return found

    def resolve(self, title: str) -> Resolution | None:
        """The provision with this heading, or with one that the title begins with: "section on Cancellation of …"."""
        if title not in self._resolved:
            self._resolved[title] = self._resolve(title)
        return self._resolved[title]

    def _resolve(self, title: str) -> Resolution | None:
        given = title.split()
        near: list[Provision] = []
        for count in range(len(given), 0, -1):
            words = words_of(" ".join(given[:count]))
            near = self._by_words.get(words) or self._beginning(words)
            if near:
                break
        if len(near) == 1:
            return Resolved(near[0].id)
        if near:
            return Ambiguous(tuple(p.id for p in near), f"{len(near)} provisions have this heading")
        return None

    def _beginning(self, words: str) -> list[Provision]:
        """The provisions whose headings begin with some words, in reading order."""
        if len(words) < _LEAST_BEGINNING:
            return []
        found: list[Provision] = []
        at = bisect_left(self._sorted, words)
        while at < len(self._sorted) and self._sorted[at].startswith(words):
            found += self._by_words[self._sorted[at]]
            at += 1
        return sorted(found, key=lambda provision: self._order[provision.id])

    def _by_name(self, pattern: re.Pattern[str], text: str, rows: list[Found]) -> Iterator[Found]:
        """'the Data Protection section', 'as described in "Importing text," above': headings named as such."""
        for naming in pattern.finditer(text):
            for title in self._ending(text, naming.start()):
                start = naming.start() - len(title)
                before = text[start - 1 : start] if start else ""
                if pattern is _QUOTED:
                    start -= 1
                if before not in _OPENING if pattern is _QUOTED else _LETTER.match(before):
                    continue
                if not any(row.start < naming.end() and start < row.end for row in rows):
                    yield Found(start, naming.end(), "section", None, title=title, head=start)

    def _ending(self, text: str, end: int) -> Iterator[str]:
        """The headings that a stretch of text ends with, the longest first."""
        for length in self._lengths:
            if length <= end and text[end - length : end] in self._headings:
                yield text[end - length : end]

    def _lists(self, text: str, rows: list[Found]) -> Iterator[Found]:
        """'the following Sections survive: Indemnity, Limitation; Cap, Miscellaneous': headings named in a row,
        in the sentence that a "following sections" begins and that cites no numbers."""
        leads = list(_FOLLOWING.finditer(text))
        for lead, after in zip_longest(leads, leads[1:]):
            most = min(lead.end() + _LONGEST_LIST, after.start() if after else len(text))
            end = _SENTENCE_END.search(text, lead.end(), most)
            stop = end.start() if end else most
            if any(lead.end() <= row.start < stop for row in rows):
                continue
            at = lead.end()
            while at < stop:
                heading = self._beginning_at(text, at, stop)
                if heading is not None and not text[at + len(heading) : at + len(heading) + 1].isalnum():
                    yield Found(at, at + len(heading), "section", None, title=heading, head=at)
                    at += len(heading)
                else:
                    step = _STEP.match(text, at)
                    at = step.end() if step else stop

    def _beginning_at(self, text: str, at: int, stop: int) -> str | None:
        """The longest heading that stands at a place."""
        longest = (text[at : at + length] for length in self._lengths if at + length <= stop)
        return next((words for words in longest if words in self._headings), None)


def words_of(text: str) -> str:
    """Letters and digits of a heading, to compare it with the one that a citation gives."""
    return " ".join(re.findall(r"\w+", text.replace("’", "'").lower()))
