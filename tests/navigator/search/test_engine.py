"""The engine over our own agreements: what is found, in which order, and how the index lives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.model.catalogue import Cancelled, Filters, HitLayer
from navigator.search import Document, Entry, Match, documents, parse
from navigator.search.query import And, Node, Not, Or, Phrase, Prefix, Word
from navigator.search.whoosh_engine import WhooshEngine
from tests.navigator.agreements import harbour, lantern


@pytest.fixture(scope="module")
def engine() -> Iterator[WhooshEngine]:
    made = WhooshEngine(None, "test")
    made.update({"lantern": list(documents(lantern())), "harbour": list(documents(harbour()))})
    yield made
    made.close()


def find(engine: WhooshEngine, text: str, *layers: HitLayer, typing: bool = False, **filters: object) -> list[Match]:
    asked = Filters(layers=frozenset(layers), **filters)  # type: ignore[arg-type]
    return list(engine.search(parse(text, as_you_type=typing), asked).matches)


def labels(matches: list[Match]) -> list[tuple[str | None, str]]:
    return [(match.full_number, match.layer.value) for match in matches]


def test_a_number_is_first_and_its_mentions_follow(engine: WhooshEngine) -> None:
    assert labels(find(engine, "2.1")) == [("2.1", "heading"), ("3.1", "binding")]
    assert labels(find(engine, "§ 2.1"))[0] == ("2.1", "heading")


def test_an_item_in_running_text_leads_to_its_section(engine: WhooshEngine) -> None:
    assert labels(find(engine, "3.1(a)"))[0] == ("3.1", "heading")


def test_a_heading_typed_as_is_is_first(engine: WhooshEngine) -> None:
    assert labels(find(engine, "force majeure")) == [("3.2", "heading")]
    assert labels(find(engine, "force maj", typing=True)) == [("3.2", "heading")]
    assert find(engine, "force maj") == []


def test_a_definition_comes_before_its_uses(engine: WhooshEngine) -> None:
    found = find(engine, "affiliates")
    assert labels(found) == [("1", "definition"), ("2.2", "binding")]
    assert found[0].snippet.startswith('"Affiliate" means') or "Affiliate" in found[0].snippet


def test_all_words_are_wanted_in_any_form(engine: WhooshEngine) -> None:
    assert labels(find(engine, "invoices thirty day")) == [("2.1", "binding")]
    assert find(engine, "invoices storms") == []


def test_phrases_operators_and_beginnings(engine: WhooshEngine) -> None:
    assert labels(find(engine, '"storms and floods"')) == [("3.2", "binding")]
    assert find(engine, '"floods and storms"') == []
    assert {row.full_number for row in find(engine, "rival OR quiet")} == {"3.1", "1.1"}
    assert "2.2" not in [row.full_number for row in find(engine, "fees NOT taxes")]
    assert labels(find(engine, "deliver*")) == [("3.2", "binding")]
    assert labels(find(engine, "don't")) == labels(find(engine, "thirdparty")) == [("3.2", "binding")]


def test_a_summary_is_a_row_of_its_own(engine: WhooshEngine) -> None:
    (row,) = find(engine, "order says")
    assert (row.layer, row.provision) == (HitLayer.SUMMARY, "sec_2")
    assert find(engine, "order says", HitLayer.BINDING) == []
    assert labels(find(engine, "2", HitLayer.SUMMARY)) == [("2", "summary")]


def test_layers_restrict(engine: WhooshEngine) -> None:
    assert labels(find(engine, "fees", HitLayer.HEADING)) == [("2", "heading")]
    assert labels(find(engine, "owner", HitLayer.DEFINITION)) == [("1", "definition")]
    assert {row.layer for row in find(engine, "fees", HitLayer.BINDING)} == {HitLayer.BINDING}


def test_agreements_and_sections_restrict(engine: WhooshEngine) -> None:
    assert {row.agreement for row in find(engine, "fees")} == {"lantern", "harbour"}
    assert {row.agreement for row in find(engine, "fees", agreements=frozenset({"harbour"}))} == {"harbour"}
    assert {row.provision for row in find(engine, "fees", section="sec_2")} >= {"sec_2", "sec_2__subsec_2-1"}
    assert find(engine, "storms", section="sec_2") == []
    without = engine.search(parse("fees"), Filters(), without=frozenset({"lantern"}))
    assert {row.agreement for row in without.matches} == {"harbour"}


def test_the_total_counts_what_the_limit_cuts(engine: WhooshEngine) -> None:
    found = engine.search(parse("fees"), Filters(limit=1))
    assert found.total > len(found.matches) == 1


def test_unwanted_rows_are_not_counted(engine: WhooshEngine) -> None:
    found = engine.search(parse("fees"), Filters(), accepts=lambda key, provision: key == "harbour")
    assert found.total == 1


def test_binding_words_come_before_the_same_words_in_a_summary() -> None:
    made = WhooshEngine(None, "test")
    made.update(
        {"a": [Document("s", side, "same words", "en", ("s",)) for side in (HitLayer.SUMMARY, HitLayer.BINDING)]}
    )
    assert [row.layer for row in find(made, "same")] == [HitLayer.BINDING, HitLayer.SUMMARY]
    made.close()


def test_each_agreement_has_the_stems_of_its_language() -> None:
    made = WhooshEngine(None, "test")
    made.update(
        {
            "de": [Document("s", HitLayer.BINDING, "Die Kündigungen des Vertrages", "de", ("s",))],
            "fr": [Document("s", HitLayer.BINDING, "Les résiliations du contrat", "fr", ("s",))],
        }
    )
    assert [row.agreement for row in find(made, "kundigung")] == ["de"]
    assert [row.agreement for row in find(made, "résiliation contrats")] == ["fr"]
    made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=40) | st.text(alphabet='fe9.6()"*“ ANDORT§-:~^/', max_size=30), typing=st.booleans())
def test_any_text_can_be_searched(engine: WhooshEngine, text: str, typing: bool) -> None:
    engine.search(parse(text, as_you_type=typing), Filters(layers=frozenset({HitLayer.HEADING, HitLayer.BINDING})))
    found = engine.search(parse(text, as_you_type=typing), Filters())
    assert found.total >= len(found.matches)


def test_a_word_of_any_length_is_indexed() -> None:
    made = WhooshEngine(None, "test")
    long = "x" * 200_000
    made.update({"a": [Document("s", HitLayer.BINDING, long, "en", ("s",), "1", long, (Entry((long,), long),))]})
    assert find(made, "1")
    made.close()


def test_cancelling_stops_a_search(engine: WhooshEngine) -> None:
    with pytest.raises(Cancelled):
        engine.search(parse("fees"), Filters(), cancelled=lambda: True)


# --- Against a reading of each text by hand ---

_WORDS = st.sampled_from(["oak", "elm", "ash", "fir", "oakum"])
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12)
_QUERIES = st.recursive(
    _WORDS | _WORDS.map("{}*".format) | st.lists(_WORDS, min_size=2, max_size=2).map('"{0[0]} {0[1]}"'.format),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR", "", "NOT"]), inner),
    max_leaves=5,
)


def holds(node: Node | None, words: list[str]) -> bool:
    match node:
        case Word(text):
            return text in words
        case Prefix(text):
            return any(word.startswith(text) for word in words)
        case Phrase(wanted):
            return any(tuple(words[at : at + len(wanted)]) == wanted for at in range(len(words)))
        case And(parts):
            return all(holds(part, words) for part in parts)
        case Or(parts):
            return any(holds(part, words) for part in parts)
        case Not(part):
            return not holds(part, words)
    return False


@settings(max_examples=60)
@given(texts=_TEXTS, asked=_QUERIES, cut=st.integers(0, 12))
def test_what_matches_is_what_the_query_says(texts: list[str], asked: str, cut: int) -> None:
    made = WhooshEngine(None, "test")
    rows = [Document(f"p{at}", HitLayer.BINDING, text, "en", (f"p{at}",)) for at, text in enumerate(texts)]
    made.update({"one": rows[:cut]})
    made.update({"two": rows[cut:]})  # a second segment
    tree = parse(asked).tree
    expected = {row.provision for row in rows if holds(tree, row.text.split())}
    found = made.search(parse(asked), Filters())
    assert {row.provision for row in found.matches} == expected
    assert found.total == len(expected)
    only = made.search(parse(asked), Filters(), without=frozenset({"one"}))
    assert {row.provision for row in only.matches} == expected & {row.provision for row in rows[cut:]}
    made.close()


# --- How the index lives ---


def test_an_index_on_disk_is_kept_updated_and_emptied(tmp_path: Path) -> None:
    made = WhooshEngine(tmp_path / "index", "1")
    made.update({"lantern": list(documents(lantern()))})
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    again = WhooshEngine(tmp_path / "index", "1")
    assert again.keys() == {"lantern", "harbour"}
    again.update({}, ["lantern"])
    assert again.keys() == {"harbour"}
    assert {row.agreement for row in find(again, "fees")} == {"harbour"}
    again.update({"harbour": list(documents(harbour()))})
    assert len(find(again, "quiet")) == 1
    again.close()


def test_two_programs_see_what_either_writes(tmp_path: Path) -> None:
    one, other = WhooshEngine(tmp_path / "index", "1"), WhooshEngine(tmp_path / "index", "1")
    one.update({"harbour": list(documents(harbour()))})
    assert find(other, "quiet")
    assert other.keys() == {"harbour"}
    one.close()
    other.close()


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    made = WhooshEngine(tmp_path / "index", "1")
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    again = WhooshEngine(tmp_path / "index", "2")
    assert again.keys() == frozenset()
    again.close()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves the damaged file open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    made = WhooshEngine(tmp_path / "index", "1")
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    for file in (tmp_path / "index").iterdir():
        if file.name != "stamp":
            file.write_bytes(file.read_bytes()[:10])
    again = WhooshEngine(tmp_path / "index", "1")
    assert again.keys() == frozenset()
    again.close()
