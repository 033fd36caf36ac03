from django.apps import AppConfig


class Ties(AppConfig):
    name = "alongside.work.ties"
    label = "ties"

    def ready(self) -> None:
        from alongside.floor.accounts import together
        from alongside.work.ties.giving import views as giving

        together.register(giving.WAY)
