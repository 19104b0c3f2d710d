"""The ways to narrow a search, with the number of rows that each would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from navigator.model.catalogue import AgreementCard, Facet, FacetValue, Filters, HitLayer
from navigator.model.dates import in_words
from navigator.model.topics import LABELS
from navigator.search.engine import Counts

_LAYERS = {HitLayer.BINDING: "Binding text", HitLayer.SUMMARY: "Summaries, not binding"}
_LANGUAGES = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip
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
    found = [
        Facet("agreements", "Agreement", _agreements(known, cards)),
        Facet("topics", "Kind of clause", _values(counts.topics, LABELS)),
        Facet("layers", "Text", _values(counts.sides, {str(layer): name for layer, name in _LAYERS.items()})),
        Facet("publishers", "Publisher", _values(publishers, {"": "Not known"})),
        Facet("languages", "Language", _values(languages, _LANGUAGES)),
        Facet("versions", "Version", _values(versions, _VERSIONS) if older else ()),
    ]
    if applying is not None:
        found.append(Facet("applies_only", "Profile", (FacetValue("yes", "Applies to me", applying),)))
    return tuple(facet for facet in found if facet.values)


def _agreements(counts: Mapping[str, int], cards: Mapping[str, AgreementCard]) -> tuple[FacetValue, ...]:
    """By their names; with the date where two would be alike, and the file where they would be so still."""
    often = Counter(cards[key].called for key in counts)
    dated = Counter((cards[key].called, cards[key].version) for key in counts)
    found: list[FacetValue] = []
    for value in _values(counts, {key: cards[key].called for key in counts}):
        card = cards[value.value]
        told = [in_words(card.version)] if card.version is not None else []
        told += [card.source_name] if not told or dated[value.name, card.version] > 1 else []
        found.append(replace(value, note=", ".join(told)) if often[value.name] > 1 else value)
    return tuple(found)


def _values(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[FacetValue, ...]:
    rows: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda row: (-row[1], names.get(row[0], row[0])))
    return tuple(FacetValue(value, names.get(value, value), count) for value, count in rows)
