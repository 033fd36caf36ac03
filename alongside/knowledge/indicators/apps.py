from django.apps import AppConfig


class Indicators(AppConfig):
    name = "alongside.knowledge.indicators"
    label = "indicators"

    def ready(self) -> None:
        from alongside.knowledge.indicators.panels import PANELS
        from alongside.knowledge.indicators.presenters import chosen_for_all
        from alongside.knowledge.results import chosen
        from alongside.knowledge.schools import panels

        for panel in PANELS:
            panels.register(panel)
        chosen.register(chosen_for_all)
