"""Which full stops end a sentence."""

import re

import pytest

from navigator.model.sentences import ends_sentence


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Widget Inc. (“Widget”) sells widgets. You buy them.", 2),
        ("They are sold by Widget Inc. You may buy them.", 2),
        ("They are sold by Widget Inc. Holdings alone.", 1),
        ("The U.S. Department of Widgets and J. Smith agree. So do we.", 2),
        ("Die Frist endet zum 31. Dezember jedes Jahres. Danach ist Schluss.", 2),
        ("Zahlbar am 3. Werktag des Monats. Es gilt Ziffer 4. Das ist alles.", 3),
        ("Waren (z. B. Schrauben) sind d. h. Teile gem. Abs. 2. Der Rest folgt.", 2),
        ("Angaben (z. B. Ihr Name) u. a. Die folgenden sind nötig.", 1),
        ("Voir l’art. Premier ci-dessus. Le reste suit.", 2),
        ("Widgets, nuts, etc. The rest follows. Dr. Smith agrees.", 3),
        ("El plazo vence el 31 de diciembre de 2026. Después termina.", 2),
    ],
)
def test_full_stops(text: str, sentences: int) -> None:
    stops = [found.span() for found in re.finditer(r"\.\s+(?=\W?[A-ZÀ-Þ])", text)]
    assert 1 + sum(ends_sentence(text, stop, after) for stop, after in stops) == sentences
