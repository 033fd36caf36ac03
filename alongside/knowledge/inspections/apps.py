from django.apps import AppConfig


class Inspections(AppConfig):
    name = "alongside.knowledge.inspections"
    label = "inspections"

    def ready(self) -> None:
        from alongside.knowledge.inspections import following
        from alongside.knowledge.inspections.formats import events, latest
        from alongside.knowledge.opendata import registry

        for form in (*latest.FORMATS, *events.FORMATS):
            registry.register(form)
        registry.register(following.FOLLOWER)
