"""Summaries without clauses and clauses without summaries: told only where nearly every clause has one."""

from navigator.pipeline import analyse, findings

LONG = "The parties look after the widget together, keep it dry, turn it twice a day and write down what they saw. " * 2


def _found(sections: list[tuple[str | None, str]]) -> list[tuple[str, str | None]]:
    parts = ["# Widget Agreement"]
    for number, (summary, clause) in enumerate(sections, start=1):
        parts.append(f"## {number}. Part {number}")
        parts += [f"> Summary: {summary}"] if summary else []
        parts += [clause] if clause else []
    analysis = analyse("\n\n".join(parts).encode(), "terms.md")
    return [(row.rule, analysis.agreement.by_id[row.provision].full_number) for row in findings(analysis)]


def test_a_summary_beside_no_clause_and_a_clause_beside_no_summary() -> None:
    sound: list[tuple[str | None, str]] = [(f"We do thing {n}.", f"{LONG}Thing {n}.") for n in range(10)]
    assert _found(sound) == []
    assert _found([*sound, ("There is something here.", "")]) == [("summary-without-clause", "11")]
    assert _found([*sound, (None, LONG)]) == [("clause-without-summary", "11")]


def test_where_few_clauses_have_summaries_nothing_is_missing() -> None:
    assert _found([("We do it.", LONG), *((None, LONG) for _ in range(9))]) == []
