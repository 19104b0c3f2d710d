"""Small widgets that every panel uses, so that they look and read the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from ui.frame.words import caption
from ui.theme import Theme, scaled


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """A section heading of a pane, in small capitals."""
    made = QLabel(text.upper(), parent)
    made.setProperty("role", "heading")
    made.setAccessibleName(text)
    return made


def muted(text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """Secondary text. Plain: nothing in it is markup."""
    made = plain(text, parent, wrap=wrap)
    made.setProperty("role", "muted")
    return made


def plain(text: str = "", parent: QWidget | None = None, *, wrap: bool = True, role: str | None = None) -> QLabel:
    """A label that shows its text as it is: words of an agreement are never read as markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role is not None:
        made.setProperty("role", role)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """A hairline between two parts."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


def anchor(target: str, words: str, theme: Theme, *, small: bool = False) -> str:
    """A link for a rich label: `target` comes back from `linkActivated`; every word is escaped."""
    size = f"font-size:{scaled(theme.small_size)}px;" if small else ""
    return f'<a href="{escape(target)}" style="color:{theme.link};text-decoration:none;{size}">{escape(words)}</a>'


def rich(html: str, follow: Callable[[str], None], parent: QWidget | None = None, *, spoken: str = "") -> QLabel:
    """A label with links that mouse and keyboard follow; `spoken` is its accessible name."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(html)
    made.setWordWrap(True)
    made.setOpenExternalLinks(False)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if "<a " in html else Qt.FocusPolicy.NoFocus)
    made.linkActivated.connect(follow)
    if spoken:
        made.setAccessibleName(spoken)
    return made


def link_button(text: str, act: Callable[[], object], parent: QWidget | None = None) -> QPushButton:
    """A small button that looks like a link."""
    made = QPushButton(caption(text), parent)
    made.setProperty("role", "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked=False: act())
    return made


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout, to be filled anew; its widgets go when their events are done."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def restyle(widget: QWidget) -> None:
    """Has the stylesheet read a widget's dynamic properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
