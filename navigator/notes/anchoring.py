"""Anchors: how a place is remembered, and how it is found again in another version.

By address first, then by quotation with context, as Hypothesis does with the selectors of the W3C Web Annotation Data
Model. Unlike there, nothing is matched approximately: a contract repeats its sentences, and the likest text is often
another clause. What is not certain is left to the user.
"""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import Layer, Provision
from navigator.model.notes import Anchor, Note, PlacedNote, UnplacedNote
from navigator.model.text import Span
from navigator.notes.ground import LONGEST, Ground, Stream, own_spans

CONTEXT = 32
"""Code points of context at each side: what Hypothesis keeps."""
MOST_CONTEXT = 4096
TELLING = 40
"""Code points from which a whole provision that stood once, and stands once now, is itself wherever it stands."""
_NEAR = 12
"""Code points of context that must be left at one side of a quotation in its own provision."""
_MANY = 20_000

GONE = "Its words do not stand in this version"
UNCERTAIN = "The same words stand in this version, but in other company: whether they are the same place is not certain"
SEVERAL = "Its words stand at several places in this version, and nothing tells which is meant"


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor holds; `changed` as in `PlacedNote`."""

    provision: str
    spans: tuple[Span, ...]
    changed: bool = False


def anchor_at(ground: Ground, version: str, provision: str, span: Span | None, layer: Layer) -> Anchor | None:
    """The anchor for a provision as such, or for the words of a layer in `span`; None where there are no words."""
    found = ground.agreement.by_id[provision]
    if span is None:
        exact = ground.own_words(found)
        others = [ground.agreement.by_id[row] for row in ground.by_words[exact] if row != provision]
        stream, (start, end) = ground.stream(Layer.BINDING), ground.around(found)
        places = [ground.around(row) for row in others]
        layer = Layer.BINDING
    else:
        stream = ground.stream(layer)
        start, end = stream.stretch(span)
        exact = stream.text[start:end]
        if not exact or len(exact) > LONGEST:
            return None
        places = [(at, at + len(exact)) for at in _occurrences(stream.text, exact) if at != start]
    prefix, suffix = _telling_context(stream.text, start, end, places)
    return Anchor(
        version, provision, found.full_number or found.number, found.heading, layer, span is None, exact, prefix,
        suffix, not places,
    )  # fmt: skip


def place(ground: Ground, version: str, note: Note) -> PlacedNote | UnplacedNote:
    """A note at its place in this version. Of several anchors one of this very version counts first, then newer ones;
    one whose words are unchanged comes before one whose provision has changed."""
    why = GONE
    changed: PlacedNote | None = None
    for number, anchor in enumerate(sorted(note.anchors, key=lambda row: row.version != version)):
        found = find(ground, version, anchor)
        if isinstance(found, str):
            why = found if number == 0 else why
            continue
        made = PlacedNote(note, found.provision, found.spans, anchor.whole, found.changed)
        if not found.changed:
            return made
        changed = changed or made
    return changed or UnplacedNote(note, why)


def find(ground: Ground, version: str, anchor: Anchor) -> Found | str:
    """Where an anchor holds, or why it does not."""
    return _find_whole(ground, version, anchor) if anchor.whole else _find_words(ground, anchor)


def _find_whole(ground: Ground, version: str, anchor: Anchor) -> Found | str:
    there = ground.agreement.by_id.get(anchor.provision)
    same = [ground.agreement.by_id[row] for row in ground.by_words.get(anchor.exact, ())]
    if there is not None and version == anchor.version and there in same:
        return _whole(there)
    if not same:
        if there is not None and _named_alike(there, anchor):
            return _whole(there, changed=True)
        return GONE
    if not anchor.exact:
        return UNCERTAIN
    text = ground.stream(Layer.BINDING).text
    alike = [row for row in same if _in_context(text, *ground.around(row), anchor)]
    if len(alike) == 1:
        return _whole(alike[0])
    if len(alike) > 1:
        return _whole(there) if there in alike and _named_alike(there, anchor) else SEVERAL
    if anchor.alone and len(same) == 1:
        only = same[0]
        if only is there or len(anchor.exact) >= TELLING or _half_in_context(text, *ground.around(only), anchor):
            return _whole(only)
    return UNCERTAIN


def _find_words(ground: Ground, anchor: Anchor) -> Found | str:
    stream = ground.stream(anchor.layer)
    places = _occurrences(stream.text, anchor.exact)
    if not places:
        return GONE
    size = len(anchor.exact)
    alike = [at for at in places if _in_context(stream.text, at, at + size, anchor)]
    if len(alike) > 1:
        alike = [at for at in alike if _at_address(ground, stream, at, anchor)]
        if len(alike) != 1:
            return SEVERAL
    elif not alike and anchor.alone and len(places) == 1:
        at = places[0]
        half = _half_in_context(stream.text, at, at + size, anchor)
        if half or (_at_address(ground, stream, at, anchor) and _near(stream.text, at, at + size, anchor)):
            alike = places
    if not alike:
        return UNCERTAIN
    standing = ground.agreement.place(stream.place(alike[0]))
    return Found(standing[0], stream.spans(alike[0], alike[0] + size)) if standing is not None else GONE


def _whole(provision: Provision, *, changed: bool = False) -> Found:
    return Found(provision.id, own_spans(provision), changed)


def _named_alike(provision: Provision, anchor: Anchor) -> bool:
    """Whether a provision at the anchor's address still bears its number, and its heading, of which there must be
    one: a number alone is given to another clause too easily."""
    if anchor.heading is None or provision.heading is None:
        return False
    number = provision.full_number or provision.number
    return number == anchor.number and provision.heading.split() == anchor.heading.split()


def _at_address(ground: Ground, stream: Stream, at: int, anchor: Anchor) -> bool:
    standing = ground.agreement.place(stream.place(at))
    if standing is None or standing[0] != anchor.provision:
        return False
    return _named_alike(ground.agreement.by_id[standing[0]], anchor)


def _occurrences(text: str, words: str) -> list[int]:
    """Where some words stand; where that is nearly everywhere, the first of these places."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < _MANY:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _telling_context(text: str, start: int, end: int, others: list[tuple[int, int]]) -> tuple[str, str]:
    """As much context as it takes to tell a place from others with the same words."""
    size = CONTEXT
    while True:
        prefix, suffix = text[max(0, start - size) : start], text[end : end + size]
        others = [
            (first, last) for first, last in others if text.endswith(prefix, 0, first) and text.startswith(suffix, last)
        ]
        if not others or size >= MOST_CONTEXT:
            return prefix, suffix
        size *= 2


def _in_context(text: str, start: int, end: int, anchor: Anchor) -> bool:
    return _left(text, start, anchor) and _right(text, end, anchor)


def _half_in_context(text: str, start: int, end: int, anchor: Anchor) -> bool:
    return _left(text, start, anchor) or _right(text, end, anchor)


def _left(text: str, start: int, anchor: Anchor) -> bool:
    """Whether the words before a place are those before the anchor; nothing is before it only at the beginning."""
    return text.endswith(anchor.prefix, 0, start) if anchor.prefix else start == 0


def _right(text: str, end: int, anchor: Anchor) -> bool:
    return text.startswith(anchor.suffix, end) if anchor.suffix else end == len(text)


def _near(text: str, start: int, end: int, anchor: Anchor) -> bool:
    """Whether a little of the context is left at one side."""
    before, after = anchor.prefix[-_NEAR:], anchor.suffix[:_NEAR]
    return (len(before) == _NEAR and text.endswith(before, 0, start)) or (
        len(after) == _NEAR and text.startswith(after, end)
    )
