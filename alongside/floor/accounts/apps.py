from django.apps import AppConfig


class Accounts(AppConfig):
    name = "alongside.floor.accounts"
    label = "accounts"

    def ready(self) -> None:
        from alongside.floor.accounts import permissions, sessions
        from alongside.floor.accounts.models import User
        from alongside.floor.audit import subject_access

        permissions.register_all()
        sessions.listen()
        subject_access.register("account", lambda email: User.objects.filter(email__iexact=email))
