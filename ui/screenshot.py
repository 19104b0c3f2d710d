"""Pictures of the real window, drawn after all work has settled."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, QTimer

from navigator.model.analysis import Analysis
from navigator.model.catalogue import BadInput
from navigator.model.rules import Profile
from navigator.model.text import Span
from ui.options import VIEWS, Options
from ui.shell import Shell

_PATIENCE_S = 120
_CALM_MS = 30
_CALM_ROUNDS = 4


def draw(shell: Shell, options: Options) -> None:
    """Draws what the options ask for into their file. The user's library stays as it is.

    Raises `BadInput` for an agreement that cannot be read, a provision or card that is not there, a file that cannot
    be written.
    """
    assert options.screenshot is not None
    trouble: list[str] = []
    shell.library.failed.connect(lambda _what, why: trouble.append(why))
    shell.tasks.failed.connect(trouble.append)
    _take_profile(shell, options.profile)
    window = shell.window
    window.resize(*options.size)
    window.setMinimumSize(min(760, options.size[0]), min(480, options.size[1]))
    window.show()
    shell.start()
    if options.agreements:
        shell.library.inspect(options.agreements[0])
    _wait(shell)
    if trouble:
        raise BadInput(trouble[0])
    analysis = shell.current.analysis
    if options.show is not None and analysis is not None:
        found = shell.session().provision(analysis, options.show)
        if found is None:
            raise BadInput(f"--show {options.show}: not in {analysis.agreement.title}; inspect lists its numbers")
        assert shell.room is not None
        shell.room.reader.go_to(found, highlight=False, record=False)
        _wait(shell)
    if options.card is not None and analysis is not None:
        _open_card(shell, analysis, options.card)
    if options.search is not None:
        shell.search.search(options.search)
        _wait(shell)
    if options.view is not None:
        action = shell.actions[VIEWS[options.view]]
        if not action.isEnabled():
            raise BadInput(f"--view {options.view}: name the agreement to show")
        action.trigger()
    _wait(shell)
    if not window.grab().save(str(options.screenshot)):
        raise BadInput(f"--screenshot {options.screenshot}: cannot be written; choose another place")


def _take_profile(shell: Shell, profile: Profile | None) -> None:
    countries = dict(shell.session().countries())
    if profile is not None and profile.country is not None and profile.country not in countries:
        raise BadInput(f"--country {profile.country}: not an ISO 3166-1 alpha-2 code; for example BR or DE")
    shell.current.profile = profile or Profile()
    shell.current.set_country_names(countries)


def _wait(shell: Shell) -> None:
    """Lets the window work until it has been calm for a few rounds."""
    deadline = time.monotonic() + _PATIENCE_S
    calm = 0
    while calm < _CALM_ROUNDS:
        if time.monotonic() > deadline:
            raise BadInput(f"--screenshot: the window was still at work after {_PATIENCE_S} seconds")
        loop = QEventLoop()
        QTimer.singleShot(_CALM_MS, loop.quit)
        loop.exec()
        calm = calm + 1 if shell.settled() else 0


def _open_card(shell: Shell, analysis: Analysis, words: str) -> None:
    """Opens the card of the first link whose words are these: in sight, else from there on, else anywhere."""
    assert shell.room is not None
    reader = shell.room.reader
    text = analysis.agreement.text
    wanted = " ".join(words.casefold().split())

    def suits(span: Span) -> bool:
        return wanted in " ".join(text.at(span).casefold().split())

    def in_sight() -> bool:
        sight = reader.sight()
        for target in sight.targets() if sight is not None else ():
            if target.anchor is not None and suits(target.anchor.link.span):
                reader.cards.open_at(target)
                return True
        return False

    if in_sight():
        return
    spans = sorted([row.span for row in analysis.references] + [row.span for row in analysis.uses])
    place = next((span for span in spans if suits(span)), None)
    at = analysis.agreement.place(place.start) if place is not None else None
    if place is None or at is None:
        raise BadInput(f"--card {words}: no reference or defined term reads so in {analysis.agreement.title}")
    reader.go_to(at[0], span=place, highlight=False, record=False)
    _wait(shell)
    in_sight()
