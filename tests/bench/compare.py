"""Comparing two versions that are already understood, beside difflib's opcodes over the same words.

The peer gets every word of both versions as two lists (`autojunk=False`: by default it leaves frequent words out) and
answers with opcodes alone; ours also finds moved provisions, weighs each change and looks for stale summaries.
"""

import random
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import corpus
from navigator.compare import compare
from navigator.model.analysis import Analysis
from navigator.pipeline import analyse
from tests.bench.measure import Row, alternate, median_and_p95, milliseconds
from tests.conftest import CORPUS

SIZE = 1000
_RUNS = 5
_LONG = 100_000
_VERSIONS = CORPUS / "versions"


def run(size: int | None) -> list[Row]:
    """The sample Terms, the largest pair of real versions (where they are), and a made-up pair of `size` provisions."""
    terms, _, earlier = corpus.samples()
    rows = _measure("the sample Terms", analyse(earlier.data, earlier.name), analyse(terms.data, terms.name))
    pair = _largest()
    if pair:
        rows += _measure("the largest real pair", *(analyse(path.read_bytes(), path.name) for path in pair))
    count = size or SIZE
    texts = _made_up(count)
    rows += _measure(f"{count} provisions", *(analyse(text.encode(), "made-up.md") for text in texts))
    return rows


def _measure(what: str, old: Analysis, new: Analysis) -> list[Row]:
    words = _words(old), _words(new)

    def peer() -> float:
        return milliseconds(lambda: SequenceMatcher(None, *words, autojunk=False).get_opcodes())

    size = sum(map(len, words))
    runs = _RUNS if size <= _LONG else 1  # difflib's time grows with the square
    ours, theirs = alternate(lambda: milliseconds(lambda: compare(old, new)), peer, runs, warm_up=runs > 1)
    return median_and_p95(f"compare, {what}", size, ours, "ms", "difflib", theirs)


def _words(analysis: Analysis) -> list[str]:
    agreement = analysis.agreement
    return [word for row in agreement.provisions for word in agreement.binding_text(row.id).split()]


def _largest() -> tuple[Path, Path] | None:
    """The two consecutive versions of one agreement that are the longest together."""
    names: dict[str, list[Path]] = {}
    for path in sorted(_VERSIONS.glob("*.md")):
        names.setdefault(path.name.split(".")[0], []).append(path)
    pairs = [pair for paths in names.values() for pair in pairwise(paths)]
    return max(pairs, key=lambda pair: sum(path.stat().st_size for path in pair), default=None)


def _made_up(count: int) -> tuple[str, str]:
    """Two versions: every tenth provision reworded, one section put first, so that every number changes."""
    chance = random.Random(count)
    vocabulary = ["".join(chance.choices("aeioulnrst", k=chance.randint(2, 9))) for _ in range(3000)]
    common = "the a of to we you must may not and or under any party notice fees order".split()
    clauses = []
    for _ in range(count):
        words = [chance.choice(common if chance.random() < 0.5 else vocabulary) for _ in range(40)]
        clauses.append(" ".join(words).capitalize() + ".")
    edited = [text.replace(" the ", " each ", 1) if at % 10 == 0 else text for at, text in enumerate(clauses)]
    return _text(clauses), _text([f"A new clause, the {at}th of its section." for at in range(10)] + edited)


def _text(clauses: list[str]) -> str:
    lines = ["# Made-up Terms"]
    for at, clause in enumerate(clauses):
        section, number = divmod(at, 10)
        if number == 0:
            lines.append(f"## {section + 1}. Section")
        lines.append(f"{section + 1}.{number + 1} {clause}")
    return "\n\n".join(lines)
