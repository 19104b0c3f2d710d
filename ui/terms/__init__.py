"""Defined terms: their list, their uses, and only the provisions that use one."""
