"""Laws, courts and companies in agreements of seven languages. The sentences are our own."""

import pytest

from navigator.pipeline import analyse

GIVEN = {
    "fr": """
# Conditions générales

La société Gland SA (ci-après, « Forêt ») exploite le site et fournit les services aux utilisateurs.

## Droit

Le contrat est régi par la loi italienne. Tout litige relève du Tribunal de commerce de Lyon.
""",
    "de": """
# Allgemeine Bedingungen

Diese Bedingungen gelten für die Nutzung der Website der Eichel GmbH, Hauptweg 3, Bremen (nachfolgend
„Anbieter“).

## Recht

Es gilt deutsches Recht. Der Gerichtsstand für alle Streitigkeiten ist Bremen.
""",
    "es": """
# Condiciones de uso

El sitio es titularidad de Bellota Digital, S.L. (en adelante, «Bellota»), con domicilio en Madrid, y se
ofrece a los usuarios.

## Ley

Estas condiciones se rigen por la legislación española. Las partes se someten a los Juzgados y Tribunales
de Madrid.
""",
    "it": """
# Termini e condizioni

Il sito è gestito da Ghianda S.r.l., con sede in Milano (di seguito il “Fornitore”), che lo offre agli
utenti.

## Legge

I termini sono regolati dalla legge italiana. Per ogni controversia è competente il Foro di Milano.
""",
    "pt": """
# Termos de uso

O site é operado pela Bolota Tecnologia Ltda. (doravante “Bolota”), que oferece os serviços aos usuários.

## Lei

Estes termos são regidos pelas leis da República Federativa do Brasil. Fica eleito o foro da Comarca de
Recife para dirimir controvérsias.
""",
    "nl": """
# Algemene voorwaarden

Deze voorwaarden zijn van toepassing op de diensten van Eikel B.V. (hierna: “Eikel”) die aan de gebruiker
worden geleverd.

## Recht

Op deze voorwaarden is Nederlands recht van toepassing. Geschillen worden voorgelegd aan de bevoegde
rechter te Amsterdam.
""",
    "ja": """
# 利用規約

この規約は、どんぐり株式会社
（以下「当社」といいます。）が提供するサービスの利用条件を定めるものです。

## 準拠法

本規約の準拠法は日本法とします。
紛争については、東京地方裁判所を専属的合意管轄裁判所とします。
""",
}
EXPECTED = {
    "fr": ("Gland SA", "loi italienne", "Tribunal de commerce de Lyon"),
    "de": ("Eichel GmbH", "deutsches Recht", "Bremen"),
    "es": ("Bellota Digital, S.L.", "legislación española", "Juzgados y Tribunales de Madrid"),
    "it": ("Ghianda S.r.l.", "legge italiana", "Foro di Milano"),
    "pt": ("Bolota Tecnologia Ltda.", "leis da República Federativa do Brasil", "foro da Comarca de Recife"),
    "nl": ("Eikel B.V.", "Nederlands recht", "bevoegde rechter te Amsterdam"),
    "ja": ("どんぐり株式会社", "日本法", "東京地方裁判所"),
}


@pytest.mark.parametrize("language", GIVEN)
def test_every_language_says_who_which_law_and_which_courts(language: str) -> None:
    analysis = analyse(GIVEN[language].encode(), "terms.md")
    assert analysis.agreement.text.language == language
    found = {(str(rule.fact), rule.value) for rule in analysis.rules}
    assert found >= set(zip(("entity", "governing_law", "courts"), EXPECTED[language], strict=True))
