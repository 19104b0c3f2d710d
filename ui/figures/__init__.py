"""Deadlines and figures as a table."""
