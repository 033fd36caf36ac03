"""Whoever looks wherever: an answer in confidence shows nowhere, and nothing differs by whether there is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from tests.reading import body
from tests.supported.making import NO, opened, says, trusted
from tests.town import AT, TODAY, Town

pytestmark = pytest.mark.django_db

WORDS = "SECRETWORD that nobody reads"


def whole_database() -> Iterator[tuple[str, dict[str, Any]]]:
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield model._meta.label, row


def state(*, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return sorted((label, json.dumps(row, default=str)) for label, row in whole_database() if label not in without)


def test_answering_in_confidence_changes_one_row_and_leaves_no_other_trace(town: Town) -> None:
    trusted()
    found = opened()
    before = state()
    says(town, found, town.chair, words=WORDS, in_confidence=True)
    after = state()
    assert [one for one in before if one not in after] == []
    ((label, row),) = [one for one in after if one not in before]
    assert label == "supported.Sealed"
    for told in ("SECRETWORD", "Chen", "900001", "ladywood", "chair", str(TODAY)):
        assert told not in row


def test_the_row_tells_neither_who_nor_how_much_nor_when(town: Town) -> None:
    from alongside.work.engagement.supported.models import Sealed

    trusted()
    found = opened()
    says(town, found, town.chair, words="No", in_confidence=True)
    says(town, found, town.head, words="A long story. " * 100, in_confidence=True, at=AT + timedelta(days=3))
    one, other = Sealed.objects.all()
    assert len(one.box) == len(other.box)
    assert one.reply_due == other.reply_due  # answered on a Monday and on the Thursday of the same week
    assert {field.name for field in Sealed._meta.get_fields()} == {"token", "round", "box", "waits", "reply_due"}


def test_a_changed_answer_is_the_same_row(town: Town) -> None:
    from alongside.work.engagement.supported.models import Sealed

    trusted()
    found = opened()
    for words in ("One", "Two"):
        says(town, found, town.chair, words=words, in_confidence=True)
    assert Sealed.objects.count() == 1


@pytest.mark.parametrize("who", ["director", "lead", "head", "council", "board", "governor", "representative"])
def test_no_page_differs_by_whether_somebody_answered_in_confidence(town: Town, client_of: Any, who: str) -> None:
    from alongside.work.engagement.supported.models import Round, Sealed

    trusted()
    found = opened()
    says(town, found, town.other_head)  # an open no, so that there is something to see
    client = client_of(getattr(town, who))
    addresses = (
        "/supported/",
        "/supported/answers/",
        "/supported/answers/?which=all",
        "/supported/figures.csv",
        "/my-work/",
        "/my-work/overview/",
        "/my-work/to-read/",
        "/heard/",
        "/contacts/",
        f"/supported/mine/{found.key}/",
        f"/supported/words/{found.key}/",
    )

    def look() -> list[tuple[int, str]]:
        answers = [client.get(address) for address in addresses]
        return [(one.status_code, _without_tokens(body(one))) for one in answers]

    before = look()
    says(town, found, town.chair, words=WORDS, in_confidence=True)
    assert Sealed.objects.count() == 1
    assert Round.objects.count() == 1
    assert look() == before


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_openings_of_the_words_are_journalled_alike_for_reading_and_replying(town: Town) -> None:
    from alongside.floor.audit.models import Entry
    from alongside.work.engagement.supported import actions

    tessa = trusted()
    found = opened()
    says(town, found, town.chair, words=WORDS, in_confidence=True)
    (one,) = actions.read_words(round=found, by=tessa, at=AT)
    actions.reply_in_confidence(round=found, token=one.token, words=WORDS, by=tessa, at=AT)
    told = Entry.objects.filter(by=tessa).select_related("details")
    assert [(entry.action, entry.subject, entry.details.said) for entry in told] == [
        ("supported.words-opened", "supported 2026-autumn", {})
    ] * 2
    assert all(WORDS not in str(row) for label, row in whole_database())


def test_nobody_is_written_to_about_a_reply_in_confidence(town: Town) -> None:
    from alongside.floor.mail.models import Letter, Notice
    from alongside.work.engagement.supported import actions

    tessa = trusted()
    found = opened()
    says(town, found, town.chair, in_confidence=True)
    before = (Notice.objects.count(), Letter.objects.count())
    (one,) = actions.read_words(round=found, by=tessa, at=AT)
    actions.reply_in_confidence(round=found, token=one.token, words="Come", by=tessa, at=AT)
    assert (Notice.objects.count(), Letter.objects.count()) == before


def test_a_late_reply_in_confidence_shows_without_a_number_or_a_name(town: Town) -> None:
    from alongside.floor.accounts.waiting import Who
    from alongside.work.engagement.supported import waiting

    trusted()
    found = opened()
    who = Who(town.director, town.person(town.director).pk)
    late = TODAY + timedelta(days=20)
    says(town, found, town.chair, words=WORDS, in_confidence=True)
    one = waiting.noes(who, late)
    says(town, found, town.head, words=WORDS, in_confidence=True)
    two = waiting.noes(who, late)
    assert one == two
    assert one
    assert (one.number, one.says) == (0, "Words in confidence have waited too long for the trusted person.")
    assert waiting.noes(who, TODAY).says == ""


def test_the_director_does_not_read_it_as_the_school_sees_it(town: Town, client_of: Any) -> None:
    trusted()
    found = opened()
    says(town, found, town.head, words=WORDS, in_confidence=True)
    client = client_of(town.director)
    client.post("/account/see-as/900001/")
    page = client.get(f"/supported/mine/{found.key}/")
    assert WORDS not in body(page)
    assert page.status_code == 403
    assert WORDS not in body(client.get("/my-work/"))


def test_the_author_reads_it_and_the_reply_and_nobody_else_does(town: Town, client_of: Any) -> None:
    tessa = trusted()
    found = opened()
    says(town, found, town.chair, words=WORDS, in_confidence=True)
    assert WORDS in body(client_of(town.chair).get(f"/supported/mine/{found.key}/"))
    page = body(client_of(tessa).get(f"/supported/words/{found.key}/"))
    assert WORDS in page
    assert "Chen Chair" in page
    for user in (town.director, town.lead, town.head, town.board):
        for address in (f"/supported/mine/{found.key}/", f"/supported/words/{found.key}/", "/supported/answers/"):
            assert WORDS not in body(client_of(user).get(address))


def test_many_rounds_of_counting_give_the_same_figures(town: Town) -> None:
    """Figures are kept, not counted anew: what is taken out later cannot be told from the difference."""
    from alongside.work.engagement.supported import actions, presenters
    from alongside.work.engagement.supported.models import Round

    trusted()
    found = opened()
    says(town, found, town.head, NO, in_confidence=True)
    actions.close_round(round=found, by=None, at=AT + timedelta(days=29))
    closed = Round.objects.get()
    before = list(presenters.export_rows([closed], reads_open=True))
    assert all("Chen" not in str(row) for row in before)
    assert {row[4] for row in before} == {presenters.HELD_BACK}
