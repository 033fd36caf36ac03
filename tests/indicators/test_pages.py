"""The pages: who sees what, what is escaped, what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.indicators.conftest import AT, BEYOND, CANAL, LOCK, PROPOSAL

pytestmark = pytest.mark.django_db


def form_of(**said: Any) -> dict[str, Any]:
    """What a browser posts: a day in three parts, nothing for None."""
    posted: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, date):
            posted |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value is not None:
            posted[name] = value
    return posted


def panel(client: Any, urn: int, key: str, query: str = "") -> str:
    """A panel of the School page, as the page fetches it."""
    answer = client.get(f"/schools/{urn}/panels/{key}/{query}", headers={"HX-Request": "true"})
    return str(answer.content.decode())


def test_a_visitor_sees_adopted_ones_and_no_person_s_name(adopted: Any, propose: Any, enter: Any, visitor: Any) -> None:
    public = adopted()
    office_only = adopted(name="Only for the office", seen_by="office")
    waiting = propose(name="Not decided yet")
    enter(public, value=Decimal("81.5"), pupils=56, said_by="Ms Lock")
    page = visitor.get("/indicators/").content.decode()
    assert public.name in page
    assert "Canal Street Primary School" in page
    for hidden in (office_only.name, waiting.name, "Ms Lock"):
        assert hidden not in page
    one = visitor.get(f"/indicators/{public.pk}/").content.decode()
    assert "81.5%" in one
    assert "2024/25" in one
    assert "Ms Lock" not in one
    for hidden in (office_only, waiting):
        assert visitor.get(f"/indicators/{hidden.pk}/").status_code == 404
        assert visitor.get(f"/indicators/{hidden.pk}/values.csv").status_code == 404


def test_the_office_sees_all_and_who_said_so(adopted: Any, propose: Any, enter: Any, ruth: Any, client_of: Any) -> None:
    hidden = adopted(name="Only for the office", seen_by="office")
    propose(name="Not decided yet")
    enter(hidden, value=None, why="r", said_by="Ms Lock")
    client = client_of(ruth)
    page = client.get("/indicators/").content.decode()
    assert "Only for the office" in page
    assert "Not decided yet" in page
    one = client.get(f"/indicators/{hidden.pk}/").content.decode()
    assert "The school did not collect it that year" in one
    assert "Ms Lock" in one


def test_what_the_page_shows_leaves_as_a_spreadsheet_by_name_without_names_of_persons(
    adopted: Any, enter: Any, visitor: Any, ruth: Any, client_of: Any
) -> None:
    indicator = adopted()
    enter(indicator, value=Decimal(90), school=LOCK, said_by="Ms Keeper", words="=1+1")
    enter(indicator, value=Decimal(50), said_by="Ms Lock")
    said = b"".join(visitor.get(f"/indicators/{indicator.pk}/values.csv").streaming_content).decode("utf-8-sig")
    lines = said.splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == ["Canal Street Primary School", "Lock Keepers School"]
    assert "Ms " not in said
    assert "'=1+1" in said
    of_office = client_of(ruth).get(f"/indicators/{indicator.pk}/values.csv")
    assert "Ms Keeper" in b"".join(of_office.streaming_content).decode()
    assert b"".join(visitor.get(f"/indicators/{indicator.pk}/values.xlsx").streaming_content)[:2] == b"PK"
    assert visitor.get(f"/indicators/{indicator.pk}/values.pdf").status_code == 404


def test_the_office_records_a_proposal_and_a_decision(city: None, ruth: Any, client_of: Any) -> None:
    from alongside.knowledge.indicators.models import Indicator

    client = client_of(ruth)
    assert client.get(f"/indicators/propose/?school={CANAL}").status_code == 200
    empty = client.post("/indicators/propose/", {})
    assert empty.status_code == 422
    assert "There is a problem" in empty.content.decode()
    answer = client.post("/indicators/propose/", form_of(**PROPOSAL))
    made = Indicator.objects.get()
    assert answer["Location"] == f"/indicators/{made.pk}/"
    said = {"what": "adopted", "body": "The Board", "reason": "Parents ask it", "on": date(2026, 2, 2)}
    missing = client.post(f"/indicators/{made.pk}/decide/", form_of(**said))
    assert missing.status_code == 422
    assert "Choose who may see" in missing.content.decode()
    assert client.post(f"/indicators/{made.pk}/decide/", form_of(**said, seen_by="everyone")).status_code == 302
    assert Indicator.objects.get().is_public
    assert client.get("/indicators/999/decide/").status_code == 404


def test_an_entry_that_meets_another_shows_both_and_stands_when_saved_again(
    adopted: Any, enter: Any, ruth: Any, dara: Any, client_of: Any
) -> None:
    from alongside.knowledge.indicators.models import Value

    indicator = adopted()
    address = f"/indicators/{indicator.pk}/enter/"
    client = client_of(dara)
    assert client.get(f"{address}?school={CANAL}&year=2025").status_code == 200
    enter(indicator, value=Decimal("33.3"))
    said = {"school": CANAL, "year": 2025, "value": "44.4", "said_by": "the deputy", "said_on": date(2026, 3, 2)}
    met = client.post(address, form_of(**said))
    assert met.status_code == 422
    page = met.content.decode()
    assert "33.3%" in page
    assert 'value="44.4"' in page
    assert "Ruth" in page
    seen = Value.objects.get().pk
    assert f'name="seen" value="{seen}"' in page
    assert client.post(address, form_of(**said, seen=seen)).status_code == 302
    assert Value.objects.latest("pk").value == Decimal("44.4")
    corrected = client.get(f"{address}?school={CANAL}&year=2025").content.decode()
    assert "44.4" in corrected
    assert client.post(address, form_of(**said | {"value": "12,5 %"})).status_code == 422


def test_values_are_entered_for_adopted_ones_only(propose: Any, ruth: Any, client_of: Any) -> None:
    assert client_of(ruth).get(f"/indicators/{propose().pk}/enter/").status_code == 404


def test_a_school_s_own_words_stand_escaped_on_its_page(city: None, ruth: Any, visitor: Any, client_of: Any) -> None:
    client = client_of(ruth)
    nasty = "We sing.\n\n<script>alert('x')</script> & <a href='https://x.example'>here</a>"
    said = {"title": "<i>Choir</i>", "words": nasty, "link": "https://school.example/choir", "said_by": "Ms Lock"}
    address = f"/schools/{CANAL}/own-words/"
    bad = client.post(address, form_of(**said | {"link": "javascript:alert(1)"}, on=date(2026, 3, 1)))
    assert bad.status_code == 422
    assert client.post(address, form_of(**said, on=date(2026, 3, 1))).status_code == 302
    assert "In the school’s own words" in visitor.get(f"/schools/{CANAL}/").content.decode()
    page = panel(visitor, CANAL, "own-words")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;i&gt;Choir" in page
    assert "Ms Lock" not in page
    assert "on the school’s behalf" in page
    assert panel(visitor, CANAL, "own-words", "?on=2026-02-28") == ""
    assert "asked for by Ms Lock" in panel(client, CANAL, "own-words")
    assert "Add what the school wants to say" in panel(client, LOCK, "own-words")


def test_own_words_are_taken_back(city: None, ruth: Any, visitor: Any, client_of: Any) -> None:
    from alongside.knowledge.indicators import actions

    kept = {"title": "Our choir", "words": "We sing", "link": "", "said_by": "the head", "on": date(2026, 3, 1)}
    made = actions.keep_own_words(school=CANAL, **kept, by=ruth, at=AT)  # type: ignore[arg-type]
    client = client_of(ruth)
    address = f"/schools/{CANAL}/own-words/{made.pk}/take-back/"
    assert "We sing" in client.get(address).content.decode()
    assert client.get(f"/schools/{LOCK}/own-words/{made.pk}/take-back/").status_code == 404
    assert client.post(address, {"reason": "The head asked"}).status_code == 302
    assert "We sing" not in panel(visitor, CANAL, "own-words")
    assert client.get(address).status_code == 404
    assert client.get(f"/schools/{BEYOND}/own-words/").status_code == 404


def test_adopted_indicators_stand_on_the_school_page_with_why_a_value_is_missing(
    adopted: Any, enter: Any, visitor: Any
) -> None:
    indicator = adopted()
    enter(indicator, value=None, why="c", pupils=4)
    assert "What schools chose to look at" in visitor.get(f"/schools/{CANAL}/").content.decode()
    assert "Held back, because few pupils are meant" in panel(visitor, CANAL, "indicators")
    assert "Nothing entered for this school yet" in panel(visitor, LOCK, "indicators")
    assert panel(visitor, BEYOND, "indicators") == ""
    assert panel(visitor, CANAL, "indicators", "?on=2026-02-01") == ""


def test_adopted_indicators_stand_beside_the_published_measures(adopted: Any, visitor: Any) -> None:
    public, hidden = adopted(), adopted(name="Only for the office", seen_by="office")
    page = visitor.get("/measures/").content.decode()
    assert public.name in page
    assert f"/indicators/{public.pk}/" in page
    assert hidden.name not in page


def test_what_it_comes_to_is_said_where_enough_schools_gave_a_value(
    propose: Any, adopted: Any, enter: Any, visitor: Any
) -> None:
    from alongside.knowledge.indicators import presenters, queries
    from alongside.knowledge.indicators.queries import Entry

    indicator = adopted()
    enter(indicator, value=Decimal(80), pupils=30)
    enter(indicator, value=Decimal(60), pupils=30, school=LOCK)
    assert "on average" not in visitor.get(f"/indicators/{indicator.pk}/").content.decode()
    said = queries.entries_of(indicator.pk)
    third = Entry(900009, 2025, Decimal(40), "", 60, "", "the head", date(2026, 2, 1), AT)
    missing = Entry(900010, 2025, None, "r", None, "", "the head", date(2026, 2, 1), AT)
    sentences, picture = presenters.over_the_city([*said, third, missing], indicator)
    assert sentences == [
        "In 2024/25 three schools gave a value: 55.0% on average, over 120 pupils or answers.",
        "One school said why there is none.",
    ]
    assert picture is None
    before = [Entry(one.urn, 2024, one.value, one.why, one.pupils, "", "s", one.said_on, AT) for one in [*said, third]]
    _, drawn = presenters.over_the_city([*before, *said, third], indicator)
    assert drawn is not None
    assert drawn.table.rows == (("2023/24", "55.0%"), ("2024/25", "55.0%"))


@pytest.mark.parametrize("many", [1, 30])
def test_a_page_costs_few_queries_however_much_was_entered(
    adopted: Any, enter: Any, ruth: Any, client_of: Any, django_assert_max_num_queries: Any, many: int
) -> None:
    indicator = adopted()
    for number in range(many):
        enter(indicator, value=Decimal(50), year=2025 - number % 12, school=(CANAL, LOCK)[number // 12 % 2],
              in_place_of=_there(indicator, number))  # fmt: skip
    client = client_of(ruth)
    for address in ("/indicators/", f"/indicators/{indicator.pk}/", f"/indicators/{indicator.pk}/enter/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def _there(indicator: Any, number: int) -> int | None:
    from alongside.knowledge.indicators.queries import newest_value

    found = newest_value(indicator.pk, (CANAL, LOCK)[number // 12 % 2], 2025 - number % 12)
    return found.pk if found else None
