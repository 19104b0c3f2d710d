"""Two texts beside each other, as their user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from navigator.model.rules import Profile
from navigator.session import Session
from ui.frame.sides import Sides
from ui.shell import Shell

Settle = Callable[[Shell], None]


def split(shell: Shell, settle: Settle) -> Sides:
    shell.actions["view.split"].trigger()
    settle(shell)
    assert shell.room is not None
    return shell.room.sides


def provision(shell: Shell, number: str) -> str:
    assert shell.current.analysis is not None
    return next(row.id for row in shell.current.analysis.agreement.provisions if row.full_number == number)


def test_a_second_side_shows_the_same_place_and_goes_its_own_way(shell: Shell, settle: Settle) -> None:
    assert shell.room is not None
    shell.room.go_to(provision(shell, "2.1"))
    sides = split(shell, settle)
    second = sides.active
    assert second is not shell.room.reader
    assert second.hasFocus()
    assert second.current() == provision(shell, "2.1")
    shell.room.go_to(provision(shell, "3.1"))
    assert (second.current(), shell.room.reader.current()) == (provision(shell, "3.1"), provision(shell, "2.1"))
    assert shell.current.provision == provision(shell, "3.1")
    shell.actions["go.back"].trigger()
    assert second.current() == provision(shell, "2.1")


def test_the_keyboard_changes_sides_and_the_active_one_is_marked(shell: Shell, settle: Settle) -> None:
    sides = split(shell, settle)
    assert sides.second is not None
    marks = [sides.first.property("active"), sides.second.property("active")]
    assert marks == ["false", "true"]
    shell.actions["view.other-side"].trigger()
    assert sides.first.reader.hasFocus()
    assert [sides.first.property("active"), sides.second.property("active")] == ["true", "false"]
    shell.actions["view.split"].trigger()
    assert not sides.is_split
    assert sides.first.property("active") == ""
    assert sides.active.hasFocus()


def test_a_card_and_the_contents_open_beside(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    assert shell.room is not None
    reader = shell.room.reader
    reader.go_to(provision(shell, "1.1"))
    sight = reader.sight()
    assert sight is not None
    link = next(found for found in sight.targets() if found.anchor is not None)
    reader.cards.open_at(link)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(reader, Qt.Key.Key_Return, modifiers)
    sides = shell.room.sides
    assert sides.is_split
    assert sides.active.current() == provision(shell, "3.1")
    assert reader.current() == provision(shell, "1.1")
    shell.actions["view.other-side"].trigger()
    sight = reader.sight()
    assert sight is not None
    reader.cards.open_at(next(found for found in sight.targets() if found.anchor is not None))
    reader.cards.card.beside.click()
    assert sides.active is not reader
    shell.actions["view.other-side"].trigger()
    tree = shell.room.outline.tree
    tree.setCurrentIndex(shell.room.outline.model.index_of(provision(shell, "2.2")))
    tree.actions()[0].trigger()
    assert sides.active.current() == provision(shell, "2.2")
    assert sides.second is not None
    assert sides.active is sides.second.reader


def test_another_agreement_stands_beside_and_reads_for_the_same_profile(
    shell: Shell, settle: Settle, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "wharf.md"
    other.write_text("# Wharf Rules\n\n1. **Ropes.** Every rope is coiled.\n\n2. **Lamps.** Lamps burn all night.\n")
    session = Session(library)
    session.add([other])
    session.close()
    shell.library.refresh()
    settle(shell)
    sides = split(shell, settle)
    assert sides.second is not None
    combo = sides.second.agreements
    wharf = next(at for at in range(combo.count()) if combo.itemText(at).startswith("Wharf Rules"))
    combo.setCurrentIndex(wharf)
    combo.activated.emit(wharf)
    settle(shell)
    shown = sides.second.reader.analysis
    assert shown is not None
    assert shown.agreement.title == "Wharf Rules"
    assert shell.current.analysis is not None
    assert shell.current.analysis.agreement.title == "Larkspur Hosting Terms"
    shell.profiles.apply(Profile("BR"))
    settle(shell)
    assert sides.second.reader.reads is not None
    assert sides.second.reader.reads.profile == Profile("BR")
    shell.actions["go.next-provision"].trigger()
    assert sides.second.reader.current() == shown.agreement.provisions[1].id
    sides.second.close_button.click()
    assert not sides.is_split


def test_who_must_do_what_shows_on_both_sides_of_one_agreement(shell: Shell, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "wickham-terms.md"
    path.write_text(
        "# Wickham Terms\n\n## 1. Fees\n\n**1.1 Payment.** You must pay in ten days. It is cheap.\n", "utf-8"
    )
    shell.library.add([path], read=True)
    settle(shell)
    sides = split(shell, settle)
    shell.actions["view.obligations"].trigger()
    settle(shell)
    first, second = sides.readers()
    assert (first._emphasis is None, second._emphasis is None) == (False, False)
    shell.actions["view.split"].trigger()
    shell.actions["view.obligations"].trigger()
    settle(shell)
    assert (first._emphasis, second._emphasis) == (None, None)
