"""What goes to the clipboard with a citation: the words, where they stand, of which version, and whether they bind."""

from __future__ import annotations

from navigator.model.address import Citation
from navigator.model.agreement import Agreement, Provision
from navigator.model.dates import in_words
from ui.reader.layout import Layout
from ui.reader.selection import Selection, cells_of, words_of
from ui.reader.sight import BINDING


def with_citation(selection: Selection, layout: Layout) -> str:
    """“words” — Agreement, Section 9.6 (Heading), version of 14 March 2025, binding text."""
    agreement = layout.analysis.agreement
    binding = selection.column == BINDING
    status = "binding text" if binding else "plain-language summary, not binding"
    indexes = [index for index, _ in cells_of(selection, layout)]
    names = list(dict.fromkeys(cite(agreement, provision) for provision in _ends(selection.column, indexes, layout)))
    parts = [agreement.title, " to ".join(name for name in names if name), version(agreement), status]
    parts += _changes(indexes, layout) if binding else []
    words = words_of(selection, layout).strip()
    return f"“{words}” — " + ", ".join(part for part in parts if part)


def cite(agreement: Agreement, provision: Provision) -> str:
    """How a provision is cited; an unnumbered one without a heading by the next above it that has either."""
    for row in (provision, *agreement.ancestors(provision.id)):
        number = row.full_number or row.number
        if number or row.heading:
            return str(Citation(number, row.heading))
    return ""


def version(agreement: Agreement) -> str:
    """'version of 14 March 2025', or '' where the text gives no date."""
    return f"version of {in_words(agreement.last_updated)}" if agreement.last_updated else ""


def _ends(column: str, indexes: list[int], layout: Layout) -> list[Provision]:
    """The first and the last provision of some cells."""
    if column != BINDING:
        groups = [layout.rows.groups[index] for index in indexes]
        ids = [groups[0].summary.beside[0], groups[-1].summary.beside[-1]] if groups else []
        return [layout.analysis.agreement.by_id[identity] for identity in ids]
    found = [provision for index in indexes if (provision := layout.rows.rows[index].provision) is not None]
    return [found[0], found[-1]] if found else []


def _changes(indexes: list[int], layout: Layout) -> list[str]:
    """For whom the words are replaced, where the view shows them so."""
    found: dict[str, None] = {}
    for row in (layout.rows.rows[index] for index in indexes):
        target = layout.overlay.struck.get(row.provision.id) if row.provision else None
        for notice in layout.overlay.notices.get(target, ()) if target else ():
            found[f"{notice.said[0].lower()}{notice.said[1:]}"] = None
    return list(found)
