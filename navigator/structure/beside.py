"""Which provisions a summary stands beside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from navigator.model.agreement import Piece, Summary
from navigator.model.text import Span
from navigator.structure.nodes import Node
from navigator.structure.tree import TreeBuilder
from navigator.structure.units import Draft, Role, SummaryDraft


def place_summaries(draft: Draft, tree: TreeBuilder) -> tuple[Summary, ...]:
    """Each recognised summary with the provisions beside it, in reading order. One that stands beside none is kept at
    the first provision of the agreement and doubted aloud."""
    by_section = _explains_sections(draft, tree)
    placed = sorted(tree.by_unit)
    found: list[Summary] = []
    for place, summary in enumerate(draft.summaries):
        if summary.before:
            beside = _section_after(draft, tree, place) if by_section else _clause_after(draft, tree, place)
        else:
            beside = _clause_before(draft, tree, placed, place)
        if not beside and tree.nodes:
            beside = [tree.nodes[0]]
            draft.doubts.append("a summary stands beside no clause that could be told")
        ids = tuple(node.id for node in beside)
        if found and found[-1].beside == ids:  # a box after each paragraph of one provision: one summary, labels kept
            more = tuple(Piece(draft.units[at].block, draft.units[at].span) for at in summary.units)
            found[-1] = replace(found[-1], pieces=(*found[-1].pieces, *more))
        else:
            found.append(Summary(_pieces(draft, summary), ids, summary.lead))
    return tuple(found)


def _pieces(draft: Draft, summary: SummaryDraft) -> tuple[Piece, ...]:
    """The summary's own words: its units, without the label that leads them."""
    pieces = []
    for index in summary.units:
        unit = draft.units[index]
        span = unit.span
        if summary.lead is not None and summary.lead.overlaps(span):
            rest = unit.text[summary.lead.end - span.start :]
            start = summary.lead.end + len(rest) - len(rest.lstrip(" :.–—?\u2028"))
            if start >= span.end:
                continue
            span = Span(start, span.end)
        pieces.append(Piece(unit.block, span))
    return tuple(pieces)


def _heading_right_before(draft: Draft, tree: TreeBuilder, summary: SummaryDraft) -> Node | None:
    """The provision whose bare heading the summary follows, rules passed over."""
    for index in range(summary.units[0] - 1, -1, -1):
        unit = draft.units[index]
        if unit.role in (Role.RULE, Role.LEFT_OUT):
            continue
        return tree.by_unit.get(index) if unit.role is Role.OPENER and unit.body is None else None
    return None


def _explains_sections(draft: Draft, tree: TreeBuilder) -> bool:
    """True where summaries stand only right under headings: then each explains its whole section."""
    ahead = [s for s in draft.summaries if s.before and s.bounded is None]
    under = sum(1 for s in ahead if _heading_right_before(draft, tree, s) is not None)
    return bool(ahead) and under >= 0.8 * len(ahead)


def _section_after(draft: Draft, tree: TreeBuilder, place: int) -> list[Node]:
    owner = _heading_right_before(draft, tree, draft.summaries[place])
    if owner is None:
        return _clause_after(draft, tree, place)
    return [owner, *_below(tree, owner)]


def _below(tree: TreeBuilder, owner: Node) -> list[Node]:
    """Everything under a provision: the nodes that follow it, up to the first that stands elsewhere."""
    first = end = bisect_right(tree.nodes, owner.unit, key=lambda node: node.unit)
    while end < len(tree.nodes) and _is_below(tree.nodes[end], owner):
        end += 1
    return tree.nodes[first:end]


def _clause_after(draft: Draft, tree: TreeBuilder, place: int) -> list[Node]:
    """The first provision after the summary and what stands below it, up to the next summary or the layout's bound."""
    summary = draft.summaries[place]
    stop = summary.bounded if summary.bounded is not None else len(draft.units)
    if place + 1 < len(draft.summaries):
        stop = min(stop, draft.summaries[place + 1].units[0])
    first: Node | None = None
    found: dict[Node, None] = {}  # in order
    for index in range(summary.units[-1] + 1, stop):
        node = tree.by_unit.get(index)
        if node is None or node in found:
            continue
        if first is None:
            first = node
        elif not summary.in_row and not _is_below(node, first):
            break
        found[node] = None
    return list(found)


def _is_below(node: Node, owner: Node) -> bool:
    at = node.parent
    while at is not None:
        if at is owner:
            return True
        at = at.parent
    return False


def _clause_before(draft: Draft, tree: TreeBuilder, placed: list[int], place: int) -> list[Node]:
    """The widest provision that ends here and holds no other summary: its clauses all stand above the box. `placed`:
    the units that a provision holds, in order."""
    summary = draft.summaries[place]
    above, under = bisect_left(placed, summary.units[0]), bisect_right(placed, summary.units[-1])
    if not above:
        return []
    before = tree.by_unit[placed[above - 1]]
    after = tree.by_unit[placed[under]] if under < len(placed) else None
    chain = [before]
    while chain[-1].parent is not None:
        chain.append(chain[-1].parent)
    owner = before
    for node in chain:
        goes_on = after is not None and _is_below(after, node)
        if goes_on or _holds_summary(draft, node, place):
            break
        owner = node
    return [owner, *_below(tree, owner)]


def _holds_summary(draft: Draft, node: Node, place: int) -> bool:
    """Whether an earlier summary already stands within a provision."""
    return place > 0 and draft.summaries[place - 1].units[0] > node.unit
