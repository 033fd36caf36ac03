from django.apps import AppConfig


class Helping(AppConfig):
    name = "alongside.work.sharing.helping"
    label = "helping"

    def ready(self) -> None:
        from datetime import timedelta

        from alongside.floor.accounts import together, waiting
        from alongside.floor.jobs import registry
        from alongside.floor.web import things
        from alongside.knowledge.schools import panels
        from alongside.work.sharing.helping import daily, giving, permissions
        from alongside.work.sharing.helping import waiting as own
        from alongside.work.sharing.helping.panels import PANEL
        from alongside.work.ties.giving import registry as registered

        permissions.register()
        things.register("help", "helping:one", model="helping.Help", permission="helping.see")
        together.register(own.WAY)
        registered.thank(giving.thanks)
        for begin in giving.BEGINS:
            registered.begin(begin)
        waiting.register(own.SOURCE)
        panels.register(PANEL)
        words = "Remind schools of help that waits for their word"
        registry.register(registry.Periodic("help", timedelta(days=1), daily.remind, words))
