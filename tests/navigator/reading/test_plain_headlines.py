"""Plain text with headings on a line of their own, the text right below them."""

from navigator.pipeline import analyse

TEXT = """CONTRATO DE BELLOTAS

EXPONEN

I. Que la encina da bellotas.

CLÁUSULAS

PRIMERA.- Objeto

La encina da bellotas según la cláusula segunda.

Article 2 - Prix
Les prix sont ceux de la liste que le vendeur remet au client.

2.1 Paiement
Le client paie à la commande, comme le dit l'article 2.
"""


def test_a_short_numbered_line_over_text_is_a_heading() -> None:
    agreement = analyse(TEXT.encode(), "contrato.txt").agreement
    rows = [(p.full_number, p.heading) for p in agreement.provisions if p.heading]
    assert rows == [
        (None, "EXPONEN"),
        (None, "CLÁUSULAS"),
        ("PRIMERA", "Objeto"),
        ("2", "Prix"),
        ("2.1", "Paiement"),
    ]
