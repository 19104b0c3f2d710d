"""Profiles and facts in words, for the chip, the chooser and the card."""

from __future__ import annotations

from navigator.model.rules import Organisation, Profile, Programme

ORGANISATIONS = {
    Organisation.COMPANY: "Company",
    Organisation.INDIVIDUAL: "Individual",
    Organisation.MICROENTERPRISE: "Microenterprise",
    Organisation.SMALL_ENTERPRISE: "Small enterprise",
    Organisation.NOT_FOR_PROFIT: "Not-for-profit",
    Organisation.US_FEDERAL: "US federal government",
    Organisation.US_STATE: "US state or local body",
    Organisation.US_TRIBAL: "US tribal government",
}
PROGRAMMES = {Programme.PARTNER: "Partner programme", Programme.PRIVATE_BETA: "Private beta"}


def _small(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def chip(profile: Profile, country: str | None) -> str:
    """'Applies to: Brazil · company'; 'Applies to: choose…' where nothing is chosen; long lists are counted."""
    if profile.is_empty:
        return "Applies to: choose…"
    kinds = [words for kind, words in ORGANISATIONS.items() if kind in profile.organisations]
    kinds += [words for kind, words in PROGRAMMES.items() if kind in profile.programmes]
    parts = [country] if country else []
    if len(kinds) > 2:
        parts.append(f"{len(kinds)} kinds")
    else:
        parts.extend(_small(words) if parts else words for words in kinds)
    return "Applies to: " + " · ".join(parts)


def whole(profile: Profile, country: str | None) -> str:
    """Everything chosen, in full, for tool tips and screen readers."""
    if profile.is_empty:
        return "Nothing chosen: the agreement as published"
    kinds = [words for kind, words in ORGANISATIONS.items() if kind in profile.organisations]
    kinds += [words for kind, words in PROGRAMMES.items() if kind in profile.programmes]
    return ", ".join(([country] if country else []) + kinds)
