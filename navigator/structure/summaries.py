"""Plain-language summaries by the publisher, in the forms that agreements give them. None is ever invented.

1. a labelled box: a heading, block quote or paragraph that begins "In short:", "Which means", "**Short version:**"
   - one box, or one section headed "Summary", may sum up the whole agreement where it says that it does
2. a group of italic paragraphs between two rules, before the group that it explains
3. italic paragraphs or block quotes right under most headings, where the agreement says that they do not bind
4. boxes without a label, one in each section; rows of tables whose heads name a summary
"""

from __future__ import annotations

import re
from collections import Counter

from navigator.model.text import BlockKind, Span, words
from navigator.structure.units import Draft, Role, SummaryDraft, Unit, row_of, runs_in
from navigator.structure.unlabelled import SAYS_NOT_BINDING, in_every_section, italic_groups, marked, under_headings

# "In plain language.", "Short version:", "TL;DR", "En bref :", …
_LABEL = re.compile(
    r"\W*(?P<label>(?:in|into) plain (?:language|english|words|terms)|plain[- ](?:language|english)(?: summary|"
    r" version)?|(?:the |a )?short version|"
    r"in short|in brief|in a nutshell|nutshell|tl;?\s?dr|basically|which means|simply put|put simply|"
    r"in other words|the bottom line|"
    r"(?:quick|our) summary|key takeaways?|at a glance|what you need to know|(?:here's |here’s )?what (?:this|"
    r"that|does this) means?(?: for you)?|the gist|"
    r"(?:the )?(?:human[- ]readable )?summary(?: of (?:this|the) section)?|section summary|overview|key points|"
    r"en (?:bref|clair|résumé|langage clair)|(?:le )?résumé|ce que cela signifie|kurz(?: gesagt|fassung|"
    r" und knapp)|zusammenfassung|"
    r"einfach gesagt|im klartext|in einfachen worten|was (?:das )?bedeutet(?: das)?|en (?:resumen|"
    r"pocas palabras|otras palabras|lenguaje claro)|resumen|em resumo|resumo|"
    r"em poucas palavras|"
    r"in (?:breve|sintesi|parole semplici)|riassunto|kortom|in het kort|samenvatting|要約|要するに|"
    r"かんたんに言うと|"
    r"ポイント|まとめ|わかりやすく言うと|简单来说|简而言之|摘要|요약|쉽게 말(?:해|하면))"
    r"\s*(?P<close>[:.–—?]|$|\u2028|(?=\s))\s*",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"(?:quick |our )?summary|overview|key (?:points|takeaways?)|at a glance|what you need to know|résumé|"
    r"zusammenfassung|resumen|resumo|riassunto|samenvatting|basically|in short|要約|ポイント|まとめ|摘要|요약",
    re.IGNORECASE,
)
# "This is a human-readable summary of the Terms", "Dieser Abschnitt fasst die … zusammen"
_SUMS_UP = re.compile(
    r"(?:this|the following|here|diese\w*|ce(?:tte)?|est[ae]|quest[oa]|dit)\b[^.]{0,60}?\b"
    r"(?:summar(?:y|ises|izes)|fasst|zusammenfassung|résum\w*|resum\w*|riassum\w*|samenvat\w*)\b",
    re.IGNORECASE,
)
_SUMMING = ("summar", "fasst", "zusammenf", "résum", "resum", "riassum", "samenvat")  # one of these in every match
_NUMBERED = re.compile(r"\W*(?:\d+(?:\.\d+)*|[A-Z](?=[.)]))[.)]?\s|\W*(?:section|article|clause|§)\s*\d", re.IGNORECASE)
_BEGINNING = 160
_LEAST = 3
_SHORT_TITLE = 12
_LONGEST_BOX = 40
"""Units of the longest summary of a whole agreement."""
_BOXES = frozenset({"quote", "aside", "details", "box", "summary", "part"})


def find_summaries(draft: Draft) -> None:
    """Mark summary units and record each summary with the way it stands to its clauses."""
    _in_rows(draft)
    _labelled(draft)
    if not draft.summaries:
        marked(draft)
    if not draft.summaries:
        italic_groups(draft)
    if not draft.summaries:
        _of_the_whole(draft)
    if not draft.summaries:
        under_headings(draft)
    if not draft.summaries:
        in_every_section(draft, said=_speaks_of_summaries(draft))
    _decide_side(draft)
    draft.summaries.sort(key=lambda summary: summary.units[0])
    for place, summary in enumerate(draft.summaries):
        for index in summary.units:
            draft.units[index].role = Role.SUMMARY
            draft.units[index].summary = place


def _speaks_of_summaries(draft: Draft) -> bool:
    """Whether the page names its summaries somewhere: over their column, or where it says that they do not bind."""
    if not any("part" in unit.source.containers for unit in draft.units):
        return False
    texts = (unit.text for unit in draft.units if unit.role is Role.BODY)
    return any(_LABEL.fullmatch(text) or SAYS_NOT_BINDING.search(text) for text in texts)


# --- rows of tables -------------------------------------------------------------------------------------------------


def _in_rows(draft: Draft) -> None:
    """| We may stop. | 3.1 Suspension. The maker may … |: each row's summary explains what else stood in the row."""
    units = draft.units
    rows: dict[str, SummaryDraft] = {}
    for place, unit in enumerate(units):
        row = row_of(unit) if unit.source.containers else None
        if row is None or unit.role is not Role.BODY:
            continue
        if "summary" in unit.source.containers:
            rows.setdefault(row, SummaryDraft([], in_row=True)).units.append(place)
            unit.role = Role.SUMMARY
        elif row in rows:
            rows[row].bounded = place + 1
    for summary in rows.values():
        summary.bounded = summary.bounded or summary.units[-1] + 1
    draft.summaries += rows.values()


# --- labelled boxes -------------------------------------------------------------------------------------------------


def _labelled(draft: Draft) -> None:
    units = draft.units
    found: list[SummaryDraft] = []
    weak: list[SummaryDraft] = []
    labels = [_LABEL.match(unit.text) if unit.role is Role.BODY else None for unit in units]
    again = _repeated(units, labels)
    at = 0
    while at < len(units):
        unit = units[at]
        label = _label_of(unit, labels[at], again)
        if label is None:
            at += 1
            continue
        summary = SummaryDraft([at], Span(unit.span.start, unit.span.start + label.end("label")))
        at += 1
        if unit.is_heading_block or not words(unit.text[label.end() :]) or _box_of(unit) is not None:
            while at < len(units) and _continues_box(unit, units[at]):
                summary.units.append(at)
                at += 1
        if len(summary.units) > 1 or words(unit.text[label.end() :]):
            found.append(summary)
            if _WEAK.fullmatch(label["label"].strip()) and _box_of(unit) in (None, "quote"):
                weak.append(summary)
    if len(weak) < _LEAST:  # one "Summary" heading is a part of the agreement like any other
        found = [summary for summary in found if summary not in weak]
    draft.summaries += found


def _repeated(units: list[Unit], labels: list[re.Match[str] | None]) -> frozenset[str]:
    """Labels that begin paragraph after paragraph, in small letters: a text without any type has no other sign."""
    pairs = ((unit, found) for unit, found in zip(units, labels, strict=True) if found is not None)
    paragraphs = (found for unit, found in pairs if unit.kind is BlockKind.PARAGRAPH)
    closed = (found for found in paragraphs if found["close"] or found.end() == len(found.string))
    counts = Counter(found["label"].lower() for found in closed)
    return frozenset(label for label, count in counts.items() if count >= _LEAST)


def _label_of(unit: Unit, found: re.Match[str] | None, again: frozenset[str] = frozenset()) -> re.Match[str] | None:
    """The label that a unit begins with, where its form, or that it comes `again` and again, sets it apart from running
    text."""
    if found is None:
        return None
    if unit.is_heading_block:
        return found if not words(unit.text[found.end() :]) else None
    label = Span(unit.span.start + found.start("label"), unit.span.start + found.end("label"))
    if found["close"] == "" and found.end() < len(unit.text):
        return found if _stands_out(unit, label) else None
    if found["label"].lower() in again and unit.kind is BlockKind.PARAGRAPH:
        return found
    styled = all(run.bold or run.italic or run.underline for run in runs_in(unit.source, label))
    return found if styled or _box_of(unit) is not None else None


def _stands_out(unit: Unit, label: Span) -> bool:
    """Whether a label without a colon is set in bold before text that is not: "**TL;DR** You may leave." """
    inside = [run for run in unit.source.all_runs() if run.bold and run.span.overlaps(label)]
    return len(inside) == 1 and label in inside[0].span and len(inside[0].span) <= len(label) + 1


def _box_of(unit: Unit) -> str | None:
    """The innermost construct that sets a unit apart from the text around it."""
    return next((name for name in reversed(unit.source.containers) if name in _BOXES), None)


def _continues_box(first: Unit, unit: Unit) -> bool:
    if unit.role is not Role.BODY or unit.is_heading_block or unit.kind is BlockKind.RULE:
        return False
    box = _box_of(first)
    if box is not None:
        labelled = _label_of(unit, _LABEL.match(unit.text)) is not None
        return _box_of(unit) == box and not labelled and unit.source.style != "summary title"
    if first.is_heading_block:
        return not re.match(r"\W*\d+(?:\.\d+)+\s", unit.text) and not _is_title(unit)
    if _LABEL.fullmatch(first.text) and not unit.italic:  # "Which means" on a line of its own, in bold or plain
        return not _NUMBERED.match(unit.text) and not _is_title(unit)
    return unit.italic


def _of_the_whole(draft: Draft) -> None:
    """A section headed "Summary", or a box before the first clause, that says it sums up the agreement below."""
    units = draft.units
    for place, index in enumerate(living := [i for i in draft.living() if units[i].role is Role.BODY]):
        unit = units[index]
        if unit.is_heading_block and _WEAK.fullmatch(unit.text.strip(" .:")):
            rest = living[place + 1 : place + 1 + _LONGEST_BOX]
            end = next((i for i, at in enumerate(rest) if units[at].is_heading_block), len(rest))
            if any(SAYS_NOT_BINDING.search(units[at].text) for at in rest[:end]):
                draft.summaries.append(SummaryDraft(rest[:end]))
                return
        if re.match(r"\W*1\b", unit.text) or place > 40:
            return
        if unit.is_heading_block or not any(map(unit.text[:_BEGINNING].lower().__contains__, _SUMMING)):
            continue
        says = _SUMS_UP.search(unit.text, 0, _BEGINNING)
        if says is None:
            continue
        before = units[living[place - 1]] if place else None
        if before is not None and before.is_heading_block and _WEAK.fullmatch(before.text.strip(" .:")):
            rest = living[place:]
            end = next((i for i, at in enumerate(rest) if units[at].is_heading_block), len(rest))
            draft.summaries.append(SummaryDraft(rest[:end]))
            return
        if unit.words >= 60 and (unit.kind is BlockKind.TABLE or "|" in unit.text[:3] or unit.source.containers):
            lead = Span(unit.span.start, unit.span.start + says.start()) if says.start() else None
            draft.summaries.append(SummaryDraft([index], lead))
            return


# --- before or after ------------------------------------------------------------------------------------------------


def _decide_side(draft: Draft) -> None:
    """A box whose next neighbour is a heading or the end closes what it explains; the habit of most boxes decides."""
    units = draft.units
    closing = opening = 0
    for summary in (summary for summary in draft.summaries if not summary.in_row):
        after = _first(units, range(summary.units[-1] + 1, len(units)))
        before = _first(units, range(summary.units[0] - 1, -1, -1))
        own_heading = units[summary.units[0]].is_heading_block
        if after is None or (_is_title(after) and not (before and _is_title(before))) or (own_heading and after.bold):
            closing += 1
        else:
            opening += 1
    for summary in draft.summaries:
        summary.before = summary.in_row or opening >= closing


def _is_title(unit: Unit) -> bool:
    """A heading, by its kind or as a short line, in bold or numbered: "**Our rights**", "6.2 Our rights"."""
    if unit.is_heading_block:
        return True
    numbered = unit.text[-1:] not in ".;:," and _NUMBERED.match(unit.text)
    return unit.words <= _SHORT_TITLE and (unit.bold or bool(numbered))


def _first(units: list[Unit], places: range) -> Unit | None:
    """The first of some units that is text of the agreement."""
    return next((units[place] for place in places if units[place].role in (Role.BODY, Role.TITLE)), None)
