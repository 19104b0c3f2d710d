"""Frozen facts about agreements: the standard library only, no input or output."""
