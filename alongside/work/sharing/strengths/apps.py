from django.apps import AppConfig


class Strengths(AppConfig):
    name = "alongside.work.sharing.strengths"
    label = "strengths"

    def ready(self) -> None:
        from alongside.floor.accounts import together
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.sharing.strengths import helpers, permissions
        from alongside.work.sharing.strengths.panels import PANEL
        from alongside.work.sharing.strengths.together import WAY
        from alongside.work.ties import who_can

        permissions.register()
        # Its history is for the school: in it stands what was taken back.
        things.register("strength", "strengths:one", model="strengths.Strength", permission="strengths.history")
        panels.register(PANEL)
        together.register(WAY)
        who_can.register(helpers.KIND)
