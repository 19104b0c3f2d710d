"""Reading Whoosh's files without running what they say.

Whoosh keeps parts of an index as pickles, and a pickle can name any function to be called while it is read. An index
may come with a library from elsewhere, so only what Whoosh's own files name is let through; with any other name they
are damaged.
"""

# Whoosh leaves some calls without types.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import io
import pickle
from types import SimpleNamespace
from typing import IO, Any

from whoosh import columns, formats, index
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

_NAMES = frozenset({
    ("_codecs", "encode"),
    ("builtins", "int"),
    ("builtins", "set"),
    ("collections", "defaultdict"),
    ("navigator.search.whoosh_engine", "_Spaced"),
    ("re", "_compile"),
    ("whoosh.analysis.tokenizers", "RegexTokenizer"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.columns", "VarBytesColumn"),
    ("whoosh.fields", "KEYWORD"),
    ("whoosh.fields", "STORED"),
    ("whoosh.fields", "Schema"),
    ("whoosh.fields", "TEXT"),
    ("whoosh.formats", "Frequency"),
    ("whoosh.formats", "Positions"),
})  # fmt: skip
"""Module and name: what an index of ours holds, as seen when one is written, merged and read."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _NAMES:
            raise pickle.UnpicklingError(f"names {module}.{name}, which no index does")
        return super().find_class(module, name)


def load(file: IO[bytes], **_: Any) -> Any:
    """As `pickle.load`."""
    return _Reader(file).load()


def loads(data: bytes, **_: Any) -> Any:
    """As `pickle.loads`."""
    return _Reader(io.BytesIO(data)).load()


def guard() -> None:
    """Have Whoosh read the pickles of an index in this way, and not read what its earlier releases wrote."""
    setattr(structfile, "load", load)  # noqa: B010 - Whoosh does not say that it has them
    for module in (columns, formats, whoosh3):
        setattr(module, "loads", loads)  # noqa: B010
    own = SimpleNamespace(loads=loads, dumps=pickle.dumps, PicklingError=pickle.PicklingError)
    setattr(index, "pickle", own)  # noqa: B010
    getattr(index, "toc_loaders").clear()  # noqa: B009
