"""Whether a citation points outside this document: statutes, regulations, sections of another agreement."""

from __future__ import annotations

import re

from navigator.model.agreement import Agreement
from navigator.model.text import Span

# "48 C.F.R. § 12.212", "California Civil Code Section 1542", "FAR section 12.212", "UCC Section 2-207"
_BEFORE = re.compile(
    r"(?:\b(?:C\.?F\.?R\.?|U\.?S\.?C\.?(?:A\.)?|FAR|DFARS?|UCC|U\.C\.C\.|Code|Act|Statutes?|Regulations?|Rules?|"
    r"Law|Directive|GDPR|CCPA|IRC|BGB|HGB|DSGVO)"
    r"(?:\s+(?:of\s+)?\d{4})?\.?,?\s*(?:at\s+|the\s+)?)$"
)
# "article 4, paragraph 2, of Law No. 9", "Article 2 paragraph (21) of Regulation …": the parts in between
_DEEPER = re.compile(
    r"(?:,?\s+(?:paragraph|subsection|item|point|alinéa|Abs\.|Satz|lit\.)\s*\(?\w{1,4}\)?,?)+", re.IGNORECASE
)
# "article 4 of title 8, C.R.S."
_CODE_TITLE = re.compile(r"\s*(?:,\s*)?of\s+title\s+\d", re.IGNORECASE)
# "of the Copyright Act", "du Code civil", "BGB", ", Title 17", "U.S.C."
_STATUTE_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:of|under|in|to|from)?\s*(?:the\s+)?(?:[A-ZÀ-Þ][\w’'.-]*[\s,]+(?:(?:and|of|the|for|on|de|du|"
    r"la|des|to|in|\([\w\s]+\))\s+){0,3}){0,9}"
    r"(?:Acts?|Code|Regulations?|Directive|Law|Statutes?|Constitution|Rules|Ordinance|Convention|Treaty|Decree|"
    r"GDPR|CCPA|CPRA|C\.F\.R\.|U\.S\.C\.)\b",
)
# "§ 5 des Fernmeldegesetzes", "article 4 du Code civil", "§ 433 BGB", "§ 3 Abs. 1 Preisangabenverordnung"
_FOREIGN_LAW = re.compile(
    r"\s*(?:(?:et|und|and)\s+(?:suivants?|ff\.?)\s+)?(?:Abs(?:atz|\.)\s*\d+\s*)?(?:(?:S\.|"
    r"Satz)\s*\d+\s*)?(?:(?:lit\.|Nr\.)\s*\w+\s*)?"
    r"(?:(?:du|de la|de l['’]|des|della?|dell['’]|del|der|des|do|da|van (?:de|het))\s*(?:Code|loi|ordonnance|"
    r"règlement|décret|RGPD|Codice|legge|decreto|ley|código|"
    r"lei|decreto|Gesetzes|Verordnung|wet|wetboek)\b|(?:BGB|HGB|UWG|TMG|DSGVO|DS-GVO|GDPR|RGPD|AVG|UrhG|TKG|ZPO|"
    r"VSBG|AktG|BDSG|FernUSG)\b|(?:de[rs]\s+)?[a-zà-ÿ-]{3,40}(?:gesetz(?:es|buch(?:e?s)?)?|ordnung)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\s*(?:\([^()]{2,80}\)\s*)?(?:of|in|to|under|from)\s+(?P<what>(?:the|that|such|your|our|its|each|any|"
    r"an?)\s+(?P<name>[A-Z][\w’'&/-]*(?:\s+(?:[A-Z][\w’'&/()-]*|of|and|to|the|for)){0,8})|thereof|therein|"
    r"the same)",
)
_THEREOF = re.compile(r"\s*(?:thereof|therein|of such|of that)\b", re.IGNORECASE)
_CODE_NUMBER = re.compile(r"\s*(?:-\s?\d|[LRDA]\.?\s?\d|\s?U\.?S\.?C|\s?C\.?F\.?R)")


def outside(text: str, start: int, end: int, own_names: frozenset[str]) -> str | None:
    """The name of the document outside that a citation at text[start:end] points into, or None where it is this one.

    `own_names`: lower-case names by which the document calls itself ("agreement", "terms of service").
    """
    before, after = text[max(0, start - 60) : start], text[end : end + 220]
    deeper = _DEEPER.match(after)
    after = after[deeper.end() :] if deeper else after
    lead = _BEFORE.search(before)
    if lead is not None:
        return (before[lead.start() :] + text[start:end]).strip(" ,")
    if _CODE_NUMBER.match(after):
        return text[start:end].strip() + after.split(" ")[0]
    law = _CODE_TITLE.match(after) or _FOREIGN_LAW.match(after) or _STATUTE_AFTER.match(after)
    if law is not None and not _names_itself(law.group(), own_names):
        return " ".join((text[start:end] + law.group()).split())
    if _THEREOF.match(after):
        return "another document"
    other = _OF_ANOTHER.match(after)
    if other is not None:
        name = (other.groupdict().get("name") or "").strip()
        if not name or not _names_itself(name, own_names):
            return name or "another document"
    return None


# "Under Clause 7 (the optional docking clause)", "Annex I(C)", "Module 2": parts of the standard clauses
_STANDARD_CLAUSES = re.compile(
    r"standard contractual clauses|\bSCCs\b|standardvertragsklauseln|clauses contractuelles types|"
    r"cláusulas contractuales tipo|cláusulas contratuais-tipo|clausole contrattuali tipo|modelcontractbepalingen",
    re.IGNORECASE,
)
_OWN_SECTIONS = re.compile(r"\b(?:section|abschnitt|sección|seção|sezione)s?\s+\d", re.IGNORECASE)


def cites_standard_clauses(text: str) -> bool:
    """Whether "Clause 7" in a document means the standard contractual clauses that it incorporates: it names them, and
    calls its own parts sections."""
    return _STANDARD_CLAUSES.search(text) is not None and _OWN_SECTIONS.search(text) is not None


def fills_in_standard_clauses(lead: str) -> bool:
    """Whether a lead-in opens the list that fills in the standard clauses: 'The Standard Contractual Clauses … will be
    completed as follows:'. Annexes cited in that list are theirs."""
    return lead.rstrip().endswith(":") and _STANDARD_CLAUSES.search(lead) is not None


def _names_itself(name: str, own_names: frozenset[str]) -> bool:
    words = " ".join(re.findall(r"[\w’'-]+", name.lower()))
    words = re.sub(r"^(?:of|under|in|to|from)\s+", "", words)
    words = re.sub(r"^(?:the|this|these|our|your)\s+", "", words)
    return any(words == own or words.startswith(own + " ") for own in own_names)


def quotations(agreement: Agreement) -> tuple[Span, ...]:
    """Stretches of whole paragraphs in quotation marks: “(i) If … / (A) for … / … severance.”"""
    found: list[Span] = []
    start: int | None = None
    for piece in (piece for provision in agreement.provisions for piece in provision.body):
        text = agreement.text.at(piece.span)
        if start is None and text.startswith("“"):
            start = piece.span.start
        if start is not None and text.count("”") > text.count("“") - (
            text.startswith("“") and start == piece.span.start
        ):
            found.append(Span(start, piece.span.end))
            start = None
    return tuple(found)
