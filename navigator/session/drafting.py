"""What is looked at before it is kept: a page from the web, words from the clipboard."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from navigator import library as shelves
from navigator.library import Source
from navigator.model.agreement import Agreement, Provision
from navigator.model.analysis import Analysis
from navigator.model.catalogue import (
    AddReport,
    AddStatus,
    BadInput,
    CancelCheck,
    Change,
    ChangeKind,
    Outcome,
    ProgressSink,
)
from navigator.model.library import Draft, PublicTerms
from navigator.session.searching import Searching

_OPENING = 12
_LONGEST_TITLE = 200
_TITLE_LINE = 80
_FIRST_WORDS = 9
_MARKDOWN_HEADING = re.compile(r"^#{1,6} {1,3}\S", re.M)
_MARKDOWN_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")


class Drafting(Searching):
    """Drafts, and keeping them."""

    def public_terms(self) -> tuple[PublicTerms, ...]:
        """Well-known public terms that somebody may want to add, by publisher and title."""
        import tomllib

        import corpus

        rows = tomllib.loads(corpus.catalogue().read_text(encoding="utf-8")).get("agreement", [])
        terms = (PublicTerms(row["publisher"], row["title"], row["url"]) for row in rows)
        return tuple(sorted(terms, key=lambda row: (row.publisher.casefold(), row.title.casefold())))

    def fetch(
        self,
        address: str,
        *,
        allow_private: bool = False,
        progress: ProgressSink | None = None,
        cancelled: CancelCheck | None = None,
    ) -> Draft:
        """One page from a web address, understood and not kept: the only use of the network. Addresses that are not of
        the public internet are refused unless allowed. Raises `Cancelled`."""
        from navigator.library.web import fetch

        return self._draft(fetch(address, allow_private=allow_private, progress=progress, cancelled=cancelled))

    def paste(self, words: str, *, html: bool = False, title: str = "") -> Draft:
        """Words from the clipboard (or their HTML), understood and not kept; `title` is what the user calls them."""
        chosen = " ".join(title.split())[:_LONGEST_TITLE]
        if not words.strip():
            raise BadInput("the clipboard: holds no text; copy the agreement's words first")
        stem = re.sub(r"[^\w.-]+", "-", chosen or "pasted").strip("-.")[:80] or "pasted"
        data = f'<!doctype html><meta charset="utf-8">\n{words}' if html else words
        name = f"{stem}.{'html' if html else 'md' if _is_markdown(words) else 'txt'}"
        draft = self._draft(Source(name, data.encode("utf-8", "replace"), title=chosen or None))
        if not chosen and not html and draft.title.casefold() == stem:  # it names no title: its first line may do
            first = " ".join(words.split("\n", 1)[0].split()) if words[0].strip() else ""
            if first and len(first) <= _TITLE_LINE:
                return replace(draft, title=first, chosen=True)
        return draft

    def keep(self, draft: Draft, title: str = "") -> Outcome[AddReport]:
        """Make a draft an agreement of the library; `title` is what the user calls it, if not what it calls itself."""
        from navigator.library.importing import MENDED, added

        chosen = " ".join(title.split())[:_LONGEST_TITLE] or (draft.title if draft.chosen else "")
        source = Source(draft.name, draft.data, draft.origin, None if chosen in ("", draft.card.title) else chosen)
        where = draft.origin.address or draft.name
        key = source.key
        there = next((card for card in self.cards() if card.key == key), None)
        if there is not None:
            words = f"already there as {there.title}"
            if self._library.restore(source):
                words += f"; {MENDED}"
                self._mended([key])
            return Outcome(AddReport(where, key, AddStatus.ALREADY_THERE, words, there.title))
        understood = shelves.understand(source)
        report = added(where, understood)
        number = self._library.begin_import(1)
        self._library.keep([(source, understood)], number, [(0, report)])
        self._library.end_import(number, cancelled=False)
        self._analyses.forget(key)
        self._search.note({key: understood.documents})
        return Outcome(report, (Change(ChangeKind.AGREEMENT_ADDED, key),))

    def _draft(self, source: Source) -> Draft:
        analysis = self._analysed(Source(source.name, source.data, source.origin))
        agreement = analysis.agreement
        card = shelves.card_of(source, analysis, added=datetime.now(UTC))
        known = next((row.title for row in self.cards() if row.key == card.key), None)
        labels = (_label(agreement, row) for row in agreement.provisions)
        return Draft(
            data=source.data,
            name=source.name,
            origin=source.origin,
            card=card,
            title=source.title or card.title,
            chosen=source.title is not None,
            opening=tuple(label for label in labels if label)[:_OPENING],
            left_out=agreement.coverage.left_out,
            doubts=agreement.text.notes + agreement.doubts,
            known_as=known,
        )

    def _analysed(self, source: Source) -> Analysis:
        return self._analyses.get(source.key, lambda: shelves.analyse(source))


def _label(agreement: Agreement, provision: Provision) -> str:
    """A provision's number with its heading, or with its first words where it has none."""
    words = provision.heading
    if words is None:
        text = agreement.binding_text(provision.id).split()
        words = " ".join(text[:_FIRST_WORDS]) + ("…" if len(text) > _FIRST_WORDS else "")
    return " ".join(filter(None, (provision.number, words)))


def _is_markdown(words: str) -> bool:
    """True for words with headings as Markdown writes them (`## 2. Fees`), and more than one or bold words too: a
    single line that begins with # may be anything."""
    headings = len(_MARKDOWN_HEADING.findall(words))
    return headings > 1 or (headings == 1 and _MARKDOWN_BOLD.search(words) is not None)
