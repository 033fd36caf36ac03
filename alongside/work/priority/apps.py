from django.apps import AppConfig


class Priority(AppConfig):
    name = "alongside.work.priority"
    label = "priority"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.schools import panels
        from alongside.work.engagement.visits import grounds
        from alongside.work.priority import following, queries
        from alongside.work.priority import panels as own

        registry.register(following.FOLLOWER)
        for panel in own.PANELS:
            panels.register(panel)
        grounds.priority_is_told_by(queries.listed_among)
