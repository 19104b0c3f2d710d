"""Which provisions are asked for, and how each is cited."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.export.inlines import printable
from navigator.model.address import Citation
from navigator.model.agreement import Agreement, Provision, ProvisionKind
from navigator.model.catalogue import BadInput

_UNNUMBERED = {
    ProvisionKind.PREFACE: "Preface",
    ProvisionKind.PREAMBLE: "Preamble",
    ProvisionKind.CONCLUSIONS: "Closing",
    ProvisionKind.SCHEDULE: "Schedule",
}


def chosen(agreement: Agreement, provisions: Sequence[str], *, as_given: bool = False) -> tuple[Provision, ...]:
    """The provisions asked for, in reading order or as given, each once; all of them where none is named."""
    if not provisions:
        return agreement.provisions
    wanted = set(provisions)
    unknown = [identity for identity in provisions if identity not in agreement.by_id]
    if unknown:
        raise BadInput(f"{unknown[0]}: no such provision in {agreement.title}; inspect lists its provisions")
    if as_given:
        return tuple(agreement.by_id[identity] for identity in dict.fromkeys(provisions))
    return tuple(provision for provision in agreement.provisions if provision.id in wanted)


def citation(agreement: Agreement, identity: str) -> str:
    """How a provision is cited in a document: 'Section 9.6', 'Preamble', or its heading."""
    provision = agreement.by_id[identity]
    number = provision.full_number or provision.number
    if number:
        printed = printable(number).strip()
        return str(Citation(printed, None)) if printed[:1].isdigit() else printed
    if provision.heading:
        return printable(provision.heading)
    named = _UNNUMBERED.get(provision.kind)
    if named is None and provision.parent is not None:
        return citation(agreement, provision.parent)
    return named or "Unnumbered provision"
