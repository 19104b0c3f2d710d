"""`python -m tests.bench.asking FOLDER`: a process that opens an index and asks it, and nothing else: what it answers
first, and the memory that it takes. Prints one line of JSON."""

import json
import pickle
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from navigator.model.catalogue import AgreementCard, Engine, Filters
from navigator.search.finder import Finder

SHOWN = 50
CARDS, OURS = "cards.pickle", "ours"
_TYPED = (
    "governing law",
    "limitation of liability",
    "terminate account",
    "personal data",
    "notice thirty days",
    "fees",
)
TYPED = [query[:end] for query in _TYPED for end in range(2, len(query) + 1)]
"""Each query letter by letter, from its second letter on."""
PHRASES = ("intellectual property", "third party", "terms of service", "personal information", "reasonable notice")
UNKNOWN = "indemnnification"  # for which the words of every text are looked through


def finder(folder: Path, engine: Engine) -> Finder:
    """The search of the product over an index in a folder. Of agreements that the index does not hold, it asks for what
    there is not here."""
    made = Finder(folder, _never, _never, "bench")
    made.use(engine)
    return made


def asked(of: Finder, text: str, cards: Sequence[AgreementCard], *, typed: bool = False) -> int:
    """The number of rows that an answer shows."""
    return len(of.search(text, Filters(limit=SHOWN), cards, as_you_type=typed).hits)


def memory(what: str = "VmHWM") -> float | None:
    """A figure of this process that Linux keeps, in MB; None on other systems."""
    try:
        found = re.search(rf"^{what}:\s*(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def _never(*_: object) -> NoReturn:
    raise AssertionError("the index lacks an agreement")


def main(folder: Path) -> None:
    """Open, ask everything twice, and say what it took."""
    cards: tuple[AgreementCard, ...] = pickle.loads((folder / CARDS).read_bytes())
    before = memory("VmRSS")
    began = time.perf_counter()
    opened = finder(folder / OURS, Engine.TANTIVY)
    asked(opened, "governing law", cards)
    first = time.perf_counter()
    for _ in range(2):
        for text in TYPED:
            asked(opened, text, cards, typed=True)
        for text in PHRASES:
            asked(opened, f'"{text}"', cards)
    unknown = time.perf_counter()
    asked(opened, UNKNOWN, cards)
    mended = time.perf_counter() - unknown
    print(
        json.dumps(
            {
                "first": (first - began) * 1000,
                "mended": mended * 1000,
                "before": before,
                "peak": memory(),
                "own": memory("RssAnon"),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
