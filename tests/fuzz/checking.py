"""What the fuzz targets share: seeds cut and scrambled, and what holds for whatever is read of them."""

from __future__ import annotations

import os
from collections.abc import Callable

from hypothesis import strategies as st

from navigator.model.catalogue import BadInput
from navigator.model.text import Block, CanonicalText, SourceInfo, words
from navigator.structure import read_structure

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
SOURCE = SourceInfo("any", "application/octet-stream", "0" * 64)


def scrambled(seed: bytes) -> st.SearchStrategy[bytes]:
    """A seed with slices cut out, doubled, moved or overwritten."""
    place = st.integers(0, len(seed))
    piece = st.one_of(st.binary(max_size=12), st.tuples(place, place).map(lambda ab: seed[min(ab) : max(ab)][:400]))
    edit = st.tuples(place, st.integers(0, 60), piece)

    def apply(edits: list[tuple[int, int, bytes]]) -> bytes:
        data = seed
        for at, length, new in edits:
            data = data[:at] + new + data[at + length :]
        return data

    return st.lists(edit, min_size=1, max_size=6).map(apply)


def check(reader: Callable[[bytes, SourceInfo], CanonicalText], data: bytes) -> None:
    """Read a file: refused with `BadInput`, or its blocks nest and lie in the text and every word is accounted for."""
    try:
        found = reader(data, SOURCE)
    except BadInput:
        return
    at = 0
    for block in found.blocks:
        assert at <= block.span.start <= block.span.end <= len(found.text)
        at = block.span.end
        for inner in block.inner():
            _check_block(found, inner)
    agreement = read_structure(found)
    assert agreement.coverage.adds_up
    assert agreement.coverage.source_words == words(found.text) + sum(words(removed) for removed, _ in found.removed)


def _check_block(found: CanonicalText, block: Block) -> None:
    if block.runs:
        assert "".join(found.at(run.span) for run in block.runs) == found.at(block.span)
    if block.marker is not None:
        assert block.marker in block.span
        assert found.at(block.marker) == found.at(block.marker).strip()
