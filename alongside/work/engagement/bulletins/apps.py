from django.apps import AppConfig


class Bulletins(AppConfig):
    name = "alongside.work.engagement.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.web import things
        from alongside.work.engagement.bulletins import own

        things.register("bulletin", "bulletins:one")
        waiting.register(own.UNOPENED)
