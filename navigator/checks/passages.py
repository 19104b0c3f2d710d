"""Reading helpers that several rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.text import Span, plain

_LIMIT = 70


# "Section 12 (“Glossary”)", "references to “Data” are replaced by": words that are quoted, not defined
QUOTED_ONLY = re.compile(
    r"(?:(?:sections?|articles?|clauses?|§)\s*[\w.()-]*\s*[(\[]\s*(?:the\s+)?|references? to (?:the )?|"
    r"replaced (?:with|by) |(?:(?:commonly|generally|popularly|often|sometimes) referred to as|known as|"
    r"called|such as|e\.g\.,?|for example,?|like|note:?)\s*[(\[]?)[“\"„«]?\Z",
    re.IGNORECASE,
)


def binding(agreement: Agreement) -> Iterator[tuple[Provision, Span]]:
    """Every piece of binding text with its provision, in reading order; headings are not included."""
    for provision in agreement.provisions:
        for piece in provision.body:
            yield provision, piece.span


def quoted(agreement: Agreement, span: Span) -> str:
    """The words of a span for a sentence about them: white space collapsed, cut where they are long."""
    words = plain(agreement.text.at(span))
    return f"“{words if len(words) <= _LIMIT else words[: _LIMIT - 1].rstrip() + '…'}”"


def name(provision: Provision) -> str:
    """How a sentence names a provision: '9.6 Governing Law', or by its place where it has neither."""
    return provision.label or "the unnumbered provision"


def part(agreement: Agreement, provision: Provision) -> str | None:
    """The part of the document with its own numbering and its own terms that a provision stands in: a schedule, an
    unnumbered heading at the top over numbered sections, sections that count from 1 again; None for the main body."""
    line = (provision, *agreement.ancestors(provision.id))
    for above in line:
        if above.kind is ProvisionKind.SCHEDULE:
            return above.id
    top = line[-1]
    headed = top.id if top.kind is ProvisionKind.SECTION and top.number is None else None
    return _begun_again(agreement, line) or headed


def _begun_again(agreement: Agreement, line: tuple[Provision, ...]) -> str | None:
    """The section with which the numbers of the outermost numbered row begin again, where they do before this one."""
    outermost = next((row for row in reversed(line) if row.number), None)
    if outermost is None or outermost.kind is ProvisionKind.ITEM:
        return None
    first, again = None, None
    for row in agreement.children[outermost.parent]:
        if row.number and row.number == first:
            again = row.id
        first = first or row.number
        if row is outermost:
            return again
    return None


def anchor(provision: Provision) -> Span:
    """Where a finding about a provision as a whole is shown: its number, else its heading, else its first words."""
    spans = provision.spans
    return spans[0] if spans else Span(0, 0)


def term_pattern(names: tuple[str, ...], language: str, *, ignore_case: bool) -> re.Pattern[str]:
    """Matches a term's names in singular, plural and possessive; in capitals as a whole too. In languages other than
    English the endings of its words are left open: "Verbundene Unternehmen", "verbundenen Unternehmens"."""
    if language != "en":
        stems = [
            r"\s+".join(re.escape(word[: max(4, len(word) - 2)]) + r"\w*" for word in each.split()) for each in names
        ]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(stems)})", re.IGNORECASE)
    forms = {form for each in names for form in _forms(each)}
    if not ignore_case:
        forms |= {form.upper() for form in forms}
    either = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w)", re.IGNORECASE if ignore_case else 0)


def _forms(name: str) -> Iterator[str]:
    """ "Order Form(s)" -> Order Form, Order Forms; "Party" -> Parties; straight and curly apostrophes."""
    bare = re.sub(r"\((?:s|es)\)", "", name).strip()
    found = {bare, name}
    if re.search(r"[^aeiou]y$", bare):
        found.add(bare[:-1] + "ies")
    elif bare.endswith("ies"):
        found.add(bare[:-3] + "y")
    found.add(bare + ("es" if re.search(r"(?:s|x|ch|sh)$", bare) else "s"))
    if bare.endswith("s") and not bare.endswith("ss"):
        found.add(bare[:-1])
    if re.search(r"(?:sses|xes|ches|shes)$", bare):
        found.add(bare[:-2])
    for form in found:
        yield form
        yield form.replace("'", "’")
        yield form.replace("’", "'")
