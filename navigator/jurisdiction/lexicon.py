"""The words around places and conditions, by language: what `phrases` and `conditions` look for.

"Wenn Sie Ihren Wohnsitz im Vereinigten Königreich haben, …", "Si vous résidez hors de l'Union européenne, …"

English has patterns of its own in those two modules: its agreements draw finer distinctions there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from navigator.jurisdiction.regions import Area, areas, fold, name_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language.

    noise      articles, prepositions and words such as "country" before a name
    suffix     what may follow a name and adds nothing: "angehören"
    outside    "außerhalb", "hors de"
    others     "anderswo", "dans tout autre pays"
    exception  "mit Ausnahme von", "à l'exception de"
    separator  "und", "ou", commas
    intro      how a condition on the customer begins
    link       what stands between it and a place ("outside" does too)
    tail       the words that may end the condition after the place
    main       how the main clause may go on: "gilt", "le", "su"
    otherwise  "in allen anderen Fällen"
    consumer, business  the kinds of customer that a condition names
    """

    noise: re.Pattern[str]
    suffix: re.Pattern[str]
    outside: re.Pattern[str]
    others: re.Pattern[str]
    exception: re.Pattern[str]
    separator: re.Pattern[str]
    intro: re.Pattern[str]
    link: re.Pattern[str]
    tail: re.Pattern[str]
    main: re.Pattern[str]
    otherwise: re.Pattern[str]
    consumer: re.Pattern[str]
    business: re.Pattern[str]


_WITH = "mit|avec|con|com|met|für|pour|para|per|voor|durch|par|por|da|door|zwischen|entre|tra|tussen"
_ARTICLE = "die|der|das|la|le|el|il|lo|o|a|de|het"
"""What may begin the next case after "and": `… se il cliente ha sede in Perù e con Quercia S.p.A. in …`"""


def _lexicon(**words: str) -> Lexicon:
    joint = rf"\s*(?:,\s*(?:(?:{words['joint']})\b)?|/|\b(?:{words['joint']})\b|&)\s*"
    return Lexicon(
        noise=re.compile(rf"(?:(?:{words['noise']})(?![\w’'])|(?:{words.get('elided', '(?!)')})[’'])\s*", re.I),
        suffix=re.compile(rf"\s+(?:{words['suffix']})\b", re.I),
        outside=re.compile(rf"(?:{words['outside']})(?![\w])['’]?\s*", re.I),
        others=re.compile(rf"(?:{words['others']})\b", re.I),
        exception=re.compile(rf"(?P<comma>,?)\s*(?P<word>{words['exception']})(?![\w])['’]?\s*", re.I),
        separator=re.compile(joint, re.I),
        intro=re.compile(rf"\b(?:{words['intro']})", re.I),
        link=re.compile(rf"\b(?:(?:{words['link']})(?:\s+|(?<=['’]))|(?=(?:{words['outside']})(?![\w])))", re.I),
        tail=re.compile(
            rf"[\s,*_]*(?:(?:{words['tail']})\b[\s*_]*)*(?:[,;:.)]|$|(?=(?:{words['main']})(?![\w]))"
            rf"|(?=(?:{words['joint']})\s+(?:{_WITH})\b)|(?=(?:(?:{_ARTICLE})\s+|l['’])(?-i:[A-ZÀ-Þ])))",
            re.I,
        ),
        main=re.compile(rf"\s(?=(?:{words['main']})(?![\w]))", re.I),
        otherwise=re.compile(
            rf"(?:^|(?<=[;:.,])|(?<=\n)|(?<=\s)(?=(?:{words['joint']})\s)"
            rf"|(?<=\s)(?=(?:{words['otherwise']})\s*[.;]?\s*$))\s*(?:(?:{words['joint']})\s+)?(?P<words>{words['otherwise']})\b,?",
            re.I,
        ),
        consumer=re.compile(rf"\b(?:{words['consumer']})", re.I),
        business=re.compile(rf"\b(?:{words['business']})", re.I),
    )


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of a language; None for English and for languages that have none here."""
    words = _data("lexicon.toml").get(language[:2])
    joined = {key: "|".join(alternatives).replace("’", "[’']") for key, alternatives in (words or {}).items()}
    return _lexicon(**joined) if joined else None


@cache
def place_names(language: str) -> Mapping[str, Area]:
    """Every name of a place in a language, folded; the English names are among them."""
    own = _data("names.toml").get(language[:2], {})
    found = dict(areas())
    for key, names in own.items():
        area = areas()[fold(name_of(key) if len(key) == 2 else key)]
        found.update((fold(name), area) for name in names)
    return found


@cache
def _data(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))
