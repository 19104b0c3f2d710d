"""The stages as one ordered list: bytes of a source -> `Analysis`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from navigator.checks import find_findings
from navigator.consolidation import read_amendments
from navigator.definitions import find_definitions, link_uses
from navigator.figures import find_figures
from navigator.figures.deadlines import find_deadlines
from navigator.jurisdiction import conditioned_sentences, read_rules
from navigator.model.agreement import Layer, Piece
from navigator.model.analysis import Analysis
from navigator.model.findings import Finding
from navigator.model.links import Hyperlink
from navigator.model.text import Span
from navigator.obligations import find_parties, find_statements
from navigator.reading import read
from navigator.references import find_references
from navigator.structure import read_structure


def analyse(data: bytes, name: str, charset: str | None = None) -> Analysis:
    """Everything that is understood of a file's bytes. `name` is the file's name, `charset` what the server that sent
    it said of its characters.

    Raises `BadInput` only where the file cannot be read at all; whatever can be read has an analysis.
    """
    analysis = Analysis(read_structure(read(data, name, charset)))
    for _, stage in STAGES:
        analysis = stage(analysis)
    return analysis.ready()


def findings(analysis: Analysis) -> tuple[Finding, ...]:
    """What the checks find, in reading order. No stage: it takes as long as some of them, and reading does not wait."""
    return find_findings(analysis)


def _links(analysis: Analysis) -> Analysis:
    """Web and mail addresses that the source links, at the provision that holds them."""
    agreement = analysis.agreement
    found: list[Hyperlink] = []
    pieces: list[tuple[str, Layer, Piece]] = [
        (p.id, Layer.BINDING, piece) for p in agreement.provisions for piece in p.body
    ]
    pieces += [(s.beside[0], Layer.SUMMARY, piece) for s in agreement.summaries if s.beside for piece in s.pieces]
    for identity, layer, piece in pieces:
        block = agreement.block_of(piece)
        for run in block.all_runs():
            part = run.span.intersection(piece.span) if run.href else None
            if run.href and part is not None and not run.href.startswith("#"):
                found.append(Hyperlink(identity, layer, part, run.href))
    order = agreement.order
    joined = _join_links(sorted(found, key=lambda link: (order[link.provision], link.span)))
    return replace(analysis, hyperlinks=tuple(joined))


def _join_links(links: list[Hyperlink]) -> list[Hyperlink]:
    """Neighbouring runs of one link (part in bold, say) are one link."""
    found: list[Hyperlink] = []
    for link in links:
        last = found[-1] if found else None
        if last and last.url == link.url and last.provision == link.provision and last.span.end == link.span.start:
            found[-1] = replace(last, span=Span(last.span.start, link.span.end))
        else:
            found.append(link)
    return found


def _definitions(analysis: Analysis) -> Analysis:
    return replace(analysis, definitions=find_definitions(analysis.agreement))


def _references(analysis: Analysis) -> Analysis:
    return replace(analysis, references=find_references(analysis.agreement))


def _uses(analysis: Analysis) -> Analysis:
    return replace(analysis, uses=link_uses(analysis.agreement, analysis.definitions, analysis.references))


def _rules(analysis: Analysis) -> Analysis:
    rules, special_terms, exclusions = read_rules(analysis.agreement)
    return replace(analysis, rules=rules, special_terms=special_terms, amendments=exclusions)


def _amendments(analysis: Analysis) -> Analysis:
    conditioned = conditioned_sentences(analysis.agreement, analysis.special_terms)
    instructed = read_amendments(analysis.agreement, analysis.references, analysis.special_terms, conditioned)
    known = {(row.provision, row.action, row.target) for row in instructed}
    own = [row for row in analysis.amendments if (row.provision, row.action, row.target) not in known]
    return replace(analysis, amendments=tuple(sorted((*instructed, *own), key=lambda row: row.span)))


def _figures(analysis: Analysis) -> Analysis:
    return replace(analysis, figures=find_figures(analysis.agreement))


def _statements(analysis: Analysis) -> Analysis:
    parties = find_parties(analysis)
    return replace(analysis, parties=parties, statements=find_statements(analysis, parties))


def _deadlines(analysis: Analysis) -> Analysis:
    return replace(analysis, deadlines=find_deadlines(analysis, analysis.statements, analysis.parties))


STAGES: tuple[tuple[str, Callable[[Analysis], Analysis]], ...] = (
    ("web links", _links),
    ("definitions", _definitions),
    ("references", _references),
    ("uses of terms", _uses),
    ("figures", _figures),
    ("rules by domicile", _rules),
    ("amendments", _amendments),
    ("who must do what", _statements),
    ("deadlines", _deadlines),
)
"""What runs over the structure, in this order. Each stage adds its layer and changes no other."""
