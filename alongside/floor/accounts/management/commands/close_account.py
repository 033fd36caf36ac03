"""`alongside close_account EMAIL`: somebody has left."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock


class Command(BaseCommand):
    help = "Close an account. Its owner is signed out at once; what they did stays. Inviting them again opens it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        if not user.is_active:
            self.stdout.write(f"The account of {user} was closed already.")
            return
        actions.close(user=user, by=None, at=clock.now())
        self.stdout.write(f"The account of {user} is closed.")
