"""Plain text whose paragraphs begin on a new line without a blank one."""

from navigator.pipeline import analyse
from navigator.report import inspect_json

_LONG = (
    "and of every other widget that either party makes, sells, lends or gives away in the course of its trade, wherever"
)

FILING = f"""
Widget Purchase Agreement

EXHIBIT 10.2

WIDGET PURCHASE AGREEMENT
BY AND BETWEEN
Acorn Widgets LLC,
AS SELLER
AND
Birch Widgets LLC
AS BUYER

TABLE OF CONTENTS

Page
ARTICLE I    WIDGETS\t  \t1
SECTION 1.1\t  \tTHE WIDGETS\t  \t1
SECTION 1.2\t  \tDELIVERY TO THE BUYER AND TO EVERY OTHER
PERSON\t  \t2

LIST OF SCHEDULES

Schedule A:\t  \tColours

i

WIDGET PURCHASE AGREEMENT, dated as of 3 May 2021, by and between Acorn Widgets LLC (“Seller”) and Birch
Widgets LLC (“Buyer”).
RECITALS
WHEREAS, the
Seller makes widgets; and
WHEREAS, the Buyer has need of them.
ARTICLE I

WIDGETS
Section 1.1 The Widgets.
1.1.1 Quality. The Seller answers for the quality of its widgets, {_LONG}
the widget may be found. It mends what breaks, {_LONG}
it broke. Without more, this
Section 1.1 binds the Seller.
1.1.2
Number. The number stands in Schedule A, {_LONG}
they were made.
Section 1.2 Delivery
to be Made. The Seller delivers on weekdays, {_LONG}



2



the Buyer wishes.
IN WITNESS WHEREOF, the parties have signed.
SCHEDULE A
COLOURS
Red.
"""


def test_paragraphs_begin_where_the_words_say_so() -> None:
    answer = inspect_json(analyse(FILING.encode(), "filing.txt"))
    rows = [(row["full_number"], row["heading"]) for row in answer["provisions"] if row["heading"]]
    assert rows == [
        (None, "RECITALS"),
        ("I", "WIDGETS"),
        ("1.1", "The Widgets"),
        ("1.1.1", "Quality"),
        ("1.1.2", "Number"),
        ("1.2", "Delivery to be Made"),
        ("SCHEDULE A", "COLOURS"),
    ]
    reasons = {row["reason"] for row in answer["coverage"]["left_out"]}
    assert reasons == {"table of contents", "page number"}
