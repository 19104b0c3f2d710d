"""Words that are in no agreement, and those that are like them: for "did you mean", and for a search that finds
nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from navigator.search.query import Query
from navigator.search.tree import Node, Or, Prefix, Word, positive, replaced
from navigator.search.words import key

_SHORTEST = 4  # letters: shorter words are like too many others
_LONG = 7  # letters from which on two slips are forgiven
_MOST = 5  # words that one word may stand for
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def mended(query: Query, vocabulary: Mapping[str, int]) -> tuple[Query, str] | None:
    """The query with each word that no text has read as any of the words like it, or else as the beginning of longer
    ones ("Datenschutz" of "Datenschutzerklärung"), and the text that was perhaps meant; None where every word is known,
    or where nothing is like an unknown one."""
    likely: dict[str, list[str]] = {}
    begun: set[str] = set()
    for leaf in positive(query.tree):
        if isinstance(leaf, Word | Prefix) and leaf.text not in vocabulary:
            found = like(leaf.text, vocabulary)
            if found:
                likely[leaf.text] = found
            elif isinstance(leaf, Word) and len(leaf.text) >= _SHORTEST and _begins(leaf.text, vocabulary):
                begun.add(leaf.text)
    if not (likely or begun) or query.tree is None:
        return None

    def change(node: Node) -> Node:
        if isinstance(node, Word | Prefix) and node.text in likely:
            return Or(tuple(map(Word, likely[node.text])))
        return Prefix(node.text) if isinstance(node, Word) and node.text in begun else node

    def meant(match: re.Match[str]) -> str:
        word = key(match.group())
        if word in begun:
            return f"{match.group()}*"
        return likely[word][0] if word in likely else match.group()

    text = _WORD.sub(meant, query.text.strip())
    return replace(query, tree=replaced(query.tree, change), heading=""), text


def as_printed(meant: str, typed: str, shown: Iterable[str]) -> str:
    """The words that were perhaps meant as what was found prints them, each in its most frequent form: "Kündigung" for
    "kundigung", as words are kept to be compared. What was typed so, and what nothing found shows, stays as it is."""
    asked = set(_WORD.findall(typed))
    forms: dict[str, Counter[str]] = {word: Counter() for word in _WORD.findall(meant) if word not in asked}
    for text in shown:
        for word in _WORD.findall(text):
            if (folded := key(word)) in forms:
                forms[folded][word] += 1

    def printed(match: re.Match[str]) -> str:
        found = forms.get(match.group())
        return found.most_common(1)[0][0] if found else match.group()

    return _WORD.sub(printed, meant)


def _begins(word: str, vocabulary: Mapping[str, int]) -> bool:
    return any(other.startswith(word) for other in vocabulary)


def like(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """The words of the texts that are a slip or two away (a letter wrong, missing, too many, or two changed about), the
    nearest first, then the most frequent."""
    if len(word) < _SHORTEST or not word.isalpha():
        return []
    most = 2 if len(word) >= _LONG else 1
    found = process.extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=50)
    near = sorted((distance, -vocabulary[other], other) for other, distance, _ in found if other.isalpha())
    return [other for distance, _, other in near if distance == near[0][0]][:_MOST]
