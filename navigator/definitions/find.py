"""Finding defined terms in binding text, in the forms that agreements use.

entry     "Affiliate" means …     The "Agreement" refers, collectively, to …     « Modèles » désigne …
inline    (the "Services")   (collectively, "Taxes")   ("you", "your", or "Customer")   (le « Site »)
named     referred to as "Acme"      When we say "Company", "we" or "us", …
heading   13.2 Affiliate. means …   and unquoted entries in a list of definitions: Beta Product means …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from navigator.model.agreement import Agreement, Piece, Provision
from navigator.model.terms import Definition
from navigator.model.text import Block, BlockKind, Span, plain

_OPEN, _CLOSE = '“"„«‟「『', '”"“»‟」』'
_NAME = rf"[^{_OPEN}{_CLOSE}()]{{1,80}}?(?:\([^{_OPEN}{_CLOSE}()]{{1,12}}\))?"
_TERM = rf"[{_OPEN}]\s?(?P<term>{_NAME})[\s,.]{{0,2}}[{_CLOSE}]"
_ANY = _TERM.replace("?P<term>", "?:")
_JOIN = (
    r"\s*(?:,|;|/)?\s*(?:and/or|and|or|&|et/ou|et|ou|und|oder|sowie|y|o|e|of|en)?\s*"
    r"(?:the |an? |le |la |les |l['’]|die |der |das )?"
)
_GROUP = rf"{_ANY}(?:{_JOIN}{_ANY})*"
_GROUP_RE = re.compile(_GROUP)
_QUOTE = re.compile(rf"[{_OPEN}]")
_TERM_RE = re.compile(_TERM)

_STRONG = (
    r"(?:(?:shall|will|must|does|do|each|collectively|also|,|as used (?:here|in this)[\w ]*|"
    r"for (?:the )?purposes? of (?:this|the|these) [\w ]{4,30})\s*)*(?:means?|"
    r"meaning|refers?|(?:is|are) defined|has the (?:same )?meaning|have the (?:same )?meanings?|"
    r"(?:shall |will )?have the meaning|stands? for|includes?|désigne(?:nt)?|désignant|signifie(?:nt)?|"
    r"s['’]entend(?:ent)?|bezeichnet|bezeichnen|bedeutet|bedeuten|meint|"
    r"significa(?:n|m)?|se refiere(?:n)?|refere-se|indica(?:no)?|betekent|betekenen|とは|とします|を(?:意味|いい))"
)
_WEAK = r"(?:is|are|represents?|describes?|comprises?|est|sont|sind|ist|es|son|é|são|è|sono)\b"
_ENTRY = re.compile(rf"(?P<group>{_GROUP})\s*(?:\([^()]{{0,80}}\)\s*)?,?\s*{_STRONG}", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.;:!?]\s)|(?<=\u2028))\s*(?:(?:an?|the|our|each|le|la|les|un|une|der|die|das|ein|eine)\s+|"
    rf"l['’]\s?)?(?P<group>{_GROUP})\s*{_WEAK}",
    re.IGNORECASE,
)
_SAY = re.compile(
    rf"\b(?:when we (?:say|use|refer to|write)|references? to|if we say|the (?:terms?|words?|expressions?)|by|"
    rf"(?:le|les) termes?)\s+(?P<group>{_GROUP})(?P<after>[^.;]{{0,80}})",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:we mean|we are referring|we’re referring|we're referring|means?|refers?|meint|désign|shall be|"
    r"will be construed|is used)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:referred to (?:(?:herein|hereinafter|in (?:this|these) [\w ]{{2,40}}?|collectively|individually|"
    rf"together|also|as the|below)[\s,]*)*as|hereinafter(?: called| referred to as)?,?|hereafter,?|"
    rf"we (?:will )?(?:also )?call (?:this|these|it|them|each)?|known (?:collectively )?as|collectively,?|"
    rf"(?:(?:est|sont) (?:ci-après )?(?:appelée?s?|nommée?s?)|(?:ci-après|dénommée?s?)(?: désignée?s?| dénommée?s?)?)|"
    rf"im folgenden(?: auch| als)?|nachfolgend(?: auch| als)?|en adelante|em seguida|"
    rf"doravante|di seguito|hierna)[,:]?\s+"
    rf"(?:the |an? |le |la |les |l['’]|die |der |das |el |los |las |il |i )?(?P<group>{_GROUP})",
    re.IGNORECASE,
)
_CALLING = (  # one of these in every match
    "referred", "hereinafter", "hereafter", "call", "known", "collectively", "est ", "sont ", "ci-après", "dénommé",
    "folgenden", "nachfolgend", "adelante", "seguida", "doravante", "seguito", "hierna",
)  # fmt: skip
_INNER = re.compile(r"[(（](?P<inside>[^()（）]{2,400})[)）]")
_PARENTHESIS = re.compile(r"\((?P<inside>(?:[^()]|\([^()]{0,60}\)){2,400})\)")
_LEAD = re.compile(
    r"(?:(?:(?:the|an?|any|each|all|every|our|your|its|such|this|these|collectively|together|individually|"
    r"jointly|severally|each of|either of|both|also|and|or|as|as applicable|"
    r"hereinafter|hereafter|herein|here|below|referred|to|called|known|defined|being|with|if applicable|"
    r"where applicable|for (?:the )?purposes? of this \w+|in (?:this|these) [\w ]{2,30}|"
    r"le|la|les|un|une|des|ensemble|ci-après|désigné\w*|dénommé\w*|collectivement|individuellement|der|die|das|"
    r"den|dem|ein|eine|gemeinsam|zusammen|nachfolgend|im folgenden|jeweils|auch|"
    r"el|los|las|en|adelante|conjuntamente|o|os|as|doravante|em|conjunto|il|lo|gli|i|di|seguito|hierna|de|het|"
    r"gezamenlijk|以下|といい)\b|l['’]|[,;:/&])\s*)*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:$|[,;.]|s\b|and\b|or\b|as\b|といい|という)")
_UNQUOTED_ENTRY = re.compile(
    r"(?:the\s+)?(?P<term>(?:[A-Z][\w’'&/-]*)(?:\s+(?:of|and|or|the|to|for|in|"
    r"[A-Z][\w’'&/()-]*)){0,6})\s+(?:means?|shall mean|will mean|has the meaning|have the meaning|refers? to)\b"
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
    r"has the (?:same )?meanings? (?:given|set|ascribed|assigned|provided|specified|set out|as)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;!?][”\"’)]*\s+(?=[A-Z“\"(À-Þ])|\u2028")
_TERM_HEAD = re.compile(
    r"(?:defined )?(?:terms?|expressions?|words?|termes?|begriffe?|términos?|termos?|termini|begrip(?:pen)?|用語)", re.I
)
_MEANING_HEAD = re.compile(
    r"(?:meanings?|definitions?|définitions?|signification|bedeutung|significado|definición|significato|betekenis|定義)",
    re.I,
)
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
    return tuple(_without_repeats(found))


def _in_piece(agreement: Agreement, provision: Provision, piece: Piece) -> Iterator[Definition]:
    block = agreement.block_of(piece)
    if block.kind is BlockKind.TABLE:
        yield from _in_table(agreement, provision, block)
        return
    if block.style == "term" and piece.block + 1 < len(agreement.text.blocks):
        after = agreement.text.blocks[piece.block + 1]
        words = _name(agreement.text.at(piece.span).strip(_OPEN + _CLOSE))
        if after.style == "meaning" and _is_term(words):  # a list of terms and meanings, as web pages have it
            at = agreement.text.text.index(words, piece.span.start)
            meaning = Span(piece.span.start, after.span.end)
            yield Definition(words, provision.id, Span(at, at + len(words)), meaning, "entry")
            return
    yield from _in_text(agreement, provision, block, piece.span)


def _in_table(agreement: Agreement, provision: Provision, table: Block) -> Iterator[Definition]:
    """| Term | Meaning |: each row defines its first cell. Other tables are read cell by cell."""
    head = [plain(agreement.text.at(cell.span)) for cell in table.cells[0]] if table.cells else []
    if len(head) >= 2 and _TERM_HEAD.fullmatch(head[0]) and _MEANING_HEAD.fullmatch(head[1]):
        for row in table.cells[1:]:
            words = _name(agreement.text.at(row[0].span).strip(_OPEN + _CLOSE)) if len(row) >= 2 else ""
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
    for start, end, style in _groups(text) if _QUOTE.search(text) else ():
        names = [m for m in _TERM_RE.finditer(text, start, end) if m.start("term") not in taken and _is_term(m["term"])]
        if not names:
            continue
        taken.update(m.start("term") for m in names)
        first = names[0]
        meaning = _meaning(text, start, end, style)
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
    found += [
        d for d in _unquoted(agreement, provision, block, span, text) if all(d.span != other.span for other in found)
    ]
    return sorted(found, key=lambda d: d.span)


def _groups(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, style) of each stretch of quoted names that a definition sets."""
    for found in _ENTRY.finditer(text):
        yield found.start("group"), found.end("group"), "entry"
    for found in _SENTENCE.finditer(text):
        yield found.start("group"), found.end("group"), "entry"
    for found in _SAY.finditer(text):
        if _SAID.search(found["after"]):
            yield found.start("group"), found.end("group"), "entry"
    for found in chain(_INNER.finditer(text), _PARENTHESIS.finditer(text)):
        inside = found["inside"]
        if not _QUOTE.search(inside):
            continue
        lead = _LEAD.match(inside)
        group = _GROUP_RE.match(inside, lead.end() if lead else 0)
        if group is not None and _TAIL.match(inside, group.end()):
            at = found.start("inside")
            yield at + group.start(), at + group.end(), "inline"
            rest = inside[group.end() :]
            more = re.search(rf"(?:;|,|\band\b|\bor\b)\s*(?:{_LEAD.pattern})?(?P<group>{_GROUP})", rest, re.IGNORECASE)
            if more is not None:
                yield at + group.end() + more.start("group"), at + group.end() + more.end("group"), "inline"
        elif group is None:
            late = re.search(
                rf"(?:(?:collectively|together|each,?|individually|referred to as|the|ensemble|gemeinsam)[\s,]+"
                rf"(?:the\s+|an?\s+)?|^(?:any|each|all|either|such)\b.*,\s*an?\s+)(?P<group>{_GROUP})\s*$",
                inside,
                re.IGNORECASE,
            )
            if late is not None:
                at = found.start("inside")
                yield at + late.start("group"), at + late.end("group"), "inline"
    for found in _CALLED.finditer(text) if any(map(text.lower().__contains__, _CALLING)) else ():
        yield found.start("group"), found.end("group"), "inline"


def _unquoted(agreement: Agreement, provision: Provision, block: Block, span: Span, text: str) -> Iterator[Definition]:
    """Entries without quotation marks: a term alone at the start, bold names in brackets, "(meaning here …)"."""
    entry = _UNQUOTED_ENTRY.match(text) if "mean" in text or "refer" in text else None
    if entry is not None and _is_term(entry["term"]) and len(entry["term"].split()) <= 6:
        yield Definition(
            _name(entry["term"]), provision.id, _inside(span, entry.start("term"), entry["term"]), span, "entry"
        )
    glossary = _glossary_entry(agreement, provision, block, span)
    if glossary is not None:
        yield glossary
    for here in _MEANING_HERE.finditer(text) if "(meaning " in text else ():
        meaning = _meaning(text, here.start(), here.end(), "inline")
        yield Definition(
            here["term"],
            provision.id,
            _inside(span, here.start("term"), here["term"]),
            Span(span.start + meaning[0], span.start + meaning[1]),
            "inline",
        )
    for run, inside in _bold_in_brackets(agreement, block, span):
        dated = agreement.last_updated_span is not None and run.overlaps(agreement.last_updated_span)
        if _is_term(inside) and not dated:
            meaning = _meaning(text, run.start - span.start, run.end - span.start, "inline")
            yield Definition(
                _name(inside), provision.id, run, Span(span.start + meaning[0], span.start + meaning[1]), "inline"
            )


def _glossary_entry(agreement: Agreement, provision: Provision, block: Block, span: Span) -> Definition | None:
    """'**Business Day**: a day other than a Saturday …' under "Definitions" or "Interpretation"."""
    lead = next((run.span for run in block.all_runs() if run.bold and run.span.start == span.start), None)
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


def _bold_in_brackets(agreement: Agreement, block: Block, span: Span) -> Iterator[tuple[Span, str]]:
    """'(the **Services**)': bold words that fill a bracket but for its lead."""
    source = agreement.text.text
    for run in block.all_runs():
        if not run.bold or run.span not in span or source[run.span.end : run.span.end + 1] != ")":
            continue
        words = run.span.of(source).strip()
        before = source[max(span.start, run.span.start - 40) : run.span.start]
        opened = before.rfind("(")
        if not words[:1].isupper() or len(words.split()) > 6 or opened < 0 or ")" in before[opened:]:
            continue
        lead = _LEAD.match(before[opened + 1 :])
        if lead is not None and lead.end() == len(before) - opened - 1:
            yield run.span, words


def _by_heading(agreement: Agreement, provision: Provision) -> Iterator[Definition]:
    """'13.2 Affiliate. means any entity …'"""
    if provision.heading is None or provision.heading_span is None or not provision.body:
        return
    if _HEADED.match(agreement.text.at(provision.body[0].span)) and len(provision.heading.split()) <= 6:
        yield Definition(
            _name(provision.heading), provision.id, provision.heading_span, provision.body[0].span, "entry"
        )


def _meaning(text: str, start: int, end: int, style: str) -> tuple[int, int]:
    """The sentence that holds a definition; for an entry also what follows it in its paragraph."""
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    first = before[-1] if before else 0
    after = _SENTENCE_END.search(text, end)
    if style == "entry" and first == 0:
        ends = {m.end() for m in _SENTENCE_END.finditer(text)}
        return 0, next((m.start() for m in _ENTRY.finditer(text, end) if m.start("group") in ends), len(text))
    return first, after.start() + 1 if after else len(text)


def _is_term(words: str) -> bool:
    bare = words.strip(" ,.;:").lower()
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
