"""What a card says about a link: the text it leads to, its candidates, or why it leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import Agreement, Provision
from navigator.model.links import Ambiguous, Broken, External, Hyperlink, Reference
from navigator.model.terms import TermUse
from navigator.model.text import Span, plain
from ui.reader.content import Content, Paragraph, Table
from ui.reader.layers import Link
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
        keys = ["Enter: go there", "Ctrl+Enter: pin beside"] if self.target else []
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
    """The card of a provision itself, as the link of a notice shows it."""
    agreement = layout.analysis.agreement
    found = agreement.by_id[provision]
    note, warning, content = _applying(found, layout)
    below = agreement.children.get(provision, ())
    choices = () if content.segments else _choices(tuple(row.id for row in below), layout)
    return CardContent(
        label(agreement, found),
        _section(agreement, found),
        note,
        warning,
        content,
        choices,
        provision,
        found.heading_span,
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
    content, span = card.content, None
    if reference.item is not None and not card.warning:
        content, span = layout.contents.span(reference.item), reference.item
    choices = card.choices
    if reference.range_to is not None:
        choices = _range(target, reference.range_to, layout)
        notes.append(f"First of a range, to {reference.range_to}")
    return CardContent(card.title, card.section, " · ".join(notes), warning, content, choices, target, span)


def _applying(provision: Provision, layout: Layout) -> tuple[str, bool, Content]:
    """(note, warning, text) of a provision: for a replaced one the text that applies."""
    over = layout.overlay
    replaced = over.struck.get(provision.id)
    notice = over.notices.get(replaced) if replaced else None
    if replaced and notice is not None:
        pieces = next((rows for key, rows in over.inserted.items() if over.struck.get(key) == replaced), ())
        note = f"{notice.text} {notice.by_number or ''}".strip() + "; this is the text that applies"
        return note, True, layout.contents.pieces(pieces, inserted=True)
    note = "Does not apply to you" if provision.id in over.dimmed else ""
    pieces = provision.body
    size = 0
    for place, piece in enumerate(pieces):
        size += len(piece.span)
        if size > LONGEST:
            pieces = pieces[: place + 1]
            break
    return note, bool(note), layout.contents.pieces(pieces)


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
    analysis = layout.analysis
    agreement = analysis.agreement
    rows = [analysis.definitions[at] for at in use.definitions if at < len(analysis.definitions)]
    if not rows:
        return CardContent(plain(agreement.text.at(use.span)), note="Its definition was not found", warning=True)
    parts: list[Paragraph | Table] = []
    for row in rows:
        parts.extend(layout.contents.span(row.meaning).parts)
    first = rows[0]
    where = agreement.by_id[first.provision]
    note = f"Defined {len(rows)} times" if len(rows) > 1 else ""
    section = f"Defined in {where.full_number or where.number or label(agreement, where)}"
    if where.id in layout.overlay.dimmed:
        note = "Defined in terms that do not apply to you"
    choices = _choices(tuple(dict.fromkeys(row.provision for row in rows)), layout) if len(rows) > 1 else ()
    return CardContent(
        first.term, section, note, bool(note), Content(tuple(parts)), choices, first.provision, first.meaning
    )
