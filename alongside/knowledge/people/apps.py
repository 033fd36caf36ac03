from django.apps import AppConfig


class People(AppConfig):
    name = "alongside.knowledge.people"
    label = "people"

    def ready(self) -> None:
        from alongside.floor.audit import subject_access
        from alongside.knowledge.people.models import Person

        subject_access.register("person", lambda email: Person.objects.filter(email__iexact=email))
