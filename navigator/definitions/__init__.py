"""Defined terms: where they are set (`find`) and where they are used (`uses`)."""

from navigator.definitions.find import find_definitions
from navigator.definitions.uses import link_uses

__all__ = ["find_definitions", "link_uses"]
