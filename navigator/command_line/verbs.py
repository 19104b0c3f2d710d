"""The verbs: each asks the façade and prints the answer."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from navigator import answers
from navigator.command_line.given import card_of, exported, profile_of, publisher_of, understood
from navigator.command_line.screen import BAD_INPUT, DONE, FINDINGS, print_json, refuse, show_progress
from navigator.model.catalogue import AddReport, AddStatus, BadInput, Filters, ProgressSink
from navigator.model.exporting import ExportKind, ExportRequest, Gathering
from navigator.model.library import Draft
from navigator.session import Session
from navigator.settings import Settings

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def _inspect(session: Session, given: argparse.Namespace) -> int:
    if given.json:
        print_json(session.inspect_json(given.file))
    else:
        print(answers.inspected(session.inspect(given.file)))
    return DONE


def _check(session: Session, given: argparse.Namespace) -> int:
    analysis = session.inspect(given.file)
    findings = session.findings(analysis)
    if given.json:
        print_json(answers.check_json(analysis, findings))
    else:
        print(answers.checked(analysis, findings))
    return FINDINGS if findings else DONE


def _applies(session: Session, given: argparse.Namespace) -> int:
    profile = profile_of(session, given)
    analysis = session.inspect(given.file)
    answer = session.applies(analysis, profile)
    if given.json:
        print_json(answers.applies_json(answer))
    else:
        print(answers.applying(analysis.agreement, answer, dict(session.countries())))
    return DONE


def _consolidate(session: Session, given: argparse.Namespace) -> int:
    from navigator.consolidation.report import consolidated_json, consolidated_text

    profile = profile_of(session, given)
    analysis = session.inspect(given.file)
    consolidated = session.consolidate(analysis, profile)
    if given.json:
        print_json(consolidated_json(analysis, consolidated))
    else:
        print(consolidated_text(analysis, consolidated, dict(session.countries())))
    return DONE


def _compare(session: Session, given: argparse.Namespace) -> int:
    from navigator.compare.report import compared, comparison_json  # its libraries would slow every other verb

    comparison = session.compare(understood(session, given.old), understood(session, given.new))
    if given.out is not None:
        written = session.export_comparison(comparison, given.out, overwrite=given.force).value
        print_json({"written": str(written), "bytes": written.stat().st_size}) if given.json else print(written)
    elif given.json:
        print_json(comparison_json(comparison))
    else:
        print(compared(comparison))
    return DONE


def _search(session: Session, given: argparse.Namespace) -> int:
    if not " ".join(given.query).strip() and not given.topic:
        raise BadInput("QUERY: it is empty; give words to look for, or a kind of clause with --topic")
    filters = Filters(
        agreements=frozenset(card_of(session, name).key for name in given.agreement),
        layers=frozenset(given.layer),
        publishers=frozenset(publisher_of(session, name) for name in given.publisher),
        languages=frozenset(code.lower() for code in given.language),
        versions=frozenset([given.versions] if given.versions else []),
        topics=frozenset(given.topic),
        applies_only=given.applies_only,
        profile=profile_of(session, given),
        limit=given.limit,
    )
    session.use_engine(given.engine)
    result = session.search(" ".join(given.query), filters)
    if given.json:
        print_json(answers.search_json(result))
    else:
        print(answers.found(result))
    return DONE if result.total else FINDINGS


def _export(session: Session, given: argparse.Namespace) -> int:
    what, provisions = exported(session, given)
    request = ExportRequest(
        provisions=provisions,
        profile=profile_of(session, given),
        kind=ExportKind.AS_PUBLISHED if given.as_published else ExportKind.PROFILE,
        summaries=given.summaries,
        paper=given.paper,
        on=given.date or date.today(),  # noqa: DTZ011 - the day where the user is
        definitions=given.definitions,
        cited=given.cited,
        deadlines=given.deadlines,
        with_notes=given.notes,
        as_given=given.collection,
    )
    told: list[str] = []
    progress = show_progress if sys.stderr.isatty() and isinstance(what, Gathering) else None
    written = session.export(what, request, given.out, overwrite=given.force, told=told.append, progress=progress).value
    for line in told:
        print(line, file=sys.stderr)
    if given.json:
        print_json({"written": str(written), "bytes": written.stat().st_size, "notes": told})
    else:
        print(written)
    return DONE


def _add(session: Session, given: argparse.Namespace) -> int:
    addresses = [words for words in given.paths if _ADDRESS.match(words)]
    files = [Path(words) for words in given.paths if not _ADDRESS.match(words)]
    if given.preview and files:
        raise BadInput(f"--preview {files[0]}: for web addresses only; inspect shows what is understood of a file")
    progress = _progress()
    reports = list(session.add(files, progress).value) if files else []
    if files and all(report.status is AddStatus.PASSED_OVER for report in reports):
        raise BadInput(f"{files[0]}: no agreement in it; add .md, .txt, .html, .docx, .odt, .rtf or .pdf files")
    drafts: list[Draft] = []
    for address in addresses:
        try:
            draft = session.fetch(address, allow_private=Settings().flag("web.allow-private"), progress=progress)
            drafts.append(draft)
            if not given.preview:
                reports.append(session.keep(draft).value)
        except BadInput as error:
            reports.append(AddReport(address, None, AddStatus.FAILED, str(error)))
    if given.json:
        previews = {"previews": [answers.draft_json(draft) for draft in drafts]} if given.preview else {}
        print_json({**previews, "reports": [answers.report_json(report) for report in reports]})
    else:
        print("\n\n".join([*map(answers.drafted, drafts), *([answers.added(reports)] if reports else [])]))
    failed = [report for report in reports if report.status is AddStatus.FAILED]
    for report in failed:
        refuse(report.message)
    if not failed:
        return DONE
    return BAD_INPUT if len(failed) == len(reports) + len(drafts) * given.preview else FINDINGS


def _library_list(session: Session, given: argparse.Namespace) -> int:
    cards = session.cards()
    if given.json:
        print_json({"library": str(session.library), "agreements": [answers.card_json(card) for card in cards]})
    else:
        print(answers.listed(cards))
    return DONE


def _library_remove(session: Session, given: argparse.Namespace) -> int:
    cards = [card_of(session, name, part=False) for name in given.agreement]
    for card in cards:
        session.remove(card.key)
    if given.json:
        print_json({"removed": [card.key for card in cards]})
    else:
        print("\n".join(f"removed {card.title} ({card.key})" for card in cards))
    return DONE


def _library_verify(session: Session, given: argparse.Namespace) -> int:
    found = session.verify(_progress(), quick=given.quick)
    if given.json:
        print_json({"findings": list(found.wrong), "notes": list(found.notes), "agreements": found.agreements})
    else:
        print(answers.verified(found))
    return FINDINGS if found.wrong else DONE


def _library_rebuild(session: Session, given: argparse.Namespace) -> int:
    found = session.rebuild_index(_progress())
    if given.json:
        print_json({"findings": list(found)})
    else:
        print("\n".join(found) or "the index is made anew")
    return FINDINGS if found else DONE


def _progress() -> ProgressSink | None:
    """A line on the screen; nothing where the output goes elsewhere."""
    return show_progress if sys.stderr.isatty() else None


HANDLERS: dict[str, Callable[[Session, argparse.Namespace], int]] = {
    "inspect": _inspect,
    "check": _check,
    "applies": _applies,
    "consolidate": _consolidate,
    "compare": _compare,
    "search": _search,
    "export": _export,
    "add": _add,
    "library list": _library_list,
    "library remove": _library_remove,
    "library verify": _library_verify,
    "library rebuild-index": _library_rebuild,
}
"""What each verb does: takes the session and what the user gave, prints, and answers the exit status."""
