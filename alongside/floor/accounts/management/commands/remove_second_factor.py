"""`alongside remove_second_factor EMAIL`: somebody has lost their telephone and their recovery codes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock


class Command(BaseCommand):
    help = (
        "Remove somebody’s second factor: they are signed out, and set up another at the next sign-in. Be sure it is "
        "they who ask."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        removed = actions.remove_second_factor(user=user, by=None, at=clock.now())
        self.stdout.write(f"The second factor of {user} is removed." if removed else f"{user} had no second factor.")
