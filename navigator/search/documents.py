"""An analysis as the documents that are searched."""

from __future__ import annotations

from collections.abc import Iterator

from navigator.model.analysis import Analysis
from navigator.model.catalogue import HitLayer
from navigator.model.text import plain
from navigator.search.engine import Document, Entry


def documents(analysis: Analysis) -> Iterator[Document]:
    """The binding side of each provision, in reading order, each summary after the first provision that it stands
    beside. A provision without a word of its own has none."""
    agreement = analysis.agreement
    entries: dict[str, list[Entry]] = {}
    for row in analysis.definitions:
        meaning = plain(agreement.text.at(row.meaning))
        entries.setdefault(row.provision, []).append(Entry((row.term, *row.aliases), meaning))
    summaries = {summary.beside[0]: summary for summary in agreement.summaries if summary.beside}
    for provision in agreement.provisions:
        within = (provision.id, *(above.id for above in agreement.ancestors(provision.id)))
        number = provision.full_number or provision.number
        text = agreement.binding_text(provision.id)
        if text or provision.heading or number:
            yield Document(
                provision.id,
                HitLayer.BINDING,
                text,
                agreement.language,
                within,
                number,
                provision.heading,
                tuple(entries.get(provision.id, ())),
            )
        if (summary := summaries.get(provision.id)) is not None:
            words = agreement.summary_text(summary)
            if words:
                yield Document(
                    provision.id, HitLayer.SUMMARY, words, agreement.language, within, number, provision.heading
                )
