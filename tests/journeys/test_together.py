"""A good academy with no worries: it joins a family and a cycle, is paired and reviewed, shares two findings, hosts a
visit, helps a neighbour, and its page tells the story. Each step's main act is done in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from alongside.floor.web.words import weekday
from tests.cycles.making import cycle, reviewer
from tests.town import AT, BRIDGE, CANAL, QUAY, TODAY, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from alongside.floor.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 11, 23)


@dataclass
class Desks:
    """Whoever has a part in the story, each at a browser of their own."""

    academy: Page  # Hugo, head of Lock Academy
    neighbour: Page  # Hana, head of Canal Primary School, who leads its family
    bridge: Page  # Hilda, head of Bridge Primary School
    office: Page
    reviewer: Page


@pytest.fixture
def desks(town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page]) -> Desks:
    """A family of two primary schools, a cycle with two reviewers from elsewhere; the academy is in neither yet."""
    from alongside.floor.accounts.models import User
    from alongside.work.families import actions as families

    common: dict[str, Any] = {"since": date(2024, 9, 1), "by": town.director, "at": AT}
    lead = town.person(town.head)
    family = families.found(name="Canal Family", kind="family", purpose="To learn together.", lead=lead, **common)
    for school in (CANAL, BRIDGE):
        families.join(family=family.pk, school=school, **common)
    cycle(town)
    leads = reviewer(town, "Quinn Quay", QUAY, before=4)
    reviewer(town, "Nina Nowhere", before=4)
    users: list[User] = [
        town.other_head,
        town.head,
        User.objects.get(name="Hilda Head"),
        town.director,
        leads.person.user,
    ]
    return Desks(*(sign_in(new_page(width=1280), user) for user in users))


def fill_day(page: Page, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"#id_{name}_{part}", str(getattr(day, part)))


def join_a_family(academy: Page, lead: Page) -> None:
    academy.goto("/together/")
    academy.get_by_text("Your school is in no family yet.").wait_for()
    academy.get_by_role("link", name="Families", exact=True).click()
    academy.get_by_role("link", name="Canal Family").first.click()
    academy.get_by_role("link", name="Ask to join").click()
    academy.get_by_label("What do you hope for").fill("We share a towpath and many pupils.")
    academy.get_by_role("button", name="Ask", exact=True).click()
    academy.get_by_text("Your school has asked to join").first.wait_for()
    lead.goto("/families/")
    lead.get_by_role("link", name="Answer a school that asks to join Canal Family").first.click()
    lead.get_by_label("Yes, from today").check()
    lead.get_by_role("button", name="Answer", exact=True).click()
    lead.get_by_text("Lock Academy belongs to it and is told.").wait_for()


def join_a_cycle_and_be_paired(academy: Page, office: Page) -> None:
    academy.goto("/peer-review/")
    academy.get_by_role("link", name="Join it").click()
    academy.get_by_label("What one thing does your school want to understand?").fill("Do all our pupils speak up?")
    academy.get_by_role("button", name="Join", exact=True).click()
    academy.get_by_text("Your school takes part.").first.wait_for()
    office.goto("/peer-review/")
    office.get_by_role("link", name="Spring 2027").first.click()
    office.get_by_role("button", name="Propose who reviews whom").click()
    office.get_by_role("heading", name="Who reviews whom").wait_for()
    office.get_by_role("button", name="Accept it, and tell everybody").click()
    office.get_by_text("1 schools are paired").or_(office.get_by_text("school is paired")).first.wait_for()


def be_reviewed(academy: Page, reviews: Page) -> None:
    academy.goto("/reviews/")
    academy.get_by_role("region", name="Of your school").get_by_role("link").click()
    academy.get_by_role("link", name="What the reviewers read").click()
    academy.get_by_role("button", name="Keep it").click()
    academy.get_by_text("The reviewers read what you ticked, and nothing else.").wait_for()
    at = f"{academy.url.removesuffix('prepare/')}"
    reviews.goto(f"{at}begin/")
    fill_day(reviews, "on", TODAY)
    reviews.get_by_role("button", name="It has begun").click()
    for kind, words in (("Strength", "Every pupil reads aloud."), ("What to think about next", "Who never speaks?")):
        reviews.get_by_role("link", name=re.compile(f"^{kind}")).first.click()
        reviews.get_by_role("textbox").fill(words)
        reviews.get_by_role("button", name="Write it down").click()
        reviews.get_by_text(words, exact=True).wait_for()
    academy.goto(f"{at}agree/")
    academy.get_by_role("button", name="This is our report").click()


def share_two_findings(academy: Page, neighbour: Page) -> None:
    neighbour.goto("/reviews/")
    assert neighbour.get_by_role("link", name="Lock Academy").count() == 0
    academy.get_by_role("link", name="Who reads it").click()
    academy.get_by_label("Strength: Every pupil reads aloud.").check()
    academy.get_by_label("What to think about next: Who never speaks?").check()
    academy.get_by_label("Heads and chairs of the schools in Canal Family").check()
    academy.get_by_role("button", name="Give them these parts").click()
    academy.get_by_text("You have given 2 parts to others.").wait_for()
    neighbour.goto("/reviews/")
    neighbour.get_by_role("link", name="Lock Academy").click()
    neighbour.get_by_text("Every pupil reads aloud.").wait_for()
    neighbour.get_by_text("Who never speaks?").wait_for()


def host_a_visit(academy: Page, guest: Page, the_day_is: Callable[[date], None]) -> None:
    academy.goto("/school-visits/")
    academy.get_by_role("link", name="Say what you could show").click()
    academy.get_by_label("What can visitors see?").fill("Pupils who explain to each other.")
    academy.get_by_label("Mathematics", exact=True).check()
    academy.get_by_label("Monday", exact=True).check()
    academy.get_by_label("How many visits a term can you take?").fill("2")
    academy.get_by_role("button", name="Let others find us").click()
    guest.goto("/school-visits/")
    guest.get_by_role("link", name="Ask to visit Lock Academy").click()
    guest.get_by_label("What do you want to find out?").fill("How they begin. Two of us would come.")
    fill_day(guest, "first", MONDAY)
    guest.get_by_role("button", name="Ask to visit").click()
    guest.get_by_text("Asked. They answer by").wait_for()
    academy.goto("/school-visits/")
    academy.get_by_role("link", name="Choose a day, or say why none will do").click()
    academy.get_by_role("link", name="Choose a day").click()
    academy.get_by_label(weekday(MONDAY)).check()
    academy.get_by_role("button", name="Answer").click()
    academy.get_by_text("Agreed. It goes into the calendars of both.").wait_for()
    the_day_is(MONDAY)
    guest.goto("/school-visits/")
    guest.get_by_role("link", name="Say whether it took place").click()
    guest.get_by_role("link", name="It took place").click()
    guest.get_by_role("button", name="Record it").click()
    guest.get_by_role("link", name="Say what you took away").click()
    guest.get_by_label("What did you take away?").fill("Ten minutes of talk in each lesson.")
    guest.get_by_label("A word of thanks (optional)").fill("So warm a welcome.")
    guest.get_by_role("button", name="Save").click()
    guest.get_by_text("In some weeks you are asked whether it worked.").wait_for()


def help_a_neighbour(academy: Page, bridge: Page) -> None:
    academy.goto("/help/")
    academy.get_by_role("link", name="Tell who helped").first.click()
    academy.get_by_label("We helped them").check()
    academy.get_by_label("Which school?").fill("Bridge Primary School")
    academy.get_by_label("What was it, in a few words?").fill("Lent our minibus for a week.")
    academy.get_by_role("button", name="Record it").click()
    academy.get_by_text("Recorded. Bridge Primary School is asked to confirm it.").wait_for()
    bridge.goto("/help/")
    bridge.get_by_role("link", name="Lock Academy helped Bridge Primary School").click()
    bridge.get_by_role("link", name="Confirm it").click()
    bridge.get_by_label("A word of thanks (optional)").fill("Our children saw the sea.")
    bridge.get_by_role("button", name="Yes, confirm it").click()
    bridge.get_by_text("Confirmed. It counts for both schools.").wait_for()


def read_the_story(academy: Page, axe: Callable[[Page], list[str]]) -> None:
    academy.goto("/together/")
    academy.get_by_role("link", name="What we give, what we get").click()
    academy.get_by_role("heading", name="What Lock Academy gives, and what it gets").wait_for()
    said = academy.inner_text("main")
    for words in (
        "Lock Academy hosted a visit and helped another school.",
        "It was reviewed by peers",
        "Others said thank you twice.",
        "It belongs to Canal Family.",
        "So warm a welcome.",
        "Our children saw the sea.",
    ):
        assert words in said, said
    assert "Every pupil reads aloud" not in said  # what was found is nobody's but the school's, here neither
    assert axe(academy) == []
    paper = academy.request.get(f"{academy.url}paper/")
    assert paper.ok
    assert paper.body().startswith(b"%PDF")


def test_a_good_academy_joins_in_and_its_page_tells_the_story(
    desks: Desks, the_day_is: Callable[[date], None], axe: Callable[[Page], list[str]]
) -> None:
    join_a_family(desks.academy, desks.neighbour)
    join_a_cycle_and_be_paired(desks.academy, desks.office)
    be_reviewed(desks.academy, desks.reviewer)
    share_two_findings(desks.academy, desks.neighbour)
    host_a_visit(desks.academy, desks.neighbour, the_day_is)
    help_a_neighbour(desks.academy, desks.bridge)
    read_the_story(desks.academy, axe)
