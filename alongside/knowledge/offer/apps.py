from django.apps import AppConfig


class Offer(AppConfig):
    name = "alongside.knowledge.offer"
    label = "offer"

    def ready(self) -> None:
        from alongside.floor.web import things

        things.register("service", "offer:one", model="offer.Service", permission="offer.record")
