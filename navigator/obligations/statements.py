"""Obligations, rights and prohibitions, told by the modal verbs of binding text.

    You will pay all fees.   Customer shall not resell the Services.   We may suspend your account.
    Either party may terminate this Agreement.   Neither party may assign it.   Each party represents that …
    You are responsible for your users.   Notice must be given by you.   You will not: (a) …; (b) …

A "will" that only tells the future ("You will receive an invoice") is none, nor is what somebody need not do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from navigator.model.agreement import Agreement, Piece, Provision, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.obligations import Parties, Party, Statement, StatementKind
from navigator.model.sentences import ends_sentence
from navigator.model.text import Span, plain
from navigator.obligations.clauses import is_statement
from navigator.obligations.foreign import LANGUAGES, Reader

_SENTENCE = re.compile(r"[.!?][”\")]*\s+(?=[“\"(]?[A-ZÀ-Þ§])|;[”\")]*\s+(?=[\w“\"(])")
_EITHER = (
    "either party|either of the parties|each party|each of the parties|neither party|neither of the parties|any party|"
    "both parties|the parties|either of us|each of us|neither of us|both of us|you and we|you and us|we and you|"
    "you or we|we or you|neither you nor we|neither we nor you"
)
# "the receiving party", "the other party": one side at a time
_ONE_OF_THEM = r"the (?!third\b)[\w-]+ party|such (?!third\b)[\w-]+ party|an? (?!third\b)[\w-]+ party"
_BOTH = re.compile(r"\A(?:(?:neither )?you (?:and|n?or) |.* (?:and|n?or) you\Z)")
_EVERYBODY = re.compile(_EITHER)
_ADVERB = (
    r"(?:(?:also|only|each|hereby|further|otherwise|always|never|promptly|solely|then|instead|"
    r"in turn|all|both|at all times|expressly|specifically|acknowledge and)\s+)*"
)
_RIGHT = (
    r"(?:may|can)(?! ?not\b)|(?:(?:will|shall)\s+(?:also\s+)?be|is|are)\s+(?:entitled|permitted|allowed|free|"
    r"authori[sz]ed)\s+to|(?:will|shall)?\s*(?:has|have)\s+the\s+(?:sole\s+|exclusive\s+)?right\s+to|"
    r"reserves?\s+the\s+right(?:,[^,]{3,60},)?\s+(?:to|not to)|retains?\s+the\s+right\s+to"
)
_PROHIBITION = (
    r"(?:will|shall|must|may|can|should)\s+(?:not|never)\b|cannot\b|can't\b|won't\b|mustn't\b|"
    r"agrees?\s+(?:that\s+(?:you|it|they)\s+(?:will|shall)\s+not|not\s+to)|"
    r"(?:is|are)\s+(?:strictly\s+)?prohibited\s+from|"
    r"(?:is|are)\s+not\s+(?:permitted|allowed|authori[sz]ed|entitled)\s+to|undertakes?\s+not\s+to"
)
_OBLIGATION = (
    r"(?:(?:will|shall|must|should)\s+(?:be|remain)|is|are|remains?)\s+(?:solely\s+|fully\s+|also\s+)*"
    r"(?:responsible|liable|required|obliged|obligated)\s+(?:for|to)\b|"
    r"(?:will|shall|must)(?!\s+not\b)\b|agrees?\s+to(?!\s+the\b)\b|(?:agrees?|undertakes?|covenants?)\s*(?=:\s*\Z)|undertakes?\s+to|(?:has|have|needs?)\s+to\b|"
    r"(?:represents?|warrants?|covenants?)(?:\s*(?:,|and|,\s*and)\s*(?:represents?|warrants?|covenants?))*\b"
)
_MODAL = rf"(?:(?P<prohibition>{_PROHIBITION})|(?P<right>{_RIGHT})|(?P<obligation>{_OBLIGATION}))"
# "…, and may not withhold": a second verb of the same subject
_AND_MODAL = re.compile(
    r"(?:(?:and|or|but) )?(?P<mark>\((?:[a-z]|[ivx]{1,5}|\d{1,2})\) )?"
    r"(?=(?:\w+ly )?(?:will|shall|must|may|can|cannot|should|agrees?|is|are|reserves?)\b)"
    rf"{_ADVERB}(?P<verb>{_MODAL})(?P<subject>)"
)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whom|whose|if|where|when|unless|what|how|because|whether)\b")
_CONDITIONS = re.compile(r"\b(?:if|where|when|unless|because|provided that|in case)\s*(?:,\s*)?:?\s*\Z", re.IGNORECASE)
_PASSIVE = (  # it begins with letters, so that a search leaps to them; whether they begin a word is looked at after
    r"(?P<modal>(?:must|shall|will|may|can)(?<!\w(?:must|will))(?<!\wshall)(?<!\w(?:may|can))(?P<not>\s+not)?)"
    r"\s+(?:only\s+)?be\s+"
    r"(?P<verb>\w+(?:ed|en|ade|one|ent|ept|eld|aid))\b(?P<middle>[^.;,]{0,60}?)\s+by\s+(?:the\s+)?"
)


# "You must:", "We may, for instance:", "You agree not to use them to:": what the items of a list complete
_LEAVES_OPEN = re.compile(r"\W*|.*\b(?:not to|also|not|instance|example|either)\W*", re.IGNORECASE | re.DOTALL)
_NOT_TO = re.compile(
    r"not (?!an?\b|the\b|under\b|in\b|currently\b|be\b)\w"
)  # The Tenant agrees: (a) to …; (b) not to …
_PARTICIPLE = re.compile(r"\b(?<!\bor )(?<!\band )\w{2,}ed\b")
_JOINT = re.compile(
    r"[\s,;]*(?:(?<![\w-])(?:and/or|and|or|but|und|oder|aber|et|ou|mais|y|e|pero)(?![\w-])[\s,;]*)?"
    r"(?:(?<=\s)\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)[\s,;]*)?(?:that|then|also|provided(?:\s+that)?)?\s*\Z",
    re.I,
)
"""`we may refuse, and (b) you will pay`: what joins two statements is neither's"""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The patterns for one agreement."""

    active: re.Pattern[str]
    passive: re.Pattern[str]
    customer: frozenset[str]
    provider: frozenset[str]

    def party(self, subject: str) -> Party:
        words = plain(subject)
        bare = words.removeprefix("the ")
        if bare in self.customer:
            return Party.CUSTOMER
        if bare in self.provider:
            return Party.PROVIDER
        return Party.EITHER if _EVERYBODY.fullmatch(words) or _BOTH.search(words) else Party.OTHER


def find_statements(analysis: Analysis, parties: Parties) -> tuple[Statement, ...]:
    """Every statement about one of the sides, in reading order. `parties` are those of the same agreement."""
    agreement = analysis.agreement
    abroad = agreement.language in LANGUAGES
    reader = Reader(agreement.language, parties, agreement.text.text) if abroad else None
    sides = _sides(parties)
    found: list[Statement] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            if reader is not None:
                found += _abroad(agreement, reader, provision, piece)
            else:
                found += _in_piece(agreement, sides, provision, piece)
    return tuple(sorted(found, key=lambda row: row.span))


def _sides(parties: Parties) -> _Sides:
    """The patterns are for text in small letters, and begin with the subject's own: a search then leaps to its first
    letters instead of trying every place."""
    customer = frozenset(_small(name) for name in parties.customer)
    provider = frozenset(_small(name) for name in parties.provider if name.lower() != "us")
    other = frozenset(_small(name) for name in parties.other)
    names = sorted(customer | provider | other, key=len, reverse=True)
    sides = [re.escape(name) for name in sorted(provider - {"we", "us"}, key=len, reverse=True)]
    named = "|".join(sides)
    both = [f"you (?:and|or) (?:{named})|(?:{named}) (?:and|or) you|neither you nor (?:{named})"] if sides else []
    subject = "|".join([*both, *map(re.escape, names), _EITHER, _ONE_OF_THEM])
    joined = (
        r"(?:\s+(?:and|or)\s+(?:your|our|its|their|any of (?:your|its))\s+[\w\s]{3,40}?)?"
        r"(?:,\s[^,.;:]{3,80},|\s\([^()]{1,60}\))?"
    )
    active = re.compile(rf"(?P<subject>{subject}){joined}\s+{_ADVERB}{_MODAL}")
    passive = re.compile(rf"{_PASSIVE}(?P<by>us|{subject})(?![\w'])")
    return _Sides(active, passive, customer, provider | {"us"})


def _small(text: str) -> str:
    """Small letters and straight apostrophes, character for character."""
    low = text.lower()
    return (low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)).replace(
        "’", "'"
    )


def _abroad(agreement: Agreement, reader: Reader, provision: Provision, piece: Piece) -> Iterator[Statement]:
    text = agreement.text.at(piece.span)
    low = _small(text)
    if not reader.may_hold(low):
        return
    for start, end in _sentences(text):
        marks = list(reader.read(text, low, start, end))
        for said, following in zip_longest(marks, marks[1:]):
            stop = _cut(text, said.act, following.start) if following else end
            made = _statement(
                agreement, provision, piece, (said.start, stop), said.party, said.kind, said.act, said.subject
            )
            yield made
            if stop == len(text) and text.rstrip().endswith(":"):
                yield from _items(agreement, provision, piece, made)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end; a semicolon ends one too."""
    ends = (found.span() for found in _SENTENCE.finditer(text))
    starts = [0, *(after for stop, after in ends if ends_sentence(text, stop, after))]
    return zip(starts, [*starts[1:], len(text)], strict=True)


def _in_piece(agreement: Agreement, sides: _Sides, provision: Provision, piece: Piece) -> Iterator[Statement]:
    text = agreement.text.at(piece.span)
    low = _small(text)
    active = sides.active.search(low)
    passive = sides.passive.search(low) if " by " in low else None
    if active is None and passive is None:
        return  # no need to tell its sentences apart
    least = active.start() if active else len(low)
    for start, end in _sentences(text):
        within = sides.active.finditer(low, start, end) if end > least else ()
        marks = [found for found in within if is_statement(text, low, found)]
        for place, found in enumerate(marks):
            stop = _cut(text, found.end(), marks[place + 1].start()) if place + 1 < len(marks) else end
            party, subject = sides.party(found["subject"]), _printed(text, found, "subject")
            for begin, finish, kind, act in _same_subject(text, low, found, stop):
                made = _statement(agreement, provision, piece, (begin, finish), party, kind, act, subject)
                yield made
            if stop == len(text) and text.rstrip().endswith(":"):
                yield from _items(agreement, provision, piece, made)
        for found in sides.passive.finditer(low, start, end) if passive is not None and end > passive.start() else ():
            kind = StatementKind.PROHIBITION if found["not"] else StatementKind.OBLIGATION
            if not found["not"] and re.match(r"may|can", found["modal"]):
                kind = StatementKind.RIGHT
            agent = _PARTICIPLE.search(found["middle"]) is None  # "be amended only in writing signed by you"
            if agent and not any(mark.start() <= found.start() < mark.end() + 5 for mark in marks):
                yield _statement(
                    agreement,
                    provision,
                    piece,
                    (start, end),
                    sides.party(found["by"]),
                    kind,
                    found.start("verb"),
                    _printed(text, found, "by"),
                )


def _same_subject(
    text: str, low: str, found: re.Match[str], stop: int
) -> Iterator[tuple[int, int, StatementKind, int]]:
    """Where a statement and those that go on with its subject begin and end, the kind and act of each: "You will pay
    and may not withhold". The same kind again is one statement: "will delete it and will tell you"."""
    start, kind, act = found.start(), _kind(found), found.end()
    for more in _further(low, act, stop):
        if _SUBORDINATE.search(low, act, more.start()) and not low.startswith(", but", more.start() - 2):
            break
        if low.count("(", act, more.start()) != low.count(")", act, more.start()):
            break
        other = _kind(more)
        if other is not kind or more["mark"]:
            yield start, _cut(text, act, more.start("verb")), kind, act
            start, kind, act = more.start("verb"), other, more.end()
    yield start, stop, kind, act


def _further(low: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The verbs that "and", "or", "but" join to one before them, in order."""
    places = [at for join in ("and ", "or ", "but ", "(") for at in _all(low, f" {join}", start, stop)]
    last = start
    for at in sorted(places):
        found = _AND_MODAL.match(low, at + 1, stop) if at >= last else None
        if found is not None:
            yield found
            last = found.end()


def _all(low: str, word: str, start: int, stop: int) -> Iterator[int]:
    at = low.find(word, start, stop)
    while at >= 0:
        yield at
        at = low.find(word, at + 1, stop)


def _cut(text: str, start: int, end: int) -> int:
    """Where a statement ends that another one follows: before the words that join them ("… and (b)")."""
    joint = _JOINT.search(text, start, end)
    return joint.start() if joint else end


def _printed(text: str, found: re.Match[str], group: str) -> str:
    return text[found.start(group) : found.end(group)]


def _kind(found: re.Match[str]) -> StatementKind:
    neither = found["subject"].startswith("neither")
    if found["prohibition"]:
        return StatementKind.PROHIBITION
    if neither:
        return StatementKind.PROHIBITION
    return StatementKind.RIGHT if found["right"] else StatementKind.OBLIGATION


def _statement(
    agreement: Agreement,
    provision: Provision,
    piece: Piece,
    within: tuple[int, int],
    party: Party,
    kind: StatementKind,
    act: int,
    subject: str,
) -> Statement:
    """A statement from offsets into its piece; `act` is where the modal verb ends."""
    base = piece.span.start
    words = agreement.text.at(Span(base + within[0], base + within[1])).rstrip(" \n,;")
    span = Span(base + within[0], base + within[0] + len(words))
    start = min(base + act, span.end)
    rest = agreement.text.text[start : span.end]
    start += len(rest) - len(rest.lstrip(" \n:,"))
    return Statement(provision.id, span, party, kind, plain(words), plain(subject), Span(start, span.end))


def _items(agreement: Agreement, provision: Provision, piece: Piece, lead: Statement) -> Iterator[Statement]:
    """The items of a list that a statement leads into: each is one of the same kind; none where they are conditions
    ("You may not register if: …")."""
    if _CONDITIONS.search(lead.words):
        return
    bare = _LEAVES_OPEN.fullmatch(agreement.text.at(lead.act))
    spans = [(provision.id, bullet.span) for bullet in _bullets(agreement, provision, piece)] if bare else []
    if not spans:
        children = agreement.children.get(provision.id, ())
        spans = [(item.id, item.body[0].span) for item in children if item.kind is ProvisionKind.ITEM and item.body]
    for identity, span in spans:
        words = plain(agreement.text.at(span))
        kind = StatementKind.PROHIBITION if _NOT_TO.match(words) else lead.kind
        yield Statement(identity, span, lead.party, kind, words, lead.subject, span)


def _bullets(agreement: Agreement, provision: Provision, lead: Piece) -> Iterator[Piece]:
    """The items of the bulleted list right below a paragraph of the same provision, without those of lists in it."""
    rows = provision.body[provision.body.index(lead) + 1 :]
    above = agreement.block_of(lead)
    least = len(above.containers) + 1 if above.bullet else 0
    depth: int | None = None
    for row in rows:
        block = agreement.block_of(row)
        if not block.bullet:
            return
        deep = len(block.containers)
        depth = deep if depth is None else depth
        if deep < max(depth, least):
            return
        if deep == depth:
            yield row
