"""The base of every panel: the provider of what is being read, and connections that clean up after themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaObject, QObject, Signal
from PySide6.QtWidgets import QWidget

from navigator.model.notes import Notes
from navigator.model.rules import Profile
from ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.catalogue import AgreementCard
    from navigator.model.rules import Applicability
    from ui.reads import Reads


class Current(QObject):
    """What the window is about: the open agreement, the profile and what applies to it, the provision being read.

    Panels read the properties and listen; commands alone call the `set_` methods.
    """

    agreement_changed = Signal()
    profile_changed = Signal()
    applicability_changed = Signal()
    provision_changed = Signal()
    library_changed = Signal()
    theme_changed = Signal()
    notes_changed = Signal()
    ticked_changed = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.card: AgreementCard | None = None
        self.analysis: Analysis | None = None
        self.profile = Profile()
        self.reads: Reads | None = None
        self.provision: str | None = None
        self.library: tuple[AgreementCard, ...] = ()
        self.country_names: dict[str, str] = {}
        self.notes = Notes()
        self.ticked: frozenset[str] = frozenset()
        self.still = False
        """Whether nothing may move by itself."""

    @property
    def applicability(self) -> Applicability | None:
        """What applies to the profile in the open agreement; None where nothing is chosen or it is being worked out."""
        return self.reads.applicability if self.reads is not None else None

    def set_agreement(self, card: AgreementCard | None, analysis: Analysis | None, reads: Reads | None = None) -> None:
        """Another agreement is open (or none), with how it reads for the present profile."""
        self.card, self.analysis, self.reads = card, analysis, reads
        self.provision = None
        self.notes, self.ticked = Notes(), frozenset()
        self.agreement_changed.emit()

    def set_profile(self, profile: Profile) -> None:
        self.profile = profile
        self.profile_changed.emit()

    def set_reads(self, reads: Reads | None) -> None:
        """How the open agreement reads for the profile; None for as published."""
        self.reads = reads
        self.applicability_changed.emit()

    def set_provision(self, provision: str | None) -> None:
        """The provision at the reading line; nothing is announced where it stays the same."""
        if provision != self.provision:
            self.provision = provision
            self.provision_changed.emit()

    def set_notes(self, notes: Notes) -> None:
        """The user's notes on the open agreement."""
        self.notes = notes
        self.notes_changed.emit()

    def set_ticked(self, ticked: frozenset[str]) -> None:
        """The lines of the contents that are ticked, wherever that was done: to export or to collect them."""
        self.ticked = ticked
        self.ticked_changed.emit()

    def set_library(self, cards: tuple[AgreementCard, ...]) -> None:
        self.library = cards
        self.library_changed.emit()

    def set_country_names(self, names: dict[str, str]) -> None:
        """alpha-2 -> English short name, once they have been read."""
        self.country_names = names
        self.profile_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.theme_changed.emit()

    def country_name(self) -> str | None:
        """The name of the profile's country, its code while names are not known, None where none is chosen."""
        code = self.profile.country
        return None if code is None else self.country_names.get(code, code)


class Panel(QWidget):
    """A widget over `Current`. Connections made with `track` end with the panel, however long their sender lives."""

    def __init__(self, current: Current, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current = current
        self._tracked: list[QMetaObject.Connection] = []

    def track(self, signal: Any, slot: Callable[..., object]) -> None:
        """Connects a signal to a slot until `release`."""
        self._tracked.append(signal.connect(slot))

    def release(self) -> None:
        """Ends every tracked connection; the panel may then be deleted at any time."""
        for connection in self._tracked:
            QObject.disconnect(connection)
        self._tracked.clear()
