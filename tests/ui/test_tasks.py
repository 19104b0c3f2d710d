"""Background work: newest wins, cancel, progress, nothing left behind."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from navigator.model.catalogue import BadInput, Progress
from ui.tasks import Job, Tasks


def test_the_newest_answer_wins(qtbot: QtBot) -> None:
    tasks, answers, release = Tasks(), [], Event()

    def slow(_job: Job) -> str:
        release.wait(10)
        return "old"

    tasks.run("search", slow, answers.append)
    tasks.run("search", lambda _job: "new", answers.append)
    qtbot.waitUntil(lambda: answers == ["new"])
    release.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert answers == ["new"]
    tasks.close()


def test_answers_and_progress_come_on_the_qt_thread(qtbot: QtBot) -> None:
    tasks, seen = Tasks(), []

    def work(job: Job) -> int:
        assert current_thread() is not main_thread()
        job.progress(Progress(1, 2, "half"))
        return 7

    def note(value: object) -> None:
        seen.append((value, current_thread() is main_thread()))

    with qtbot.waitSignal(tasks.settled):
        tasks.run("work", work, note, progress=lambda progress: note(progress.what))
    assert seen == [("half", True), (7, True)]
    tasks.close()


def test_cancelled_work_delivers_nothing_but_ends(qtbot: QtBot) -> None:
    tasks, answers, ended = Tasks(), [], []

    def patient(job: Job) -> str:
        while not job.cancelled():
            Event().wait(0.005)
        return "too late"

    tasks.run("add", patient, answers.append, ended=lambda: ended.append(True))
    tasks.cancel("add")
    qtbot.waitUntil(lambda: bool(ended))
    assert answers == []
    tasks.close()


def test_bad_input_is_told_in_its_own_words(qtbot: QtBot) -> None:
    tasks, told = Tasks(), []

    def work(_job: Job) -> None:
        raise BadInput("x.pdf: encrypted; save it without a password")

    tasks.run("open", work, lambda _value: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["x.pdf: encrypted; save it without a password"]
    tasks.close()


def test_a_mistake_of_ours_is_told_and_logged(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    tasks, told = Tasks(), []
    tasks.failed.connect(told.append)
    tasks.run("open", lambda _job: 1 // 0, lambda _value: None)
    qtbot.waitUntil(lambda: bool(told))
    assert "ZeroDivisionError" in told[0]
    assert "background work failed" in caplog.text
    tasks.close()


def test_close_waits_for_what_is_under_way(qtbot: QtBot) -> None:
    tasks, answers = Tasks(), []
    started = Event()

    def work(job: Job) -> str:
        started.set()
        while not job.cancelled():
            Event().wait(0.005)
        return "late"

    tasks.run("work", work, answers.append)
    assert started.wait(5)
    tasks.close()
    assert not tasks.busy()
    assert answers == []
