"""Places that a template leaves to be filled in: "within [●] days", "[Name of Customer]", "Attention: ________".

A bracket is a blank where nothing but a mark stands in it, where its words ask for something ("[insert date]",
"[to be agreed]"), or where they name a thing that is put in by hand ("[Company Name]", "[ADDRESS]"). Other words in
brackets may be an editor's or an option ("[sic]", "[Reserved]", "[and its affiliates]"): they are left alone. So are
words that are quoted for others to say, and the lines on which the parties sign, which are empty until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from navigator.checks.passages import binding, quoted
from navigator.model.agreement import ProvisionKind
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding, Severity
from navigator.model.text import Span

RULE = "blank"
_MARKS = r"(?=[\s–—-]{0,40}[_.…●•○■□▪∙·*])[\s_.…●•○■□▪∙·*–—-]{1,80}|\s{2,80}|x{2,8}"
_ASKS = (
    r"(?:please\s+)?(?:insert|enter|specify|fill\s+in|complete|state\s+(?:the|name)|to\s+be\s+(?:agreed|completed|"
    r"confirmed|determined|inserted|specified|provided)|tb[acd]|bitte\s+(?:eintragen|einsetzen)|einzusetzen|einfügen|"
    r"ausfüllen|à\s+(?:compléter|préciser|définir|insérer)|indiquer|completar|por\s+(?:definir|determinar)|"
    r"a\s+definir|da\s+(?:compilare|definire|inserire))\b[^\[\]]*"
)
_THING = (
    r"(?:name|date|day|month|year|amount|number|no\.|address|e-?mail|title|state|country|city|county|province|currency|"
    r"percentage|price|fee|period|jurisdiction|signatory|company|customer|client|supplier|vendor|party|employee|"
    r"employer|contractor|datum|betrag|anschrift|adresse|ort|firma|nom|montant|fecha|importe|nombre|dirección)"
)
# "[Company Name]", "[DATE]", "[Name of the Customer]", "[State/Province]": nouns that begin with capitals, or all in
# small letters where the bracket holds the thing alone ("[date]").
_OF = r"\s+(?:of|and|or)\s+(?:(?:the|an?)\s+[\w’'-]+|[A-Z][\w’'-]*)"
_NAMES = rf"(?:[A-Z][\w.’'-]*[\s/]+){{0,4}}(?i:{_THING})s?(?:{_OF}){{0,2}}"
_BRACKET = re.compile(rf"\[(?:(?i:{_MARKS})|\s*(?i:{_ASKS})|\s*{_NAMES}\s*)\]")
_LINE = re.compile(r"_{4,}(?:\s*_{2,})*")
# "By: ____", "Signature ____", "Name: ____", "Unterschrift: ____": who signs writes there.
_SIGNED = re.compile(
    r"(?:\b(?:by|name|title|signature|signed|date|place|its|witness|print(?:ed)?\s+name|unterschrift|ort|datum|"
    r"signature|fait\s+à|le|firma|nombre|cargo|fecha|luogo|data)\b[^\w_]*|^[^\w]*)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\s*[(/]?[^()]{0,30}\b(?:initials?|signature|paraphe|kürzel)\b", re.IGNORECASE)
_BEFORE = 24  # letters before a line that say what it is for
_QUOTED = 400  # letters that a quotation may have before a blank in it
_WHY = "The agreement says nothing there until it is filled in."


def find(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each provision that has blanks, at the first of them."""
    agreement = analysis.agreement
    for provision, group in groupby(_blanks(analysis), key=lambda row: row[0]):
        spans = [span for _, span in group]
        words = f"{quoted(agreement, spans[0])} is left to be filled in"
        if len(spans) > 1:
            words += f", the first of {len(spans)} such places here"
        yield Finding(RULE, Severity.WARNING, provision, spans[0], words, _WHY)


def _blanks(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    agreement = analysis.agreement
    for provision, span in binding(agreement):
        text = agreement.text.at(span)
        found = [match.span() for match in _BRACKET.finditer(text) if not _in_quotes(text, match.start())]
        # A line in an annex may be of a form that is for others to use ("Ordered on ____").
        if provision.full_number or provision.kind is ProvisionKind.PREAMBLE:
            found += [match.span() for match in _LINE.finditer(text) if not _for_signing(text, match)]
        for start, end in sorted(found):
            yield provision.id, Span(span.start + start, span.start + end)


def _in_quotes(text: str, at: int) -> bool:
    """Whether a place is in words that are quoted: “This is a promotion by [Your Name]” is for somebody else to say."""
    least = max(0, at - _QUOTED)
    opened = max(text.rfind("“", least, at), text.rfind("„", least, at))
    return opened >= 0 and "”" not in text[opened:at] and "“" not in text[opened + 1 : at]


def _for_signing(text: str, line: re.Match[str]) -> bool:
    before = _SIGNED.search(text, max(0, line.start() - _BEFORE), line.start())
    return before is not None or _INITIALS.match(text, line.end()) is not None
