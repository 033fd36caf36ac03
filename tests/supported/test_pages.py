"""The trend, open answers and their replies, one's own answer, as pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.work.engagement.supported.presenters import trend
from tests.reading import body, rows
from tests.supported.making import YES, opened, says, trusted
from tests.town import AT, TODAY, Town

pytestmark = pytest.mark.django_db


def given(**said: str) -> dict[str, str]:
    return {"q_safe": "yes", "q_supported": "yes", "q_known": "yes", "words": "", "how": "openly"} | said


def test_a_chair_answers_on_one_page_and_is_told_first_who_reads_it(town: Town, client_of: Any) -> None:
    trusted()
    found = opened()
    client, address = client_of(town.chair), f"/supported/mine/{found.key}/"
    assert client.get("/supported/mine/")["Location"] == address
    page = body(client.get(address))
    assert "Only Tessa Trusted reads it" in page
    assert client.post(address, given(q_safe="")).status_code == 422
    assert client.post(address, given(q_supported="no", words="Nobody calls")).status_code == 302
    page = body(client.get(address))
    assert "Lena Lead replies by 26 November 2026" in page
    assert "How do you answer?" not in page
    lead = client_of(town.lead)
    assert "Chen Chair" in body(lead.get("/supported/answers/"))
    assert "Chen Chair" not in body(client_of(town.far_lead).get("/supported/answers/"))
    one = found.asked.get(role="chair").answer
    assert "Nobody calls" in body(lead.get(f"/supported/answers/{one.pk}/"))
    assert lead.post(f"/supported/answers/{one.pk}/", {"words": "I call", "seen": "9"}).status_code == 422
    assert lead.post(f"/supported/answers/{one.pk}/", {"words": "I call", "seen": "1"}).status_code == 302
    assert "I call" in body(client.get(address))


def test_in_confidence_the_reply_is_read_on_the_page(town: Town, client_of: Any) -> None:
    tessa = trusted()
    found = opened()
    client, address = client_of(town.chair), f"/supported/mine/{found.key}/"
    assert client.post(address, given(q_supported="no", how="in-confidence")).status_code == 302
    assert "Tessa Trusted replies by 2 December 2026" in body(client.get(address))
    trusted_client, words = client_of(tessa), f"/supported/words/{found.key}/"
    page = body(trusted_client.get(words))
    token = page.split('name="token" value="')[1].split('"')[0]
    assert trusted_client.post(words, {"token": token, "words": ""}).status_code == 422
    assert trusted_client.post(words, {"token": token, "words": "Come and see me"}).status_code == 302
    assert "Come and see me" in body(client.get(address))
    assert client_of(town.director).post(words, {"token": token, "words": "x"}).status_code == 403


def test_figures_come_when_the_round_has_closed(town: Town, client_of: Any) -> None:
    from alongside.work.engagement.supported import actions

    trusted()
    found = opened()
    says(town, found, town.chair, YES)
    says(town, found, town.head)
    client = client_of(town.director)
    page = body(client.get("/supported/"))
    assert "Figures come when the round has closed" in page
    assert "No round has closed yet" in page
    actions.close_round(round=found, by=None, at=AT + timedelta(days=29))
    page = body(client.get("/supported/"))
    assert "Feels supported: 50 of 100 said yes, of 2 answers counted" in page
    assert "only open answers are counted" in page
    board = body(client_of(town.board).get("/supported/"))
    assert "cannot be told" in board
    assert "50 of 100" not in board
    told = rows(body(client.get("/supported/figures.csv")))
    assert {row["Answered in confidence"] for row in told} == {"held back"}
    assert {row["Answered openly"] for row in rows(body(client_of(town.board).get("/supported/figures.csv")))} == {
        "held back"
    }


def test_the_trend_breaks_where_a_question_was_worded_anew(town: Town) -> None:
    from alongside.work.engagement.supported.models import Round

    def a_round(key: str, wording: int, day: int) -> Round:
        figures = {"asked": 20, "open": 10, "open_no": {"safe": 2}, "wide": 10, "wide_no": {"safe": None}}
        figures |= {"sealed": None, "sealed_no": {"safe": None}}
        questions = [{"key": "safe", "wording": wording, "short": "Safe", "words": "Safe?"}]
        at = datetime(2026, 1, day, tzinfo=UTC)
        return Round(
            key=key,
            name=key,
            questions=questions,
            opened_on=at.date(),
            closed_at=at,
            figures={"district": {"": figures}, "role": {"": figures}},
        )

    ((_, _, points),) = trend([a_round("c", 2, 3), a_round("b", 1, 2), a_round("a", 1, 1)], reads_open=True)
    assert [(point.round, point.broken, point.share.percent) for point in points] == [
        ("a", False, 80),
        ("b", False, 80),
        ("c", True, 80),
    ]


def test_an_open_no_that_waits_too_long_shows_to_the_director(town: Town, client_of: Any, the_day_is: Any) -> None:
    trusted()
    says(town, opened(), town.chair)
    client = client_of(town.director)
    assert "Reply to a no" not in body(client.get("/my-work/"))
    assert "Reply to a no" in body(client_of(town.lead).get("/my-work/"))
    the_day_is(TODAY + timedelta(days=11))
    assert "Reply to a no" in body(client.get("/my-work/"))
    assert "1 on this page waited longer" in body(client.get("/supported/answers/"))


def test_pages_ask_little_of_the_database(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    tessa = trusted()
    found = opened()
    says(town, found, town.chair)
    says(town, found, town.head, in_confidence=True)
    for user, address in (
        (town.director, "/supported/"),
        (town.director, "/supported/answers/"),
        (town.head, f"/supported/mine/{found.key}/"),
        (tessa, f"/supported/words/{found.key}/"),
    ):
        client = client_of(user)
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_command_asks_schools(town: Town) -> None:
    from io import StringIO

    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError, match="one trusted person"):
        call_command("ask_schools", "--now")
    trusted()
    said = StringIO()
    call_command("ask_schools", "--now", stdout=said)
    call_command("ask_schools", stdout=said)
    assert "Autumn term 2026: schools are asked until 14 December 2026." in said.getvalue()
    assert "Nothing is to be done today." in said.getvalue()
