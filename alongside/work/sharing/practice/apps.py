from django.apps import AppConfig


class Practice(AppConfig):
    name = "alongside.work.sharing.practice"
    label = "practice"

    def ready(self) -> None:
        from alongside.floor.accounts import together
        from alongside.floor.web import things
        from alongside.work.sharing.practice import giving, helpers, permissions
        from alongside.work.sharing.practice.together import WAY
        from alongside.work.ties import who_can
        from alongside.work.ties.giving import registry

        permissions.register()
        # Its history is for those who may write it: in it stand drafts.
        things.register("practice", "practice:one", model="practice.Item", permission="practice.write")
        together.register(WAY)
        who_can.register(helpers.KIND)
        for source in giving.SOURCES:
            registry.register(source)
        for begin in giving.BEGINS:
            registry.begin(begin)
