"""A small agreement, written for these tests, with everything that the window shows."""

from __future__ import annotations

TEXT = """\
# Larkspur Hosting Terms

Last updated: 3 May 2024

These terms are made between Larkspur and the customer that accepts them.

## 1 Services

> In plain language. We host your site and you keep it lawful.

**1.1 Hosting.** Larkspur hosts the site that an Order describes (the "**Service**").
Section 3.1 (Governing Law) says whose law governs.

**1.2 Notice of change.** Larkspur gives thirty (30) days' written notice before it changes the Service.

## 2 Fees

**2.1 Payment.** The customer pays each invoice within twenty days.
Section 1.2 (Notice of change) applies to new prices.

**2.2 Suspension.** Larkspur may suspend the Service while an invoice is overdue.

## 3 General

**3.1 Governing Law.** The law of the place in the table below governs these terms.

| If you are domiciled in | Governing law | Courts |
|---|---|---|
| Brazil | Brazil | courts of São Paulo |
| Any other country | Ireland | courts of Dublin |

**3.2 Disputes.** The parties first negotiate a dispute in good faith for twenty days.

## 4 Special Terms

**4.1 Brazil.** If you are domiciled in Brazil, the following terms apply.

**4.1.1 Disputes.** Section 3.2 (Disputes) is deleted in its entirety and replaced with the following:

*Disputes. Any dispute goes to a sole arbitrator who sits in São Paulo.*
"""
