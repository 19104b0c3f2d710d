"""Numbers and bullets at the start of a line: which of them number it, and which only count within a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from navigator.reading.pdf_lines import Line

# "(a) …", "(iv) …", "2.1 …", "1. …", "a) …", "A. …", "II.4 …", "Section 4. …", "Article IV …", "§ 5 …", "Schedule 2"
NUMBER = re.compile(
    r"(?:\((?:[a-zA-Z]{1,2}|[ivxlcIVXLC]{1,6}|\d{1,2})\)|\d{1,3}(?:\.\d{1,3})+[.:)]?|\d{1,3}[.)]|[A-Z][.)]|[a-z][.)]"
    r"|[ivxl]{2,5}[.)]|[IVXL]{2,5}[.)]|§+\s*\d+[.a-z]?|(?:[A-Z]|[IVX]{2,5})\.\d{1,2}(?:\.\d{1,2})*[.:)]?"
    r"|(?:ARTICLE|Article|SECTION|Section|CLAUSE|Clause|Artikel|Artículo|Artigo|Articolo|Abschnitt|PART|Part)\s+"
    r"(?:[\dIVXLC]+(?:\.\d+)*)(?:[.:)]|(?=\s*[-–—]|\s*$|\s+[A-Z]))"
    r"|(?:SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix|Anlage|Anhang|ANNEXE|Annexe|Anexo|ANEXO)"
    r"\s+[A-Z\d]{1,3}\b)(?=\s|$|[-–—:])"
    r"|第\s*[\d０-９一二三四五六七八九十]{1,3}\s*[条章項節]"
)
BULLET = re.compile(r"[•●○◦▪■□▫‣⁃∙·➢➤►✓*☐☑☒\ufffd-](?=\s|$)|[–—](?=\s)")
ENDS = re.compile(r"[.;:!?。！？]['\"”’»)\]]*\s*$|[;,]\s*(?:and|or|et|ou|und|oder|y|o|e)\s*$")
CLOSED = re.compile(r"[.;:!?。！？][\"”’»)\]]*\s*$")
JOINS = re.compile(
    r"(?:Sections?|Articles?|Clauses?|Schedules?|Exhibits?|Annex|Appendix|and|or|to|of|in|under|the|§)\s*$"
)
_PLAIN = re.compile(r"(?P<count>\d{1,3})(?P<close>[.)])\s")


def numbers(lines: Sequence[Line], line: Line, below: Line | None, short: bool, hang: float) -> bool:
    """Whether a number at the start of a line numbers it, rather than ending a citation that the line break cut.

    lines  the paragraph above it
    below  the line after it
    short  whether the line above was left short
    hang   where the lines of the paragraph above go on, in points across
    """
    first, last = lines[0], lines[-1]
    above = " ".join(one.text for one in lines)
    if short or line.tabbed or (abs(line.x0 - first.x0) < 1 and _is_next(first.text, line.text, last.text)):
        return True
    if first.tabbed and NUMBER.match(first.text) and abs(line.x0 - first.x0) > 0.5 * line.size:
        return False  # "… by giving thirty" / "(30) days": numbers that count here are set off by a gap
    aligned = abs(line.x0 - hang) < 0.5 * line.size
    if aligned and line.text.startswith("(") and (len(lines) > 1 or _counts_on(above, line.text)):
        # "(i) …; (ii) …;" / "(iii) …": the clause counts within its lines, unless the next line is set in below words
        return below is not None and ENDS.search(last.text) is not None and _hangs(line, below)
    if CLOSED.search(last.text) or ENDS.search(last.text):
        return not _counts_on(above, line.text)
    return not aligned and not JOINS.search(last.text)


def _hangs(line: Line, below: Line) -> bool:
    """Whether the line below a number goes on under the number's words."""
    inset = below.x0 - line.x0
    return 0.5 * line.size < inset < 4 * line.size and 0 < line.y - below.y < 1.7 * line.size


def _is_next(first: str, line: str, above: str) -> bool:
    """Whether a line goes on from the number of the paragraph above it: "4. Sails that …" / "5. Oars"."""
    one, other = _PLAIN.match(first), _PLAIN.match(line)
    if one is None or other is None or one["close"] != other["close"]:
        return False
    return int(other["count"]) == int(one["count"]) + 1 and not JOINS.search(above)


_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()


def _counts_on(above: str, line: str) -> bool:
    """Whether a number in brackets that begins a line follows one inside the lines above: "… (iii) …" / "(iv) …"."""
    found = re.match(r"\((?P<mark>[a-z]|[ivx]{1,5}|\d{1,2})\)", line)
    if found is None:
        return False
    mark = found["mark"]
    before: list[str] = []
    if mark in _ROMANS[1:]:
        before.append(_ROMANS[_ROMANS.index(mark) - 1])
    if len(mark) == 1 and "b" <= mark <= "z":
        before.append(chr(ord(mark) - 1))
    if mark.isdigit():
        before.append(str(int(mark) - 1))
    return any(above.rfind(f"({one})") > 0 for one in before)
