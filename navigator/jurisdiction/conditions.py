"""Reading the words that restrict a rule or a provision to some customers into a `Condition`.

    "If you are domiciled in Chile"                       a place
    "where your principal place of business is outside the United States"
    "for customers residing in Peru"
    "If you are a non-profit organisation"                a kind of organisation
    "If you are enrolled in our partner programme"        a programme

A place that follows such words and cannot be read gives `unread`: the verdict is then open, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice

from navigator.jurisdiction import foreign_conditions
from navigator.jurisdiction.class_names import used
from navigator.jurisdiction.companies import NAME
from navigator.jurisdiction.kinds import organisations, programmes
from navigator.jurisdiction.lexicon import Lexicon
from navigator.jurisdiction.phrases import Place, read_place, read_whole
from navigator.jurisdiction.sets import complement, intersection, union
from navigator.jurisdiction.vocabulary import Vocabulary, current
from navigator.model.rules import Condition, CountrySet, Organisation
from navigator.model.text import Span, plain

ROLE = (
    r"(?:customers?|users?|consumers?(?!\s+(?:protection|rights?|laws?|legislation)\b)|clients?|subscribers?|licensees?|members?|sellers?|merchants?|advertisers?"
    r"|publishers?|distributors?|resellers?|developers?|buyers?|purchasers?|counterpart(?:y|ies)|policyholders?"
    r"|passengers?|franchisees?|shippers?|travell?ers?|drivers?|riders?|students?|schools?|learners?|creators?|tenants?|players?|artists?|visitors?|registrants?|borrowers?|guests?|hosts?|employers?|participants?|partners?|account\s+holders?)"
)
"""What agreements call the side that accepts them: `If Seller is established in Peru, …`."""
_WHO = rf"(?:{ROLE}|people|charities|residents?|businesses|organi[sz]ations?|entities)"
_BEGIN = r"(?=i[fn]\s|wh|un|fo|[cbpgs]u|c[olr]|l[ie]|[mrsdpt]e|a[dcr]|[drv]i|p[aol]|ho|e[mnv]|o[rt]|us|[fdt]r|s[hct])"
"""The first letters of every match of _INTRO and _LOOK: they turn most words away sooner."""
_INTRO = re.compile(
    rf"""\b{_BEGIN}(?:(?:if|where|when|unless|in\s+case)\s+(?=(?:and\s+to\s+the\s+extent\s+)?(?:you\b|your\b|it\s+(?:is|has)\b|(?-i:[A-Z][\w&’'-]*\s+){{1,2}}(?:entity\s+)?is\s+(?:the\s+)?(?-i:[A-Z])|(?:the|an?|any)\s+(?:\w+\s+){{0,5}}?
            (?:{ROLE}|billing|account|code|organi[sz]ation|domicile)|{ROLE}|(?:the\s+)?(?:contracting|relevant|applicable)\s+(?:party|entity)\b|
            (?:an?|any)\s+(?:claim|dispute)\b|(?-i:[A-Z][\w.&’'-]*\s+){{1,4}}(?:provides?|supplies|delivers?|offers?)\s+(?:you|the|its)))
       |for\s+(?:(?:all|any|those|our)\s+)?{_WHO}\b
       |for\s+(?:(?:all|any|those|our)\s+)?(?=(?:[\w.-]+\s+){{0,5}}(?:entities|agencies|governments?|enterprises|organi[sz]ations|bodies|universities|institutions)\b)
       |for\s+(?:(?:all|any|those)\s+)?[a-z]+s\s+(?=(?:who\s+(?:are\s+)?)?(?:located|resid\w+|established|domiciled|based|liv\w+)\s+(?:in|within|outside)\b)
       |for\s+(?:an?|any)\s+(?=(?:[\w-]+\s+){{0,5}}(?:entity|agency|government|enterprise|organi[sz]ation|body|consumer|customer)\b)
       |residents\s+(?=of\s+(?:the\s+)?(?-i:[A-Z]))
       |{_WHO}\s+(?=whose\s+[\w\s]{{3,50}}?\s(?:is|are)\s+(?:located\s+)?(?:in|within|outside)\b
            |(?:(?:who\s+)?(?:are\s+)?(?:ordinarily\s+|habitually\s+)?
            (?:domiciled|located|resid\w+|liv\w+|based|established|registered|incorporated)\s+)?(?:in|within|outside)\b))""",
    re.I | re.X,
)
_LOOK = re.compile(
    rf"""\b{_BEGIN}(?:(?:if|where|when|unless|in\s+case)\s+(?:and|you|it\b|the|an?\b|any|customer|client|licensee|subscriber|(?-i:[A-Z]))
        |for\s+(?:an?\b|all|any|those|our|{_WHO}|[a-z]+s\s+(?:who|located|resid|established|domiciled|based|liv))|(?:in|for)\s+all\s+other|otherwise|everyone\s+else
        |{_WHO}\s+(?:who|are|ordinarily|habitually|domiciled|located|resid|liv|based|established|in|within|outside))""",
    re.I | re.X,
)
"""How every match of _INTRO and _OTHERWISE begins."""
_LINK = re.compile(
    rf"""\b(?:(?:residents?|citizens?)\s+of\s+
        |(?:domicile|residence|country)(?:\s+of\s+[\w\s’']{{3,30}}?)?(?:\s*\([^)]*\))?\s+(?:is|will\s+be)\s+(?!in\b|within\b|outside\b)|(?:domiciled?|residents?|residing|reside[sd]?|residence|liv(?:e|es|ing)|located|based|established|incorporated|
        registered|organi[sz]ed|headquartered|situated|headquarters|seat|citizens?|place\s+of\s+business|office|address|
        account|services?|products?|{ROLE}|business(?:es)?|organi[sz]ations?|
        entit(?:y|ies)|you(?:\s+are)?|it(?:\s+is)?|us(?:e|es|ing))\b(?:\s+[\w’']+){{0,4}}?\s+
        (?:(?=outside\b|anywhere\b|elsewhere\b)|(?:in|within|inside)\s+(?!the\s+course|connection|accordance|respect|order|this|these)))""",
    re.I | re.X,
)
_RESIDENCE = re.compile(
    r"\b(?:domiciled?|resid\w+|liv(?:e|es|ing)|located|based|established|headquartered|place\s+of\s+business|address)\b",
    re.I,
)
_MAIN_CLAUSE = re.compile(
    r"""\s*(?::|;(?!\s*(?:and\s+|or\s+)?\([b-z]\))|[,)]?\s+(?=(?:then\b|the\s+following\b|as\s+follows\b))
        |,\s+(?=(?:in\s+which\s+case|you|your|they|nothing|none|we|our|this|these|the|any|all|each|such(?!\s+as\b)|by(?=\s+the|\s+(?:[\w.]+\s+){0,2}laws?\b)|both|either|it|sections?|clauses?|articles?|a\s+dispute|disputes|
                 arbitration|fees|(?:and|or)\s+by\s+the\s+laws?\b|(?-i:[A-Z][\w.&’'-]*,?\s+){1,5}(?:(?:laws?|courts?)\s+)?(?:will|shall|may|is|are|does|provides?|agrees?|means
                 |governs?|appl(?:y|ies)|has|have))\b)
        |(?-i:(?<![A-Z])\.\s+(?=[A-Z]))
        |,?\s+(?=(?:and|or|but),?\s+(?:with|to|by|under|in)\s+(?:the\s+)?(?-i:[A-Z]|laws?\b|courts?\b)[^,;:]{0,90}?(?:,?\s+(?:if|where)\s|\s*$))
        |,?\s+(?=(?:and|but)\s+(?:(?-i:[A-Z][\w-]+)\s+law|(?:by\s+)?the\s+laws\s+of\s[^,;:]{2,60}?)\s+(?:(?:will|shall)\s+)?(?:govern|appl)\w*\b)
        |\s+(?=the\s+laws?\s+of\s|(?-i:[A-Z][a-z]+)\s+law\s+(?:governs|applies)\b)
        |,?\s+(?=unless\b)|,\s+(?=where\s+(?:(?-i:[A-Z]\w+)\s+law|the\s+laws?)\b)|,\s+(?=[“"][^”"]{1,40}[”"]\s+(?:means|refers|is)\b)
        |,?\s+(?=and\s+(?:between\s+you|otherwise)\b|otherwise\b)
        |,\s+(?=(?:and\s+|or\s+)?(?-i:[A-Z][\w.&’'-]*,?\s+){1,6}(?:if|where|when)\b)
        |,\s+(?=(?-i:(?:[A-Z][\w.&’'-]*\s+){1,5}(?:\([^()]{2,24}\)\s+)?(?:Ltd|Limited|Inc|LLC|GmbH|AG|B\.?V|S\.?A|SAS|Corp|plc|PLC|Pte|Pty
            |AB|UAB|ULC|DAC)\b))
        |\s+(?=(?:the\s+contracting\s+(?:party|entity)|it)\s+(?:is|will\s+be)\s+(?:the\s+)?(?-i:[A-Z])
            |(?:this\s+(?:section|clause|schedule|annex|part)|these\s+(?:terms|provisions)|your\s+contract|
                you\s+(?:are\s+contracting|agree|contract))\b)|$)""",
    re.I | re.X,
)
_NEGATED = re.compile(
    r"\bnot\s+(?:an?\s+)?(?:\w+\s+)?(?:users?|residents?|customers?|citizens?|domiciled|resid\w+|located|liv\w+|based|established|in|within)\b",
    re.I,
)
_READ = "\0"
"""Stands for the words of a place once they are read."""
_QUALIFIER = re.compile(
    r"\b(?:and|but)\s+(?:you\s+|also\s+|only\s+)?(?:use|have|are|were|do|purchas\w+|subscri\w+|access|hold|bought|pay)\b"
    r"(?!\s+(?:\w+\s+){0,4}?(?:(?:in|within|of|is)\s+)?\0)|^if\s+you\s+(?:book|buy|order|rent|hire|ship|travel|fly|attend|visit)\b|\bminors?\b|\bunder\s+(?:the\s+age\s+of\s+)?\d|\byears?\s+(?:old|of\s+age)\b",
    re.I,
)
_CONSUMER = re.compile(r"\bconsumers?\b", re.I)
_OTHERWISE = re.compile(
    r"(?:^|(?<=[;:])|,\s+(?=(?:and|or|but)\s+otherwise\b))\s*(?:(?:and|or|but)\s+)?(?P<words>otherwise|(?:in|for)\s+(?:all|any|every|each)\s+other\s+(?:cases?|customers?|users?|countr(?:y|ies)|jurisdictions?|regions?)"
    r"|(?:for\s+)?(?:everyone|everybody|anyone)\s+else|(?:for\s+use\s+)?(?:elsewhere|everywhere\s+else|anywhere\s+else)(?=,))\b,?",
    re.I,
)
_OTHER = re.compile(r"\W*(?:all\s+|any\s+)?(?:others?|rest|remaining|default)\W*", re.I)
"""A row of a table that is for all that the others are not for."""
_OTHERWISE_LAST = re.compile(
    r"(?<=\s)(?P<words>(?:in|for)\s+(?:all|any|every|each)\s+other\s+(?:cases?|customers?|users?|countr(?:y|ies))|otherwise)"
    r"(?=\s*[.;]?\s*$)",
    re.I,
)
"""`…, and by the laws of Peru in all other cases.`"""
_AND_IN = re.compile(
    r",\s+(?:or|and)\s+(?P<words>(?:if\s+)?(?:in|within|(?=outside\b))\s*(?P<place>[^,;]{2,80}))(?=,\s+in\s+which\s+case\b)",
    re.I,
)
"""`… unless you live in Peru, in which case …, or in Chile, in which case …`"""
_EXCEPT_IF = re.compile(r"\W*(?:except|save)\s+$", re.I)
"""`Except if you live in Peru, the laws of Chile govern`"""
_UNLESS = re.compile(r",?\s+(?=unless\b)", re.I)
_ITEM_ONLY = re.compile(rf"\W*(?:[A-ZÀ-Þ][^,;:]{{2,80}},|{NAME})\s+")
"""`Northwind Ltd, in all other cases`: an item of a list, whose other items have the other conditions"""
_CONJUNCTION = re.compile(r"(?:if|where|when|unless|in\s+case)\b")
_VERB = re.compile(
    r"\s+(?=(?:pay|agree|contract|enter|deal|buy|go\s+to|sue|accept|submit|(?:may|can)\s+(?:\w+\s+)?(?:go|sue|bring|submit|start|take|choose|file|also|use|apply)|(?:are|will|shall|must)\s+(?:be\s+)?(?:pay|contract|billed|charged|invoiced|contracting|subject|bound))\b)"
)
_COMMA = re.compile(r",\s+(?!or\b|and\b|an?\b|including\b)", re.I)
_TAIL = re.compile(
    r"^[\s,]*(?:\([^)]*\)\s*)?(?:(?:at\s+(?:the|that)\s+time|when\s+you|as\s+of|on\s+the|to\s+the\s+(?:\w+\s+)?extent\s+(?:permitted|allowed))\b[^,;]*"
    r"|and|or|then)?[\s,.)”\"]*$",
    re.I,
)
_CLAUSE = 1600
_MOST = 40
_LONGEST = 6000
"""Longer than any real clause (_CLAUSE) or sentence, and more conditions than any has (_MOST): bounds, in characters
and in number, on the work that a hostile text can cause."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One condition as read, with where its words stand in the text that was read.

    others   the words say "anywhere else": the complement of the sibling rules' countries is still to be added
    unless   the words begin with "unless": what they go with holds where the condition does not
    partial  the words go on with what may name more places
    """

    start: int
    end: int
    condition: Condition
    others: Place | None = None
    unless: bool = False
    partial: bool = False


def cell_condition(text: str, offset: int) -> Reading:
    """The condition that a whole table cell or label states: a bare place phrase, or a sentence with "if you …"."""
    words = plain(text)
    span = Span(offset, offset + len(text))
    if len(text) > _LONGEST:
        return Reading(0, len(text), Condition(words[:_LONGEST], span, unread=True))
    if place := read_whole(text):
        return _from_place(0, len(text), words, span, place)
    for reading in conditions(text, offset):
        return replace(reading, start=0, end=len(text), condition=replace(reading.condition, text=words, span=span))
    if _OTHER.fullmatch(words):
        return Reading(0, len(text), Condition(words, span), Place(CountrySet(frozenset()), len(text), others=True))
    kinds, joined = organisations(words), programmes(words)
    if kinds or joined:
        return Reading(0, len(text), Condition(words, span, organisations=kinds, programmes=joined))
    if _OTHERWISE.match(text):
        return Reading(0, len(text), Condition(words, span), Place(CountrySet(frozenset()), len(text), others=True))
    return Reading(0, len(text), Condition(words, span, unread=True))


def conditions(text: str, offset: int = 0, *, unless: bool = False) -> list[Reading]:
    """Every condition on the customer that a sentence states, in order. `offset` is where the text starts; those that
    begin with "unless" are given only to who asks for them.

    "… ; otherwise" within a sentence is one only after another: it may speak of sums or times as well.
    """
    text = text[:_LONGEST]
    words = current().lexicon
    if words is not None and (others := _foreign(text, offset, words)):
        return [each for each in others if unless or not each.unless]
    return [each for each in _english(text, offset, current()) if unless or not each.unless]


def _foreign(text: str, offset: int, words: Lexicon) -> list[Reading]:
    readings: list[Reading] = []
    for each in foreign_conditions.read(text, words):
        printed = text[each.start : each.end].rstrip(" ,:;.\n")
        span = Span(offset + each.start, offset + each.start + len(printed))
        countries = each.place.countries if each.place is not None else None
        condition = Condition(plain(printed), span, countries, each.organisations, frozenset(), each.unread)
        others = each.place if each.place is not None and each.place.others else None
        readings.append(Reading(each.start, each.end, condition, others, each.unless, each.partial))
    return readings


@lru_cache(maxsize=1024)  # several readers ask about each sentence
def _english(text: str, offset: int, words: Vocabulary) -> tuple[Reading, ...]:
    found: list[Reading] = []
    lower = text.lower()
    may_be_others = "other" in lower or "else" in lower  # one of these is in every match
    others = chain(islice(_OTHERWISE.finditer(text), _MOST), islice(_OTHERWISE_LAST.finditer(text), 1))
    for other in others if may_be_others else ():
        if any(each.start <= other.start("words") < each.end for each in found):
            continue
        span = Span(offset + other.start("words"), offset + other.end("words"))
        everyone = Place(CountrySet(frozenset()), other.end(), others=True)
        found.append(Reading(other.start(), other.end(), Condition(plain(other["words"]), span), everyone))
    otherwise = list(found)
    for intro in islice(_INTRO.finditer(text), _MOST):
        if any(each.start <= intro.start() < each.end for each in found):
            continue
        following = min((each.start for each in otherwise if each.start > intro.start()), default=len(text))
        reading = _after(text[:following], intro, offset)
        if reading is not None:
            found.append(reading)
    found += _elliptic(text, offset, found)
    found = _with_classes(text, offset, found, words) if words.class_use is not None else found
    found = [_with_unless(text, each, found) for each in sorted(found, key=lambda each: each.start)]
    first = next((each.start for each in found if each not in otherwise), len(text))
    spoken = {each.start for each in otherwise}
    return tuple(
        each
        for each in found
        if each.start not in spoken or each.start == 0 or first < each.start or _ITEM_ONLY.fullmatch(text[: each.start])
    )


def _elliptic(text: str, offset: int, found: Sequence[Reading]) -> Iterator[Reading]:
    for match in _AND_IN.finditer(text) if any(each.unless for each in found) else ():
        place = read_place(text, match.start("place"))
        if place is not None and place.end == match.end("place"):
            span = Span(offset + match.start("words"), offset + match.end("words"))
            condition = Condition(plain(match["words"]), span, place.countries)
            yield Reading(match.start("words"), match.end("words"), condition, None, True)


def _with_unless(text: str, reading: Reading, found: Sequence[Reading]) -> Reading:
    """A condition that goes on "…, unless" with words that are none on the customer is not read in full."""
    more = _UNLESS.match(text, reading.end)
    if more is None or any(each.unless and each.start == more.end() for each in found):
        return reading
    return replace(reading, condition=replace(reading.condition, unread=True))


def _with_classes(text: str, offset: int, found: list[Reading], words: Vocabulary) -> list[Reading]:
    """The conditions with those that name classes of customers which the agreement defines. Where one of the others
    speaks of such a class as well, it is not read in full."""
    named = used(text, offset, words.classes, words.class_use) if words.class_use is not None else ()
    rows = [Reading(start, end, condition, unless=unless) for start, end, condition, unless in named]
    apart = [each for each in found if not any(each.start < row.end and row.start < each.end for row in rows)]
    both = [
        each for each in found if each not in apart and each.condition.countries is not None and each.others is None
    ]
    doubtful = [replace(each, condition=replace(each.condition, unread=True)) for each in both]
    rows = [row for row in rows if not any(each.start < row.end and row.start < each.end for each in doubtful)]
    return [*apart, *doubtful, *rows]


def may_begin(text: str) -> bool:
    """A cheap look: False where no condition begins in a text (the beginning of a sentence, a heading)."""
    words = current().lexicon
    if words is not None and words.intro.search(text) is not None:
        return True
    uses = current().class_use
    return _looks(text) or (uses is not None and uses.search(text) is not None)


@lru_cache(maxsize=4096)
def _looks(text: str) -> bool:
    return _LOOK.search(text) is not None


def _after(text: str, intro: re.Match[str], offset: int) -> Reading | None:
    places, end, settled = _places(text, intro.start(), intro.end())
    words = text[intro.start() : end].rstrip(" ,:;.\n")
    words = words.rstrip(") ") if words.count("(") < words.count(")") else words
    outside_places = words
    for start, place, _ in places:
        outside_places = outside_places.replace(text[start : place.end], _READ)
    kinds, joined = organisations(outside_places), programmes(outside_places)
    unless = intro[0].casefold().startswith("unless") or _EXCEPT_IF.match(text[: intro.start()]) is not None
    unread = bool(_QUALIFIER.search(outside_places)) or (bool(places) and not settled)
    if not places and not kinds and not joined:
        party = PARTY.search(words) is not None
        if not party and (
            intro[0].casefold().startswith("where")
            or not (_RESIDENCE.search(words) and re.search(r"\b(?:in|within|outside)\b", words))
            or _WHERE_YOU.search(words)
        ):
            return None
        unread = True
    if Organisation.INDIVIDUAL in kinds and len(kinds) == 1 and _CONSUMER.search(outside_places):
        unread = True  # an individual in trade is no consumer: the profile cannot settle it
    span = Span(offset + intro.start(), offset + intro.start() + len(words))
    condition = Condition(plain(words), span, None, kinds, joined, unread)
    if not places:
        return Reading(intro.start(), end, condition, unless=unless)
    countries, others = _combined(places)
    partial = not settled and _QUALIFIER.search(outside_places) is None
    return Reading(intro.start(), end, replace(condition, countries=countries), others, unless, partial)


PARTY = re.compile(
    rf"(?i:\bcontract(?:s|ed|ing)?\s+(?:is\s+)?with\b|\bcontracting\s+(?:party|entity)\s+is\b)"
    rf"|\b(?:provided|supplied|sold|operated|offered)\s+by\s+{NAME}"
    rf"|^\W*(?i:if|where|when)\s+[^,;]{{1,40}}?\s+is\s+(?:the\s+)?{NAME}"
)
"""`If you contract with Northwind Ltd, English law applies`, `Where Supplier is Northwind Ltd, …`: it depends on who
the other party is."""
_WHERE_YOU = re.compile(
    r"\b(?:jurisdiction|country|state|place|countries|jurisdictions|states)\b[^,;]{0,30}\b(?:that|which|whose|where|requires?)\b",
    re.I,
)


def _places(text: str, start: int, at: int) -> tuple[list[tuple[int, Place, str]], int, bool]:
    """The place phrases of one condition clause with the words before each, the clause's end, and whether the last
    phrase was read to that end."""
    found: list[tuple[int, Place, str]] = []
    opens = text[start:at].casefold()
    breaks = _COMMA if opens.startswith("for") else None if _CONJUNCTION.match(opens) else _VERB
    closes = _closing(text, start, at)
    end = min(_clause_end(text, at, breaks), closes)
    before = max(start, at - 12)
    while (link := _LINK.search(text, before)) is not None and link.start() <= end:
        place = read_place(text, link.end())
        merely_including = not found and re.search(r"\bincluding\b", text[at : link.start()]) is not None
        if place is None or merely_including:
            before = link.end()
            continue
        if _NEGATED.search(text, at, link.end()):
            place = replace(place, countries=complement(place.countries))
        last = found[-1][1].end if found else start
        found.append((link.end(), place, text[last : link.start()]))
        before = place.end
        end = max(place.end, min(_clause_end(text, place.end, breaks), closes))
    settled = True
    if found:
        settled = _TAIL.match(text[found[-1][1].end : end]) is not None
    return found, end, settled


def _closing(text: str, start: int, at: int) -> int:
    """Where the brackets close that a condition is all of: "Northwind Ltd (if you live in Peru)"."""
    if not text[:start].rstrip().endswith("("):
        return len(text)
    depth = 1
    for place in range(at, min(len(text), at + _CLAUSE)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return len(text)


def _clause_end(text: str, at: int, breaks: re.Pattern[str] | None) -> int:
    """Where the main clause begins; after a mere phrase that is its first comma ("For a federal entity, …") or verb
    ("Customers in Peru pay …"), whatever `breaks` says."""
    reach = min(len(text), at + _CLAUSE)
    found = [_MAIN_CLAUSE.search(text, at, reach), breaks.search(text, at, reach) if breaks else None]
    return min((each.start() for each in found if each), default=reach)


def _combined(places: list[tuple[int, Place, str]]) -> tuple[CountrySet, Place | None]:
    """Places joined by "or" are united; by "and", both must hold."""
    countries = places[0][1].countries
    for _, place, words in places[1:]:
        both = re.match(r"[\s,]*and\b(?!/or)", words, re.I) is not None
        countries = intersection(countries, place.countries) if both else union((countries, place.countries))
    others = next((place for _, place, _ in places if place.others), None)
    return countries, others


def _from_place(start: int, end: int, words: str, span: Span, place: Place) -> Reading:
    return Reading(start, end, Condition(words, span, place.countries), place if place.others else None)
