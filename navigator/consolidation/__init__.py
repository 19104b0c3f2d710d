"""Consolidation: instructions by which provisions change others, and the agreement as it then reads for a profile."""

from __future__ import annotations

from navigator.consolidation.consolidate import applicable_definitions, compare_profiles, consolidate
from navigator.consolidation.instructions import read_amendments

__all__ = ["applicable_definitions", "compare_profiles", "consolidate", "read_amendments"]
