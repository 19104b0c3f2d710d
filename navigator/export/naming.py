"""File names that every system takes."""

from __future__ import annotations

import re
import unicodedata

from navigator.export.citing import chosen, citation
from navigator.model.analysis import Analysis
from navigator.model.exporting import ExportRequest

_LONGEST = 180
"""UTF-8 bytes: Linux takes 255 for a name, macOS 255 UTF-16 units, Windows 260 for a whole path."""
_LONGEST_ENDING = 20
# What Windows forbids in a name, what shells and Unix take for something else, and what cannot be seen.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+')
# Microsoft, "Naming Files, Paths, and Namespaces": device names, whatever follows the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def suggest_name(analysis: Analysis, request: ExportRequest, ending: str) -> str:
    """A file name for an export: title, version, what was chosen, country. `ending` with its dot: ".pdf"."""
    agreement = analysis.agreement
    parts = [agreement.title.strip() or "Agreement"]
    if agreement.last_updated:
        parts.append(agreement.last_updated.isoformat())
    if request.provisions:
        provisions = chosen(agreement, request.provisions)
        inside = {provision.id for provision in provisions}
        tops = [row for row in provisions if row.parent not in inside]
        if len(tops) == 1:
            parts.append(citation(agreement, tops[0].id))
        elif len(provisions) < len(agreement.provisions):
            parts.append(f"{len(provisions)} provisions")
    if request.reader.country:
        parts.append(request.reader.country.upper())
    return safe_name(" - ".join(parts), ending)


def safe_name(name: str, ending: str) -> str:
    """A name without what some system refuses, and with an ending; never empty, at most 180 bytes long."""
    ending = _FORBIDDEN.sub("", ending)[:_LONGEST_ENDING].rstrip(". ")
    kept = unicodedata.normalize("NFC", name).encode("utf-8", "ignore").decode()
    kept = " ".join(_FORBIDDEN.sub(" ", kept).split()).lstrip(".-~ ")
    kept = kept.encode()[: _LONGEST - len(ending.encode())].decode("utf-8", "ignore").rstrip(". ")
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    return (kept or "Agreement") + ending
