"""Summaries that no label names: their type, their place or the page's own marks tell them."""

from __future__ import annotations

import re
from itertools import pairwise

from navigator.model.text import BlockKind
from navigator.structure.units import Draft, Role, SummaryDraft, Unit

NOT_BINDING = re.compile(
    r"(?:not|non)[ -](?:be )?(?:legally[ -])?binding|for (?:your )?(?:convenience|information|"
    r"reference)(?:al)?(?: purposes)? only|"
    r"informational purposes|not (?:a )?part of (?:the|these|this)|no legal (?:effect|force)|"
    r"not (?:a )?legal(?:ly| (?:document|text|advice|agreement|contract))\b|(?:summar(?:y|ies)|"
    r"plain language) [^.]{0,80}convenience|"
    r"nicht (?:rechts)?verbindlich|non contractuel|sans valeur juridique|no (?:es|son) vinculante|não (?:é|"
    r"são) vinculat|non (?:è|sono) vincolant|niet bindend",
    re.IGNORECASE,
)
# "These key points are not binding": said of the words beside it, not of laws or other documents
SAYS_NOT_BINDING = re.compile(
    r"\b(?:not|non)[ -](?:be )?(?:legally[ -])?binding|no legal (?:effect|force)|for convenience|"
    r"not (?:a )?(?:part of|substitute for|replace) (?:the|these|this) (?:agreement|terms|polic|contract)|"
    r"nicht (?:rechts)?verbindlich|non contractuel|sans valeur juridique|no (?:es|son) vinculante|não (?:é|"
    r"são) vinculat|"
    r"non (?:è|sono) vincolant|niet bindend",
    re.IGNORECASE,
)
_LEAST = 3
_SHORT_TITLE = 12
"""Words of the longest heading in bold."""


def marked(draft: Draft) -> None:
    """Boxes without a label that the page itself names a summary: `<div class="plain-english">`."""
    groups: list[list[int]] = []
    for place, unit in enumerate(draft.units):
        if unit.role is Role.BODY and "summary" in unit.source.containers:
            if not groups or groups[-1][-1] != place - 1:
                groups.append([])
            groups[-1].append(place)
    if len(groups) >= 2:
        draft.summaries += [SummaryDraft(group) for group in groups]


# --- italic groups between rules ------------------------------------------------------------------------------------


def italic_groups(draft: Draft) -> None:
    """* * * / _We will …_ / * * * / 2.1 Provision of the Services. …"""
    units = draft.units
    groups = _groups(units)
    found: list[SummaryDraft] = []
    for place in range(len(groups) - 1):
        group, after = groups[place], groups[place + 1]
        ruled = units[group[-1] + 1].role is Role.RULE and after[0] > group[-1] + 1
        bounded = group[0] == 0 or units[group[0] - 1].role is Role.RULE or units[group[0] - 1].is_heading_block
        if ruled and bounded and _all_italic(units, group) and not _all_italic(units, after):
            found.append(SummaryDraft(list(group), None, True, bounded=after[-1] + 1))
    if len(found) >= _LEAST:
        draft.summaries += found


def _groups(units: list[Unit]) -> list[list[int]]:
    """Runs of body units between rules, headings and left-out parts."""
    groups: list[list[int]] = [[]]
    for place, unit in enumerate(units):
        if unit.role is Role.BODY and not unit.is_heading_block:
            groups[-1].append(place)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _all_italic(units: list[Unit], group: list[int]) -> bool:
    """All of a group in italics, links aside, and not in capitals throughout."""
    texts = [units[i] for i in group]
    return all(u.italic for u in texts) and not all(u.text.isupper() for u in texts)


# --- italics or quotes under headings -------------------------------------------------------------------------------


def under_headings(draft: Draft) -> None:
    """## Fees / _You pay what the price list says._ / The fees are …; headings that are only bold count where the text
    says that its summaries do not bind."""
    units = draft.units
    living = [i for i in draft.living() if units[i].role is Role.BODY]
    head = _is_marked_head if any(units[i].is_heading_block for i in living) else _is_head
    for is_summary, needs_word in ((lambda u: u.italic, False), (lambda u: "quote" in u.source.containers, True)):
        if not any(is_summary(units[i]) for i in living):
            continue
        needs_word = needs_word or head is _is_head
        if needs_word and not any(NOT_BINDING.search(units[i].text) for i in living):
            continue
        found, headings = [], 0
        for place, index in enumerate(living):
            if not head(units[index]):
                continue
            headings += 1
            end = place + 1
            while end < len(living) and not head(units[living[end]]) and is_summary(units[living[end]]):
                end += 1
            group = living[place + 1 : end]
            follows = end < len(living) and not head(units[living[end]])
            if group and follows:
                found.append(SummaryDraft(group))
        if len(found) >= _LEAST and len(found) * 2 >= headings:
            draft.summaries += found
            return


def _is_marked_head(unit: Unit) -> bool:
    return unit.is_heading_block


def _is_head(unit: Unit) -> bool:
    return unit.bold and unit.kind is BlockKind.PARAGRAPH and unit.words <= _SHORT_TITLE


# --- boxes in every section -----------------------------------------------------------------------------------------


def in_every_section(draft: Draft, *, said: bool) -> None:
    """<h2>Posts</h2> <p>You answer for what you post.</p> <aside>Be nice.</aside>: boxes without a label, one at the
    same side of nearly every section and shorter than its text. That they sum it up is doubted aloud. `said`: the page
    speaks of its summaries; then parts that are no boxes by name may be them, too."""
    names = frozenset({"box", "part"} if said else {"box"})
    units = draft.units
    living = [i for i in draft.living() if units[i].role is Role.BODY]
    heads = [place for place, index in enumerate(living) if units[index].is_heading_block]
    before: list[SummaryDraft] = []
    after: list[SummaryDraft] = []
    sections = 0
    for place, end in pairwise([*heads, len(living)]):
        own = living[place + 1 : end]
        boxed = [index for index in own if not names.isdisjoint(units[index].source.containers)]
        inside = frozenset(boxed)
        text = sum(units[index].words for index in own if index not in inside)
        sections += text > 0
        short = bool(boxed) and 0 < sum(units[index].words for index in boxed) < text
        if short and own[: len(boxed)] == boxed:
            before.append(SummaryDraft(boxed))
        elif short and own[-len(boxed) :] == boxed:
            after.append(SummaryDraft(boxed))
    found = before if len(before) > len(after) else after
    most = len(found) * 2 >= sections if said else len(found) * 3 >= sections * 2
    if len(found) >= _LEAST and most:
        draft.summaries += found
        draft.doubts.append("boxes without a label, one in each section, are read as its summary")
