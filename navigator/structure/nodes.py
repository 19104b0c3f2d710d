"""Provisions in the making, and the addresses and numbers they are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from navigator.model.address import e_id, element, number_part
from navigator.model.agreement import Piece, ProvisionKind
from navigator.model.text import BlockKind, Span
from navigator.structure.numbering import Form, Numeral, as_alpha
from navigator.structure.units import Unit

_PARTS = frozenset({"part", "chapter", "title"})
ITEM_FORMS = (Form.LOWER_ALPHA, Form.LOWER_ROMAN)


@dataclass(slots=True, eq=False)
class Node:
    """A provision in the making. `key` tells how it is written, so that the next of its kind is found as a sibling."""

    id: str
    parent: Node | None
    kind: ProvisionKind
    key: tuple[str, ...]
    unit: int
    numeral: Numeral | None = None
    full_number: str | None = None
    number_span: Span | None = None
    heading: Span | None = None
    body: list[Piece] = field(default_factory=list)
    has_children: bool = False
    shortened: str | None = None
    """Its full number before it was found to need no part before it."""
    level: int = field(init=False)

    def __post_init__(self) -> None:
        self.level = 1 if self.parent is None else self.parent.level + 1

    def shorten(self, number: str) -> None:
        """Give it a full number without that of the part that it stands in."""
        self.shortened, self.full_number = self.full_number, number

    @property
    def dotted(self) -> str | None:
        """Its full number with dots alone: "2.1.c" for "2.1(c)"."""
        number = self.full_number
        return number.replace("(", ".").replace(")", "") if number is not None and "(" in number else number

    @property
    def path(self) -> tuple[str, ...]:
        """Components of its own number, for matching dotted children."""
        return self.numeral.parts if self.numeral is not None else ()


class Addresses:
    """Unique eIds, and the numbers that references cite."""

    def __init__(self, doubts: list[str]) -> None:
        self._doubts = doubts
        self._ids: dict[str, int] = {}
        self._last: dict[tuple[str, ...], tuple[int, Node | None]] = {}
        self._within: dict[tuple[tuple[str, ...], Node | None], int] = {}
        self._counters: dict[str, int] = {}

    def remember(self, key: tuple[str, ...], value: int, parent: Node | None) -> None:
        """The last number given in one way of writing, for numbering that runs on across parents."""
        self._last[key] = (value, parent)
        self._within[key, parent] = value

    def ordinal(self, parent: Node | None, word: str) -> str:
        """ "nn_3" for the third unnumbered provision of its kind under one parent."""
        where = f"{parent.id if parent else ''}/{word}"
        self._counters[where] = self._counters.get(where, 0) + 1
        return f"nn_{self._counters[where]}"

    def address(self, kind: ProvisionKind, numeral: Numeral | None, parent: Node | None) -> str:
        """The eId of a provision from its kind, its number or ordinal, and the provision that it stands in."""
        if kind in (ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS):
            return self.unique(kind.value, None)
        if kind is ProvisionKind.PREAMBLE:  # the first is the whole of it as a rule: "preamble_1"
            return self.unique(e_id(None, "preamble", self.ordinal(None, "preamble").removeprefix("nn_")), None)
        word = "point" if kind is ProvisionKind.ITEM else element(1 if parent is None else parent.level + 1, kind=kind)
        number = number_part(numeral.printed) if numeral is not None else self.ordinal(parent, word)
        return self.unique(e_id(parent.id if parent else None, word, number), numeral)

    def unique(self, identity: str, numeral: Numeral | None) -> str:
        """The address, or with "_2" where it is taken; a repeated number is doubted aloud."""
        count = self._ids[identity] = self._ids.get(identity, 0) + 1
        if count == 1:
            return identity
        if numeral is not None:
            self._doubts.append(f"the number {numeral.printed} is printed more than once in one place")
        return self.unique(f"{identity}_{count}", None)

    def full_number(self, numeral: Numeral | None, key: tuple[str, ...], parent: Node | None) -> str | None:
        """As a reference would cite it. A plain number is cited through its parent, unless the numbering runs on
        through the whole document: then the number alone is unique."""
        if numeral is None:
            return None
        if numeral.form is Form.DOTTED or numeral.device not in (None, "、"):
            as_printed = numeral.device == "schedule" or (numeral.form is Form.DOTTED and "(" in numeral.printed)
            return numeral.printed if as_printed else ".".join(numeral.parts)
        owner = parent
        while owner is not None and owner.full_number is None and owner.kind is not ProvisionKind.SCHEDULE:
            owner = owner.parent
        above = owner.full_number if owner is not None and owner.kind is not ProvisionKind.SCHEDULE else None
        own = numeral.parts[-1]
        item = (
            numeral.form in ITEM_FORMS
            or (numeral.form is Form.UPPER_ALPHA and above is not None)
            or numeral.bracket in ("()", ")", "§", "-")
        )
        if above is None:
            return f"({own})" if numeral.bracket == "()" else own
        last = self._last.get(key)
        runs_on = last is not None and last[1] is not parent and numeral.value == last[0] + 1 and numeral.value != 1
        if runs_on and self._within.get((key, parent)) != (numeral.value or 0) - 1:
            return own
        return f"{above}({own})" if item else f"{above}.{own}"


def number_alone(nodes: Sequence[Node]) -> None:
    """Cite sections by their own number where they count on through the parts of the document: "5" for the section
    after 4 in Part B, and "5(a)" below it, not "B.5"."""
    series: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Node]] = {}
    for node in nodes:
        if node.parent is not None and _is_plain(node.numeral) and _is_part(node.parent.numeral):
            series.setdefault((node.key, node.parent.key), []).append(node)
    for run in series.values():
        values = [node.numeral.value if node.numeral is not None else None for node in run]
        if values == list(range(1, len(run) + 1)) and len({id(node.parent) for node in run}) > 1:
            for node, value in zip(run, values, strict=True):
                node.shorten(str(value))
    for node in nodes:  # parents come first, so what stands below follows
        above = node.parent
        if above is not None and above.shortened is not None and node.full_number is not None:
            old = above.shortened
            if node.full_number.startswith(old) and node.full_number[len(old) : len(old) + 1] in ("(", "."):
                node.shorten((above.full_number or "") + node.full_number[len(old) :])


def _is_plain(numeral: Numeral | None) -> bool:
    """Whether a number is "5." or "5"."""
    return (
        numeral is not None
        and numeral.form is Form.DECIMAL
        and numeral.device is None
        and numeral.bracket in (".", "")
        and numeral.parts[-1].isdecimal()
    )


def _is_part(numeral: Numeral | None) -> bool:
    """Whether a number is that of a part ("Part 2", "Chapter II", "B."), which no section can have."""
    if numeral is None or numeral.device == "schedule":
        return False
    return numeral.form in (Form.UPPER_ALPHA, Form.UPPER_ROMAN) or numeral.device in _PARTS


def settle(numeral: Numeral | None, stack: Sequence[Node]) -> Numeral | None:
    """ "(i)" is the letter after "(h)" where (h) is open, else roman."""
    alpha = as_alpha(numeral) if numeral is not None else None
    if alpha is None:
        return numeral
    own_key = numeral.key if numeral else ()
    roman_open = any(node.numeral is not None and node.numeral.key == own_key for node in stack)
    for node in reversed(stack):
        own = node.numeral
        if (
            own is not None
            and own.key == alpha.key
            and own.value is not None
            and alpha.value == own.value + 1
            and not (roman_open and numeral and numeral.value != 1)
        ):
            return alpha
    return numeral


def key_of(unit: Unit, numeral: Numeral | None) -> tuple[str, ...]:
    """How the beginning of a provision is written: see `Node.key`."""
    if numeral is not None and numeral.device == "schedule":
        return ("schedule",)
    if unit.is_heading_block:
        return ("heading", str(unit.source.level))
    listed = unit.kind is BlockKind.LIST_ITEM
    if numeral is None and listed:
        return ("lead", "item", str(unit.source.level))
    if numeral is None:
        return ("lead", "run-in" if unit.body is not None else "italic" if unit.italic and not unit.bold else "bold")
    if listed and unit.source.marker is not None:
        return ("list", str(unit.source.level), *numeral.key)
    return ("number", *numeral.key)


def is_item(numeral: Numeral) -> bool:
    """Whether a number without a heading numbers an item: "(a)", "2)", and "II –" as below the articles of Brazil."""
    return numeral.form in ITEM_FORMS or numeral.bracket in ("()", ")", "-")


def kind_of(numeral: Numeral | None, heading: Span | None) -> ProvisionKind:
    """What a provision is as its number tells: a schedule, an item of a list, or a section."""
    if numeral is not None and numeral.device == "schedule":
        return ProvisionKind.SCHEDULE
    if numeral is not None and heading is None and is_item(numeral):
        return ProvisionKind.ITEM
    return ProvisionKind.SECTION
