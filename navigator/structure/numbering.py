"""Printed numbers at the start of a line: "9.6", "(a)", "Article IV", "§ 5", "Schedule 2", "第3条"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.address import ORDINALS
from navigator.model.numbers import east_asian_number
from navigator.model.text import plain

_DIGITS = re.compile(r"\d+")
_LONGEST_COUNT = 9
"""Digits of a number that counts anything; a document may state what it will."""


class Form(StrEnum):
    """How a number is written. The form, with brackets and full stop, tells siblings from children."""

    DOTTED = "dotted"  # 9.6, 2.01, A.1
    DECIMAL = "decimal"  # 9.
    UPPER_ALPHA = "upper-alpha"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ROMAN = "upper-roman"
    LOWER_ROMAN = "lower-roman"
    KANJI = "kanji"  # （一）
    RINGED = "ringed"  # ①


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    printed   as it stands, without trailing full stop or colon: "9.6", "(a)", "Article IV"
    parts     its components: ("9", "6"), ("a",), ("IV",)
    device    "article", "section", "§", "schedule", … or None
    bracket   "()" for (a), ")" for a), "." for a., "-" for I –, "§" for § 1º, "" for a bare number
    end       how many characters of the line it takes, white space after it included
    """

    printed: str
    parts: tuple[str, ...]
    form: Form
    device: str | None
    bracket: str
    end: int

    @property
    def key(self) -> tuple[str, ...]:
        """Two numerals with one key are written alike: siblings, as far as their form can tell."""
        return (self.device or "", self.form, self.bracket, str(len(self.parts)) if self.form is Form.DOTTED else "")

    @property
    def value(self) -> int | None:
        """The last part as a count from 1, or None."""
        last = self.parts[-1]
        if last.lower() in ORDINALS:
            return ORDINALS[last.lower()]
        if (digits := _DIGITS.match(last)) is not None:
            return int(digits.group()) if len(digits.group()) <= _LONGEST_COUNT else None
        if self.form in (Form.UPPER_ROMAN, Form.LOWER_ROMAN):
            return roman_value(last)
        if len(last) == 1 and last.isalpha():
            return ord(last.lower()) - ord("a") + 1
        return None


_DEVICES = {
    word: device
    for device, words in {
        "section": "section sec. abschnitt ziffer sección sezione seção secțiunea القسم סעיף",
        "article": "article artikel art. artículo articulo articolo artigo artykuł článek čl. článok статья стаття "
        "член чл. артикул articolul madde άρθρο điều pasal المادة مادة",
        "clause": "clause cláusula clausula البند",
        "part": "part teil partie deel część часть",
        "chapter": "chapter chapitre hoofdstuk kapitel kapittel rozdział capítulo capitolo capitolul глава раздел luku "
        "chương bab الفصل פרק",
        "title": "title titre título titolo titel",
        "§": "§ §§",
    }.items()
    for word in words.split()
}
SCHEDULES = tuple(
    "schedule exhibit annex appendix attachment anlage anhang annexe anexo apêndice allegato bijlage załącznik bilaga "
    "bilag vedlegg приложение додаток anexa příloha príloha melléklet liite παράρτημα lampiran".split()
)
_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_LATER = r"(?:[\s-]?(?:bis|ter|quater|quinquies)\b|[a-np-z](?!\w))?"  # "7 bis", "3-ter", "4a": put in after 7, 3 and 4
_FIRST = r"(?:\.?\s?[ºª°]|(?:o|er|re|ère)(?!\w))?"  # "Art. 1º", "Artigo 2.º", "Artigo 3o", "Article 1er"
_DEVICE = re.compile(
    rf"(?P<device>{'|'.join(sorted((re.escape(d) for d in _DEVICES), key=len, reverse=True))})\s*"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*{_LATER}|[IVX]{{1,5}}(?:\.\d{{1,3}})+|{_ROMAN}|[A-Z]){_FIRST}(?P<close>\s*(?:\.(?!\d)|[:)])|(?=\s|$|"
    rf"\s*[-–—]))(?:\s*[-–—:])?\s*",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(r"(?P<number>\d{1,3}[a-z]?)\s?§\s+(?=\S)")  # "3 § Betalning", as in Sweden and Finland
# "§ 1º O atraso …", "Parágrafo único. …", "Parágrafo Segundo – …": a paragraph of an article, in Brazil
_PARAGRAPH = re.compile(
    rf"(?:§\s*(?P<number>\d{{1,2}})\s?[ºo°]|(?:§|par[áa]grafo)\s+(?:(?P<word>único|{'|'.join(ORDINALS)})\b|"
    r"(?P<digits>\d{1,2})\s?[ºo°]?(?=[\s.:–—-])))[.:]?\s*(?:[-–—]\s*)?",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    rf"(?P<device>{'|'.join(SCHEDULES)})\s+(?:(?:no|nr)\.?\s*)?(?P<number>\d{{1,2}}|[A-Z]{{1,2}}(?:-\d{{1,2}})?|"
    rf"{_ROMAN})(?=\s|$|[.:–—-])(?!\.\d)\s*[.:–—-]*\s*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?P<device>cl[áa]usula\s+)?(?P<article>(?:article|articolo|art[íi]culo|artigo|art\.)\s+)?"
    rf"(?P<number>(?P<word>premier|première|primo|{'|'.join(ORDINALS)})\b|(?P<digits>\d{{1,2}})[ªº])"
    r"(?P<close>\s*(?:\.\s?[-–—]|[.:)]|[-–—])|(?=\s|$))\s*",
    re.IGNORECASE,
)
# "9.6", "A.1", "II.4.2", "5.4.2.a", "2.1(c)", "1(a)(ii)"
_DOTTED = re.compile(
    r"(?P<number>(?:\d{1,3}|[A-Z]|[IVX]{2,5}(?=\.\d))(?:\.\d{1,3})+(?:\.[a-zA-Z](?=[.\s]))?(?P<subs>(?:\([a-zA-Z0-9]{1,4}\))*)|"
    r"\d{1,3}(?P<more>(?:\([a-zA-Z0-9]{1,4}\))+))(?P<close>\.(?!\d)|:)?(?:\s+[-–—]\s+|\s+|$)"
)
_DECIMAL = re.compile(r"(?P<number>\d{1,3}[A-Z]?)(?P<close>\.\)|[.):]|\s?[-–—](?=\s)|．|、)\s*")
_BARE = re.compile(r"(?P<number>\d{1,2})\s+(?=[^\W\d_])")
_BRACKETED = re.compile(
    r"(?P<open>[(（]?)(?P<number>(?P<letter>[a-zA-Z])(?P=letter)?|[ivxlc]{2,6}|[IVXLC]{2,6}|\d{1,2})[)）]\s*(?=\S|$)"
)
_LETTER = re.compile(rf"(?P<number>[a-zA-Z]|[ivxlc]{{2,6}}|{_ROMAN})\.\s+")
# "I – Scope", "II - manter os dados em dia;", and in a heading "B – Prices"
_DASHED = re.compile(rf"(?P<number>{_ROMAN}|[A-Z])\s?[-–—]\s+(?=\S)")
_ONE_WORD = re.compile(r"[A-Z]\w{3,}")  # "K. Payment"; `openers` tells "J. Miller" from it
_CARDINALS = "〇一二三四五六七八九十百"
_EAST_ASIAN = re.compile(
    rf"第\s*(?P<number>[0-9０-９]{{1,3}}|[{_CARDINALS}]{{1,5}})\s*(?P<device>条|條|章|項|项|節|节|款|部|編|编)"
    r"(?:\s*[のの之](?P<later>[0-9０-９]{1,2}|[一二三四五六七八九]))?\s*[.．:：]?\s*"
    r"|제\s*(?P<korean>\d{1,3})\s*(?P<unit>조|장|절|관|편)(?:의\s*(?P<put_in>\d{1,2}))?\s*[.:]?\s*"
)
# "一、总则", "（二）…", "①…", "1 本規約は…": as Chinese, Japanese and Korean agreements count below their articles
_COUNTED = re.compile(
    rf"(?P<plain>[{_CARDINALS}]{{1,3}})\s*[、．.]\s*|[（(](?P<inner>[{_CARDINALS}]{{1,3}})[）)]\s*|(?P<ring>[①-⑳])\s*"
    r"|(?P<bare>\d{1,2})[\s\u3000]+(?=[\u3041-\u30ff\u4e00-\u9fff])"
)
_NO_WORD = re.compile(r"\W+")
# What a number that begins with a letter begins with: one of these words, or "A.", "iv)", "B.2"
_WORDS = tuple({*_DEVICES, *SCHEDULES, *ORDINALS, "clá", "cla", "pará", "parag", "第", "제", *_CARDINALS})
_BEGINNINGS = tuple({word[:2] for word in _WORDS})
_LETTERED = re.compile(r"[A-Za-z]{1,7}[.)]|[A-Z]{1,5}\s?[-–—]\s")


def parse_numeral(line: str, *, heading: bool = False) -> Numeral | None:
    """The number that a line begins with, or None. `heading`: the line is set as a heading, so that a bare "9 General"
    or "Section 2" needs no full stop to be a number."""
    begin = line[:16].lower()
    worded = begin.startswith(_BEGINNINGS) and begin.startswith(_WORDS)
    if line[:1].isalpha() and not worded and not _LETTERED.match(line):
        return None  # as most lines are: words that no number begins with
    for reader in (_read_schedule, _read_ordinal, _read_device, _read_east_asian, _read_dotted, _read_simple):
        found = reader(line, heading)
        if found is not None:
            return found
    return None


def stated_numeral(printed: str) -> Numeral:
    """The numeral of a number that the document itself sets apart: "1", "Article IV.", "(a)", "4. 3." (of which the
    last counts). One that is written in no form known here ("12 bis") is taken as it stands."""
    line = plain(printed) + " X"
    found = parse_numeral(line, heading=True)
    while found is not None:
        line = line[found.end :]
        if _NO_WORD.sub("", line) == "X":
            return found
        found = parse_numeral(line, heading=True)
    bare = printed.strip(" .:()[]-–—")
    bracket = "()" if printed.lstrip().startswith("(") else ")" if printed.rstrip().endswith(")") else "."
    parts = tuple(_NO_WORD.sub(" ", bare).split()[-1:]) or (bare or printed.strip(),)
    return Numeral(plain(printed).rstrip(" .:"), parts, _form(parts[0]), None, bracket, len(printed))


def _read_schedule(line: str, heading: bool) -> Numeral | None:
    """'Schedule 2 – Fees', 'EXHIBIT A'"""
    found = _SCHEDULE.match(line)
    if found is None or (not heading and len(line.split()) > 12):
        return None
    number = found["number"]
    return Numeral(f"{found['device']} {number}", (number,), _form(number), "schedule", "", found.end())


def _read_ordinal(line: str, heading: bool) -> Numeral | None:
    """'PRIMERA.- Objeto', 'Cláusula segunda. Precio', 'CLÁUSULA 3ª – Prazo', 'ARTICLE PREMIER – Objet'"""
    found = _ORDINAL.match(line)
    if found is None or (found["word"] and not (heading or found["close"].strip() or found["device"])):
        return None
    number = found["word"] or found["digits"]
    if found["article"]:
        value = str(ORDINALS.get(number.lower(), number if number.isdecimal() else 1))
        return Numeral(line[: found.end("number")].strip(), (value,), Form.DECIMAL, "article", "", found.end())
    return Numeral(line[: found.end("number")].strip(), (number.upper(),), Form.DECIMAL, "clause", "", found.end())


def _read_device(line: str, heading: bool) -> Numeral | None:
    """'Article IV', 'Section 2.01', '§ 5 Kündigung', 'Article 15 - Parrainage'; not 'Section 9.7 (Disputes) of this
    Agreement is deleted', which is a sentence."""
    paragraph = _PARAGRAPH.match(line)
    if paragraph is not None:
        word = (paragraph["word"] or "").lower()
        number = paragraph["number"] or paragraph["digits"] or str(ORDINALS.get(word, word))
        return Numeral(paragraph.group().strip(" .:–—-\u2028"), (number,), Form.DECIMAL, None, "§", paragraph.end())
    before = _SIGN_AFTER.match(line)
    if before is not None:
        return Numeral(before["number"] + " §", (before["number"],), Form.DECIMAL, "§", "", before.end())
    found = _DEVICE.match(line)
    if found is None:
        return None
    rest, shown = line[found.end() :], line[found.start("number") : found.start("close")].rstrip()
    number, device = re.sub(r"[\s-]", "", found["number"]), _DEVICES[found["device"].lower()]
    if number[0].isalpha() and (not number.isupper() or not line[found.start("number") - 1].isspace()):
        return None  # "Article i", "CLÁUSULAS"
    if not heading and (
        rest.startswith("(")
        or rest[:1].islower()
        or (not found["close"].strip() and len(line.split()) > 40 and device != "section" and shown[-1] not in "ºª°")
    ):
        return None
    parts = tuple(number.split("."))
    form = Form.DOTTED if len(parts) > 1 else _form(number)
    printed = line[: found.start("number")].strip() + " " + shown if device != "§" else "§ " + shown
    return Numeral(printed.strip(), parts, form, device, "", found.end())


def _read_east_asian(line: str, heading: bool) -> Numeral | None:  # noqa: ARG001  # one signature for all
    """'第3条（料金）', '第二十一条 …', '제3조의2 (목적)', '一、总则', '（二）…', '①…', '1 本規約は…'"""
    found = _EAST_ASIAN.match(line)
    if found is not None:
        number = east_asian_number(found["number"] or found["korean"])
        later = found["later"] or found["put_in"]
        own = f"{number}-{east_asian_number(later)}" if later else number
        device = found["device"] or found["unit"]
        return Numeral(found.group().strip(" .．:："), (own,), Form.DECIMAL, device, "", found.end())
    found = _COUNTED.match(line)
    if found is None:
        return None
    printed = found.group().strip(" 、．.\u3000")
    if found["ring"]:
        return Numeral(printed, (str(ord(printed) - ord("①") + 1),), Form.RINGED, None, "()", found.end())
    if found["bare"]:
        return Numeral(printed, (found["bare"],), Form.DECIMAL, None, ".", found.end())
    own = east_asian_number(found["plain"] or found["inner"])
    if found["plain"]:
        return Numeral(printed, (own,), Form.DECIMAL, "、", "", found.end())
    return Numeral(printed, (own,), Form.KANJI, None, "()", found.end())


def counts_east_asian(line: str) -> bool:
    """Whether a line begins with a number as Chinese, Japanese and Korean agreements print them."""
    return _EAST_ASIAN.match(line) is not None or _COUNTED.match(line) is not None


def _read_dotted(line: str, heading: bool) -> Numeral | None:
    """'9.6 Governing Law', '2.01', '3.3.1. Credit Card', '2.2.3 have given notice', 'A.1 …', '2.1(c) …'; not '1.5
    million', nor '4.2(b) and 5 apply'"""
    found = _DOTTED.match(line)
    if found is None:
        return None
    rest, number = line[found.end() :], found["number"]
    subs = bool(found["subs"] or found["more"])
    if rest[:1].islower() and not heading and not found["close"] and (subs or number.count(".") < 2):
        return None
    parts = tuple(part for part in re.split(r"[.()]", number) if part)
    return Numeral(number, parts, Form.DOTTED, None, "", found.end())


def _read_simple(line: str, heading: bool) -> Numeral | None:
    """'9. General', '9) General', '(a) …', 'a) …', 'A. Definitions', 'iv. …', and '9 General' in a heading"""
    found = _DECIMAL.match(line)
    if found is not None and (
        line[found.end() : found.end() + 1] == "" or line[found.end() - 1].isspace() or not line[found.end()].isdigit()
    ):
        close = found["close"].strip()
        return Numeral(
            found["number"] + (")" if close == ")" else ""),
            (found["number"],),
            Form.DECIMAL,
            None,
            "." if close != ")" else ")",
            found.end(),
        )
    found = _BARE.match(line) if heading else None
    if found is not None:
        return Numeral(found["number"], (found["number"],), Form.DECIMAL, None, ".", found.end())
    found = _BRACKETED.match(line)
    if found is not None:
        bracket = "()" if found["open"] else ")"
        return Numeral(found.group().strip(), (found["number"],), _form(found["number"]), None, bracket, found.end())
    found = _DASHED.match(line)
    if found is not None and (heading or roman_value(found["number"])):
        return Numeral(found["number"], (found["number"],), _form(found["number"]), None, "-", found.end())
    found = _LETTER.match(line)
    if found is not None and (heading or len(line.split()) > 2 or _ONE_WORD.fullmatch(line, found.end())):
        return Numeral(found["number"], (found["number"],), _form(found["number"]), None, ".", found.end())
    return None


def _form(number: str) -> Form:
    """The likeliest form; single "i", "v", "x" read as roman until a neighbour says otherwise (see `as_alpha`)."""
    if number[0].isdigit():
        return Form.DECIMAL
    if roman_value(number) is not None and (len(number) > 1 or number.lower() in "ivx"):
        return Form.UPPER_ROMAN if number.isupper() else Form.LOWER_ROMAN
    return Form.UPPER_ALPHA if number.isupper() else Form.LOWER_ALPHA


def as_alpha(numeral: Numeral) -> Numeral | None:
    """The reading of "(i)" as the letter after "(h)"; None where it cannot be a letter."""
    last = numeral.parts[-1]
    if numeral.form not in (Form.UPPER_ROMAN, Form.LOWER_ROMAN) or len(last) != 1:
        return None
    form = Form.UPPER_ALPHA if numeral.form is Form.UPPER_ROMAN else Form.LOWER_ALPHA
    return Numeral(numeral.printed, numeral.parts, form, numeral.device, numeral.bracket, numeral.end)


def roman_value(text: str) -> int | None:
    """'IV' -> 4; None where it is no roman number."""
    if not re.fullmatch(_ROMAN, text.upper()):
        return None
    digits = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [digits[c] for c in text.upper()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
