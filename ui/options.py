"""What the app itself takes on its command line; the verbs are `navigator.__main__`'s."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from navigator.model.catalogue import BadInput
from navigator.model.deep_link import SCHEME, DeepLink, is_link, read_link
from navigator.model.rules import Organisation, Profile, Programme
from navigator.settings import version

PROGRAM = "contract-navigator"
_SMALLEST, _LARGEST = 320, 8000
VIEWS = {
    "map": "profile.map",
    "matrix": "profile.matrix",
    "profiles": "profile.compare",
    "obligations": "view.obligations",
    "findings": "view.findings",
    "figures": "view.figures",
    "precedence": "view.precedence",
    "compare": "compare.versions",
    "terms": "view.terms",
    "notes": "view.notes",
    "export": "file.export",
    "collection": "collection.show",
    "split": "view.split",
    "results": "search.results",
    "clauses": "search.clauses",
    "imports": "file.imports",
    "web": "file.add-web",
    "paste": "file.paste",
    "chooser": "profile.choose",
    "settings": "file.settings",
    "commands": "help.commands",
    "help": "help.show",
}
"""What a picture can show besides the text -> the command that shows it."""


@dataclass(frozen=True, slots=True)
class Options:
    """`screenshot` None opens the window; the options below it are for pictures alone."""

    agreements: tuple[Path, ...] = ()
    link: DeepLink | None = None
    library: Path | None = None
    screenshot: Path | None = None
    theme: str = "light"
    size: tuple[int, int] = (1440, 900)
    show: str | None = None
    search: str | None = None
    card: str | None = None
    view: str | None = None
    profile: Profile | None = None


def read(words: Sequence[str]) -> Options:
    """The options in a command line. Raises `BadInput` with one line for what is not one."""
    given = _parser().parse_args(list(words))
    named: list[Path | DeepLink] = given.agreements
    files = [each for each in named if isinstance(each, Path)]
    links = [each for each in named if isinstance(each, DeepLink)]
    if len(links) > 1 or (links and (files or given.screenshot)):
        raise BadInput(f"{SCHEME}: one link at a time, and neither files nor --screenshot with it")
    profile = Profile(given.country, frozenset(given.organisation), frozenset(given.programme))
    if given.screenshot is None:
        for name in ("theme", "size", "show", "search", "card", "view"):
            if getattr(given, name) is not None:
                raise BadInput(f"--{name}: only with --screenshot FILE.png")
        if not profile.is_empty:
            raise BadInput(
                "--country, --organisation, --programme: only with --screenshot; the window has its own chip"
            )
    elif given.screenshot.suffix.lower() != ".png":
        raise BadInput(f"--screenshot {given.screenshot}: pictures are PNG; give a name that ends in .png")
    elif len(files) > 1:
        raise BadInput("--screenshot: one agreement at most")
    for option in ("show", "card"):
        if getattr(given, option) is not None and not files:
            raise BadInput(f"--{option}: name the agreement to show")
    return Options(
        agreements=tuple(files),
        link=links[0] if links else None,
        library=given.library,
        theme=given.theme or Options().theme,
        screenshot=given.screenshot,
        size=given.size or Options().size,
        show=given.show,
        search=given.search,
        card=given.card,
        view=given.view,
        profile=None if profile.is_empty else profile,
    )


def _agreement(text: str) -> Path | DeepLink:
    return read_link(text) if is_link(text) else Path(text)


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) == 2 and all(part.isascii() and part.isdigit() for part in parts):
        width, height = int(parts[0]), int(parts[1])
        if _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST:
            return width, height
    raise argparse.ArgumentTypeError(f"{text} is not a size; write it as 1440x900, each from {_SMALLEST} to {_LARGEST}")


def _kind(kind: type[Organisation | Programme]) -> object:
    def read_one(text: str) -> Organisation | Programme:
        try:
            return kind(text)
        except ValueError:
            names = ", ".join(member.value for member in kind)
            raise argparse.ArgumentTypeError(f"{text} is not known; choose from {names}") from None

    return read_one


class _Parser(argparse.ArgumentParser):
    """Refuses in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message.replace('argument ', '')}; {PROGRAM} --help tells more")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM,
        allow_abbrev=False,
        description="Read an agreement's binding clauses beside plain-language summaries.",
        epilog="Verbs: inspect, check, applies, consolidate, compare, search, export, add, library. "
        "VERB --help tells what each takes.",
    )
    parser.add_argument("agreements", nargs="*", type=_agreement, metavar="AGREEMENT",
                        help=f"files to add and read, or one {SCHEME}: link to follow")  # fmt: skip
    parser.add_argument("--version", action="version", version=f"%(prog)s {version()}", help="print it and leave")
    parser.add_argument("--library", type=Path, metavar="PATH", help="the library folder (default: this user's)")
    picture = parser.add_argument_group("pictures of the window")
    picture.add_argument("--screenshot", type=Path, metavar="FILE.png", help="draw the window and leave")
    picture.add_argument("--theme", choices=("light", "dark", "high-contrast"), help="light")
    picture.add_argument("--size", type=_size, metavar="WxH", help="1440x900")
    picture.add_argument("--show", metavar="PROVISION", help="a number like 9.6, or a provision's id")
    picture.add_argument("--search", metavar="QUERY", help="with the search open")
    picture.add_argument("--card", metavar="WORDS", help="with the card of a reference or term open")
    picture.add_argument("--view", choices=tuple(VIEWS), help="instead of the text, or below it")
    picture.add_argument("--country", type=str.upper, metavar="CODE", help="ISO 3166-1 alpha-2")
    for option, kind in (("--organisation", Organisation), ("--programme", Programme)):
        picture.add_argument(option, action="append", default=[], type=_kind(kind), metavar="KIND")  # type: ignore[arg-type]
    return parser
