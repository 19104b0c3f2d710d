"""Where the columns of the reading view stand, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from ui.reader.formats import FormatBook

SUMMARY_LIMIT = 46
PAD = 20
SUMMARY_PAD = 16
LEAST_SUMMARY = 150


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths. `text` values are those of the words, inside the padding of their column.

    All are measured from the side where reading begins; `mirrored` turns them for right-to-left agreements.
    """

    view: int
    left: int
    gutter: int
    summary: int
    binding: int
    rtl: bool = False

    @property
    def width(self) -> int:
        return self.gutter + self.summary + self.binding

    @property
    def summary_x(self) -> int:
        return self.left + self.gutter

    @property
    def binding_x(self) -> int:
        return self.left + self.gutter + self.summary

    @property
    def summary_text(self) -> int:
        return max(40, self.summary - 2 * SUMMARY_PAD)

    @property
    def binding_text(self) -> int:
        return max(80, self.binding - 2 * PAD)

    @property
    def binding_text_x(self) -> int:
        return self.binding_x + PAD

    @property
    def summary_text_x(self) -> int:
        return self.summary_x + SUMMARY_PAD

    @property
    def heading_x(self) -> int:
        return self.left + SUMMARY_PAD

    def x(self, left: int, width: int) -> int:
        """Where a box `width` wide stands on screen."""
        return self.view - left - width if self.rtl else left


def columns(view: int, book: FormatBook, *, summaries: bool, number: str) -> Columns:
    """The columns for a view of that many pixels; `number` is the longest number the gutter must hold.

    The block of columns stands in the middle when the view is wider than two full measures.
    """
    gutter = max(52, round(book.number_metrics.horizontalAdvance(number)) + SUMMARY_PAD + 12)
    most_binding = round(book.theme.line_width * book.serif_advance) + 2 * PAD
    if not summaries:
        binding = max(120, min(most_binding, view - gutter))
        left = max(0, (view - gutter - binding) // 2 - gutter // 2)
        return Columns(view, left, gutter, 0, binding, book.rtl)
    free = max(LEAST_SUMMARY + 160, view - gutter)
    most_summary = round(SUMMARY_LIMIT * book.sans_advance) + 2 * SUMMARY_PAD
    summary = min(most_summary, max(LEAST_SUMMARY, round(free * 0.365)))
    binding = min(most_binding, free - summary)
    left = max(0, (view - gutter - summary - binding) // 2)
    return Columns(view, left, gutter, summary, binding, book.rtl)
