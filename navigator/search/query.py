"""The query language: any text is a query, read once into a small tree (`search.tree`).

    thirty days notice          all of the words, in any order, in any of their forms
    "force majeure event"       these words in this order, in this form
    terminat*                   words that begin so
    fees OR charges NOT taxes   operators in capitals; AND is the default; brackets group
    notice near/5 terminate     at most five words apart, in any of their forms and either order
    heading:fees                in a heading; also summary: term: party: agreement:, with a word, "words" or (a group)
    in:9                        the provisions of section 9
    9.6   § 9.6   9.2(a)        a section: it is the first answer, before the places that mention it
    force majeure               a heading, typed as is: likewise

What is no such thing is a word (`AND` alone) or a separator (a lone quote, a stray bracket, `:`, `~`, `^`, `/`). What
was typed and is passed over is told in `Query.notes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from navigator.model.address import number_part
from navigator.search.parser import parsed
from navigator.search.tree import And, Held, Leaf, Near, Node, Not, Or, Phrase, Prefix, Under, Within, Word, positive
from navigator.search.words import key

__all__ = [
    "And",
    "Held",
    "Leaf",
    "Near",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Under",
    "Within",
    "Word",
    "numbers_of",
    "parse",
    "positive",
]

_LONGEST = 4000  # code points: a pasted clause is a query, a pasted book is not
# "9.6", "§ 9.6", "Section 9.2(a)", "clause 4 (b)", "10."
_NUMBER = re.compile(
    r"^(?P<device>§+|(?:sections?|sec\.?|clauses?|articles?|art\.?|paragraphs?|para\.?|ziffer|abschnitt|artikel|"
    r"artículo|articolo|artigo|cláusula)(?=[\s\d]))?\s*"
    r"(?P<number>(?:\d+[a-z]?|[a-z]\.\d+|(?<=\s)[ivxlc]+|(?<=\s)[a-z])(?:\.\d+[a-z]?)*(?:\s*\.?\([a-z0-9]{1,5}\))*)\.?$",
    re.IGNORECASE,
)
_LAST_ITEM = re.compile(r"\s*\.?\([a-z0-9]{1,5}\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read.

    text      as typed
    tree      what the words must satisfy; None where there is no word
    scope     where it must be satisfied: agreements, a section; None for everywhere
    numbers   the section that was typed, in the form of `model.address.number_part`, nearest first: "9.2(a)" is
              9-2-a, else 9-2, since an item in running text is no provision of its own
    heading   the whole query as a heading or term is compared; "" where it has operators or quotes
    unending  True where the last word may not be finished (search as you type)
    notes     how a broken query was read, one sentence each
    """

    text: str
    tree: Node | None
    scope: Node | None = None
    numbers: tuple[str, ...] = ()
    heading: str = ""
    unending: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.tree is None and not self.numbers


def parse(text: str, *, as_you_type: bool = False) -> Query:
    """Read a query. Every text is one; none raises. With `as_you_type` the last word is a beginning, unless a space
    follows it."""
    cut = text[:_LONGEST]
    unending = as_you_type and cut[-1:].isalnum()
    reading = parsed(cut, unending=unending)
    notes = reading.notes
    if len(text) > _LONGEST:
        notes = (f"Only the first {_LONGEST} characters were searched for.", *notes)
    plain = reading.plain
    return Query(cut, reading.tree, reading.scope, numbers_of(plain or cut), key(plain), unending, notes)


def numbers_of(text: str) -> tuple[str, ...]:
    """The section that a text names and those that hold it, nearest first; nothing where it names none."""
    match = _NUMBER.match(text.strip())
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
