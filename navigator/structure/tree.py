"""From units to the tree of provisions: who stands under whom, and the number that a reference would cite."""

from __future__ import annotations

import re
from bisect import bisect_right

from navigator.model.agreement import Piece, ProvisionKind
from navigator.model.text import BlockKind
from navigator.structure.contents_table import REASON as CONTENTS
from navigator.structure.nodes import Addresses, Node, key_of, kind_of, number_alone, settle
from navigator.structure.numbering import Form, Numeral, as_alpha
from navigator.structure.parents import Parents, follows
from navigator.structure.recitals import ends_recitals, is_recital
from navigator.structure.units import Draft, Role, Unit

_MOST_SKIPPED = 8
_LEAST_WORDS = 6
_LISTED = re.compile(r"[;,]\s*(?:and|or|and/or|et|ou|und|oder|y|o|e|en|of)?\s*$", re.IGNORECASE)


class TreeBuilder:
    """Walks the units once, keeping the stack of open provisions."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.nodes: list[Node] = []
        self._openers = [place for place, unit in enumerate(draft.units) if unit.role is Role.OPENER]
        self.stack: list[Node] = []
        self.by_unit: dict[int, Node] = {}
        self._parents = Parents(draft, self.stack, self._next_opener)
        self._addresses = Addresses(draft.doubts)
        self._front_open = False
        self._contents_ahead = any(u.reason == CONTENTS for u in draft.units)

    def build(self) -> list[Node]:
        for place, unit in enumerate(self.draft.units):
            if unit.role is Role.OPENER and self._plausible(unit, place):
                self._open(unit, place)
            elif unit.role in (Role.BODY, Role.OPENER):
                self._add_body(unit, place)
            elif unit.role is Role.SUMMARY and not self.stack:
                self._front_open = False
            elif unit.role is Role.LEFT_OUT and unit.reason == CONTENTS:
                if not any(node.heading for node in self.nodes):
                    del self.stack[:]  # "(1) HARROW LIMITED" on the cover holds nothing that stands below the contents
                self._contents_ahead, self._front_open = False, self._front_open and bool(self.stack)
        number_alone(self.nodes)
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
        if any(follows(node, numeral) for node in reversed(self.stack)) or self._skips(unit, numeral):
            return True
        alpha = as_alpha(numeral)
        if alpha is not None and any(follows(node, alpha) for node in self.stack):
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

    def _open(self, unit: Unit, place: int) -> None:
        numeral = settle(unit.numeral, self.stack)
        key = key_of(unit, numeral)
        parent = self._parents.of(unit, place, numeral, key)
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
            self._front_open = False
            self.stack.clear()
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
                nxt is not None and nxt.numeral is not None and top.numeral is not None and follows(top, nxt.numeral)
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
                and any(follows(n, nxt.numeral) for n in self.stack if n.kind is ProvisionKind.ITEM)
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
        if top.numeral.form is not Form.DOTTED or (nxt is not None and nxt.numeral and follows(top, nxt.numeral)):
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
            self.stack[:] = [self.nodes[-1]]
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
