"""Values that are kept because the window asks for them again and again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The values used last. Two threads that ask for the same one at once wait for one making of it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Future[T]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            known = self._values.get(key)
            if known is None:
                ours: Future[T] = Future()
                self._values[key] = ours
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            else:
                self._values.move_to_end(key)
        if known is not None:
            return known.result()
        try:
            value = make()
        except BaseException as error:
            self.forget(key)
            ours.set_exception(error)
            raise
        ours.set_result(value)
        return value

    def peek(self, key: Hashable) -> T | None:
        """The value, where it is kept."""
        with self._lock:
            known = self._values.get(key)
        return known.result() if known is not None else None

    def forget(self, key: Hashable) -> None:
        with self._lock:
            self._values.pop(key, None)
