"""Terms whose definition changed, or went, while the provisions that use them kept their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from navigator.compare.evidence import Facts, Touched
from navigator.compare.meaning import Sides
from navigator.compare.tokens import tokens
from navigator.compare.weighing import STRONG_STYLES
from navigator.model.agreement import Agreement, Layer
from navigator.model.comparison import AlteredTerm, WordOp, plain_spans
from navigator.model.terms import Definition

_NAMED = 6


def altered_terms(sides: Sides, touched: list[Touched | None]) -> tuple[AlteredTerm, ...]:
    """Every such term, in the order of the old definitions; `touched` goes with the rows.

    A definition in passing (the “Services”) stands in a sentence that says much else, so that only one with an entry or
    a row of its own can be told to have changed; that a term is defined nowhere any more is told of every kind.
    """
    old, new = sides.facts
    theirs = _by_term(new)
    aliases = {_term_key(alias) for definition in new.analysis.definitions for alias in definition.aliases}
    gone = {
        key: (ats, definitions, theirs.get(key, ([], []))[1])
        for key, (ats, definitions) in _by_term(old).items()
        if _is_altered(sides, definitions, theirs.get(key, ([], []))[1]) and (key in theirs or key not in aliases)
    }
    uses = _uses(sides, touched, {at for ats, _, _ in gone.values() for at in ats})
    found = (
        _altered(sides, ours, later, {row for at in ats for row in uses[at]}) for ats, ours, later in gone.values()
    )
    return tuple(term for term in found if term is not None)


def _by_term(facts: Facts) -> dict[str, tuple[list[int], list[Definition]]]:
    """Each term, in one case and number ("Affiliates" is no other term) -> its definitions and their indexes."""
    found: dict[str, tuple[list[int], list[Definition]]] = {}
    for at, definition in enumerate(facts.analysis.definitions):
        ats, definitions = found.setdefault(_term_key(definition.term), ([], []))
        ats.append(at)
        definitions.append(definition)
    return found


def _is_altered(sides: Sides, old: list[Definition], new: list[Definition]) -> bool:
    if any(each.style not in STRONG_STYLES for each in (*old, *new)):
        return not new
    meant, means = (
        [_key(_meaning(side, each)) for each in ours] for side, ours in ((sides.old, old), (sides.new, new))
    )
    return sorted(meant) != sorted(means)


def _altered(sides: Sides, old: list[Definition], new: list[Definition], uses: set[int]) -> AlteredTerm | None:
    term, row = old[0].term, sides.row_of_old[old[0].provision]
    used = tuple(sorted(uses - {row}))
    if not used:
        return None
    became = "means something else now and is used" if new else "is defined no more and is still used"
    words = f"“{term}” {became} in unchanged words: {_places(sides, used)}"
    meant, means = (
        " / ".join(_meaning(side, each) for each in ours) for side, ours in ((sides.old, old), (sides.new, new))
    )
    return AlteredTerm(term, row, meant, means, used, words)


def _term_key(term: str) -> str:
    return " ".join(token.key.rstrip("s") for token in tokens(term) if token.is_word)


def _meaning(agreement: Agreement, definition: Definition) -> str:
    return plain_spans(agreement.text, [definition.meaning]).text


def _key(meaning: str) -> str:
    return " ".join(token.key for token in tokens(meaning) if token.is_word)


def _uses(sides: Sides, touched: list[Touched | None], wanted: set[int]) -> dict[int, set[int]]:
    """Each of the wanted old definitions -> rows with a use of it in words that did not change."""
    found: dict[int, set[int]] = defaultdict(set)
    for use in sides.facts[0].analysis.uses if wanted else ():
        which = wanted.intersection(use.definitions)
        if not which or use.layer is not Layer.BINDING:
            continue
        at = sides.row_of_old[use.provision]
        row = sides.rows[at]
        if not row.is_pair:
            continue
        if touched[at] is not None:
            place = row.old_text.locate(use.span)
            spans = (span for span in row.line.spans if span.op is WordOp.EQUAL)
            if place is None or not any(each.old_start <= place[0] and place[1] <= each.old_end for each in spans):
                continue
        for definition in which:
            found[definition].add(at)
    return found


def _places(sides: Sides, used: tuple[int, ...]) -> str:
    """`2.1, 3.4, Preamble and 7 more`"""
    named = list(dict.fromkeys(_numbers(sides, used)))
    shown = named[:_NAMED] if len(named) > _NAMED + 1 else named
    left = len(named) - len(shown)
    return f"{', '.join(shown)} and {left} more" if left else ", ".join(shown)


def _numbers(sides: Sides, used: tuple[int, ...]) -> Iterator[str]:
    for at in used:
        identity = sides.rows[at].new[0]
        provision = sides.new.by_id[identity]
        yield provision.full_number or provision.heading or sides.called(identity, new=True)
