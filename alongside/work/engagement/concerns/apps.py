from django.apps import AppConfig


class Concerns(AppConfig):
    name = "alongside.work.engagement.concerns"
    label = "concerns"

    def ready(self) -> None:
        from alongside.floor.accounts.waiting import Card, Source, register
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.engagement.concerns import waiting
        from alongside.work.engagement.concerns.panels import PANELS

        things.register("concern", "concerns:one")
        register(Source("concerns", 25, waiting.lines))
        register(Card("concerns", 25, "concerns.follow", waiting.overdue))
        for panel in PANELS:
            panels.register(panel)
