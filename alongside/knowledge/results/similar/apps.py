from django.apps import AppConfig


class SimilarSchools(AppConfig):
    name = "alongside.knowledge.results.similar"
    label = "similar"

    def ready(self) -> None:
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.results.similar import following

        registry.register(following.FOLLOWER)
