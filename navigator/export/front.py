"""The facts around the text: title block, what applies to the reader, and what the document is evidence of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from navigator.export.appendices import cited_by, deadlines, definitions
from navigator.export.citing import chosen, citation
from navigator.export.composing import Composer
from navigator.export.inlines import Setter, printable, trimmed, words
from navigator.export.manuscript import (
    Appendix,
    Group,
    Inline,
    Line,
    Manuscript,
    Row,
    Standing,
    mostly_explained,
)
from navigator.jurisdiction import countries
from navigator.model.agreement import Agreement
from navigator.model.analysis import Analysis
from navigator.model.dates import in_words
from navigator.model.exporting import ExportKind, ExportRequest
from navigator.model.rules import FACT_NAMES, Answer, Applicability, Organisation, Profile, Programme

_ORGANISATIONS = {
    Organisation.COMPANY: "companies",
    Organisation.US_FEDERAL: "US federal bodies",
    Organisation.US_STATE: "US state and local bodies",
    Organisation.US_TRIBAL: "US tribal governments",
    Organisation.MICROENTERPRISE: "microenterprises",
    Organisation.SMALL_ENTERPRISE: "small enterprises",
    Organisation.NOT_FOR_PROFIT: "not-for-profit organisations",
    Organisation.INDIVIDUAL: "individuals",
}
_PROGRAMMES = {Programme.PARTNER: "the partner programme", Programme.PRIVATE_BETA: "private beta"}


def audience(profile: Profile) -> str:
    """A profile in words: 'not-for-profit organisations in Brazil, in the partner programme'; '' where it is empty."""
    kinds = [name for kind, name in _ORGANISATIONS.items() if kind in profile.organisations]
    said = " and ".join(kinds) or "customers"
    if profile.country:
        code = profile.country.upper()
        said += f" in {dict(countries()).get(code, code)}"
    if programmes := [name for kind, name in _PROGRAMMES.items() if kind in profile.programmes]:
        said += f"{',' if profile.country or kinds else ''} in {' and '.join(programmes)}"
    return "" if profile.is_empty else said


def manuscript(analysis: Analysis, applicability: Applicability | None, request: ExportRequest) -> Manuscript:
    """The whole document, before it is given a format. `request.on` None stands for today."""
    agreement = analysis.agreement
    provisions = chosen(agreement, request.provisions, as_given=request.as_given)
    applicability = None if request.kind is ExportKind.AS_PUBLISHED else applicability
    said = audience(applicability.profile if applicability is not None else request.reader)
    cited = cited_by(analysis, provisions) if request.cited else ()
    inside = {provision.id for provision in (*provisions, *cited)}
    setter = Setter(analysis, inside)
    groups, appended = (
        Composer(analysis, applicability, some, said or "the chosen profile", setter, part, request.notes).groups(
            request.summaries
        )
        for some, part in ((provisions, ""), (cited, ".cited"))
    )
    on = request.on or date.today()  # noqa: DTZ011 - the day where the user is
    whole = len(provisions) == len(agreement.provisions)
    running = printable(agreement.title)
    noted = sum(len(entry.remarks) for group in (*groups, *appended) for entry in group.entries)
    if agreement.last_updated:
        running += f" · version of {in_words(agreement.last_updated)}"
    made = Manuscript(
        title=printable(agreement.title).strip() or "Untitled agreement",
        language=agreement.language,
        paper=request.paper,
        on=on,
        side_by_side=mostly_explained(groups),
        kind="Agreement" if whole else "Extract from an agreement",
        running=running,
        audience=said,
        facts=(),
        answers=_answers(agreement, applicability, inside),
        groups=groups,
        evidence=(),
        provisions=len(provisions),
        total=len(agreement.provisions),
        appendices=_appendices(analysis, request, inside, appended, setter),
    )
    facts = _facts(agreement, request, made, noted)
    return replace(made, facts=facts, evidence=_evidence(agreement, applicability, made))


def _appendices(
    analysis: Analysis, request: ExportRequest, inside: set[str], cited: tuple[Group, ...], setter: Setter
) -> tuple[Appendix, ...]:
    said = "Not chosen for this export: appended because the chosen provisions refer to them."
    wanted = (
        Appendix("appendix.cited", "Provisions cited", said, cited) if cited else None,
        definitions(analysis, inside, setter) if request.definitions else None,
        deadlines(analysis, inside, inside) if request.deadlines else None,
    )
    return tuple(appendix for appendix in wanted if appendix is not None)


def _facts(agreement: Agreement, request: ExportRequest, made: Manuscript, noted: int) -> tuple[Row, ...]:
    """The title block; `noted` counts notes."""
    source = agreement.text.source
    count, total = made.provisions, made.total
    rows = [("Publisher", printable(request.publisher))] if request.publisher else []
    rows.append(("Version", in_words(agreement.last_updated) if agreement.last_updated else "undated in the source"))
    rows.append(("Read for", made.audience or "any reader: the agreement as published"))
    rows.append(("Scope", ("all " if count == total > 1 else "") + _count(count, total)))
    if made.has_summaries:
        where = "beside it" if made.side_by_side else "where it has them"
        rows.append(("Text", f"binding text, with the publisher’s summaries {where}; the summaries are not binding"))
    else:
        none = "; the source has no summaries beside it" if request.summaries else ""
        rows.append(("Text", f"binding text only{none}"))
    if noted:
        rows.append(("Notes", f"{noted} of the reader’s own, set apart from the text; no part of the agreement"))
    rows.append(("Source", f"{source.name} (SHA-256 {source.sha256[:12]}…)"))
    rows.append(("Exported", in_words(made.on)))
    return tuple(Row(label, words(value)) for label, value in rows)


def _answers(agreement: Agreement, applicability: Applicability | None, inside: set[str]) -> tuple[Row, ...]:
    if applicability is None or applicability.profile.is_empty:
        return ()
    rows = []
    for fact, label in FACT_NAMES.items():
        answer = applicability.answers.get(fact)
        if answer is not None:
            rows.append(Row(label, _answer(agreement, answer, inside)))
    for terms in applicability.special_terms:
        label = "Special terms" if terms.certain else "Special terms, perhaps"
        cited = _cited(agreement, terms.provision, inside, f"Section {terms.number} ({terms.heading})")
        rows.append(Row(label, trimmed((cited, Inline(f" — {printable(terms.why)}" if terms.why else "")))))
    for change in applicability.replaced:
        target = _cited(agreement, change.target, inside, change.target_number)
        by = _cited(agreement, change.by, inside, change.by_number)
        rows.append(Row("Replaced", trimmed((target, Inline(" by "), by))))
    for change in applicability.disapplied:
        target = _cited(agreement, change.target, inside, change.target_number)
        by = _cited(agreement, change.by, inside, change.by_number)
        rows.append(Row("Does not apply", trimmed((target, Inline(", says "), by))))
    return (*rows, *(Row("Note", words(warning)) for warning in applicability.warnings))


def _answer(agreement: Agreement, answer: Answer, inside: set[str]) -> Line:
    parts = [Inline(printable(answer.value), bold=True)] if answer.value else [Inline("Not settled", bold=True)]
    if not answer.certain and answer.value:
        parts.append(Inline(" (not certain)"))
    if answer.why and not answer.certain:
        parts.append(Inline(f" — {printable(answer.why)}"))
    if answer.provision is not None:
        parts += [Inline("  "), _cited(agreement, answer.provision, inside, "")]
    return trimmed(parts)


def _cited(agreement: Agreement, identity: str, inside: set[str], otherwise: str) -> Inline:
    known = identity in agreement.by_id
    said = citation(agreement, identity) if known else otherwise
    return Inline(said, to=identity if identity in inside else None)


def _evidence(agreement: Agreement, applicability: Applicability | None, made: Manuscript) -> tuple[Row, ...]:
    source = agreement.text.source
    coverage = agreement.coverage
    left_out = coverage.source_words - coverage.placed_words
    rows = [
        ("Source file", source.name),
        ("SHA-256", source.sha256),
        ("Media type", source.media_type),
        ("Length", f"{coverage.source_words:,} words, {len(agreement.text.text):,} characters"),
        ("Placed", f"{coverage.placed_words:,} words in provisions and summaries"),
        ("Left out", f"{left_out:,} words" + _reasons(agreement) if left_out else "nothing"),
        ("Exported", f"{_count(made.provisions, made.total)}, on {in_words(made.on)}"),
    ]
    if applicability is not None and not applicability.profile.is_empty:
        set_here = {entry.id: entry.citation for entry in made.entries if entry.standing is Standing.REPLACED}
        changed = [
            f"{set_here[row.target]} by {_cited(agreement, row.by, set(), row.by_number).text}"
            for row in applicability.replaced
            if row.target in set_here
        ]
        rows.append(("Read for", f"{made.audience}; replaced here: {', '.join(changed) or 'nothing'}"))
    return tuple(Row(label, words(value)) for label, value in rows)


def _count(count: int, total: int) -> str:
    noun = "provision" if total == 1 else "provisions"
    return f"{total} {noun}" if count == total else f"{count} of {total} {noun}"


def _reasons(agreement: Agreement) -> str:
    reasons = dict.fromkeys(row.reason for row in agreement.coverage.left_out)
    return f" ({'; '.join(reasons)})"
