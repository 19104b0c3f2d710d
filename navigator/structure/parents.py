"""Which open provision a new one stands under: its siblings' parent, the one whose number it continues, or the
innermost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from navigator.model.agreement import ProvisionKind
from navigator.model.text import BlockKind
from navigator.structure.nodes import Node, is_item
from navigator.structure.numbering import Form, Numeral, as_alpha
from navigator.structure.recitals import stands_outside
from navigator.structure.titles import SUPPLEMENT
from navigator.structure.units import Draft, Unit

# "Schedule – Equipment", "Anlage Preise": behind the clauses, without a number; not "Schedule of Fees" among them
_ANNEX = re.compile(
    r"(?:(?:schedule|annexe?|appendix|anlage|anhang|allegato|bijlage)(?:$|\s+[–—:-]|\s+(?!(?:of|to|for|de|des|du|zu|zur|"
    r"zum|and|or)\b)\w)|anexo$)",
    re.IGNORECASE,
)
_DEEPEST = 3
_INDENT = 14.0
"""Points by which the numbers of an inner list are set in, at least."""


@dataclass(slots=True)
class Parents:
    """The choice among the open provisions. `stack`: those, the outermost first, kept by the builder of the tree;
    `next_opener` gives the first unit after a place that opens a provision."""

    draft: Draft
    stack: list[Node]
    next_opener: Callable[[int], Unit | None]

    def of(self, unit: Unit, place: int, numeral: Numeral | None, key: tuple[str, ...]) -> Node | None:
        """The open provision that a new one stands under; None for the top."""
        if key == ("schedule",):
            return None
        if numeral is not None and numeral.form is Form.DOTTED:
            found = self._prefix_parent(numeral)
            if found is not None:
                return found
        sibling = self._sibling(unit, place, numeral, key)
        if sibling is not None:
            return sibling.parent
        if unit.is_heading_block:
            return self._heading_parent(unit)
        if numeral is None:
            closes = SUPPLEMENT.fullmatch(unit.text) is not None or _ANNEX.match(unit.text) is not None
            return None if closes else self._under_heading(key)
        if _is_later_number(unit, numeral):
            return self._above_numbers(numeral)
        return self._under_number(unit, numeral, key)

    def _sibling(self, unit: Unit, place: int, numeral: Numeral | None, key: tuple[str, ...]) -> Node | None:
        """The open provision that the new one follows at its own level: its numbers go on, or it is written alike."""
        if numeral is not None and numeral.device is not None:
            for node in self.stack:  # "§ 3" beside "§ 2", however each is set
                if node.numeral is not None and node.numeral.device == numeral.device:
                    return node if node.numeral.form is numeral.form or _is_later_letter(node, numeral) else None
        if unit.is_heading_block:
            return None
        if numeral is not None and numeral.value == 1 and self._heads_anew(numeral):
            return None
        if numeral is not None and numeral.form is Form.DECIMAL and not numeral.device:
            followed = [node for node in reversed(self.stack) if follows(node, numeral) and not self._inner(unit, node)]
            if followed:  # "3. …" at the margin goes on after "2. …" there, not after item 2 of the list between
                if self._is_outer(unit, place):
                    followed = [node for node in followed if node.has_children and not node.body] or followed
                before = (numeral.value or 0) - 1
                followed = [n for n in followed if n.numeral and n.numeral.value == before] or followed
                alike = [node for node in followed if node.key == key]
                level = (node for node in alike if abs(self._deeper(unit, node)) < _INDENT)
                return next(level, (alike or followed)[0])
            if _is_later_number(unit, numeral):
                return None
        inner = numeral is not None and numeral.value == 1
        return next(
            (
                node
                for node in reversed(self.stack)
                if node.key == key
                and _goes_on(node, unit, numeral)
                and not (inner and self._deeper(unit, node) >= _INDENT)
            ),
            None,
        )

    def _heads_anew(self, numeral: Numeral) -> bool:
        """Whether "1. …" begins the clauses of "2. Restrictions", which stands right before it without text. No text is
        known to nest numbers of one form more than three deep."""
        top = self.stack[-1] if self.stack else None
        if sum(1 for node in self.stack if node.numeral and node.numeral.key == numeral.key) >= _DEEPEST:
            return False
        bare = top is not None and top.heading is not None and not top.body and not top.has_children
        return bare and top is not None and top.numeral is not None and top.numeral.key == numeral.key

    def _is_outer(self, unit: Unit, place: int) -> bool:
        """Whether a numbered heading without text stands right over "1. …", written alike."""
        if unit.heading is None or unit.body is not None or unit.numeral is None:
            return False
        nxt = self.next_opener(place)
        return (
            nxt is not None
            and nxt.numeral is not None
            and nxt.numeral.key == unit.numeral.key
            and nxt.numeral.value == 1
        )

    def _deeper(self, unit: Unit, node: Node) -> float:
        """How much further a unit is set in than the provision of a node, in points."""
        return unit.source.indent - self.draft.units[node.unit].source.indent

    def _prefix_parent(self, numeral: Numeral) -> Node | None:
        """9.6 stands under 9, 9.1.1 under 9.1 or, where there is none, under 9."""
        for length in range(len(numeral.parts) - 1, 0, -1):
            for node in reversed(self.stack):
                if node.dotted == ".".join(numeral.parts[:length]) and node.kind is not ProvisionKind.ITEM:
                    return node
        return None

    def _heading_parent(self, unit: Unit) -> Node | None:
        """Source headings nest by their level, wherever paragraphs with numbers stand in between."""
        for node in reversed(self.stack):
            if node.key[0] == "heading" and int(node.key[1]) < unit.source.level:
                return node
            if node.key == ("schedule",):
                return node
        return None

    @staticmethod
    def _inner(unit: Unit, node: Node) -> bool:
        """A list inside a list item does not go on with the numbers of the outer list."""
        own, other = unit.source.level, int(node.key[1]) if node.key[0] == "list" else 0
        return unit.kind is BlockKind.LIST_ITEM and bool(own and other) and own != other

    def _above_numbers(self, numeral: Numeral) -> Node | None:
        """Where a plain number other than 1 goes on although its sibling was not seen: beside the outermost number,
        or, after the "9.10" of an unnumbered heading, beside that heading."""
        first = next((node for node in self.stack if node.numeral is not None and node.key[0] != "heading"), None)
        if first is None:
            return self.stack[-1] if self.stack else None
        top = self.stack[-1]
        if numeral.value == 2 and top.numeral is not None and top.numeral.device is not None and top.body:
            return top  # the second paragraph of an article whose first has no number
        owner = first.parent
        if owner is not None and owner.numeral is None and first.path[0] == str((numeral.value or 0) - 1):
            return owner.parent
        return owner

    def _under_heading(self, key: tuple[str, ...]) -> Node | None:
        """An unnumbered heading stands under the nearest provision with a heading that is written otherwise."""
        for node in reversed(self.stack):
            if node.kind is ProvisionKind.ITEM or (node.heading is None and node.kind is not ProvisionKind.SCHEDULE):
                continue
            if (
                node.key[0] != "lead"
                or (key[1] == "item" and node.key[1] != "item")
                or (key[1] == "run-in" and node.key[1] in ("bold", "italic"))
                or (key[1] == "italic" and node.key[1] == "bold")
            ):
                return node
        return None

    def _under_number(self, unit: Unit, numeral: Numeral, key: tuple[str, ...]) -> Node | None:
        """The first number of a new kind opens a level below the innermost provision; a number at the margin never
        stands under a list item or under "(a)"."""
        item_like = is_item(numeral) and (numeral.bracket != "-" or unit.heading is None)
        for node in reversed(self.stack):
            if not item_like and node.key[0] == "list" and key[0] != "list" and unit.source.level == 0:
                continue
            if _divides_paragraph(node, numeral):
                return node
            if not item_like and (_is_mere_item(node) or stands_outside(self.draft, node, numeral)):
                continue
            both_dotted = numeral.form is Form.DOTTED and node.numeral is not None and node.numeral.form is Form.DOTTED
            if both_dotted and not item_like and len(node.path) >= len(numeral.parts):
                continue
            return node
        return None


def follows(node: Node, numeral: Numeral) -> bool:
    own = node.numeral
    if own is None or own.key != numeral.key or own.value is None:
        return False
    step = (numeral.value or 0) - own.value
    return 0 < step <= 3 or (step == 0 and own.parts != numeral.parts)  # 10, 10A, 10B


def _divides_paragraph(node: Node, numeral: Numeral) -> bool:
    """Whether "1. …" begins the numbers of a paragraph "(2) …" of "§ 5", as German texts count."""
    outer = node.parent.numeral if node.parent is not None else None
    own = node.numeral
    if (
        outer is None
        or own is None
        or "§" not in (outer.device, outer.bracket)
        or numeral.value != 1
        or numeral.form is not Form.DECIMAL
    ):
        return False
    return own.form is Form.DECIMAL and own.bracket == "()" and numeral.bracket != "()"


def _is_mere_item(node: Node) -> bool:
    """Whether a provision is an item that no plain number stands below; "①" and "（一）" number more than that."""
    counted = node.numeral is not None and node.numeral.form in (Form.KANJI, Form.RINGED)
    return node.kind is ProvisionKind.ITEM and not counted


def _is_later_letter(node: Node, numeral: Numeral) -> bool:
    """Section I after Section F counts letters."""
    own, letter = node.numeral, as_alpha(numeral)
    if own is None or letter is None or own.form is not letter.form:
        return False
    return (letter.value or 0) > (own.value or 0)


def _is_later_number(unit: Unit, numeral: Numeral) -> bool:
    """A plain number at the margin that cannot begin a list: "7. …"."""
    plain = numeral.form is Form.DECIMAL and not numeral.device and numeral.bracket == "."
    return plain and unit.source.level <= 1 and (numeral.value or 1) > 1


def _goes_on(node: Node, unit: Unit, numeral: Numeral | None) -> bool:
    """Whether a provision written like an open one is its sibling: always, but for a number that falls back to one
    below a heading ("1. …" under "3. Fees"); where both or neither have a heading, the numbers begin
    anew, and so do letters with headings after letters without any."""
    if numeral is None or node.numeral is None or numeral.form is Form.DOTTED:
        return True
    anew = node.heading is None and numeral.value == 1
    return anew or (node.heading is None) == (unit.heading is None) or (node.numeral.value or 0) < (numeral.value or 1)
