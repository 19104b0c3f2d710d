"""Which agreement a source is a version of, and who published it, as far as its own words say so clearly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from navigator.model.analysis import Analysis
from navigator.model.rules import Fact

# "Halyard Master Services Agreement": the words that name the kind of document, with what may stand before them.
_KIND = re.compile(
    r"\s+(?:(?:master|main|standard|general|online|customer|user|subscription|professional|enterprise|corporate|data|"
    r"acceptable|fair|use|privacy|cookie|community|business|developer|api|website|end|support|software|service|"
    r"services|level|processing|protection|license|licence|licensing|usage|website|mutual|non-disclosure)\s+)*"
    r"(?:terms(?:\s+(?:and\s+conditions|of\s+(?:service|use|sale)))?|conditions(?:\s+of\s+use)?|agreement|addendum|policy|"
    r"guidelines|rules|statement|notice|dpa|eula|tos)\b.*$",
    re.IGNORECASE,
)
# Words that stand first in a title without naming anybody: "General Terms and Conditions".
_NOBODY = re.compile(
    r"^(?:the|our|your|general|standard|master|customer|user|online|mutual|data|privacy|acceptable|website|service|"
    r"services|software|subscription|professional|end|cookie|community|updated|current|terms|conditions|policy)\b",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|llc|l\.l\.c|ltd|limited|plc|llp|lp|gmbh|ag|se|s\.?a|s\.?a\.?s|sarl|"
    r"b\.?v|n\.?v|k\.?k|g\.?k|pty|ltda|oy|ab|a/s|aps|s\.?r\.?l|s\.?p\.?a|co|company)\.?(?=$|[\s,])",
    re.IGNORECASE,
)


def publisher_of(analysis: Analysis) -> str | None:
    """The name that the agreement's contracting entities share ("Halyard Inc.", "Halyard Ireland Limited": "Halyard"),
    or the name before the kind of document in its title ("Halyard Acceptable Use Policy"); None where neither is clear.
    """
    entities = [rule.value for rule in analysis.rules if rule.fact is Fact.ENTITY]
    return _shared_name(entities) or _name_in_title(analysis.agreement.title)


@lru_cache(maxsize=4096)
def identity(title: str, publisher: str | None) -> str:
    """Equal for two versions of one agreement: its title and publisher, case, accents and punctuation aside."""
    return f"{_folded(publisher or '')}\n{_folded(title)}"


def _shared_name(entities: list[str]) -> str | None:
    """The words that all the entities' names begin with, their legal form left off."""
    if not entities:
        return None
    names = [_LEGAL_FORM.sub("", entity).split() for entity in entities]
    shared: list[str] = []
    for words in zip(*names, strict=False):
        if len({word.casefold() for word in words}) > 1:
            break
        shared.append(words[0])
    return " ".join(shared).strip(" ,.") or None


def _name_in_title(title: str) -> str | None:
    name = _KIND.sub("", title).strip(" -–—|:,")
    if not name or name == title.strip() or _NOBODY.match(name) or len(name.split()) > 4:
        return None
    return name


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))
