"""Finding defined terms in binding text, in the forms that agreements use.

entry     "Affiliate" means …     The "Agreement" refers, collectively, to …     « Modèles » désigne …
inline    (the "Services")   (collectively, "Taxes")   ("you", "your", or "Customer")   (le « Site »)
named     referred to as "Acme"      When we say "Company", "we" or "us", …
listed    the following definitions apply: / Working Day: a day on which …   (see `listed`)
heading   13.2 Affiliate. means …   and unquoted entries in a list of definitions: Beta Product means …
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from navigator.definitions.listed import listed_terms
from navigator.definitions.quoted import (
    CLOSE,
    LEAD,
    OPEN,
    QUOTE,
    TERM,
    Sentences,
    begins_meaning,
    find_groups,
    is_group,
)
from navigator.model.agreement import Agreement, Layer, Piece, Provision
from navigator.model.terms import Definition
from navigator.model.text import Block, BlockKind, Span, plain

_UNQUOTED_ENTRY = re.compile(
    r"(?:the\s+)?(?!(?:This|That|These|Those|It|Which|What|To|Please|Kindly|Not|By|In|For|If|We|You)\b)"
    r"(?P<term>(?:[A-Z][\w’'&/-]*)(?:\s+(?:of|and|or|the|to|for|in|"
    r"[A-Z][\w’'&/()-]*)){0,6})\s+(?:means?(?!\s+(?:to|of|that)\b)|shall mean|will mean|has the meaning|"
    r"have the meaning|refers to)\b"
)
_GLOSSARY = re.compile(
    r"defin|interpret|glossar|définition|begriff|definición|definiç|definizion|definities|定義|meaning of",
    re.IGNORECASE,
)
_MEANING_HERE = re.compile(
    r"\b(?:an?|the)\s+(?P<term>[\w-]+(?:\s[\w-]+){0,3}?)\s\(meaning (?:here|in this|for the|as used)"
)
_HEADED = re.compile(r"\s*[:–—-]?\s*(?:means?|shall mean|refers? to|has the meaning)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"has the (?:same )?meanings? (?:given|set|ascribed|assigned|provided|specified|set out|as)|"
    r"a (?:la signification|le sens) qui|tiene el significado|t[eê]m o significado|ha il significato|"
    r"heeft de betekenis|hat die\b.{0,40}\bBedeutung",
    re.IGNORECASE,
)
_TERM_HEAD = re.compile(
    r"(?:defined )?(?:terms?|expressions?|words?|termes?|begriffe?|términos?|termos?|termini|begrip(?:pen)?|用語)", re.I
)
_MEANING_HEAD = re.compile(
    r"(?:meanings?|definitions?|définitions?|signification|bedeutung|significado|definición|significato|betekenis|定義)",
    re.I,
)
_SPEECH = re.compile(r"\b(?:is|are|was|were|am|i|my|he|she|wants?|said)\b")
_LONGEST_TERM = 200
_NOT_TERMS = frozenset(
    {
        "as is",
        "as available",
        "as-is",
        "need to know",
        "know how",
        "know-how",
        "who",
        "what",
        "s",
        "including",
        "example",
    }
)


def find_definitions(agreement: Agreement) -> tuple[Definition, ...]:
    """Every definition in binding text, in reading order; one entry for each place that defines a term."""
    found: list[Definition] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            found += _in_piece(agreement, provision, piece)
        found += _by_heading(agreement, provision)
    found = _with_stated(agreement, found)
    listed = list(listed_terms(agreement))
    if listed:
        found = sorted([*found, *listed], key=lambda row: (agreement.order[row.provision], row.span))
    return tuple(_without_repeats(found))


def _with_stated(agreement: Agreement, found: list[Definition]) -> list[Definition]:
    """What the document itself marks as the place of a definition joins what its words tell, in reading order."""
    terms = agreement.text.outline.terms if agreement.text.outline is not None else ()
    told = sorted(definition.span for definition in found)
    made = []
    for span in terms:
        at = bisect_left(told, span)
        known = any(other.overlaps(span) for other in told[max(0, at - 1) : at + 1])
        place = agreement.place(span.start)
        words = _name(agreement.text.at(span).strip(OPEN + CLOSE))
        if known or place is None or place[1] is not Layer.BINDING or not _is_term(words):
            continue
        body = agreement.by_id[place[0]].body
        meaning = next((piece.span for piece in body if span in piece.span), span)
        made.append(Definition(words, place[0], span, meaning, "entry"))
    order = agreement.order
    return sorted([*found, *made], key=lambda row: (order[row.provision], row.span)) if made else found


def _in_piece(agreement: Agreement, provision: Provision, piece: Piece) -> Iterator[Definition]:
    block = agreement.block_of(piece)
    if block.kind is BlockKind.TABLE:
        yield from _in_table(agreement, provision, block)
        return
    if block.style == "term" and piece.block + 1 < len(agreement.text.blocks):
        after = agreement.text.blocks[piece.block + 1]
        words = _name(agreement.text.at(piece.span).strip(OPEN + CLOSE))
        if after.style == "meaning" and _is_term(words):  # a list of terms and meanings, as web pages have it
            at = agreement.text.text.index(words, piece.span.start)
            meaning = Span(piece.span.start, after.span.end)
            yield Definition(words, provision.id, Span(at, at + len(words)), meaning, "entry")
            return
    term = _over_its_meaning(agreement, provision, piece) if len(piece.span) < _LONGEST_TERM else None
    if term is not None:
        yield term
        return
    yield from _in_text(agreement, provision, block, piece.span)


def _over_its_meaning(agreement: Agreement, provision: Provision, piece: Piece) -> Definition | None:
    """« Scooter » ou « Engin », and in the paragraph below: désigne …"""
    text = agreement.text.at(piece.span)
    if not QUOTE.match(text) or piece.block + 1 >= len(agreement.text.blocks) or not is_group(text.strip()):
        return None
    after = agreement.text.blocks[piece.block + 1]
    names = [found for found in TERM.finditer(text) if _is_term(found["term"])]
    if not names or not begins_meaning(agreement.text.at(after.span)):
        return None
    first = names[0]
    return Definition(
        _name(first["term"]),
        provision.id,
        _inside(piece.span, first.start("term"), first["term"]),
        Span(piece.span.start, after.span.end),
        "entry",
        tuple(dict.fromkeys(_name(found["term"]) for found in names[1:])),
    )


def _in_table(agreement: Agreement, provision: Provision, table: Block) -> Iterator[Definition]:
    """| Term | Meaning |: each row defines its first cell. Other tables are read cell by cell."""
    head = [plain(agreement.text.at(cell.span)) for cell in table.cells[0]] if table.cells else []
    if len(head) >= 2 and _TERM_HEAD.fullmatch(head[0]) and _MEANING_HEAD.fullmatch(head[1]):
        for row in table.cells[1:]:
            words = _name(agreement.text.at(row[0].span).strip(OPEN + CLOSE)) if len(row) >= 2 else ""
            if words and _is_term(words):
                at = agreement.text.text.index(words, row[0].span.start)
                span = Span(row[0].span.start, row[1].span.end)
                yield Definition(words, provision.id, Span(at, at + len(words)), span, "table")
        return
    for inner in table.inner():
        yield from _in_text(agreement, provision, inner, inner.span)


def _in_text(agreement: Agreement, provision: Provision, block: Block, span: Span) -> list[Definition]:
    text = agreement.text.at(span)
    found: list[Definition] = []
    taken: set[int] = set()
    sentences = Sentences(text)
    for start, end, style in find_groups(text, sentences) if QUOTE.search(text) else ():
        names = [m for m in TERM.finditer(text, start, end) if m.start("term") not in taken and _is_term(m["term"])]
        if not names:
            continue
        taken.update(m.start("term") for m in names)
        first = names[0]
        meaning = sentences.meaning(start, end, style)
        found.append(
            Definition(
                _name(first["term"]),
                provision.id,
                _inside(span, first.start("term"), first["term"]),
                Span(span.start + meaning[0], span.start + meaning[1]),
                "pointer" if style == "entry" and _POINTER.match(text[end : end + 60].lstrip(" ,")) else style,
                tuple(dict.fromkeys(_name(m["term"]) for m in names[1:])),
            )
        )
    seen = {definition.span for definition in found}
    found += [d for d in _unquoted(agreement, provision, block, span, text, sentences) if d.span not in seen]
    return sorted(found, key=lambda d: d.span)


def _unquoted(
    agreement: Agreement, provision: Provision, block: Block, span: Span, text: str, sentences: Sentences
) -> Iterator[Definition]:
    """Entries without quotation marks: a term alone at the start, bold names in brackets, "(meaning here …)"."""
    entry = _UNQUOTED_ENTRY.match(text) if "mean" in text or "refer" in text else None
    if entry is not None and _is_term(entry["term"]) and len(entry["term"].split()) <= 6:
        yield Definition(
            _name(entry["term"]), provision.id, _inside(span, entry.start("term"), entry["term"]), span, "entry"
        )
    bold = [run.span for run in block.runs if run.bold]
    glossary = _glossary_entry(agreement, provision, bold, span) if bold else None
    if glossary is not None:
        yield glossary
    for here in _MEANING_HERE.finditer(text) if "(meaning " in text else ():
        meaning = sentences.meaning(here.start(), here.end(), "inline")
        yield Definition(
            here["term"],
            provision.id,
            _inside(span, here.start("term"), here["term"]),
            Span(span.start + meaning[0], span.start + meaning[1]),
            "inline",
        )
    for run, inside in _bold_in_brackets(agreement, bold, span):
        dated = agreement.last_updated_span is not None and run.overlaps(agreement.last_updated_span)
        if _is_term(inside) and not dated:
            meaning = sentences.meaning(run.start - span.start, run.end - span.start, "inline")
            yield Definition(
                _name(inside), provision.id, run, Span(span.start + meaning[0], span.start + meaning[1]), "inline"
            )


def _glossary_entry(agreement: Agreement, provision: Provision, bold: list[Span], span: Span) -> Definition | None:
    """'**Business Day**: a day other than a Saturday …' under "Definitions" or "Interpretation"."""
    lead = next((run for run in bold if run.start == span.start), None)
    if lead is None:
        return None
    above = (provision, *agreement.ancestors(provision.id))
    if not any(p.heading and _GLOSSARY.search(p.heading) for p in above):
        return None
    words, after = lead.of(agreement.text.text), agreement.text.text[lead.end : lead.end + 3]
    closed = words.rstrip().endswith(":") or after.lstrip().startswith((":", "–", "—"))
    if not closed or not _is_term(words) or len(words.split()) > 8 or lead.end >= span.end:
        return None
    return Definition(_name(words), provision.id, _inside(span, 0, words), span, "entry")


def _bold_in_brackets(agreement: Agreement, bold: list[Span], span: Span) -> Iterator[tuple[Span, str]]:
    """'(the **Services**)': bold words that fill a bracket but for its lead."""
    source = agreement.text.text
    for run in bold:
        if source[run.end : run.end + 1] != ")" or run not in span:
            continue
        words = run.of(source).strip()
        before = source[max(span.start, run.start - 40) : run.start]
        opened = before.rfind("(")
        if not words[:1].isupper() or len(words.split()) > 6 or opened < 0 or ")" in before[opened:]:
            continue
        lead = LEAD.match(before[opened + 1 :])
        if lead is not None and lead.end() == len(before) - opened - 1:
            yield run, words


def _by_heading(agreement: Agreement, provision: Provision) -> Iterator[Definition]:
    """'13.2 Affiliate. means any entity …'"""
    if provision.heading is None or provision.heading_span is None or not provision.body:
        return
    if _HEADED.match(agreement.text.at(provision.body[0].span)) and len(provision.heading.split()) <= 6:
        yield Definition(
            _name(provision.heading), provision.id, provision.heading_span, provision.body[0].span, "entry"
        )


def _is_term(words: str) -> bool:
    """Whether quoted words can be a name: no sentence ("my dog is the best in the world"), question or address."""
    bare = words.strip(" ,.;:").lower()
    if bare.endswith("?") or (words[:1].islower() and len(bare.split()) > 3 and _SPEECH.search(bare)):
        return False
    return (
        bool(re.search(r"\w", bare))
        and bare not in _NOT_TERMS
        and len(bare.split()) <= 10
        and not bare.startswith(("http", "www."))
    )


def _name(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:")


def _inside(span: Span, offset: int, words: str) -> Span:
    lead = len(words) - len(words.lstrip(" ,.;:"))
    return Span(span.start + offset + lead, span.start + offset + lead + len(words.strip(" ,.;:")))


def _without_repeats(found: list[Definition]) -> Iterator[Definition]:
    """A place that two patterns found is one definition."""
    seen: set[Span] = set()
    for definition in found:
        if definition.span not in seen:
            seen.add(definition.span)
            yield definition
