from django.apps import AppConfig


class Helping(AppConfig):
    name = "alongside.work.sharing.helping"
    label = "helping"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.work.sharing.helping import permissions

        permissions.register()
        things.register("help", "helping:one", model="helping.Help", permission="helping.see")
