"""Consolidation: instructions by which provisions change others."""

from __future__ import annotations

from navigator.consolidation.instructions import read_amendments

__all__ = ["read_amendments"]
