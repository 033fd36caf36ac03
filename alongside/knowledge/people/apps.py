from django.apps import AppConfig


class People(AppConfig):
    name = "alongside.knowledge.people"
    label = "people"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.people.heads import jobs

        afterwards.register(jobs.AFTERWARDS)
        things.register("person", "people:person")
        things.register("head-change", "people:head-change")
