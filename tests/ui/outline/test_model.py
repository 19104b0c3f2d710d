"""Contents: which provisions have a line, where they stand, what the profile marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from navigator.model.amendments import Action
from navigator.model.analysis import Analysis
from navigator.model.consolidated import Consolidated, ConsolidatedProvision, Standing, Touch
from navigator.model.rules import Applicability, Profile, Replacement, SpecialTermsAnswer
from navigator.pipeline import analyse
from tests.ui.agreement import TEXT
from ui.outline.model import BADGE_ROLE, ENTRY_ROLE, OutlineModel, badges
from ui.reads import Reads


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(TEXT.encode(), "larkspur.md")


def identity(analysis: Analysis, number: str) -> str:
    return next(row.id for row in analysis.agreement.provisions if row.full_number == number)


def lines(model: OutlineModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index.data(), *lines(model, index)]
    return found


def test_headings_in_reading_order_under_their_sections(analysis: Analysis) -> None:
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_analysis(analysis)
    assert lines(model)[:4] == ["Preamble", "1 Services", "1.1 Hosting", "1.2 Notice of change"]
    assert model.index_of(identity(analysis, "1.2")).parent().data() == "1 Services"
    model.show_analysis(None)
    assert lines(model) == []


def test_badges_stand_at_their_line_and_show_through_a_folded_one(analysis: Analysis) -> None:
    model = OutlineModel()
    model.show_analysis(analysis)
    disputes, brazil = identity(analysis, "3.2"), identity(analysis, "4.1")
    answer = Applicability(
        Profile("BR"),
        {},
        (SpecialTermsAnswer(brazil, "4.1", "Brazil", "domiciled in Brazil", certain=False),),
        (Replacement(disputes, "3.2", identity(analysis, "4.1.1"), "4.1.1"),),
    )
    payment = identity(analysis, "2.1")
    touch = Touch(Action.ADD, brazil, analysis.agreement.by_id[brazil].body[0].span)
    row = ConsolidatedProvision(payment, Standing.PUBLISHED, (), touched_by=(touch,))
    reads = Reads(answer, Consolidated(answer.profile, (row,)), lambda _term: ())
    model.set_reads(reads)
    assert model.index_of(disputes).data(BADGE_ROLE).words == "replaced"
    assert model.index_of(brazil).data(BADGE_ROLE).words == "may apply"
    assert model.index_of(payment).data(BADGE_ROLE).words == "added to"
    section = model.index_of(disputes).parent()
    assert model.marked_below(section.data(ENTRY_ROLE))
    model.set_reads(None)
    assert model.index_of(disputes).data(BADGE_ROLE) is None
    assert set(badges(reads)) == {disputes, brazil, payment}


def test_ticking_a_section_ticks_what_is_below(analysis: Analysis) -> None:
    model = OutlineModel(checkable=True)
    model.show_analysis(analysis)
    role, checked, unchecked = int(Qt.ItemDataRole.CheckStateRole), Qt.CheckState.Checked, Qt.CheckState.Unchecked
    fees, payment = identity(analysis, "2"), identity(analysis, "2.1")
    assert model.setData(model.index_of(fees), checked, role)
    assert model.checked == {fees, payment, identity(analysis, "2.2")}
    assert model.setData(model.index_of(payment), unchecked, role)
    assert model.checked == {identity(analysis, "2.2")}
