"""Runs tests/cases/*.md: title, agreement, what must be understood of it. No Python is needed to add a case."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from navigator.jurisdiction import applies
from navigator.model.analysis import Analysis
from navigator.model.links import Reference
from navigator.model.rules import Fact, Organisation, Profile
from navigator.pipeline import analyse, findings
from navigator.precedence import read_precedence

CASES = Path(__file__).parent.parent / "cases"
_CASE = re.compile(r"^(?P<title>[^\n.][^\n]*)\n\.\n(?P<given>.*?)\n\.\n(?P<expected>.*?)^\.$", re.MULTILINE | re.DOTALL)


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.md")):
        for found in _CASE.finditer(path.read_text("utf-8")):
            lines = [line for line in found["expected"].split("\n") if line.strip()]
            yield pytest.param(path.stem, found["given"], lines, id=f"{path.stem}: {found['title']}")


@pytest.mark.parametrize(("kind", "given", "expected"), list(_cases()))
def test_case(kind: str, given: str, expected: list[str]) -> None:
    name = {"plain": "case.txt", "pages": "case.html"}.get(kind, "case.md")
    analysis = analyse(given.replace("^L", "\f").encode(), name)
    got = list(_answers(analysis, expected) if kind == "applies" else SHOWN[kind](analysis))
    shown = [_shorten(line, want) for line, want in zip(got, expected, strict=False)] + got[len(expected) :]
    assert shown == [line.rstrip() for line in expected]


def _shorten(line: str, want: str) -> str:
    """A line that is expected only in its beginning ("One year …") is compared in its beginning."""
    start = want.rstrip().removesuffix("…").rstrip()
    return want.rstrip() if want.rstrip().endswith("…") and line.startswith(start) else line


def _provisions(analysis: Analysis) -> Iterator[str]:
    agreement = analysis.agreement
    for provision in agreement.provisions:
        indent = "  " * (provision.level - 1)
        number = "-" if provision.id.endswith("wrapup") else provision.full_number or ""
        row = f"{indent}{number} | {provision.heading or ''} | {agreement.binding_text(provision.id)}"
        yield row.rstrip()
        summary = agreement.summary_by_id.get(provision.id)
        if summary is not None:
            yield f"{indent}~ {agreement.summary_text(summary)}"


def _definitions(analysis: Analysis) -> Iterator[str]:
    for row in analysis.definitions:
        others = f" ({', '.join(row.aliases)})" if row.aliases else ""
        yield f"{row.term}{others} | {row.provision} | {row.style}"


def _references(analysis: Analysis) -> Iterator[str]:
    for row in analysis.references:
        where = f"-> {row.target}" if row.target else row.resolution.status
        yield f"{row.text} | {where} | {', '.join(_known(row))}".rstrip()


def _known(row: Reference) -> Iterator[str]:
    if row.is_self:
        yield "self"
    if row.subparagraph:
        yield row.subparagraph
    if row.range_to:
        yield f"to {row.range_to}"
    if row.title_matches is not None:
        yield "title" if row.title_matches else "title differs"


def _findings(analysis: Analysis) -> Iterator[str]:
    for row in findings(analysis):
        words = analysis.agreement.text.at(row.span)
        yield f"{row.rule} | {analysis.agreement.by_id[row.provision].full_number} | {words}"


def _statements(analysis: Analysis) -> Iterator[str]:
    for row in analysis.statements:
        yield f"{row.party} {row.kind} | {analysis.agreement.text.at(row.act)}".rstrip()


def _deadlines(analysis: Analysis) -> Iterator[str]:
    for row in analysis.deadlines:
        yield f"{row.figure.value} | {row.party or '-'} | {row.act} | {row.trigger}".rstrip()


def _precedence(analysis: Analysis) -> Iterator[str]:
    read = read_precedence(analysis)
    for ladder in read.ladders:
        for row in ladder.ranks:
            yield f"{ladder.provision} {row.rank}. {row.document}{' (own)' if row.own else ''}"
    for document in read.documents:
        incorporated = " | incorporated" if document.incorporated else ""
        yield f"+ {document.name} | {document.url or '-'} | {', '.join(document.provisions)}{incorporated}"


def _answers(analysis: Analysis, asked: list[str]) -> Iterator[str]:
    """For each line that is expected, the same line with what was answered for its profiles ("US DE BR/individual"):
    a value that is certain, "?" for what is not settled, "-" where the agreement is silent."""
    for line in asked:
        fact, profiles, _ = (part.strip() for part in line.split("|"))
        told = {}
        for profile in profiles.split():
            country, _, kind = profile.partition("/")
            kinds = frozenset({Organisation(kind)} if kind else ())
            answer = applies(analysis, Profile(country, kinds)).answers[Fact(fact)]
            told[profile] = "-" if answer is None else (answer.value or "?") if answer.certain else "?"
        values = set(told.values())
        yield f"{fact} | {profiles} | {values.pop() if len(values) == 1 else told}"


SHOWN: dict[str, Callable[[Analysis], Iterator[str]]] = {
    "structure": _provisions,
    "plain": _provisions,
    "pages": _provisions,
    "summaries": _provisions,
    "definitions": _definitions,
    "references": _references,
    "checks": _findings,
    "obligations": _statements,
    "deadlines": _deadlines,
    "precedence": _precedence,
}
