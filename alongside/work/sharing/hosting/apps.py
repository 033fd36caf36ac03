from django.apps import AppConfig


class Hosting(AppConfig):
    name = "alongside.work.sharing.hosting"
    label = "hosting"

    def ready(self) -> None:
        from datetime import timedelta

        from alongside.floor.accounts import together, waiting
        from alongside.floor.jobs import registry
        from alongside.floor.web import things
        from alongside.work.sharing.hosting import daily, giving, helpers, permissions
        from alongside.work.sharing.hosting import waiting as own
        from alongside.work.ties import who_can
        from alongside.work.ties.giving import registry as registered

        permissions.register()
        things.register("hosting", "hosting:one", model="hosting.Visit", permission="hosting.see")
        together.register(own.WAY)
        who_can.register(helpers.KIND)
        registered.thank(giving.thanks)
        for begin in giving.BEGINS:
            registered.begin(begin)
        for one in own.SOURCES:
            waiting.register(one)
        words = "Remind who is next in a visit between schools"
        registry.register(registry.Periodic("school-visits", timedelta(days=1), daily.remind, words))
