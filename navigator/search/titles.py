"""The field agreement: in a query, resolved to the agreements whose title, publisher or file name has the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from navigator.model.catalogue import AgreementCard
from navigator.search.query import Query
from navigator.search.snippets import places
from navigator.search.tree import Area, Held, Node, Within, every, holds, replaced


def resolved(query: Query, cards: Mapping[str, AgreementCard]) -> Query:
    """The query with the keys of agreements in place of words about them."""
    if query.tree is None:
        return query

    def change(node: Node) -> Node:
        if isinstance(node, Within) and node.area is Area.AGREEMENT:
            return Held(frozenset(key for key, card in cards.items() if _named(node.part, card)))
        return node

    scope = replaced(query.scope, change) if query.scope is not None else None
    return replace(query, tree=replaced(query.tree, change), scope=scope)


def _named(node: Node, card: AgreementCard) -> bool:
    about = " | ".join(filter(None, (card.title, card.publisher, card.source_name.replace("-", " ").replace("_", " "))))
    return holds(node, frozenset(leaf for leaf, *_ in places(tuple(every(node)), about, card.language)))
