"""Who must do what: the sides of an agreement (`parties`) and its statements about them (`statements`)."""

from navigator.obligations.parties import find_parties
from navigator.obligations.statements import find_statements

__all__ = ["find_parties", "find_statements"]
