"""What a card says about a link: the text it leads to, its candidates, or why it leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import Agreement, Provision
from navigator.model.consolidated import ApplicableDefinition, Standing
from navigator.model.links import Ambiguous, Broken, External, Hyperlink, Reference
from navigator.model.terms import TermUse
from navigator.model.text import Span, plain
from ui.frame.keys import written
from ui.reader.content import Content, Paragraph, State, Table, naming, own_words
from ui.reader.layers import Link, Trace
from ui.reader.layout import Layout

LONGEST = 3500
"""Code points of a provision that a card shows; the rest is one Enter away."""
CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A provision offered on a card: a candidate, an end of a range, a clause under a heading."""

    label: str
    provision: str


@dataclass(frozen=True, slots=True)
class CardContent:
    """One card. `target` is where Enter goes, None where it leads nowhere; `warning` colours the note."""

    title: str
    section: str = ""
    note: str = ""
    warning: bool = False
    content: Content | None = None
    choices: tuple[Choice, ...] = ()
    target: str | None = None
    span: Span | None = None
    address: str | None = None

    @property
    def hint(self) -> str:
        """The keys that work on this card."""
        keys = ["Enter: go there", f"{written('Ctrl+Enter')}: pin beside"] if self.target else []
        if self.choices and not self.target:
            keys = ["Tab: choose", "Enter: go there"]
        if self.address:
            keys = ["Enter: open in the browser"]
        return " · ".join([*keys, "Esc: close"])

    def spoken(self, text: str) -> str:
        """The whole card as one description for a screen reader."""
        words = [self.title, self.section, self.note]
        if self.content is not None:
            words += [segment.words or plain(segment.span.of(text)) for segment in self.content.segments]
        return ". ".join(word for word in [*words, *(choice.label for choice in self.choices)] if word)


def card_for(link: Link, layout: Layout) -> CardContent:
    """The card of a link."""
    source = link.source
    if isinstance(source, Hyperlink):
        return CardContent(source.url, note="A page outside this agreement", address=source.url)
    if isinstance(source, TermUse):
        return _term(source, layout)
    if isinstance(source, Trace):
        return card_of(source.provision, layout)
    match source.resolution:
        case Ambiguous(candidates=candidates, why=why):
            note = f"It is not settled which provision is meant: {why}"
            return CardContent(_printed(source), note=note, warning=True, choices=_choices(candidates, layout))
        case Broken(why=why):
            return CardContent(_printed(source), note=why, warning=True)
        case External(document=document):
            return CardContent(document or _printed(source), note="Outside this agreement")
    return _resolved(source, layout)


def card_of(provision: str, layout: Layout) -> CardContent:
    """The card of a provision itself, as the link of a notice shows it. Of one that is replaced for the profile it
    shows the text that applies, and says where that comes from."""
    agreement = layout.analysis.agreement
    found = agreement.by_id[provision]
    inserted = layout.overlay.replacing(provision)
    note, warning, content = _applying(found, layout)
    below = agreement.children.get(provision, ())
    choices = () if content.segments else _choices(tuple(row.id for row in below), layout)
    span = inserted[0].pieces[0].span if inserted and inserted[0].pieces else found.heading_span
    return CardContent(
        label(agreement, found), _section(agreement, found), note, warning, content, choices, provision, span
    )


def label(agreement: Agreement, provision: Provision) -> str:
    """A name for every provision: its label, else its first words."""
    return provision.label or _first_words(agreement, provision) or "Unnumbered provision"


def _first_words(agreement: Agreement, provision: Provision) -> str:
    words = agreement.binding_text(provision.id).split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _printed(reference: Reference) -> str:
    return plain(reference.text)


def _resolved(reference: Reference, layout: Layout) -> CardContent:
    agreement = layout.analysis.agreement
    target = reference.target
    if target is None or target not in agreement.by_id:
        return CardContent(_printed(reference), note="This provision is not shown here", warning=True)
    card = card_of(target, layout)
    notes = [card.note] if card.note else []
    warning = card.warning
    if reference.title_matches is False:
        heading = agreement.by_id[target].heading or "without a heading"
        notes.append(f"The reference calls it “{reference.title_given}”; it is headed “{heading}”")
        warning = True
    if reference.is_self:
        notes.append("The provision that you are reading")
    content, span = card.content, card.span if target in layout.overlay.struck else None
    if reference.item is not None and not card.warning:
        content, span = layout.contents.span(reference.item), reference.item
    choices = card.choices
    if reference.range_to is not None:
        choices = _range(target, reference.range_to, layout)
        notes.append(f"First of a range, to {reference.range_to}")
    return CardContent(card.title, card.section, " · ".join(notes), warning, content, choices, target, span)


def _applying(provision: Provision, layout: Layout) -> tuple[str, bool, Content]:
    """(note, warning, text) of a provision: the text that applies in its place, struck where nothing does, and what
    adds to it."""
    over = layout.overlay
    reads = over.reads.consolidated.by_id.get(provision.id) if over.reads is not None else None
    if provision.id in over.struck:
        return _struck(provision, layout)
    note = "Does not apply to you" if provision.id in over.dimmed else ""
    if reads is not None and reads.standing is Standing.OPEN:
        note = " ".join(reads.notes) or "It is not settled whether it applies to you"
    pieces = provision.body
    size = 0
    for place, piece in enumerate(pieces):
        size += len(piece.span)
        if size > LONGEST:
            pieces = pieces[: place + 1]
            break
    content = layout.contents.pieces(pieces)
    additions = layout.contents.additions(over.additions.get(provision.id, ()))
    return note, bool(note), Content(content.parts + additions.parts)


def _struck(provision: Provision, layout: Layout) -> tuple[str, bool, Content]:
    over = layout.overlay
    landing, root = over.lands_on(provision.id), over.struck[provision.id]
    said = ". ".join(notice.said for notice in over.notices.get(root, ()))
    inserted = over.replacing(provision.id)
    if not inserted:
        return said or landing.note or "", True, layout.contents.pieces(provision.body, State.STRUCK)
    parts = [part for each in inserted for part in layout.contents.pieces(each.pieces, inserted=True).parts]
    return f"{said}; this is the text that applies", True, Content(tuple(parts))


def _section(agreement: Agreement, provision: Provision) -> str:
    """The heading of the section that a provision stands in."""
    above = agreement.ancestors(provision.id)
    return above[-1].heading or above[-1].label if above else ""


def _choices(provisions: tuple[str, ...], layout: Layout) -> tuple[Choice, ...]:
    agreement = layout.analysis.agreement
    known = [agreement.by_id[identity] for identity in provisions if identity in agreement.by_id]
    return tuple(Choice(label(agreement, provision), provision.id) for provision in known[:CHOICES])


def _range(first: str, last_number: str, layout: Layout) -> tuple[Choice, ...]:
    """The provisions of a range: siblings from the first to the one that bears the last number."""
    agreement = layout.analysis.agreement
    found: list[str] = []
    for sibling in agreement.children.get(agreement.by_id[first].parent, ()):
        if sibling.id == first or found:
            found.append(sibling.id)
            if last_number in {sibling.full_number, sibling.number}:
                break
    if len(found) > CHOICES:
        found = [*found[: CHOICES - 1], found[-1]]
    return _choices(tuple(found), layout)


def _term(use: TermUse, layout: Layout) -> CardContent:
    """Every definition of a term; for a profile those that apply to it first, each with what is to be said of it."""
    analysis = layout.analysis
    agreement = analysis.agreement
    rows = [analysis.definitions[at] for at in use.definitions if at < len(analysis.definitions)]
    if not rows:
        return CardContent(plain(agreement.text.at(use.span)), note="Its definition was not found", warning=True)
    reads = layout.overlay.reads
    bearing = reads.definitions(rows[0].term) if reads is not None else ()
    if bearing:
        return _bearing(rows[0].term, bearing, layout)
    parts = [part for row in rows for part in layout.contents.span(row.meaning).parts]
    first = rows[0]
    note = f"Defined {len(rows)} times" if len(rows) > 1 else ""
    if first.provision in layout.overlay.dimmed:
        note = "Defined in terms that do not apply to you"
    choices = _choices(tuple(dict.fromkeys(row.provision for row in rows)), layout) if len(rows) > 1 else ()
    return CardContent(
        first.term,
        _defined_in(agreement, first.provision),
        note,
        bool(note),
        Content(tuple(parts)),
        choices,
        first.provision,
        first.meaning,
    )


def _bearing(term: str, rows: tuple[ApplicableDefinition, ...], layout: Layout) -> CardContent:
    agreement = layout.analysis.agreement
    parts: list[Paragraph | Table] = []
    for row in rows:
        state = {True: State.PLAIN, None: State.DIMMED, False: State.STRUCK}[row.applies]
        if len(rows) > 1 or row.note:
            what = row.note or ("applies to you" if row.applies else "not settled for you")
            parts.append(
                Paragraph((naming(_number(agreement, row.provision), row.provision), own_words(f"{what.rstrip('.')}:")))
            )
        parts.extend(layout.contents.span(row.span, state).parts)
    first = rows[0]
    home = next((row for row in rows if row.definition is not None), first)
    note = "" if len(rows) == 1 else f"{len(rows)} provisions define or extend it; those that apply to you come first"
    choices = _choices(tuple(dict.fromkeys(row.provision for row in rows)), layout) if len(rows) > 1 else ()
    return CardContent(
        term,
        _defined_in(agreement, home.provision),
        note,
        first.applies is not True,
        Content(tuple(parts)),
        choices,
        first.provision,
        first.span,
    )


def _defined_in(agreement: Agreement, provision: str) -> str:
    return f"Defined in {_number(agreement, provision)}"


def _number(agreement: Agreement, identity: str) -> str:
    found = agreement.by_id[identity]
    return found.full_number or found.number or label(agreement, found)
