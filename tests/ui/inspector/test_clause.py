"""*What refers here*: every way in which another provision can mean the one being read."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from navigator.model.analysis import Analysis
from navigator.pipeline import analyse
from tests.ui.test_window import words_in
from ui.inspector.clause import ClauseCard
from ui.panel import Current

HEAD = """\
# Plover Rental Terms

## 1 Rental

**1.1 Boats.** Plover rents boats.

**1.2 Oars.** Each boat has two oars.

**1.3 Vests.** Each guest wears a vest.

## 2 General

**2.1 Order.** Sections 1.1 to 1.3 prevail over a leaflet.

**2.2 Oars again.** Section 1.2 (Oars) holds for paddles.
"""
MANY = "\n".join(f"**2.{n} Rule {n}.** Section 1.3 (Vests) holds on day {n}.\n" for n in range(3, 16))


def card(qtbot: QtBot, number: str) -> tuple[ClauseCard, list[str], Analysis]:
    analysis = analyse((HEAD + "\n" + MANY).encode(), "terms.md")
    current, followed = Current(), []
    made = ClauseCard(current, followed.append)
    qtbot.addWidget(made)
    current.set_agreement(None, analysis)
    current.set_provision(next(p.id for p in analysis.agreement.provisions if p.full_number == number))
    made.refresh()
    return made, followed, analysis


def test_a_range_refers_to_every_provision_in_it(qtbot: QtBot) -> None:
    made, _, _ = card(qtbot, "1.2")
    words = words_in(made)
    assert "cited by" in words
    assert "2.2 Oars again" in words
    assert "in range" in words
    assert "2.1 Order" in words


def test_what_a_long_list_leaves_off_can_be_shown(qtbot: QtBot) -> None:
    made, followed, _ = card(qtbot, "1.3")
    assert "and 5 more" in words_in(made)
    made._follow("#all")
    qtbot.waitUntil(lambda: "more" not in words_in(made))
    assert "2.15" in words_in(made)
    made._follow("sec_1")
    assert followed == ["sec_1"]


def test_a_clause_names_the_terms_that_it_defines(qtbot: QtBot) -> None:
    analysis = analyse(b'# Terms\n\n## 1 Words\n\n**1.1 Boat.** A "**Boat**" means a hull that floats.\n', "terms.md")
    current = Current()
    made = ClauseCard(current, print)
    qtbot.addWidget(made)
    current.set_agreement(None, analysis)
    current.set_provision(next(p.id for p in analysis.agreement.provisions if p.full_number == "1.1"))
    made.refresh()
    words = words_in(made)
    assert "defines" in words
    assert "Boat" in words
