"""Links to a place in an agreement that work offline: `contract-navigator:0123456789abcdef/sec_9__subsec_9-6?…`.

A link says what it was made from (agreement, version, hash of the provision's binding words), so that whoever opens it
hears when the words have changed since. It carries no words of the agreement but its title. Syntax: RFC 3986, without
an authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode

from navigator.model.catalogue import BadInput

if TYPE_CHECKING:
    from navigator.model.agreement import Agreement

SCHEME = "contract-navigator"
_KEY_LENGTH = 16
_LONGEST = 4_000
_MEND = "copy it again with “Copy link”"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """One link.

    key        of the version in the library: the first 16 hex digits of the source's SHA-256
    provision  its id; None for the agreement as a whole
    title      of the agreement, so that it can be named, and another version of it found
    version    the date that this version bears; None where it bears none
    words      the first 16 hex digits of the SHA-256 of the provision's binding text
    """

    key: str
    provision: str | None = None
    title: str = ""
    version: date | None = None
    words: str | None = None

    def __str__(self) -> str:
        place = f"/{quote(self.provision, safe='')}" if self.provision else ""
        told = {
            "title": self.title,
            "version": self.version.isoformat() if self.version else "",
            "words": self.words or "",
        }
        query = urlencode({name: value for name, value in told.items() if value}, quote_via=quote)
        return f"{SCHEME}:{self.key}{place}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a link leads: an agreement of the library, the provision there (None: its beginning), and what whoever
    opens it has to know, in sentences."""

    key: str
    provision: str | None
    notices: tuple[str, ...] = ()


def link_to(agreement: Agreement, provision: str | None) -> DeepLink:
    """The link to a provision of an agreement, or to the agreement."""
    words = words_hash(agreement, provision) if provision else None
    key = agreement.text.source.sha256[:_KEY_LENGTH]
    return DeepLink(key, provision, agreement.title, agreement.last_updated, words)


def words_hash(agreement: Agreement, provision: str) -> str:
    """What a link keeps of a provision's binding words."""
    return sha256(agreement.binding_text(provision).encode()).hexdigest()[:_KEY_LENGTH]


def is_link(text: str) -> bool:
    """Whether somebody means a link by this."""
    return text.strip().lower().startswith(f"{SCHEME}:")


def read_link(text: str) -> DeepLink:
    """A link as it was copied. Raises `BadInput` where it is none, or was cut off."""
    shown = " ".join(text.split())[:80]
    body = text.strip().partition(":")[2]
    path, _, query = body.partition("?")
    # Some systems write an authority into every address that they hand over.
    key, _, place = path.removeprefix("//").partition("/")
    key = key.lower()
    if not is_link(text) or len(text) > _LONGEST or len(key) != _KEY_LENGTH or set(key) - set("0123456789abcdef"):
        raise BadInput(f"{shown}: not a link of this app; {_MEND}")
    told = {name: values[0] for name, values in parse_qs(query).items()}
    try:
        version = date.fromisoformat(told["version"]) if "version" in told else None
    except ValueError:
        raise BadInput(f"{shown}: its version is not a date; {_MEND}") from None
    return DeepLink(key, unquote(place).strip("/") or None, told.get("title", ""), version, told.get("words"))
