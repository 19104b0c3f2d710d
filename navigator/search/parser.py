"""Text of a query -> tree: a lexer and a parser by recursive descent. OR binds loosest, then AND (written or not), then
near, then NOT and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from navigator.model.address import number_part
from navigator.search.tree import And, Area, Near, Node, Not, Or, Phrase, Prefix, Under, Within, Word
from navigator.search.words import tokens

_WHERE = ("agreement:", "in:")
_DEEPEST = 40
_FARTHEST = 50  # words that near may reach; beyond that nothing is near
_MOST_PAIRS = 64
_NEAR = re.compile(r"near/(\d{1,4})", re.IGNORECASE)
_QUOTES = re.compile('["“”„«»]')
_LEXEME = re.compile(
    r"""(?P<quoted>["“„«][^"“”„«»]*["”“»])"""
    r"|(?P<space>\s+)"
    r"""|(?P<field>(?i:heading|summary|term|party|agreement|in):(?=[^\s()"“”„«»:]|["“„«(]))"""
    r"|(?P<open>\((?!\s*\)))|(?P<close>\))"
    # "9.2(a)", "item(s)": a bracket inside a word belongs to the word.
    r"""|(?P<word>[^\s()"“”„«»]+(?:\([^\s()"“”„«»]*\)[^\s()"“”„«»]*)*)"""
    r"""|(?P<other>.)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`plain` is what was typed beside where to look (agreement: and in:); "" where that has operators, quotes or other
    fields, for then it is no heading typed as is."""

    tree: Node | None
    scope: Node | None
    plain: str
    notes: tuple[str, ...]


def parsed(text: str, *, unending: bool) -> Reading:
    """Read a text; `unending`: its last word may still be typed. Never raises."""
    notes: list[str] = []
    lexemes = list(_lexemes(text, notes))
    tree = _Parser(lexemes, notes, unending=unending).tree()
    tree, scope = _scope(tree)
    return Reading(tree, scope, _plain(text, lexemes), tuple(dict.fromkeys(notes)))


def _plain(text: str, lexemes: list[tuple[str, str]]) -> str:
    words: list[str] = []
    looking = False
    for kind, word in lexemes:
        if looking and kind in {"word", "quoted"}:
            looking = False
        elif kind == "field" and word.lower() in _WHERE:
            looking = True
        elif kind in {"word", "close"} and not looking:
            words.append(word)
        else:
            return ""
    return text.strip() if len(words) == len(lexemes) else " ".join(words)


def _scope(tree: Node | None) -> tuple[Node | None, Node | None]:
    """What is wanted, and where; a query that says only where wants everything there."""
    if not isinstance(tree, And):
        return tree, None
    where = [part for part in tree.parts if _is_scope(part)]
    rest = [part for part in tree.parts if not _is_scope(part)]
    return (_joined(And, rest), _joined(And, where)) if rest and where else (tree, None)


def _is_scope(part: Node) -> bool:
    return isinstance(part, Under) or (isinstance(part, Within) and part.area is Area.AGREEMENT)


def _lexemes(text: str, notes: list[str]) -> Iterator[tuple[str, str]]:
    for match in _LEXEME.finditer(text):
        kind, words = str(match.lastgroup), match.group()
        if kind == "other" and _QUOTES.match(words):
            notes.append("A quotation mark without its pair was passed over.")
        if kind in {"space", "other"}:
            continue
        if kind == "word" and words in {"AND", "OR", "NOT"}:
            kind = "operator"
        elif kind == "word" and _NEAR.fullmatch(words):
            kind = "near"
        elif kind == "word" and len(words) > 2 and words.endswith("*") and any(c.isalnum() for c in words):
            kind = "star"
        elif kind == "quoted":
            words = _QUOTES.sub("", words)
        yield kind, words


class _Parser:
    def __init__(self, lexemes: list[tuple[str, str]], notes: list[str], *, unending: bool) -> None:
        self._lexemes = lexemes
        self._notes = notes
        self._at = 0
        self._depth = 0
        self._unending = unending

    def tree(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._lexemes):
            part = self._either()
            if part is not None:
                parts.append(part)
            if self._kind() == "close":
                self._notes.append("A closing bracket that closes nothing was passed over.")
                self._at += 1
        if not parts:  # nothing but operators: then they are words
            parts = [Word(words.lower()) for kind, words in self._lexemes if kind == "operator"]
            if parts:
                self._notes[:] = ["There is nothing to join: the operator was read as a word."]
        return _joined(And, parts)

    def _either(self) -> Node | None:
        parts = [self._both()]
        while self._takes("OR"):
            after = self._both()
            if after is None or parts[-1] is None:
                self._notes.append("OR has words on one side only: it was passed over.")
            parts.append(after)
        return _joined(Or, [part for part in parts if part is not None])

    def _both(self) -> Node | None:
        parts: list[Node] = []
        dangling = False
        while self._at < len(self._lexemes) and self._kind() != "close":
            if self._lexemes[self._at] == ("operator", "OR"):
                break
            if self._takes("AND"):
                dangling = True
                if not parts:
                    self._notes.append("AND has words on one side only: it was passed over.")
                continue
            part = self._beside()
            if part is not None:
                dangling = False
                parts.append(part)
        if dangling and parts:
            self._notes.append("AND has words on one side only: it was passed over.")
        return _joined(And, parts)

    def _beside(self) -> Node | None:
        """One thing, or several with near between."""
        left = self._one()
        found: list[Node] = []
        while self._kind() == "near":
            distance = self._distance()
            right = self._one()
            if left is None or right is None:
                self._notes.append("near has words on one side only: it was passed over.")
                left = left or right
                continue
            found.append(self._near(left, right, distance))
            left = right
        return _joined(And, found) or left

    def _distance(self) -> int:
        match = _NEAR.fullmatch(self._lexemes[self._at][1])
        self._at += 1
        asked = int(match.group(1)) if match else 1
        distance = min(max(asked, 1), _FARTHEST)
        if distance != asked:
            self._notes.append(f"near/{asked} was read as near/{distance}.")
        return distance

    def _near(self, left: Node, right: Node, distance: int) -> Node:
        """Groups of alternatives are taken apart; of a phrase the word next to `near` counts; anything else is only
        wanted in the same provision, and that is told."""
        if _width(left) * _width(right) > _MOST_PAIRS:
            self._notes.append("near has too many alternatives: both sides were looked for in one provision.")
            return And((left, right))
        if isinstance(left, Or):
            return Or(tuple(self._near(part, right, distance) for part in left.parts))
        if isinstance(right, Or):
            return Or(tuple(self._near(left, part, distance) for part in right.parts))
        if isinstance(left, Phrase) and not left.prefix:
            return And((left, self._near(Word(left.words[-1]), right, distance)))
        if isinstance(right, Phrase) and not right.prefix:
            return And((right, self._near(left, Word(right.words[0]), distance)))
        if isinstance(left, Prefix) and left.unending:
            left = Word(left.text)
        if isinstance(right, Prefix) and right.unending:
            return And((right, left))  # still being typed: what it will be near to is not known yet
        if isinstance(left, Word) and isinstance(right, Word):
            return Near(left.text, right.text, distance) if left != right else left
        self._notes.append("near takes words and phrases: here both sides were looked for in one provision.")
        return And((left, right))

    def _one(self) -> Node | None:
        denied = False
        while self._takes("NOT"):
            denied = not denied
        kind = self._kind()
        if kind in {None, "operator", "close", "near"}:
            if denied:
                self._notes.append("NOT has nothing after it: it was passed over.")
            return None
        if kind == "field":
            part = self._field()
        elif kind == "open":
            self._at += 1
            part = self._group()
        else:
            part = self._words()
        return Not(part) if denied and part is not None else part

    def _words(self) -> Node | None:
        kind, words = self._lexemes[self._at]
        self._at += 1
        last = self._unending and self._at == len(self._lexemes)
        return _words(words, prefix=kind == "star" or last, exact=kind == "quoted", unending=kind != "star")

    def _field(self) -> Node | None:
        name = self._lexemes[self._at][1][:-1].lower()
        self._at += 1
        if name == "in" and self._kind() in {"word", "quoted"}:
            number = number_part(self._lexemes[self._at][1])
            self._at += 1
            return Under(number)
        part: Node | None
        if self._kind() == "open":
            self._at += 1
            part = self._group()
        elif self._kind() in {"word", "quoted", "star"}:
            part = self._words()
        else:
            part = None
        if part is None or name == "in":
            self._notes.append(f"{name}: has no {'number' if name == 'in' else 'words'} after it: it was passed over.")
            return part
        return Within(Area(name), part)

    def _group(self) -> Node | None:
        if self._depth >= _DEEPEST:
            self._notes.append(f"Brackets deeper than {_DEEPEST} were passed over.")
            return None
        self._depth += 1
        part = self._either()
        self._depth -= 1
        if self._kind() == "close":
            self._at += 1
        else:
            self._notes.append("A bracket is not closed: it was read as closed at the end.")
        return part

    def _kind(self) -> str | None:
        return self._lexemes[self._at][0] if self._at < len(self._lexemes) else None

    def _takes(self, operator: str) -> bool:
        if self._at < len(self._lexemes) and self._lexemes[self._at] == ("operator", operator):
            self._at += 1
            return True
        return False


def _width(node: Node) -> int:
    return len(node.parts) if isinstance(node, Or) else 1


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
    if whole.compound and whole.start == found[0].start:
        return Or((phrase, Prefix(whole.text, unending) if prefix else Word(whole.text)))
    return phrase
