from django.apps import AppConfig


class Accounts(AppConfig):
    name = "alongside.floor.accounts"
    label = "accounts"

    def ready(self) -> None:
        from alongside.floor.accounts import permissions

        permissions.register_all()
