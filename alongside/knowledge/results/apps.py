from django.apps import AppConfig


class Results(AppConfig):
    name = "alongside.knowledge.results"
    label = "results"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.results import formats
        from alongside.knowledge.results.panels import PANELS
        from alongside.knowledge.schools import panels

        for form in formats.all_formats():
            registry.register(form)
        for panel in PANELS:
            panels.register(panel)
