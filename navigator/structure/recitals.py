"""Recitals: "A. The maker makes widgets." before "NOW, THEREFORE, the parties agree as follows". The clauses that come
next are no part of them."""

from __future__ import annotations

import re

from navigator.structure.nodes import Node
from navigator.structure.numbering import Form, Numeral
from navigator.structure.units import Draft

# "RECITALS", "Background", "W I T N E S S E T H:"
_HEADING = re.compile(
    r"\W*(?:recitals?|whereas|background|preamble|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h|präambel|préambule|preámbulo|"
    r"considerandos|antecedentes|exponen|manifiestan|reunidos|premesse|preâmbulo|overwegende)\W*",
    re.IGNORECASE,
)
# "NOW, THEREFORE, …", "IT IS AGREED as follows:", "the parties hereby agree as follows:"
_AGREED = re.compile(
    r"NOW,? THEREFORE\b|(?:IT IS|It is) (?:HEREBY |hereby )?(?:AGREED|agreed)\b|"
    r"(?:Accordingly,? )?[Tt]he [Pp]arties (?:hereby )?agree as follows"
)


def stands_outside(draft: Draft, node: Node, numeral: Numeral) -> bool:
    """Whether a number that follows recitals is no part of them: all but their own letters and romans."""
    own = numeral.device is None and numeral.form in (Form.UPPER_ALPHA, Form.UPPER_ROMAN)
    return not own and is_recital(draft, node)


def is_recital(draft: Draft, node: Node) -> bool:
    """Whether a provision is the heading of the recitals, or one of them: a capital letter over a sentence."""
    if node.heading is not None:
        return node.numeral is None and _HEADING.fullmatch(draft.text.at(node.heading)) is not None
    return node.numeral is not None and node.numeral.form is Form.UPPER_ALPHA and node.numeral.device is None


def ends_recitals(text: str) -> bool:
    """Whether a paragraph says that the agreement itself begins."""
    return _AGREED.match(text) is not None
