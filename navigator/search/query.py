"""The query language: any text is a query, read once into a small tree.

    thirty days notice          all of the words, in any order, in any of their forms
    "force majeure event"       these words in this order, in this form
    terminat*                   words that begin so
    fees OR charges NOT taxes   operators in capitals; AND is the default; brackets group
    9.6   § 9.6   9.2(a)        a section: it is the first answer, before the places that mention it
    force majeure               a heading, typed as is: likewise

What is no such thing is a word (`AND` alone) or a separator (a lone quote, a stray bracket, `:`, `~`, `^`, `/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from navigator.model.address import number_part
from navigator.search.words import key, tokens

_LONGEST = 4000  # code points: a pasted clause is a query, a pasted book is not
_DEEPEST = 40
_QUOTES = re.compile('["“”„«»]')
_LEXEME = re.compile(
    r"""(?P<quoted>["“„«][^"“”„«»]*["”“»])"""
    r"|(?P<space>\s+)"
    r"|(?P<open>\((?!\s*\)))|(?P<close>\))"
    # "9.2(a)", "item(s)": a bracket inside a word belongs to the word.
    r"""|(?P<word>[^\s()"“”„«»]+(?:\([^\s()"“”„«»]*\)[^\s()"“”„«»]*)*)"""
    r"""|(?P<other>.)""",
    re.DOTALL,
)
# "9.6", "§ 9.6", "Section 9.2(a)", "clause 4 (b)", "10."
_NUMBER = re.compile(
    r"^(?P<device>§+|(?:sections?|sec\.?|clauses?|articles?|art\.?|paragraphs?|para\.?|ziffer|abschnitt|artikel|"
    r"artículo|articolo|artigo|cláusula)(?=[\s\d]))?\s*"
    r"(?P<number>(?:\d+[a-z]?|[a-z]\.\d+|(?<=\s)[ivxlc]+|(?<=\s)[a-z])(?:\.\d+[a-z]?)*(?:\s*\.?\([a-z0-9]{1,5}\))*)\.?$",
    re.IGNORECASE,
)
_LAST_ITEM = re.compile(r"\s*\.?\([a-z0-9]{1,5}\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; `text` is folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`, folded; with `unending`, which was not asked for with "*" but may still be typed,
    also the forms of the word that it may be already ("notices" finds "notice")."""

    text: str
    unending: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order and form; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Node = Word | Prefix | Phrase | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read.

    text      as typed
    tree      what the words must satisfy; None where there is no word
    numbers   the section that was typed, in the form of `model.address.number_part`, nearest first: "9.2(a)" is
              9-2-a, else 9-2, since an item in running text is no provision of its own
    heading   the whole query as a heading or term is compared; "" where it has operators or quotes
    unending  True where the last word may not be finished (search as you type)
    """

    text: str
    tree: Node | None
    numbers: tuple[str, ...] = ()
    heading: str = ""
    unending: bool = False

    @property
    def is_empty(self) -> bool:
        return self.tree is None and not self.numbers


def parse(text: str, *, as_you_type: bool = False) -> Query:
    """Read a query. Every text is one; none raises. With `as_you_type` the last word is a beginning, unless a space
    follows it."""
    text = text[:_LONGEST]
    unending = as_you_type and text[-1:].isalnum()
    lexemes = list(_lexemes(text))
    tree = _Parser(lexemes, unending=unending).tree()
    special = any(kind in {"quoted", "operator", "open", "star"} for kind, _ in lexemes)
    numbers = _numbers(text.strip())
    return Query(text, tree, numbers, "" if special else key(text), unending)


def positive(node: Node | None) -> Iterator[Word | Prefix | Phrase]:
    """The words that a match must or may have, those under NOT left out: what a snippet marks."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from positive(part)
    elif isinstance(node, Word | Prefix | Phrase):
        yield node


def _numbers(text: str) -> tuple[str, ...]:
    match = _NUMBER.match(text)
    if match is None:
        return ()
    number = match["number"]
    found = [number_part(number)]
    while shorter := _LAST_ITEM.sub("", number):
        if shorter == number:
            break
        found.append(number_part(shorter))
        number = shorter
    return tuple(found)


def _lexemes(text: str) -> Iterator[tuple[str, str]]:
    for match in _LEXEME.finditer(text):
        kind, words = str(match.lastgroup), match.group()
        if kind in {"space", "other"}:
            continue
        if kind == "word" and words in {"AND", "OR", "NOT"}:
            kind = "operator"
        elif kind == "word" and len(words) > 2 and words.endswith("*") and any(c.isalnum() for c in words):
            kind = "star"
        elif kind == "quoted":
            words = _QUOTES.sub("", words)
        yield kind, words


class _Parser:
    """Recursive descent over the lexemes: OR binds loosest, then AND (written or not), then NOT."""

    def __init__(self, lexemes: list[tuple[str, str]], *, unending: bool) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._depth = 0
        self._unending = unending

    def tree(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._lexemes):
            part = self._either()
            if part is not None:
                parts.append(part)
            if self._kind() == "close":  # one that closes nothing
                self._at += 1
        if not parts:  # nothing but operators: then they are words
            parts = [Word(words.lower()) for kind, words in self._lexemes if kind == "operator"]
        return _joined(And, parts)

    def _either(self) -> Node | None:
        parts = [self._both()]
        while self._takes("OR"):
            parts.append(self._both())
        return _joined(Or, [part for part in parts if part is not None])

    def _both(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._lexemes) and self._kind() != "close":
            if self._lexemes[self._at] == ("operator", "OR"):
                break
            if self._takes("AND"):
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _one(self) -> Node | None:
        denied = False
        while self._takes("NOT"):
            denied = not denied
        if self._at >= len(self._lexemes) or self._lexemes[self._at][0] in {"operator", "close"}:
            return None
        kind, words = self._lexemes[self._at]
        self._at += 1
        if kind == "open":
            part = self._group()
        else:
            last = self._unending and self._at == len(self._lexemes)
            part = _words(words, prefix=kind == "star" or last, exact=kind == "quoted", unending=kind != "star")
        return Not(part) if denied and part is not None else part

    def _group(self) -> Node | None:
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        part = self._either()
        self._depth -= 1
        if self._kind() == "close":
            self._at += 1
        return part

    def _kind(self) -> str | None:
        return self._lexemes[self._at][0] if self._at < len(self._lexemes) else None

    def _takes(self, operator: str) -> bool:
        if self._at < len(self._lexemes) and self._lexemes[self._at] == ("operator", operator):
            self._at += 1
            return True
        return False


def _joined(kind: type[And | Or], parts: list[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _words(text: str, *, prefix: bool, exact: bool, unending: bool) -> Node | None:
    """One lexeme: a word, or what it falls into ("9.2(a)", "and/or", "third-party") as a phrase. A hyphenated word is
    found written together as well."""
    found = list(tokens(text))
    if not found:
        return None
    plain = tuple(token.text for token in found if not token.compound)
    if exact:
        return Phrase(plain)
    if len(plain) == 1:
        return Prefix(plain[0], unending) if prefix else Word(plain[0])
    phrase = Phrase(plain, prefix)
    whole = found[-1]
    if whole.compound and whole.place == 0:
        return Or((phrase, Prefix(whole.text, unending) if prefix else Word(whole.text)))
    return phrase
