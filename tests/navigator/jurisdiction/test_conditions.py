"""Conditions on the customer, from sentences."""

import pytest

from navigator.jurisdiction.conditions import conditions
from navigator.model.rules import Organisation, Programme, Truth


def test_a_place_with_its_exact_words() -> None:
    sentence = "If you are domiciled in Peru, the following terms apply:"
    (reading,) = conditions(sentence, 100)
    assert reading.condition.text == "If you are domiciled in Peru"
    assert reading.condition.span is not None
    assert reading.condition.span.of(" " * 100 + sentence) == "If you are domiciled in Peru"


@pytest.mark.parametrize(
    "sentence",
    [
        "If your principal place of business is in Peru or Chile, your contract is with us.",
        "This clause binds you where you reside in Peru or Chile.",
        "For customers residing in Peru or Chile, fees are due at once.",
        "If your country of residence is Peru or Chile, clause 3 applies.",
        "If you live in Peru or if your registered office is in Chile, you agree with this.",
        "If your Domicile (as your order states it) is Peru or Chile, the following terms apply:",
        "Where the Domicile of the Customer is one of Peru or Chile, the following terms apply:",
        "If you are (a) domiciled in Peru, such as by birth; or (b) domiciled in Chile, the following terms apply:",
    ],
)
def test_ways_to_say_where(sentence: str) -> None:
    (reading,) = conditions(sentence)
    assert reading.condition.countries is not None
    assert reading.condition.countries.inside == {"PE", "CL"}
    assert not reading.condition.unread


def test_a_denied_place_is_everywhere_else() -> None:
    (reading,) = conditions("If you are not resident in Peru, you agree to arbitrate.")
    assert reading.condition.countries is not None
    assert reading.condition.countries.verdict("PE").truth is Truth.NO
    assert reading.condition.countries.verdict("CL").truth is Truth.YES


def test_kinds_of_organisation_and_programmes() -> None:
    (public,) = conditions(
        "If you are (a) a United States federal entity, such as an agency; (b) a United States state or local "
        "government entity; or (c) a federally recognised tribal government, the following terms apply:"
    )
    assert public.condition.organisations == {Organisation.US_FEDERAL, Organisation.US_STATE, Organisation.US_TRIBAL}
    (placed,) = conditions(
        "If you are (a) a microenterprise, such as a baker; or (b) a not-for-profit organisation, and you are "
        "domiciled in Peru, the following terms apply:"
    )
    assert placed.condition.organisations == {Organisation.MICROENTERPRISE, Organisation.NOT_FOR_PROFIT}
    assert not placed.condition.unread
    (not_federal,) = conditions("Peruvian law applies if you are not a United States federal entity.")
    assert Organisation.US_FEDERAL not in not_federal.condition.organisations
    assert Organisation.US_STATE in not_federal.condition.organisations
    (small,) = conditions("If you are a small enterprise domiciled in Peru, you may leave at any time.")
    assert small.condition.organisations == {Organisation.SMALL_ENTERPRISE}
    assert small.condition.countries is not None
    (partner,) = conditions("If you are enrolled in our partner programme, the following terms apply:")
    assert partner.condition.programmes == {Programme.PARTNER}


@pytest.mark.parametrize(
    "sentence",
    [
        "If you live in the Harbour Region, your contract is with us.",
        "If you live in Peru and use the paid plan, you agree to this.",
        "If you are a consumer, you agree to the courts of your home.",
    ],
)
def test_what_cannot_be_read_in_full_is_marked(sentence: str) -> None:
    (reading,) = conditions(sentence)
    assert reading.condition.unread


@pytest.mark.parametrize(
    "sentence", ["If any term is void, the rest stands.", "You may sue in the courts of the place where you live."]
)
def test_other_conditions_are_none_of_ours(sentence: str) -> None:
    assert conditions(sentence) == []
