"""The whole window for somebody who sees nothing of it, or uses no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.shell import Shell

Settle = Callable[[Shell], None]
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
VIEWS = ("", "view.notes", "view.terms", "view.findings", "view.figures", "view.precedence", "view.obligations")


def controls(shell: Shell) -> Iterator[QWidget]:
    """What can be acted on and is in sight, save parts of other controls and the card, which the text's keys reach."""
    for widget in shell.window.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and widget.isVisible() and widget.isEnabled():
            above = widget.parentWidget()
            inside = isinstance(above, (QComboBox, QAbstractSpinBox, QAbstractItemView, QLineEdit))
            inside = inside or any(type(up).__name__ in {"Card", "ReaderView"} for up in ancestors(widget))
            if not inside and not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
                yield widget


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_in_sight_has_a_name_and_can_be_reached(shell: Shell, settle: Settle, view: str) -> None:
    if view:
        shell.actions[view].trigger()
        settle(shell)
    found = list(controls(shell))
    assert len(found) > 10
    nameless = [w for w in found if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name).strip()]
    assert [(type(w).__name__, w.objectName(), w.toolTip()) for w in nameless] == []
    unreached = [w for w in found if not w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.focusProxy()]
    assert [(type(w).__name__, w.objectName(), w.accessibleName()) for w in unreached] == []


@pytest.mark.parametrize("view", ["view.notes", "view.terms"])
def test_the_focus_can_be_seen_on_every_control(shell: Shell, settle: Settle, qtbot: QtBot, view: str) -> None:
    shell.actions[view].trigger()
    settle(shell)
    blind = []
    for widget in controls(shell):
        shell.window.setFocus()
        QApplication.processEvents()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and picture(widget) == before:
            blind.append((type(widget).__name__, widget.objectName(), widget.accessibleName()))
    assert blind == []


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()
