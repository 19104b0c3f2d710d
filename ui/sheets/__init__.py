"""Sheets over the window: commands and keys, settings, the import report, about."""
