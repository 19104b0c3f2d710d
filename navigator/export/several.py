"""Several agreements in one document: each a part under its own title, with what it is evidence of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from importlib import import_module
from typing import Any

from navigator.export.front import manuscript
from navigator.export.inlines import printable, words
from navigator.export.manuscript import Appendix, Entry, Inline, Manuscript, Row
from navigator.export.pdf import pdf_bytes
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.dates import in_words
from navigator.model.exporting import ExportRequest, Gathering
from navigator.model.rules import Applicability

_REPEATED = frozenset({"Exported", "Read for", "Source"})
"""Facts of an agreement alone that the whole document states, or the part more fully."""


@dataclass(frozen=True, slots=True)
class Part:
    """One agreement of a document of several, with what is asked for of it. `called` is its title with whose it is:
    many are a "Privacy Policy". `source` gives the bytes that were read, `findings` what was found in them; an evidence
    bundle needs both."""

    analysis: Analysis
    applicability: Applicability | None
    request: ExportRequest
    source: Callable[[], bytes] | None = None
    findings: Callable[[], Mapping[str, Any]] | None = None
    called: str = ""


def bound(gathering: Gathering, parts: Sequence[Part]) -> Manuscript:
    """The manuscript of all: titles of the agreements are the first headings, and addresses of one part never meet
    those of another. BadInput where there is nothing, or a provision is unknown."""
    if not parts:
        raise BadInput("nothing to export: choose provisions of an agreement first")
    single = [manuscript(part.analysis, part.applicability, part.request) for part in parts]
    names = [_called(part) for part in parts]
    made = [
        # Versions of one agreement are told apart by their dates.
        replace(_within(each, f"a{number}."), title=_dated(part) if names.count(name) > 1 else name)
        for number, (each, part, name) in enumerate(zip(single, parts, names, strict=True), 1)
    ]
    first = made[0]
    agreements = f"{len(made)} agreement{'s' if len(made) != 1 else ''}"
    count, total = (sum(getattr(each, name) for each in made) for name in ("provisions", "total"))
    on = parts[0].request.on or date.today()  # noqa: DTZ011 - the day where the user is
    title = printable(gathering.title).strip() or "Collection"
    facts = [
        ("Agreements", "; ".join(_dated(part) for part in parts)),
        ("Provisions", f"{count}, {printable(gathering.how)}" if gathering.how else str(count)),
        ("Read for", first.audience or "any reader: the agreements as published"),
        ("Exported", in_words(on)),
    ]
    return Manuscript(
        title=title,
        language=first.language if len({each.language for each in made}) == 1 else "en",
        paper=first.paper,
        on=on,
        side_by_side=any(each.side_by_side for each in made),
        kind=f"Provisions of {agreements}",
        running=f"{title} · {agreements}",
        audience=first.audience,
        facts=tuple(Row(label, words(value)) for label, value in facts),
        answers=(),
        groups=(),
        evidence=tuple(row for each in made for row in _evidence(each)),
        provisions=count,
        total=total,
        parts=tuple(replace(each, evidence=()) for each in made),
    )


def _evidence(made: Manuscript) -> tuple[Row, ...]:
    """The evidence of one agreement among that of others."""
    return (Row("Agreement", (Inline(made.title, bold=True, to=made.id),)), *made.evidence)


def _called(part: Part) -> str:
    title = part.called or part.analysis.agreement.title
    return printable(title).strip() or "Untitled agreement"


def _dated(part: Part) -> str:
    updated = part.analysis.agreement.last_updated
    return f"{_called(part)} ({in_words(updated)})" if updated else _called(part)


def _within(made: Manuscript, prefix: str) -> Manuscript:
    """A manuscript as a part: one level deeper, at addresses of its own, with the whole hash in its title block."""
    moved: Manuscript = _moved(made, prefix)
    facts = [row for row in moved.facts if row.label not in _REPEATED]
    told = {row.label: row for row in moved.evidence}
    facts += [replace(told["Source file"], label="Source"), told["SHA-256"]]
    return replace(moved, id=prefix.removesuffix("."), facts=tuple(facts))


def _moved(value: Any, prefix: str) -> Any:
    """Any part of a manuscript with its addresses prefixed, and its headings one level down."""
    if isinstance(value, tuple):
        return tuple(_moved(each, prefix) for each in value)
    if isinstance(value, Inline):
        return value if value.to is None else replace(value, to=prefix + value.to)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _moved(each, prefix) for name, each in held.items() if isinstance(each, tuple)}
    if isinstance(value, Entry | Appendix):
        changed["id"] = prefix + value.id
    if isinstance(value, Entry) and value.level:
        changed["level"] = value.level + 1
    return replace(value, **changed)


# --- Writers ---


def _late(target: str) -> Callable[[Manuscript], bytes]:
    """A writer of manuscripts whose module, with the library that it needs, is loaded when it is first used."""
    module, function = target.split(":")

    def write(made: Manuscript) -> bytes:
        writer: Callable[[Manuscript], bytes] = getattr(import_module(f"navigator.export.{module}"), function)
        return writer(made)

    return write


_OF_MANUSCRIPTS: Mapping[str, Callable[[Manuscript], bytes]] = {
    ".docx": _late("docx:document_bytes"),
    ".html": _late("html:page_bytes"),
    ".md": _late("markdown:markdown_bytes"),
    ".txt": _late("plain:plain_bytes"),
}


def write_several(
    gathering: Gathering, parts: Sequence[Part], ending: str, told: Callable[[str], None] | None = None
) -> bytes:
    """The provisions of several agreements in the format of an ending. The same request gives the same bytes. `told`
    hears one line where the document cannot show all of the text. BadInput as for `bound`."""
    made = bound(gathering, parts)
    if ending == ".pdf":
        return pdf_bytes(made, told)
    if ending in _OF_MANUSCRIPTS:
        return _OF_MANUSCRIPTS[ending](made)
    if ending == ".xml":
        from navigator.export.akoma_collection import write_collection

        return write_collection(gathering, parts, made.on)
    if ending == ".zip":
        from navigator.export.bundle import write_bundle_of

        return write_bundle_of(gathering, parts, made.on)
    from navigator.export import sheets

    return sheets.several_csv(parts, made) if ending == ".csv" else sheets.several_xlsx(gathering, parts, made)
