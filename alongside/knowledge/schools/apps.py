from django.apps import AppConfig


class Schools(AppConfig):
    name = "alongside.knowledge.schools"
    label = "schools"

    def ready(self) -> None:
        from alongside.floor.accounts import seeing_as
        from alongside.floor.web import identity
        from alongside.knowledge.opendata import registry
        from alongside.knowledge.schools import derive, formats, places
        from alongside.knowledge.schools.partnership import partnership

        for form in formats.all_formats():
            registry.register(form)
        registry.register(derive.FOLLOWER)
        identity.register(lambda: partnership().name)
        seeing_as.find_by(places.school_to_see_as)
