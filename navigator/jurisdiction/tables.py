"""Rules that stand in tables: real ones, and tables that a page flattened into paragraphs.

A table is read by its labels: one column states who is meant ("If you are domiciled in:", "Region"), the others the
facts ("Governing law:", "Courts", "Contracting entity"). A flattened table is the same labels as short paragraphs,
followed by the cells in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
    return found + _flattened(passages) + _records(passages)


def _labelled_columns(agreement: Agreement, provision: str, block: Block, group: str) -> list[RuleDraft]:
    head, *rows = _by_row(agreement, block.cells)
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
    turned = not labels[0].strip() and all(read for n, read in columns.items() if n)
    who = 0 if who is None and turned else who
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


def _by_row(agreement: Agreement, cells: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows of a table; its columns where the facts are the labels of rows, and places those of columns."""
    width = len(cells[0])
    if width < 3 or len(cells) < 2 or any(len(row) != width for row in cells):
        return cells
    labels = [plain(agreement.text.at(row[0].span)) for row in cells[1:]]
    beside = [plain(agreement.text.at(cell.span)) for cell in cells[0][1:]]
    told = sum(bool(_facts_of(label)) for label in labels)
    if told < 2 or 2 * told < len(labels) or any(_facts_of(label) for label in beside):
        return cells
    if any(not len(cell.span) or _condition(agreement, cell).condition.unread for cell in cells[0][1:]):
        return cells
    return list(zip(*cells, strict=True))


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


_COLON = re.compile(r"\s*:\s+")
_LABEL_WORDS = 4


def _records(passages: Sequence[Passage]) -> list[RuleDraft]:
    """Paragraphs of labels and values that begin with the place: "Territory: Peru Company: Northwind Peru S.A. …"."""
    found: list[RuleDraft] = []
    for passage in passages:
        text = passage.text
        head = _COLON.search(text, 0, _LABEL_LENGTH) if ":" in text[:_LABEL_LENGTH] else None
        if head is None or not _is_who(text[: head.start()]):
            continue
        told = (_label_before(text, colon) for colon in _COLON.finditer(text, head.end()))
        labels = [each for each in told if each is not None]
        ends = [start for start, _, _ in labels] + [len(text)]
        place = text[head.end() : ends[0]].rstrip(" .;,")
        reading = cell_condition(place, passage.start + head.end())
        if reading.condition.unread:  # "Territory: any other"
            reading = cell_condition(f"{place} {text[: head.start()]}", passage.start + head.end())
        for (_, begin, facts), end in zip(labels, ends[1:], strict=True) if not reading.condition.unread else ():
            found += _cell_rules(text[begin:end], passage.start + begin, facts, passage.provision, reading, "#records")
    return [replace(draft, item=draft.value.start) for draft in found]


def _label_before(text: str, colon: re.Match[str]) -> tuple[int, int, list[Fact]] | None:
    """The shortest words before a colon that announce a fact: where they start, where their value does, the facts."""
    words = list(re.finditer(r"\S+", text[max(0, colon.start() - _LABEL_LENGTH) : colon.start()]))
    for word in reversed(words[-_LABEL_WORDS:]):
        start = max(0, colon.start() - _LABEL_LENGTH) + word.start()
        if text[start].isupper() and (facts := _facts_of(text[start : colon.start()])):
            return start, colon.end(), facts
    return None


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
