"""What an agreement states of others, and which of the library is meant."""

from pathlib import Path

import pytest

from navigator.library import Library, Source, understand, with_earlier
from navigator.library.relations import stated_relations
from navigator.model.library import RelationKind
from navigator.pipeline import analyse

POLICY = """\
# Lantern Acceptable Use Policy

Lantern asks for calm. Lantern may end Lantern accounts.

## 1. Calm

Be calm.
"""
MASTER = """\
# Lantern Hosting Agreement

Lantern hosts. Lantern bills. Lantern answers.

## 1. Rules

The [Acceptable Use Policy](https://lantern.example/aup) is incorporated by reference into this Agreement.
"""
REST = "\n\n1. Fees rise.\n\n2. The rest stays.\n"


def states(text: str) -> list[tuple[str, str]]:
    return [(row.kind.value, row.named) for row in stated_relations(analyse(text.encode(), "x.md"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Second Amendment to the Lantern Hosting Agreement" + REST,
            [("amends", "Lantern Hosting Agreement")],
        ),
        (
            "# Addendum No. 2 to Hosting Agreement" + REST,
            [("amends", "Hosting Agreement")],
        ),
        (
            "# Notice\n\n1. This Notice amends the Lantern Hosting Agreement between the parties.\n",
            [("amends", "Lantern Hosting Agreement")],
        ),
        ("# Terms\n\n1. These Terms replace the Lantern Guest Rules.\n", [("replaces", "Lantern Guest Rules")]),
        ("# Terms\n\n1. These Terms supersede all prior agreements and understandings.\n", []),
        ("# Terms\n\n1. This Section replaces the Lantern Platform in part.\n", []),
    ],
)
def test_words_that_state_a_relation(text: str, expected: list[tuple[str, str]]) -> None:
    assert states(text) == expected


def test_the_document_meant_is_found_in_the_library(library: Path) -> None:
    shelf = Library(library)
    sources = [Source("policy.md", POLICY.encode()), Source("master.md", MASTER.encode())]
    policy, master = shelf.keep([(source, understand(source)) for source in sources])
    (relation,) = shelf.relations(with_earlier(shelf.cards()), {})
    assert (relation.agreement, relation.stated.kind) == (master.key, RelationKind.INCORPORATES)
    assert relation.candidates == (policy.key,)
    shelf.remove(policy.key)
    (relation,) = shelf.relations(with_earlier(shelf.cards()), {})
    assert relation.candidates == ()
