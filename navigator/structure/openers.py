"""Which units open a provision: source headings, numbered paragraphs, run-in headings, headings in bold alone."""

from __future__ import annotations

import re
from dataclasses import replace

from navigator.model.text import BlockKind, Span, words
from navigator.structure.false_headings import drop_false_headings
from navigator.structure.neighbours import open_like_neighbours, open_lone_lines
from navigator.structure.numbering import Form, Numeral, parse_numeral
from navigator.structure.set_apart import quoted_units, signature_block
from navigator.structure.titles import CASELESS, MAX_WORDS, SUPPLEMENT, looks_like_title, run_in_end
from navigator.structure.units import Draft, Role, Unit, heading_span, number_is_bold, row_of, runs_in, trim
from navigator.structure.unmarked import open_unmarked_headings

# "the following:", "If you are domiciled in:", "LOSS OF DATA; OR": a lead-in or an item, not a heading
_LEAD_IN_END = re.compile(r"[:;,](?:\s+(?:and|or|and/or))?\s*$", re.IGNORECASE)
# "THESE LIMITS APPLY TO THE WIDEST EXTENT THAT LAW PERMITS.": a sentence in capitals; "HOW WE MAY CHANGE THE TERMS" is
# a heading
_SENTENCE_IN_CAPITALS = re.compile(
    r"(?!(?:WHO|WHAT|HOW|WHEN|WHERE|WHY|IF)\b).*\b(?:SHALL|WILL|MUST|MAY|IS|ARE|APPLY|APPLIES|MAKES?|DISCLAIMS?|"
    r"AGREES?|ACKNOWLEDGES?)\b"
)
# "1) Towarze – rozumie się przez to …", "(a) Lantern - means …": the term and its meaning are one sentence
_MEANS = re.compile(
    r"(?:means?|shall mean|refers? to|bezeichnet|bedeutet|meint|désigne|signifie|significa|indica|betekent|oznacza|"
    r"rozumie się|należy rozumieć|betyder|betyr)\b",
    re.IGNORECASE,
)
_LONG_TITLE = 30
"""Words of the longest heading that bold type sets off from the text after its colon or full stop."""
# "Section 4.1: Delete “thirty” and …", "Exhibit C: Replace with …": a list of changes to another agreement
_INSTRUCTION = re.compile(
    r"(?:\([^()]{1,4}\)\s*)*:?\s*(?:is |are |shall be |hereby )*"
    r"(?:Delet|Replac|Insert|Add|Amend|Strike|Substitut|Remov|Restat)(?:e|ing|ed|ion)?\b"
    r"(?=.*\b(?:and|with|by|after|before|in its entirety|to read|following|from|the (?:words?|phrase)|[“\"]))",
    re.IGNORECASE,
)
_CLOSED = (".", ":", "º", "ª", "°")
"""What closes "Article 3." and "Art. 3º" before running text."""
_NAME_LENGTH = 10
_LEAST_HEADINGS = 5
_LEAST_TWICE = 3
_LEAST_TITLED = 3
_BARE_NUMBER = re.compile(r"(?:(?P<device>Clause|Section|Article)\s)?\d{1,2}\s(?=[^\W\d_])")
_WORDISH = re.compile(r"\w")
_BLANK = re.compile(r"\[[^\[\]]*\]")  # "[EMPLOYER NAME]": to be filled in, under a line for a signature
_QUOTED = re.compile(r"\s*[“\"«„']")
# "第3条（料金） …", "제1조 (목적) …": a title in brackets after its number, the text perhaps right after it
_BRACKETED_TITLE = re.compile(r"[（(【［\[「](?P<title>[^（()）】］\]」]{1,40})[）)】］\]」]\s*")
_EAST_ASIAN = frozenset("条條章項项節节款部編编조장절관편")


def find_openers(draft: Draft) -> None:
    """Mark every unit that opens a provision, with its numeral, heading and first body text."""
    outer: Unit | None = None  # the list item that holds the items of inner lists
    quoted = quoted_units(draft)
    draft.signatures = signature_block(draft)
    twice = _numbered_twice(draft)
    for place, unit in enumerate(draft.units):
        if (
            place in quoted
            or place in draft.signatures
            or unit.role is not Role.BODY
            or unit.kind is BlockKind.TABLE
            or _is_date_line(unit, draft)
        ):
            continue
        if unit.is_heading_block:
            _open_heading(unit)
        else:
            _open_paragraph(unit, outer, twice.get(place))
        if (unit.source.level <= 1 or unit.is_heading_block) and (not unit.source.containers or row_of(unit)):
            outer = unit
    drop_false_headings(draft)
    open_like_neighbours(draft)
    numbered = _is_numbered(draft)
    if not numbered:
        _open_run_ins(draft)
    open_unmarked_headings(draft, numbered=numbered)
    open_lone_lines(draft)


def _is_date_line(unit: Unit, draft: Draft) -> bool:
    """'**Last updated:** 14 March 2025' is set like a heading and is none."""
    when = draft.last_updated_span
    return when is not None and unit.words <= 12 and when in unit.span


def _is_numbered(draft: Draft) -> bool:
    """Whether numbers carry the structure; then a bold phrase inside a clause is emphasis, not a provision."""
    openers = [
        u
        for u in draft.units
        if u.role is Role.OPENER and (u.numeral is None or u.numeral.form is not Form.LOWER_ALPHA)
    ]
    numbered = sum(1 for u in openers if u.numeral is not None)
    return numbered >= 3 and numbered * 2 >= len(openers)


def _open_heading(unit: Unit) -> None:
    """'## 9. General', '### [1\\. Definitions](#…)': the whole unit is number and heading."""
    unit.role = Role.OPENER
    numeral = parse_numeral(unit.text, heading=True)
    if numeral is not None and _plausible_heading_number(unit, numeral):
        _number(unit, numeral)
    rest = unit.text[numeral.end if unit.numeral and numeral else 0 :]
    if words(rest):
        unit.heading = heading_span(unit, unit.numeral.end if unit.numeral else 0, len(unit.text))


def _plausible_heading_number(unit: Unit, numeral: Numeral) -> bool:
    """'30 days' notice' and 'A. …' aside: a bare number before a small letter is part of the words."""
    rest = unit.text[numeral.end : numeral.end + 1]
    return not (
        numeral.form is Form.DECIMAL
        and numeral.device is None
        and rest.islower()
        and "." not in unit.text[: numeral.end]
    )


def _numbered_twice(draft: Draft) -> dict[int, Numeral]:
    """ "4. **3\\. Fees**", "1. a. Registration. …": pages whose lists print numbers of their own are saved with the
    counter of the list before them. The printed number stands; by the place of its unit."""
    found: dict[int, Numeral] = {}
    marked = 0
    for place, unit in enumerate(draft.units):
        marker = unit.source.marker
        if unit.kind is not BlockKind.LIST_ITEM or marker is None or marker.start != unit.span.start:
            continue
        outer = parse_numeral(unit.text)
        if outer is None:
            continue
        marked += 1
        rest = unit.text[outer.end :]
        inner = parse_numeral(rest, heading=True)
        if inner is not None and inner.bracket and rest[: inner.end].strip()[-1:] in ".)":
            found[place] = replace(inner, end=outer.end + inner.end)
    return found if len(found) >= _LEAST_TWICE and len(found) * 2 >= marked else {}


def _open_paragraph(unit: Unit, outer: Unit | None, printed: Numeral | None = None) -> None:
    """`printed`: the number that a list item prints after its counter."""
    if printed is not None:
        unit.kind, unit.role = BlockKind.PARAGRAPH, Role.OPENER
        _number(unit, printed)
        _split_heading(unit, printed.end)
        return
    bold = (unit.bold and unit.words <= MAX_WORDS) or _leads_in_bold(unit)
    numeral = parse_numeral(unit.text, heading=_is_counted(unit) or bold or _is_bare_title(unit))
    if numeral is not None and numeral.device is not None and _INSTRUCTION.match(unit.text, numeral.end):
        return
    if numeral is not None and _opens(unit, numeral, outer):
        _number(unit, numeral)
        unit.role = Role.OPENER
        _split_heading(unit, numeral.end)
    elif _is_bold_heading(unit) or SUPPLEMENT.fullmatch(unit.text):
        unit.role = Role.OPENER
        unit.heading = heading_span(unit, 0, len(unit.text))


def _is_bare_title(unit: Unit) -> bool:
    """ "2 RESTRICTIONS", "2 Use of the Software" alone on a line; whether its number counts, its neighbours tell."""
    if not unit.text[:1].isdigit() or unit.words > _NAME_LENGTH or not unit.text[-1:].isalnum():
        return False
    _, _, title = unit.text.partition(" ")
    return unit.kind is BlockKind.PARAGRAPH and title[:1].isupper() and looks_like_title(title)


def _is_counted(unit: Unit) -> bool:
    """Whether a list or a column of its own prints the number that a unit begins with: then it is no citation."""
    marker = unit.source.marker
    return marker is not None and marker.start == unit.span.start


def _leads_in_bold(unit: Unit) -> bool:
    """ "**1 Meaning of words** In this deed …", "Clause 1 **Purpose** The …": a title in bold between its number, which
    is bold or has its word, and the text."""
    found = _BARE_NUMBER.match(unit.text)
    if found is None or unit.bold:
        return False
    if found["device"] is None:
        return number_is_bold(unit, found.end())
    at = unit.span.start + found.end()
    return all(run.bold for run in runs_in(unit.source, Span(at, at + 1)))


def _opens(unit: Unit, numeral: Numeral, outer: Unit | None) -> bool:
    """Whether a number at the start of a paragraph numbers it. The items of a list inside a clause's text stay with
    the clause; where the outer item is a bare heading ("1. Service"), the inner ones are its clauses."""
    if unit.kind is BlockKind.LIST_ITEM and unit.source.marker is not None:
        bare_outer = (
            outer is not None and outer.numeral is not None and outer.heading is not None and outer.body is None
        )
        other = outer is not None and outer.numeral is not None and outer.numeral.bracket != numeral.bracket
        return unit.source.level <= 1 or numeral.form is not Form.DECIMAL or bare_outer or other
    if numeral.device is not None and not unit.bold and not _is_counted(unit):
        rest = unit.text[numeral.end :]
        end = run_in_end(rest)
        titled = end is not None and looks_like_title(rest[: end[0]])
        titled = titled or _leads_in_bold(unit)
        return not rest or titled or unit.words <= MAX_WORDS or unit.text[: numeral.end].rstrip().endswith(_CLOSED)
    return True


def _number(unit: Unit, numeral: Numeral) -> None:
    unit.numeral = numeral
    shown = unit.text[: numeral.end].rstrip()
    unit.numeral_span = Span(unit.span.start, unit.span.start + len(shown))


def _split_heading(unit: Unit, start: int) -> None:
    """Number and heading alone, number with a run-in heading, or number with text."""
    rest = unit.text[start:]
    if not rest:
        return
    if rest.isupper() and not unit.bold and _item_in_capitals(unit, rest):
        unit.body = trim(unit, start, len(unit.text))
        return
    boxed = _BRACKETED_TITLE.match(rest) if unit.numeral is not None and unit.numeral.device in _EAST_ASIAN else None
    if boxed is not None:
        unit.heading = heading_span(unit, start + boxed.start("title"), start + boxed.end("title"))
        unit.body = trim(unit, start + boxed.end(), len(unit.text))
        return
    styled = _styled_lead(unit, start)
    if styled is not None:
        head_end, body_start = styled
        unit.heading = heading_span(unit, start, head_end)
        unit.body = trim(unit, body_start, len(unit.text))
        return
    item = unit.numeral is not None and unit.numeral.bracket in ("()", ")")
    plain_title = len(rest.split()) <= MAX_WORDS and not _LEAD_IN_END.search(rest) and not (item and rest.isupper())
    if plain_title and not rest.endswith(".") and looks_like_title(rest, strict=not _named_line(unit, rest)):
        unit.heading = heading_span(unit, start, len(unit.text))
        return
    end = run_in_end(unit.text, start)
    if end is not None and not _QUOTED.match(rest) and _titled(unit, start, end):
        unit.heading = heading_span(unit, start, end[0])
        unit.body = trim(unit, end[1], len(unit.text))
        return
    unit.body = trim(unit, start, len(unit.text))


def _named_line(unit: Unit, rest: str) -> bool:
    """ "Artikel 2 - De overeenkomst" alone on its line: what follows "Article" and a dash or colon is a title, however
    it is written."""
    if unit.numeral is None or unit.numeral.device is None or not rest[-1:].isalnum():
        return False
    return unit.text[: -len(rest)].rstrip()[-1:] in ":–—-"


def _item_in_capitals(unit: Unit, rest: str) -> bool:
    """ "* B. YOUR BREACH OF THESE TERMS." in an inner list is an item; so is what "; OR" ends, and what "SHALL" makes
    a sentence."""
    inner = unit.kind is BlockKind.LIST_ITEM and (unit.source.level > 1 or rest.endswith("."))
    lettered = unit.numeral is not None and unit.numeral.parts[-1][0].isalpha()
    return (inner and lettered) or _LEAD_IN_END.search(rest) is not None


def _titled(unit: Unit, start: int, end: tuple[int, int]) -> bool:
    head, after = unit.text[start : end[0]], unit.text[end[1] :]
    if not looks_like_title(head) or (head.isupper() and len(head.split()) > 6 and _SENTENCE_IN_CAPITALS.match(head)):
        return False
    if _MEANS.match(after):
        return False
    if not after and CASELESS.search(head):
        return False  # a sentence: nothing but its full stop tells it from a heading in such scripts
    return bool(after) or unit.text[end[0]] != ":"


def _styled_lead(unit: Unit, start: int) -> tuple[int, int] | None:
    """A heading set off by bold or underline right after the number: (end of heading, start of body)."""
    if not any(run.bold or run.underline for run in unit.source.all_runs()):
        return None
    begin = unit.span.start + start
    runs = runs_in(unit.source, Span(begin, unit.span.end)) if begin < unit.span.end else []
    lead_end = begin
    for run in runs:
        own = run.span.intersection(Span(begin, unit.span.end))
        if own is None:
            continue
        plain = not (run.bold or run.underline)
        if plain and _WORDISH.search(unit.text, own.start - unit.span.start, own.end - unit.span.start):
            break
        lead_end = own.end
    relative = lead_end - unit.span.start
    head = unit.text[start:relative].rstrip()
    if not _WORDISH.search(head) or _QUOTED.match(head):
        return None
    if relative >= len(unit.text):
        whole = len(head.split()) <= MAX_WORDS and not _LEAD_IN_END.search(head)
        end = run_in_end(unit.text, start)
        if end is not None and end[1] < len(unit.text) and looks_like_title(unit.text[start : end[0]]):
            return end
        closed = not head.endswith(".") or looks_like_title(head) or (start and _mostly_capitals(head))
        return (relative, relative) if whole and closed else None
    after = unit.text[relative:]
    closed = head.endswith((".", ":", "–", "—")) or (
        after.lstrip()[:1] in (".", ":", "–", "—") and not after.lstrip()[1:2].isalnum()
    )
    bold = all(run.bold for run in runs_in(unit.source, Span(begin, lead_end)))  # a link in its place is underlined
    parted = after[:1].isspace() or (bold and unit.text[relative - 1].isspace())
    if not closed and start and parted and after.lstrip()[:1].isupper():
        least = _least_lead(unit, start)
        closed = least <= len(head.split()) <= MAX_WORDS and looks_like_title(head, strict=least > 1)
    if len(head.split()) > (_LONG_TITLE if start else MAX_WORDS) or not closed or "\u2028" in head:
        return None
    inner = run_in_end(head + " ", 0)
    if inner is not None and inner[0] < len(head) - 1 and len(head[inner[1] :].split()) > 3:
        return None
    body = relative + (len(after) - len(after.lstrip(" .:–—\u2028")))
    return relative, body


def _least_lead(unit: Unit, start: int) -> int:
    """Words of the shortest title that bold type alone sets off: "**2. Fees** The fees are …" sets the number in bold
    too; "2. **You** may …" stresses a word."""
    named = unit.numeral is not None and unit.numeral.device is not None
    return 1 if named or number_is_bold(unit, start) else 2


def _mostly_capitals(head: str) -> bool:
    """ "Who Is Responsible if Something Happens." in bold after its number: a title, though houses differ in their
    small words; "Duties of the customer, etc." is one too."""
    found = [word for word in head.split() if word[:1].isalpha()]
    capital = sum(1 for word in found if word[0].isupper())
    return head.endswith("etc.") or (len(found) <= 12 and capital * 3 >= len(found) * 2)


def _is_bold_heading(unit: Unit) -> bool:
    """A short paragraph wholly in bold, or centred capitals, that is no sentence and no lead-in: "Moral Rights"."""
    if unit.kind is not BlockKind.PARAGRAPH or unit.source.level > 0 or not unit.text or unit.source.style == "term":
        return False
    if _BLANK.fullmatch(unit.text):
        return False
    if _QUOTED.match(unit.text):
        return False  # « Scooter » over "désigne …" is a term
    centred = unit.source.align == "center" and unit.text.isupper()
    if not (unit.bold or centred) or len(unit.text.split()) > MAX_WORDS or _LEAD_IN_END.search(unit.text):
        return False
    return not unit.text.endswith((".", "!")) and looks_like_title(unit.text, strict=False) and unit.linked < 0.5


def _titled_runs(draft: Draft, found: list[tuple[Unit, tuple[int, int]]]) -> list[tuple[Unit, tuple[int, int]]]:
    """Of paragraphs with a lead those that follow one another below one heading, three or more, each lead in title case
    with a full stop: "**Entire Agreement.** This …", "**Counterparts.** …"."""
    leads = {id(unit): lead for unit, lead in found}
    kept: list[tuple[Unit, tuple[int, int]]] = []
    run: list[tuple[Unit, tuple[int, int]]] = []
    for unit in draft.units:
        lead = leads.get(id(unit))
        head = unit.text[: lead[1]].strip() if lead is not None else ""
        titled = head.endswith(".") and not head.isupper() and looks_like_title(head)
        if lead is not None and unit.kind is BlockKind.PARAGRAPH and titled:
            run.append((unit, lead))
        if unit.role is Role.OPENER or unit is draft.units[-1]:
            kept += run if len(run) >= _LEAST_TITLED else []
            run = []
    return kept


def _open_run_ins(draft: Draft) -> None:
    """'**Reverse Engineering.** Copying the Services …' in an agreement without numbers. Where the source's own
    headings outnumber such leads, those carry the structure and the leads are emphasis, but for leads that are plainly
    titles."""
    found: list[tuple[Unit, tuple[int, int]]] = []
    for unit in draft.units:
        if (
            unit.role is Role.BODY
            and unit.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            and not _is_date_line(unit, draft)
        ):
            lead = _styled_lead(unit, 0)
            head = unit.text[: lead[0]].strip() if lead is not None else ""
            if lead is not None and lead[1] < len(unit.text) and looks_like_title(head, strict=False):
                found.append((unit, lead))
    headings = sum(1 for unit in draft.units if unit.role is Role.OPENER and unit.is_heading_block)
    if headings >= _LEAST_HEADINGS and headings >= len(found):
        found = _titled_runs(draft, found)
    for unit, lead in found:
        unit.role = Role.OPENER
        unit.heading = heading_span(unit, 0, lead[0])
        unit.body = trim(unit, lead[1], len(unit.text))
