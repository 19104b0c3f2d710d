"""The system's print dialog, and the pages on the printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from navigator.model.exporting import Paper

_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def print_pages(pages: Sequence[bytes], paper: Paper, name: str, window: QWidget) -> str | None:
    """Asks for a printer and prints pages (PNG). None when done or called off; otherwise what went wrong, in words."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexAuto)  # as the printer is set up; the dialog lets the user choose
    dialog = QPrintDialog(printer, window)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    return paint_pages(pages, printer)


def paint_pages(pages: Sequence[bytes], printer: QPrinter) -> str | None:
    """Draws the pages that the printer's range asks for, each as large as its sheet allows."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    painter = QPainter()
    if not painter.begin(printer):
        return "The printer could not be used; choose another one, or save as PDF."
    try:
        for number, data in enumerate(pages[first - 1 : last]):
            if number:
                printer.newPage()
            image = QImage.fromData(data)
            sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(QPointF(), size)
            place.moveCenter(sheet.center())  # on a sheet of another format, the page stands in its middle
            painter.drawImage(place, image)
    finally:
        painter.end()
    return None
