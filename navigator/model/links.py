"""Cross-references: what was printed, and what it resolves to. Uncertainty is a value, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.model.agreement import Layer
from navigator.model.text import Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """The reference names exactly one provision of this agreement."""

    target: str
    status: str = "resolved"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It could be one of several provisions; `why` says so in words."""

    candidates: tuple[str, ...]
    why: str
    status: str = "ambiguous"


@dataclass(frozen=True, slots=True)
class Broken:
    """It names a provision that this agreement does not have."""

    why: str
    status: str = "broken"


@dataclass(frozen=True, slots=True)
class External:
    """It points into a statute or another agreement: never linked into this one."""

    document: str
    status: str = "external"


Resolution = Resolved | Ambiguous | Broken | External


@dataclass(frozen=True, slots=True)
class Reference:
    """One provision named at one place.

    span           the words to link, for example `Section 2.1(c) (regarding …)`
    number         as a citation: "9.5"; None for a reference by heading alone
    subparagraph   "(c)" in `Section 2.1(c)`, where the cited item is finer than the number
    range_to       last number of a range ("16" in `Sections 14 to 16`)
    is_self        "this Section 10.2", a bare "this Section"
    title_given    the title in brackets after the number; title_matches says whether it is still the heading
    item           the span of the cited item inside the target's running text, where the item is no provision
    """

    provision: str
    layer: Layer
    span: Span
    text: str
    number: str | None
    resolution: Resolution
    subparagraph: str | None = None
    range_to: str | None = None
    is_self: bool = False
    title_given: str | None = None
    title_matches: bool | None = None
    item: Span | None = None

    @property
    def target(self) -> str | None:
        return self.resolution.target if isinstance(self.resolution, Resolved) else None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A web or mail address that the source links; shown, never opened without the user's act."""

    provision: str
    layer: Layer
    span: Span
    url: str
