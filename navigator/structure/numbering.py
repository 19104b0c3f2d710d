"""Printed numbers at the start of a line: "9.6", "(a)", "Article IV", "§ 5", "Schedule 2", "第3条"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from navigator.model.address import ORDINALS
from navigator.model.text import plain


class Form(StrEnum):
    """How a number is written. The form, with brackets and full stop, tells siblings from children."""

    DOTTED = "dotted"  # 9.6, 2.01, A.1
    DECIMAL = "decimal"  # 9.
    UPPER_ALPHA = "upper-alpha"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ROMAN = "upper-roman"
    LOWER_ROMAN = "lower-roman"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    printed   as it stands, without trailing full stop or colon: "9.6", "(a)", "Article IV"
    parts     its components: ("9", "6"), ("a",), ("IV",)
    device    "article", "section", "§", "schedule", … or None
    bracket   "()" for (a), ")" for a), "." for a., "" for a bare number
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
        if last[0].isdigit():
            return int(re.match(r"\d+", last).group())  # type: ignore[union-attr]  # the line above is its proof
        if self.form in (Form.UPPER_ROMAN, Form.LOWER_ROMAN):
            return roman_value(last)
        if len(last) == 1 and last.isalpha():
            return ord(last.lower()) - ord("a") + 1
        return None


_DEVICES = {
    word: device
    for device, words in {
        "section": "section sec. abschnitt ziffer sección sezione seção",
        "article": "article artikel art. artículo articulo articolo artigo",
        "clause": "clause cláusula clausula",
        "part": "part teil partie",
        "chapter": "chapter chapitre hoofdstuk",
        "title": "title titre",
        "§": "§ §§",
    }.items()
    for word in words.split()
}
SCHEDULES = tuple(
    "schedule exhibit annex appendix attachment anlage anhang annexe anexo apêndice allegato bijlage".split()
)
_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_DEVICE = re.compile(
    rf"(?P<device>{'|'.join(sorted((re.escape(d) for d in _DEVICES), key=len, reverse=True))})\s*"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*(?:bis|ter)?|{_ROMAN}|[A-Z])(?P<close>\s*[.:)]|(?=\s|$|"
    rf"\s*[-–—]))(?:\s*[-–—:])?\s*",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    rf"(?P<device>{'|'.join(SCHEDULES)})\s+(?P<number>\d{{1,2}}|[A-Z]{{1,2}}(?:-\d{{1,2}})?|{_ROMAN})(?=\s|$|"
    rf"[.:–—-])(?!\.\d)\s*[.:–—-]*\s*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?P<device>cl[áa]usula\s+)?(?P<number>(?P<word>{'|'.join(ORDINALS)})\b|(?P<digits>\d{{1,2}})[ªº])"
    r"(?P<close>\s*(?:\.\s?[-–—]|[.:)]|[-–—])|(?=\s|$))\s*",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?P<number>(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+)(?P<close>\.(?!\d)|:)?(?:\s+[-–—]\s+|\s+|$)")
_DECIMAL = re.compile(r"(?P<number>\d{1,3}[A-Z]?)(?P<close>\.\)|[.):]|\s?[-–—](?=\s)|．|、)\s*")
_BARE = re.compile(r"(?P<number>\d{1,2})\s+(?=[^\W\d_])")
_BRACKETED = re.compile(
    r"(?P<open>\(?)(?P<number>(?P<letter>[a-zA-Z])(?P=letter)?|[ivxlc]{2,6}|[IVXLC]{2,6}|\d{1,2})\)\s*(?=\S|$)"
)
_LETTER = re.compile(rf"(?P<number>[a-zA-Z]|[ivxlc]{{2,6}}|{_ROMAN})\.\s+")
_JAPANESE = re.compile(
    r"第\s*(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*(?P<device>条|章|項|節)\s*[.．:：]?\s*"
)
_NO_WORD = re.compile(r"\W+")
# What a number that begins with a letter begins with: one of these words, or "A.", "iv)", "B.2"
_WORDS = tuple({*_DEVICES, *SCHEDULES, *ORDINALS, "clá", "cla", "第"})
_BEGINNINGS = tuple({word[:2] for word in _WORDS})
_LETTERED = re.compile(r"[A-Za-z]{1,7}[.)]")


def parse_numeral(line: str, *, heading: bool = False) -> Numeral | None:
    """The number that a line begins with, or None. `heading`: the line is set as a heading, so that a bare "9 General"
    or "Section 2" needs no full stop to be a number."""
    begin = line[:16].lower()
    worded = begin.startswith(_BEGINNINGS) and begin.startswith(_WORDS)
    if line[:1].isalpha() and not worded and not _LETTERED.match(line):
        return None  # as most lines are: words that no number begins with
    for reader in (_read_schedule, _read_ordinal, _read_device, _read_japanese, _read_dotted, _read_simple):
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
    """'PRIMERA.- Objeto', 'Cláusula segunda. Precio', 'CLÁUSULA 3ª – Prazo'"""
    found = _ORDINAL.match(line)
    if found is None or (found["word"] and not (heading or found["close"].strip() or found["device"])):
        return None
    number = found["word"] or found["digits"]
    return Numeral(line[: found.end("number")].strip(), (number.upper(),), Form.DECIMAL, "clause", "", found.end())


def _read_device(line: str, heading: bool) -> Numeral | None:
    """'Article IV', 'Section 2.01', '§ 5 Kündigung', 'Article 15 - Parrainage'; not 'Section 9.7 (Disputes) of this
    Agreement is deleted', which is a sentence."""
    found = _DEVICE.match(line)
    if found is None:
        return None
    rest = line[found.end() :]
    number, device = found["number"], _DEVICES[found["device"].lower()]
    if number.isalpha() and (not number.isupper() or not line[found.start("number") - 1].isspace()):
        return None  # "Article i", "CLÁUSULAS"
    if not heading and (
        rest.startswith("(")
        or rest[:1].islower()
        or (not found["close"].strip() and len(line.split()) > 40 and device != "section")
    ):
        return None
    parts = tuple(number.split("."))
    form = Form.DOTTED if len(parts) > 1 else _form(number)
    printed = line[: found.start("number")].strip() + " " + number if device != "§" else "§ " + number
    return Numeral(printed.strip(), parts, form, device, "", found.end())


def _read_japanese(line: str, heading: bool) -> Numeral | None:  # noqa: ARG001  # one signature for all
    """'第3条（料金）'"""
    found = _JAPANESE.match(line)
    if found is None:
        return None
    number = str(_kanji(found["number"]))
    return Numeral(found.group().strip(), (number,), Form.DECIMAL, found["device"], "", found.end())


def _read_dotted(line: str, heading: bool) -> Numeral | None:
    """'9.6 Governing Law', '2.01', '3.3.1. Credit Card', '2.2.3 have given notice', 'A.1 …'; not '1.5 million'"""
    found = _DOTTED.match(line)
    if found is None:
        return None
    rest = line[found.end() :]
    if rest[:1].islower() and not heading and not found["close"] and found["number"].count(".") < 2:
        return None
    return Numeral(found["number"], tuple(found["number"].split(".")), Form.DOTTED, None, "", found.end())


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
    found = _LETTER.match(line)
    if found is not None and (heading or len(line.split()) > 2):
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


def _kanji(text: str) -> int:
    """'十二' -> 12; digits of either width as they are."""
    if text.isdigit():
        return int(text)
    digits = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return digits[text[-1]]
    return (digits.get(tens, 1) if tens else 1) * 10 + digits.get(ones, 0)
