"""Countries by topic, as rows of cells: what the matrix shows, copies and exports. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navigator.model.analysis import Analysis
from navigator.model.rules import Answer, Applicability, Fact
from navigator.model.text import Span
from ui.jurisdiction.atlas import Atlas, reason, said
from ui.jurisdiction.card import place_name
from ui.jurisdiction.words import FACTS

TOPICS = (
    FACTS[Fact.ENTITY],
    FACTS[Fact.GOVERNING_LAW],
    FACTS[Fact.COURTS],
    "Disputes",
    FACTS[Fact.CURRENCY],
    "Special terms",
    "Replaced",
)
WELL_KNOWN = "US GB DE FR IE NL CH ES IT SE BR MX CA JP SG IN AU NZ CN HK KR AE ZA IL KZ".split()
"""Examples are taken from these first, in this order, then by name."""
_MOST_EXAMPLES = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A source: where it stands, and how it is called ("§ 9.6")."""

    name: str
    provision: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """`settled` False where the agreement leaves the answer open; `why` says so in words."""

    words: str
    links: tuple[Link, ...] = ()
    settled: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One country with a cell for each topic."""

    code: str
    name: str
    cells: tuple[Cell, ...]


def line(analysis: Analysis, atlas: Atlas, code: str) -> Line:
    """What applies in one country."""
    found = atlas.applicabilities[code]
    answers = found.answers
    cells = [_cell(analysis, answers.get(fact)) for fact in (Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS)]
    cells.append(_disputes(analysis, found))
    cells.append(_cell(analysis, answers.get(Fact.CURRENCY)))
    cells.append(_special(found))
    cells.append(_replaced(found))
    return Line(code, atlas.names.get(code, code), tuple(cells))


def examples(atlas: Atlas) -> list[str]:
    """The profile's own country, then one for each different set of answers, the well-known ones first."""
    codes = [code for code in WELL_KNOWN if code in atlas.applicabilities]
    codes += [code for code in atlas.names if code in atlas.applicabilities and code not in codes]
    seen: set[tuple[object, ...]] = set()
    chosen: list[str] = []
    own = atlas.profile.country
    for code in ([own] if own in atlas.applicabilities else []) + codes:
        assert code is not None
        found = atlas.applicabilities[code]
        key = (
            tuple((a.value, a.certain) if a else None for a in (found.answers.get(fact) for fact in Fact)),
            tuple((row.target, row.by) for row in found.replaced),
        )
        if key not in seen:
            seen.add(key)
            chosen.append(code)
    return chosen[:_MOST_EXAMPLES]


def table(lines: Sequence[Line]) -> list[list[str]]:
    """Head and rows as words, with the source behind each value, for the clipboard and for files."""
    head = ["Country", "Code", *TOPICS]
    return [head, *([row.name, row.code, *(_said(cell) for cell in row.cells)] for row in lines)]


def _said(cell: Cell) -> str:
    sources = ", ".join(link.name.replace("\u00a0", " ") for link in cell.links)
    words = f"{cell.words} ({sources})" if sources and cell.words else cell.words
    return f"{words}. {cell.why}" if cell.why else words


def _cell(analysis: Analysis, answer: Answer | None) -> Cell:
    if answer is None:
        return Cell("")
    links = (_link(analysis, answer),) if answer.provision is not None else ()
    if answer.certain and answer.value:
        return Cell(said(answer), links)
    return Cell(said(answer) or "Not settled", links, settled=False, why=reason(answer))


def _link(analysis: Analysis, answer: Answer) -> Link:
    assert answer.provision is not None
    return Link(place_name(analysis.agreement, answer.provision), answer.provision, answer.value_span)


def _disputes(analysis: Analysis, found: Applicability) -> Cell:
    seat, rules = found.answers.get(Fact.ARBITRATION_SEAT), found.answers.get(Fact.ARBITRATION_RULES)
    given = [answer for answer in (seat, rules) if answer is not None]
    if not given:
        return Cell("")
    words = []
    if seat is not None:
        words.append(f"Arbitration in {seat.value}" if seat.value else "Arbitration; its seat is not settled")
    if rules is not None and rules.value:
        words.append(said(rules))
    links = dict.fromkeys(_link(analysis, answer) for answer in given if answer.provision is not None)
    once = {link.provision: link for link in reversed(links)}
    open_ones = [answer for answer in given if not answer.certain]
    why = reason(open_ones[0]) if open_ones else ""
    return Cell(", ".join(words), tuple(reversed(once.values())), settled=not open_ones, why=why)


def _special(found: Applicability) -> Cell:
    rows = found.special_terms
    words = "; ".join(f"{row.heading}{'' if row.certain else ' (may apply)'}" for row in rows)
    links = tuple(Link(f"§\u00a0{row.number}", row.provision) for row in rows if row.number)
    open_ones = [row.why for row in rows if not row.certain]
    return Cell(words, links, settled=not open_ones, why=open_ones[0] if open_ones else "")


def _replaced(found: Applicability) -> Cell:
    words = "; ".join(f"{row.target_number} by {row.by_number}" for row in found.replaced)
    return Cell(words, tuple(Link(f"§\u00a0{row.by_number}", row.by) for row in found.replaced))
