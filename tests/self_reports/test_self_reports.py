"""A head says what the school needs; who sees it; a named person answers; what was agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.floor.audit.editing import ChangedMeanwhile
from tests.reading import body
from tests.town import AT, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db

NEEDS = {"need": "A teacher of physics", "tried": "Two advertisements"}


def draft(town: Town, **said: Any) -> Any:
    from alongside.work.engagement.self_reports import actions

    return actions.start(**{"school": CANAL, "answers": NEEDS, "by": town.head, "at": AT} | said)


def sent(town: Town, **said: Any) -> Any:
    from alongside.work.engagement.self_reports import actions

    made = draft(town, **said)
    return actions.send(report=made.pk, version=1, by=made.by, at=AT)


def told(subject: str) -> set[Any]:
    from alongside.floor.mail.models import Notice

    return {notice.user for notice in Notice.objects.filter(subject=subject)}


def test_a_draft_is_seen_by_the_head_alone(town: Town, client_of: Any) -> None:
    made = draft(town)
    for user in (town.director, town.lead, town.chair, town.council, town.other_head):
        assert client_of(user).get(f"/self-reports/{made.pk}/").status_code in (403, 404), user
    assert "physics" in body(client_of(town.head).get(f"/self-reports/{made.pk}/"))


def test_there_is_one_draft_a_school(town: Town) -> None:
    from alongside.work.engagement.self_reports import actions

    draft(town)
    with pytest.raises(actions.CannotRecord):
        draft(town)
    draft(town, school=LOCK, by=town.other_head)


def test_sending_names_who_answers_and_by_when_and_tells_the_council_of_a_maintained_school(town: Town) -> None:
    from alongside.work.contacts.models import Contact

    found = sent(town)
    assert (found.answerer, found.answer_due) == (town.person(town.lead), TODAY + timedelta(days=10))
    assert told("A school says what it needs") == {town.lead}
    assert told("A maintained school says what it needs") == {town.council}
    contact = Contact.objects.get()
    assert (contact.school, contact.said, contact.source) == (CANAL, "", f"self-report {found.pk}")


def test_the_council_is_not_told_of_an_academy(town: Town, client_of: Any) -> None:
    found = sent(town, school=LOCK, by=town.other_head)
    assert told("A maintained school says what it needs") == set()
    assert client_of(town.council).get(f"/self-reports/{found.pk}/").status_code == 404


def test_without_a_needed_answer_nothing_is_sent(town: Town) -> None:
    from alongside.work.engagement.self_reports import actions

    made = draft(town, answers={"tried": "All"})
    with pytest.raises(actions.CannotRecord, match="What does the school need"):
        actions.send(report=made.pk, version=1, by=town.head, at=AT)


def test_where_there_is_no_district_lead_the_director_answers(town: Town) -> None:
    from alongside.knowledge.people import actions as people

    people.end_holding(
        holding=town.person(town.lead).holdings.get(), until=TODAY - timedelta(days=1), why="", by=None, at=AT
    )
    assert sent(town).answerer == town.person(town.director)


def test_it_can_be_added_to_and_withdrawn_until_it_is_answered(town: Town) -> None:
    from alongside.work.engagement.self_reports import actions

    found = sent(town)
    actions.add(report=found.pk, words="And one of maths", by=town.head, at=AT)
    assert told("A school added to what it needs") == {town.lead}
    found = actions.answer(report=found.pk, version=2, words="We look", by=town.lead, at=AT)
    for fault in (
        lambda: actions.add(report=found.pk, words="More", by=town.head, at=AT),
        lambda: actions.withdraw(report=found.pk, version=3, by=town.head, at=AT),
        lambda: actions.answer(report=found.pk, version=3, words="Again", by=town.lead, at=AT),
    ):
        with pytest.raises(actions.CannotRecord):
            fault()


def test_what_is_withdrawn_stays_readable_and_a_draft_is_thrown_away(town: Town) -> None:
    from alongside.work.engagement.self_reports import actions
    from alongside.work.engagement.self_reports.models import Report

    gone = draft(town)
    actions.withdraw(report=gone.pk, version=1, by=town.head, at=AT)
    assert not Report.objects.visible(town.head).exists()
    found = sent(town)
    found = actions.withdraw(report=found.pk, version=2, why="Found one", by=town.head, at=AT)
    assert found.state == "withdrawn"
    assert list(Report.objects.visible(town.lead)) == [found]
    assert not Report.objects.waiting().exists()


def test_nothing_is_agreed_before_the_school_was_answered(town: Town) -> None:
    from alongside.work.engagement.self_reports import actions

    found = sent(town)
    with pytest.raises(actions.CannotRecord):
        actions.agree(report=found.pk, version=2, words="A day a week", by=town.lead, at=AT)
    actions.answer(report=found.pk, version=2, words="We look", by=town.lead, at=AT)
    found = actions.agree(report=found.pk, version=3, words="A day a week", by=town.lead, at=AT)
    assert (found.state, found.agreed_on) == ("agreed", TODAY)
    assert told("What was agreed is written down") == {town.head, town.chair}


def test_two_who_write_one_draft_see_both(town: Town, client_of: Any) -> None:
    from alongside.work.engagement.self_reports import actions

    made = draft(town)
    actions.change(report=made.pk, version=1, answers={"need": "Other"}, by=town.head, at=AT)
    with pytest.raises(ChangedMeanwhile):
        actions.change(report=made.pk, version=1, answers=NEEDS, by=town.head, at=AT)
    answer = client_of(town.head).post(f"/self-reports/schools/{CANAL}/", {"q_need": "Mine", "seen": "1"})
    assert answer.status_code == 422
    assert "Both, side by side" in body(answer)


def test_the_head_is_told_who_will_see_it_before_it_is_sent(town: Town, client_of: Any) -> None:
    from alongside.work.engagement.self_reports.models import Report

    client = client_of(town.head)
    answer = client.post(f"/self-reports/schools/{CANAL}/", {"q_need": "A teacher of physics"})
    made = Report.objects.get()
    assert answer["Location"] == f"/self-reports/{made.pk}/send/"
    page = body(client.get(answer["Location"]))
    assert "the council is told" in page
    assert "answered within 10 days" in page
    refused = client.post(answer["Location"], {"seen": "1"})
    assert refused.status_code == 422
    assert client.post(answer["Location"], {"seen": "1", "understood": "on"}).status_code == 302
    assert Report.objects.get().state == "sent"
    academy = body(client_of(town.other_head).get(f"/self-reports/schools/{LOCK}/"))
    assert "No officer of the council" in academy


def test_forms_answer_agree_add_and_withdraw(town: Town, client_of: Any) -> None:
    found = sent(town)
    head, lead, base = client_of(town.head), client_of(town.lead), f"/self-reports/{found.pk}"
    assert head.post(f"{base}/add/", {"words": "And maths", "seen": "2"}).status_code == 302
    assert lead.post(f"{base}/answer/", {"words": "We come on Monday", "seen": "1"}).status_code == 422
    assert lead.post(f"{base}/answer/", {"words": "We come on Monday", "seen": "2"}).status_code == 302
    assert lead.post(f"{base}/agree/", {"words": "A day a week", "seen": "3"}).status_code == 302
    for user in (town.head, town.chair, town.council, town.director):
        page = body(client_of(user).get(f"{base}/"))
        assert "We come on Monday" in page
        assert "not known yet" in page
    assert head.post(f"{base}/withdraw/", {"seen": "4"}).status_code == 422


def test_an_answer_that_is_late_shows_to_the_director(town: Town, the_day_is: Any, client_of: Any) -> None:
    found = sent(town)
    client = client_of(town.director)
    assert f"/self-reports/{found.pk}/" not in body(client.get("/my-work/"))
    the_day_is(TODAY + timedelta(days=11))
    assert f"/self-reports/{found.pk}/" in body(client.get("/my-work/"))
    assert "1 school of those on this page has waited" in body(client.get("/self-reports/"))


def test_the_list_asks_little_of_the_database(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    found = sent(town)
    client = client_of(town.director)
    client.get("/self-reports/")
    for address in ("/self-reports/", f"/self-reports/{found.pk}/"):
        with django_assert_max_num_queries(12):
            client.get(address)
