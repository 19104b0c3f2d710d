"""The head of the search popup: what a search is restricted to, and how much it found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from navigator.model.catalogue import Filters, HitLayer
from ui.frame.labels import muted
from ui.panel import Current

_BINDING = frozenset({HitLayer.BINDING, HitLayer.DEFINITION, HitLayer.HEADING})


class ScopeBar(QFrame):
    """`changed` says that the restriction is another one."""

    changed = Signal()

    def __init__(self, current: Current, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup-head")
        self.current = current
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 8, 16, 8)
        self._row.setSpacing(8)
        self.everything = self._chip("All agreements", on=True)
        self.this = self._chip("This agreement")
        self.binding = self._chip("Binding")
        self.summaries = self._chip("Summaries")
        self.applies = self._chip("Applies to me")
        self.everything.clicked.connect(lambda: self._choose(all_of_them=True))
        self.this.clicked.connect(lambda: self._choose(all_of_them=False))
        for chip in (self.binding, self.summaries, self.applies):
            chip.clicked.connect(lambda _checked=False: self.changed.emit())
        self._row.addStretch(1)
        self.count = muted("", self, wrap=False)
        self._row.addWidget(self.count)

    def begin_with(self, *, this_agreement: bool, applies_only: bool) -> None:
        """Sets the chips as the settings say."""
        self.everything.setChecked(not this_agreement)
        self.this.setChecked(this_agreement)
        self.applies.setChecked(applies_only)

    @property
    def restricted(self) -> bool:
        """Whether there is more to search than is searched."""
        one_layer = self.binding.isChecked() != self.summaries.isChecked()
        return one_layer or self.this.isChecked() or self.applies.isChecked()

    def widen(self) -> None:
        """Takes every restriction away."""
        for chip in (self.this, self.binding, self.summaries, self.applies):
            chip.setChecked(False)
        self.everything.setChecked(True)
        self.changed.emit()

    def filters(self, limit: int) -> Filters:
        """What the chips restrict a search to; at most so many hits."""
        card = self.current.card
        layers: frozenset[HitLayer] = frozenset()
        if self.binding.isChecked() != self.summaries.isChecked():
            layers = _BINDING if self.binding.isChecked() else frozenset({HitLayer.SUMMARY})
        only = frozenset({card.key}) if card is not None and self.this.isChecked() else frozenset()
        return Filters(
            agreements=only,
            layers=layers,
            applies_only=self.applies.isChecked(),
            profile=self.current.profile,
            limit=limit,
            reading=card.key if card is not None else None,
        )

    def take_profile(self) -> None:
        """The profile is another one, or may be."""
        name = self.current.country_name()
        known = not self.current.profile.is_empty
        self.applies.setText(f"Applies to {name}" if name else "Applies to me")
        self.applies.setEnabled(known)
        self.applies.setToolTip("" if known else "Choose who you are first, at the top right")
        if not known:
            self.applies.setChecked(False)

    def take_agreement(self) -> None:
        """Another agreement is open, or none."""
        self.this.setEnabled(self.current.card is not None)
        self.this.setToolTip("" if self.current.card is not None else "No agreement is open")
        if self.current.card is None and self.this.isChecked():
            self._choose(all_of_them=True)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _choose(self, *, all_of_them: bool) -> None:
        self.everything.setChecked(all_of_them)
        self.this.setChecked(not all_of_them)
        self.changed.emit()

    def _chip(self, words: str, *, on: bool = False) -> QPushButton:
        made = QPushButton(words, self)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setChecked(on)
        self._row.addWidget(made)
        return made
