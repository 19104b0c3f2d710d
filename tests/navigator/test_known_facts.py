"""What was understood of real agreements, against facts that careful readers wrote down outside this repository."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from navigator.pipeline import analyse
from navigator.report import inspect_json
from tests.conftest import CORPUS

_SHARED = CORPUS.parent


@pytest.fixture(scope="module")
def score() -> ModuleType:
    path = _SHARED / "tools" / "score.py"
    if not path.is_file():
        pytest.skip(f"no scoring tool at {path}")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("twilio-terms-of-service", 0.99),
        ("twilio-acceptable-use-policy", 0.99),
        ("github-terms-of-service", 0.9),
        ("shopify-terms-of-service", 0.9),
        ("commonpaper-csa", 0.9),
        ("37signals-terms", 0.9),
        ("legalstart-cgu.fr", 0.8),
    ],
)
def test_facts(name: str, least: float, score: ModuleType, corpus_file: Callable[[str], Path]) -> None:
    truth = _SHARED / "truth" / f"{name}.json"
    if not truth.is_file():
        pytest.skip(f"no facts at {truth}")
    path = corpus_file(f"{name}.md") if name.startswith("twilio") else corpus_file(f"open/{name}.md")
    answer = inspect_json(analyse(path.read_bytes(), path.name))
    layers = score.score(json.loads(truth.read_text("utf-8")), answer, 0)
    assert {layer: round(score.f1(p, r), 3) for layer, p, r in layers if score.f1(p, r) < least} == {}


def test_every_markdown_agreement_is_read_whole(corpus_file: Callable[[str], Path]) -> None:
    corpus_file("twilio-terms-of-service.md")
    found = sorted(path for path in CORPUS.rglob("*.md") if path.name != "SOURCES.md")[::6]
    for path in found:
        agreement = analyse(path.read_bytes(), path.name).agreement
        assert agreement.coverage.adds_up, path
        assert agreement.provisions, path
        lost = sum(row.words for row in agreement.coverage.left_out if row.reason.startswith("not recognised"))
        assert lost == 0, path
