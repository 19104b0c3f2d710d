"""The evidence bundle: the source as it was read, what was made of it, what was found in it, and the hashes of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from navigator.export.archive import zipped
from navigator.export.front import audience
from navigator.export.naming import safe_name, suggest_name
from navigator.export.several import Part, write_several
from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.exporting import ExportRequest, Gathering
from navigator.model.rules import Applicability
from navigator.report import inspect_json

_FOLDER = 40
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
    on = request.on or date.today()  # noqa: DTZ011 - the day where the user is
    request = replace(request, on=on)
    files = {f"source/{_source_name(analysis)}": _untouched(analysis, source)}
    for ending in EXPORTS:
        name = suggest_name(analysis, request, ending)
        files[f"export/{name}"] = writers[ending](analysis, applicability, request)
    files["analysis.json"] = _json(inspect_json(analysis))
    if findings is not None:
        files["findings.json"] = _json(findings)
    said = {**_described(analysis, request), "exported": on.isoformat(), "profile": _profile(request)}
    return _sealed(files, said, on)


def write_bundle_of(gathering: Gathering, parts: Sequence[Part], on: date) -> bytes:
    """The same of several agreements: each has a folder with its source, its analysis and its findings, and the exports
    hold all of them. BadInput where a source is not to be had, or not what was analysed."""
    parts = [replace(part, request=replace(part.request, on=on)) for part in parts]
    files: dict[str, bytes] = {}
    described = []
    for number, part in enumerate(parts, 1):
        analysis = part.analysis
        if part.source is None:
            raise BadInput(f"{analysis.agreement.title}: an evidence bundle needs the source; add it to the library")
        # Windows takes 260 letters for a whole path, and unpacks it into a folder of its own.
        folder = safe_name(f"{number:02} {analysis.agreement.title.strip()[:_FOLDER]}", "")
        files[f"{folder}/source/{_source_name(analysis)}"] = _untouched(analysis, part.source())
        files[f"{folder}/analysis.json"] = _json(inspect_json(analysis))
        if part.findings is not None:
            files[f"{folder}/findings.json"] = _json(part.findings())
        described.append({"folder": folder, **_described(analysis, part.request)})
    for ending in EXPORTS:
        files[f"export/{safe_name(gathering.title, ending)}"] = write_several(gathering, parts, ending)
    said = {
        "collection": gathering.title,
        "how": gathering.how,
        "agreements": described,
        "exported": on.isoformat(),
        "profile": _profile(parts[0].request),
    }
    return _sealed(files, said, on)


def _source_name(analysis: Analysis) -> str:
    """The name that the source had, as every system takes it."""
    name = analysis.agreement.text.source.name
    stem, dot, ending = name.rpartition(".")
    return safe_name(stem or ending, dot + ending if stem else "")


def _untouched(analysis: Analysis, source: bytes) -> bytes:
    info = analysis.agreement.text.source
    if hashlib.sha256(source).hexdigest() != info.sha256:
        raise BadInput(f"{info.name}: not the file that was read (SHA-256 differs); open it again and export then")
    return source


def _described(analysis: Analysis, request: ExportRequest) -> dict[str, Any]:
    agreement = analysis.agreement
    return {
        "agreement": agreement.title,
        "publisher": request.publisher or None,
        "version": agreement.last_updated.isoformat() if agreement.last_updated else None,
        "source": {"name": agreement.text.source.name, "media_type": agreement.text.source.media_type},
        "provisions": list(request.provisions) or "all",
    }


def _profile(request: ExportRequest) -> dict[str, Any]:
    profile = request.reader
    return {
        "country": profile.country,
        "organisations": sorted(profile.organisations),
        "programmes": sorted(profile.programmes),
        "in_words": audience(profile) or "any reader: the agreement as published",
    }


def _sealed(files: dict[str, bytes], said: Mapping[str, Any], on: date) -> bytes:
    """The files with their manifest."""
    listed = [
        {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for path, data in files.items()
    ]
    manifest = {"schema": "contract-navigator/evidence/1", **said, "files": listed}
    return zipped([*files.items(), ("manifest.json", _json(manifest))], on)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
