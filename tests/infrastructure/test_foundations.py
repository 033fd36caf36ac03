"""The tests' own ground: the database behaves as in production, the cast is there, the network is not."""

from __future__ import annotations

import socket
import threading

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from alongside.floor.accounts.models import User


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(request):
    assert connection.vendor == request.config.getoption("database")


@pytest.mark.django_db
def test_each_of_the_cast_has_a_place(cast):
    assert cast.ruth.is_office
    assert [post["role"] for post in cast.dara.posts] == ["data-officer"]
    assert not cast.olive.is_office


@pytest.mark.django_db(transaction=True)
def test_foreign_keys_are_kept_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into audit_details (entry_id, salt, said, redacted_why) values (4711, 'x', 'null', '')")


@pytest.mark.django_db(transaction=True)
def test_two_writers_queue_and_neither_fails(ruth, dara):
    def rename(user: User) -> None:
        with transaction.atomic():
            fresh = User.objects.get(pk=user.pk)
            fresh.name = "Renamed"
            fresh.save()
        connection.close()

    threads = [threading.Thread(target=rename, args=[user]) for user in (ruth, dara)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(name="Renamed").count() == 2


def test_no_test_reaches_the_network():
    with pytest.raises(Exception, match=r"192\.0\.2\.1"), socket.socket() as outside:  # an address that nobody has
        outside.connect(("192.0.2.1", 80))


def test_a_job_runs_at_once():
    assert "immediate" in settings.TASKS["default"]["BACKEND"]


def test_an_installation_answers_on_the_command_line(installation):
    assert "0001_initial" in installation.alongside("showmigrations", "accounts").stdout


def test_a_real_browser_opens_a_page_and_axe_looks_at_it(page, axe, sideways):
    page.set_content("<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1><img src='x'></main>")
    assert sideways(page) == []
    assert [fault.partition(" ")[0] for fault in axe(page)] == ["image-alt"]
