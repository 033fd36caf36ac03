from django.apps import AppConfig


class Results(AppConfig):
    name = "alongside.knowledge.results"
    label = "results"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.results import formats, previews
        from alongside.knowledge.results.panels import PANELS
        from alongside.knowledge.schools import panels

        forms = formats.all_formats()
        for form in forms:
            registry.register(form)
        registry.register(previews.follower(form.family for form in forms))
        for panel in PANELS:
            panels.register(panel)
