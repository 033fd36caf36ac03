from django.apps import AppConfig


class Inspections(AppConfig):
    name = "alongside.knowledge.inspections"
    label = "inspections"

    def ready(self) -> None:
        from alongside.knowledge.inspections import following
        from alongside.knowledge.inspections import panels as own
        from alongside.knowledge.inspections.formats import events, latest
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.schools import panels

        for form in (*latest.FORMATS, *events.FORMATS):
            registry.register(form)
        registry.register(following.FOLLOWER)
        for panel in own.PANELS:
            panels.register(panel)
