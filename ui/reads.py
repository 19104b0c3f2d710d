"""How an agreement reads for a profile: what the window asks the session for, worked out together in a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.consolidated import ApplicableDefinition, Consolidated
    from navigator.model.rules import Applicability, Profile
    from navigator.session import Session


@dataclass(frozen=True)
class Reads:
    """The answers for a profile, the agreement as it then reads, and the definitions of a term that bear on it."""

    applicability: Applicability
    consolidated: Consolidated
    definitions: Callable[[str], tuple[ApplicableDefinition, ...]]

    @property
    def profile(self) -> Profile:
        return self.applicability.profile


def reads_for(session: Session, analysis: Analysis, profile: Profile) -> Reads | None:
    """How an agreement reads for a profile; None for an empty one: as published."""
    if profile.is_empty:
        return None
    return Reads(
        session.applies(analysis, profile),
        session.consolidate(analysis, profile),
        partial(session.applicable_definitions, analysis, profile),
    )
