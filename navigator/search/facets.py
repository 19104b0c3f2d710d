"""The ways to narrow a search, with the number of rows that each would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from navigator.model.catalogue import AgreementCard, Facet, FacetValue, Filters, HitLayer
from navigator.model.topics import LABELS
from navigator.search.engine import Counts

_LAYERS = {HitLayer.BINDING: "Binding text", HitLayer.SUMMARY: "Summaries, not binding"}
_VERSIONS = {"current": "Current versions", "earlier": "Earlier versions"}


def chosen(filters: Filters, cards: Mapping[str, AgreementCard]) -> frozenset[str] | None:
    """The agreements that the filters leave, by key; None where they leave all."""
    if not (filters.agreements or filters.publishers or filters.languages or filters.versions):
        return None
    older = earlier(cards)
    return frozenset(
        key
        for key, card in cards.items()
        if (not filters.agreements or key in filters.agreements)
        and (not filters.publishers or (card.publisher or "") in filters.publishers)
        and (not filters.languages or card.language in filters.languages)
        and (not filters.versions or ("earlier" if key in older else "current") in filters.versions)
    )


def earlier(cards: Mapping[str, AgreementCard]) -> frozenset[str]:
    """The agreements of which a newer version is there."""
    return frozenset(key for card in cards.values() for key in card.earlier)


def facets(counts: Counts, cards: Mapping[str, AgreementCard], applying: int | None) -> tuple[Facet, ...]:
    """The facets of a search, those with nothing to choose left out. `applying`: the rows that are not settled not to
    apply to the profile; None without a profile."""
    publishers: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    versions: Counter[str] = Counter()
    older = earlier(cards)
    known = {key: count for key, count in counts.agreements.items() if key in cards}
    for key, count in known.items():
        publishers[cards[key].publisher or ""] += count
        languages[cards[key].language] += count
        versions["earlier" if key in older else "current"] += count
    names = {key: _title(cards[key]) for key in known}
    found = [
        Facet("agreements", "Agreement", _values(known, names)),
        Facet("topics", "Kind of clause", _values(counts.topics, LABELS)),
        Facet("layers", "Text", _values(counts.sides, {str(layer): name for layer, name in _LAYERS.items()})),
        Facet("publishers", "Publisher", _values(publishers, {"": "Not known"})),
        Facet("languages", "Language", _values(languages, {})),
        Facet("versions", "Version", _values(versions, _VERSIONS) if older else ()),
    ]
    if applying is not None:
        found.append(Facet("applies_only", "Profile", (FacetValue("yes", "Applies to me", applying),)))
    return tuple(facet for facet in found if facet.values)


def _title(card: AgreementCard) -> str:
    return f"{card.title} · {card.version.isoformat()}" if card.version else card.title


def _values(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[FacetValue, ...]:
    rows: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda row: (-row[1], names.get(row[0], row[0])))
    return tuple(FacetValue(value, names.get(value, value), count) for value, count in rows)
