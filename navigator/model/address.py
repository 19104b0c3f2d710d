"""Addresses of provisions: Akoma Ntoso eIds and the numbers that people cite.

The eId follows the Akoma Ntoso Naming Convention 1.0 (OASIS): the element's abbreviation, "_", the number with its
dots as hyphens, joined to its parent's eId by "__". Unnumbered provisions take "nn" and their ordinal, a repeated
address takes "_2", as Laws.Africa's Bluebell does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "primera primeira", "segunda", "tercera terceira", "cuarta quarta", "quinta", "sexta", "séptima sétima",
            "octava oitava", "novena nona", "décima", "undécima decimaprimera", "duodécima decimasegunda",
        ),
        1,
    )
    for feminine in words.split()
    for word in (feminine, feminine[:-1] + "o")
}  # fmt: skip
"""Numbers in words, as Spanish and Portuguese agreements number their clauses: "PRIMERA", "segundo"."""

_LEVELS = ("sec", "subsec", "para", "subpara", "point", "item")
_DEVICE = re.compile(
    r"^(?:sections?|clauses?|articles?|paragraphs?|parts?|§+|artikel|abschnitt|ziffer|artículo|articolo|artigo|第)\s*",
    re.I,
)


def element(level: int, *, kind: str = "section") -> str:
    """The Akoma Ntoso abbreviation for a provision at a depth (1 = top): 1 -> "sec", 2 -> "subsec".

    `kind` "schedule", "preface", "preamble" or "conclusions" names the part of the document instead.
    """
    named = {"schedule": "hcontainer", "preface": "preface", "preamble": "preamble", "conclusions": "conclusions"}
    return named.get(kind) or _LEVELS[min(level, len(_LEVELS)) - 1]


def number_part(number: str) -> str:
    """'9.6' -> '9-6'; '(a)' -> 'a'; 'Article IV.' -> 'iv'; '2.1(c)' -> '2-1-c'. Never empty."""
    bare = _DEVICE.sub("", number.strip())
    bare = str(ORDINALS.get(bare.lower(), bare))
    bare = bare.rstrip("条章項節")
    return re.sub(r"[^\w]+", "-", bare.lower()).strip("-") or "nn"


def e_id(parent: str | None, abbreviation: str, number: str) -> str:
    """('sec_9', 'subsec', '9.6') -> 'sec_9__subsec_9-6'."""
    own = f"{abbreviation}_{number_part(number)}"
    return f"{parent}__{own}" if parent else own


@dataclass(frozen=True, slots=True)
class Citation:
    """How a reader names a provision: 'Section 9.6 (Governing Law)'; parts are None where the provision has none."""

    number: str | None
    heading: str | None

    def __str__(self) -> str:
        name = f"Section {self.number}" if self.number else ""
        if self.heading and name:
            return f"{name} ({self.heading})"
        return name or self.heading or "unnumbered provision"
