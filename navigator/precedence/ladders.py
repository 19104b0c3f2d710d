"""Statements of precedence in binding text.

    In the event of any conflict, the order of precedence will be: (1) the Order Form, (2) these Terms, and (3) …
    If these documents conflict, the one that stands earlier in this list prevails: (a) …; (b) …
    If there is any conflict between these Terms and the Supply Terms, the Supply Terms will prevail.
    To the extent the Rules conflict with this Agreement, this Agreement will control.
    This Section 10.2 will prevail over any other terms of this Agreement.

Which language version prevails, and what a statute overrides, is no order of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.precedence import Ladder, Rank
from navigator.model.text import Span, plain

_LOOK = re.compile(r"precedence|priority|prevail|control|govern|supersede|override", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:\border of (?:precedence|priority)\b[^.:]{0,60}|\bearlier in this list\b[^.:]{0,60}|"
    r"\b(?:prevail|control)s?\b[^.:]{0,20}\border\b[^.:]{0,60}):\s*",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?<![\w)])\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[”\")]*\s+(?=[A-Z“\"(])")
_CLASH = re.compile(r"\b(?:conflict|inconsisten|discrepanc|difference)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:(?:will|shall|must)\s+(?:be\s+)?)?(?:prevails?|(?:takes?|has|have)\s+precedence|controls?|"
    r"governs?|supersedes?|overrides?)\b(?P<over>\s+over\b)?",
    re.IGNORECASE,
)
# the words before the winner: "… and these Terms, then" THESE TERMS "will prevail"
_BETWEEN = re.compile(
    r"\b(?:between|among)\s+(?P<both>(?:[^.;]|\.\d){5,200}?)(?=,|\s+(?:arises?|exists?|with|as)\b|$)", re.IGNORECASE
)
_WITH = re.compile(
    r"\b(?:conflicts?|inconsisten(?:t|cy)|differs?)\s+with\s+(?P<other>(?:[^.;,]|\.\d){3,120})", re.IGNORECASE
)
_CONFLICTING = re.compile(
    r"\b(?:if|where|extent(?: that)?|event(?: that)?)\s+(?P<one>(?:[^.;,]|\.\d){3,120}?)\s+"
    r"(?:conflicts?|(?:is|are) inconsistent)\b",
    re.IGNORECASE,
)
_BOTH_CONFLICT = re.compile(
    r"\b(?:if|where)\s+(?P<both>(?:[^.;,]|\.\d){5,160}?)\s+conflict\b(?!\s+with)", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:,|;|:|\bthen\b|\bthat\b)\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:on|with respect to|for|when|while|where|unless|in the event|in case|if|to the extent|solely|during|"
    r"as to)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:[A-Z][\w’'-]*|terms|agreement|conditions|policy|policies|rules|section|clause|schedule|guidelines|addendum)\b"
)
_NO_DOCUMENT = re.compile(
    r"\b(?:language|version|translation|laws?|regulations?|statutes?|gdpr|directive|summary|summaries|court|arbitrat\w*|"
    r"principles|forum|party|parties|you|we|it|which|who|they|english|not|may|retain\w*|see)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the|any|an?|all|our|your|these|this|those|such|other|applicable|relevant|separate)\s+)+", re.IGNORECASE
)
_TERMS_OF = re.compile(
    r"^(?:(?:(?-i:terms)(?: and conditions)?|provisions|subject matter)(?: set (?:forth|out))?(?: in| of)|rest of)"
    r"(?: the (?:main )?body of)?\s+",
    re.IGNORECASE,
)
_OWN_WORD = re.compile(
    r"\b(?:these|this|hereof)\s+(?:[\w’'-]+\s+){0,6}?(?:agreement|terms|conditions|policy|addendum|contract|guidelines|"
    r"service|use|notice)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 14
_LONGEST = 3_000  # a longer sentence states no order, and would take long to try
_SECTION = re.compile(r"(?:section|clause|article|schedule|exhibit|part)s?\b", re.IGNORECASE)


def find_ladders(analysis: Analysis) -> tuple[Ladder, ...]:
    """Every statement of precedence, in reading order."""
    agreement = analysis.agreement
    found: list[Ladder] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            text = agreement.text.at(piece.span)
            if _LOOK.search(text):
                listed = _listed(analysis, provision, piece)
                found += [listed] if listed is not None else _pairs(analysis, provision, piece)
    return tuple(sorted(found, key=lambda ladder: ladder.span))


def _listed(analysis: Analysis, provision: Provision, piece: Piece) -> Ladder | None:
    """A list of documents after a colon: in the same paragraph, or as items below."""
    agreement = analysis.agreement
    text = agreement.text.at(piece.span)
    lead = _LISTED.search(text)
    if lead is None:
        return None
    start = _sentence_start(text, lead.start())
    rungs = _in_line(piece.span, text, lead.end()) or _below(agreement, provision, piece)
    if len(rungs) < 2:
        return None
    ranks = tuple(_rank(analysis, place, span) for place, span in enumerate(rungs, 1))
    return Ladder(provision.id, Span(piece.span.start + start, piece.span.start + lead.end()), ranks)


def _in_line(span: Span, text: str, at: int) -> list[Span]:
    """'(1) the Order, (2) the Addendum, and (3) these Terms.' -> a span for each."""
    stop = _SENTENCE.search(text, at)
    end = stop.start() if stop else len(text)
    marks = list(_MARK.finditer(text, at, end))
    if not marks or marks[0].start() > at + 3 or marks[0]["mark"] not in ("1", "a", "i"):
        return []
    found = []
    for place, mark in enumerate(marks):
        stop_at = marks[place + 1].start() if place + 1 < len(marks) else end
        words = re.sub(r"(?:[\s,;.]|\b(?:and|then)\b)*\Z", "", text[mark.end() : stop_at])
        found.append(Span(span.start + mark.end(), span.start + mark.end() + len(words)))
    return found


def _below(agreement: Agreement, provision: Provision, piece: Piece) -> list[Span]:
    """The items of a list: provisions of their own below, or the paragraphs that follow."""
    items = [p for p in agreement.children.get(provision.id, ()) if p.kind is ProvisionKind.ITEM and p.body]
    spans = [item.body[0].span for item in items]
    if not spans:
        later = provision.body[provision.body.index(piece) + 1 :]
        blocks = [(each, agreement.block_of(each)) for each in later]
        spans = [each.span for each, block in blocks if block.level]
    return [_trimmed(agreement, span) for span in spans]


def _trimmed(agreement: Agreement, span: Span) -> Span:
    text = agreement.text.at(span)
    mark = _MARK.match(text)
    start = mark.end() if mark else len(text) - len(text.lstrip())
    words = re.sub(r"(?:[\s,;.]|\b(?:and|then)\b)*\Z", "", text[start:])
    return Span(span.start + start, span.start + start + len(words))


def _pairs(analysis: Analysis, provision: Provision, piece: Piece) -> Iterator[Ladder]:
    """One document over another, sentence by sentence."""
    text = analysis.agreement.text.at(piece.span)
    starts = [0, *(found.end() for found in _SENTENCE.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        sentence = text[start:end]
        if len(sentence) > _LONGEST or not _LOOK.search(sentence):
            continue
        for verb in _VERB.finditer(sentence):
            found = _pair(sentence, verb)
            if found is not None:
                at = piece.span.start + start
                ranks = tuple(
                    _rank(analysis, place, Span(at + part.start, at + part.end)) for place, part in enumerate(found, 1)
                )
                yield Ladder(provision.id, Span(at, at + len(sentence.rstrip())), ranks)
                break


def _pair(sentence: str, verb: re.Match[str]) -> tuple[Span, Span] | None:
    """Winner and loser in one sentence; None where the words do not name both."""
    winner = _before(sentence, verb.start())
    if winner is None:
        return None
    for loser in _losers(sentence, verb, winner):
        words = loser.of(sentence)
        if not loser.overlaps(winner) and _names_document(words) and not _same(words, winner.of(sentence)):
            return winner, loser
    return None


def _before(sentence: str, end: int) -> Span | None:
    """The subject of the verb: what stands between it and the last comma."""
    starts = [found.end() for found in _CLAUSE.finditer(sentence, 0, end)]
    start = starts[-1] if starts else 0
    words = sentence[start:end]
    span = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
    return span if len(span) and _names_document(span.of(sentence)) else None


def _losers(sentence: str, verb: re.Match[str], winner: Span) -> Iterator[Span]:
    """Candidates for the other document, the surest first."""
    if verb["over"] and not re.match(r"(?:\w+\s+)?(?:control|govern)", verb.group(), re.IGNORECASE):
        words = _TAIL.split(re.split(r"[,;]|\.(?!\d)", sentence[verb.end() :])[0])[0]
        yield _stripped(sentence, verb.end(), verb.end() + len(words))
    if not _CLASH.search(sentence):
        return
    subject = winner.of(sentence)
    for pattern in (_BETWEEN, _BOTH_CONFLICT):
        for found in pattern.finditer(sentence):
            yield from _other_of_two(sentence, found.start("both"), found["both"], subject)
    for pattern, name in ((_CONFLICTING, "one"), (_WITH, "other")):
        for found in pattern.finditer(sentence):
            words = _TAIL.split(found[name])[0]
            yield _stripped(sentence, found.start(name), found.start(name) + len(words))


def _other_of_two(sentence: str, at: int, both: str, winner: str) -> Iterator[Span]:
    """'these Terms and the Supply Terms' with the winner 'the Supply Terms' -> 'these Terms'."""
    for joint in re.finditer(r",?\s+(?:and|or)\s+", both):
        one = _stripped(sentence, at, at + joint.start())
        other = _stripped(sentence, at + joint.end(), at + len(both))
        first, second = _same(one.of(sentence), winner), _same(other.of(sentence), winner)
        if re.search(r"\blatter\b", winner):
            first, second = False, True
        if first != second:
            yield other if first else one


def _stripped(sentence: str, start: int, end: int) -> Span:
    words = sentence[start:end]
    return (
        Span(start + len(words) - len(words.lstrip(" ,")), start + len(words.rstrip(" ,.")))
        if words.strip(" ,.")
        else Span(start, start)
    )


def _names_document(words: str) -> bool:
    return 0 < len(words.split()) <= _MOST_WORDS and _NAMED.search(words) is not None and not _NO_DOCUMENT.search(words)


def _same(words: str, other: str) -> bool:
    """Whether two ways of naming a document mean the same: the words of one are those of the other."""
    one, two = set(_content(words)), set(_content(other))
    return bool(one and two) and (one <= two or two <= one)


def _content(words: str) -> list[str]:
    return [
        w.rstrip("s")
        for w in re.findall(r"\w+(?:\.\d+)*", _document(words).lower())
        if w not in {"of", "the", "and", "or", "any", "this", "these", "other", "terms"} or len(words.split()) <= 2
    ]


def _rank(analysis: Analysis, rank: int, span: Span) -> Rank:
    words = plain(analysis.agreement.text.at(span))
    target = next(
        (row.target for row in analysis.references if row.target is not None and row.span.overlaps(span)), None
    )
    provision = target if _SECTION.match(_document(words)) else None
    return Rank(
        rank, words, span, _document(words), provision is not None or is_own(analysis.agreement, words), provision
    )


def is_own(agreement: Agreement, words: str) -> bool:
    """Whether words name the agreement that they stand in."""
    bare = _document(words).casefold()
    return _OWN_WORD.search(words) is not None or bare == agreement.title.casefold()


def _document(words: str) -> str:
    """'the terms set forth in the body of this Widget Agreement' -> 'Widget Agreement'."""
    bare = _ARTICLE.sub("", plain(words))
    bare = _ARTICLE.sub("", _TERMS_OF.sub("", bare))
    return bare.strip(" ,") or plain(words)


def _sentence_start(text: str, at: int) -> int:
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, at)]
    return ends[-1] if ends else 0
