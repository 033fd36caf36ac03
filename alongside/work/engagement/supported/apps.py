from django.apps import AppConfig


class Supported(AppConfig):
    name = "alongside.work.engagement.supported"
    label = "supported"

    def ready(self) -> None:
        from datetime import timedelta

        from alongside.floor.accounts.waiting import Card, Source, register
        from alongside.floor.jobs import registry
        from alongside.floor.web import things
        from alongside.work.engagement.supported import daily, waiting

        things.register("supported", "supported:mine")
        things.register("supported-words", "supported:words")
        things.register("supported-answer", "supported:one", model="supported.Answer", permission="supported.answers")
        registry.register(registry.Periodic("supported", timedelta(days=1), daily.tend, "Tend the rounds of questions"))
        register(Source("supported-asked", 30, waiting.asked))
        register(Source("supported-replies", 10, waiting.replies))
        register(Source("supported-words", 5, waiting.in_confidence))
        register(Card("supported-noes", 10, "supported.answers", waiting.noes))
        register(Card("supported-trend", 12, "supported.answers", waiting.latest))
