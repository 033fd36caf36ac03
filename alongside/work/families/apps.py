from django.apps import AppConfig


class Families(AppConfig):
    name = "alongside.work.families"
    label = "families"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.work.families import permissions

        permissions.register()
        things.register("family", "families:one", model="families.Family", permission="families.inside")
