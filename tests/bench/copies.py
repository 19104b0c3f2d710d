"""The agreements of the corpus, multiplied with changed words up to a number of provisions; made when asked for."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from corpus import samples
from navigator.model.catalogue import AgreementCard
from navigator.pipeline import analyse
from navigator.search import Document, documents
from tests.conftest import CORPUS

Agreement = tuple[str, list[Document]]
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def base() -> list[Agreement]:
    """The agreements of the corpus, or the samples where it is not at hand."""
    files = sorted(path for path in CORPUS.glob("**/*.md") if path.stem != "SOURCES") or [s.path for s in samples()]
    # Numbered: many publishers call theirs "Terms of Service", and an index replaces what it has under a key.
    return [
        (f"{at}-{path.stem}", list(documents(analyse(path.read_bytes(), path.name)))) for at, path in enumerate(files)
    ]


def multiplied(originals: list[Agreement], count: int) -> Iterator[Agreement]:
    """Agreements until there are `count` provisions: the originals, then copies with every twentieth word changed for
    another one of the originals."""
    words = sorted({word for _, rows in originals for row in rows for word in row.text.split()})
    chance = random.Random(20)
    for name, copy, rows in _planned(originals, count):
        yield name, rows if copy == 0 else [_changed(row, words, chance) for row in rows]


def cards(originals: list[Agreement], count: int) -> tuple[AgreementCard, ...]:
    """What the list of a library says of the agreements that `multiplied` makes."""
    return tuple(
        AgreementCard(name, name, None, None, rows[0].language, f"{name}.md", "", _DAY, len(rows), 0, False)
        for name, _, rows in _planned(originals, count)
    )


def _planned(originals: list[Agreement], count: int) -> Iterator[tuple[str, int, list[Document]]]:
    """Each agreement by its key, with the number of the copy (0: the original) and the rows that it is made from."""
    left, copy = count, 0
    while left > 0:
        for name, rows in originals:
            if taken := rows[:left]:
                yield f"{name}-{copy}".replace(" ", "-"), copy, taken
            left -= len(taken)
        copy += 1


def _changed(row: Document, words: list[str], chance: random.Random) -> Document:
    text = row.text.split()
    for _ in range(len(text) // 20):
        text[chance.randrange(len(text))] = chance.choice(words)
    return replace(row, text=" ".join(text))
