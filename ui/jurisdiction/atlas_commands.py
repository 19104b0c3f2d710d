"""Countries and profiles beside one another: map, matrix, comparison; worked out in a worker when first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from navigator.model.rules import Profile
from ui.frame.message_bar import MessageBar
from ui.jurisdiction.atlas import ASKED, Atlas, in_country
from ui.panel import Current
from ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from navigator.model.analysis import Analysis
    from navigator.model.consolidated import ProfileComparison
    from navigator.model.matrix import Matrix
    from navigator.session import Session
    from ui.frame.page import Page
    from ui.jurisdiction.chooser import ProfileChooser
    from ui.jurisdiction.map_page import MapPage
    from ui.jurisdiction.matrix_page import MatrixPage
    from ui.jurisdiction.profiles_page import ProfilesPage


_OTHERS = ("US", "DE")


class AtlasCommands(QObject):
    """`show` puts a page in the middle of the window, `apply` takes a profile, `choose` asks for one, `save` writes a
    table."""

    def __init__(
        self,
        session: Callable[[], Session],
        current: Current,
        tasks: Tasks,
        messages: MessageBar,
        show: Callable[[Page], object],
        apply: Callable[[Profile], object],
        choose: Callable[[], object],
        save: Callable[[str, list[list[str]]], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._current, self._tasks = session, current, tasks
        self._messages, self._show, self._save = messages, show, save
        self._apply, self._choose = apply, choose
        self._profiles: ProfilesPage | None = None
        self._chooser: ProfileChooser | None = None
        self._other: Profile | None = None
        self._map: MapPage | None = None
        self._matrix: MatrixPage | None = None
        self._atlas: Atlas | None = None
        self._of: Analysis | None = None
        current.agreement_changed.connect(self._changed)
        current.profile_changed.connect(self._changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Command id -> what it does."""
        return {
            "profile.map": self.show_map,
            "profile.matrix": self.show_matrix,
            "profile.compare": self.show_profiles,
        }

    def show_map(self) -> None:
        """The world, coloured by answer."""
        if self._map is None:
            from ui.jurisdiction.map_page import MapPage
            from ui.jurisdiction.outlines import world

            self._map = MapPage(self._current)
            self._map.chosen.connect(lambda code: self._apply(in_country(self._current.profile, code)))
            self._tasks.run("outlines", lambda _job: world(), self._map.show_world)
        self._show(self._map)
        self._map.map.setFocus()
        self._work_out()

    def show_matrix(self) -> None:
        """Countries by topic."""
        if self._matrix is None:
            from ui.jurisdiction.matrix_page import MatrixPage

            self._matrix = MatrixPage(self._current)
            self._matrix.copied.connect(
                lambda: self._messages.tell("Copied as a table, ready for a spreadsheet.", "good")
            )
            self._matrix.save.connect(lambda rows: self._save("countries by topic", rows))
            self._matrix.wanted.connect(lambda _codes: self._fill_matrix())
        self._show(self._matrix)
        self._matrix.table.setFocus()
        self._fill_matrix()

    def show_profiles(self) -> None:
        """The window's profile beside another one."""
        if self._profiles is None:
            from ui.jurisdiction.profiles_page import ProfilesPage

            self._profiles = ProfilesPage(self._current)
            self._profiles.choose.connect(self._choose_side)
        self._show(self._profiles)
        self._profiles.area.setFocus()
        self._compare()

    def compare_with(self, other: Profile) -> None:
        """Another profile to compare with."""
        self._other = other
        self._compare()

    def _choose_side(self, side: int) -> None:
        if side == 0 or self._profiles is None:
            self._choose()
            return
        page, current = self._profiles, self._current
        if self._chooser is None:
            from ui.jurisdiction.chooser import ProfileChooser

            host, names = page.window(), list(current.country_names.items())
            note = "Only for this comparison: your own profile stays as it is."
            self._chooser = ProfileChooser(host, page.sides[1], current, names, note=note)
            self._chooser.chosen.connect(self.compare_with)
        self._chooser.show_chooser(self._right())

    def _right(self) -> Profile:
        """The profile compared with; until one is chosen, somebody of the same kind in a country that is not ours."""
        own = self._current.profile
        if self._other is not None:
            return self._other
        return in_country(own, next(code for code in _OTHERS if code != own.country))

    def _compare(self) -> None:
        analysis, page, left, right = self._current.analysis, self._profiles, self._current.profile, self._right()
        if analysis is None or page is None:
            return

        def work(_job: Job) -> tuple[dict[str, str], ProfileComparison]:
            return dict(self._session().countries()), self._session().compare_profiles(analysis, left, right)

        def done(found: tuple[dict[str, str], ProfileComparison]) -> None:
            self._name_countries(found[0])
            if self._current.analysis is analysis:
                page.show_comparison(found[1])

        self._tasks.run("profiles", work, done)

    def _changed(self) -> None:
        """Only what is in sight is worked out anew."""
        if self._map is not None and not self._map.isHidden():
            self._work_out()
        if self._matrix is not None and not self._matrix.isHidden():
            self._fill_matrix()
        if self._profiles is not None and not self._profiles.isHidden():
            self._compare()

    def _fill_matrix(self) -> None:
        """The countries that were chosen, else one for each different set of answers."""
        analysis, profile, page = self._current.analysis, self._current.profile, self._matrix
        if analysis is None or page is None:
            return
        chosen = page.chosen

        def work(_job: Job) -> tuple[dict[str, str], Matrix]:
            session = self._session()
            codes = session.example_countries(analysis, profile) if chosen is None else chosen
            return dict(session.countries()), session.matrix(analysis, codes, profile)

        def done(found: tuple[dict[str, str], Matrix]) -> None:
            if self._current.analysis is analysis:
                self._name_countries(found[0])
                page.show_matrix(found[1])

        self._tasks.run("matrix", work, done)

    def _name_countries(self, names: dict[str, str]) -> None:
        if not self._current.country_names:
            self._current.set_country_names(names)

    def _work_out(self) -> None:
        analysis, profile = self._current.analysis, self._current.profile
        if analysis is None:
            return
        known = self._atlas
        if known is not None and self._of is analysis and in_country(known.profile, profile.country) == profile:
            self._take(analysis, Atlas(profile, known.names, known.answers))
            return

        def work(_job: Job) -> Atlas:
            session = self._session()
            answers = {fact: session.answers_by_country(analysis, fact, profile) for fact in ASKED}
            return Atlas(profile, dict(session.countries()), answers)

        def done(atlas: Atlas) -> None:
            if self._current.analysis is analysis:
                self._take(analysis, atlas)

        self._tasks.run("atlas", work, done)

    def _take(self, analysis: Analysis, atlas: Atlas) -> None:
        self._of, self._atlas = analysis, atlas
        if self._map is not None and not self._map.isHidden():
            self._map.show_atlas(atlas)
