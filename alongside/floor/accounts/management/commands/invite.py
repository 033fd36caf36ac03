"""`alongside invite EMAIL --role staff`: an account for somebody, and the link at which they choose a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.floor.accounts import actions, letters
from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock


class Command(BaseCommand):
    help = "Make an account, or renew an invitation, and print the link at which its owner chooses a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, help=" or ".join(User.Role.values))
        parser.add_argument("--name", default="", help="as colleagues write it, for example “Ruth Adeyemi”")

    def handle(self, *, email: str, role: str, name: str, **options: Any) -> None:
        before = User.objects.filter(email__iexact=email.strip()).values_list("role", flat=True).first()
        try:
            user, path = actions.invite(email=email, role=role, name=name, by=None, at=clock.now())
        except actions.CannotInvite as error:
            raise CommandError(str(error)) from error
        address = settings.HERE.address + path
        self.stdout.write(_what_happened(user, before))
        self.stdout.write(f"\nTo choose a password, within three days:\n\n  {address}\n\n")
        self.stdout.write(_how_it_travels(user, address))


def _what_happened(user: User, before: str | None) -> str:
    role = user.get_role_display().lower()
    if before is None:
        return f"{user} is invited as {role}."
    if before != user.role:
        old = dict(User.Role.choices).get(before, before or "nothing").lower()
        return f"{user} had an account as {old} and is now {role}. The invitation is renewed."
    return f"{user} already had an account as {role}. The invitation is renewed."


def _how_it_travels(user: User, address: str) -> str:
    if not letters.can_be_sent():
        return "No mail is set up here, so pass the link on yourself. Whoever has it can choose the password."
    try:
        letters.send_invitation(user, address)
    except OSError as error:
        return f"It could not be sent to {user.email} ({error}): pass the link on yourself."
    return f"It was also sent to {user.email}."
