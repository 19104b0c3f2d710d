"""Akoma Ntoso 3.0 (OASIS LegalDocML): the agreement as structured data, each provision at its address.

The text is the one that was published: what replaces what is said in the metadata, as modifications with their
conditions. Summaries, where they are asked for, are remarks with the class "summary".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from typing import Any

from lxml import etree

from navigator.export.akoma_blocks import BlockWriter, Lists
from navigator.export.akoma_meta import NAMESPACE, OWN, append, term_ids, write_meta
from navigator.export.akoma_notes import note_place, write_notes
from navigator.export.akoma_words import Marker
from navigator.export.citing import chosen
from navigator.model.agreement import Agreement, Provision, ProvisionKind, Summary
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability
from navigator.model.text import Block, BlockKind, Span

_ELEMENTS = {
    "sec": "section",
    "subsec": "subsection",
    "para": "paragraph",
    "subpara": "subparagraph",
    "point": "point",
}
"""Elements by the abbreviation in an address; any other provision is an hcontainer, named after its kind."""

_IN_HIERARCHY = (ProvisionKind.SECTION, ProvisionKind.ITEM)

_NOT_BINDING = "Summary by the publisher; not binding"


def write_akoma_ntoso(
    analysis: Analysis,
    applicability: Applicability | None,  # noqa: ARG001 - one signature for all writers
    request: ExportRequest,
) -> bytes:
    """The chosen provisions as published (UTF-8), for every profile: the metadata says what is replaced for whom.

    The same request gives the same bytes. BadInput where a provision is unknown.
    """
    provisions = chosen(analysis.agreement, request.provisions)
    inside = {provision.id for provision in provisions}
    notes = [placed for placed in request.notes if placed.provision in inside]
    points = [(note_place(analysis.agreement, placed), f"note_{number}") for number, placed in enumerate(notes, 1)]
    writer = _Writer(analysis, provisions, request.summaries, points)
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE, "words": OWN})
    document = append(root, "doc", name="agreement", contains="singleVersion")
    meta = append(document, "meta")
    write_meta(meta, analysis, request, inside)
    write_notes(meta, notes, request.notes_file)
    writer.write(document)
    # White space between elements has no meaning here, and inside those with words none may be added.
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data.replace(b"><section ", b">\n<section ").replace(b"><subsection ", b">\n<subsection ") + b"\n"


@dataclass(frozen=True, slots=True)
class _Row:
    """One piece of a provision: binding, or part of the `summary` at an address, of which the first says what it stands
    `beside` and what its printed label (`lead`) is. `ahead`: before number and heading."""

    block: int
    span: Span
    summary: str = ""
    beside: str = ""
    lead: Span | None = None
    ahead: bool = False


_start = attrgetter("span.start")


class _Writer:
    def __init__(
        self, analysis: Analysis, provisions: Sequence[Provision], summaries: bool, notes: Sequence[tuple[int, str]]
    ) -> None:
        self.agreement: Agreement = analysis.agreement
        self.inside = {provision.id for provision in provisions}
        # What stands above a chosen provision is set with number and heading alone.
        above = {above.id for row in provisions for above in self.agreement.ancestors(row.id)}
        self._shown = self.inside | above
        # Each summary is told once, at the first of the chosen provisions that it stands beside.
        self._summaries: dict[str, list[Summary]] = {}
        for summary in self.agreement.summaries if summaries else ():
            at = next((identity for identity in summary.beside if identity in self.inside), None)
            if at is not None:
                self._summaries.setdefault(at, []).append(summary)
        self._marker = Marker(analysis, self.inside, term_ids(analysis), notes)
        self._ends = [block.span.end for block in self.agreement.text.blocks]
        self._writer = BlockWriter(self.agreement.text, self._marker)

    def write(self, document: Any) -> None:
        """Preface, preamble, body and conclusions. Parts that stand out of this order are kept in the body."""
        tops = self._children(None)
        preface = list(takewhile(lambda row: self._is(row, ProvisionKind.PREFACE), tops))
        rest = tops[len(preface) :]
        preamble = list(takewhile(lambda row: self._is(row, ProvisionKind.PREAMBLE), rest))
        rest = rest[len(preamble) :]
        closing = list(takewhile(lambda row: self._is(row, ProvisionKind.CONCLUSIONS), reversed(rest)))[::-1]
        rest = rest[: len(rest) - len(closing)]
        self._part(document, "preface", preface, self.agreement.title_span)
        self._part(document, "preamble", preamble)
        body = append(document, "mainBody")
        for provision in rest:
            self._provision(body, provision)
        if not rest:
            append(body, "p")
        self._part(document, "conclusions", closing)

    def _children(self, parent: str | None) -> list[Provision]:
        return [row for row in self.agreement.children.get(parent, ()) if row.id in self._shown]

    def _is(self, provision: Provision, kind: ProvisionKind) -> bool:
        return provision.kind is kind and not self._children(provision.id)

    def _part(self, document: Any, name: str, provisions: Sequence[Provision], title: Span | None = None) -> None:
        if not provisions and title is None:
            return
        part = append(document, name)
        for provision in provisions:
            starts = provision.spans[0].start if provision.spans else 0
            if title is not None and title.start < starts:
                self._title(part, title)
                title = None
            held = append(part, "blockContainer", eId=provision.id, **self._form(provision))
            self._head(held, provision)
            self._blocks(held, provision, self._rows(provision))
        if title is not None:
            self._title(part, title)

    def _title(self, part: Any, title: Span) -> None:
        words = append(append(part, "p", **{"class": "title"}), "docTitle")
        self._marker.words(words, "title", title, ())

    def _provision(self, parent: Any, provision: Provision) -> None:
        children = self._children(provision.id)
        name = _ELEMENTS.get(provision.id.rpartition("__")[2].partition("_")[0])
        if (name == "point") != (provision.kind is ProvisionKind.ITEM) or provision.kind not in _IN_HIERARCHY:
            name = "point" if provision.kind is ProvisionKind.ITEM and provision.number else None
        if name is not None:
            element = append(parent, name, eId=provision.id, **self._form(provision))
        else:
            kind = str(provision.kind)
            element = append(parent, "hcontainer", name=kind, eId=provision.id, **self._form(provision))
        self._head(element, provision)
        rows = self._rows(provision)
        if not children:
            self._blocks(append(element, "content", eId=f"{provision.id}__content"), provision, rows)
            return
        last = max((s.end for row in self.agreement.descendants(provision.id) for s in row.spans), default=0)
        before = [row for row in rows if row.span.start < last]
        after = [row for row in rows if row.span.start >= last]
        if before:
            self._blocks(append(element, "intro", eId=f"{provision.id}__intro"), provision, before)
        closing = children.pop() if self._closes(children[-1], provision) else None
        for child in children:
            self._provision(element, child)
        if closing is not None:
            rows = self._rows(closing)
            self._blocks(append(element, "wrapUp", eId=closing.id), closing, sorted([*rows, *after], key=_start))
        elif after:
            self._blocks(append(element, "wrapUp"), provision, after)

    def _closes(self, child: Provision, parent: Provision) -> bool:
        """Whether a provision is the words after all others of its parent."""
        return child.id == f"{parent.id}__wrapup" and not child.label and not self._children(child.id)

    def _rows(self, provision: Provision) -> list[_Row]:
        """What stands in a provision, in the order of the source: its own words, and its summary where one is told."""
        if provision.id not in self.inside:
            return []
        rows = [_Row(piece.block, piece.span) for piece in provision.body]
        first = provision.spans[0].start if provision.spans else 0
        for summary in self._summaries.get(provision.id, ()):
            ahead = bool(summary.pieces) and summary.pieces[0].span.start < first
            beside = " ".join(f"#{identity}" for identity in summary.beside if identity in self.inside)
            for place, piece in enumerate(summary.pieces):
                start = (beside, summary.lead) if not place else ("", None)
                rows.append(_Row(piece.block, piece.span, f"#{provision.id}", *start, ahead))
        return sorted(rows, key=_start)

    # --- Number and heading ---

    def _form(self, provision: Provision) -> dict[str, str]:
        """How the source sets the provision's first line, for who reads the document back: a heading and its level, an
        item of a list and its depth ("bullet-2"), or nothing for a paragraph."""
        spans = provision.spans
        place = self._block_of(spans[0]) if spans else None
        block = self.agreement.text.blocks[place] if place is not None else None
        if block is None or not provision.label:
            return {}
        kind = {BlockKind.HEADING: "heading", BlockKind.LIST_ITEM: "bullet" if block.bullet else "item"}.get(block.kind)
        return {"class": f"{kind or 'paragraph'}-{block.level}"}

    def _head(self, element: Any, provision: Provision) -> None:
        """Number and heading, each with the punctuation that the source sets after it."""
        number, heading = provision.number_span, provision.heading_span
        first = provision.body[0].span.start if provision.body else None
        if heading is not None and self.agreement.text.text[: heading.start].endswith("（"):
            heading = Span(heading.start - 1, heading.end)  # 第3条（料金）: brackets close what they open
        if number is not None:
            until = self._until(number, heading.start if heading else first)
            cited = provision.full_number
            said = {"title": cited} if cited and (provision.parent or cited != provision.number) else {}
            self._marker.words(append(element, "num", **said), provision.id, until, ())
        if heading is not None:
            until = self._until(heading, first)
            run_in = first is not None and self._block_of(heading) == self._block_of(provision.body[0].span)
            made = append(element, "heading", **({"class": "run-in"} if run_in else {}))
            block = self._block_of(heading)
            runs = self.agreement.text.blocks[block].runs if block is not None else ()
            self._marker.words(made, provision.id, until, runs)

    def _until(self, span: Span, following: int | None) -> Span:
        """A span with the signs after it, where they stand before `following` and are no words."""
        block = self._block_of(span)
        end = self.agreement.text.blocks[block].span.end if block is not None else span.end
        if following is not None:
            end = min(end, following)
        gap = self.agreement.text.text[span.end : max(end, span.end)]
        stop = gap.strip()
        if 0 < len(stop) <= 2 and not any(sign.isalnum() for sign in stop):
            return Span(span.start, span.end + gap.index(stop) + len(stop))
        return span

    def _block_of(self, span: Span) -> int | None:
        at = bisect_left(self._ends, span.end)
        return at if at < len(self._ends) and span in self.agreement.text.blocks[at].span else None

    # --- Text ---

    def _blocks(self, parent: Any, provision: Provision, rows: Iterable[_Row]) -> None:
        """The blocks of a provision; never none, which the schema forbids."""
        lists = Lists(self._writer, parent, provision.id)
        blocks = self.agreement.text.blocks
        spans = (provision.number_span, provision.heading_span)
        opened = {self._block_of(span) for span in spans if span is not None}
        for row in rows:
            if row.summary:
                self._summary(parent, provision.id, row)
            elif row.block in opened and blocks[row.block].kind is not BlockKind.TABLE:
                # What follows a number or a run-in heading is a paragraph, whatever the source's list made of both.
                self._writer.block(parent, provision.id, blocks[row.block], row.span)
            else:
                lists.add(blocks[row.block], row.span)
        if not any(child.tag.rpartition("}")[2] not in ("num", "heading") for child in parent):
            append(parent, "p")

    def _summary(self, parent: Any, identity: str, row: _Row) -> None:
        """A part of a summary: an editorial remark that says which summary it is of, and what that stands beside."""
        beside = {f"{{{OWN}}}beside": row.beside} if row.beside else {}
        lead = row.lead
        for place, (block, span) in enumerate(self._flat(row)):
            paragraph = append(parent, "p", **{"class": "summary ahead" if row.ahead else "summary"})
            remark = append(paragraph, "remark", status="editorial", title=_NOT_BINDING)
            remark.set(f"{{{OWN}}}summary", row.summary)
            for name, value in beside.items() if not place else ():
                remark.set(name, value)
            if lead is not None and not place:
                label = append(remark, "span", **{"class": "lead"})
                within = self._block_of(lead) == row.block
                self._marker.words(label, identity, Span(lead.start, span.start) if within else lead, ())
                label.tail = " "
            self._marker.words(remark, identity, span, block.runs)

    def _flat(self, row: _Row) -> Iterator[tuple[Block, Span]]:
        block = self.agreement.text.blocks[row.block]
        for inner in block.inner():
            part = inner.span.intersection(row.span)
            if part is not None:
                yield inner, part
