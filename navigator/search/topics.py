"""Which kinds of clause a provision is: by its heading first, by its words where no heading says so.

"14. Governing Law", or under "General" a clause without a heading that begins "This Agreement is governed by the laws
of Ruritania". What is below a provision whose heading says it, and has no such heading itself, is of its kind too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from navigator.model.agreement import Agreement
from navigator.model.topics import Topic
from navigator.search.words import key

_LONGEST_HEADING = 200  # code points: what is longer is a text
_OPENING = 4000  # code points of a text that are looked at: a clause says what it is about early


@dataclass(frozen=True, slots=True)
class _Phrase:
    """`sought` is folded and stands between spaces, its end open where the last word may go on; `sign` is "=" where it
    must be all, "^" where it must come first."""

    topic: Topic
    sought: str
    sign: str = ""

    def is_in(self, folded: str) -> bool:
        if self.sign:
            return self.sought == folded if self.sign == "=" else folded.startswith(self.sought)
        return self.sought in folded


@dataclass(frozen=True, slots=True)
class _Phrases:
    headings: tuple[_Phrase, ...]
    words: tuple[_Phrase, ...]


def topics(agreement: Agreement) -> dict[str, tuple[Topic, ...]]:
    """The kinds of clause of each provision that is of any, by its id."""
    title = key(agreement.title)
    phrases = _phrases(agreement.language.split("-")[0].lower())
    by_heading: dict[str, tuple[Topic, ...]] = {}
    found: dict[str, tuple[Topic, ...]] = {}
    for provision in agreement.provisions:
        heading = provision.heading or ""
        own = () if key(heading) == title else _of_heading(heading, phrases)
        inherited = by_heading.get(provision.parent or "", ())
        by_heading[provision.id] = own or inherited
        kinds = own
        if not own:
            said = _said(agreement.binding_text(provision.id)[:_OPENING], phrases.words)
            kinds = tuple(dict.fromkeys((*inherited, *said)))
        if kinds:
            found[provision.id] = kinds
    return found


def _of_heading(heading: str, phrases: _Phrases) -> tuple[Topic, ...]:
    return _said(heading, phrases.headings) if len(heading) <= _LONGEST_HEADING else ()


def _said(text: str, phrases: Iterable[_Phrase]) -> tuple[Topic, ...]:
    if not text:
        return ()
    folded = f" {key(text)} "
    return tuple(dict.fromkeys(phrase.topic for phrase in phrases if phrase.is_in(folded)))


@cache
def _phrases(language: str) -> _Phrases:
    """Those of a language with those of English, in which many a foreign agreement has its headings too."""
    table = tomllib.loads(files("navigator.search").joinpath("topics.toml").read_text("utf-8"))
    headings: list[_Phrase] = []
    words: list[_Phrase] = []
    for topic in Topic:
        for into, name in ((headings, "heading"), (words, "words")):
            by_language = table[topic].get(name, {})
            for of in dict.fromkeys((language, "en")):
                into += [_phrase(topic, written) for written in by_language.get(of, ())]
    return _Phrases(tuple(headings), tuple(words))


def _phrase(topic: Topic, written: str) -> _Phrase:
    end = "" if written.endswith("*") else " "
    return _Phrase(topic, f" {key(written)}{end}", written[0] if written[0] in "=^" else "")
