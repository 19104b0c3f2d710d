"""Rules that stand in tables: real ones, and tables that a page flattened into paragraphs.

A table is read by its labels: one column states who is meant ("If you are domiciled in:", "Region"), the others the
facts ("Governing law:", "Courts", "Contracting entity"). A flattened table is the same labels as short paragraphs,
followed by the cells in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from navigator.jurisdiction.companies import leading
from navigator.jurisdiction.conditions import Reading, cell_condition
from navigator.jurisdiction.drafts import RuleDraft
from navigator.jurisdiction.passages import Passage
from navigator.model.agreement import Agreement
from navigator.model.rules import Fact
from navigator.model.text import Block, BlockKind, Cell, Span, plain

_WHO = re.compile(
    r"^(?:if|where)\s+(?:you|your|the\s+customer|customer)\b(?![^.]*\bin\s+[A-Z])|domicil|\b(?:country|countries|region|territory|location|place|residence|"
    r"pays\s+de\s+résidence|votre\s+pays|^pays\b|^land\b|wohnsitz|^país\b|su\s+país|residencia|residência|^paese\b|residenza|woonplaats"
    r"|billing\s+address|dialling\s+code|dialing\s+code|customer\s+(?:is|in|address)|where\s+you)\b",
    re.I,
)
_FACTS: tuple[tuple[Fact, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(words, re.I))
    for fact, words in (
        (Fact.ARBITRATION_LANGUAGE, r"\blanguage\s+of\s+(?:the\s+)?arbitration|\barbitration\s+language"),
        (Fact.NOTICE_ADDRESS, r"\bnotice\s+address|\baddress(?:es)?\s+for\s+notices?|^notices?(?:\s+to)?\b"),
        (
            Fact.ARBITRATION_RULES,
            r"\barbitration\s+rules|\brules\s+of\s+arbitration|\barbitral\s+rules|\barbitration\s+(?:institution|body)",
        ),
        (
            Fact.ARBITRATION_SEAT,
            r"\bseat\b|\b(?:place|venue|location)\s+of\s+(?:the\s+)?arbitration|\barbitration\s+(?:seat|venue|place|location)",
        ),
        (
            Fact.COURTS,
            (
                r"\bcourts?\b|\bvenue\b|\bforum\b|\b(?:exclusive|personal)\s+jurisdiction|^jurisdiction\b|\bgerichtsst[aä]nd|\btribuna(?:l|ux)\b"
                r"|\btribuna(?:les|is|li)\b|\bjuridictions?\b|\bjuzgados\b|\bforo\b|\brecht(?:bank|er)\b|\bzuständige\w*\s+gericht"
            ),
        ),
        (
            Fact.GOVERNING_LAW,
            (
                r"\bgoverning\s+law|\bapplicable\s+law|\bchoice\s+of\s+law|\bgoverned\s+by|^(?:and\s+)?(?:then\s+)?(?:the\s+)?laws?\b|\b(?:droit|loi)\s+applicable|\b(?:anwendbares|geltendes)\s+recht|^recht$"
                r"|\b(?:ley|legislación|lei|legislação)\s+aplic\w+|\blegge\s+applicabile|\btoepasselijk\s+recht"
            ),
        ),
        (Fact.CURRENCY, r"\bcurrency\b"),
        (
            Fact.ENTITY,
            (
                r"\bentity\b|\bcontracting\s+(?:party|company)|\bcontracts?\s+with|\bcontracting\s+with|\b(?:provider|supplier|company)\b|\bparty\s+to\s+this"
                r"|\b(?:société|entité|partie)\s+contractante|\bcocontractant|\bvertragspartner|\b(?:sociedad|entidad|empresa|parte)\s+contrata\w+"
                r"|\b(?:sociedade|entidade)\s+contrata\w+|\b(?:società|parte)\s+contraente|\bcontractpartij|\bwederpartij"
            ),
        ),
    )
)
_LABEL_LENGTH = 90
_BESIDE = {Fact.ENTITY, Fact.GOVERNING_LAW, Fact.COURTS}


def _facts_of(label: str) -> list[Fact]:
    """The facts that a label announces; "Governing law and courts" announces two."""
    if len(label) > _LABEL_LENGTH:
        return []
    found = [fact for fact, words in _FACTS if words.search(label)]
    if Fact.ARBITRATION_SEAT in found or Fact.ARBITRATION_RULES in found:
        return found[:1]
    return found


def _is_who(label: str) -> bool:
    return len(label) <= _LABEL_LENGTH and _WHO.search(label) is not None


def table_rules(agreement: Agreement, passages: Sequence[Passage]) -> list[RuleDraft]:
    """Rules from tables with labelled columns, from tables of label and value, and from flattened tables.

    `passages` are the paragraphs of the agreement."""
    found: list[RuleDraft] = []
    for provision in agreement.provisions:
        for piece in provision.body:
            block = agreement.block_of(piece)
            if block.kind is BlockKind.TABLE and len(block.cells):
                group = f"{provision.id}#{piece.block}"
                found += _labelled_columns(agreement, provision.id, block, group) or _labelled_rows(
                    agreement, provision.id, block, group
                )
    return found + _flattened(passages)


def _labelled_columns(agreement: Agreement, provision: str, block: Block, group: str) -> list[RuleDraft]:
    head, *rows = block.cells
    labels = [plain(agreement.text.at(cell.span)) for cell in head]
    who = next((n for n, label in enumerate(labels) if _is_who(label)), None)
    columns = {
        n: _facts_of(label)
        for n, label in enumerate(labels)
        if n != who and not (_is_who(label) and not _facts_of(label))
    }
    if who is None and _names_places(agreement, labels, rows):
        who, columns[0] = 0, []
    if not any(columns.values()):
        return []
    said = who is not None
    who = 0 if who is None and not columns.get(0) else who
    found: list[RuleDraft] = []
    for row in rows:
        reading = None
        if who is not None and who < len(row):
            reading = _condition(agreement, row[who])
        guessed = reading is None or (reading.condition.unread and not said)
        for n, facts in columns.items():
            if guessed and Fact.ENTITY in facts:
                continue  # a list of firms, a box to sign in: no party for anybody in particular
            if n < len(row) and len(row[n].span):
                found += _cell_rules(
                    agreement.text.at(row[n].span), row[n].span.start, facts, provision, reading, group
                )
    return found


def _names_places(agreement: Agreement, labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a first column headed "Jurisdiction" holds the places that the other columns are for, and no courts."""
    if not labels or labels[0].strip(" :").casefold() not in ("jurisdiction", "jurisdictions"):
        return False
    cells = [row[0] for row in rows if row and len(row[0].span)]
    return bool(cells) and not any(_condition(agreement, cell).condition.unread for cell in cells)


def _labelled_rows(agreement: Agreement, provision: str, block: Block, group: str) -> list[RuleDraft]:
    """A table of two columns, label and value: `Governing law | Peru`."""
    found: list[RuleDraft] = []
    for row in block.cells:
        if len(row) == 2 and len(row[1].span):
            facts = [
                fact
                for fact in _facts_of(plain(agreement.text.at(row[0].span)))
                if fact in _BESIDE or fact is Fact.CURRENCY
            ]
            if facts and Fact.ENTITY not in facts:
                found += _cell_rules(agreement.text.at(row[1].span), row[1].span.start, facts, provision, None, group)
    return found


def _condition(agreement: Agreement, cell: Cell) -> Reading:
    return cell_condition(agreement.text.at(cell.span), cell.span.start)


def _cell_rules(
    words: str, start: int, facts: Sequence[Fact], provision: str, reading: Reading | None, group: str
) -> list[RuleDraft]:
    parts = [(0, len(words))]
    if len(facts) == 2 and (
        cut := re.search(r"\s*(?:;|\n|,?\s+and\s+(?=(?:the\s+)?(?:[\w,]+\s+){0,3}courts?\b))\s*", words)
    ):
        parts = [(0, cut.start()), (cut.end(), len(words))]
    order = list(facts)
    if len(facts) == 2 and len(parts) == 2:
        order = sorted(facts, key=lambda fact: fact is Fact.COURTS)
    drafts: list[RuleDraft] = []
    for n, fact in enumerate(order):
        begin, end = parts[min(n, len(parts) - 1)]
        part = words[begin:end]
        value = leading(part) if fact is Fact.ENTITY else None
        low, high = value or (0, len(part))
        inner = part[low:high]
        low += len(inner) - len(inner.lstrip())
        high = low + len(inner.strip() if value else inner.strip().rstrip(".;,"))
        if high > low:
            drafts.append(RuleDraft(fact, provision, Span(start + begin + low, start + begin + high), reading, group))
    return drafts


def _flattened(passages: Sequence[Passage]) -> list[RuleDraft]:
    """Labels as paragraphs, then cells: condition, value, condition, value …"""
    found: list[RuleDraft] = []
    for provision, rows in groupby(passages, key=lambda passage: passage.provision):
        own = list(rows)
        start = next((n for n, passage in enumerate(own) if _is_label(passage) and _is_who(plain(passage.text))), None)
        if start is not None:
            found += _read_flattened(provision, own[start:])
    return found


def _is_label(passage: Passage) -> bool:
    """A short paragraph that is all bold, or that ends with a colon."""
    words = passage.text.strip()
    if len(words) > _LABEL_LENGTH or passage.block is None or passage.block.kind is not BlockKind.PARAGRAPH:
        return False
    runs = [run for run in passage.block.runs if run.span.of(passage.text) or len(run.span)]
    return words.endswith(":") or (bool(runs) and all(run.bold for run in runs))


def _read_flattened(provision: str, passages: list[Passage]) -> list[RuleDraft]:
    columns: list[list[Fact] | None] = []
    cells: list[Passage] = []
    for passage in passages:
        label = plain(passage.text)
        if _is_label(passage) and _is_who(label) and None not in columns:
            columns.append(None)
        elif _is_label(passage) and (facts := _facts_of(label)) and len(cells) < 2:
            columns.append(facts)
        else:
            cells.append(passage)
    if None not in columns or len(columns) < 2:
        return []
    width, who = len(columns), columns.index(None)
    found: list[RuleDraft] = []
    for at in range(0, len(cells) - width + 1, width):
        row = cells[at : at + width]
        reading = cell_condition(row[who].text, row[who].start)
        if reading.condition.unread:
            break
        for cell, announced in zip(row, columns, strict=True):
            found += _cell_rules(cell.text, cell.start, announced or (), provision, reading, f"{provision}#flat")
    return found
