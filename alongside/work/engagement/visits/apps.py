from django.apps import AppConfig


class Visits(AppConfig):
    name = "alongside.work.engagement.visits"
    label = "visits"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.work.engagement.visits import permissions

        permissions.register()
        things.register("visit", "visits:one", model="visits.Visit", permission=permissions.SEE)
