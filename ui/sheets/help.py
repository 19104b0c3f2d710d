"""Help, inside the window and offline: how things are done, and every command with its keys."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from navigator.commands import BY_ID, COMMANDS, MENUS, Command
from ui.frame.keys import keys_of
from ui.panel import Current
from ui.sheets.sheet import Sheet

_TEXT = Path(__file__).with_suffix(".md")
_COMMAND = re.compile(r"\{([\w.-]+)\}")


class _Page(QTextBrowser):
    def sizeHint(self) -> QSize:
        """Taller than any window: the sheet takes what room there is."""
        return QSize(super().sizeHint().width(), 4000)


class HelpSheet(Sheet):
    """One page with headings, that scrolls by key."""

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "Help and shortcuts", width=780, scrolls=False)
        self.page = _Page(self.body)
        self.page.setObjectName("help-page")
        self.page.setOpenLinks(False)
        self.page.setAccessibleName("Help")
        self.page.document().setDocumentMargin(20)
        self.page.setMarkdown(help_text())
        _space(self.page.document())
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.page, 1)

    def show_sheet(self) -> None:
        """Opens it at its beginning."""
        self.page.verticalScrollBar().setValue(0)
        self.open(self.page)


def _space(document: QTextDocument) -> None:
    """Room between paragraphs, around headings and in tables: Markdown says nothing of it."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        laid = block.blockFormat()
        laid.setLineHeight(132, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            laid.setTopMargin(20 if laid.headingLevel() else 0)
            laid.setBottomMargin(8)
        cursor.setBlockFormat(laid)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format()
            look.setCellPadding(5)
            look.setCellSpacing(0)
            look.setBorder(0)
            look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(look)


def help_text() -> str:
    """The page as Markdown, each "{command.id}" as the command's keys or, where it has none, its name."""
    text = _COMMAND.sub(lambda found: f"**{_keys(BY_ID[found[1]])}**", _TEXT.read_text("utf-8"))
    rows = ["## Every command", "", "| Command | What it does | Keys |", "|---|---|---|"]
    for menu in MENUS:
        rows += [
            f"| {escape(command.title)} | {escape(command.help)} | {_keys(command) if command.keys else ''} |"
            for command in COMMANDS
            if command.menu == menu
        ]
    return text + "\n" + "\n".join(rows) + "\n"


def _keys(command: Command) -> str:
    return keys_of(command.id) or f"“{command.title}”"
