from django.apps import AppConfig


class Visits(AppConfig):
    name = "alongside.work.engagement.visits"
    label = "visits"

    def ready(self) -> None:
        from alongside.floor.accounts import waiting
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.engagement.visits import permissions
        from alongside.work.engagement.visits.panels import PANEL
        from alongside.work.engagement.visits.waiting import SOURCES

        permissions.register()
        things.register("visit", "visits:one", model="visits.Visit", permission=permissions.SEE)
        panels.register(PANEL)
        for source in SOURCES:
            waiting.register(source)
