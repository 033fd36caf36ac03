from django.apps import AppConfig


class SimilarSchools(AppConfig):
    name = "alongside.knowledge.results.similar"
    label = "similar"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.results.similar import following
        from alongside.knowledge.results.similar import panels as own
        from alongside.knowledge.schools import panels

        registry.register(following.FOLLOWER)
        for panel in own.PANELS:
            panels.register(panel)
