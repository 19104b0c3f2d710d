"""Which agreement a source is a version of, and who published it, as far as its own words say so clearly."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
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
# Names of a role, not of anybody: "(the “Company”, “we”)".
_ROLES = frozenset(
    "agreement company contractor licensor party processor provider seller supplier terms vendor".split()
)
_OURSELVES = frozenset({"we", "us", "our", "ours"})
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*\w|[^\W\d_]")
_POSSESSIVE = re.compile(r"['’]s?$")
_OFTEN = 3
_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|corp|corporation|llc|l\.l\.c|ltd|limited|plc|llp|lp|gmbh|ag|se|s\.?a|s\.?a\.?s|sarl|"
    r"b\.?v|n\.?v|k\.?k|g\.?k|pty|ltda|oy|ab|a/s|aps|s\.?r\.?l|s\.?p\.?a|co|company)\.?(?=$|[\s,])",
    re.IGNORECASE,
)


def publisher_of(analysis: Analysis) -> str | None:
    """Who speaks in an agreement, where its own words make that clear; None where they do not.

    1. the name that it defines together with "we" or "us": (“Halyard”, “we” or “us”)
    2. the name that its title begins with, where the text uses it as a name: "Halyard Acceptable Use Policy"
    3. the name that its contracting entities share: "Halyard Inc.", "Halyard Ireland Limited"
    """
    title = analysis.agreement.title
    entities = [rule.value for rule in analysis.rules if rule.fact is Fact.ENTITY]
    return _named_as_we(analysis, title) or _name_in_title(analysis, title) or _shared_name(entities)


@lru_cache(maxsize=4096)
def identity(title: str, publisher: str) -> str:
    """Equal for two versions of one agreement: its title and publisher, case, accents and punctuation aside."""
    return f"{folded(publisher)}\n{folded(title)}"


def _named_as_we(analysis: Analysis, title: str) -> str | None:
    """A name defined with "we"; of several the one in the title, else the first."""
    names: list[str] = []
    for definition in analysis.definitions:
        given = (definition.term, *definition.aliases)
        if _OURSELVES & {name.casefold() for name in given}:
            names += [name for name in given if name[:1].isupper() and not _ROLES & set(folded(name).split())]
    names = [name for name in names if name.casefold() not in _OURSELVES]
    name = next((name for name in names if name.casefold() in title.casefold()), names[0] if names else None)
    return _bare(name or "")


def _name_in_title(analysis: Analysis, title: str) -> str | None:
    """The words before the kind of document, as far as the text never writes them without a capital. In a title in
    capitals that says little, and only the first word is taken. A title that begins with a defined term of several
    words is about that ("Cloud Service Agreement")."""
    before = _KIND.sub("", title)
    terms = [folded(row.term) for row in analysis.definitions if " " in row.term]
    if before == title or any(folded(title).startswith(term) for term in terms):
        return None
    forms: dict[str, Counter[str]] = {}
    for word in _WORD.findall(analysis.agreement.text.text):
        name_itself = _POSSESSIVE.sub("", word)
        forms.setdefault(name_itself.casefold(), Counter())[name_itself] += 1
    name: list[str] = []
    for word in _WORD.findall(before)[: 1 if title.isupper() else 4]:
        seen = forms.get(word.casefold(), Counter())
        if not word[0].isupper() or seen[word.casefold()] or seen.total() < _OFTEN:
            break
        name.append(max(seen, key=lambda form: (not form.isupper(), seen[form])))
    return _bare(" ".join(name))


def _shared_name(entities: list[str]) -> str | None:
    """The words that all the entities' names begin with, their legal form left off."""
    if not entities:
        return None
    names = [(_bare(entity) or "").split() for entity in entities]
    shared: list[str] = []
    for words in zip(*names, strict=False):
        if len({word.casefold() for word in words}) > 1:
            break
        shared.append(words[0])
    return " ".join(shared) or None


def _bare(name: str) -> str | None:
    """A name without its legal form: "Halyard, Inc." is "Halyard"."""
    return _LEGAL_FORM.sub("", name).strip(" ,.") or None


def folded(text: str) -> str:
    """Words alone, in lower case, without accents: equal for two spellings of one name."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))
