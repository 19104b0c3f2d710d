"""Laws, courts and companies in agreements of seven languages. The sentences are our own."""

import pytest

from navigator.pipeline import analyse

CASES = {
    "fr": (
        "# Conditions générales\n\nLa société Gland SA (ci-après, « Forêt ») exploite le site et fournit les services aux "
        "utilisateurs.\n\n## Droit\n\nLe contrat est régi par la loi italienne. Tout litige relève du Tribunal de commerce de "
        "Lyon.",
        {("entity", "Gland SA"), ("governing_law", "loi italienne"), ("courts", "Tribunal de commerce de Lyon")},
    ),
    "de": (
        "# Allgemeine Bedingungen\n\nDiese Bedingungen gelten für die Nutzung der Website der Eichel GmbH, Hauptweg 3, Bremen "
        "(nachfolgend „Anbieter“).\n\n## Recht\n\nEs gilt deutsches Recht. Der Gerichtsstand für alle Streitigkeiten ist Bremen.",
        {("entity", "Eichel GmbH"), ("governing_law", "deutsches Recht"), ("courts", "Bremen")},
    ),
    "es": (
        "# Condiciones de uso\n\nEl sitio es titularidad de Bellota Digital, S.L. (en adelante, «Bellota»), con domicilio en "
        "Madrid, y se ofrece a los usuarios.\n\n## Ley\n\nEstas condiciones se rigen por la legislación española. Las partes se "
        "someten a los Juzgados y Tribunales de Madrid.",
        {
            ("entity", "Bellota Digital, S.L."),
            ("governing_law", "legislación española"),
            ("courts", "Juzgados y Tribunales de Madrid"),
        },
    ),
    "it": (
        "# Termini e condizioni\n\nIl sito è gestito da Ghianda S.r.l., con sede in Milano (di seguito il “Fornitore”), che lo "
        "offre agli utenti.\n\n## Legge\n\nI termini sono regolati dalla legge italiana. Per ogni controversia è competente il "
        "Foro di Milano.",
        {("entity", "Ghianda S.r.l."), ("governing_law", "legge italiana"), ("courts", "Foro di Milano")},
    ),
    "pt": (
        "# Termos de uso\n\nO site é operado pela Bolota Tecnologia Ltda. (doravante “Bolota”), que oferece os serviços aos "
        "usuários.\n\n## Lei\n\nEstes termos são regidos pelas leis da República Federativa do Brasil. Fica eleito o foro da "
        "Comarca de Recife para dirimir controvérsias.",
        {
            ("entity", "Bolota Tecnologia Ltda."),
            ("governing_law", "leis da República Federativa do Brasil"),
            ("courts", "foro da Comarca de Recife"),
        },
    ),
    "nl": (
        "# Algemene voorwaarden\n\nDeze voorwaarden zijn van toepassing op de diensten van Eikel B.V. (hierna: “Eikel”) die aan "
        "de gebruiker worden geleverd.\n\n## Recht\n\nOp deze voorwaarden is Nederlands recht van toepassing. Geschillen worden "
        "voorgelegd aan de bevoegde rechter te Amsterdam.",
        {
            ("entity", "Eikel B.V."),
            ("governing_law", "Nederlands recht"),
            ("courts", "bevoegde rechter te Amsterdam"),
        },
    ),
    "ja": (
        "# 利用規約\n\nこの規約は、どんぐり株式会社（以下「当社」といいます。）が提供するサービスの利用条件を定めるものです。\n\n"
        "## 準拠法\n\n本規約の準拠法は日本法とします。紛争については、東京地方裁判所を専属的合意管轄裁判所とします。",
        {("entity", "どんぐり株式会社"), ("governing_law", "日本法"), ("courts", "東京地方裁判所")},
    ),
}


@pytest.mark.parametrize("language", CASES)
def test_every_language_says_who_which_law_and_which_courts(language: str) -> None:
    given, expected = CASES[language]
    analysis = analyse(given.encode(), "terms.md")
    assert analysis.agreement.text.language == language
    assert {(str(rule.fact), rule.value) for rule in analysis.rules} >= expected
