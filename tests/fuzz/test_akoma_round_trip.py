"""Whatever is understood of a text comes back from its Akoma Ntoso export: for texts that no publisher would write."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from navigator.export import WRITERS
from navigator.model.exporting import ExportRequest
from navigator.pipeline import analyse
from tests.fuzz.checking import EXAMPLES
from tests.navigator.export.akoma import facts, schema

_LINES = (
    "# Ferry Terms\n\n", "## 1. Fares\n\n", "## Tides\n\n", "### 1.1 Winter\n\n", "## Article IV. Masters\n\n",
    "2. Boats. A boat is “**Fit**” if it floats.\n\n", "1. You row.\n\n", "3. You bail out, as Section 1.1 says.\n\n",
    "(a) at dawn;\n\n", "(b) at dusk.\n\n", "(i) in spring\n\n", "**Lamps.** They burn oil.\n\n", "**Night**\n\n",
    "- oars\n", "  - of ash\n", "1. ropes\n", "   a. of hemp\n", "The master decides.\n\n", "*You pay.*\n\n",
    "| Quay | Hour |\n| --- | --- |\n| North | 1. nine |\n\n", "> In short: you pay.\n\n", "**Summary:** you swim.\n\n",
    "§ 5 Haftung\n\n", "Schedule 2 – Fees\n\n", "# Schedule 1\n\n", "**Last updated:** 14 March 2025\n\n", "* * *\n\n",
    "(a) first  \n(b) second\n\n", "IN WITNESS WHEREOF we sign.\n\n", "第3条（料金）\n\n",
    "9.6 Law. Dutch law, as [agreed](/law#x).\n\n",
    "Section 9.6 is deleted in its entirety and replaced with the following: “9.6 Law. None.”\n\n", "`code`\n\n",
    "If you live in Brazil, Section 1.1 does not apply.\n\n", "Clause 2 bis. Rum.\n\n", "A. Grog\n\n", "10.1. Rum.\n\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), min_size=1, max_size=24).map("".join))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_text(text: str) -> None:
    first = analyse(text.encode(), "ferry.md")
    assume(first.agreement.provisions)  # what there is to export
    data = WRITERS[".xml"](first, None, ExportRequest(summaries=True))
    assert schema().validate(etree.fromstring(data)), schema().error_log
    before, after = facts(first), facts(analyse(data, "copy.xml"))
    for kept in (before, after):  # one that stands far from what it is said to explain moves there
        kept["summaries"] = sorted(kept["summaries"], key=repr)
    for name, found in before.items():
        assert after[name] == found, name
