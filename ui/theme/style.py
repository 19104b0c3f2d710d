"""The one stylesheet, built from tokens. Widgets opt in by object name or by the dynamic property `role`."""

from __future__ import annotations

from string import Template

from ui.theme.fonts import factor
from ui.theme.tokens import Theme

_SHEET = Template(
    """
QWidget { font-family: "$sans"; font-size: ${ui}px; }
QMainWindow, #centre { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $border_strong; padding: 4px 8px; }

#top-bar { background: $surface; border-bottom: 1px solid $border; }
#agreement-title { font-weight: 600; }
#agreement-version, [role="muted"] { color: $text_muted; font-size: ${small}px; }
[role="heading"] { color: $text_muted; font-size: ${tiny}px; font-weight: 600; }
[role="title"] { font-size: ${title}px; font-weight: 600; }
[role="value"] { font-weight: 600; }
[role="clause"] { font-family: "$serif"; font-size: ${clause}px; }
[role="team"] { color: $team_text; font-size: ${small}px; font-weight: 600; }
[role="warn"] { color: $warn_text; background: $warn_bg; border-radius: 6px; padding: 6px 9px;
  font-size: ${small}px; }
[role="good"] { color: $good_text; background: $good_bg; border-radius: 6px; padding: 8px 10px; }
[role="bad"] { color: $bad_text; background: $bad_bg; border-radius: 6px; padding: 8px 10px; }

QToolButton, QPushButton { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 6px;
  padding: 5px 10px; }
QToolButton:hover, QPushButton:hover { background: $accent_soft; }
QToolButton:pressed, QPushButton:pressed { background: $accent_soft; border-color: $accent; }
QToolButton:disabled, QPushButton:disabled { color: $text_muted; border-color: $border; background: $surface; }
QToolButton:focus, QPushButton:focus { border: 2px solid $focus; padding: 4px 9px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QToolButton[role="square"] { padding: 0; min-width: ${square}px; max-width: ${square}px;
  min-height: ${high}px; max-height: ${high}px; }
QToolButton[role="square"]:focus { padding: 0; min-width: ${square_in}px; max-width: ${square_in}px;
  min-height: ${high_in}px; max-height: ${high_in}px; }
QToolButton[role="flat"], QPushButton[role="flat"] { border: 1px solid transparent; background: transparent; }
QToolButton[role="flat"]:hover, QPushButton[role="flat"]:hover { background: $accent_soft; }
QToolButton[role="flat"]:focus, QPushButton[role="flat"]:focus { border: 2px solid $focus; padding: 4px 9px; }
QPushButton[arrow="true"] { padding-right: 30px; }
QPushButton[arrow="true"]:focus { padding-right: 29px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
  padding: 7px 16px; }
QPushButton[role="primary"]:hover { background: $link; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 6px 15px; }
QPushButton[role="primary"]:disabled { background: $surface_alt; color: $text_muted; border-color: $border; }
#profile-chip { background: $accent_soft; color: $accent; border: 1px solid $accent_soft; border-radius: 15px;
  font-weight: 600; padding: 5px 30px 5px 14px; }
#profile-chip:hover { border-color: $accent; }
#profile-chip:focus { border: 2px solid $focus; padding: 4px 29px 4px 13px; }
QPushButton[role="chip"] { background: transparent; color: $text_muted; border: 1px solid $border_strong;
  border-radius: 13px; padding: 2px 11px; min-height: ${chip}px; max-height: ${chip}px; font-size: ${small}px; }
QPushButton[role="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent_soft; }
QPushButton[role="chip"]:focus { border: 2px solid $focus; padding: 1px 10px; }
QPushButton[role="chip"]:disabled { color: $text_muted; border-color: $border; background: transparent; }
QPushButton[role="switch"] { background: $surface; color: $text_muted; border: 1px solid $border_strong;
  padding: 1px 10px; border-radius: 0; min-height: ${chip}px; max-height: ${chip}px; font-size: ${small}px; }
QPushButton[role="switch"][end="left"] { border-top-left-radius: 5px; border-bottom-left-radius: 5px; }
QPushButton[role="switch"][end="right"] { border-top-right-radius: 5px; border-bottom-right-radius: 5px;
  border-left: none; }
QPushButton[role="switch"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="switch"]:focus { border: 2px solid $focus; padding: 0 9px; }
QPushButton[role="link"] { background: transparent; border: none; color: $link; padding: 0 1px; text-align: left;
  font-size: ${small}px; }
QPushButton[role="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[role="link"]:focus { border: 2px solid $focus; border-radius: 3px; padding: 0; }

QPlainTextEdit { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 7px;
  padding: 4px 6px; selection-background-color: $selection_bg; selection-color: $selection_text; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 3px 5px; }
QLineEdit { background: $surface; color: $text; border: 1px solid $border_strong;
  border-radius: 7px; padding: 5px 9px; selection-background-color: $selection_bg;
  selection-color: $selection_text; }
QLineEdit:focus { border: 2px solid $focus; padding: 4px 8px; }
QComboBox { combobox-popup: 0; }
QComboBox, QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 6px;
  padding: 3px ${arrow}px 3px 9px; min-height: ${chip}px; selection-background-color: $selection_bg;
  selection-color: $selection_text; }
QComboBox:hover, QAbstractSpinBox:hover { border-color: $text_muted; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 2px ${arrow_in}px 2px 8px; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: $text_muted; border-color: $border; }
QComboBox { padding-right: 2px; }
QComboBox:focus { padding-right: 1px; }
QComboBox::drop-down { border: none; width: ${arrow}px; }
QComboBox::down-arrow, QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; border: none;
  width: ${arrow}px; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; border: none;
  width: ${arrow}px; }
QComboBox QAbstractItemView { border: 1px solid $border_strong; }
QComboBox QAbstractItemView::item { padding: 5px 9px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
#command-rows { border: 1px solid $border; border-radius: 6px; }
#help-page { border: none; background: $surface; color: $text; }
#command-rows::item { padding: 5px 6px; }
#command-rows::item:selected { background: $accent_soft; color: $text; }
#search-hint { color: $text_muted; border: 1px solid $border_strong; border-radius: 4px; padding: 0 5px;
  font-size: ${small}px; }

#left-pane, #right-pane, #right-pane QWidget#pane-body { background: $surface; }
QAbstractItemView { background: $surface; color: $text; border: none; outline: none; }
QListView[role="boxed"] { border: 1px solid $border; border-radius: 6px; }
QListView[role="boxed"]::item { padding: 4px 8px; }
QListView[role="boxed"]::item:selected { background: $accent_soft; color: $text; }
QListView[role="boxed"]:focus { border: 2px solid $focus; }
QScrollArea { border: none; background: transparent; }
QFrame[role="line"] { background: $border; max-height: 1px; min-height: 1px; border: none; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[role="card"]:hover { border-color: $accent; }
QFrame[role="drop"] { background: $surface; border: 2px dashed $border_strong; border-radius: 12px; }
QFrame[role="drop"][over="true"] { background: $accent_soft; border-color: $accent; }
QPushButton[role="primary"][arrow="true"] { padding-right: 34px; }
QFrame[role="drop-foot"] { background: $surface_alt; border-top: 1px solid $border; }
QFrame[role="drop-foot"][over="true"] { background: $accent_soft; border-top: 2px solid $accent; }
#details { background: $surface; border-left: 1px solid $border; }
QLabel[role="trouble"] { color: $bad_text; background: $bad_bg; border-radius: 6px; padding: 8px 10px; }
QFrame[role="popup"] { background: $surface; border: 1px solid $border_strong; border-radius: 10px; }
#popup-foot { border-top: 1px solid $border; }
#popup-head { border-bottom: 1px solid $border; }

#side[active="true"] { border: none; border-top: 3px solid $accent; }
#side[active="false"] { border: none; border-top: 3px solid $border; }
#bookmarks, #lines { border: 2px solid transparent; }
#bookmarks:focus, #lines:focus { border: 2px solid $focus; }
#bookmarks::item { padding: 3px 10px; }
#bookmarks::item:selected { background: $accent_soft; color: $text; }

#tray { background: $surface; border-top: 1px solid $border_strong; }
[role="state"] { border-radius: 9px; padding: 1px 8px; font-size: ${small}px; }
[role="state"][tone="good"] { color: $good_text; background: $good_bg; }
[role="state"][tone="warn"] { color: $warn_text; background: $warn_bg; }
#page { background: $surface_alt; }
#page-head { background: $surface; border-bottom: 1px solid $border; }
#answers { selection-background-color: $accent_soft; }
#page-head QLabel[role="title"] { font-size: ${heading}px; }
#page-foot { background: $surface; border-top: 1px solid $border; }
QHeaderView::section { background: $surface; color: $text_muted; border: none; border-bottom: 1px solid $border;
  padding: 7px 10px; font-size: ${small}px; font-weight: 600; }

#find-bar { background: $surface; border-bottom: 1px solid $border; }
#sheet-body { background: $surface; }
#message-bar { border: none; border-bottom: 1px solid $border; }
#message-bar[tone="info"] { background: $accent_soft; }
#message-bar[tone="good"] { background: $good_bg; }
#message-bar[tone="warn"] { background: $warn_bg; }
#message-bar[tone="bad"] { background: $bad_bg; }
QProgressBar { border: none; background: $border; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

#status-bar { background: $surface; border-top: 1px solid $border; }
#status-bar QLabel, #status-bar QPushButton { color: $text_muted; font-size: ${small}px; }
#status-bar QPushButton[role="link"] { color: $link; }

QMenu { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text_muted; }
QMenu::separator { height: 1px; background: $border; margin: 5px 6px; }
QCheckBox { spacing: 8px; padding: 3px 2px; border: 2px solid transparent; border-radius: 5px; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box}px; height: ${box}px; }
QCheckBox:focus { border-color: $focus; }
QSplitter::handle { background: $border; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 3px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
)


def stylesheet(theme: Theme) -> str:
    """The application's stylesheet for a theme, at the system's font size."""
    scale = factor()
    colours = {key: getattr(theme, key) for key in theme.__slots__ if isinstance(getattr(theme, key), str)}
    sizes = {
        "ui": round(theme.ui_size * scale),
        "small": round(theme.small_size * scale),
        "tiny": round((theme.small_size - 0.5) * scale),
        "title": round(22 * scale),
        "clause": round((theme.reading_size - 1) * scale),
        "square": round(32 * scale),
        "square_in": round(32 * scale) - 2,  # its frame is two pixels wider while it has the keyboard
        "box": round(15 * scale),
        "arrow": round(28 * scale),
        "arrow_in": round(28 * scale) - 1,
        "high": round(30 * scale),
        "high_in": round(30 * scale) - 2,
        "heading": round(18 * scale),
        # A radius above half the height would be drawn square.
        "chip": max(20, round(theme.small_size * scale * 1.5)),
    }
    return _SHEET.substitute(colours, **sizes)
