"""The command line: the second front end, over the same façade as the window.

Exit status: 0 done; 1 findings, or nothing found (`search`), or not all of the files added (`add`); 2 bad input, said
in one line on standard error. Nothing that the user gives leads to a traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from navigator import answers
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AddStatus, AgreementCard, BadInput, Filters, HitLayer, Progress
from navigator.model.exporting import ExportRequest, Paper
from navigator.model.rules import Organisation, Profile, Programme
from navigator.session import Session

PROGRAM = "contract-navigator"
VERBS = ("inspect", "check", "applies", "consolidate", "compare", "search", "export", "add", "library")
"""The first arguments that are a verb of the command line; anything else opens the window."""

DONE, FINDINGS, BAD_INPUT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; answers the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        status = _run(_parser().parse_args(words))
        sys.stdout.flush()
        return status
    except BadInput as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again when Python leaves.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _refuse("stopped")


def _run(given: argparse.Namespace) -> int:
    session = Session(given.library)
    try:
        run: Callable[[Session, argparse.Namespace], int] = given.run
        return run(session, given)
    finally:
        session.close()


def _refuse(why: str) -> int:
    print(f"{PROGRAM}: {' '.join(why.split())}", file=sys.stderr)
    return BAD_INPUT


# --- The verbs ---


def _inspect(session: Session, given: argparse.Namespace) -> int:
    if given.json:
        _print_json(session.inspect_json(given.file))
    else:
        print(answers.inspected(session.inspect(given.file)))
    return DONE


def _check(session: Session, given: argparse.Namespace) -> int:
    analysis = session.inspect(given.file)
    findings = session.findings(analysis)
    if given.json:
        _print_json(answers.check_json(analysis, findings))
    else:
        print(answers.checked(analysis, findings))
    return FINDINGS if findings else DONE


def _applies(session: Session, given: argparse.Namespace) -> int:
    profile = _profile(session, given)
    analysis = session.inspect(given.file)
    answer = session.applies(analysis, profile)
    if given.json:
        _print_json(answers.applies_json(answer))
    else:
        print(answers.applying(analysis.agreement, answer, dict(session.countries())))
    return DONE


def _consolidate(session: Session, given: argparse.Namespace) -> int:
    from navigator.consolidation.report import consolidated_json, consolidated_text

    profile = _profile(session, given)
    analysis = session.inspect(given.file)
    consolidated = session.consolidate(analysis, profile)
    if given.json:
        _print_json(consolidated_json(analysis, consolidated))
    else:
        print(consolidated_text(analysis, consolidated, dict(session.countries())))
    return DONE


def _compare(session: Session, given: argparse.Namespace) -> int:
    from navigator.compare.report import compared, comparison_json  # its libraries would slow every other verb

    comparison = session.compare(_understood(session, given.old), _understood(session, given.new))
    if given.json:
        _print_json(comparison_json(comparison))
    else:
        print(compared(comparison))
    return DONE


def _search(session: Session, given: argparse.Namespace) -> int:
    filters = Filters(
        agreements=frozenset(_card(session, name).key for name in given.agreement),
        layers=frozenset(given.layer),
        applies_only=given.applies_only,
        profile=_profile(session, given),
        limit=given.limit,
    )
    result = session.search(" ".join(given.query), filters)
    if given.json:
        _print_json(answers.search_json(result))
    else:
        print(answers.found(result))
    return DONE if result.total else FINDINGS


def _export(session: Session, given: argparse.Namespace) -> int:
    profile = _profile(session, given)
    analysis = _understood(session, given.what)
    chosen: list[str] = []
    for words in given.provision:
        found = session.provision(analysis, words)
        if found is None:
            raise BadInput(f"--provision {words}: not in {analysis.agreement.title}; inspect lists its numbers")
        chosen += [found, *(below.id for below in analysis.agreement.descendants(found))]
    request = ExportRequest(
        provisions=tuple(dict.fromkeys(chosen)),
        profile=profile,
        summaries=given.summaries,
        paper=given.paper,
        on=given.date or date.today(),  # noqa: DTZ011 - the day where the user is
        definitions=given.definitions,
        cited=given.cited,
        deadlines=given.deadlines,
    )
    written = session.export(analysis, request, given.out, overwrite=given.force).value
    if given.json:
        _print_json({"written": str(written), "bytes": written.stat().st_size})
    else:
        print(written)
    return DONE


def _add(session: Session, given: argparse.Namespace) -> int:
    reports = session.add(given.paths, _show_progress if sys.stderr.isatty() else None).value
    if not reports:
        raise BadInput(f"{given.paths[0]}: no agreement in it; add .md, .txt, .html, .docx or .pdf files")
    if given.json:
        _print_json({"reports": [answers.report_json(report) for report in reports]})
    else:
        print(answers.added(reports))
    failed = [report for report in reports if report.status is AddStatus.FAILED]
    for report in failed:
        _refuse(report.message)
    if not failed:
        return DONE
    return BAD_INPUT if len(failed) == len(reports) else FINDINGS


def _library_list(session: Session, given: argparse.Namespace) -> int:
    cards = session.cards()
    if given.json:
        _print_json({"library": str(session.library), "agreements": [answers.card_json(card) for card in cards]})
    else:
        print(answers.listed(cards))
    return DONE


def _library_remove(session: Session, given: argparse.Namespace) -> int:
    cards = [_card(session, name, part=False) for name in given.agreement]
    for card in cards:
        session.remove(card.key)
    if given.json:
        _print_json({"removed": [card.key for card in cards]})
    else:
        print("\n".join(f"removed {card.title} ({card.key})" for card in cards))
    return DONE


def _library_verify(session: Session, given: argparse.Namespace) -> int:
    return _troubles(session.verify(), given, "the library is whole")


def _library_rebuild(session: Session, given: argparse.Namespace) -> int:
    return _troubles(session.rebuild_index(), given, "the index is made anew")


def _troubles(found: Sequence[str], given: argparse.Namespace, well: str) -> int:
    if given.json:
        _print_json({"findings": list(found)})
    else:
        print("\n".join(found) or well)
    return FINDINGS if found else DONE


# --- What the user gave ---


def _profile(session: Session, given: argparse.Namespace) -> Profile:
    country = _country(session, given.country) if given.country else None
    return Profile(country, frozenset(given.organisation), frozenset(given.programme))


def _understood(session: Session, name: str) -> Analysis:
    """A file, or an agreement of the library by its key or title."""
    path = Path(name)
    return session.inspect(path) if path.exists() else session.analysis(_card(session, name).key)


def _country(session: Session, text: str) -> str:
    """A code, checked; a name is refused with the code that it has."""
    codes = dict(session.countries())
    if text.upper() in codes:
        return text.upper()
    # ISO 3166-1 reserves these two for the United Kingdom and (European Commission) Greece; people write them.
    reserved = {"UK": "GB", "EL": "GR"}.get(text.upper())
    by_name = {name.casefold(): code for code, name in codes.items()}
    near = get_close_matches(text.casefold(), by_name, 1, 0.5) if len(text) > 2 else []
    code = reserved or (by_name[near[0]] if near else None)
    hint = f"did you mean {code} ({codes[code]})?" if code else "for example BR or DE"
    raise BadInput(f"--country {text}: not an ISO 3166-1 alpha-2 code; {hint}")


def _card(session: Session, name: str, *, part: bool = True) -> AgreementCard:
    """One agreement of the library: its key, its title, or with `part` the beginning of its key or a part of its title
    that no other has. A title that several versions share is the newest of them."""
    cards = session.cards()
    wanted = name.casefold()
    exactly: list[Callable[[AgreementCard], bool]] = [
        lambda card: card.key == wanted,
        lambda card: card.title.casefold() == wanted,
    ]
    partly: list[Callable[[AgreementCard], bool]] = [
        lambda card: len(wanted) > 3 and card.key.startswith(wanted),
        lambda card: wanted in card.title.casefold(),
    ]
    for suits in exactly + partly if part else exactly:
        found = [card for card in cards if suits(card)]
        older = {key for card in found for key in card.earlier}
        newest = [card for card in found if card.key not in older]
        if len(newest) == 1:
            return newest[0]
        if newest:
            names = ", ".join(f"{card.key} ({card.title})" for card in newest[:4])
            raise BadInput(f"{name}: more than one agreement is called that; give a key: {names}")
    near = get_close_matches(name, [card.title for card in cards], 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "library list shows what is there"
    raise BadInput(f"{name}: no such file, and no such agreement in the library; {hint}")


def _one_of(kind: type[Organisation | Programme | HitLayer | Paper]) -> Callable[[str], Any]:
    """A value of a fixed list; anything else is refused with the nearest one."""

    def read(text: str) -> Any:
        names = [member.value for member in kind]
        if text in names:
            return kind(text)
        near = get_close_matches(text, names, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(names)}"
        raise argparse.ArgumentTypeError(f"{text} is not known; {hint}")

    return read


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write it as 2025-03-14") from None


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 100_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 100000")


# --- What the user sees ---


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _show_progress(progress: Progress) -> None:
    line = f"{progress.done} of {progress.total}  {progress.what}"[:78]
    print(f"\r{line:<78}", end="" if progress.done < progress.total else "\n", file=sys.stderr, flush=True)


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, as everything here does."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message.replace('argument ', '')}; {self.prog} --help tells more")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=PROGRAM, description="Read, search and export agreements.", allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)

    def verb(name: str, run: Callable[[Session, argparse.Namespace], int], text: str, within: Any = verbs) -> Any:
        made = within.add_parser(name, help=text, description=text, allow_abbrev=False)
        made.add_argument("--json", action="store_true", help="print JSON")
        made.add_argument("--library", type=Path, metavar="PATH", help="the library folder (default: this user's)")
        made.set_defaults(run=run)
        return made

    inspect = verb("inspect", _inspect, "What was understood of one file, without adding it to the library.")
    inspect.add_argument("file", type=Path, metavar="FILE")

    check = verb("check", _check, "Broken references, stale titles, unused terms, ...; exit status 1 with findings.")
    check.add_argument("file", type=Path, metavar="FILE")

    applies = verb("applies", _applies, "Entity, governing law, courts, disputes, special terms, what replaces what.")
    applies.add_argument("file", type=Path, metavar="FILE")
    _add_profile(applies)

    consolidate = verb("consolidate", _consolidate, "The agreement as it reads for a profile, every piece traced.")
    consolidate.add_argument("file", type=Path, metavar="FILE")
    _add_profile(consolidate)

    compare = verb("compare", _compare, "What changed from one version to another, the gravest first; exit status 0, "
                   "with changes or without; --json gives every provision with its words.")  # fmt: skip
    for side in ("old", "new"):
        compare.add_argument(side, metavar=side.upper(), help="a file, or the key or title of one in the library")

    search = verb("search", _search, "Ranked provisions with the words around them; exit status 1 where none is found.")
    search.add_argument(
        "query", nargs="+", metavar="QUERY", help='words, "phrases", begin*, AND OR NOT, 9.6, a heading'
    )
    search.add_argument(
        "--agreement", action="append", default=[], metavar="NAME", help="in this agreement: key or title"
    )
    search.add_argument("--layer", action="append", default=[], type=_one_of(HitLayer), metavar="LAYER",
                        help="binding, summary, definition or heading")  # fmt: skip
    search.add_argument("--applies-only", action="store_true", help="leave out what does not apply to the profile")
    search.add_argument("--limit", type=_count, default=50, metavar="N", help="at most so many (50)")
    _add_profile(search)

    export = verb("export", _export, "Write provisions to a file, in the format of its ending.")
    export.add_argument("what", metavar="WHAT", help="a file, or the key or title of an agreement in the library")
    export.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help="clauses.pdf, .docx, .html, .md, .txt, .csv, .xlsx, .xml (Akoma Ntoso), .zip (evidence bundle)",
    )
    export.add_argument("--provision", action="append", default=[], metavar="NUMBER",
                        help="with all below it; may be given more than once; without it, everything")  # fmt: skip
    export.add_argument("--summaries", action="store_true", help="set the summaries beside the binding text")
    export.add_argument("--definitions", action="store_true", help="append the definitions that they use")
    export.add_argument("--cited", action="store_true", help="append the provisions that they refer to")
    export.add_argument("--deadlines", action="store_true", help="append their periods, dates and amounts as a table")
    export.add_argument("--force", action="store_true", help="replace OUT where it is there already")
    export.add_argument("--paper", type=_one_of(Paper), default=Paper.A4, metavar="PAPER", help="a4 or us-letter")
    export.add_argument("--date", type=_day, metavar="DATE", help="the date to print (today)")
    _add_profile(export)

    add = verb("add", _add, "Add files, and the agreements in folders, to the library.")
    add.add_argument("paths", type=Path, nargs="+", metavar="FILE|FOLDER")

    library = verbs.add_parser("library", help="List, remove, verify, rebuild the index.", allow_abbrev=False)
    acts = library.add_subparsers(dest="act", required=True, metavar="ACT", parser_class=_Parser)
    verb("list", _library_list, "What is in the library.", acts)
    remove = verb("remove", _library_remove, "Take agreements out of the library.", acts)
    remove.add_argument("agreement", nargs="+", metavar="NAME", help="key or title")
    verb("verify", _library_verify, "Check every stored source; exit status 1 where something is wrong.", acts)
    verb("rebuild-index", _library_rebuild, "Make the search index anew.", acts)
    return parser


def _add_profile(parser: Any) -> None:
    parser.add_argument("--country", metavar="CODE", help="where you are domiciled, ISO 3166-1 alpha-2: BR")
    for option, kind in (("--organisation", Organisation), ("--programme", Programme)):
        parser.add_argument(
            option,
            action="append",
            default=[],
            type=_one_of(kind),
            metavar="KIND",
            help=f"{', '.join(member.value for member in kind)}; may be given more than once",
        )


if __name__ == "__main__":
    sys.exit(main())
