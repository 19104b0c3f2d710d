"""Tables that set a publisher's plain-language summary beside each clause: they are two columns of text, not data.

| In plain language | The terms                        |
| We may stop.      | 3.1 Suspension. The maker may …  |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_SUMMARY_HEAD = re.compile(
    r"\W*(?:(?:in )?plain[- ](?:language|english|words)(?: (?:summary|version|explanation))?|"
    r"(?:the )?short version|in short|in brief|"
    r"(?:the )?summary(?: \(?(?:not|non)[- ]?(?:legally )?binding\)?)?|what (?:it|this) means(?: for you)?|"
    r"(?:plain )?explanations?|the gist|tl;?dr|simply put|in other words|key takeaways?|at a glance|commentary|"
    r"guidance(?: notes?)?|"
    r"en (?:clair|bref|résumé)|résumé|kurz(?:fassung| gesagt)?|zusammenfassung|(?:das )?bedeutet das|en resumen|"
    r"resumen|resumo|"
    r"in (?:breve|sintesi)|sintesi|riassunto|in het kort|samenvatting|要約|"
    r"(?:im )?klartext|(?:in )?(?:einfache(?:n|r)?|leichte(?:r)?) (?:worten|sprache)|(?:en |"
    r"in )?langage (?:clair|courant)|"
    r"(?:en )?(?:lenguaje (?:claro|sencillo)|palabras sencillas)|(?:em )?linguagem simples|(?:in )?parole (?:semplici|"
    r"povere)|(?:in )?gewone taal|(?:po )?prostu|ポイント|わかりやすい説明|简要说明|通俗解释|쉬운 설명)\W*(?:\(?(?:not|"
    r"non)[- ](?:legally )?binding\)?)?\W*",
    re.IGNORECASE,
)
_BINDING_HEAD = re.compile(
    r"\W*(?:the |full |our |legal |legally )*(?:terms(?: (?:of (?:service|use)|and conditions))?|agreement|"
    r"contract|policy|(?:legally )?binding (?:text|terms|agreement)|"
    r"legal (?:text|terms|language|version|agreement|stuff)|full (?:text|version|terms)|text|clauses?|"
    r"provisions?|(?:the )?legalese|conditions|(?:contract|agreement|clause|legal|policy) (?:text|wording|"
    r"terms|language)|"
    r"what (?:it|the \w+) says|the legal (?:bit|part)s?|"
    r"vertrag(?:stext)?|bedingungen|(?:texte|conditions) .{0,30}|contrat|contrato|términos|termos|contratto|"
    r"voorwaarden|規約|条文|rechtstext|juristische[rn]? text|vertragstext|(?:le )?texte (?:juridique|intégral)|"
    r"(?:el )?texto (?:legal|jurídico)|testo (?:legale|giuridico)|juridische tekst|tekst prawny|法律条文|"
    r"약관)\W*(?:\(?(?:legally )?binding\)?)?\W*",
    re.IGNORECASE,
)
_LONGEST_HEAD = 80
"""Characters of a head; what is longer is text."""
_NUMBER_HEAD = re.compile(r"\W*(?:no|nr|n°|#|number|section|clause|article|§)?\W*", re.IGNORECASE)


class Columns(NamedTuple):
    """Which cell of a row is which; `number` is None where the clauses carry their own."""

    summary: int
    binding: int
    number: int | None


def summary_columns(heads: Sequence[str], rows: int) -> Columns | None:
    """The roles of the columns under these heads, or None where the table is any other table. `rows`: rows below."""
    if rows < 1 or len(heads) not in (2, 3) or max(map(len, heads)) > _LONGEST_HEAD:
        return None
    summary = [place for place, head in enumerate(heads) if _SUMMARY_HEAD.fullmatch(head)]
    binding = [place for place, head in enumerate(heads) if place not in summary and _BINDING_HEAD.fullmatch(head)]
    if len(summary) != 1 or len(binding) != 1:
        return None
    rest = [place for place in range(len(heads)) if place not in (summary[0], binding[0])]
    if rest and not _NUMBER_HEAD.fullmatch(heads[rest[0]]):
        return None
    return Columns(summary[0], binding[0], rest[0] if rest else None)
