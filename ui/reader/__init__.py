"""The reading view: see `ui.reader.view.ReaderView`."""

from ui.reader.view import ReaderView

__all__ = ["ReaderView"]
