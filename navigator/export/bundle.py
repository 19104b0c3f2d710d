"""The evidence bundle: the source as it was read, what was made of it, what was found in it, and the hashes of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from navigator.export.archive import zipped
from navigator.export.front import audience
from navigator.export.naming import safe_name, suggest_name
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest
from navigator.model.rules import Applicability
from navigator.report import inspect_json

EXPORTS = (".pdf", ".docx", ".xlsx", ".xml")
"""What is made of the chosen provisions: to read, to work on, to sort, and for machines."""


def write_bundle(
    analysis: Analysis,
    applicability: Applicability | None,
    request: ExportRequest,
    writers: Mapping[str, Callable[[Analysis, Applicability | None, ExportRequest], bytes]],
    source: bytes,
    findings: Mapping[str, Any] | None = None,
) -> bytes:
    """A zip file with `source` untouched, the exports, the analysis and the findings as JSON, and `manifest.json` with
    the SHA-256 of each. The same request gives the same bytes. BadInput where `source` is not what was analysed."""
    info = analysis.agreement.text.source
    digest = hashlib.sha256(source).hexdigest()
    if digest != info.sha256:
        raise BadInput(f"{info.name}: not the file that was read (SHA-256 differs); open it again and export then")
    on = request.on or date.today()  # noqa: DTZ011 - the day where the user is
    request = replace(request, on=on)
    stem, dot, ending = info.name.rpartition(".")
    files = {f"source/{safe_name(stem or ending, dot + ending if stem else '')}": source}
    for ending in EXPORTS:
        name = suggest_name(analysis, request, ending)
        files[f"export/{name}"] = writers[ending](analysis, applicability, request)
    files["analysis.json"] = _json(inspect_json(analysis))
    if findings is not None:
        files["findings.json"] = _json(findings)
    files["manifest.json"] = _json(_manifest(analysis, request, on, files))
    return zipped(files.items(), on)


def _manifest(analysis: Analysis, request: ExportRequest, on: date, files: Mapping[str, bytes]) -> dict[str, Any]:
    agreement = analysis.agreement
    profile = request.reader
    return {
        "schema": "contract-navigator/evidence/1",
        "agreement": agreement.title,
        "version": agreement.last_updated.isoformat() if agreement.last_updated else None,
        "exported": on.isoformat(),
        "source": {"name": agreement.text.source.name, "media_type": agreement.text.source.media_type},
        "profile": {
            "country": profile.country,
            "organisations": sorted(profile.organisations),
            "programmes": sorted(profile.programmes),
            "in_words": audience(profile) or "any reader: the agreement as published",
        },
        "provisions": list(request.provisions) or "all",
        "files": [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in files.items()
        ],
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
