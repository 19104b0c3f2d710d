"""Documents beside the agreement: what its definitions, links and words of incorporation bring in.

"Security Guide" means our description of safeguards, available at https://…            by definition and address
"Order Form" means an ordering document between you and Widget …                        by definition
You will comply with the partner policies available at https://…                        by address
The Widget Rules (linked) …; the Rules are incorporated by reference into these Terms   by link, by words
"""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.model.agreement import Layer, ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.links import Hyperlink
from navigator.model.precedence import OtherDocument
from navigator.model.terms import Definition
from navigator.model.text import Span, plain

# Last words of the names of documents that agreements take in
_KIND = re.compile(
    r"(?:polic(?:y|ies)|terms(?: of (?:service|use|sale))?|conditions|agreements?|addend(?:um|a)|"
    r"guidelines?|guides?|rules|"
    r"overview|schedule|documentation|order forms?|orders?|statements? of work|sow|sla|dpa|aup|eula|notice|waiver|"
    r"requirements|standards?|code of conduct|manual|specifications?|charter|contract|licen[cs]e|"
    r"principles|annex|exhibit|supplement|appendix|clauses)(?:\(s\))?",
    re.IGNORECASE,
)
_DOCUMENT_WORDS = re.compile(
    r"\b(?:ordering|order|statement of work|terms|policy|policies|agreement|document(?:ation|s)?|guidelines?|rules|"
    r"addendum|overview|description)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s,;)”\"]+")
_AVAILABLE = re.compile(
    r"(?:,?\s*(?:the current version of which is|which (?:is|are)|that (?:is|are)|is|are|currently|as|made)?\s*"
    r"(?:available|posted|located|found|published|set (?:forth|out)|accessible|described|viewed?)\s+(?:online\s+)?"
    r"(?:at|on|here)[:\s]*|[,(:]\s*)\(?\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:(?:the|our|any|its|with|accept|applicable|current|then-current|following)\s+)*"
    r"(?P<name>(?:[A-Z][\w’'&-]*\s+(?:(?:of|and|for|to|the)\s+)?){0,7}(?:[a-z]+\s+(?:and\s+)?){0,3}[\w’'-]+)\s*$"
)
_INCORPORATED = re.compile(
    r"\bincorporated\s+(?:herein\s+|hereby\s+)?(?:by\s+(?:this\s+)?reference|into|in|herein)\b|"
    r"\bforms?\s+(?:an?\s+)?(?:integral\s+)?part\s+of\s+th(?:is|ese)\b",
    re.IGNORECASE,
)
# a ladder ranks "any other terms incorporated by reference" without saying which
_RANKS = re.compile(r"\border of (?:precedence|priority)\b|\bearlier in this list\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[”\")]*\s+(?=[A-Z“\"(])")
_SOCIAL = re.compile(r"^(?:mailto:|tel:|#)|@", re.IGNORECASE)
_OWN_NAMES = frozenset({"agreement", "terms", "terms of service", "terms of use", "contract", "policy", "conditions"})
_PARTS = frozenset({ProvisionKind.PREFACE, ProvisionKind.CONCLUSIONS})


def find_documents(analysis: Analysis) -> tuple[OtherDocument, ...]:
    """Every such document, in the order in which binding text first names it; the agreement itself is none."""
    by_name: dict[str, OtherDocument] = {}
    for document in [*_by_definition(analysis), *_by_link(analysis)]:
        key = _key(document.name)
        known = by_name.get(key) or next((d for d in by_name.values() if document.url and d.url == document.url), None)
        if known is None:
            by_name[key] = document
        elif known.url is None and document.url:
            by_name[_key(known.name)] = replace(known, url=document.url)
    own = analysis.agreement.title
    documents = [_complete(analysis, d) for d in by_name.values() if _key(d.name) != _key(own)]
    return tuple(sorted(documents, key=lambda d: d.span))


def _by_definition(analysis: Analysis) -> list[OtherDocument]:
    """Defined terms that name a document."""
    agreement = analysis.agreement
    links = [link for link in analysis.hyperlinks if link.layer is Layer.BINDING and not _SOCIAL.search(link.url)]
    found = []
    for definition in analysis.definitions:
        words = definition.term.split()
        if not definition.term[:1].isupper() or not words or not _KIND.fullmatch(_last(definition.term)):
            continue
        said = definition.meaning if definition.style == "inline" else _after(definition)
        meaning = agreement.text.at(said)
        if _names_itself(analysis, definition, meaning):
            continue
        inside = [link for link in links if link.span in said]
        address = _ADDRESS.search(meaning)
        url = _url(analysis, inside[-1]) if inside else address[0].rstrip(".") if address else None
        if definition.style == "inline":
            url = _nearest(analysis, links, definition)
            if url is None:
                continue
        if url or _DOCUMENT_WORDS.search(meaning.replace(definition.term, "")):
            found.append(OtherDocument(definition.term, url, definition.span, ()))
    return found


def _after(definition: Definition) -> Span:
    """The words of an entry from its term on: others may stand before it in the same paragraph."""
    return Span(definition.span.start, max(definition.span.end, definition.meaning.end))


def _last(term: str) -> str:
    """The words that say what kind of thing a term names."""
    words = term.split()
    return next(
        (
            " ".join(words[at:])
            for at in range(max(0, len(words) - 3), len(words))
            if _KIND.fullmatch(" ".join(words[at:]))
        ),
        words[-1],
    )


def _names_itself(analysis: Analysis, definition: Definition, meaning: str) -> bool:
    """'These Widget Terms (the “Terms”)': the agreement's name for itself."""
    before = analysis.agreement.text.text[
        max(definition.meaning.start, definition.span.start - 160) : definition.span.start
    ]
    if definition.term.casefold() in _OWN_NAMES:
        return True
    title = _key(analysis.agreement.title)
    own = re.search(
        r"\b(?:these|this)\s+(?:[\w’'-]+\s+){0,6}(?:agreement|terms|polic(?:y|ies)|addendum|conditions|guidelines|contract)\b",
        before,
        re.IGNORECASE,
    )
    return (
        _key(definition.term) in title
        or (own is not None and definition.style == "inline")
        or bool(re.match(r"[^.]{0,40}\b(?:means|refers,? collectively,? to)\s+(?:this|these)\b", meaning))
    )


def _nearest(analysis: Analysis, links: list[Hyperlink], definition: Definition) -> str | None:
    """The link that a bracket explains: our [linked] house rules (“House Rules”)."""
    near = [link for link in links if 0 <= definition.span.start - link.span.end <= 12]
    return _url(analysis, near[-1]) if near else None


def _by_link(analysis: Analysis) -> list[OtherDocument]:
    """Links in binding text whose words, or the words before the printed address, name a document."""
    agreement = analysis.agreement
    homes = {p.id for p in agreement.provisions if p.kind not in _PARTS}
    found = []
    for link in analysis.hyperlinks:
        if link.layer is not Layer.BINDING or link.provision not in homes or _SOCIAL.search(link.url):
            continue
        words = plain(agreement.text.at(link.span))
        name, span = words.strip(' .,:;“”"'), link.span
        if _ADDRESS.match(words) or re.fullmatch(r"(?:here|this (?:page|link)|link)", words, re.IGNORECASE):
            named = _before(analysis, link)
            if named is None:
                continue
            name, span = named
        if _names_document(name) and not re.match(r"(?:this|these)\b", name, re.IGNORECASE):
            found.append(OtherDocument(name, _url(analysis, link), span, ()))
    return found


def _names_document(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= 9 and any(word[:1].isupper() for word in words) and _KIND.fullmatch(_last(name)) is not None
    )


def _before(analysis: Analysis, link: Hyperlink) -> tuple[str, Span] | None:
    """'… the Widget Rights Waiver available at https://…' -> the name before the address and where it stands."""
    text = analysis.agreement.text.text
    start = max(0, link.span.start - 160)
    window = text[start : link.span.start]
    sentences = [found.end() for found in _SENTENCE.finditer(window)]
    window = window[sentences[-1] if sentences else 0 :]
    start = link.span.start - len(window)
    lead = _AVAILABLE.search(window)
    noun = _NOUN.search(window[: lead.start()]) if lead else None
    if noun is None:
        return None
    return plain(noun["name"]), Span(start + noun.start("name"), start + noun.end("name"))


def _url(analysis: Analysis, link: Hyperlink) -> str:
    """The address as the text prints it, else as the source links it."""
    words = plain(analysis.agreement.text.at(link.span))
    return words.rstrip(".") if _ADDRESS.fullmatch(words) else link.url


def _mention(text: str, found: re.Match[str], name: str) -> bool:
    """Whether words are the document's name: not the end of a longer one ("Software Documentation")."""
    before = re.search(r"(\w+)\s\Z", text[max(0, found.start() - 30) : found.start()])
    longer = before is not None and before[1][:1].isupper() and not before[1].isupper() and before.start() > 0
    return " " in name or not longer


def _complete(analysis: Analysis, document: OtherDocument) -> OtherDocument:
    """With every provision that names it, and whether words of incorporation stand in a sentence that does."""
    agreement = analysis.agreement
    bare = re.sub(r"\((?:s|es)\)", "", document.name)
    pattern = re.compile(rf"(?<![\w-]){re.escape(bare)}(?:s|es|\(s\))?(?!\w)")
    provisions: list[str] = []
    incorporated = False
    for provision in agreement.provisions:
        for piece in provision.body:
            text = agreement.text.at(piece.span)
            for found in pattern.finditer(text):
                if not _mention(text, found, bare):
                    continue
                if provision.id not in provisions:
                    provisions.append(provision.id)
                incorporated = incorporated or _in_sentence(text, found.start())
    home = agreement.place(document.span.start)
    if home is not None and home[0] not in provisions:
        provisions.append(home[0])
    provisions.sort(key=lambda identity: agreement.order[identity])
    return replace(document, provisions=tuple(provisions), incorporated=incorporated)


def _in_sentence(text: str, at: int) -> bool:
    starts = [found.end() for found in _SENTENCE.finditer(text, 0, at)]
    start = starts[-1] if starts else 0
    stop = _SENTENCE.search(text, at)
    sentence = text[start : stop.start() if stop else len(text)]
    return _INCORPORATED.search(sentence) is not None and not _RANKS.search(sentence)


def _key(name: str) -> str:
    """Names that mean one document: small letters, without article, plural and possessive."""
    words = re.findall(r"\w+", re.sub(r"[’']s\b|\((?:s|es)\)", "", name.lower()))
    return " ".join(word.rstrip("s") for word in words if word not in ("the", "our", "applicable"))
