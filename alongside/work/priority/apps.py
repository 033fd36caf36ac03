from django.apps import AppConfig


class Priority(AppConfig):
    name = "alongside.work.priority"
    label = "priority"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.work.priority import following

        registry.register(following.FOLLOWER)
