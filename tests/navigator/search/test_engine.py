"""Both engines over our own agreements: what is found, in which order, and how an index lives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.model.catalogue import Cancelled, HitLayer
from navigator.search import tantivy_engine
from navigator.search.documents import documents
from navigator.search.engine import Document, Entry, SearchEngine, Wanted
from navigator.search.query import And, Node, Not, Or, Phrase, Prefix, Word, parse
from navigator.search.ranking import Standpoint, ranked
from navigator.search.showing import shown, title_marks
from navigator.search.tantivy_engine import TantivyEngine
from navigator.search.tree import Near
from navigator.search.whoosh_engine import WhooshEngine
from tests.navigator.agreements import harbour, lantern

ENGINES = (WhooshEngine, TantivyEngine)
Make = Callable[[Path | None], SearchEngine]


@pytest.fixture(params=ENGINES, ids=lambda kind: kind.name)
def make(request: pytest.FixtureRequest) -> Make:
    return request.param


@pytest.fixture(scope="module", params=ENGINES, ids=lambda kind: kind.name)
def engine(request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    made = request.param(None)
    made.update({"lantern": list(documents(lantern())), "harbour": list(documents(harbour()))})
    yield made
    made.close()


@dataclass
class Match:
    agreement: str
    provision: str
    full_number: str | None
    layer: HitLayer
    snippet: str


def find(engine: SearchEngine, text: str, *layers: HitLayer, typing: bool = False, **more: object) -> list[Match]:
    """The rows as a reader sees them."""
    query = parse(text, as_you_type=typing)
    found = engine.search(Wanted(query, frozenset(layers), **more), 100)  # type: ignore[arg-type]
    rows = ranked(query, found.rows, Standpoint(lambda *_: None, summaries=layers == (HitLayer.SUMMARY,)))
    return [
        Match(
            row.agreement,
            row.provision,
            row.number,
            *(lambda layer, cut: (layer, cut.text))(*shown(query, frozenset(layers), row)),
        )
        for row in rows
    ]


def labels(matches: list[Match]) -> list[tuple[str | None, str]]:
    return [(match.full_number, match.layer.value) for match in matches]


def test_a_heading_is_shown_once_and_words_of_the_clause_with_it(engine: SearchEngine) -> None:
    """The words below it where it has none of its own; no stretch around an "of" that the clause has by chance."""
    assert (
        find(engine, "fees")[0].snippet
        == "2.1 You will pay the fees in each order within thirty (30) days of its invoice."
    )
    (first, *_) = find(engine, "assignment")
    assert first.snippet.startswith("Neither party may transfer")
    (first, *_) = find(engine, "amounts of")
    assert first.snippet.startswith("You will pay the fees")


def test_the_words_of_a_heading_are_marked_in_it(engine: SearchEngine) -> None:
    def marked(words: str) -> list[str]:
        query = parse(words)
        rows = ranked(query, engine.search(Wanted(query), 10).rows, Standpoint(lambda *_: None))
        return [(row.heading or "")[slice(*mark)] for row in rows[:1] for mark in title_marks(row)]

    assert marked("force majeure") == ["Force", "Majeure"]
    assert marked("noise and fees") == ["Noise"]


def test_a_number_is_first_and_its_mentions_follow(engine: SearchEngine) -> None:
    assert labels(find(engine, "2.1")) == [("2.1", "heading"), ("3.1", "binding")]
    assert labels(find(engine, "§ 2.1"))[0] == ("2.1", "heading")


def test_an_item_in_running_text_leads_to_its_section(engine: SearchEngine) -> None:
    assert labels(find(engine, "3.1(a)"))[0] == ("3.1", "heading")


def test_a_heading_typed_as_is_is_first(engine: SearchEngine) -> None:
    assert labels(find(engine, "force majeure")) == [("3.2", "heading")]
    assert labels(find(engine, "force maj", typing=True)) == [("3.2", "heading")]
    assert find(engine, "force maj") == []


def test_a_definition_comes_before_its_uses(engine: SearchEngine) -> None:
    found = find(engine, "affiliates")
    assert labels(found) == [("1", "definition"), ("2.2", "binding")]
    assert found[0].snippet.startswith('"Affiliate" means') or "Affiliate" in found[0].snippet


def test_all_words_are_wanted_in_any_form(engine: SearchEngine) -> None:
    assert labels(find(engine, "invoices thirty day")) == [("2.1", "binding")]
    assert find(engine, "invoices storms") == []


def test_phrases_operators_and_beginnings(engine: SearchEngine) -> None:
    assert labels(find(engine, '"storms and floods"')) == [("3.2", "binding")]
    assert find(engine, '"floods and storms"') == []
    assert {row.full_number for row in find(engine, "rival OR quiet")} == {"3.1", "1.1"}
    assert "2.2" not in [row.full_number for row in find(engine, "fees NOT taxes")]
    assert labels(find(engine, "deliver*")) == [("3.2", "binding")]
    assert labels(find(engine, "don't")) == labels(find(engine, "thirdparty")) == [("3.2", "binding")]


def test_a_summary_is_a_row_of_its_own(engine: SearchEngine) -> None:
    (row,) = find(engine, "order says")
    assert (row.layer, row.provision) == (HitLayer.SUMMARY, "sec_2")
    assert find(engine, "order says", HitLayer.BINDING) == []
    assert labels(find(engine, "2", HitLayer.SUMMARY)) == [("2", "summary")]


def test_layers_restrict(engine: SearchEngine) -> None:
    assert labels(find(engine, "fees", HitLayer.HEADING)) == [("2", "heading")]
    assert labels(find(engine, "owner", HitLayer.DEFINITION)) == [("1", "definition")]
    assert {row.layer for row in find(engine, "fees", HitLayer.BINDING)} == {HitLayer.BINDING}


def test_fields_restrict(engine: SearchEngine) -> None:
    assert labels(find(engine, "heading:fees")) == [("2", "heading")]
    assert labels(find(engine, "term:affiliate")) == [("1", "definition")]
    assert labels(find(engine, "summary:order")) == [("2", "summary")]
    assert {row.full_number for row in find(engine, "in:2 NOT summary:order")} >= {"2", "2.1", "2.2"}
    assert find(engine, "in:2 storms") == []


def test_near_counts_words_in_any_form_and_order(engine: SearchEngine) -> None:
    assert labels(find(engine, "floods near/2 storm")) == [("3.2", "binding")]
    assert find(engine, "floods near/1 storm") == []


def test_agreements_and_sections_restrict(engine: SearchEngine) -> None:
    assert {row.agreement for row in find(engine, "fees")} == {"lantern", "harbour"}
    assert {row.agreement for row in find(engine, "fees", agreements=frozenset({"harbour"}))} == {"harbour"}
    assert {row.provision for row in find(engine, "fees", section="sec_2")} >= {"sec_2", "sec_2__subsec_2-1"}
    assert find(engine, "storms", section="sec_2") == []
    assert {row.agreement for row in find(engine, "fees", without=frozenset({"lantern"}))} == {"harbour"}


def test_the_total_counts_what_the_limit_cuts(engine: SearchEngine) -> None:
    found = engine.search(Wanted(parse("fees")), 1)
    assert found.total > len(found.rows) == 1


def test_facets_count_what_matches(engine: SearchEngine) -> None:
    wanted = Wanted(parse("fees"))
    counts = engine.counts(wanted)
    total = engine.search(wanted, 1).total
    assert sum(counts.agreements.values()) == sum(counts.sides.values()) == total
    assert counts.agreements["harbour"] == 1
    assert engine.counts(Wanted(parse("storms"))).sides == {"binding": 1}


def test_what_may_not_apply_can_be_left_out(make: Make) -> None:
    made = make(None)
    rows = [Document(f"p{at}", HitLayer.BINDING, "oak", "en", (f"p{at}",), conditional=at < 2) for at in range(3)]
    made.update({"a": rows})
    wanted = Wanted(parse("oak"))
    assert made.conditional(wanted) == {"a/p0", "a/p1"}
    assert {row.provision for row in find(made, "oak", denied=frozenset({"a/p0"}))} == {"p1", "p2"}
    made.close()


def test_an_index_gives_back_what_it_was_given(engine: SearchEngine) -> None:
    def order(rows: list[Document]) -> list[Document]:
        return sorted(rows, key=lambda row: (row.provision, row.side))

    assert order(engine.documents("lantern")) == order(list(documents(lantern())))


def test_binding_words_come_before_the_same_words_in_a_summary(make: Make) -> None:
    made = make(None)
    made.update(
        {"a": [Document("s", side, "same words", "en", ("s",)) for side in (HitLayer.SUMMARY, HitLayer.BINDING)]}
    )
    assert [row.layer for row in find(made, "same")] == [HitLayer.BINDING, HitLayer.SUMMARY]
    made.close()


def test_each_agreement_has_the_stems_of_its_language(make: Make) -> None:
    made = make(None)
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
def test_any_text_can_be_searched(engine: SearchEngine, text: str, typing: bool) -> None:
    query = parse(text, as_you_type=typing)
    engine.search(Wanted(query, frozenset({HitLayer.HEADING, HitLayer.BINDING})), 10)
    found = engine.search(Wanted(query), 10)
    assert found.total >= len(found.rows)
    find(engine, text, typing=typing)


def test_a_word_of_any_length_is_indexed(make: Make) -> None:
    made = make(None)
    long = "x" * 200_000
    made.update({"a": [Document("s", HitLayer.BINDING, long, "en", ("s",), "1", long, (Entry((long,), long),))]})
    assert find(made, "1")
    made.close()


def test_cancelling_stops_a_search(engine: SearchEngine) -> None:
    with pytest.raises(Cancelled):
        engine.search(Wanted(parse("fees")), 10, cancelled=lambda: True)


# --- Against a reading of each text by hand ---

_WORDS = st.sampled_from(["oak", "elm", "ash", "fir", "oakum"])
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=12)
_QUERIES = st.recursive(
    _WORDS
    | _WORDS.map("{}*".format)
    | st.lists(_WORDS, min_size=2, max_size=2).map('"{0[0]} {0[1]}"'.format)
    | st.builds("{} near/{} {}".format, _WORDS, st.integers(1, 3), _WORDS),
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
        case Near(left, right, distance):
            ones = [at for at, word in enumerate(words) if word == left]
            return any(abs(at - other) <= distance for at in ones for other, word in enumerate(words) if word == right)
        case And(parts):
            return all(holds(part, words) for part in parts)
        case Or(parts):
            return any(holds(part, words) for part in parts)
        case Not(part):
            return not holds(part, words)
    return False


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=_TEXTS, asked=_QUERIES, cut=st.integers(0, 12))
def test_what_matches_is_what_the_query_says(make: Make, texts: list[str], asked: str, cut: int) -> None:
    made = make(None)
    rows = [Document(f"p{at}", HitLayer.BINDING, text, "en", (f"p{at}",)) for at, text in enumerate(texts)]
    made.update({"one": rows[:cut]})
    made.update({"two": rows[cut:]})  # a second segment
    tree = parse(asked).tree
    expected = {row.provision for row in rows if holds(tree, row.text.split())}
    found = find(made, asked)
    assert {row.provision for row in found} == expected
    assert len(found) == len(expected)
    only = find(made, asked, without=frozenset({"one"}))
    assert {row.provision for row in only} == expected & {row.provision for row in rows[cut:]}
    made.close()


# --- How the index lives ---


def test_an_index_on_disk_is_kept_updated_and_emptied(make: Make, tmp_path: Path) -> None:
    made = make(tmp_path / "index")
    made.update({"lantern": list(documents(lantern()))})
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    again = make(tmp_path / "index")
    assert again.keys() == {"lantern", "harbour"}
    again.update({}, ["lantern"])
    assert again.keys() == {"harbour"}
    assert {row.agreement for row in find(again, "fees")} == {"harbour"}
    again.update({"harbour": list(documents(harbour()))})
    assert len(find(again, "quiet")) == 1
    again.close()


def test_two_programs_see_what_either_writes(make: Make, tmp_path: Path) -> None:
    one, other = make(tmp_path / "index"), make(tmp_path / "index")
    one.update({"harbour": list(documents(harbour()))})
    assert find(other, "quiet")
    assert other.keys() == {"harbour"}
    one.close()
    other.close()


def test_what_fails_half_way_is_not_seen(make: Make, tmp_path: Path) -> None:
    def failing() -> Iterator[Document]:
        yield from documents(harbour())
        raise RuntimeError

    made = make(tmp_path / "index")
    made.update({"lantern": list(documents(lantern()))})
    with pytest.raises(RuntimeError):
        made.update({"harbour": failing()}, ["lantern"])
    assert made.keys() == {"lantern"}
    made.update({"harbour": list(documents(harbour()))})
    assert made.keys() == {"lantern", "harbour"}
    made.close()


def test_a_build_keeps_what_came_before_it_was_cancelled(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_engine, "FILLED_SECONDS", 0.0)
    rows = list(documents(harbour()))

    def coming() -> Iterator[tuple[str, list[Document]]]:
        yield from ((f"harbour-{number}", rows) for number in range(20))
        raise Cancelled

    made = make(tmp_path / "index")
    made.update({"lantern": list(documents(lantern())), "harbour-3": rows[:1]})
    before = made.size()
    with pytest.raises(Cancelled):
        made.fill(coming())
    assert made.keys() == {"lantern", *(f"harbour-{number}" for number in range(20))}
    assert made.size() == before - 1 + 20 * len(rows)  # what was there under a key is replaced
    made.close()


def test_a_language_with_few_rows_has_its_inflections(make: Make) -> None:
    made = make(None)
    made.update({"lantern": list(documents(lantern()))})
    rows = [Document(f"e{at}", HitLayer.BINDING, "fees", "en", (f"e{at}",)) for at in range(3)]
    made.update({"mixed": [*rows, Document("s", HitLayer.BINDING, "Kündigungen", "de", ("s",))]})
    assert [(row.agreement, row.provision) for row in find(made, "kündigung")] == [("mixed", "s")]
    assert {row.agreement for row in find(made, "fee")} == {"mixed", "lantern"}
    made.update({}, ["mixed"])
    assert {row.agreement for row in find(made, "fee")} == {"lantern"}
    made.close()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves the damaged file open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_refused(make: Make, tmp_path: Path) -> None:
    made = make(tmp_path / "index")
    made.update({"harbour": list(documents(harbour()))})
    made.close()
    for file in (tmp_path / "index").iterdir():
        file.write_bytes(file.read_bytes()[:10])
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the engine
        make(tmp_path / "index")
