from django.apps import AppConfig


class Families(AppConfig):
    name = "alongside.work.families"
    label = "families"

    def ready(self) -> None:
        from alongside.floor.accounts import together, waiting
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.families import own, permissions
        from alongside.work.families.panels import PANEL

        permissions.register()
        # The history of memberships would show members what others only told their own school's leads.
        things.register("family", "families:one", model="families.Family", permission="families.inside")
        for source in own.SOURCES:
            waiting.register(source)
        together.register(own.WAY)
        panels.register(PANEL)
