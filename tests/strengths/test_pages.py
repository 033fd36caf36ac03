"""The pages of strengths: who says what of whom, what the school does with it, who finds it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.families.published import places
from tests.practice.making import published, write
from tests.reading import body, rows
from tests.strengths.making import say
from tests.town import AT, CANAL, LOCK, QUAY, TODAY, Town

pytestmark = pytest.mark.django_db
DAY = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}


def test_a_head_says_a_word_of_their_own_school_and_what_they_saw_of_another(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.strengths.models import Strength

    client = client_of(town.head)
    said = {"topic": "attendance", "words": "Breakfast for everybody.", **DAY}
    assert client.post(f"/strengths/schools/{CANAL}/say/", said).status_code == 302
    answer = client.post(f"/strengths/schools/{LOCK}/say/", said | {"how": "colleague", "shown_to": "office"})
    assert answer.status_code == 302
    found = Strength.objects.order_by("pk").values_list("school", "seen", "shown_to")
    assert list(found) == [(CANAL, "own", "schools"), (LOCK, "colleague", "schools")]
    assert client.post(f"/strengths/schools/{LOCK}/say/", said | {"how": "inspection"}).status_code == 422
    assert client_of(town.chair).get(f"/strengths/schools/{LOCK}/say/").status_code == 403
    assert client_of(town.governor).get(f"/strengths/schools/{CANAL}/say/").status_code == 403


def test_the_school_answers_and_takes_back_and_others_confirm(town: Town, client_of: Any) -> None:
    made = say(town)
    page = f"/strengths/{made.pk}/"
    assert client_of(town.head).get(f"{page}confirm/").status_code == 403
    assert client_of(town.other_head).get(f"{page}answer/").status_code == 403
    assert client_of(town.other_head).post(f"{page}take-back/", {"seen": 1}).status_code == 403
    assert client_of(town.other_head).post(f"{page}confirm/", {"words": "In May.", **DAY}).status_code == 302
    assert client_of(town.head).post(f"{page}answer/", {"words": "Do come.", "seen": 2}).status_code == 302
    seen = body(client_of(town.governor).get(page))
    assert "Do come." in seen
    assert "Hugo Head: In May." in seen
    assert "confirmed by one other" in seen
    assert client_of(town.head).post(f"{page}take-back/", {"seen": 3}).status_code == 302
    assert client_of(town.other_head).get(page).status_code == 404
    assert "took this back" in body(client_of(town.head).get(page))


def test_what_was_given_from_a_review_and_taken_back_is_seen_by_nobody(town: Town, client_of: Any) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.work.sharing.strengths import actions

    made = say(town, seen="review", words="Zebras in every lesson.", by=town.head)
    assert client_of(town.chair).get(f"/history/strength/{made.pk}/").status_code == 200
    actions.take_back(strength=made.pk, version=1, by=town.head, at=AT)
    for user in (town.head, town.chair, town.director, town.other_head):
        for address in (f"/strengths/{made.pk}/", f"/history/strength/{made.pk}/", f"/strengths/schools/{CANAL}/"):
            assert "Zebras" not in body(client_of(user).get(address)), (user, address)
    assert not any("Zebras" in str(entry.details) for entry in Entry.objects.all())


def test_two_who_change_a_strength_see_both(town: Town, client_of: Any) -> None:
    made = say(town)
    said = {"topic": "families", "words": "Breakfast with parents.", "seen": 1, **DAY}
    client = client_of(town.lead)
    assert client.post(f"/strengths/{made.pk}/change/", said).status_code == 302
    late = client.post(f"/strengths/{made.pk}/change/", said | {"words": "Other words."})
    assert late.status_code == 422
    assert "Breakfast with parents." in body(late)


def test_who_near_me_could_help_is_answered_with_strengths_practice_and_distance(town: Town, client_of: Any) -> None:
    places()
    say(town, school=QUAY, words="Absence halved by morning calls.")
    say(town, school=CANAL)
    published(town)
    client = client_of(town.head)
    page = body(client.get("/strengths/?topic=attendance"))
    assert page.index("Lock Academy") < page.index("Quay School")
    assert "under a mile" in page
    assert "12 miles" in page
    assert "A call home on the first morning" in page
    assert "Breakfast for everybody" not in page  # their own school knows what it has
    near = body(client.get("/strengths/?topic=attendance&within=3"))
    assert "Quay School" not in near
    assert "Lock Academy" in near
    assert "Nobody has said so yet" in body(client.get("/strengths/?q=who could help with absent pupils"))
    assert "Quay School" in body(client.get("/strengths/?q=Absence&phase=special"))
    assert "Lock Academy" not in body(client.get("/strengths/?q=absence&phase=special"))
    sheet = rows(body(client.get("/strengths/list.csv?topic=attendance")))
    assert {(row["School"], row["How we know"]) for row in sheet} == {
        ("Lock Academy", "Written up: measured before and after"),
        ("Quay School", "Seen on a visit"),
    }


def test_whether_a_school_takes_visits_stands_beside_what_it_is_good_at(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.hosting import actions as hosting

    say(town, school=LOCK)
    common: dict[str, Any] = {"most_a_term": 2, "days": [0], "by": town.other_head, "at": AT}
    hosting.offer(school=LOCK, topics=["money"], words="How we plan a budget.", **common)
    client = client_of(town.head)
    page = body(client.get("/strengths/?topic=attendance"))
    assert "Takes visitors" in page
    assert f"/school-visits/schools/{LOCK}/ask/" in page
    assert "How we plan a budget." not in page
    assert "How we plan a budget." in body(client.get("/strengths/?topic=money"))
    assert "How we plan a budget." in body(client.get("/strengths/?q=budgets"))


def test_what_a_school_was_told_and_lets_others_learn_from_is_found_and_nothing_else_of_it(
    town: Town, client_of: Any
) -> None:
    from alongside.work.engagement.concerns import actions as concerns
    from tests.concerns.making import record, tell

    shown = tell(town, record(town, kind="strength", weight="example", area="attendance", title="Calls before nine"))
    concerns.share(concern=shown.pk, version=2, to_share=True, by=town.lead, at=AT)
    tell(town, record(town, kind="strength", weight="example", area="attendance", title="Kept to itself"))
    tell(town, record(town, area="attendance", title="A worry"))
    page = body(client_of(town.other_head).get("/strengths/?topic=attendance"))
    assert "Calls before nine" in page
    assert "Kept to itself" not in page
    assert "A worry" not in page


def test_what_somebody_may_not_see_they_do_not_find(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.strengths import actions

    say(town, words="Zebras of the office.", shown_to="office")
    back = say(town, words="Zebras taken back.")
    actions.take_back(strength=back.pk, version=1, by=town.head, at=AT)
    write(town, title="Zebras in a draft")
    addresses = (
        *("/strengths/?q=zebra", "/strengths/?topic=attendance", "/strengths/list.csv", "/practice/?q=zebra"),
        *(
            f"/strengths/schools/{CANAL}/",
            f"/strengths/schools/{LOCK}/",
            "/practice/?state=draft",
            "/practice/list.csv",
        ),
    )
    client = client_of(town.head)  # their own school's are theirs to see, on its page
    other = client_of(town.governor)
    for address in addresses:
        assert "Zebras" not in body(other.get(address)).replace(" of the search", ""), address
    assert "Zebras of the office." in body(client.get(f"/strengths/schools/{CANAL}/"))
    assert "Zebras of the office." in body(client_of(town.director).get("/strengths/?q=zebra"))


def test_together_says_how_much_is_there_and_refuses_whom_it_does_not_concern(
    town: Town, client_of: Any, visitor: Any
) -> None:
    say(town)
    assert visitor.get(f"/strengths/schools/{CANAL}/").status_code == 302
    assert client_of(town.council).get(f"/strengths/schools/{CANAL}/").status_code == 403
    assert "One strength of your school is there for others to find." in body(client_of(town.head).get("/together/"))


def test_finding_takes_few_queries(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        say(town, school=LOCK, words=f"Strength number {number}")
    published(town)
    client = client_of(town.head)
    client.get("/strengths/?q=strength")
    with django_assert_max_num_queries(12):
        client.get("/strengths/?topic=attendance&q=strength")
    with django_assert_max_num_queries(12):
        client.get("/practice/?topic=attendance&q=call")
