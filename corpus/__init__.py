"""Sample agreements that we drafted for a fictional provider, and facts about public agreements.

The samples are what the library shows before anything is added to it. `catalogue.toml` beside them says how they
relate to one another, and names public agreements (publisher, title, address; never their words).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# A built app keeps the files beside this module too: its specification collects them as this package's data.
_FOLDER = Path(__file__).resolve().parent
_NAMES = (
    "halyard-terms-of-service.md",
    "halyard-acceptable-use-policy.md",
    "halyard-terms-of-service-2023.md",
)


@dataclass(frozen=True)
class Sample:
    """One sample agreement: the file that it lies in."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @cached_property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.path.read_bytes()


def samples() -> tuple[Sample, ...]:
    """The sample agreements in the order in which a library shows them: the Terms of Service in force, the policy
    that they incorporate, the Terms of Service that they replaced."""
    return tuple(Sample(_FOLDER / name) for name in _NAMES)


def catalogue() -> Path:
    """The file of facts about the samples and about public agreements, in TOML."""
    return _FOLDER / "catalogue.toml"
