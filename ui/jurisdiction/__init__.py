"""Whose law: the chooser below the profile chip, and the card *What applies to you*."""
