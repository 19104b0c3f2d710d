"""The benchmarks' arithmetic and command; no figure is asserted."""

import json

import pytest

from tests.bench import BENCHES, __main__, measure


def test_p95_is_the_value_that_95_in_100_do_not_exceed() -> None:
    assert measure.p95(range(1, 101)) == 95
    assert measure.p95([7.0]) == 7.0


def test_a_comparison_gives_median_and_p95_with_their_ratio() -> None:
    rows = measure.median_and_p95("query", 10, [2.0, 4.0, 6.0], "ms", "peer", [1.0, 2.0, 2.0])
    assert [(row.what, row.ours, row.ratio) for row in rows] == [("median query", 4.0, 2.0), ("p95 query", 6.0, 3.0)]


def test_runs_alternate_and_the_warm_up_does_not_count() -> None:
    order: list[str] = []

    def measured(name: str) -> float:
        order.append(name)
        return float(len(order))

    ours, theirs = measure.alternate(lambda: measured("a"), lambda: measured("b"), runs=2)
    assert "".join(order) == "ababab"
    assert (ours, theirs) == ([3.0, 5.0], [4.0, 6.0])


@pytest.mark.parametrize("arguments", [["nothing"], [next(iter(BENCHES)), "--size", "0"]])
def test_what_cannot_be_measured_is_refused_in_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert __main__.main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_json_is_the_one_specified(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(BENCHES, "made-up", "tests.bench.start")
    row = measure.Row("p95 made up", 3, 12.3, "ms", "peer", 4.1)
    monkeypatch.setattr("tests.bench.start.run", lambda size: [row])
    assert __main__.main(["made-up", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["bench"] == "made-up"
    assert report["rows"] == [
        {"what": "p95 made up", "size": 3, "ours": 12.3, "unit": "ms", "against": "peer", "theirs": 4.1, "ratio": 3.0}
    ]
