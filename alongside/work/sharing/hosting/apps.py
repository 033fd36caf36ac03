from django.apps import AppConfig


class Hosting(AppConfig):
    name = "alongside.work.sharing.hosting"
    label = "hosting"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.work.sharing.hosting import permissions

        permissions.register()
        things.register("hosting", "hosting:one", model="hosting.Visit", permission="hosting.see")
