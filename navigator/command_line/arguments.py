"""What each verb takes, with its help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from navigator.model.catalogue import BadInput, Engine, HitLayer
from navigator.model.exporting import Paper
from navigator.model.rules import Organisation, Programme
from navigator.model.topics import Topic
from navigator.settings import APPLICATION, version


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, as everything here does."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message.replace('argument ', '')}; {self.prog} --help tells more")


def parser() -> argparse.ArgumentParser:
    """The parser of all verbs: `verb` and, for the library, `act` say which one was given."""
    arguments = _Parser(prog=APPLICATION, description="Read, search and export agreements.", allow_abbrev=False)
    arguments.add_argument("--version", action="version", version=f"%(prog)s {version()}", help="print it and leave")
    verbs = arguments.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Parser)
    for add in (_add_reading, _add_compare, _add_search, _add_export, _add_library):
        add(verbs)
    return arguments


def _verb(verbs: Any, name: str, text: str) -> Any:
    """One verb, with what every verb takes."""
    made = verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
    made.add_argument("--json", action="store_true", help="print JSON")
    made.add_argument("--library", type=Path, metavar="PATH", help="the library folder (default: this user's)")
    return made


def _add_reading(verbs: Any) -> None:
    inspect = _verb(verbs, "inspect", "What was understood of one file, without adding it to the library.")
    inspect.add_argument("file", type=Path, metavar="FILE")

    check = _verb(verbs, "check", "Broken references, stale titles, unused terms, ...; exit status 1 with findings.")
    check.add_argument("file", type=Path, metavar="FILE")

    applies = _verb(verbs, "applies", "Entity, governing law, courts, disputes, special terms, what replaces what.")
    applies.add_argument("file", type=Path, metavar="FILE")
    _add_profile(applies)

    consolidate = _verb(verbs, "consolidate", "The agreement as it reads for a profile, every piece traced.")
    consolidate.add_argument("file", type=Path, metavar="FILE")
    _add_profile(consolidate)


def _add_compare(verbs: Any) -> None:
    compare = _verb(verbs, "compare", "What changed from one version to another, the gravest first; exit status 0, "
                   "with changes or without; --json gives every provision with its words.")  # fmt: skip
    for side in ("old", "new"):
        compare.add_argument(side, metavar=side.upper(), help="a file, or the key or title of one in the library")
    compare.add_argument("-o", "--out", type=Path, metavar="OUT",
                         help="write the changes: redline.docx (tracked changes), .html, .xlsx, .csv")  # fmt: skip
    compare.add_argument("--force", action="store_true", help="replace OUT where it is there already")


def _add_search(verbs: Any) -> None:
    search = _verb(verbs, "search", "Ranked provisions with the words around them; exit status 1 where none is found.")
    search.add_argument(
        "query",
        nargs="+",
        metavar="QUERY",
        help='words, "phrases", begin*, AND OR NOT, near/5, heading:, in:9, 9.6, a heading',
    )
    search.add_argument(
        "--agreement", action="append", default=[], metavar="NAME", help="in this agreement: key or title"
    )
    search.add_argument("--layer", action="append", default=[], type=_one_of(HitLayer), metavar="LAYER",
                        help="binding, summary, definition or heading")  # fmt: skip
    search.add_argument("--applies-only", action="store_true", help="leave out what does not apply to the profile")
    search.add_argument("--topic", action="append", default=[], type=_one_of(Topic), metavar="KIND",
                        help="only clauses of this kind: governing-law, liability, termination, ...")  # fmt: skip
    search.add_argument("--publisher", action="append", default=[], metavar="NAME", help="of this publisher")
    search.add_argument("--language", action="append", default=[], metavar="CODE", help="in this language: en, de, ...")
    search.add_argument("--versions", choices=("current", "earlier"), help="only current or only earlier versions")
    search.add_argument("--engine", default=Engine.AUTOMATIC, type=_one_of(Engine), metavar="ENGINE",
                        help="whoosh or tantivy (automatic: by the size of the library)")  # fmt: skip
    search.add_argument("--limit", type=_count, default=50, metavar="N", help="at most so many (50)")
    _add_profile(search)


def _add_export(verbs: Any) -> None:
    export = _verb(verbs, "export", "Write provisions to a file, in the format of its ending.")
    export.add_argument("what", nargs="*", metavar="WHAT",
                        help="a file, or an agreement in the library by key or title; several make one")  # fmt: skip
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
    gathered = export.add_mutually_exclusive_group()
    gathered.add_argument("--collection", action="store_true", help="the provisions that were gathered while reading")
    gathered.add_argument("--search", metavar="QUERY", help="the provisions that a search finds, in WHAT or everywhere")
    gathered.add_argument("--clauses", type=_one_of(Topic), metavar="KIND",
                          help="the same kind of clause, of WHAT or of all agreements: governing-law, ...")  # fmt: skip
    export.add_argument("--limit", type=_count, default=300, metavar="N", help="at most so many hits of a search (300)")
    export.add_argument("--as-published", action="store_true", help="set the profile aside: the text as published")
    export.add_argument("--notes", action="store_true", help="add your own notes, marked as no part of the agreement")
    export.add_argument("--summaries", action="store_true", help="set the summaries beside the binding text")
    export.add_argument("--definitions", action="store_true", help="append the definitions that they use")
    export.add_argument("--cited", action="store_true", help="append the provisions that they refer to")
    export.add_argument("--deadlines", action="store_true", help="append their periods, dates and amounts as a table")
    export.add_argument("--force", action="store_true", help="replace OUT where it is there already")
    export.add_argument("--paper", type=_one_of(Paper), default=Paper.A4, metavar="PAPER", help="a4 or us-letter")
    export.add_argument("--date", type=_day, metavar="DATE", help="the date to print (today)")
    _add_profile(export)


def _add_library(verbs: Any) -> None:
    add = _verb(verbs, "add", "Add files, the agreements in folders, and pages of the web to the library.")
    add.add_argument(
        "paths", nargs="+", metavar="FILE|FOLDER|ADDRESS", help="an address begins with https:// and is one page"
    )
    add.add_argument("--preview", action="store_true", help="show what an address holds, and keep nothing")

    library = verbs.add_parser("library", help="List, remove, verify, rebuild the index.", allow_abbrev=False)
    acts = library.add_subparsers(dest="act", required=True, metavar="ACT", parser_class=_Parser)
    _verb(acts, "list", "What is in the library.")
    remove = _verb(acts, "remove", "Take agreements out of the library.")
    remove.add_argument("agreement", nargs="+", metavar="NAME", help="key or title")
    verify = _verb(acts, "verify", "Check every source by its hash, and list and index against a fresh reading of it; "
                   "exit status 1 where something is wrong.")  # fmt: skip
    verify.add_argument("--quick", action="store_true", help="the stored bytes and the index alone, no fresh reading")
    _verb(acts, "rebuild-index", "Make the search index anew.")


def _add_profile(verb: Any) -> None:
    verb.add_argument("--country", metavar="CODE", help="where you are domiciled, ISO 3166-1 alpha-2: BR")
    for option, kind in (("--organisation", Organisation), ("--programme", Programme)):
        verb.add_argument(
            option,
            action="append",
            default=[],
            type=_one_of(kind),
            metavar="KIND",
            help=f"{', '.join(member.value for member in kind)}; may be given more than once",
        )


def _one_of(kind: type[Organisation | Programme | HitLayer | Paper | Engine | Topic]) -> Callable[[str], Any]:
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
