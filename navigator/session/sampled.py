"""What the list shows of the samples, kept between starts: reading them anew takes longer than the window's start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from navigator import library as shelves
from navigator.library import Source
from navigator.model.catalogue import AgreementCard
from navigator.model.library import RelationKind, Stated
from navigator.session.places import cache

# A version of a sample does not change while the product does not.
_ADDED = datetime(2025, 1, 1, tzinfo=UTC)
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Sampled:
    """One sample's card, and what it states of other documents."""

    card: AgreementCard
    stated: tuple[Stated, ...]


def sampled(samples: Mapping[str, Source]) -> dict[str, Sampled]:
    """Of each sample, by key: as kept by this very code, else read now and kept. A cache that cannot be
    read or written is done without."""
    stamp = f"{_FORMAT}/{shelves.stamp()}"
    place = _place()
    kept: dict[str, Any] = {}
    with suppress(OSError, ValueError, RecursionError):
        found = json.loads(place.read_text("utf-8"))
        if isinstance(found, dict) and found.get("made_by") == stamp:
            kept = found["samples"]
    known: dict[str, Sampled] = {}
    for key in samples:
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            known[key] = _from_json(kept[key])
    if known.keys() == samples.keys():
        return known
    made = {key: known.get(key) or _read(source) for key, source in samples.items()}
    words = json.dumps({"made_by": stamp, "samples": {key: _to_json(row) for key, row in made.items()}})
    with suppress(OSError):
        shelves.write_whole(place, words.encode())
    return made


def _read(source: Source) -> Sampled:
    understood = shelves.understand(source)
    return Sampled(replace(understood.card, added=_ADDED, sample=True), understood.relations)


def _place() -> Path:
    return cache() / "samples.json"


def _to_json(row: Sampled) -> dict[str, Any]:
    card = asdict(row.card)
    card |= {"added": row.card.added.isoformat(), "version": row.card.version and row.card.version.isoformat()}
    return {"card": card, "stated": [[each.kind, each.named, each.url, each.provision] for each in row.stated]}


def _from_json(row: dict[str, Any]) -> Sampled:
    card = dict(row["card"])
    card["added"] = datetime.fromisoformat(card["added"])
    card["version"] = date.fromisoformat(card["version"]) if card["version"] else None
    card["earlier"] = tuple(card["earlier"])
    stated = (Stated(RelationKind(kind), named, url, provision) for kind, named, url, provision in row["stated"])
    return Sampled(AgreementCard(**card), tuple(stated))
