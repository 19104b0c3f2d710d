"""Groups of quoted names that a text defines, found by their quotation marks, and the sentences that hold them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from navigator.model.sentences import ends_sentence

OPEN, CLOSE = '“"„«‟「『', '”"“»‟」』'
_NAME = rf"[^{OPEN}{CLOSE}()]{{1,80}}?(?:\([^{OPEN}{CLOSE}()]{{1,12}}\))?"
_TERM_PATTERN = rf"[{OPEN}]\s?(?P<term>{_NAME})[\s,.]{{0,2}}[{CLOSE}]"
_ANY = _TERM_PATTERN.replace("?P<term>", "?:")
_JOIN = (
    r"\s*(?:,|;|/)?\s*(?:and/or|and|or|&|et/ou|et|ou|und|oder|sowie|y|o|e|of|en)?\s*"
    r"(?:the |an? |le |la |les |l['’]|die |der |das |den |el |los |las |il |lo |gli |os |as |de |het )?"
)
_GROUP = rf"{_ANY}(?:{_JOIN}{_ANY})*"
_GROUP_RE = re.compile(_GROUP)
_ANY_GROUP = re.compile(_GROUP, re.IGNORECASE)
QUOTE = re.compile(rf"[{OPEN}]")
TERM = re.compile(_TERM_PATTERN)

_STRONG = (
    r"(?:(?:shall|will|must|does|do|each|collectively|also|,|as used (?:here|in this)[\w ]*|"
    r"for (?:the )?purposes? of (?:this|the|these) [\w ]{4,30})\s*)*(?:means?|"
    r"meaning|refers?|(?:is|are) defined|has the (?:same )?meaning|have the (?:same )?meanings?|"
    r"(?:shall |will )?have the meaning|stands? for|includes?|désigne(?:nt)?|désignant|signifie(?:nt)?|"
    r"s['’]entend(?:ent)?|bezeichnet|bezeichnen|bedeutet|bedeuten|meint|"
    r"significa(?:n|m)?|se refiere(?:n)?|refere-se|indica(?:no)?|betekent|betekenen|"
    r"(?:a|ont) (?:la|le|les) (?:signification|sens|définition)|hat (?:die|den|das)\b[^;]{0,60}\bBedeutung|"
    r"tien(?:e|en) el significado|tendrán? el significado|t[eê]m o significado|ha(?:nno)? il significato|"
    r"he(?:eft|bben) de betekenis|im Sinne dies\w+|とは|とします|を(?:意味|いい)|是指|系指|指(?!定)|"
    r"이?란\s|이?라\s?함은|(?:przez to )?należy (?:przez to )?rozumieć|oznacza(?:ją)?|"
    r"означает|означают)"
)
_WEAK = r"(?:is|are|represents?|describes?|comprises?|est|sont|sind|ist|es|son|é|são|è|sono)\b"
# What stands before a group of quoted names and after it where it is defined: the quotation marks are found first.
_MEANS = re.compile(rf"\s*(?:\([^()]{{0,80}}\)\s*)?,?\s*{_STRONG}", re.IGNORECASE)
# "Beans" is a good password: the words themselves are spoken of
_IS = re.compile(
    rf"\s*{_WEAK}(?!\s+(?:not|never|allowed|permitted|prohibited|forbidden|used|actionable|acceptable|"
    r"(?:an?\s+)?(?:good|bad|great|poor|fine|valid|invalid|common|typical|example)\b))",
    re.IGNORECASE,
)
# « Utilisateur » : toute personne qui …, «Услуги» – всё, что …
_COLON = re.compile(r"\s*[:–—]\s+(?:\w[\w’'-]*,?\s+){3}")
_SENTENCE = re.compile(
    r"(?:^|(?<=[.;:!?]\s)|(?<=\u2028))\s*(?:(?:an?|the|our|each|le|la|les|un|une|der|die|das|ein|eine)\s+|"
    r"l['’]\s?)?\Z",
    re.IGNORECASE,
)
_SAY = re.compile(
    r"\b(?:when we (?:say|use|refer to|write)|references? to|if we say|the (?:terms?|words?|expressions?)|by|"
    r"(?:le|les) termes?|per|por|onder|unter|par|der begriff|el término|il termine|o termo)\s+\Z",
    re.IGNORECASE,
)
_AFTER_SAY = 80
_SAID = re.compile(
    r"\b(?:we mean|we are referring|we’re referring|we're referring|means?|refers?|meint|désign|shall be|"
    r"will be construed|is used|se entiende|se entender|si intend|entende-se|wordt verstaan|versteh|on entend|bedeut)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:(?<=, )|\band )(?:each(?:,? individually)?,?|together|jointly|both),?\s+(?:an?|the)\s+\Z|"
    r"\b(?:referred to (?:(?:herein|hereinafter|in (?:this|these) [\w ]{2,40}?|collectively|individually|"
    r"together|also|as the|below)[\s,]*)*as|hereinafter(?: called| referred to as)?,?|hereafter,?|"
    r"we (?:will )?(?:also )?call (?:this|these|it|them|each)?|known (?:collectively )?as|collectively,?|"
    r"(?:(?:est|sont) (?:ci-après )?(?:appelée?s?|nommée?s?)|(?:ci-après|dénommée?s?)(?: désignée?s?| dénommée?s?)?"
    r"(?: individuellement| collectivement| ensemble)?)|désignée?s? par la suite (?:comme|par|sous)|"
    r"(?:individuellement|collectivement)|"
    r"im folgenden(?: auch| als)?|nachfolgend(?: auch| als)?|en adelante|en lo sucesivo|em seguida|"
    r"doravante(?: denominad[oa]s?)?|di seguito|d['’]ora in poi|hierna(?: te noemen)?)[,:]?\s+"
    r"(?:the |an? |le |la |les |l['’]|die |der |das |el |los |las |il |i )?\Z",
    re.IGNORECASE,
)
_LEAD_LENGTH = 24
"""The longest that `_SENTENCE` and `_SAY` reach back from a quotation mark, with room to spare; `_CALLED` further."""
_CALLED_LENGTH = 160
_CALLING = (  # one of these in every match
    "referred", "hereinafter", "hereafter", "call", "known", "collectively", "est ", "sont ", "ci-après", "dénommé",
    "folgenden", "nachfolgend", "adelante", "sucesivo", "seguida", "doravante", "seguito", "in poi", "hierna",
    "désigné", "individuellement", "collectivement", "each", "together", "jointly", "both",
)  # fmt: skip
_INNER = re.compile(r"[(（](?P<inside>[^()（）]{2,400})[)）]")
_PARENTHESIS = re.compile(r"\((?P<inside>(?:[^()]|\([^()]{0,60}\)){2,400})\)")
LEAD = re.compile(
    r"(?:(?:(?:the|an?|any|each|all|every|our|your|its|such|this|these|collectively|together|individually|"
    r"jointly|severally|each of|either of|both|also|and|or|as|as applicable|"
    r"hereinafter|hereafter|herein|here|below|referred|to|called|known|defined|being|with|if applicable|"
    r"where applicable|for (?:the )?purposes? of this \w+|in (?:this|these) [\w ]{2,30}|"
    r"le|la|les|un|une|des|ensemble|ci-après|désigné\w*|dénommé\w*|nommé\w*|appelé\w*|collectivement|individuellement|der|die|das|"
    r"den|dem|ein|eine|gemeinsam|zusammen|nachfolgend|im folgenden|jeweils|auch|"
    r"el|los|las|en|adelante|lo|sucesivo|conjuntamente|o|os|as|doravante|denominad\w+|em|conjunto|il|gli|i|di|seguito|"
    r"d['’]ora|in|poi|hierna|te|noemen|de|het|"
    r"gezamenlijk|далее|dalej|zwan\w+|以下|といい|以下?简称为?|以下簡稱|下称|이하)\b|l['’]|[,;:/&])\s*)*",
    re.IGNORECASE,
)
# (the "Services", or each a "Service"): a second name in the same brackets
_SECOND = re.compile(rf"(?:;|,|\band\b|\bor\b)\s*(?:{LEAD.pattern})?(?P<group>{_GROUP})", re.IGNORECASE)
# (any of them, together the "Affiliates"): a name that ends its brackets
_LATE = re.compile(
    rf"(?:(?:collectively|together|each,?|individually|referred to as|the|ensemble|gemeinsam)[\s,]+"
    rf"(?:the\s+|an?\s+)?|^(?:any|each|all|either|such)\b.*,\s*an?\s+)(?P<group>{_GROUP})\s*$",
    re.IGNORECASE,
)
_CITES = re.compile(
    r"(?:\b(?:sections?|clauses?|articles?|paragraphs?)\s+|[,;]\s+(?:and\s+|or\s+)?)\d{1,3}(?:\.\w{1,3})*(?:\(\w{1,3}\))*\s*\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:$|[,;.]|s\b|and\b|or\b|as\b|といい|という|라\s?(?:한|합니)다|이라)")
_SENTENCE_END = re.compile(r"[.;!?][”\"’)]*\s+(?=[A-Z“\"(À-Þ])|\u2028")


def is_group(text: str) -> bool:
    """Whether a text is quoted names and nothing more: “Fees” or “Charges”."""
    return _ANY_GROUP.fullmatch(text) is not None


def begins_meaning(text: str) -> bool:
    """Whether a text begins with what follows a defined name: "means …", "désigne …"."""
    return _MEANS.match(text) is not None


def find_groups(text: str, sentences: Sentences) -> list[tuple[int, int, str]]:
    """(start, end, style) of each stretch of quoted names that a definition sets."""
    quoted = list(_quoted(text))
    found = list(_entries(text, quoted))
    sentences.entries = [start for start, _, _ in found]
    found += _sentences(text, quoted)
    found += _said(text, quoted)
    found += _in_brackets(text)
    found += _called(text, quoted)
    return found


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Each quoted name, with the end of the group that it and the names after it make."""
    group_end = 0
    for name in TERM.finditer(text):
        if name.start() >= group_end:
            group = _ANY_GROUP.match(text, name.start())
            group_end = group.end() if group else name.end()
        yield name.start(), group_end


def _entries(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """“Fees” means …"""
    at = 0
    for start, end in quoted:
        means = _MEANS.match(text, end) if start >= at else None
        if means is not None:
            yield start, end, "entry"
            at = means.end()


def _sentences(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """An “Affiliate” is …: at the start of a sentence alone."""
    at = 0
    for start, end in quoted:
        if start < at:
            continue
        verb = _IS.match(text, end) or _COLON.match(text, end)
        if verb is not None and _SENTENCE.search(text, max(at, start - _LEAD_LENGTH), start):
            yield start, end, "entry"
            at = verb.end()


def _said(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """When we say “Company”, we mean …"""
    at = 0
    for start, end in quoted:
        spaced = start >= at and text[start - 1 : start].isspace()
        if spaced and _SAY.search(text, max(at, start - _LEAD_LENGTH), start):
            after = re.split("[.;]", text[end : end + _AFTER_SAY], maxsplit=1)[0]
            at = end + len(after)
            if _SAID.search(after):
                yield start, end, "entry"


def _in_brackets(text: str) -> Iterator[tuple[int, int, str]]:
    """(the “Services”), (“you”, “your”, or “Customer”)"""
    for found in chain(_INNER.finditer(text), _PARENTHESIS.finditer(text)):
        inside, at = found["inside"], found.start("inside")
        if not QUOTE.search(inside) or _is_title(text, found.start(), inside):
            continue
        lead = LEAD.match(inside)
        group = _GROUP_RE.match(inside, lead.end() if lead else 0)
        if group is not None and _TAIL.match(inside, group.end()):
            yield at + group.start(), at + group.end(), "inline"
            second = _SECOND.search(inside, group.end())
            if second is not None:
                yield at + second.start("group"), at + second.end("group"), "inline"
        elif group is None:
            late = _LATE.search(inside)
            if late is not None:
                yield at + late.start("group"), at + late.end("group"), "inline"


def _is_title(text: str, start: int, inside: str) -> bool:
    """Whether a quoted name in brackets is the heading of the provision cited before it: Section 4.2 (“Fees”)."""
    return inside[:1] in OPEN and _CITES.search(text, max(0, start - _LEAD_LENGTH * 2), start) is not None


def _called(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """… referred to as “Acme”"""
    if not any(map(text.lower().__contains__, _CALLING)):
        return
    at = 0
    for start, end in quoted:
        least = max(at, start - _CALLED_LENGTH)
        if start < at or not any(map(text[least:start].lower().__contains__, _CALLING)):
            continue
        if _CALLED.search(text, least, start):
            yield start, end, "inline"
            at = end


class Sentences:
    """The sentences of one text, told apart when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.entries: list[int] = []
        """Where the quoted names of its entries begin, in order."""

    @cached_property
    def _ends(self) -> list[tuple[int, int]]:
        """Where each sentence but the last ends, and where the next begins."""
        text = self._text
        ends = [(found.start(), found.end()) for found in _SENTENCE_END.finditer(text)]
        return [(stop + 1, after) for stop, after in ends if ends_sentence(text, stop, after)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start in self._ends]

    @cached_property
    def _opening(self) -> list[int]:
        """The entries that begin a sentence other than the first."""
        starts = set(self._starts)
        return [entry for entry in self.entries if entry in starts]

    def meaning(self, start: int, end: int, style: str) -> tuple[int, int]:
        """The sentence that holds a definition; for an entry also what follows it in its paragraph."""
        before = bisect_right(self._starts, start)
        first = self._starts[before - 1] if before else 0
        if style == "entry" and first == 0:
            following = bisect_left(self._opening, end)
            return 0, self._opening[following] if following < len(self._opening) else len(self._text)
        after = bisect_left(self._ends, (end + 1, 0))
        return first, self._ends[after][0] if after < len(self._ends) else len(self._text)
