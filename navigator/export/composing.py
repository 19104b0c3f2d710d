"""Which provisions are set, in what order and standing: an analysis and a request become a manuscript's groups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from unicodedata import category

from navigator.export.citing import citation
from navigator.export.inlines import Setter, printable, trimmed, words
from navigator.export.manuscript import Entry, Group, Inline, Line, Matter, Paragraph, Standing
from navigator.export.remarks import remarks
from navigator.model.agreement import Piece, Provision, ProvisionKind, Summary
from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.notes import PlacedNote
from navigator.model.rules import Applicability, Replacement
from navigator.model.text import Span

_OPENING = frozenset({"Ps", "Pi"})
_LONG = 100
"""Letters of a condition that are quoted above special terms; the terms themselves follow."""


class Composer:
    """Sets the provisions of one export. `audience` names the profile in words ("customers in Brazil").

    `setter` knows every provision of the document, for links: those that are set here and those set elsewhere in it.
    `part` sets the headings above the provisions apart from those of another part of the document. `notes` are the
    reader's own.
    """

    def __init__(
        self,
        analysis: Analysis,
        applicability: Applicability | None,
        provisions: Sequence[Provision],
        audience: str,
        setter: Setter,
        part: str = "",
        notes: Sequence[PlacedNote] = (),
    ) -> None:
        self.analysis = analysis
        self.agreement = analysis.agreement
        self.provisions = provisions
        self.audience = audience
        self._inside = {provision.id for provision in provisions}
        self._setter = setter
        self._part = part
        ended = applicability.disapplied if applicability else ()
        self._ended = {row.target for row in ended}
        self._replaced = {row.target: row for row in (*ended, *applicability.replaced)} if applicability else {}
        applying = {row.provision for row in applicability.special_terms} if applicability else set()
        self._others = (
            {row.provision: row for row in analysis.special_terms if row.provision not in applying}
            if applicability is not None and not applicability.profile.is_empty
            else {}
        )
        self._levels: list[int] = []
        self._remarks = remarks(notes)

    def groups(self, side_by_side: bool) -> tuple[Group, ...]:
        """Every chosen provision under the headings that it stands below; with summaries where they are wanted."""
        found: list[Group] = []
        beside: Summary | None = None
        for entry in self._entries():
            summary = None if entry.context or not side_by_side else self.agreement.summary_by_id.get(entry.id)
            if summary is not None and summary is beside:
                found[-1] = replace(found[-1], entries=(*found[-1].entries, entry))
            elif summary is not None:
                found.append(Group((entry,), self._summary(summary)))
            else:
                found.append(Group((entry,)))
            beside = summary
        return tuple(self._marked(group) for group in found)

    def _marked(self, group: Group) -> Group:
        changed = {Standing.REPLACED, Standing.FALLEN}
        if not group.summary or all(entry.standing not in changed for entry in group.entries):
            return group
        return replace(group, stale="It describes the published text, which does not apply here in full.")

    def _entries(self) -> Iterator[Entry]:
        shown: set[str] = set()
        for provision in self.provisions:
            for ancestor in reversed(self.agreement.ancestors(provision.id)):
                if ancestor.id not in self._inside and ancestor.id not in shown and ancestor.heading:
                    shown.add(ancestor.id)
                    yield self._context(ancestor)
            yield self._entry(provision)

    def _context(self, provision: Provision) -> Entry:
        alone = not self._part and provision.id not in self._setter.inside
        return Entry(
            provision.id if alone else f"{provision.id}.above{self._part}",
            self._level(provision),
            citation(self.agreement, provision.id),
            self._number(provision),
            words(provision.heading or ""),
            printable(provision.label),
            context=True,
        )

    def _entry(self, provision: Provision) -> Entry:
        heading, run_in = self._heading(provision)
        item = provision.kind is ProvisionKind.ITEM and not provision.heading
        entry = Entry(
            provision.id,
            0 if item else self._level(provision),
            citation(self.agreement, provision.id),
            self._number(provision),
            heading,
            printable(provision.label),
            run_in,
            item,
            self._depth(provision) if item else 0,
            self._matter(provision.body, top=not item),
            remarks=self._remarks.get(provision.id, ()),
        )
        change, outer = self._change(provision)
        if change is None:
            return self._special(entry, provision)
        standing = Standing.FALLEN if outer else Standing.REPLACED
        matter = () if outer else self._replacement(change)
        return replace(
            entry,
            matter=matter,
            standing=standing,
            published=entry.matter,
            note=self._note(change, outer, bool(matter)),
            replaced_by=self._replacing(change),
        )

    # --- Headings ---

    def _level(self, provision: Provision) -> int:
        """Depth of a heading without gaps: what stands below a provision that is not set moves up."""
        if not provision.label:
            return 0
        while self._levels and self._levels[-1] >= provision.level:
            self._levels.pop()
        self._levels.append(provision.level)
        return len(self._levels)

    def _number(self, provision: Provision) -> str | None:
        """As the source prints it: "1." where the address says "1"."""
        if provision.number_span is not None:
            return printable(self.agreement.text.at(provision.number_span)).strip() or None
        return printable(provision.number).strip() if provision.number else None

    def _heading(self, provision: Provision) -> tuple[Line, bool]:
        """The heading as printed, and whether it runs into the text: then the stop after it belongs to it."""
        span = provision.heading_span
        if span is None or not provision.heading:
            return words(provision.heading or ""), False
        text = self.agreement.text
        block = self._block_at(provision, span)
        if block is None:
            return words(text.at(span)), False
        first = self._opened(provision, block, span)
        if not provision.body or provision.body[0].block != block:
            end = text.blocks[block].span.end
            tail = text.at(Span(span.end, end)).strip() if end >= span.end else ""
            return words(text.at(Span(first, span.end)) + (tail if _is_stop(tail) else "")), False
        between = text.at(Span(span.end, max(provision.body[0].span.start, span.end))).strip()
        return words(text.at(Span(first, span.end)) + (between if _is_stop(between) else "")), True

    def _opened(self, provision: Provision, block: int, span: Span) -> int:
        """Where a heading starts as printed: at the bracket or quotation mark that opens it ("第1条（定義）")."""
        text, number = self.agreement.text, provision.number_span
        start = text.blocks[block].span.start
        if number is not None and start <= number.end <= span.start:
            start = number.end
        before = text.at(Span(start, span.start)).strip() if start < span.start else ""
        return text.text.rindex(before, start, span.start) if before and category(before[0]) in _OPENING else span.start

    def _block_at(self, provision: Provision, span: Span) -> int | None:
        """Index of the block that holds a heading: that of the body's first piece, or the one found by its place."""
        blocks = self.agreement.text.blocks
        if provision.body and span in blocks[provision.body[0].block].span:
            return provision.body[0].block
        at = bisect_left(blocks, span.end, key=lambda block: block.span.end)
        return at if at < len(blocks) and span in blocks[at].span else None

    def _depth(self, provision: Provision) -> int:
        return sum(1 for row in self.agreement.ancestors(provision.id) if row.kind is ProvisionKind.ITEM)

    # --- Text ---

    def _matter(self, pieces: Iterable[Piece], *, top: bool = True) -> tuple[Matter, ...]:
        blocks = self.agreement.text.blocks
        found: list[Matter] = []
        for piece in pieces:
            matter = self._setter.matter(blocks[piece.block], piece.span)
            if matter is not None:
                found.append(matter)
        return _outdented(found) if top or not found else _as_item(found)

    def _summary(self, summary: Summary) -> tuple[Matter, ...]:
        return _upright(self._matter(summary.pieces))

    # --- What replaces it ---

    def _change(self, provision: Provision) -> tuple[Replacement | None, bool]:
        """What replaces a provision for the profile, and whether that happens to a provision above it."""
        if provision.id in self._replaced:
            return self._replaced[provision.id], False
        for ancestor in self.agreement.ancestors(provision.id):
            if ancestor.id in self._replaced:
                return self._replaced[ancestor.id], True
        return None, False

    def _special(self, entry: Entry, provision: Provision) -> Entry:
        """Special terms for another profile stay as they are, marked: they are part of the agreement as published."""
        within = [provision.id, *(ancestor.id for ancestor in self.agreement.ancestors(provision.id))]
        terms = next((self._others[identity] for identity in within if identity in self._others), None)
        if terms is None:
            return entry
        said = printable(terms.condition.text).strip()
        short = said if len(said) <= _LONG else said[:_LONG].rsplit(" ", 1)[0] + " …"
        # Never "does not apply to you": the profile may say less than is true of the reader.
        note = words(f"Special terms whose condition this profile does not meet{f': “{short}”' if said else ''}.")
        return replace(entry, standing=Standing.OTHERS, note=note if terms.provision == provision.id else ())

    def _replacement(self, change: Replacement) -> tuple[Matter, ...]:
        for row in self.analysis.amendments:
            if row.provision == change.by and row.target == change.target and row.action is Action.REPLACE:
                return _upright(self._matter(row.replacement))
        return ()

    def _replacing(self, change: Replacement) -> str:
        return citation(self.agreement, change.by) if change.by in self.agreement.by_id else change.by_number

    def _note(self, change: Replacement, outer: bool, shown: bool) -> Line:
        ended = change.target in self._ended
        done = ("does not apply" if outer else "Does not apply") if ended else ("is replaced" if outer else "Replaced")
        what = f"{citation(self.agreement, change.target)}, of which this is a part, {done}" if outer else done
        whom = f"{what} to {self.audience}: " if ended else f"{what} for {self.audience} by "
        link = Inline(self._replacing(change), to=change.by if change.by in self._setter.inside else None)
        after = ". The text that binds stands first; the published text follows, struck through."
        if not shown:
            after = ". The published text is struck through."
        return trimmed((Inline(whom), link, Inline(after)))


def _upright(found: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Italics over the whole of a text only set it off in the source; here its column or its frame does that."""
    parts = [part for matter in found if isinstance(matter, Paragraph) for part in matter.line]
    if not all(part.italic or not any(sign.isalnum() for sign in part.text) for part in parts):
        return found
    return tuple(
        replace(matter, line=tuple(replace(part, italic=False) for part in matter.line))
        if isinstance(matter, Paragraph)
        else matter
        for matter in found
    )


def _is_stop(text: str) -> bool:
    return 0 < len(text) <= 2 and not any(sign.isalnum() for sign in text)


def _outdented(found: list[Matter]) -> tuple[Matter, ...]:
    """List levels of a source start anywhere; on paper the shallowest stands at the margin of its own clause."""
    shallow = min((m.depth for m in found if isinstance(m, Paragraph)), default=0)
    return tuple(replace(m, depth=m.depth - shallow) if isinstance(m, Paragraph) else m for m in found)


def _as_item(found: list[Matter]) -> tuple[Matter, ...]:
    """The first paragraph of an item stands beside its own marker, whatever the source's list made of it."""
    first = found[0]
    if isinstance(first, Paragraph):
        found[0] = replace(first, marker=None)
    return _outdented(found)
