"""What a change is about: figures, law and courts, parties, obligations, definitions, references, or words alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator

from navigator.compare.evidence import (
    Facts,
    Finding,
    Hunk,
    Place,
    Touched,
    by_hunk,
    overlaps,
    touched_only,
    without_common,
)
from navigator.compare.lawcourts import law_and_parties
from navigator.compare.tokens import SMALL
from navigator.model.agreement import ProvisionKind
from navigator.model.comparison import Weight
from navigator.model.figures import Figure, FigureKind
from navigator.model.links import Reference
from navigator.model.text import plain

_GLOSS = re.compile(r"\b[\w-]+(?: (?:and )?[\w-]+){0,3} ?\((\d[\d.,]*%?)\)")
"""thirty (30) days -> 30 days"""
_QUALITY = re.compile(r"\b(business|working|calendar|consecutive)\b", re.I)
_COMPARATOR = re.compile(
    r"\b((?:at least|at most|not? (?:more|less|later|fewer) than|(?:more|less|later|fewer) than|up to)\s+)"
    r"(?:(?:[\w-]+ ){1,6}\()?\Z",
    re.I,
)
"""What stands before a figure: `more than ` [30 days], `at least thirty per cent (` [30%]."""
_MODAL = re.compile(
    r"\b(?:(?:must|shall|will|may|can|should)(?: (?:not|never|only))?|cannot|can(?:not|['’]t)|won['’]t|is required to|"
    r"are required to|is entitled to|are entitled to|ha(?:s|ve) the right to|reserves? the right|endeavou?rs? to|"
    r"undertakes? to|(?:commercially )?reasonable (?:efforts|endeavours)|best efforts|never|not(?! limited to)|unless|"
    r"except|only)\b"
)
"""Who must, may or will do what, and how far: `will endeavour to`, `must not`, `may only`, `commercially reasonable
efforts`. Lower case or capitals, so that the month of May is none."""
_DATED = re.compile(r"\b(?:effective|updated|revised|modified|version|dated)\b[^.]*\Z", re.I)
"""Last revised: [May 26, 2026]"""
_NEXT_WORDS = re.compile(r"(?: [a-zà-þ’'\-]+){1,3}")
_NUMBER = re.compile(
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred", re.I
)
STRONG_STYLES = ("entry", "table")
_SHORT = 6
_DATE_LINE = 12
_QUOTED = 48


def weigh(touched: Touched, follows: Callable[[str], str | None]) -> tuple[Finding, ...]:
    """Every finding of one changed row, the gravest first; never empty where the row has a hunk.

    `follows` gives the provision of the new version that answers to one of the old.
    """
    followed = set(_followed(touched, follows))
    told: set[Hunk] = set()
    hunks = [hunk for hunk in touched.hunks if hunk not in followed]
    found = [*_figures(touched, hunks, told), *law_and_parties(touched, hunks), *_obligations(hunks, told)]
    found += _definitions(touched, hunks, told)
    if not found and hunks:
        found.append(_redirected(touched, hunks) or _wording(hunks))
    if followed:
        found.append(_reference(touched, followed))
    unique = list(dict.fromkeys(found))
    return tuple(sorted(unique, key=lambda finding: finding.weight.rank))


# --- Figures ---


def _figures(touched: Touched, hunks: list[Hunk], told: set[Hunk]) -> Iterator[Finding]:
    """`30 days → 14 days after its date`"""
    placed = touched.figures()
    sides = by_hunk(placed[0], hunks, new=False), by_hunk(placed[1], hunks, new=True)
    old, new = without_common(touched_only(sides[0]), touched_only(sides[1]), lambda row: _sameness(row[1]))
    left = by_hunk(old, hunks, new=False), by_hunk(new, hunks, new=True)
    for hunk in hunks:
        for one, other in _paired(left[0].get(hunk, []), left[1].get(hunk, [])):
            told.add(hunk)
            words = _figure_words(touched, hunk, one, other)
            if _is_own_date(touched, one, other):
                yield Finding(Weight.WORDING, f"date of the version: {words}")
            else:
                yield Finding(Weight.FIGURE, words)
    if not old and not new:
        yield from _numbers(touched, hunks)


def _is_own_date(touched: Touched, one: tuple[Place, Figure] | None, other: tuple[Place, Figure] | None) -> bool:
    """True for the dates that a version gives itself (its date, one before its first section or in a line of its own):
    no change of its terms."""
    if all(row is None or _is_stated(row, facts) for row, facts in ((one, touched.old), (other, touched.new))):
        return True
    agreement = touched.new.analysis.agreement
    front = {agreement.by_id[row].kind for row in touched.row.new} & {ProvisionKind.PREFACE, ProvisionKind.PREAMBLE}
    if not front and len(touched.row.new_text.text.split()) > _DATE_LINE:
        return False
    for row, facts, text in (
        (one, touched.old, touched.row.old_text.text),
        (other, touched.new, touched.row.new_text.text),
    ):
        if row and not _is_stated(row, facts) and not _DATED.search(text[max(0, row[0][0] - 40) : row[0][0]]):
            return False
    return True


def _is_stated(row: tuple[Place, Figure], facts: Facts) -> bool:
    own = facts.analysis.agreement.last_updated
    return own is not None and row[1].value == own.isoformat()


def _sameness(figure: Figure) -> tuple[FigureKind, str, str]:
    quality = _QUALITY.search(figure.text)
    return figure.kind, figure.value, quality.group().casefold() if quality else ""


def _paired(
    ours: list[tuple[Place, Figure]], theirs: list[tuple[Place, Figure]]
) -> Iterator[tuple[tuple[Place, Figure] | None, tuple[Place, Figure] | None]]:
    """Figures of one kind in their order; what is left over stands alone."""
    waiting: dict[FigureKind, deque[tuple[Place, Figure]]] = defaultdict(deque)
    for other in theirs:
        waiting[other[1].kind].append(other)
    for one in ours:
        alike = waiting[one[1].kind]
        yield one, alike.popleft() if alike else None
    for rows in waiting.values():
        for other in rows:
            yield None, other


def _figure_words(
    touched: Touched, hunk: Hunk, one: tuple[Place, Figure] | None, other: tuple[Place, Figure] | None
) -> str:
    old_text, new_text = touched.row.old_text.text, touched.row.new_text.text
    if one and other:
        return f"{_shown(old_text, one, hunk.old)} → {_shown(new_text, other, hunk.new)}{_after(new_text, other[0][1])}"
    if other:
        instead = "adds "
        if hunk.old_words and max(hunk.old_words, hunk.new_words - 2) <= _SHORT:
            instead = f"“{short(hunk.old_text)}” → "
        return f"{instead}{_shown(new_text, other, hunk.new)}{_after(new_text, other[0][1])}"
    assert one is not None
    if hunk.new_words and max(hunk.new_words, hunk.old_words - 2) <= _SHORT:
        return f"{_shown(old_text, one, hunk.old)} → “{short(hunk.new_text)}”"
    return f"strikes {_shown(old_text, one, hunk.old)}{_after(old_text, one[0][1])}"


def _shown(text: str, row: tuple[Place, Figure], hunk: Place) -> str:
    """A figure as people say it: its gloss instead of the spelled number, "at least" where the change sets it."""
    start, end = row[0]
    comparator = _COMPARATOR.search(text[min(hunk[0], start) : start])
    figure = row[1].value if row[1].kind is FigureKind.PERCENTAGE else _GLOSS.sub(r"\1", text[start:end])
    return (comparator[1] if comparator else "") + figure.strip()


def _after(text: str, end: int) -> str:
    """Up to three words that follow a figure, the last of them one that tells something."""
    found = _NEXT_WORDS.match(re.sub(r"^\)?[’']?", "", text[end : end + 60]))
    words = found.group().split() if found else []
    while words and words[-1] in SMALL | {"after", "before", "following"}:
        words.pop()
    return f" {' '.join(words)}" if words else ""


def _numbers(touched: Touched, hunks: list[Hunk]) -> Iterator[Finding]:
    """`5 users → 10 users`: a bare number before a noun, outside references."""
    references = [place for place, _ in touched.references()[1]]
    for hunk in hunks:
        if not (_NUMBER.fullmatch(hunk.old_text) and _NUMBER.fullmatch(hunk.new_text)):
            continue
        noun = re.match(r" [a-zà-þ]+", touched.row.new_text.text[hunk.new[1] :])
        if noun and not any(overlaps(place, hunk.new) for place in references):
            yield Finding(Weight.FIGURE, f"{hunk.old_text}{noun.group()} → {hunk.new_text}{noun.group()}")


# --- Obligations, definitions ---


def _obligations(hunks: list[Hunk], told: set[Hunk]) -> Iterator[Finding]:
    """`“endeavour to” → “must”`"""
    old = [(hunk, found) for hunk in hunks for found in _modals(hunk.old_text)]
    new = [(hunk, found) for hunk in hunks for found in _modals(hunk.new_text)]
    old, new = without_common(old, new, lambda row: row[1].group().casefold())
    gone, came = _grouped(old), _grouped(new)
    for hunk in hunks:
        ours, theirs = gone.get(hunk, []), came.get(hunk, [])
        if not ours and not theirs:
            continue
        told.add(hunk)
        if hunk.old_words <= _SHORT and hunk.new_words <= _SHORT:
            yield Finding(Weight.OBLIGATION, replaced(hunk.old_text, hunk.new_text))
        elif ours and theirs:
            one, other = _from(hunk.old_text, ours[0]), _from(hunk.new_text, theirs[0])
            yield Finding(Weight.OBLIGATION, replaced(one, other))
        elif theirs:
            yield Finding(Weight.OBLIGATION, f"adds “{_sentence(hunk.new_text, theirs[0])}”")
        else:
            yield Finding(Weight.OBLIGATION, f"strikes “{_sentence(hunk.old_text, ours[0])}”")


def _grouped(rows: list[tuple[Hunk, re.Match[str]]]) -> dict[Hunk, list[re.Match[str]]]:
    found: dict[Hunk, list[re.Match[str]]] = defaultdict(list)
    for hunk, match in rows:
        found[hunk].append(match)
    return found


def _modals(text: str) -> list[re.Match[str]]:
    searched = text.lower() if text.isupper() else text
    return list(_MODAL.finditer(searched))


def _from(text: str, found: re.Match[str]) -> str:
    return short(" ".join(text[found.start() :].split()[:6]))


def _sentence(text: str, found: re.Match[str]) -> str:
    """The clause around a modal verb, from the beginning of its sentence where that is near."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ", ": ")) + 1
    start = start if found.start() - start <= _QUOTED else found.start()
    return short(text[start:], 2 * _QUOTED)


def _definitions(touched: Touched, hunks: list[Hunk], told: set[Hunk]) -> Iterator[Finding]:
    """`“Affiliate”: “family” → “group of companies”`, `defines “Partner”`"""
    placed_old, placed_new = touched.definitions()
    for _, definition in placed_new:
        if definition.term.casefold() not in touched.old.terms:
            yield Finding(Weight.DEFINITION, f"defines “{definition.term}”")
    for _, definition in placed_old:
        if definition.term.casefold() not in touched.new.terms:
            yield Finding(Weight.DEFINITION, f"no longer defines “{definition.term}”")
    inside: dict[int, list[Hunk]] = defaultdict(list)
    for hunk, rows in by_hunk(placed_new, [hunk for hunk in hunks if hunk not in told], new=True).items():
        for place, definition in rows:
            if definition.style in STRONG_STYLES and _within(place, hunk.new):
                inside[id(definition)].append(hunk)
    for _, definition in placed_new:
        if id(definition) in inside and definition.term.casefold() in touched.old.terms:
            yield Finding(Weight.DEFINITION, f"“{definition.term}”: {_wording(inside[id(definition)]).words}")


def _within(place: Place, hunk: Place) -> bool:
    return place[0] <= hunk[0] and hunk[1] <= place[1]


# --- References, words ---


def _followed(touched: Touched, follows: Callable[[str], str | None]) -> Iterator[Hunk]:
    """Changes of references that point at the same provisions as before, under their new numbers."""
    placed = touched.references()
    sides = by_hunk(placed[0], touched.hunks, new=False), by_hunk(placed[1], touched.hunks, new=True)
    inside = [
        hunk for hunk in touched.hunks if _is_inside(sides[0], hunk, hunk.old) and _is_inside(sides[1], hunk, hunk.new)
    ]
    old, new = (
        [ref.target for _, ref in touched_only({hunk: side[hunk] for hunk in inside if hunk in side})] for side in sides
    )
    if None not in old and Counter(follows(target or "") for target in old) == Counter(new):
        yield from inside


def _is_inside(side: dict[Hunk, list[tuple[Place, Reference]]], hunk: Hunk, place: Place) -> bool:
    """True where a change lies within the words of one reference; one that adds or strikes nothing there, beside it."""
    return any(_within(where, place) for where, _ in side.get(hunk, ()))


def _reference(touched: Touched, hunks: set[Hunk]) -> Finding:
    first = min(hunks, key=lambda hunk: hunk.new)
    old = next(ref for place, ref in touched.references()[0] if overlaps(place, first.old))
    new = next(ref for place, ref in touched.references()[1] if overlaps(place, first.new))
    if old.number == new.number:
        return Finding(Weight.REFERENCE, "references follow the new numbers")
    return Finding(Weight.REFERENCE, f"the reference to {old.number} follows it to {new.number}")


def _redirected(touched: Touched, hunks: list[Hunk]) -> Finding | None:
    """`refers to 8.2 instead of 7.1`, where nothing else changed."""
    placed_old, placed_new = touched.references()
    for hunk in hunks:
        old = next((ref for place, ref in placed_old if _within(place, hunk.old)), None)
        new = next((ref for place, ref in placed_new if _within(place, hunk.new)), None)
        if len(hunks) == 1 and old and new and old.number and new.number and old.number != new.number:
            return Finding(Weight.WORDING, f"refers to {new.number} instead of {old.number}")
    return None


def _wording(hunks: list[Hunk]) -> Finding:
    if all(hunk.old_text.casefold() == hunk.new_text.casefold() for hunk in hunks):
        return Finding(Weight.WORDING, f"capitals only: {replaced(hunks[0].old_text, hunks[0].new_text)}")
    largest = max(hunks, key=lambda hunk: hunk.old_words + hunk.new_words)
    more = f", and {len(hunks) - 1} more" if len(hunks) > 1 else ""
    return Finding(Weight.WORDING, replaced(largest.old_text, largest.new_text) + more)


def replaced(old: str, new: str) -> str:
    """`“old” → “new”`, `adds “new”` or `strikes “old”`."""
    if old and new:
        return f"“{short(old)}” → “{short(new)}”"
    return f"adds “{short(new)}”" if new else f"strikes “{short(old)}”"


def short(text: str, most: int = _QUOTED) -> str:
    """The beginning of a text, cut between words."""
    text = plain(text)
    text = text.strip(' ,;:“”"') or text
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:(") + " …"
