"""The same kind of clause in every agreement, beside one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from navigator.model.catalogue import AgreementCard, Clause
from navigator.search.engine import Row
from navigator.search.ranking import reading_order

MOST = 5000
"""Provisions of one kind that are looked at; a page with more clauses is not read."""
_LONGEST = 6000  # code points of one clause


def clauses(
    rows: Iterable[Row],
    cards: Mapping[str, AgreementCard],
    older: frozenset[str],
    applies: Callable[[str, str], bool | None],
) -> tuple[Clause, ...]:
    """The outermost provisions of a kind, each with the words of those below it that are of that kind too; agreements
    by name, current versions before older ones. A heading alone stands for an agreement that says no more."""
    by_agreement: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_agreement.setdefault(row[0], {})[row[1]] = row
    found: list[Clause] = []
    order = sorted(
        (key for key in by_agreement if key in cards),
        key=lambda key: (key in older, cards[key].called.casefold(), str(cards[key].version or "")),
    )
    for key in order:
        told: list[Clause] = []
        there = dict(sorted(by_agreement[key].items(), key=lambda each: reading_order(each[0])))
        for provision, row in there.items():
            within = row[9]
            if any(above in there for above in within[1:]):
                continue
            below = [other for other in there.values() if provision in other[9][1:]]
            text = "\n".join(filter(None, (row[5], *map(_item, below))))
            standing = applies(key, provision) if row[8] else True
            card = cards[key]
            words = _cut(text)
            told.append(Clause(key, card.title, card.version, provision, row[3], row[4], words, standing, card.called))
        found += [clause for clause in told if clause.text] or told
    return tuple(found)


def _item(row: Row) -> str:
    """`13.1 Fees — What is owed …`: its heading must not run into its words."""
    label = " ".join(filter(None, (row[3], row[4])))
    return (" — " if row[4] else " ").join(filter(None, (label, row[5])))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
