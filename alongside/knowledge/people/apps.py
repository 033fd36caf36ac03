from django.apps import AppConfig


class People(AppConfig):
    name = "alongside.knowledge.people"
    label = "people"

    def ready(self) -> None:
        from alongside.floor.web import things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.people import panels as own
        from alongside.knowledge.people.heads import jobs
        from alongside.knowledge.schools import panels

        afterwards.register(jobs.AFTERWARDS)
        for panel in own.PANELS:
            panels.register(panel)
        things.register("person", "people:person", model="people.Person", permission="people.change")
        things.register("head-change", "people:head-change")
