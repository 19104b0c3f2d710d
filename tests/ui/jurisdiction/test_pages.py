"""Map, matrix and comparison as their user meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from navigator.model.rules import Profile
from ui.jurisdiction.answers_list import CODE
from ui.jurisdiction.map_page import MapPage
from ui.jurisdiction.matrix_page import MatrixPage
from ui.jurisdiction.outlines import world
from ui.jurisdiction.profiles_page import ProfilesPage
from ui.shell import Shell

Settle = Callable[[Shell], None]


def opened(shell: Shell, settle: Settle, command: str) -> object:
    shell.actions[command].trigger()
    settle(shell)
    return shell.window.stack.currentWidget()


def test_the_world_has_every_country() -> None:
    from navigator.jurisdiction import countries

    found = world()
    assert not {code for code, _ in countries()} - found.outlines.keys()
    assert all(found.box.contains(outline.centre) for outline in found.outlines.values())


def test_arrows_move_over_the_map_and_enter_chooses(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    shell.profiles.apply(Profile("BR"))
    settle(shell)
    page = opened(shell, settle, "profile.map")
    assert isinstance(page, MapPage)
    assert page.map.here() == "BR"
    page.map.setFocus()
    seen = ["BR"]
    for _ in range(40):  # east, across the Atlantic and beyond
        qtbot.keyClick(page.map, Qt.Key.Key_Right)
        seen.append(page.map.here() or "")
    assert len(set(seen)) > 10
    page.map.look_at("IE")
    assert "Ireland" in page.map.accessibleDescription()
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    settle(shell)
    assert shell.current.profile == Profile("IE")
    qtbot.keyClick(page.map, Qt.Key.Key_Escape)
    assert shell.window.stack.currentWidget() is shell.room


def test_a_click_chooses_and_the_smallest_country_has_a_dot(shell: Shell, settle: Settle, qtbot: QtBot) -> None:
    page = opened(shell, settle, "profile.map")
    assert isinstance(page, MapPage)
    for code in ("MC", "NR", "AU"):
        point = page.map._transform().map(world().outlines[code].centre)
        assert page.map._at(point) == code
        qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=point.toPoint())
        settle(shell)
        assert shell.current.profile == Profile(code)
    page.map.zoom(4, point)
    assert page.map._at(point) == "AU"
    page.map.zoom(0)
    assert page.map._at(QPoint(1, 1).toPointF()) is None


def test_the_list_says_the_same_as_the_map(shell: Shell, settle: Settle) -> None:
    page = opened(shell, settle, "profile.map")
    assert isinstance(page, MapPage)
    page.asked.group.button(1).click()
    heads = [page.list.rows.item(row) for row in range(page.list.rows.rowCount())]
    assert {head.text() for head in heads} == {"Ireland", "Brazil"}
    brazil = next(head for head in heads if head.text() == "Brazil")
    assert [brazil.child(0).data(CODE), brazil.rowCount()] == ["BR", 1]
    page.list.clicked.emit(brazil.child(0).index())
    settle(shell)
    assert shell.current.profile == Profile("BR")


def test_the_matrix_takes_countries_copies_and_exports(
    shell: Shell, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(shell, settle, "profile.matrix")
    assert isinstance(page, MatrixPage)
    page._add("FR")
    settle(shell)
    assert [row.country for row in page.model.lines][-1] == "FR"
    page.table.selectRow(len(page.model.lines) - 1)
    page.remove()
    settle(shell)
    assert "FR" not in [row.country for row in page.model.lines]
    page.table.clearSelection()
    page.copy()
    assert QApplication.clipboard().text().startswith("Country\tCode\tContracting entity\tSource")
    out = tmp_path / "matrix.csv"
    shell.exports.save_table([["a"], ["=1+1"]], out)
    settle(shell)
    assert out.read_bytes().decode("utf-8-sig").split() == ["a", "'=1+1"]
    with qtbot.waitSignal(page.go) as went:
        page.follow(page.model.index(0, 2))
    assert went.args is not None
    assert shell.window.stack.currentWidget() is shell.room


def test_two_profiles_show_what_differs(shell: Shell, settle: Settle) -> None:
    shell.profiles.apply(Profile("BR"))
    settle(shell)
    page = opened(shell, settle, "profile.compare")
    assert isinstance(page, ProfilesPage)
    shell.atlas.compare_with(Profile("FR"))
    settle(shell)
    assert page._found is not None
    assert [page._found.left, page._found.right] == [Profile("BR"), Profile("FR")]
    assert [row.provision for row in page._found.texts]
    assert "1 provision differ" in page.about.text()
    shell.profiles.apply(Profile("FR"))
    settle(shell)
    assert "0 answers" in page.about.text()


@pytest.mark.parametrize("command", ["profile.map", "profile.matrix", "profile.compare"])
def test_a_page_follows_the_theme_and_leaves(shell: Shell, settle: Settle, command: str, qtbot: QtBot) -> None:
    page = opened(shell, settle, command)
    assert isinstance(page, MapPage | MatrixPage | ProfilesPage)
    shell.actions["view.theme"].trigger()
    settle(shell)
    page.back.click()
    assert shell.window.stack.currentWidget() is shell.room
