from django.apps import AppConfig


class People(AppConfig):
    name = "alongside.knowledge.people"
    label = "people"

    def ready(self) -> None:
        from alongside.floor.audit import subject_access
        from alongside.floor.web import navigation, things
        from alongside.knowledge.opendata import afterwards
        from alongside.knowledge.people import panels as own
        from alongside.knowledge.people.heads import jobs
        from alongside.knowledge.people.models import Person
        from alongside.knowledge.people.navigation import own_school
        from alongside.knowledge.schools import panels

        navigation.register(own_school)
        subject_access.register("person", lambda email: Person.objects.filter(email__iexact=email))
        afterwards.register(jobs.AFTERWARDS)
        for panel in own.PANELS:
            panels.register(panel)
        things.register("person", "people:person", model="people.Person", permission="people.change")
        things.register("head-change", "people:head-change")
