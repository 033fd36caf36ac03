"""Fetching from a server that misbehaves: what can be had is had, the rest is said, and half a file is never taken."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3

from alongside.knowledge.opendata.fetching.downloading import BLOCK, Downloader, NotFetched, NotThere
from tests.opendata import publisher as p

CONTENT = b"URN,Name\n" + b"".join(b"%d,School\n" % number for number in range(100_000, 120_000))


@pytest.fixture
def publisher():
    with p.running() as publisher:
        yield publisher


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def downloader(waits) -> Downloader:
    pool = urllib3.PoolManager()
    return Downloader(pool=lambda address: pool, sleep=waits.append, timeout=urllib3.Timeout(connect=5, read=5))


@pytest.fixture
def to(tmp_path) -> Path:
    return tmp_path / "file.csv"


def left_over(to: Path) -> list[str]:
    return sorted(path.name for path in to.parent.iterdir())


def test_a_file_comes_whole(publisher, downloader, to, waits):
    downloader.fetch(publisher.at("/a.csv", p.sends(CONTENT)), to)
    assert (to.read_bytes(), waits, left_over(to)) == (CONTENT, [], ["file.csv"])


@pytest.mark.parametrize("code", [500, 502, 503, 429])
def test_a_server_that_fails_is_asked_again_with_growing_pauses(publisher, downloader, to, waits, code):
    downloader.fetch(publisher.at("/a.csv", p.status(code), p.status(code), p.status(code), p.sends(CONTENT)), to)
    assert (to.read_bytes(), waits) == (CONTENT, [1, 2, 4])


def test_a_server_that_asks_to_be_left_alone_is_for_as_long_as_is_fair(publisher, downloader, to, waits):
    busy = [p.status(503, Retry_After="30"), p.status(503, Retry_After="86400"), p.status(503, Retry_After="soon")]
    downloader.fetch(publisher.at("/a.csv", *busy, p.sends(CONTENT)), to)
    assert waits == [30, 60, 4]


def test_a_server_that_keeps_failing_is_given_up_and_said_so(publisher, downloader, to, waits):
    with pytest.raises(NotFetched, match=r"the server answers 500 \(6 attempts\)"):
        downloader.fetch(publisher.at("/a.csv", p.status(500)), to)
    assert waits == [1, 2, 4, 8, 16]
    assert not to.exists()


def test_a_connection_that_breaks_is_gone_on_with(publisher, downloader, to):
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT, 3 * BLOCK), p.sends(CONTENT)), to)
    assert to.read_bytes() == CONTENT
    assert publisher.ranges() == ["", f"bytes={3 * BLOCK}-"]


def test_what_came_before_a_failure_is_gone_on_with_on_another_day(publisher, downloader, to):
    address = publisher.at("/a.csv", p.breaks_off(CONTENT, 3 * BLOCK), p.status(500))
    with pytest.raises(NotFetched, match="goes on from there"):
        downloader.fetch(address, to)
    assert left_over(to) == ["file.csv.mark", "file.csv.part"]
    publisher.at("/a.csv", p.sends(CONTENT))
    downloader.fetch(address, to)
    assert to.read_bytes() == CONTENT
    assert publisher.ranges()[-1] == f"bytes={3 * BLOCK}-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(publisher, downloader, to):
    changed = CONTENT.replace(b"School", b"Academy")
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT, 70_000), p.sends(changed, tag='"v2"')), to)
    assert to.read_bytes() == changed


def test_a_server_that_ignores_where_we_are_is_taken_from_the_beginning(publisher, downloader, to):
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT, 70_000), p.status(200, CONTENT)), to)
    assert to.read_bytes() == CONTENT


def test_a_server_that_sends_another_part_than_asked_is_not_believed(publisher, downloader, to):
    wrong = p.status(206, CONTENT[10:], Content_Range=f"bytes 10-{len(CONTENT) - 1}/{len(CONTENT)}")
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT, 70_000), wrong, p.sends(CONTENT)), to)
    assert to.read_bytes() == CONTENT


def test_without_a_mark_of_the_version_nothing_is_pieced_together(publisher, downloader, to):
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT, 70_000, tag=""), p.sends(CONTENT)), to)
    assert to.read_bytes() == CONTENT
    assert publisher.ranges() == ["", ""]


def test_a_server_that_promises_more_than_there_is_gives_what_there_is(publisher, downloader, to):
    """It says a length that is too great; asked for the rest, it admits that there is none."""
    downloader.fetch(publisher.at("/a.csv", p.breaks_off(CONTENT + b"x" * 99, len(CONTENT)), p.sends(CONTENT)), to)
    assert to.read_bytes() == CONTENT


def test_a_server_that_falls_silent_is_not_waited_for(publisher, to, waits):
    pool = urllib3.PoolManager()
    downloader = Downloader(pool=lambda address: pool, sleep=waits.append, timeout=urllib3.Timeout(connect=5, read=0.3))
    downloader.fetch(publisher.at("/a.csv", p.falls_silent(publisher, CONTENT, 70_000), p.sends(CONTENT)), to)
    assert to.read_bytes() == CONTENT
    assert len(waits) == 1


def test_a_slow_server_is_borne_with(publisher, downloader, to, waits):
    downloader.fetch(publisher.at("/a.csv", p.trickles(CONTENT, pieces=300)), to)
    assert (to.read_bytes(), waits) == (CONTENT, [])


@pytest.mark.parametrize("code", [404, 410])
def test_nothing_there_is_said_at_once(publisher, downloader, to, waits, code):
    with pytest.raises(NotThere):
        downloader.fetch(publisher.at("/a.csv", p.status(code)), to)
    assert waits == []


def test_a_refusal_is_not_argued_with(publisher, downloader, to, waits):
    with pytest.raises(NotFetched, match="the server answers 403"):
        downloader.fetch(publisher.at("/a.csv", p.status(403)), to)
    assert waits == []


def test_redirects_are_followed(publisher, downloader, to):
    publisher.at("/b.csv", p.status(307, Location="/c.csv"))
    publisher.at("/c.csv", p.sends(CONTENT))
    downloader.fetch(publisher.at("/a.csv", p.status(302, Location=f"{publisher.address}/b.csv")), to)
    assert to.read_bytes() == CONTENT


def test_redirects_in_a_circle_are_left(publisher, downloader, to):
    with pytest.raises(NotFetched, match="in circles"):
        downloader.fetch(publisher.at("/a.csv", p.status(302, Location="/a.csv")), to)


def test_a_redirect_to_a_file_of_this_machine_is_refused(publisher, downloader, to):
    with pytest.raises(NotFetched, match="not safe"):
        downloader.fetch(publisher.at("/a.csv", p.status(302, Location="file:///etc/passwd")), to)


def test_a_file_larger_than_any_is_not_taken(publisher, downloader, to):
    downloader.largest = 50_000
    with pytest.raises(NotFetched, match="larger than 50,000 bytes"):
        downloader.fetch(publisher.at("/a.csv", p.sends(CONTENT)), to)
    assert left_over(to) == []


def test_a_server_that_is_not_there_is_said(downloader, to, waits):
    with pytest.raises(NotFetched, match="cannot be reached"):
        downloader.fetch("http://127.0.0.1:9/a.csv", to)
    assert len(waits) == 5
