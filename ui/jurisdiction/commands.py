"""Choosing the profile: it applies at once, and is kept for the next start."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.rules import Organisation, Profile, Programme
from navigator.settings import Settings
from ui.frame.message_bar import MessageBar
from ui.panel import Current
from ui.reads import Reads, reads_for
from ui.tasks import Tasks

if TYPE_CHECKING:
    from navigator.session import Session
    from ui.jurisdiction.chooser import ProfileChooser

_log = logging.getLogger(__name__)


def saved_profile(settings: Settings) -> Profile:
    """The profile of the last start."""
    country = settings.text("profile.country") or None
    organisations = frozenset(Organisation(value) for value in settings.many("profile.organisations"))
    return Profile(country, organisations, frozenset(Programme(v) for v in settings.many("profile.programmes")))


class ProfileCommands(QObject):
    """Answers are worked out in a worker; the newest profile wins."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        settings: Settings,
        messages: MessageBar,
        chip: QWidget,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._settings, self._messages, self._chip, self._window = settings, messages, chip, window
        self._chooser: ProfileChooser | None = None
        self._countries: tuple[tuple[str, str], ...] = ()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {"profile.choose": self.choose, "profile.clear": lambda: self.apply(Profile())}

    def load_names(self) -> None:
        """Reads the names of the countries, so that the chip can say the chosen one's."""
        self._with_countries(lambda: None)

    def choose(self) -> None:
        """Opens the chooser below the chip; a second time closes it."""
        if self._chooser is not None and self._chooser.isVisible():
            self._chooser.close_up()
            return
        self._with_countries(self._open)

    def apply(self, profile: Profile) -> None:
        """Takes a profile and works out what applies."""
        self._current.set_profile(profile)
        self._keep(profile)
        self.work_out()

    def work_out(self) -> None:
        """Works out what applies to the present profile in the open agreement."""
        analysis, profile = self._current.analysis, self._current.profile
        if analysis is None or profile.is_empty:
            self._tasks.cancel("applies")
            self._current.set_reads(None)
            return

        def done(found: Reads | None) -> None:
            if self._current.analysis is analysis and self._current.profile == profile:
                self._current.set_reads(found)

        self._tasks.run("applies", lambda _job: reads_for(self._session(), analysis, profile), done)

    def _with_countries(self, then: Callable[[], None]) -> None:
        if self._countries:
            then()
            return

        def done(found: tuple[tuple[str, str], ...]) -> None:
            self._countries = found
            self._current.set_country_names(dict(found))
            then()

        self._tasks.run("countries", lambda _job: self._session().countries(), done)

    def _open(self) -> None:
        if self._chooser is None:
            from ui.jurisdiction.chooser import ProfileChooser

            self._chooser = ProfileChooser(self._window, self._chip, self._current, self._countries)
            self._chooser.chosen.connect(self.apply)
        self._chooser.show_chooser()

    def _keep(self, profile: Profile) -> None:
        self._settings.set("profile.country", profile.country)
        self._settings.set("profile.organisations", tuple(sorted(profile.organisations)))
        self._settings.set("profile.programmes", tuple(sorted(profile.programmes)))
        try:
            self._settings.save()
        except OSError as error:
            _log.warning("settings could not be saved: %s", error)
            self._messages.tell(f"Your choice holds until you leave; it could not be saved ({error.strerror}).", "warn")
