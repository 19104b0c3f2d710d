"""Companies that a sentence pairs with conditions one by one.

The insurer is Northwind Ltd if you live in Peru, Northwind Sur SpA if you live in Chile, and otherwise Northwind Inc.
For customers in Peru the contracting party is Northwind Ltd; for customers in Chile it is Northwind Sur SpA.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from navigator.jurisdiction import companies
from navigator.jurisdiction.conditions import Reading
from navigator.jurisdiction.negation import remainder
from navigator.jurisdiction.values import Range

_NAME = re.compile(companies.NAME)
_PARTY = re.compile(
    r"""\b(?:contract\w*|mean|we\s+are|agreement|terms|part(?:y|ies|ei)|entity|company|insurer|underwriter|carrier|issuer|provider
        |supplier|seller|employer|licensor|means|refers?\s+to|references?\s+to
        |\w*vertrag\w*|contrats?|cocontractante?|contrato|contrat\w+|contratto|contraente|overeenkomst|wederpartij)\b""",
    re.I | re.X,
)
CONTROLLER = re.compile(
    r"\b(?:controllers?|responsible\s+for\s+(?:the\s+)?(?:processing|your\s+(?:personal\s+)?(?:data|information))"
    r"|verantwortliche[rn]?|responsable\s+d(?:u\s+traitement|el\s+tratamiento)|titolare\s+del\s+trattamento|controlador"
    r"|verwerkingsverantwoordelijke)\b",
    re.I,
)
"""Who answers for personal data is named as the other party is, and often is another company."""
_AFTER = re.compile(r"[\s,*_”\"]*(?:\([^()]{0,200}\)[\s,]*)?(?:an?\s+[^,;.()]{3,80},\s+)?\(?$")
"""What may stand between a company and its condition: `Northwind AG (12 Quay Street, Bern), if you live in …`,
`Northwind AG (if you live in …)`"""
_BEFORE = re.compile(
    r"""[\s,:;–—*_-]*(?:then\s+)?(?:where\s+|in\s+which\s+case\s+)?
        (?:[“"„«][^”"“»]{1,40}[”"“»]\s+(?:means|refers\s+to|is)\s+
          |(?:(?:the|your|our)\s+)?(?:[\w-]+\s+){0,3}(?:entity|party|company|insurer|carrier|provider|controller)(?:\s+of\s+[\w\s]{3,40}?)?
             \s+(?:is|are|will\s+be|means)\s+
          |(?:[a-zà-ÿ’'-]+\s+){0,4}(?:is|are|will\s+be|ist|est|es|è|é)\s+(?:uw\s+wederpartij\s+|ihr\s+vertragspartner\s+)?
          |(?:[a-zà-ÿ’'-]+\s+){0,4}(?:with|between\s+you\s+and|to|con|avec|mit|met|com)\s+)?
        (?:(?:the|la|el|o|a|l['’]|die|de|société|sociedad|società|empresa)\s+)*[*_“"]*$""",
    re.I | re.X,
)
"""And between a condition and its company: `For customers in Peru the contracting party is …`, `otherwise …`"""
_LESS = re.compile(r"[\s,(]*(?:other\s+than|except(?:\s+that|\s+for)?|but\s+not|excluding)\s*$", re.I)
"""`…, “Northwind” means Northwind Ltd, other than for customers in Peru, where “Northwind” means Northwind Sur SpA`"""
IN_WHICH = re.compile(
    r"[\s,;]*(?:in\s+which\s+case|dan|dann|in\s+diesem\s+fall|dans\s+ce\s+cas|auquel\s+cas|en\s+(?:cuyo|ese)\s+caso"
    r"|nel\s+qual\s+caso|in\s+tal\s+caso|n?esse\s+caso|caso\s+em\s+que)\b",
    re.I,
)
"""`Fees are payable in dollars, unless you live in Peru, in which case they are payable in soles`"""
_CASES = re.compile(
    r"\b(?:all\s+other|any\s+other|every\s+other|otherwise|elsewhere|anywhere\s+else|everyone\s+else|registered\s+in\b[^.]{0,200}?\bregistered\s+in"
    r"|demás|autres\s+cas|altri\s+casi|andere[nr]?\s+(?:fällen|gevallen)|übrigen|overige|demais)\b",
    re.I,
)
_MOST = 24


def names(text: str) -> list[Range]:
    """Every company that a text names by its legal form."""
    return [match.span() for match in islice(_NAME.finditer(text), _MOST)] if companies.may_name(text) else []


def strength(text: str) -> int | None:
    """How strongly a sentence says that its companies are the other party; None where it is about something else."""
    if CONTROLLER.search(text):
        return companies.CONTROLLER
    return 0 if _PARTY.search(text) else None


def tells_cases(text: str) -> bool:
    """Whether a sentence names several companies and tells cases apart: a company is then not the party for all."""
    return _CASES.search(text) is not None and len({text[start:end] for start, end in names(text)}) > 1


def paired(text: str, found: Sequence[Range], readings: Sequence[Reading]) -> list[tuple[Range, list[Reading]]]:
    """Each company with its conditions, of which one must hold: none where fewer than two have one of their own. Where
    the first follows its condition, all do."""
    pairs: list[tuple[Range, list[Reading]]] = []
    used: list[Reading] = []
    first = bool(found) and _preceding(text, found[0][0], readings, used) is not None
    for start, end in found:
        own = None if first else _following(text, end, readings, used)
        own = own or _preceding(text, start, readings, used)
        if own is not None:
            used.append(own)
            pairs.append(((start, end), _without(own, _exception(text, max(end, own.end), readings))))
    return pairs if len(pairs) > 1 else []


def _following(text: str, end: int, readings: Sequence[Reading], used: Sequence[Reading]) -> Reading | None:
    first = next((each for each in readings if each.start >= end and each not in used), None)
    if first is None or first.unless or (text[end - 1] == "." and text[first.start].isupper()):
        return None  # "… Northwind Ltda. Se você …": the next sentence
    return first if _AFTER.match(text[end : first.start]) else None


def _preceding(text: str, start: int, readings: Sequence[Reading], used: Sequence[Reading]) -> Reading | None:
    last = next((each for each in reversed(readings) if each.end <= start), None)
    if last is None or last in used or (last.unless and not IN_WHICH.match(text, last.end)):
        return None
    return last if _BEFORE.match(text[last.end : start]) else None


def _exception(text: str, end: int, readings: Sequence[Reading]) -> Reading | None:
    """What a company is not for: "…, other than for customers in Peru"."""
    first = next((each for each in readings if each.start >= end), None)
    return first if first is not None and first.others is None and _is_less(text[end : first.start], first) else None


def _is_less(between: str, reading: Reading) -> bool:
    return _LESS.match(between) is not None or (reading.unless and not between.strip(" ,"))


def _without(own: Reading, less: Reading | None) -> list[Reading]:
    if less is None or own.others is not None or less is own:
        return [own]
    return [replace(own, condition=each) for each in remainder(own.condition, [less.condition])]
