"""From units to the tree of provisions: who stands under whom, and the number that a reference would cite."""

from __future__ import annotations

import re
from bisect import bisect_right

from navigator.model.agreement import Piece, ProvisionKind
from navigator.model.text import BlockKind
from navigator.structure.nodes import Addresses, Node, is_item, key_of, kind_of, settle
from navigator.structure.numbering import Form, Numeral, as_alpha
from navigator.structure.recitals import ends_recitals, is_recital, stands_outside
from navigator.structure.units import Draft, Role, Unit

_MOST_SKIPPED = 8
_LEAST_WORDS = 6
_LISTED = re.compile(r"[;,]\s*(?:and|or|and/or|et|ou|und|oder|y|o|e|en|of)?\s*$", re.IGNORECASE)
_INDENT = 14.0
"""Points by which the numbers of an inner list are set in, at least."""


class TreeBuilder:
    """Walks the units once, keeping the stack of open provisions."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.nodes: list[Node] = []
        self._openers = [place for place, unit in enumerate(draft.units) if unit.role is Role.OPENER]
        self.stack: list[Node] = []
        self.by_unit: dict[int, Node] = {}
        self._addresses = Addresses(draft.doubts)
        self._front_open = False
        self.place = 0
        self._contents_ahead = any(u.reason == "table of contents" for u in draft.units)

    def build(self) -> list[Node]:
        for place, unit in enumerate(self.draft.units):
            self.place = place
            if unit.role is Role.OPENER and self._plausible(unit, place):
                self._open(unit, place)
            elif unit.role in (Role.BODY, Role.OPENER):
                self._add_body(unit, place)
            elif unit.role is Role.SUMMARY and not self.stack:
                self._front_open = False
            elif unit.role is Role.LEFT_OUT and unit.reason == "table of contents":
                self._contents_ahead, self._front_open = False, self._front_open and bool(self.stack)
        return self.nodes

    # --- openers ----------------------------------------------------------------------------------------------------

    def _plausible(self, unit: Unit, place: int) -> bool:
        """A lone "19. …" in running text is no clause: plain numbers must begin at one or go on from a sibling."""
        numeral = unit.numeral
        if (
            numeral is None
            or unit.is_heading_block
            or numeral.form is Form.DOTTED
            or numeral.device
            or unit.heading is not None
        ):
            return True
        if unit.kind is BlockKind.LIST_ITEM and unit.source.marker is not None:
            return True
        value = numeral.value
        if value == 1 or value is None:
            return True
        if any(
            node.numeral is not None and node.numeral.key == numeral.key and node.numeral.value == value
            for node in self.stack
        ):
            return True  # printed twice by mistake: both stand, and the repeat is doubted aloud
        if any(self._follows(node, numeral) for node in reversed(self.stack)) or self._skips(unit, numeral):
            return True
        alpha = as_alpha(numeral)
        if alpha is not None and any(self._follows(node, alpha) for node in self.stack):
            return True
        return any(self._next_like(numeral, later) for later in self.draft.units[place + 1 : place + 12])

    def _skips(self, unit: Unit, numeral: Numeral) -> bool:
        """A paragraph at the margin that skips some numbers: "9. Except as amended …" after "3. …"."""
        outer = next(
            (node for node in self.stack if node.numeral is not None and node.numeral.key == numeral.key), None
        )
        step = (numeral.value or 0) - (outer.numeral.value or 0) if outer is not None and outer.numeral else 0
        return numeral.form is Form.DECIMAL and 0 < step <= _MOST_SKIPPED and unit.words > _LEAST_WORDS

    @staticmethod
    def _next_like(numeral: Numeral, later: Unit) -> bool:
        other = later.numeral
        return other is not None and other.key == numeral.key and other.value == (numeral.value or 0) + 1

    @staticmethod
    def _follows(node: Node, numeral: Numeral) -> bool:
        own = node.numeral
        if own is None or own.key != numeral.key or own.value is None:
            return False
        step = (numeral.value or 0) - own.value
        return 0 < step <= 3 or (step == 0 and own.parts != numeral.parts)  # 10, 10A, 10B

    def _open(self, unit: Unit, place: int) -> None:
        numeral = settle(unit.numeral, self.stack)
        key = key_of(unit, numeral)
        parent = self._parent(unit, numeral, key)
        del self.stack[self._depth(parent) :]
        node = self._node(unit, place, numeral, key, parent)
        if unit.body is not None:
            node.body.append(Piece(unit.block, unit.body))
        self._append(node)
        self.by_unit[place] = node
        if numeral is not None and numeral.value is not None:
            self._addresses.remember(key, numeral.value, parent)

    def _append(self, node: Node) -> None:
        self.stack.append(node)
        self.nodes.append(node)
        if node.parent is not None:
            node.parent.has_children = True

    def _depth(self, parent: Node | None) -> int:
        return 0 if parent is None else self.stack.index(parent) + 1

    def _parent(self, unit: Unit, numeral: Numeral | None, key: tuple[str, ...]) -> Node | None:
        """The open provision that a new one stands under; None for the top."""
        if key == ("schedule",):
            return None
        if numeral is not None and numeral.form is Form.DOTTED:
            found = self._prefix_parent(numeral)
            if found is not None:
                return found
        sibling = self._sibling(unit, numeral, key)
        if sibling is not None:
            return sibling.parent
        if unit.is_heading_block:
            return self._heading_parent(unit)
        if numeral is None:
            return self._under_heading(key)
        if _is_later_number(unit, numeral):
            return self._above_numbers(numeral)
        return self._under_number(unit, numeral, key)

    def _sibling(self, unit: Unit, numeral: Numeral | None, key: tuple[str, ...]) -> Node | None:
        """The open provision that the new one follows at its own level: its numbers go on, or it is written alike."""
        if numeral is not None and numeral.device is not None:
            for node in self.stack:  # "§ 3" beside "§ 2", however each is set
                if node.numeral is not None and node.numeral.device == numeral.device:
                    return node if node.numeral.form is numeral.form else None
        if unit.is_heading_block:
            return None
        if numeral is not None and numeral.value == 1 and self._heads_anew(numeral):
            return None
        if numeral is not None and numeral.form is Form.DECIMAL and not numeral.device:
            followed = [
                node for node in reversed(self.stack) if self._follows(node, numeral) and not self._inner(unit, node)
            ]
            if followed:  # "3. …" at the margin goes on after "2. …" there, not after item 2 of the list between
                if self._is_outer(unit):
                    followed = [node for node in followed if node.has_children and not node.body] or followed
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
        """Whether "1. …" begins the clauses of "2. Restrictions", which stands right before it without text."""
        top = self.stack[-1] if self.stack else None
        bare = top is not None and top.heading is not None and not top.body and not top.has_children
        return bare and top is not None and top.numeral is not None and top.numeral.key == numeral.key

    def _is_outer(self, unit: Unit) -> bool:
        """Whether a numbered heading without text stands right over "1. …", written alike."""
        if unit.heading is None or unit.body is not None or unit.numeral is None:
            return False
        nxt = self._next_opener(self.place)
        return nxt is not None and nxt.numeral is not None and nxt.numeral.key == unit.numeral.key and nxt.numeral.value == 1

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
            if not item_like and (_is_mere_item(node) or stands_outside(self.draft, node, numeral)):
                continue
            both_dotted = numeral.form is Form.DOTTED and node.numeral is not None and node.numeral.form is Form.DOTTED
            if both_dotted and not item_like and len(node.path) >= len(numeral.parts):
                continue
            return node
        return None

    def _node(self, unit: Unit, place: int, numeral: Numeral | None, key: tuple[str, ...], parent: Node | None) -> Node:
        kind = kind_of(numeral, unit.heading)
        identity = self._addresses.address(kind, numeral, parent)
        return Node(
            identity,
            parent,
            kind,
            key,
            place,
            numeral,
            self._addresses.full_number(numeral, key, parent),
            unit.numeral_span,
            unit.heading,
        )

    # --- body text --------------------------------------------------------------------------------------------------

    def _add_body(self, unit: Unit, place: int) -> None:
        piece = Piece(unit.block, unit.span)
        if place in self.draft.signatures:
            self._conclude(piece, place)
            return
        if self.stack and is_recital(self.draft, self.stack[0]) and ends_recitals(unit.text):
            self.stack, self._front_open = [], False
        if not self.stack:
            self._front(piece, place)
            return
        holder = self._holder(unit, place)
        if holder is not self.stack[-1] and holder.has_children:
            holder = self._wrap_up(holder, place)
        holder.body.append(piece)
        self.by_unit[place] = holder

    def _holder(self, unit: Unit, place: int) -> Node:
        """Text after the last of several items goes on with the clause that holds them, not with the last item."""
        top = self.stack[-1]
        if top.key[0] == "list" and unit.source.level == 0 and unit.kind is not BlockKind.LIST_ITEM:
            outer = [node for node in self.stack if node.key[0] != "list"]
            nxt = self._next_opener(place)
            goes_on = (
                nxt is not None
                and nxt.numeral is not None
                and top.numeral is not None
                and self._follows(top, nxt.numeral)
            )
            return top if goes_on or not outer else outer[-1]
        if (
            top.kind is ProvisionKind.ITEM
            and top.parent is not None
            and unit.kind is BlockKind.PARAGRAPH
            and top.key[0] != "list"
        ):
            nxt = self._next_opener(place)
            goes_on = (
                nxt is not None
                and nxt.numeral is not None
                and any(self._follows(n, nxt.numeral) for n in self.stack if n.kind is ProvisionKind.ITEM)
            )
            if goes_on:
                return top
            return next((n for n in reversed(self.stack) if n.kind is not ProvisionKind.ITEM), top)
        if top.parent is not None and unit.kind is BlockKind.PARAGRAPH and self._closes_enumeration(top, place):
            return top.parent
        return top

    def _closes_enumeration(self, top: Node, place: int) -> bool:
        """Whether "1.2.2 …" ends a sentence that its parent began, "The Customer shall:", over "1.2.1 …; and": text
        after it is the parent's."""
        parent, nxt = top.parent, self._next_opener(place)
        if parent is None or top.heading is not None or not parent.body or top.numeral is None:
            return False
        if top.numeral.form is not Form.DOTTED or (nxt is not None and nxt.numeral and self._follows(top, nxt.numeral)):
            return False
        before = self.nodes[-2] if self.nodes[-1] is top else parent
        begun = self.draft.text.at(parent.body[-1].span).rstrip().endswith(":")
        listed = before.parent is parent and before.body and before.key == top.key
        return begun and bool(listed) and _LISTED.search(self.draft.text.at(before.body[-1].span)) is not None

    def _next_opener(self, place: int) -> Unit | None:
        at = bisect_right(self._openers, place)
        return self.draft.units[self._openers[at]] if at < len(self._openers) else None

    def _wrap_up(self, holder: Node, place: int) -> Node:
        """Text after the children of a provision is a row of its own: reading order stays (Akoma Ntoso wrapUp)."""
        identity = self._addresses.unique(f"{holder.id}__wrapup", None)
        node = Node(identity, holder, ProvisionKind.ITEM, ("wrap-up",), place)
        del self.stack[self._depth(holder) :]
        self._append(node)
        return node

    def _conclude(self, piece: Piece, place: int) -> None:
        """The signature block is closing matter of its own."""
        if not self.nodes or self.nodes[-1].kind is not ProvisionKind.CONCLUSIONS:
            identity = self._addresses.address(ProvisionKind.CONCLUSIONS, None, None)
            self.nodes.append(Node(identity, None, ProvisionKind.CONCLUSIONS, ("conclusions",), place))
            self.stack = [self.nodes[-1]]
        self.nodes[-1].body.append(piece)
        self.by_unit[place] = self.nodes[-1]

    def _front(self, piece: Piece, place: int) -> None:
        """Text before the first provision: notices ahead of the contents, then the preamble, cut at summaries."""
        if not self._front_open:
            kind = ProvisionKind.PREFACE if self._contents_ahead and not self.nodes else ProvisionKind.PREAMBLE
            identity = self._addresses.address(kind, None, None)
            self.nodes.append(Node(identity, None, kind, (kind.value,), place))
            self._front_open = True
        self.nodes[-1].body.append(piece)
        self.by_unit[place] = self.nodes[-1]


def _is_mere_item(node: Node) -> bool:
    """Whether a provision is an item that no plain number stands below; "①" and "（一）" number more than that."""
    counted = node.numeral is not None and node.numeral.form in (Form.KANJI, Form.RINGED)
    return node.kind is ProvisionKind.ITEM and not counted


def _is_later_number(unit: Unit, numeral: Numeral) -> bool:
    """A plain number at the margin that cannot begin a list: "7. …"."""
    plain = numeral.form is Form.DECIMAL and not numeral.device and numeral.bracket == "."
    return plain and unit.source.level <= 1 and (numeral.value or 1) > 1


def _goes_on(node: Node, unit: Unit, numeral: Numeral | None) -> bool:
    """Whether a provision written like an open one is its sibling: always, but for a number that falls back to one
    below a heading ("1. …" under "3. Fees"); where both or neither have a heading the numbers begin anew."""
    if numeral is None or node.numeral is None or numeral.form is Form.DOTTED:
        return True
    return (node.heading is None) == (unit.heading is None) or (node.numeral.value or 0) < (numeral.value or 1)
