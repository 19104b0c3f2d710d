"""A source with all that the library and its index keep of it: small enough to go from one process to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from navigator.library.identity import publisher_of
from navigator.library.store import digest
from navigator.model.analysis import Analysis
from navigator.model.catalogue import AgreementCard, BadInput
from navigator.model.library import Origin, Stated

if TYPE_CHECKING:
    from navigator.search import Document

_KEY_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source, the file name (never a path) that they came under, and where they came from.

    title    one that the user gave
    folder   the name of the folder that the file lay in, where a folder was added; "" otherwise
    charset  how the characters are written, as the web server that sent them named it
    """

    name: str
    data: bytes
    origin: Origin = Origin()  # noqa: RUF009 - immutable
    title: str | None = None
    folder: str = ""
    charset: str | None = None

    @property
    def key(self) -> str:
        """Of the agreement in the library: of its content, whatever it is called."""
        return key_of(digest(self.data))


@dataclass(frozen=True, slots=True)
class Understood:
    """What the catalogue and the index keep of one source, and what its report says; no text that has to be read again.

    left_out  words of the source that are in no provision and no summary
    doubts    what the reader and the structure stage were not sure of
    """

    card: AgreementCard
    media_type: str
    relations: tuple[Stated, ...]
    documents: tuple[Document, ...]
    left_out: int
    doubts: tuple[str, ...]


def key_of(sha256: str) -> str:
    """The key of an agreement in the library and in its index."""
    return sha256[:_KEY_DIGITS]


def analyse(source: Source) -> Analysis:
    """Understand a source. A fault of ours on one file must neither stop the import of a folder nor end the program: it
    is told like a file that cannot be read, with the fault as its cause."""
    from navigator import pipeline

    try:
        analysis = pipeline.analyse(source.data, source.name, source.charset)
    except BadInput:
        raise
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"[:200]
        raise BadInput(
            f"{source.name}: the program failed on it ({fault}); please report this with the file"
        ) from error
    if source.title is not None:
        analysis = replace(analysis, agreement=replace(analysis.agreement, title=source.title))
    return analysis


def understand(source: Source, analyse: Callable[[Source], Analysis] = analyse) -> Understood:
    """All of it. Raises `BadInput` for a source that cannot be read."""
    from navigator.library.relations import stated_relations
    from navigator.search import documents

    analysis = analyse(source)
    agreement = analysis.agreement
    return Understood(
        card=card_of(source, analysis, added=datetime.now(UTC)),
        media_type=agreement.text.source.media_type,
        relations=stated_relations(analysis),
        documents=tuple(documents(analysis)),
        left_out=sum(row.words for row in agreement.coverage.left_out),
        doubts=agreement.text.notes + agreement.doubts,
    )


def card_of(source: Source, analysis: Analysis, *, added: datetime, sample: bool = False) -> AgreementCard:
    """What the list shows of an agreement."""
    agreement = analysis.agreement
    sha256 = digest(source.data)
    return AgreementCard(
        key=key_of(sha256),
        title=agreement.title,
        publisher=publisher_of(analysis),
        version=agreement.last_updated,
        language=agreement.language,
        source_name=source.name,
        sha256=sha256,
        added=added,
        provisions=len(agreement.provisions),
        words=agreement.coverage.placed_words,
        has_summaries=bool(agreement.summaries),
        sample=sample,
        folder=source.folder,
    )
