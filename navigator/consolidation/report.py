"""What `consolidate` prints: its JSON object, and the same for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from navigator.consolidation.standing import cite
from navigator.model.analysis import Analysis
from navigator.model.consolidated import Consolidated, ConsolidatedPiece, ConsolidatedProvision, PieceStatus, Standing
from navigator.model.rules import Profile
from navigator.model.text import plain

_WIDTH = 100
_MARKS = {PieceStatus.PUBLISHED: "    ", PieceStatus.STRUCK: "  - ", PieceStatus.REPLACEMENT: "  + "}
_SAID = {
    Standing.REPLACED: "  [replaced]",
    Standing.DISAPPLIED: "  [does not apply]",
    Standing.OPEN: "  [not settled]",
    Standing.OTHERS: "  [for other customers]",
}


def consolidated_json(analysis: Analysis, consolidated: Consolidated) -> dict[str, Any]:
    """The `consolidate` object. `text` of a row is the text in force, number and heading left off; its `pieces` hold
    the struck words too."""
    profile = consolidated.profile
    return {
        "schema": "contract-navigator/consolidate/1",
        "title": analysis.agreement.title,
        "profile": {
            "country": profile.country,
            "organisations": sorted(profile.organisations),
            "programmes": sorted(profile.programmes),
        },
        "provisions": [_row(analysis, row) for row in consolidated.provisions],
    }


def _row(analysis: Analysis, row: ConsolidatedProvision) -> dict[str, Any]:
    provision = analysis.agreement.by_id[row.provision]
    return {
        "id": row.provision,
        "number": provision.number,
        "full_number": provision.full_number,
        "heading": provision.heading,
        "text": plain(" ".join(_words(analysis, piece) for piece in row.reads)),
        "status": row.standing.value,
        "replaced_by": list(row.replaced_by),
        "replaces": list(row.replaces),
        "pieces": [
            {"text": _words(analysis, piece), "from": piece.by, "status": piece.status.value} for piece in row.pieces
        ],
        "touched_by": [
            {"by": each.by, "action": each.action.value, "text": plain(analysis.agreement.text.at(each.span)),
             "certain": each.certain}
            for each in row.touched_by
        ],
        "notes": list(row.notes),
    }  # fmt: skip


def consolidated_text(analysis: Analysis, consolidated: Consolidated, countries: Mapping[str, str]) -> str:
    """The agreement for people: `-` before struck text, `+` before what stands in its place, `!` before notes.
    `countries` gives the name of each code."""
    lines = [analysis.agreement.title, f"as it reads for {_who(consolidated.profile, countries)}"]
    for row in consolidated.provisions:
        provision = analysis.agreement.by_id[row.provision]
        lines += ["", f"{provision.label or row.provision}{_SAID.get(row.standing, '')}"]
        for piece in row.pieces:
            lines += _wrapped(_MARKS[piece.status], _words(analysis, piece))
        for note in _notes(analysis, row):
            lines += _wrapped("  ! ", note)
    return "\n".join(lines)


def _notes(analysis: Analysis, row: ConsolidatedProvision) -> Iterator[str]:
    yield from row.notes
    for each in row.touched_by:
        words = plain(analysis.agreement.text.at(each.span))
        sure = "" if each.certain else "may apply: "
        yield f"{each.action.value}, {sure}{cite(analysis.agreement, each.by)}: “{words}”"


def _words(analysis: Analysis, piece: ConsolidatedPiece) -> str:
    return plain(analysis.agreement.text.at(piece.span))


def _wrapped(mark: str, words: str) -> list[str]:
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=mark,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _who(profile: Profile, countries: Mapping[str, str]) -> str:
    country = countries.get(profile.country, profile.country) if profile.country else None
    parts = [country, *sorted(profile.organisations), *sorted(profile.programmes)]
    return " · ".join(part for part in parts if part) or "nobody in particular: as published"
