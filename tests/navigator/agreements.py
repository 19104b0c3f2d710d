"""Small agreements of our own for the tests of the library, the search and the command line."""

from datetime import date

from navigator.model.analysis import Analysis
from navigator.pipeline import analyse

LANTERN = """\
# Lantern Terms of Service

Last Updated: March 14, 2025

## 1. Definitions

"**Affiliate**" means a company under the same owner as a party.

## 2. Fees

> **In plain language:** you pay what the order says.

2.1 **Amounts.** You will pay the fees in each order within thirty (30) days of its invoice.

2.2 **Taxes.** What Lantern charges on Lantern’s own account, Lantern shows. Fees leave out taxes, and each \
Affiliate pays its own.

## 3. General

> **In plain language:** ask us before you hand this over.

3.1 **Assignment.** Neither party may transfer these terms (a) to a rival or (b) without notice under Section 2.1.

3.2 **Force Majeure.** Storms and floods excuse a late third-party delivery. Don’t rely on Section 9.6.
"""

OLDER_LANTERN = LANTERN.replace("March 14, 2025", "April 2, 2024").replace("thirty (30)", "sixty (60)")

HARBOUR = """\
# Harbour Acceptable Use Policy

## 1. Conduct

1.1 **Noise.** Customers keep quiet and pay the fees of the port.
"""


def lantern() -> Analysis:
    return analyse(LANTERN.encode(), "lantern.md")


def harbour() -> Analysis:
    return analyse(HARBOUR.encode(), "harbour.md")


NEW, OLD = date(2025, 3, 14), date(2024, 4, 2)
