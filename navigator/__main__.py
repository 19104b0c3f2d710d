"""The command line: the second front end, over the same façade as the window.

Exit status: 0 done; 1 findings, or nothing found (`search`), or not all of the files added (`add`); 2 bad input, said
in one line on standard error. Nothing that the user gives leads to a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

from navigator.command_line.arguments import parser
from navigator.command_line.screen import DONE, refuse
from navigator.command_line.verbs import HANDLERS
from navigator.library.workers import SERVE, serve
from navigator.model.catalogue import BadInput
from navigator.session import Session

VERBS = frozenset(name.split()[0] for name in HANDLERS)
"""The first arguments that are a verb of the command line; anything else opens the window."""
OWN_WORDS = frozenset({SERVE})
"""What a built app calls itself by, to have a second process for an import: no verb for people."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; answers the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == [SERVE]:
        return serve()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(words)
        sys.stdout.flush()
        return status
    except BadInput as error:
        return refuse(str(error))
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again when Python leaves.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return refuse("stopped")


def _run(words: Sequence[str]) -> int:
    given = parser().parse_args(words)
    session = Session(given.library)
    try:
        return HANDLERS[" ".join(filter(None, (given.verb, getattr(given, "act", None))))](session, given)
    finally:
        session.close()


if __name__ == "__main__":
    sys.exit(main())
