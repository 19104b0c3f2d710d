"""Figures and deadlines of a real agreement, against facts written down outside this repository."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from navigator.model.analysis import Analysis
from navigator.model.figures import FigureKind
from navigator.pipeline import analyse

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


def _normal(value: str) -> str:
    """'30 days' -> P30D, '1.5% per month' -> 1.5%, '$200,000 USD' -> USD 200000."""
    if value.startswith("$"):
        return "USD " + re.sub(r"\D", "", value)
    number, _, unit = value.partition(" ")
    return number if number.endswith("%") else f"P{number}{unit[0].upper()}"


def test_figures(analysis: Analysis, facts: Mapping[str, Any]) -> None:
    expected = Counter((row["provision"], _normal(row["value"])) for row in facts["figures"])
    numbers = {row.id: row.full_number for row in analysis.agreement.provisions}
    found = Counter((numbers[row.provision], row.value) for row in analysis.figures if row.kind is not FigureKind.DATE)
    right = (expected & found).total()
    assert 2 * right / (expected.total() + found.total()) >= 0.95


def test_every_figure_has_its_row(analysis: Analysis) -> None:
    assert [row.figure for row in analysis.deadlines] == list(analysis.figures)
    assert all(row.figure.span in row.sentence and row.act for row in analysis.deadlines)
