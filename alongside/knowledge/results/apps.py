from django.apps import AppConfig


class Results(AppConfig):
    name = "alongside.knowledge.results"
    label = "results"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.results import formats

        for form in formats.FORMATS:
            registry.register(form)
