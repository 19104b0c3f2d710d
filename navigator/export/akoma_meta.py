"""The metadata of an Akoma Ntoso document: identity (FRBR), modifications, terms."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

import pycountry
from lxml import etree

from navigator.export.inlines import printable
from navigator.export.manuscript import PRODUCT
from navigator.model.amendments import Action, Amendment
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:contract-navigator:words"
"""Namespace of what the format has no word for; the schema allows elements and attributes of others in their places."""
SOURCE = "contract-navigator"
_COUNTRY = "zz"
"""ISO 3166-1 leaves this code to its users; an agreement has parties and a governing law, not a country."""
_MODIFICATIONS = {
    Action.REPLACE: ("textualMod", "substitution"),
    Action.ADD: ("textualMod", "insertion"),
    Action.DISAPPLY: ("scopeMod", "exceptionOfScope"),
    Action.QUALIFY: ("meaningMod", "variation"),
}


def term_ids(analysis: Analysis) -> dict[int, str]:
    """Addresses of the defined terms, each different: index of the definition -> 'term-customer-data'."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for index, row in enumerate(analysis.definitions):
        plain = name = f"term-{_slug(row.term)}"
        number = 1
        while name in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name)
        found[index] = name
    return found


def write_identification(
    meta: Any, kind: tuple[str, str], title: str, language: str, version: date | None, on: date, alias: str = ""
) -> None:
    """What a document is: of a kind (element and subtype), with a title, in a language (ISO 639-2), of a version or
    else of the day of export `on`. `alias` names the source that it was made from."""
    dated = {"date": (version or on).isoformat(), "name": "version" if version else "export"}
    work = f"/akn/{_COUNTRY}/{'/'.join(kind)}/{dated['date']}/{_slug(title)}"
    expression = f"{work}/{language}@{version.isoformat() if version else ''}"
    identification = append(meta, "identification", source=f"#{SOURCE}")
    author = "#publisher" if alias else f"#{SOURCE}"
    level = _level(identification, "FRBRWork", work, title, "title")
    append(level, "FRBRdate", **dated)
    append(level, "FRBRauthor", href=author)
    append(level, "FRBRcountry", value=_COUNTRY)
    append(level, "FRBRsubtype", value=kind[1])
    append(level, "FRBRname", value=_slug(title))
    level = _level(identification, "FRBRExpression", expression)
    append(level, "FRBRdate", **dated)
    append(level, "FRBRauthor", href=author)
    append(level, "FRBRlanguage", language=language)
    level = _level(identification, "FRBRManifestation", f"{expression}.xml", alias, "source")
    append(level, "FRBRdate", date=on.isoformat(), name="export")
    append(level, "FRBRauthor", href=f"#{SOURCE}")
    append(level, "FRBRformat", value="application/akn+xml")


def write_organisations(meta: Any, *, publisher: bool = True) -> Any:
    """The `references` of a document, with who made it and, in an agreement, who publishes that."""
    references = append(meta, "references", source=f"#{SOURCE}")
    shown = [(SOURCE, PRODUCT), *([("publisher", "The publisher of the agreement")] if publisher else [])]
    for name, said in shown:
        append(references, "TLCOrganization", eId=name, href=f"/akn/ontology/organization/{name}", showAs=said)
    return references


def write_meta(meta: Any, analysis: Analysis, request: ExportRequest, inside: Collection[str]) -> None:
    """Fills a `meta` element: identification, modifications between provisions that are `inside`, references."""
    agreement = analysis.agreement
    on = request.on or date.today()  # noqa: DTZ011 - the day where the user is
    version = agreement.last_updated
    title = printable(agreement.title).strip() or "Untitled agreement"
    alias = f"sha256:{agreement.text.source.sha256}"
    write_identification(meta, ("doc", "agreement"), title, _alpha_3(agreement.language), version, on, alias)
    _modifications(meta, analysis, inside)
    references = write_organisations(meta)
    names = term_ids(analysis)
    for index, row in enumerate(analysis.definitions):
        href = f"/akn/ontology/term/{names[index].removeprefix('term-')}"
        append(references, "TLCTerm", eId=names[index], href=href, showAs=printable(row.term).strip() or "term")


def _level(parent: Any, name: str, uri: str, alias: str = "", kind: str = "") -> Any:
    level = append(parent, name)
    # The component of the URI comes before the file's ending (Akoma Ntoso Naming Convention 1.0, 4.7).
    ending = ".xml" if uri.endswith(".xml") else ""
    append(level, "FRBRthis", value=f"{uri.removesuffix(ending)}/!main{ending}")
    append(level, "FRBRuri", value=uri)
    if alias:
        append(level, "FRBRalias", value=alias, name=kind)
    return level


def _modifications(meta: Any, analysis: Analysis, inside: Collection[str]) -> None:
    rows = [row for row in analysis.amendments if row.target in inside and row.provision in inside]
    if not rows:
        return
    active = append(append(meta, "analysis", source=f"#{SOURCE}"), "activeModifications")
    for number, row in enumerate(rows, 1):
        _modification(active, f"mod_{number}", row)


def _modification(active: Any, identity: str, row: Amendment) -> None:
    name, kind = _MODIFICATIONS[row.action]
    made = append(active, name, type=kind, eId=identity)
    append(made, "source", eId=f"{identity}__source", href=f"#{row.provision}")
    append(made, "destination", eId=f"{identity}__destination", href=f"#{row.target}")
    if row.condition.text:
        condition = append(made, "condition", eId=f"{identity}__condition")
        etree.SubElement(condition, f"{{{OWN}}}words").text = printable(row.condition.text)
    if row.action is Action.REPLACE:
        append(made, "old", eId=f"{identity}__old", href=f"#{row.target}")
        append(made, "new", eId=f"{identity}__new", href=f"#{row.provision}")


def _alpha_3(language: str) -> str:
    """ISO 639-2 code, as the naming convention asks: 'en' -> 'eng', 'pt-BR' -> 'por'; 'und' where it is unknown."""
    found = pycountry.languages.get(alpha_2=language.partition("-")[0].lower())
    return str(found.alpha_3) if found is not None else "und"


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", printable(text).lower()).strip("-_")[:60] or "untitled"


def append(parent: Any, name: str, /, **attributes: str) -> Any:
    """A new element of the format at the end of another."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
