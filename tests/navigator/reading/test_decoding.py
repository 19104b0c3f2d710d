"""Bytes -> text: code pages of Windows, and agreements pasted from a mail."""

import pytest

from navigator.reading.decoding import decode

_TEXTS = {
    "en": "“Fees” means the Supplier’s charges – less taxes.\nThe Customer pays them.\n",
    "de": "Die Gebühren sind „fällig“, für die Kündigung gilt § 5 – größere Änderungen müssen wir der Kundin sagen.",
    "fr": "Les frais sont dus à l’échéance, où que le client soit ; la durée est d’un an et le préavis est d’un mois.",
    "pt": "O contrato não é válido sem a aceitação do cliente; as condições são as que se seguem, até à rescisão.",
}
_POLISH = "Opłaty są należne „z góry”. Każda ze stron może wypowiedzieć umowę, jeżeli druga strona jej nie wykonuje. "


@pytest.mark.parametrize("language", _TEXTS)
def test_western_texts_are_read_in_the_code_page_of_windows(language: str) -> None:
    assert decode(_TEXTS[language].encode("cp1252"), "terms.txt") == _TEXTS[language]


def test_texts_of_central_europe_keep_their_letters() -> None:
    assert decode((_POLISH * 4).encode("cp1250"), "umowa.txt") == _POLISH * 4


def test_the_marks_of_a_quoted_mail_go() -> None:
    assert decode(b"> 1. Fees\n>\n> > Due at once.\n", "mail.txt") == "1. Fees\n\nDue at once.\n"
    assert decode(b"> 1. Fees\n\nDue at once.\n", "mail.txt").startswith(">")
