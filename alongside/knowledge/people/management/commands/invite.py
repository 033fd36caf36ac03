"""`alongside invite EMAIL --role staff`: an account for somebody, and the link at which they choose a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from alongside.floor.accounts import letters
from alongside.floor.accounts.actions import CannotInvite
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, roles
from alongside.floor.kernel import clock
from alongside.knowledge.people import actions
from alongside.knowledge.people.models import Person


class Command(BaseCommand):
    help = "Make an account, or renew an invitation, and print the link at which its owner chooses a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, help=", ".join(roles().roles))
        parser.add_argument("--school", type=int, help="URN of the school at which the role is held")
        parser.add_argument("--district", default="", help="key of the district in which it is held")
        parser.add_argument("--body", default="", help="key of the body in which it is held")
        parser.add_argument("--kind", default="", help="for example interim")
        parser.add_argument("--name", default="", help="as colleagues write it, for example “Ruth Adeyemi”")

    def handle(self, *, email: str, role: str, name: str, **options: Any) -> None:
        place = Place(school=options["school"], district=options["district"], body=options["body"])
        before = User.objects.filter(email__iexact=email.strip()).exists()
        try:
            user, path = _invited(email.strip().lower(), name.strip(), role, place, options["kind"])
        except (CannotInvite, actions.CannotRecord) as error:
            raise CommandError(str(error)) from error
        address = settings.HERE.address + path
        title = roles().roles[role].title.lower()
        already = f"{user} already had an account, and is {title}. The invitation is renewed."
        self.stdout.write(already if before else f"{user} is invited as {title}.")
        self.stdout.write(f"\nTo choose a password, within three days:\n\n  {address}\n\n")
        self.stdout.write(_how_it_travels(user, address))


@transaction.atomic
def _invited(email: str, name: str, role: str, place: Place, kind: str) -> tuple[User, str]:
    """The person with the role, recorded where they were not, and their account."""
    at, today = clock.now(), clock.today()
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = actions.record_person(name=name or email, email=email, by=None, at=at)
    held = [one for one in person.holdings.select_related("body") if one.held_on(today)]
    if not any(one.role == role and one.key == _key(place) for one in held):
        actions.hold(person=person, role=role, where=place, kind=kind, since=today, by=None, at=at)
    return actions.give_account(person=person, by=None, at=at)


def _key(place: Place) -> str:
    return str(place.school) if place.school else place.district or place.body


def _how_it_travels(user: User, address: str) -> str:
    if not letters.can_be_sent():
        return "No mail is set up here, so pass the link on yourself. Whoever has it can choose the password."
    letters.send_invitation(user, address)
    return f"A letter with it waits to be sent to {user.email}: the worker sends it (alongside worker, or with serve)."
