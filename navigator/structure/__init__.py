"""Structure: canonical text -> `Agreement`. The rules run in this order, each in a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from navigator.model.agreement import Agreement, Coverage, LeftOut, Piece, Provision, Summary
from navigator.model.text import CanonicalText, Span, plain, words
from navigator.structure.beside import place_summaries
from navigator.structure.content import find_content
from navigator.structure.contents_table import find_contents_tables
from navigator.structure.dates import find_date
from navigator.structure.nodes import Node
from navigator.structure.openers import find_openers
from navigator.structure.stated import mark_stated, stated_nodes, stated_summaries
from navigator.structure.summaries import find_summaries
from navigator.structure.tree import TreeBuilder
from navigator.structure.units import Draft, Role, make_units

RULES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("main content", find_content),
    ("tables of contents", find_contents_tables),
    ("version date", find_date),
    ("summaries", find_summaries),
    ("openers", find_openers),
)

_WORD = re.compile(r"(?<!\S)\S*\w\S*")
_FIRST_WORDS = 12


def read_structure(text: CanonicalText) -> Agreement:
    """What an agreement's text says of itself: title, date, provisions, summaries, and what was left out."""
    draft = Draft(text, make_units(text))
    if text.outline is not None:  # what a document states of itself is not inferred
        mark_stated(draft, text.outline)
        find_date(draft)
        nodes = stated_nodes(draft, text.outline)
        summaries = stated_summaries(draft, text.outline, nodes)
    else:
        for _, rule in RULES:
            rule(draft)
        builder = TreeBuilder(draft)
        nodes = builder.build()
        summaries = place_summaries(draft, builder)
    provisions = tuple(_provision(text, node) for node in nodes)
    return Agreement(
        text,
        _title(draft),
        provisions,
        summaries,
        _coverage(draft, provisions, summaries),
        draft.title_span,
        draft.last_updated,
        draft.last_updated_span,
        tuple(dict.fromkeys(draft.doubts)),
    )


def _provision(text: CanonicalText, node: Node) -> Provision:
    return Provision(
        node.id,
        node.parent.id if node.parent else None,
        node.level,
        node.kind,
        node.numeral.printed if node.numeral else None,
        node.full_number,
        plain(text.at(node.heading)) if node.heading else None,
        node.number_span,
        node.heading,
        tuple(node.body),
    )


def _title(draft: Draft) -> str:
    """The title heading, the title that the file names, or the file's name in words."""
    if draft.title:
        return plain(draft.title)
    if draft.text.title:
        return plain(draft.text.title)
    stem = draft.text.source.name.rsplit(".", 1)[0]
    return plain(re.sub(r"[-_]+", " ", stem)).capitalize() or "Untitled agreement"


def _coverage(draft: Draft, provisions: tuple[Provision, ...], summaries: tuple[Summary, ...]) -> Coverage:
    """Count every word of the source once: placed, or left out with the reason of its unit."""
    spans = [span for provision in provisions for span in provision.spans]
    spans += [piece.span for summary in summaries for piece in summary.pieces]
    spans += [summary.lead for summary in summaries if summary.lead is not None]
    spans += [unit.span for unit in draft.units if unit.role is Role.TITLE]
    taken = sorted((span.start, span.end) for span in spans)
    source = draft.text.text
    placed = at = total = before = 0
    left: list[LeftOut] = []
    for unit in draft.units:
        start, end = unit.span.start, unit.span.end
        total += unit.words + words(source[before:start])  # what no unit holds counts too: then it does not add up
        before = end
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at < len(taken) and taken[at][0] <= start and end <= taken[at][1]:
            placed += unit.words
            continue
        inside: list[tuple[int, int]] = []
        while at < len(taken) and taken[at][0] < end:
            inside.append(taken[at])
            at += 1
        at -= bool(inside)  # the last may reach into the next unit
        missing = _outside(source, start, end, inside)
        placed += unit.words - len(missing)
        if missing:
            reason = unit.reason or "not recognised as part of any provision"
            _leave_out(left, reason, missing, source)
    total += words(source[before:])
    for removed, reason in draft.text.removed:
        left.append(LeftOut(words(removed), reason, " ".join(removed.split()[:_FIRST_WORDS])))
        total += left[-1].words
    return Coverage(total, placed, tuple(left))


def _outside(source: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Span]:
    """The words of a unit that no part of `taken`, in order, has a letter of."""
    found: list[Span] = []
    for (_, gap), (until, _) in pairwise([(start, start), *taken, (end, end)]):
        for word in _WORD.finditer(source, gap, until) if gap < until else ():
            cut_before = word.start() == gap > start and not source[gap - 1].isspace()
            cut_after = word.end() == until < end and not source[until].isspace()
            if not cut_before and not cut_after:
                found.append(Span(*word.span()))
    return found


def _leave_out(left: list[LeftOut], reason: str, missing: list[Span], source: str) -> None:
    """Add words to the report; neighbours with one reason make one entry."""
    span = Span(missing[0].start, missing[-1].end)
    if (
        left
        and left[-1].reason == reason
        and left[-1].span is not None
        and not _WORD.search(source, left[-1].span.end, span.start)
    ):
        last = left.pop()
        span = Span(last.span.start if last.span else span.start, span.end)
        left.append(LeftOut(last.words + len(missing), reason, last.first_words, span))
        return
    left.append(LeftOut(len(missing), reason, " ".join(span.of(source).split()[:_FIRST_WORDS]), span))


__all__ = ["RULES", "Piece", "read_structure"]
