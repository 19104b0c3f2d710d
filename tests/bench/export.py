"""The PDF of an agreement against Typst alone: a bare template that sets the same words in the same columns.

The peer has the same words, headings, tables, links and anchors, a running head and "page x of y", the same fonts and
standards (PDF/A-2a, PDF/UA-1), and nothing else: no title block, evidence, citations or lists. Its input is made before
the clock starts. Typst remembers what it has set, so every run sets another agreement. The other formats have no peer.
"""

import json
from dataclasses import replace
from datetime import date

from tests.bench.measure import Row, alternate, median_and_p95, milliseconds

DEFAULT = 760
"""Provisions that fill about 100 pages."""

_RUNS = 5
_ON = date(2026, 3, 4)
_BARE = """
#let m = json(bytes(sys.inputs.manuscript))
#set page(paper: "a4", margin: (x: 20mm, top: 27mm, bottom: 24mm), header: m.running,
  footer: context [page #here().page() of #counter(page).final().first()])
#set text(font: ("Source Serif Pro", "Source Sans Pro"), size: if m.side { 9.2pt } else { 10pt }, hyphenate: false)
#set par(leading: 0.62em, spacing: 1em)
#set document(title: m.title)
#let word(p) = if type(p) == str { p } else {
  let body = text(weight: if "b" in p.at("s", default: "") { "semibold" } else { "regular" }, p.t)
  if "to" in p { link(label(p.to), body) } else if "url" in p { link(p.url, body) } else { body }
}
#let words(line) = if type(line) == str { line } else { line.map(word).join() }
#let item(p) = if "cells" in p {
  table(columns: p.shares.map(s => s * 1fr), ..p.cells.map(c => table.cell(x: c.x, y: c.y, colspan: c.w, rowspan: c.h, c.lines.map(words).join())))
} else if "lines" in p { p.lines.map(l => par([• ] + words(l))).join() } else { par(words(p.line)) }
#let matter(ps) = ps.map(item).join()
#let entry(e) = {
  [#heading(level: e.level, e.label)#label(e.id)]
  if e.opens != none { par(words(e.opens)) }
  matter(e.matter)
}
#for g in m.groups {
  if m.side { grid(columns: (58mm, 1fr), column-gutter: 6mm, row-gutter: 1em, ..g.entries.enumerate().map(((n, e)) => (if n == 0 { matter(g.summary) } else [], entry(e))).flatten()) }
  else { g.entries.map(entry).join() }
}
"""  # noqa: E501 - Typst, not Python


def run(size: int | None) -> list[Row]:
    """Measures an agreement of `size` provisions."""
    import pypdfium2

    from navigator.export import WRITERS
    from navigator.model.exporting import ExportRequest
    from tests.helpers.fabricate import fabricate

    count = size or DEFAULT
    rows: list[Row] = []
    for what, summaries in (("binding text", False), ("side by side", True)):
        request = ExportRequest(on=_ON, summaries=summaries)
        pages: list[int] = []

        def run_ours(analysis, request=request, pages=pages) -> float:
            made: list[bytes] = []
            took = milliseconds(lambda: made.append(WRITERS[".pdf"](analysis, None, request)))
            pages.append(len(pypdfium2.PdfDocument(made[0])))
            return took

        ours = (_plain(fabricate(count, seed=seed)) for seed in range(100))
        theirs = (_peer(_plain(fabricate(count, seed=seed)), request) for seed in range(100))
        mine, peers = alternate(
            lambda run=run_ours, ours=ours: run(next(ours)), lambda theirs=theirs: next(theirs), _RUNS
        )
        rows += median_and_p95(f"PDF, {what}, {pages[-1]} pages", count, mine, "ms", "Typst alone", peers)
    analysis = _plain(fabricate(count))
    request = ExportRequest(on=_ON, summaries=True)
    for ending, writer in WRITERS.items():
        if ending != ".pdf":
            values = [milliseconds(lambda write=writer: write(analysis, None, request)) for _ in range(_RUNS)]
            rows += median_and_p95(f"{ending} side by side", count, values, "ms")
    return rows


def _plain(analysis):
    """Without the signs that only some computers have a font for; those would be looked for in all of them."""
    text = analysis.agreement.text
    kept = replace(text, text=text.text.replace("𝒜", "A").replace("🇧🇷", "BR"))
    return replace(analysis, agreement=replace(analysis.agreement, text=kept))


def _peer(analysis, request) -> float:
    """How long Typst takes for the same words."""
    import typst

    from navigator.export import fonts
    from navigator.export.front import manuscript
    from navigator.export.pdf import STANDARDS
    from navigator.export.typeset import typeset

    document = json.dumps(typeset(manuscript(analysis, None, request)))
    with fonts.fonts() as faces:
        return milliseconds(
            lambda: typst.compile(
                _BARE.encode(),
                format="pdf",
                font_paths=faces,
                ignore_system_fonts=True,
                sys_inputs={"manuscript": document},
                pdf_standards=STANDARDS,
            )
        )
