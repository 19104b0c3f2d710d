"""Order of precedence and other documents of a real agreement, against facts written down outside this repository."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from navigator.model.analysis import Analysis
from navigator.pipeline import analyse
from navigator.precedence import read_precedence

NAME = "twilio-terms-of-service"


@pytest.fixture(scope="module")
def analysis(corpus_file: Callable[[str], Path]) -> Analysis:
    path = corpus_file(f"{NAME}.md")
    return analyse(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def facts(corpus_file: Callable[[str], Path]) -> Mapping[str, Any]:
    path = corpus_file(f"{NAME}.md").parent.parent / "truth" / f"{NAME}.json"
    if not path.is_file():
        pytest.skip(f"no facts at {path}")
    answer: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return answer


def test_precedence(analysis: Analysis, facts: Mapping[str, Any]) -> None:
    ladder = max(read_precedence(analysis).ladders, key=lambda row: len(row.ranks))
    assert [row.words for row in ladder.ranks] == facts["precedence"]
    assert [row.rank for row in ladder.ranks if row.own] == [3]


def test_documents(analysis: Analysis, facts: Mapping[str, Any]) -> None:
    found = {key: row for row in read_precedence(analysis).documents for key in (row.url, row.name) if key}
    numbers = {row.id: row.full_number for row in analysis.agreement.provisions}
    missing = []
    for fact in facts["incorporated_documents"]:
        row = next((found[key] for key in (fact["url"], fact["href"], fact["name"]) if key in found), None)
        if row is None:
            missing.append(fact["name"])
        else:
            assert [numbers[identity] for identity in row.provisions] == fact["provisions"], fact["name"]
    # A price list, named by its address only, and clauses of statutes: neither is called a document.
    assert len(missing) <= 2
    assert len(set(found.values())) <= len(facts["incorporated_documents"])
