"""Finding cross-references: which words name a provision. What they resolve to is `resolve`'s to say.

Section 2.1(c) (regarding …)    SECTION 7.1 (…) AND SECTION 7.2    Sections 4 to 7 and 9.2(a)–(c)    this Section 10.2
§ 5 Abs. 2    article 4 (Paiement)    Section B(5): Additional Terms    clause (b) above    Schedule 2
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from navigator.model.address import ORDINALS
from navigator.model.numbers import east_asian_number

# Words that name a numbered part, in the eight languages; "schedules" name a part by its own letter or number.
_SECTION = (
    r"sub-?sections?|sections?|sec\.|clauses?|articles?|art\.|sub-?paragraphs?|paragraphs?|paras?\.|points?|"
    r"abschnitte?n?s?|ziffern?|artikeln?s?|klauseln?|punkte?s?|absatz|sección|secciones|cláusulas?|artículos?|"
    r"apartados?|seção|seções|artigos?|"
    r"articoli|articolo|sezioni|sezione|clausol[ae]|paragraf[oi]|artikelen|artikel|paragraaf|lid|"
    r"artykuł\w*|článk\w*|čl\.|статья|статьи|статье|статьями|стать[юя]|чл\.|член|пункта?е?|п\.|articolul(?:ui)?|"
    r"maddesi|madde|άρθρου?|điều|pasal"
)
_SCHEDULE = (
    r"schedules?|exhibits?|annexe?s?|appendi(?:x|ces)|attachments?|anlagen?|anhang|annexes?|anexos?|"
    r"allegat[oi]|bijlagen?|załącznik\w*|bilaga|bilag|vedlegg|приложени[еяюи]м?|anexa|příloh\w|melléklet|lampiran"
)
_SELF = (
    r"this|the present|dieser|diesem|diesen|dieses|diese|le présent|la présente|du présent|cet|esta|este|"
    r"presente|questo|questa|dit|deze"
)
_NUMBER = (
    r"(?:[LRD]\.?\s?\d{3,4}(?:-\d{1,3}){1,3}|\d{4}(?:-\d{1,2})?(?![-–/.]?\d)|\d{1,3}(?:\.\d{1,3})+(?:\.[a-z]\b)?|\d{1,3}\.[a-z]\b(?!\.\w)|\d{1,3}(?:[A-Z]\b|[\s-]?(?:bis|ter|quater|quinquies)\b(?!\s\d))?|[A-Z]-\d{1,2}|"
    r"[A-Z](?:\.\d{1,3})+|[A-Z]\b(?!\.?[A-Za-z])|[IVXLC]{1,6}\b)(?!\d|,\d{3}|\.\d|[%€$]|(?!bis|ter|quater)[a-z]{2})"
)
_SUB = r"(?:\s?\((?:[a-zA-Z]{1,2}|[ivxlc]{1,6}|[IVX]{1,6}|\d{1,2})\))*"
_ITEM = r"\((?:[a-z]{1,2}|[ivxlc]{1,6}|[A-Z]|\d{1,2})\)"

_HEAD = re.compile(
    rf"(?<![\w-])(?:(?P<own>{_SELF})\s+)?(?P<word>{_SECTION}|{_SCHEDULE}|§§?)\s*(?:(?:no|"
    rf"nr)\.?\s*)?(?P<number>{_NUMBER})(?P<sub>{_SUB})",
    re.IGNORECASE,
)
_BARE_SELF = re.compile(
    r"(?<![\w-])(?:this|the present)\s+(?P<word>section|clause|article|paragraph|sub-?section)\b"
    r"(?!\s*(?:\d|\()|\s+(?:on|about)\s+[“\"])|"
    r"(?<![\w-])(?:diese[rmns]?\s+(?:abschnitt|ziffer|klausel)|(?:le|du|au) présent article|(?:este|"
    r"esta) (?:artículo|cláusula|sección|apartado))\b(?!\s*\d)|本(?:条|章|項)",
    re.IGNORECASE,
)
_BARE_ITEM = re.compile(
    rf"(?<![\w-])(?P<own>this\s+)?(?P<word>(?:sub-?)?(?:clauses?|paragraphs?|sections?|items?|"
    rf"points?))\s+(?P<sub>(?:{_ITEM})+)",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?P<join>\s*(?:,|;)?\s*(?:and/or|and|or|as well as|&|und|oder|sowie|et|ou|y|o|e|en|of|、|及び|または)?\s+|"
    rf"\s*,\s*)(?:(?:the\s+)?(?P<word>{_SECTION}|§§?)\s*)?(?P<number>{_NUMBER})(?P<sub>{_SUB})",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\s*(?:–|—|-|to|through|until|thru|bis|à|au|al|a|hasta|até|fino a|tot(?: en met)?|から|"
    rf"～)\s*(?:(?P<word>{_SECTION})\s*)?(?:(?P<number>{_NUMBER})(?P<sub>{_SUB})|(?P<item>{_ITEM}))(?![\w%])",
    re.IGNORECASE,
)
_SUB_MORE = re.compile(rf"\s*(?:,\s*(?:and|or)?|and|or|&)\s*(?P<sub>{_ITEM})(?!\s*[a-z]{{3,}})")
_TITLE = re.compile(r"\s*\((?P<title>[^()]{2,160}(?:\([^()]*\)[^()]*)?)\)")
# "第3条第2項", "第二十一条", "第2.2条", "제3조 제2항", "제3조의2"
_EAST_ASIAN = re.compile(
    r"(?P<own>本)?第\s*(?P<number>[0-9０-９]{1,3}(?:\.\d{1,3}){0,3}|[〇一二三四五六七八九十百]{1,5})\s*(?P<word>条|條|章|項|款)"
    r"(?:第\s*(?P<sub>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*[項项款])?"
    r"|제\s*(?P<korean>\d{1,3})\s*(?P<unit>조|장|절)(?:의\s*(?P<later>\d{1,2}))?(?:\s*제\s*(?P<under>\d{1,2})\s*항)?"
)
# "la cláusula primera", "Artigo segundo": numbers in words
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?P<own>{_SELF})\s+)?(?P<word>cláusulas?|clausulas?|artículos?|artigos?)\s+(?P<number>{'|'.join(ORDINALS)})\b",
    re.IGNORECASE,
)
# "§ 7 Abs. 2", "article 4, alinéa 2": the paragraph of a cited article
_PARAGRAPH = re.compile(
    r"\s*,?\s*(?:Abs(?:atz|\.)|alinéa|paragraphe|apartado|comma|lid|ust\.|odst\.|ал\.|alin\.|§)\s*(?P<sub>\d{1,2})\b"
    r"(?:\s*(?:,\s*)?(?:Satz|S\.)\s*\d+)?(?:,?\s*(?:lit(?:era|\.)|Buchst(?:abe|\.)|onder|sub|lett\.|pkt\.?|Nr\.)\s*(?P<item>[a-z]\b|\d{1,2}\b))?",
    re.IGNORECASE,
)
# "artikel 3.2 sub b", "§ 5 lit. c": the item of a cited clause
_LETTER = re.compile(
    r"\s*,?\s*(?:lit(?:era|\.)|Buchst(?:abe|\.)|onder|sub|lett\.|pkt\.?)\s*(?P<item>[a-z]|\d{1,2})\b(?!\w)"
)
# "§ 1º": a paragraph of the article that cites it
_OWN_PARAGRAPH = re.compile(r"(?P<word>§)\s*(?P<sub>\d{1,2})\s?[ºo°](?!\w)")
_NAMED = re.compile(
    r"(?<![\w-])(?:our |the |its )?(?P<word>section|clause|article)s?\s*\(?(?:titled|entitled|called|headed|"
    r"named|on)\s+[“\"]?(?P<title>[A-Z][^”\"().;]{2,80})",
    re.IGNORECASE,
)
_REMARK = re.compile(rf"\s+(?:[a-z]+\s+){{0,7}}[a-z]+(?=,\s*(?:and\s+)?{_NUMBER}\s*\([A-Z])")
# What every word that introduces a citation begins with: the patterns are tried only there
_STEMS = (
    "secti", "sec.", "claus", "artic", "art.", "artik", "paragra", "para.", "paras", "point", "abschnitt",
    "ziffer", "klausel", "punkt", "absatz", "secci", "cláusula", "artículo", "apartado", "seç", "artigo",
    "sezion", "lid ", "item", "schedule", "exhibit", "annex", "appendi", "attachment", "anlage", "anhang", "anexo",
    "allegat", "bijlage", "§", "第", "本", "제", "madde", "pasal", "bilag", "vedlegg", "lampiran",
)  # fmt: skip
# The same where a text has letters beyond ASCII
_FOREIGN_STEMS = (
    "artyku", "článk", "čl.", "стать", "чл.", "член", "пункт", "п.", "άρθρο", "điều", "załącz", "приложени", "příloh",
    "mellékl",
)  # fmt: skip
# Each pattern with the signs of which a text must hold one, in small letters
_PATTERNS = (
    (_HEAD, _STEMS),
    (_BARE_SELF, ("this", "present", "présent", "diese", "este", "esta", "本")),
    (_BARE_ITEM, ("(",)),
    (_EAST_ASIAN, ("第", "제")),
    (_OWN_PARAGRAPH, ("§",)),
    (_ORDINAL, ("cláusula", "clausula", "artículo", "articulo", "artigo")),
    (_NAMED, ("section", "clause", "article")),
)
_BEGINNING = re.compile(r"(?<![\w-])\w")
_LEAD = 32
"""How far before its stem a citation may begin, in at most two words: "the present section", "le présent article"."""
# "section 1542", "article L. 221-18": only statutes count so far
_OF_A_CODE = re.compile(r"\d{4}(?:-\d+)?|[LRD]\W*\d.*", re.IGNORECASE)
_OF_LAWS = ("section", "sec.", "§", "artic", "art.", "artíc", "artig", "artik")
_UNIT = re.compile(
    r"\s*(?:%|percent|per cent|days?|months?|years?|hours?|weeks?|business|calendar|dollars|euros?|USD|EUR|times)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One provision named at one place of a text; offsets are into that text.

    word      the word that names the kind of part ("section"), lower case
    number    "9.2" or None; sub: "(a)" or ""; to: the end of a range as a citation, or None
    title     words in brackets (or after a colon) that could be its heading, and where they end
    own       "this …"
    head      offset of the word that introduced the list this one belongs to
    """

    start: int
    end: int
    word: str
    number: str | None
    sub: str = ""
    to: str | None = None
    title: str | None = None
    own: bool = False
    head: int = 0
    listed: bool = False


def stems_in(lower: str) -> tuple[str, ...]:
    """The words, or their beginnings, by which an agreement (in small letters) can cite at all."""
    return tuple(stem for stem in (*_STEMS, *_FOREIGN_STEMS) if stem in lower)


def find(text: str, lower: str, known: tuple[str, ...]) -> list[Found]:
    """Every reference in a stretch of running text, in order, none overlapping. `lower`: the text in small letters,
    character for character; `known`: `stems_in` the whole agreement."""
    stems = [stem for stem in known if stem in lower]
    if not stems:
        return []  # as most texts do
    patterns = [pattern for pattern, signs in _PATTERNS if any(map(lower.__contains__, signs))]
    found: list[Found] = []
    at = 0
    for place in _places(lower, stems):
        first = _first(text, patterns, at, place) if place >= at else None
        if first is not None:
            rows = list(_list(text, first)) if first.re is _HEAD else [_single(first)]
            found += rows
            at = max([first.end(), *(row.end for row in rows)])
    return found


def _places(lower: str, stems: list[str]) -> list[int]:
    """Where stems stand in a text in small letters, in order."""
    found = []
    for stem in stems:
        at = lower.find(stem)
        while at >= 0:
            found.append(at)
            at = lower.find(stem, at + 1)
    return found if len(stems) == 1 else sorted(found)


def _first(text: str, patterns: list[re.Pattern[str]], least: int, place: int) -> re.Match[str] | None:
    """The first and then the longest match, from `least` on, that begins at a stem or a few words before it."""
    before = [begin.start() for begin in _BEGINNING.finditer(text, max(least, place - _LEAD), place)]
    for start in (*before[-2:], place):
        found = [match for pattern in patterns if (match := pattern.match(text, start)) is not None]
        if found:
            return max(found, key=lambda match: match.end())
    return None


def _single(found: re.Match[str]) -> Found:
    """A reference without a list: "this Section", "paragraph (b)", "第3条", "the section on …"."""
    group = found.groupdict()
    word = (group.get("word") or group.get("unit") or "section").lower()
    number, sub, title = group.get("number"), (group.get("sub") or "").replace(" ", ""), group.get("title")
    own = found.re is _BARE_SELF or bool(group.get("own"))
    if found.re is _EAST_ASIAN:
        number, sub = _east_asian(group)
    elif found.re is _OWN_PARAGRAPH:
        sub = f"({sub})"
    return Found(
        found.start(), found.end(), word, number, sub, None, title.strip() if title else None, own, found.start()
    )


def _east_asian(group: dict[str, str | None]) -> tuple[str, str]:
    """The number and paragraph of "第二十一条第1項" or "제3조의2 제2항", in the digits of the provisions' numbers."""
    number = group["number"] or group["korean"] or ""
    sub = group["sub"] or group["under"]
    later = f"-{group['later']}" if group["later"] else ""
    return f"{east_asian_number(number)}{later}", f"({east_asian_number(sub)})" if sub else ""


def _list(text: str, head: re.Match[str]) -> Iterator[Found]:
    """The references that one word introduces: 'Sections 4 to 7, 8.1 (Term) and 9.2(a)–(c)'."""
    word = head["word"].lower()
    number, sub = head["number"], (head["sub"] or "").replace(" ", "")
    if not _is_number(number) or (_OF_A_CODE.fullmatch(number) and not word.startswith(_OF_LAWS)):
        return
    start, at, own, listed = head.start(), head.end(), bool(head["own"]), False
    paragraph = _PARAGRAPH.match(text, at) if not sub else None
    if paragraph is not None:
        item = f"({paragraph['item']})" if paragraph["item"] else ""
        sub, at = f"({paragraph['sub']}){item}", paragraph.end()
    elif (letter := _LETTER.match(text, at)) is not None:
        sub, at = f"{sub}({letter['item']})", letter.end()
    plural = word.endswith(("s", "§§", "n", "x", "i")) and word not in ("paras.", "dies")
    while True:
        to, at = _range(text, at, number)
        title, at = _title(text, at)
        yield Found(start, at, word, number, sub, to, title, own, head.start(), listed)
        more_sub = _SUB_MORE.match(text, at) if sub and to is None and title is None else None
        while more_sub is not None:
            sub = more_sub["sub"].replace(" ", "")
            yield Found(more_sub.start("sub"), more_sub.end(), word, number, sub, None, None, False, head.start(), True)
            at = more_sub.end()
            more_sub = _SUB_MORE.match(text, at)
        more = _MORE.match(text, _past_remark(text, at) if plural else at)
        if more is None or not _continues(text, more, plural or listed or title is not None):
            return
        number, sub = more["number"], (more["sub"] or "").replace(" ", "")
        start = more.start("word") if more["word"] else more.start("number")
        at, own, listed = more.end(), False, True
        if more["word"] and text[more.start("join") : more.end("join")].strip(" ,;").lower() not in (
            "",
            "and",
            "or",
            "and/or",
            "&",
            "und",
            "oder",
            "et",
            "ou",
        ):
            return


def _past_remark(text: str, at: int) -> int:
    """'Sections 1.2 (Non-Solicitation) for the time stated, 3 (Property)': the list goes on after the few words."""
    remark = _REMARK.match(text, at)
    return remark.end() if remark is not None else at


def _continues(text: str, more: re.Match[str], expected: bool) -> bool:
    """Whether the next number belongs to the list: '7.1, 7.2 and 10.2(a)', not '7.1 and 30 days', '5 above, 2024'."""
    if not _is_number(more["number"]) or _OF_A_CODE.fullmatch(more["number"]) or _UNIT.match(text, more.end()):
        return False
    if more["word"]:
        return False  # a word of its own introduces it: it is found in its own right
    if not expected and "." not in more["number"] and not more["sub"]:
        return bool(re.match(r"\s*\([A-Z]", text[more.end() :]))
    return True


def _is_number(number: str) -> bool:
    """Capitals and romans must be printed as capitals: 'Section H', not 'section i' or 'section a'."""
    return not number[0].isalpha() or number[0].isupper()


def _range(text: str, at: int, number: str) -> tuple[str | None, int]:
    found = _RANGE.match(text, at)
    if found is None:
        return None, at
    if found["item"]:
        if not re.match(r"\s*[–—-]|\s+(?:to|through)\s", found.group()):
            return None, at
        return number + found["item"].replace(" ", ""), found.end()
    if not _is_number(found["number"]) or _UNIT.match(text, found.end()) or ("." in number) != ("." in found["number"]):
        return None, at
    if re.match(r"\s*a\s", found.group()):
        return None, at
    return found["number"] + (found["sub"] or "").replace(" ", ""), found.end()


def _title(text: str, at: int) -> tuple[str | None, int]:
    """Words in brackets right after the number; '(as defined below)' is no title, nor is '(a) …'."""
    found = _TITLE.match(text, at)
    if found is None:
        return None, at
    title = found["title"].strip()
    if re.fullmatch(r"[a-z]{1,2}|[ivxlc]{1,6}|\d{1,3}", title):
        return None, at
    return title, found.end()


def ends_of_lists(rows: list[Found]) -> list[Found]:
    """For each citation the last one of the list that it belongs to."""
    found: list[Found] = []
    for row in reversed(rows):
        found.append(found[-1] if found and found[-1].head == row.head else row)
    return found[::-1]


def without_letter(row: Found) -> Found:
    """ "Section 13.D" where the document prints no letter: item (d) of 13, whose own heading the title is not."""
    number, _, letter = (row.number or "").rpartition(".")
    if not number or len(letter) != 1 or not letter.isalpha():
        return row
    return replace(row, number=number, sub=f"({letter.lower()}){row.sub}", title=None)
