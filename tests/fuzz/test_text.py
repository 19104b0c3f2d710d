"""Fuzz targets of the readers for Markdown and plain text: our own seeds, cut and scrambled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.model.text import CanonicalText, SourceInfo
from navigator.reading.decoding import decode
from navigator.reading.language import guess_language
from navigator.reading.markdown import read_markdown
from navigator.reading.plain import read_plain
from tests.fuzz.checking import EXAMPLES, check, scrambled

_MARKDOWN = """---
title: Terms
---
# Terms of Service

**Last updated:** 14 March 2025

* [Fees](#fees)
    * nested _item_ (a) x<br>(b) y
1. **Fees.** You pay the \\(agreed\\) fees (the “**Fees**”) & ~~no~~ taxes.
   > In short: `you` pay. ![logo](x.png)

| Plan | Price |
|---|:-:|
| A \\| B | [EUR 5](https://example.com/a?b=c&d#e "t") |

<!-- hidden --> <details><summary>More</summary>text</details>

Term
====
***

```
code
```
2.1 Section 2(a) applies. See [here][1] &amp; &nbsp;there.

[1]: https://example.com/ "here"
""".encode()
_PLAIN = b"""                          SUPPLY AGREEMENT

<PAGE>
1.  FEES.  The Buyer shall pay the fees within thir-
ty (30) days of the invoice,
                                    - 2 -
\f
and in euros.

      (a)  first;  and
      (b)  second.

	IN WITNESS WHEREOF

/s/ A. Person
"""


def _as_text(reader: Callable[[str, SourceInfo, str], CanonicalText]) -> Callable[[bytes, SourceInfo], CanonicalText]:
    def of_bytes(data: bytes, source: SourceInfo) -> CanonicalText:
        text = decode(data, source.name)
        return reader(text, source, guess_language(text))

    return of_bytes


_TARGETS = {"markdown": (read_markdown, _MARKDOWN), "plain text": (read_plain, _PLAIN)}


@pytest.mark.parametrize(("reader", "seed"), _TARGETS.values(), ids=_TARGETS)
def test_reader(reader: Callable[[str, SourceInfo, str], CanonicalText], seed: bytes) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.one_of(scrambled(seed), st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
    def target(data: bytes) -> None:
        check(_as_text(reader), data)

    target()
