"""What we need of the packages below us, and would not notice losing."""

import importlib.metadata
import sys

import pytest
from PySide6.QtCore import QObject

CALLS = 20_000


def test_pyside_is_below_the_version_that_loses_none() -> None:
    version = tuple(map(int, importlib.metadata.version("PySide6-Essentials").split(".")[:2]))
    assert version < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to count")
def test_calls_that_return_nothing_keep_the_references_to_none() -> None:
    target = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        target.setObjectName("x")
    assert before - sys.getrefcount(None) < 100
